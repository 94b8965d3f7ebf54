//! A tag and its attributes.

use super::elements::{Id, class};
use crate::read::html::tokenizer::tags::{MAX_ATTRIBUTES, MAX_FORMATTING_ATTRIBUTES, MAX_LINK_ATTRIBUTES};
use crate::read::sink::Attribute;

/// A tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    pub(super) id: Id,
    /// In lower case.
    pub(super) name: &'a str,
    pub(super) closes_itself: bool,
}

/// The attributes of the tag at hand.
#[derive(Default)]
pub(super) struct TagAttributes<'a> {
    /// Those that are kept, once they are read.
    pub(super) kept: Vec<Attribute<'a>>,
    pub(super) id: Option<Id>,
    /// Where they begin.
    pub(super) start: usize,
    pub(super) is_read: bool,
    /// The most that are kept.
    most: usize,
    /// Those that are left out count, too.
    pub(super) seen: usize,
    /// Whether one was longer than the limit.
    pub(super) has_long: bool,
}

impl<'a> TagAttributes<'a> {
    /// A tag of which the name is read.
    pub(super) fn begin(&mut self, id: Id, start: usize) {
        self.kept.clear();
        (self.id, self.start, self.is_read, self.seen, self.has_long) = (Some(id), start, false, 0, false);
        self.most = most(id);
    }

    /// A tag without attributes.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
        (self.is_read, self.has_long) = (true, false);
    }

    /// Those of a tag that was read before.
    pub(super) fn of(kept: Vec<Attribute<'a>>) -> Self {
        TagAttributes { kept, is_read: true, ..TagAttributes::default() }
    }

    /// Takes in those that a tag has not.
    pub(super) fn add(&mut self, others: &[Attribute<'a>]) {
        for other in others {
            if self.get(other.0).is_none() {
                self.kept.push(*other);
            }
        }
    }

    /// Gives attributes their names in SVG and MathML, which those of a namespace come last in.
    pub(super) fn adjust(&mut self, adjusted: impl Fn(Attribute<'a>) -> Attribute<'a>) {
        self.kept.sort_by_key(|&attribute| (adjusted(attribute).0 != attribute.0, attribute.0));
        self.kept.iter_mut().for_each(|attribute| *attribute = adjusted(*attribute));
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.kept.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    pub(super) fn is(&self, class: u16) -> bool {
        self.id.is_some_and(|id| id.is(class))
    }

    pub(super) fn is_full(&self) -> bool {
        self.seen >= MAX_ATTRIBUTES || self.kept.len() >= self.most
    }
}

/// The most attributes that an element keeps.
fn most(id: Id) -> usize {
    match id {
        Id::A => MAX_LINK_ATTRIBUTES,
        _ if id.is(class::FORMATTING) => MAX_FORMATTING_ATTRIBUTES,
        _ => MAX_ATTRIBUTES,
    }
}

/// How the text that follows a tag is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawText {
    Plain,
    WithReferences,
    Script,
    /// Nothing ends it.
    ToTheEnd,
}
