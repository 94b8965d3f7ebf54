//! Groups: the parts of a document that mean something together, as a tree.
//!
//! A list, a table, a quotation, a listing of code: each is a run of blocks with a kind, and may
//! hold other groups. Groups are stored in document order, a parent before its children, so that
//! the tree is a list of ranges and nothing has to recurse over it. What a group knows besides its
//! kind (a language, a label, an address) is its detail.

use std::ops::Range;

/// What a group of blocks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GroupKind {
    /// The whole document.
    Document,
    /// A part that the page sets off, such as `<section>` or `<article>`.
    Section,
    /// A list.
    List {
        /// How its items are counted.
        marker: ListMarker,
        /// The number of its first item; 1 where items are not counted.
        start: i32,
    },
    /// An item of a list: one block or several, and lists inside.
    Item {
        /// For an item with a box to tick: whether it is ticked.
        task: Option<bool>,
    },
    /// A quotation, or an embedded post. The detail is the address it is quoted from.
    Quote,
    /// A table of data.
    Table,
    /// A row of a table.
    Row {
        /// Whether this is a row of column headings.
        header: bool,
    },
    /// A cell of a table.
    Cell {
        /// Whether this is the heading of a row or a column.
        header: bool,
        /// Columns that the cell spans, at least 1.
        columns: u16,
        /// Rows that the cell spans, at least 1.
        rows: u16,
    },
    /// A listing of code. The detail is its language, as the page writes it.
    Code,
    /// A picture or a table with its caption.
    Figure,
    /// A footnote. The detail is its label, such as `1`.
    Footnote,
    /// A list of terms and definitions.
    Definitions,
    /// A term that definitions follow.
    Term,
    /// A definition.
    Definition,
    /// A part that opens on request.
    Details,
    /// The line of [`GroupKind::Details`] that always shows.
    Summary,
    /// A note, a warning, a tip. The detail is which of these, such as `warning`.
    Callout,
}

impl GroupKind {
    /// The kind's name in output: `"list"`, `"table"`, `"code"` …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            GroupKind::Document => "document",
            GroupKind::Section => "section",
            GroupKind::List { .. } => "list",
            GroupKind::Item { .. } => "item",
            GroupKind::Quote => "quote",
            GroupKind::Table => "table",
            GroupKind::Row { .. } => "row",
            GroupKind::Cell { .. } => "cell",
            GroupKind::Code => "code",
            GroupKind::Figure => "figure",
            GroupKind::Footnote => "footnote",
            GroupKind::Definitions => "definitions",
            GroupKind::Term => "term",
            GroupKind::Definition => "definition",
            GroupKind::Details => "details",
            GroupKind::Summary => "summary",
            GroupKind::Callout => "callout",
        }
    }
}

/// How the items of a list are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListMarker {
    /// Not at all.
    Bullet,
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// A, B, C.
    UpperAlpha,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

impl ListMarker {
    /// The marker's name in output: `"bullet"`, `"decimal"` …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ListMarker::Bullet => "bullet",
            ListMarker::Decimal => "decimal",
            ListMarker::LowerAlpha => "lower_alpha",
            ListMarker::UpperAlpha => "upper_alpha",
            ListMarker::LowerRoman => "lower_roman",
            ListMarker::UpperRoman => "upper_roman",
        }
    }
}

/// A group as the document stores it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GroupData {
    pub(crate) kind: GroupKind,
    /// The group around it: an index that is lower than the group's own; the root is its own parent.
    pub(crate) parent: u32,
    /// The blocks inside, those of inner groups too.
    pub(crate) blocks: Range<u32>,
    /// For a cell of a row that is one block: the cell's part of the text buffer. For code in flattened text: its lines as
    /// the input has them, while the blocks have them with white space collapsed; also in the buffer.
    pub(crate) part: Option<Range<u32>>,
    /// A language, a label, an address: see [`GroupKind`].
    pub(crate) detail: Option<Box<str>>,
}

impl GroupData {
    /// The group around everything.
    pub(crate) fn root() -> Self {
        GroupData { kind: GroupKind::Document, parent: 0, blocks: 0..0, part: None, detail: None }
    }
}
