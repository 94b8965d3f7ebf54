//! Elements that are open.

use super::context::Context;
use super::elements::Display;
use super::marks::OpenMark;
use super::pending::{Capture, Row, TableFacts};
use super::run::Inline;
use crate::document::{GroupKind, Tag};
use crate::read::sink::ScriptKind;

/// An element that is open. What few elements have is in boxes, since a frame is written for each.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) name: &'a str,
    pub(super) context: Context<'a>,
    pub(super) display: Display,
    pub(super) tag: Tag,
    /// Where the text of the document ended before it.
    pub(super) start: usize,
    pub(super) inline: Option<Inline>,
    /// What becomes of its part of the line.
    pub(super) capture: Option<Box<Capture<'a>>>,
    /// Its container, once a block is inside.
    pub(super) container: Option<u32>,
    /// The kind of group that it makes.
    pub(super) makes: Option<GroupKind>,
    /// The group's detail.
    pub(super) detail: Option<&'a str>,
    /// Its group, once a block or a picture is inside.
    pub(super) group: Option<u32>,
    /// The number of what may be a note.
    pub(super) note: Option<u32>,
    /// A formula whose source was found: what else is inside are twins.
    pub(super) is_done: bool,
    /// A list item whose first run of text has become a block.
    pub(super) item_used: bool,
    pub(super) row: Option<Box<Row>>,
    pub(super) table: Option<Box<TableFacts>>,
    pub(super) mark: Option<OpenMark>,
    /// What its text is kept for, where it is no text of the page.
    pub(super) collects: Option<Collected>,
}

/// What the text of an element that does not show is kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collected {
    Title,
    JsonLd,
    Tex {
        display: bool,
    },
    /// How characters are read.
    Reading,
    Style,
    /// Data of the page's scripts.
    State(ScriptKind),
    /// A script that is not looked at yet.
    Code,
    /// It was not needed.
    Nothing,
}

impl<'a> Frame<'a> {
    /// The frame around all elements.
    pub(super) fn root() -> Self {
        Frame {
            container: Some(0),
            makes: Some(GroupKind::Document),
            group: Some(0),
            ..Frame::new("", Context::OUTERMOST, Display::Block)
        }
    }

    /// A frame that only is around what is inside.
    pub(super) fn new(name: &'a str, context: Context<'a>, display: Display) -> Self {
        Frame {
            name,
            context,
            display,
            tag: Tag::Other,
            start: 0,
            inline: None,
            capture: None,
            container: None,
            makes: None,
            detail: None,
            group: None,
            note: None,
            is_done: false,
            item_used: false,
            row: None,
            table: None,
            mark: None,
            collects: None,
        }
    }
}
