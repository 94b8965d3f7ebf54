//! The attributes of a tag. They are read where somebody asks for them: inside what is not wanted hardly anybody does.

use std::ops::Range;

use memchr::memchr;

use super::elements::class;
use super::names::{self, attribute_name_at, is_blank};
use super::reader::Reader;
use super::short_names;
use crate::labels::Limit;
use crate::read::bytes::find_similar;
use crate::read::html::tokenizer::references::{Place, replace};
use crate::read::sink::Sink;

/// Where the value of an attribute is.
#[derive(Default)]
struct Value {
    start: usize,
    end: usize,
    /// Whether there may be character references in it.
    has_references: bool,
}

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Reads the attributes of a start tag, or passes over them where nothing is reported. `None` if the input ends
    /// before the tag.
    pub(super) fn read_attributes(&mut self) -> Option<bool> {
        if self.ahead(0).first() == Some(&b'>') {
            self.attributes.is_read = true;
            self.at += 1;
            return Some(false);
        }
        if self.unwanted == 0 {
            return self.keep_attributes();
        }
        let start = self.at;
        let closes_itself = self.skip_attributes()?;
        if self.at - start > self.limits.max_attribute_bytes {
            // One may be too long, which is to be known.
            self.ensure_attributes();
        }
        Some(closes_itself)
    }

    /// Sees to it that the attributes of the tag at hand are read.
    pub(super) fn ensure_attributes(&mut self) {
        if !self.attributes.is_read {
            let after = std::mem::replace(&mut self.at, self.attributes.start);
            self.keep_attributes();
            self.at = after;
        }
    }

    /// Passes over attributes and the end of their tag.
    pub(super) fn skip_attributes(&mut self) -> Option<bool> {
        self.pass_attributes(false)
    }

    fn keep_attributes(&mut self) -> Option<bool> {
        self.attributes.is_read = true;
        let closes_itself = self.pass_attributes(true)?;
        self.sort_attributes();
        Some(closes_itself)
    }

    /// Reads attributes and the end of their tag, and takes them in if they are to be kept.
    fn pass_attributes(&mut self, keeps: bool) -> Option<bool> {
        let bytes = self.html.as_bytes();
        let mut at = self.at;
        loop {
            match *bytes.get(at)? {
                byte if is_blank(byte) => at += 1,
                b'>' => {
                    self.at = at + 1;
                    return Some(false);
                }
                b'/' if bytes.get(at + 1) == Some(&b'>') => {
                    self.at = at + 2;
                    return Some(true);
                }
                b'/' => at += 1,
                _ => {
                    let (length, known) = name_at(&bytes[at..], keeps);
                    let name = at..at + length;
                    at += length;
                    let value = value(bytes, &mut at)?;
                    if keeps && !self.attributes.is_full() {
                        self.keep_attribute(name, known, &value);
                    }
                }
            }
        }
    }

    /// Brings them into the order of the tree, which some readers of formulas depend on.
    fn sort_attributes(&mut self) {
        let kept = &mut self.attributes.kept;
        if kept.len() > 1 && kept.iter().filter(|(name, _)| name.starts_with("data-")).count() > 1 {
            kept.sort_by(|left, right| left.0.cmp(right.0));
        }
    }

    /// Takes in an attribute, if it is of use.
    fn keep_attribute(&mut self, name: Range<usize>, known: Option<&'static str>, value: &Value) {
        self.attributes.seen += 1;
        let name = match known {
            Some(name) => name,
            None if self.attributes.is(class::FORMATTING) => self.lower_case(&self.html[name]),
            None => return,
        };
        if self.attributes.kept.iter().any(|(known, _)| *known == name) {
            return;
        }
        let written = self.written(value.start..value.end);
        let place = value.has_references.then_some(Place::Attribute);
        let value = self.decoded(written, place);
        let value = self.without_nul(value);
        // The state that Discourse has in an attribute has a limit of its own.
        if value.len() > self.limits.max_attribute_bytes && name != "data-preloaded" {
            self.attributes.has_long = true;
            return;
        }
        self.attributes.kept.push((name, value));
    }

    /// Notes that an attribute of the tag was too long.
    pub(super) fn note_long_attributes(&mut self) {
        if self.attributes.has_long {
            self.reach(Limit::AttributeBytes);
        }
    }

    /// A part of the input with its references replaced, if there are any.
    pub(super) fn decoded(&mut self, written: &'a str, place: Option<Place>) -> &'a str {
        match place.and_then(|place| replace(written, place)) {
            Some(decoded) => self.made.hold(decoded),
            None => written,
        }
    }

    /// A text in which NUL stands for an unknown character.
    pub(super) fn without_nul(&mut self, text: &'a str) -> &'a str {
        if self.has_nul && text.contains('\0') {
            return self.made.hold(text.replace('\0', "\u{fffd}"));
        }
        text
    }
}

/// The length of the name that begins here, and the name if somebody reads it and it is asked for.
#[inline(always)]
fn name_at(rest: &[u8], keeps: bool) -> (usize, Option<&'static str>) {
    if let Some(name) = short_names::attribute(rest) {
        return (name.len(), Some(name));
    }
    let (length, key) = attribute_name_at(rest);
    (length, if keeps { names::attribute(key) } else { None })
}

/// Where the next byte is that is no white space.
fn after_blanks(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| is_blank(*byte)) {
        at += 1;
    }
    at
}

/// Reads the value after a name. `None` where the input ends before it does.
#[inline(always)]
fn value(bytes: &[u8], at: &mut usize) -> Option<Value> {
    // Most values are quoted, directly after the name.
    let (quote, start) = match bytes.get(*at..) {
        Some([b'=', quote @ (b'"' | b'\''), ..]) => (*quote, *at + 2),
        _ => match begin_value(bytes, at)? {
            Begun::Quoted(quote) => (quote, *at),
            Begun::Bare(value) => return Some(value),
        },
    };
    let (length, has_references) = quoted(quote, &bytes[start..])?;
    *at = start + length + 1;
    Some(Value { start, end: start + length, has_references })
}

/// How a value begins.
enum Begun {
    Quoted(u8),
    /// It is not quoted, or there is none.
    Bare(Value),
}

/// Reads what is before a value and its quote, or the value that has none.
#[inline(never)]
fn begin_value(bytes: &[u8], at: &mut usize) -> Option<Begun> {
    *at = after_blanks(bytes, *at);
    if bytes.get(*at) != Some(&b'=') {
        return Some(Begun::Bare(Value::default()));
    }
    let start = after_blanks(bytes, *at + 1);
    let rest = bytes.get(start..).unwrap_or_default();
    if let Some(quote @ (b'"' | b'\'')) = rest.first() {
        *at = start + 1;
        return Some(Begun::Quoted(*quote));
    }
    let length = rest.iter().position(|byte| is_blank(*byte) || *byte == b'>')?;
    *at = start + length;
    Some(Begun::Bare(Value { start, end: start + length, has_references: true }))
}

/// The bytes before a quote, and whether there may be references among them.
#[inline(always)]
fn quoted(quote: u8, rest: &[u8]) -> Option<(usize, bool)> {
    let found = find_similar(rest, quote, b'&')?;
    if rest[found] == quote {
        return Some((found, false));
    }
    let more = memchr(quote, &rest[found..])?;
    Some((found + more, true))
}
