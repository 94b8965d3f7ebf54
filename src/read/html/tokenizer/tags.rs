//! Tags and their attributes.

use std::collections::HashSet;

use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::memchr;

use super::references::Place;
use super::{Reader, Tokenizer, names};

/// Attributes of one tag that are read. Real tags have a few dozen at most.
pub(in crate::read) const MAX_ATTRIBUTES: usize = 512;

/// The same for formatting elements, which the tree builder copies into every paragraph in which they are open,
/// and compares with each other. On 1,270 real pages none had more than 6.
pub(in crate::read) const MAX_FORMATTING_ATTRIBUTES: usize = 8;

/// The same for `<a>`, which is copied, too, but one at a time. On those pages none has more than 29.
pub(in crate::read) const MAX_LINK_ATTRIBUTES: usize = 32;

/// A tag with more attributes than this looks for equal ones in a set.
const FEW_ATTRIBUTES: usize = 24;

/// Which attributes of a tag are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Read,
    All,
}

/// An attribute as it is written.
struct Written<'a> {
    name: &'a str,
    /// Where its value begins and ends; both 0 where there is none.
    value: (usize, usize),
}

/// The attributes of a tag so far.
struct Attributes {
    keep: Keep,
    /// The most that are kept.
    most: usize,
    /// Those that are left out count, too.
    seen: usize,
    kept: Vec<Attribute>,
    /// Names of all that are kept, once these are many.
    names: HashSet<LocalName>,
    repeated: bool,
}

impl Attributes {
    fn new(keep: Keep, most: usize) -> Self {
        Attributes { keep, most, seen: 0, kept: Vec::new(), names: HashSet::new(), repeated: false }
    }

    fn is_full(&self) -> bool {
        self.seen >= MAX_ATTRIBUTES || self.kept.len() >= self.most
    }

    /// Whether there is no attribute of this name yet.
    fn is_new(&mut self, name: &LocalName) -> bool {
        if self.kept.len() <= FEW_ATTRIBUTES {
            return self.kept.iter().all(|other| other.name.local != *name);
        }
        if self.names.is_empty() {
            self.names.extend(self.kept.iter().map(|attribute| attribute.name.local.clone()));
        }
        self.names.insert(name.clone())
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0xc)
}

/// Elements that the tree builder tells from equal ones by all of their attributes: of formatting elements with
/// the same attributes it reopens three only. Of `<a>` there is never more than one.
pub(super) fn is_compared(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// The most attributes that an element of this name keeps.
pub(super) fn most_attributes(name: &LocalName) -> usize {
    match *name {
        local_name!("a") => MAX_LINK_ATTRIBUTES,
        _ if is_compared(name) => MAX_FORMATTING_ATTRIBUTES,
        _ => MAX_ATTRIBUTES,
    }
}

impl<'a, S: Reader> Tokenizer<'a, S> {
    pub(super) fn start_tag(&mut self) {
        self.at += 1;
        let name = self.tag_name();
        let keep = if self.extras.attributes || is_compared(&name) { Keep::All } else { Keep::Read };
        let most = most_attributes(&name);
        self.last_start = Some(name.clone());
        self.tag(TagKind::StartTag, name, Attributes::new(keep, most));
    }

    /// Attributes of end tags mean nothing.
    pub(super) fn end_tag(&mut self) {
        self.at += 2;
        let name = self.tag_name();
        self.tag(TagKind::EndTag, name, Attributes::new(Keep::Read, 0));
    }

    fn tag_name(&mut self) -> LocalName {
        let ends_name = |byte: &u8| is_blank(*byte) || matches!(byte, b'/' | b'>');
        let rest = self.ahead(0);
        let length = rest.iter().position(ends_name).unwrap_or(rest.len());
        let written = &self.html[self.at..self.at + length];
        self.at += length;
        self.names.get(written, names::any).unwrap_or_default()
    }

    /// Reads the rest of a tag. One that the input cuts off is none.
    fn tag(&mut self, kind: TagKind, name: LocalName, mut attributes: Attributes) {
        loop {
            match self.ahead(0) {
                [b'>', ..] => {
                    self.at += 1;
                    return self.emit_tag(kind, name, attributes, false);
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    return self.emit_tag(kind, name, attributes, true);
                }
                [b'/', ..] => self.at += 1,
                [byte, ..] if is_blank(*byte) => self.at += 1,
                [] => return,
                _ => {
                    let Some(written) = self.attribute() else { return self.at = self.html.len() };
                    self.keep(&mut attributes, &written);
                }
            }
        }
    }

    fn emit_tag(&mut self, kind: TagKind, name: LocalName, attributes: Attributes, self_closing: bool) {
        let (attrs, had_duplicate_attributes) = (attributes.kept, attributes.repeated);
        self.emit(Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes }));
    }

    /// Reads an attribute; `None` where the input ends before its value does.
    fn attribute(&mut self) -> Option<Written<'a>> {
        let start = self.at;
        let ends_name = |byte: &u8| is_blank(*byte) || matches!(byte, b'/' | b'>' | b'=');
        // A name can begin with `=`.
        let rest = self.ahead(1);
        self.at += 1 + rest.iter().position(ends_name).unwrap_or(rest.len());
        let name = &self.html[start..self.at];
        self.skip_blanks();
        let value = if self.ahead(0).starts_with(b"=") { self.value()? } else { (0, 0) };
        Some(Written { name, value })
    }

    fn skip_blanks(&mut self) {
        self.at += self.ahead(0).iter().take_while(|byte| is_blank(**byte)).count();
    }

    /// Reads a value from its `=` on.
    fn value(&mut self) -> Option<(usize, usize)> {
        self.at += 1;
        self.skip_blanks();
        let ends_value = |byte: &u8| is_blank(*byte) || *byte == b'>';
        let (start, length, quotes) = match self.ahead(0) {
            [quote @ (b'"' | b'\''), rest @ ..] => (self.at + 1, memchr(*quote, rest)?, 1),
            rest => (self.at, rest.iter().position(ends_value)?, 0),
        };
        self.at = start + length + quotes;
        Some((start, start + length))
    }

    /// Takes an attribute into a tag, if it is of use.
    fn keep(&mut self, attributes: &mut Attributes, written: &Written<'a>) {
        if attributes.is_full() {
            return;
        }
        attributes.seen += 1;
        let name = match attributes.keep {
            Keep::All => self.names.get(written.name, names::any),
            _ => self.read.get(written.name, names::read),
        };
        let Some(name) = name else { return };
        if !attributes.is_new(&name) {
            attributes.repeated = true;
            return;
        }
        let (start, end) = written.value;
        let value = self.without_nul(start, end, Some(Place::Attribute));
        attributes.kept.push(Attribute { name: QualName::new(None, ns!(), name), value });
    }
}
