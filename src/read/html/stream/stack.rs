//! The stack of open elements.
//!
//! Some elements leave the standard's stack while others inside them are still open: a form, or a link in a link. They
//! become ghosts: no rule sees them, but they close for the sink only where what is inside has ended.

use super::elements::{COUNT, Id, class};
use super::tag::Tag;

/// The standard's insertion modes. Raw text has one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    AfterAfterBody,
}

/// What became of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(super) enum Step {
    Done,
    /// It is to be looked at again, in the mode that is set now.
    Again,
}

/// Where an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Html,
    Svg,
    MathMl,
}

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open<'a> {
    pub(super) id: Id,
    pub(super) name: &'a str,
    pub(super) space: Space,
    /// Whether it was opened for the sink.
    pub(super) is_reported: bool,
    /// Tells it from all others of the page.
    pub(super) serial: u32,
}

/// The form whose end tag is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) at: usize,
    pub(super) serial: u32,
}

#[derive(Default)]
pub(super) struct Stack<'a> {
    pub(super) open: Vec<Open<'a>>,
    /// How many of each kind are open.
    pub(super) counts: Counts,
    pub(super) ghosts: usize,
    pub(super) serial: u32,
}

pub(super) struct Counts(pub(super) [u16; COUNT]);

impl Default for Counts {
    fn default() -> Self {
        Counts([0; COUNT])
    }
}

impl Open<'_> {
    /// Whether text and tags inside of this element of MathML are those of HTML.
    pub(super) fn takes_text(&self) -> bool {
        self.space == Space::MathMl && matches!(self.name, "mi" | "mo" | "mn" | "ms" | "mtext")
    }

    /// The same of one of SVG.
    pub(super) fn takes_html(&self) -> bool {
        self.space == Space::Svg && matches!(self.name, "foreignObject" | "desc" | "title")
    }

    /// Whether it is on the standard's stack by the name that it was written with.
    pub(super) fn is_of_html(&self) -> bool {
        self.space == Space::Html && !matches!(self.id, Id::Foreign | Id::Ghost | Id::OpenHead)
    }

    fn ends_scope(&self, ends: u16) -> bool {
        self.id.is(ends) || self.space != Space::Html && (self.takes_text() || self.takes_html())
    }
}

impl<'a> Stack<'a> {
    pub(super) fn current(&self) -> Option<&Open<'a>> {
        self.open.last()
    }

    pub(super) fn current_is(&self, id: Id) -> bool {
        self.open.last().is_some_and(|open| open.id == id)
    }

    pub(super) fn current_in(&self, class: u16) -> bool {
        self.open.last().is_some_and(|open| open.id.is(class))
    }

    /// Whether an element of this kind is open.
    pub(super) fn has(&self, id: Id) -> bool {
        self.counts.0[id as usize] > 0
    }

    /// Whether the first of these elements from the top on comes before the scope ends.
    fn finds(&self, ends: u16, wanted: impl Fn(&Open<'_>) -> bool) -> bool {
        for open in self.open.iter().rev() {
            if wanted(open) {
                return true;
            }
            if open.ends_scope(ends) {
                return false;
            }
        }
        false
    }

    pub(super) fn has_in_scope(&self, id: Id) -> bool {
        self.has(id) && self.finds(class::SCOPE, |open| open.id == id)
    }

    pub(super) fn has_in(&self, id: Id, ends: u16) -> bool {
        self.has(id) && self.finds(class::SCOPE | ends, |open| open.id == id)
    }

    pub(super) fn has_heading_in_scope(&self) -> bool {
        self.finds(class::SCOPE, |open| open.id.is(class::HEADING))
    }

    pub(super) fn has_serial_in_scope(&self, serial: u32) -> bool {
        self.finds(class::SCOPE, |open| open.serial == serial)
    }

    /// In the scope of tables SVG and MathML end nothing.
    pub(super) fn has_in_table(&self, wanted: impl Fn(Id) -> bool) -> bool {
        let open = self.open.iter().rev();
        let mut found = open.filter(|open| wanted(open.id) || open.id.is(class::TABLE_SCOPE));
        found.next().is_some_and(|open| wanted(open.id))
    }

    pub(super) fn has_id_in_table(&self, id: Id) -> bool {
        self.has(id) && self.has_in_table(|open| open == id)
    }

    /// Where an element is.
    pub(super) fn place_of(&self, serial: u32) -> Option<usize> {
        self.open.iter().rposition(|open| open.serial == serial)
    }

    pub(super) fn is_open(&self, at: usize, serial: u32) -> bool {
        self.open.get(at).is_some_and(|open| open.serial == serial && open.id != Id::Ghost)
    }

    pub(super) fn add(&mut self, tag: &Tag<'a>, space: Space, is_reported: bool) {
        self.serial += 1;
        let id = if space == Space::Html { tag.id } else { Id::Foreign };
        self.counts.0[id as usize] += 1;
        self.open.push(Open { id, name: tag.name, space, is_reported, serial: self.serial });
    }
}
