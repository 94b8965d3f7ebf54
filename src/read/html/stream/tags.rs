//! The input as text, tags and what is neither.

use memchr::{memchr, memmem};

use super::elements;
use super::names::element_name_at;
use super::quirks::is_quirky;
use super::reader::Reader;
use super::short_names;
use super::stack::Mode;
use super::tag::Tag;
use crate::labels::Limit;
use crate::read::bytes::find_either;
use crate::read::html::tokenizer::declarations::{comment_length, read_doctype};
use crate::read::html::tokenizer::references::Place;
use crate::read::sink::Sink;

/// Whether something other than text begins at a `<`, given what follows it.
fn begins_markup(rest: &[u8]) -> bool {
    match rest {
        [b'/', _, ..] | [b'!' | b'?', ..] => true,
        [first, ..] => first.is_ascii_alphabetic(),
        [] => false,
    }
}

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Reads the whole input.
    pub(super) fn run(&mut self) {
        while self.at < self.html.len() && self.moved.is_none() && self.roots.late.is_none() {
            if self.nodes >= self.limits.max_nodes {
                self.reach(Limit::Nodes);
                break;
            }
            match self.raw.take() {
                Some(raw) => self.raw_text(raw),
                None => self.data(),
            }
        }
        self.end();
    }

    /// The bytes that are not read yet, from `offset` bytes ahead.
    pub(super) fn ahead(&self, offset: usize) -> &'a [u8] {
        self.html.as_bytes().get(self.at + offset..).unwrap_or_default()
    }

    /// Reads text up to the next markup, and that markup.
    pub(super) fn data(&mut self) {
        let start = self.at;
        let has_references = self.pass_text();
        if self.at > start {
            let place = has_references.then_some(Place::Text);
            let text = self.written(start..self.at);
            self.text_token(text, place);
        }
        self.markup();
    }

    /// Goes to the next markup. Returns whether there may be character references before it.
    fn pass_text(&mut self) -> bool {
        let bytes = self.html.as_bytes();
        let mut has_references = false;
        let mut at = self.at;
        while let Some(&byte) = bytes.get(at) {
            if byte == b'<' && begins_markup(&bytes[at + 1..]) {
                break;
            }
            has_references |= byte == b'&';
            at += 1;
            let rest = &bytes[at..];
            let found = if has_references { memchr(b'<', rest) } else { find_either(rest, b'<', b'&') };
            at += found.unwrap_or(rest.len());
        }
        self.at = at;
        has_references
    }

    fn markup(&mut self) {
        // After the `<`.
        match self.ahead(1) {
            [] => {}
            [b'/', b'>', ..] => self.at += 3,
            [b'/', first, ..] if first.is_ascii_alphabetic() => self.end_tag_token(),
            [b'!', ..] => self.declaration(),
            [b'/' | b'?', ..] => self.skip_to_end(),
            _ => self.start_tag_token(),
        }
    }

    /// Passes over what nothing but a `>` ends.
    fn skip_to_end(&mut self) {
        let rest = self.ahead(0);
        self.at += memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
    }

    /// Passes over what begins with `<!`, if it is no CDATA section.
    fn declaration(&mut self) {
        let rest = self.ahead(2);
        if rest.starts_with(b"--") {
            self.at += "<!--".len() + comment_length(&rest[2..]).1;
        } else if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            self.doctype();
        } else if rest.starts_with(b"[CDATA[") && self.is_in_foreign() {
            self.at += "<![CDATA[".len();
            let (start, rest) = (self.at, self.ahead(0));
            let length = memmem::find(rest, b"]]>").unwrap_or(rest.len());
            self.at = (start + length + "]]>".len()).min(self.html.len());
            if length > 0 {
                let text = self.written(start..start + length);
                self.text_token(text, None);
            }
        } else {
            self.skip_to_end();
        }
    }

    fn doctype(&mut self) {
        let start = self.at + "<!doctype".len();
        self.skip_to_end();
        self.ignores_line_feed = false;
        if self.mode == Mode::Initial {
            let written = self.written(start..self.at);
            let (written, is_ended) =
                written.strip_suffix('>').map_or((written, false), |inner| (inner, true));
            self.quirks = is_quirky(&read_doctype(&written.replace('\0', "\u{fffd}"), is_ended));
            self.nodes += 1;
            self.mode = Mode::BeforeHtml;
        }
    }

    /// Reads the name of a tag.
    fn tag_name(&mut self) -> (elements::Id, &'a str) {
        let start = self.at;
        if let Some((id, name)) = short_names::element(self.ahead(0)) {
            self.at += name.len();
            return (id, name);
        }
        let (length, key) = element_name_at(self.ahead(0));
        self.at += length;
        if let Some(known) = elements::find(key) {
            return known;
        }
        let written = &self.html[start..self.at];
        (elements::Id::Other, self.lower_case(written))
    }

    /// A name in lower case.
    pub(super) fn lower_case(&mut self, written: &'a str) -> &'a str {
        if written.bytes().any(|byte| byte == 0 || byte.is_ascii_uppercase()) {
            return self.made.hold(written.to_ascii_lowercase().replace('\0', "\u{fffd}"));
        }
        written
    }

    fn start_tag_token(&mut self) {
        self.at += 1;
        let (id, name) = self.tag_name();
        self.attributes.begin(id, self.at);
        let Some(closes_itself) = self.read_attributes() else { return self.at = self.html.len() };
        self.start_tag(Tag { id, name, closes_itself });
    }

    /// The name of the innermost open element, if that is what an end tag has, as most do.
    fn name_of_current(&self) -> Option<(elements::Id, &'a str)> {
        let open = self.stack.current().filter(|open| open.is_of_html())?;
        let rest = self.ahead(0);
        (rest.get(open.name.len()) == Some(&b'>') && rest.starts_with(open.name.as_bytes()))
            .then_some((open.id, open.name))
    }

    pub(super) fn end_tag_token(&mut self) {
        self.at += 2;
        if let Some((id, name)) = self.name_of_current() {
            self.at += name.len() + 1;
            if self.ends_alone(id) {
                return self.end_current();
            }
            return self.end_tag(&Tag { id, name, closes_itself: false });
        }
        let (id, name) = self.tag_name();
        // Most end tags end at once.
        if self.ahead(0).first() == Some(&b'>') {
            self.at += 1;
        } else if self.skip_attributes().is_none() {
            return self.at = self.html.len();
        }
        self.end_tag(&Tag { id, name, closes_itself: false });
    }
}
