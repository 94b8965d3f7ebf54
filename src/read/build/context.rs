//! What elements hand down to what is inside them.

use super::marks::Surroundings;
use crate::document::BlockKind;
use crate::document::Choice;

/// What an element hands down to what is inside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// What a block is here.
    pub(super) kind: BlockKind,
    /// Index of the frame of the list item that `kind` speaks of.
    pub(super) item: usize,
    pub(super) list_depth: u8,
    pub(super) ordered: bool,
    pub(super) preformatted: bool,
    /// Index of the frame of the enclosing code listing, or 0.
    pub(super) listing: usize,
    /// Index of the frame of the enclosing element that may be a note, or 0.
    pub(super) note: usize,
    /// Index of the frame of the enclosing formula, or 0.
    pub(super) formula: usize,
    /// Whether formulas are on lines of their own.
    pub(super) displays_formulas: bool,
    /// The language that an element around names.
    pub(super) language: Option<&'a str>,
    pub(super) hidden: bool,
    pub(super) invisible: bool,
    /// Inside a shadow tree, which has style sheets of its own.
    pub(super) in_shadow: bool,
    pub(super) choice: Choice,
    /// Index of the nearest frame that can become a container.
    pub(super) holder: usize,
    /// Number of the table around, from 0.
    pub(super) table: u32,
    /// Index of the frame of the table around.
    pub(super) table_frame: usize,
    pub(super) in_table_head: bool,
    /// Index of the nearest frame that makes a group.
    pub(super) group_holder: usize,
    /// Index of the nearest frame that is a row, 0 if none is.
    pub(super) row: usize,
    pub(super) marks: Surroundings,
}

impl Context<'_> {
    /// What holds outside all elements.
    pub(super) const OUTERMOST: Self = Context {
        kind: BlockKind::Paragraph,
        item: 0,
        list_depth: 0,
        ordered: false,
        preformatted: false,
        listing: 0,
        note: 0,
        formula: 0,
        displays_formulas: false,
        language: None,
        hidden: false,
        invisible: false,
        in_shadow: false,
        choice: Choice::Open,
        holder: 0,
        table: 0,
        table_frame: 0,
        in_table_head: false,
        group_holder: 0,
        row: 0,
        marks: Surroundings::NONE,
    };

    /// What holds inside a listing of code.
    pub(super) fn open_listing(&mut self, frame: usize) {
        self.listing = frame;
        self.preformatted = true;
        self.kind = BlockKind::Preformatted;
        self.item = frame;
        self.holder = frame;
    }

    /// The kind of the blocks inside an element, if it says more than its parents do.
    pub(super) fn kind_in(&self, name: &str) -> Option<BlockKind> {
        Some(match name {
            "li" => BlockKind::ListItem { depth: self.list_depth.max(1), ordered: self.ordered },
            "blockquote" => BlockKind::Quote,
            "figcaption" | "caption" => BlockKind::Caption,
            "dt" => BlockKind::Term,
            "dd" => BlockKind::Definition,
            "table" | "summary" => BlockKind::Paragraph,
            // "<h2><button>", as in an accordion, is a heading first, and a label in a list is an
            // item with a box to tick.
            "button" | "legend" if !matches!(self.kind, BlockKind::Heading { .. }) => BlockKind::Control,
            "label" if !matches!(self.kind, BlockKind::Heading { .. } | BlockKind::ListItem { .. }) => {
                BlockKind::Control
            }
            _ => return None,
        })
    }
}
