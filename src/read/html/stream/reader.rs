//! A page that is being read: all that is known of it so far.

use super::arena::{Arena, End};
use super::depth::{Depth, LeftOut};
use super::formats::Format;
use super::kept::Kept;
use super::pending::Pending;
use super::source::{NextReturn, Source};
use super::stack::{Form, Mode, Stack};
use super::tag::{RawText, TagAttributes};
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::sink::{Attribute, Sink};

/// Why a page cannot be reported as it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Moved {
    /// A formatting element ended around an open block.
    Formatting,
    /// Something in a table belongs before it.
    Table,
    /// A `<frameset>` is in place of a body.
    Frameset,
    /// There are more late attributes of `<html>` and `<body>`.
    Root,
}

/// Attributes of `<html>` and `<body>` that were found after these had opened.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct RootAttributes<'a> {
    pub(in crate::read) html: Vec<Attribute<'a>>,
    pub(in crate::read) body: Vec<Attribute<'a>>,
}

/// What earlier readings of a page have shown.
#[derive(Debug, Default)]
pub(in crate::read) struct Known<'a> {
    /// Late attributes.
    pub(super) late: Option<RootAttributes<'a>>,
    /// Whether something moves.
    pub(super) moves: bool,
}

/// What is known of the attributes of `<html>` and `<body>`.
#[derive(Default)]
pub(super) struct Roots<'a> {
    /// Those that the two have had so far, and get as they open.
    pub(super) known: RootAttributes<'a>,
    /// All, once late ones were found.
    pub(super) late: Option<RootAttributes<'a>>,
    /// Whether the page was read before.
    pub(super) is_second: bool,
    pub(super) tags: u32,
}

/// A page that is being read.
pub(super) struct Reader<'a, 's, S> {
    pub(super) html: &'a str,
    /// Where the next byte to be read is.
    pub(super) at: usize,
    /// If there is any.
    pub(super) next_return: Option<NextReturn>,
    pub(super) has_nul: bool,
    pub(super) made: End<'a>,
    pub(super) sink: &'s mut S,
    pub(super) limits: Limits,
    pub(super) reached: Vec<Limit>,

    pub(super) attributes: TagAttributes<'a>,
    /// What follows the tag if it is no markup.
    pub(super) raw: Option<RawText>,
    pub(super) pending: Pending<'a>,
    /// The nodes, if they are kept so that they can move; nothing is reported then until all is read.
    pub(super) kept: Option<Kept<'a>>,
    /// Text directly in a table, which may have to move.
    pub(super) table_text: Vec<&'a str>,

    pub(super) mode: Mode,
    /// The mode to return to from raw text.
    pub(super) outer_mode: Mode,
    pub(super) template_modes: Vec<Mode>,
    pub(super) stack: Stack<'a>,
    pub(super) formats: Vec<Format<'a>>,
    /// Room for the attributes of the next formatting element.
    pub(super) spare_attributes: Vec<Attribute<'a>>,
    pub(super) form: Option<Form>,
    pub(super) has_head: bool,
    pub(super) quirks: bool,
    pub(super) frameset_ok: bool,
    /// Whether what a table has no place for is being inserted.
    pub(super) fosters: bool,
    pub(super) ignores_line_feed: bool,
    /// How many elements are open, the unwanted one among them, where nothing is reported; 0 where all is.
    pub(super) unwanted: usize,
    pub(super) roots: Roots<'a>,
    pub(super) left_out: LeftOut<'a>,
    pub(super) depth: Depth,
    /// Nodes that a tree would have by now.
    pub(super) nodes: usize,
    /// Whether text would go on in the last node.
    pub(super) in_text: bool,
    /// Bytes of text since the last tag.
    pub(super) text_bytes: usize,
    pub(super) moved: Option<Moved>,
}

impl<'a, 's, S: Sink<'a>> Reader<'a, 's, S> {
    pub(super) fn new(source: &Source<'a>, arena: &'a Arena, limits: &Limits, sink: &'s mut S) -> Self {
        Reader {
            html: source.html,
            at: 0,
            next_return: source.has_returns.then_some(NextReturn::UNKNOWN),
            has_nul: source.has_nul,
            made: End::of(arena),
            sink,
            limits: *limits,
            reached: Vec::new(),
            attributes: TagAttributes::default(),
            raw: None,
            pending: Pending::default(),
            kept: None,
            table_text: Vec::new(),
            mode: Mode::Initial,
            outer_mode: Mode::InBody,
            template_modes: Vec::new(),
            stack: Stack::default(),
            formats: Vec::new(),
            spare_attributes: Vec::new(),
            form: None,
            has_head: false,
            quirks: false,
            frameset_ok: true,
            fosters: false,
            ignores_line_feed: false,
            unwanted: 0,
            roots: Roots::default(),
            left_out: LeftOut::default(),
            depth: Depth::NONE,
            nodes: 1,
            in_text: false,
            text_bytes: 0,
            moved: None,
        }
    }

    pub(super) fn reach(&mut self, limit: Limit) {
        if !self.reached.contains(&limit) {
            self.reached.push(limit);
        }
    }

    /// Gives up: something would have to move.
    pub(super) fn give_up(&mut self, moved: Moved) {
        self.moved.get_or_insert(moved);
    }
}
