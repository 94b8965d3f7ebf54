//! What is known only afterwards: parts of the document whose meaning is decided where they end, or where the page does.

use crate::document::GroupKind;
use crate::read::math::MathMl;
use crate::read::sink::Element;

use super::run::Point;

/// A part of a line that is looked at where its element ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capture<'a> {
    pub(super) kind: Kind<'a>,
    /// Where the part begins.
    pub(super) from: Point,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Left out, unless it is a line of its own.
    Aside,
    /// Hidden from screen readers, or after what is: left out if the element before says the same.
    Twin { before: Option<Part>, is_hidden: bool },
    /// A link to a place on the page: left out if it is only a sign.
    Sign(&'a str),
    /// A note that is written inside of the line.
    Note,
    /// Bold text, which may be the figure of a note.
    Figure,
    /// Raised text.
    Raised,
    /// Lowered text.
    Lowered,
    /// Characters with their reading.
    Ruby,
    /// TeX, if no element is inside: how many were opened before, and whether it has a line of its own.
    Tex { opened: u32, display: bool },
    /// A formula, as it is drawn until its source is found.
    Formula,
}

/// What an element of a line says: where its text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether it is hidden from screen readers.
    pub(super) is_hidden: bool,
}

/// A row that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) in_head: bool,
    /// Whether all cells so far are headings.
    pub(super) all_headers: bool,
    /// Whether something in it is more than a line.
    pub(super) is_rich: bool,
    /// Whether a cell with line numbers was left out.
    pub(super) has_gutter: bool,
    /// Where the row begins in each of what a document has.
    pub(super) first_block: u32,
    pub(super) first_mark: usize,
    pub(super) first_image: usize,
    pub(super) first_cell: usize,
    pub(super) first_note: usize,
    pub(super) text_start: u32,
}

impl Row {
    pub(super) fn is_header(&self) -> bool {
        self.all_headers || self.in_head
    }
}

/// Cells of more blocks than this are columns of a page.
const MAX_CELL_BLOCKS: u32 = 6;

/// What is known of a table that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TableFacts {
    /// `role=presentation`.
    pub(super) is_presentation: bool,
    /// Headings of columns or rows, or a caption.
    pub(super) has_header: bool,
    /// Headings, forms, listings, tables: what a page is made of.
    pub(super) has_parts: bool,
    /// Rows with text.
    pub(super) rows: u32,
    /// Of these, those whose cells are lines.
    pub(super) lines: u32,
    /// The most cells with text in a row.
    pub(super) most_cells: u32,
    /// The most blocks in a cell.
    pub(super) most_blocks: u32,
}

impl TableFacts {
    pub(super) fn of(element: &Element<'_, '_>) -> Option<Self> {
        let role = element.get("role").unwrap_or_default().trim();
        let is_presentation = matches!(role, "presentation" | "none");
        (element.name == "table").then(|| TableFacts { is_presentation, ..TableFacts::default() })
    }

    /// Whether a table only places things on the page: it says so, or has no headings and either a single column or
    /// row, or cells that hold parts of a page, or two rows without short cells.
    ///
    /// Counted on wcxb-dev, fundus-dev and trafilatura-dev: see "Which tables are layout?" in DESIGN.md.
    pub(super) fn is_layout(&self) -> bool {
        let is_few = self.rows <= 1 || self.rows <= 2 && self.lines == 0;
        self.is_presentation
            || !self.has_header
                && (self.most_cells <= 1
                    || self.has_parts && self.lines * 2 <= self.rows
                    || self.most_blocks > MAX_CELL_BLOCKS
                    || is_few)
    }
}

/// A cell of a row that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// How many blocks there were before it.
    pub(super) first_block: u32,
    pub(super) kind: GroupKind,
}

/// The list that the last block was an item of.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypedList {
    pub(super) group: u32,
    pub(super) parent: u32,
    pub(super) last_block: u32,
    pub(super) items: u32,
}

/// The fragment of a listing that may go on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fragment {
    pub(super) block: u32,
    /// Where the listing is: the frame of the group around it.
    pub(super) around: usize,
}

/// An element `<math>` that is open.
pub(super) struct OpenMath {
    pub(super) formula: MathMl,
    /// Elements open inside, itself among them.
    pub(super) depth: u32,
    /// Drawn by MathJax: what else the element around it has may be better.
    pub(super) is_drawn: bool,
}

/// The pictures of the page, as far as their twins need them: a `<picture>` has its addresses in `<source>`, and a picture that
/// is loaded late is repeated in the `<noscript>` after it.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// The address of the `<source>` before.
    pub(super) source: Option<String>,
    /// Where the text ended when the last picture came.
    pub(super) last_at: Option<usize>,
}

/// Marks and notes so far.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    pub(super) marks: Vec<NoteMark<'a>>,
    /// Addresses inside what may be notes, and the number of the note.
    pub(super) addresses: Vec<(&'a str, u32)>,
    pub(super) notes: Vec<Note>,
    /// Notes written inside of a line: their mark and their text.
    pub(super) inner: Vec<(u32, String)>,
    /// Whether a rule or a heading such as "Notes" came, after which notes may be that nothing links to.
    pub(super) has_apparatus: bool,
    /// Notes that begin with a raised or bold figure after that: their number and their label.
    pub(super) loose: Vec<(u32, String)>,
    /// The note that the next block is.
    pub(super) passed_on: Option<PassedOn>,
}

/// A note whose element has ended without text.
#[derive(Debug, Clone, Copy)]
pub(super) struct PassedOn {
    pub(super) number: u32,
    /// The blocks of the page until then.
    pub(super) blocks: usize,
    /// How many elements are open around it.
    pub(super) depth: usize,
}

#[derive(Debug)]
pub(super) struct NoteMark<'a> {
    /// The address it points to; empty for a note that is written at its mark.
    pub(super) target: &'a str,
    pub(super) label: String,
}

/// What may be a note.
#[derive(Debug)]
pub(super) struct Note {
    /// What the group is if no mark points to it.
    pub(super) otherwise: GroupKind,
    pub(super) group: Option<u32>,
}

impl Notes<'_> {
    /// How many may be notes so far.
    pub(super) fn len(&self) -> usize {
        self.notes.len()
    }

    /// The groups that were made for what may be notes, from one on, are no more.
    pub(super) fn forget_groups(&mut self, first: usize) {
        self.notes.iter_mut().skip(first).for_each(|note| note.group = None);
    }
}

/// How far the reader is into the heading and the panel of an accordion.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fold {
    /// In the heading, which has the button; its frame.
    Heading(usize),
    /// After it: what opens next in so many frames is the panel. The heading may be boxed, once.
    Panel { frames: usize, is_boxed: bool },
}
