//! The attributes of a tag. They are read where somebody asks for them: inside what is not wanted hardly anybody does.

use memchr::memchr;

use super::elements::class;
use super::names::{self, Key, attribute_name_at, is_blank};
use super::reader::Reader;
use crate::labels::Limit;
use crate::read::html::tokenizer::references::{Place, replace};
use crate::read::sink::Sink;

/// What comes next in a tag.
enum Next<'a> {
    Attribute {
        name: &'a str,
        key: Key,
        value: (usize, usize),
    },
    End {
        closes_itself: bool,
    },
    /// The input ends before.
    Nothing,
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
        loop {
            match self.next_attribute() {
                Next::Attribute { .. } => {}
                Next::End { closes_itself } => return Some(closes_itself),
                Next::Nothing => return None,
            }
        }
    }

    fn keep_attributes(&mut self) -> Option<bool> {
        self.attributes.is_read = true;
        let closes_itself = loop {
            match self.next_attribute() {
                Next::Attribute { name, key, value } if !self.attributes.is_full() => {
                    self.keep_attribute(name, key, value);
                }
                Next::Attribute { .. } => {}
                Next::End { closes_itself } => break closes_itself,
                Next::Nothing => return None,
            }
        };
        self.sort_attributes();
        Some(closes_itself)
    }

    /// Brings them into the order of the tree, which some readers of formulas depend on.
    fn sort_attributes(&mut self) {
        let kept = &mut self.attributes.kept;
        if kept.len() > 1 && kept.iter().filter(|(name, _)| name.starts_with("data-")).count() > 1 {
            kept.sort_by(|left, right| left.0.cmp(right.0));
        }
    }

    /// Takes in an attribute, if it is of use.
    fn keep_attribute(&mut self, name: &'a str, key: Key, value: (usize, usize)) {
        self.attributes.seen += 1;
        let name = match names::attribute(key) {
            Some(name) => name,
            None if self.attributes.is(class::FORMATTING) => self.lower_case(name),
            None => return,
        };
        if self.attributes.kept.iter().any(|(known, _)| *known == name) {
            return;
        }
        let value = self.decoded(&self.html[value.0..value.1], Some(Place::Attribute));
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

    fn next_attribute(&mut self) -> Next<'a> {
        let bytes = self.html.as_bytes();
        loop {
            match bytes.get(self.at..).unwrap_or_default() {
                [] => return Next::Nothing,
                [b'>', ..] => {
                    self.at += 1;
                    return Next::End { closes_itself: false };
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    return Next::End { closes_itself: true };
                }
                [b'/', ..] => self.at += 1,
                [byte, ..] if is_blank(*byte) => self.at += 1,
                rest => {
                    let (length, key) = attribute_name_at(rest);
                    let name = &self.html[self.at..self.at + length];
                    self.at += length;
                    return match self.value() {
                        Some(value) => Next::Attribute { name, key, value },
                        None => Next::Nothing,
                    };
                }
            }
        }
    }

    fn skip_blanks(&mut self) {
        while self.html.as_bytes().get(self.at).is_some_and(|byte| is_blank(*byte)) {
            self.at += 1;
        }
    }

    /// Reads the value after a name; gives where it begins and ends. `None` where the input ends before it does.
    fn value(&mut self) -> Option<(usize, usize)> {
        self.skip_blanks();
        if self.ahead(0).first() != Some(&b'=') {
            return Some((0, 0));
        }
        self.at += 1;
        self.skip_blanks();
        let (start, length, quotes) = match self.ahead(0) {
            [quote @ (b'"' | b'\''), rest @ ..] => (self.at + 1, memchr(*quote, rest)?, 1),
            rest => (self.at, rest.iter().position(|byte| is_blank(*byte) || *byte == b'>')?, 0),
        };
        self.at = start + length + quotes;
        Some((start, start + length))
    }

    /// A part of the input with its references replaced.
    pub(super) fn decoded(&mut self, written: &'a str, place: Option<Place>) -> &'a str {
        let Some(place) = place.filter(|_| memchr(b'&', written.as_bytes()).is_some()) else {
            return written;
        };
        match replace(written, place) {
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
