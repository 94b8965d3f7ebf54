//! Blocks: the units of text that everything is decided about.

use std::ops::Range;

use super::Shape;

/// What a block is in the document's structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading.
    Heading {
        /// From 1 to 6.
        level: u8,
    },
    /// An item of a list.
    ListItem {
        /// Lists around the item, from 1.
        depth: u8,
        /// Whether the list is numbered.
        ordered: bool,
    },
    /// A paragraph of a block quotation.
    Quote,
    /// Text whose white space matters: code, poems.
    Preformatted,
    /// A row of a table; its cells are separated by tabs.
    TableRow {
        /// Which table of the document, from 0: rows of one table share the number.
        table: u32,
        /// Whether this is a row of column headings.
        header: bool,
    },
    /// The caption of a picture, a table or a player.
    Caption,
    /// A term in a list of definitions.
    Term,
    /// A definition in a list of definitions.
    Definition,
    /// The label of a button or of a form's field.
    Control,
}

impl BlockKind {
    /// The kind's name in output: `"paragraph"`, `"heading"`, `"list_item"` …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading { .. } => "heading",
            BlockKind::ListItem { .. } => "list_item",
            BlockKind::Quote => "quote",
            BlockKind::Preformatted => "preformatted",
            BlockKind::TableRow { .. } => "table_row",
            BlockKind::Caption => "caption",
            BlockKind::Term => "term",
            BlockKind::Definition => "definition",
            BlockKind::Control => "control",
        }
    }
}

/// One block before anything is decided about it.
#[derive(Debug, Clone)]
pub(crate) struct RawBlock {
    /// Range into `Document::text`.
    pub(crate) text: Range<u32>,
    pub(crate) kind: BlockKind,
    /// Innermost group: index into `Document::groups`.
    pub(crate) group: u32,
    /// Innermost container: index into `Document::containers`.
    pub(crate) container: u32,
    /// Characters inside links.
    pub(crate) link_chars: u32,
    pub(crate) link_count: u16,
    /// Characters in bold or emphasis.
    pub(crate) strong_chars: u32,
    /// Range into `Document::spans`.
    pub(crate) spans: Range<u32>,
    /// Flattened text: bytes of the input.
    pub(crate) input: Option<Range<u32>>,
    /// Flattened text: whether the line above is blank.
    pub(crate) gap_above: bool,
    /// Flattened text: whether its characters were put right.
    pub(crate) mended: bool,
    /// Flattened text: columns of white space before the line.
    pub(crate) indent: u16,
    /// What is said of the block beforehand.
    pub(crate) choice: Choice,
    /// What other pages of the site say of it, as far as the caller knows them.
    pub(crate) site: SiteMark,
    pub(crate) shape: Shape,
}

/// What is said of a block before anything is known of its words, mostly by the caller's CSS selectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Choice {
    /// Nothing: the detector decides.
    #[default]
    Open,
    Keep,
    Remove,
    /// The reader of flattened text knows that it is beside the page's text.
    Aside(Aside),
}

/// What the profile of its site says of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SiteMark {
    /// Nothing: the detector decides.
    #[default]
    None,
    /// In a section where the text of articles is.
    Body,
    /// In a section that is part of the template.
    Section,
    /// So is the block, and other pages have this line, too.
    LineInSection,
    /// Other pages have this line, too.
    Line,
}

/// What flattened text holds that is not the page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// Another record of the same input.
    Record,
    /// Data or markup for machines.
    Data,
    /// The number of a printed page, or the head that is on each.
    Sheet,
}
