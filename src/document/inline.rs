//! Markup inside blocks, and pictures.

use std::ops::Range;

/// Markup inside a block that renderers may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// Range into the text buffer.
    pub(crate) text: Range<u32>,
    pub(crate) kind: SpanKind,
}

/// What a span marks. Line breaks need no span: in a block that is not preformatted, `\n` is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpanKind {
    /// A link; the number is an index into `Document::targets`.
    Link(u32),
    Strong,
    Emphasis,
    Code,
    /// Raised text. The buffer has it as plain text says it (`⁶`, `^(n+1)`, or as it is: `st`).
    Superscript,
    /// Lowered text, in the same way (`₂`, `_(max)`).
    Subscript,
    /// A formula as TeX, with its delimiters: `$`, `$$`, `\(` or `\[`.
    Math {
        /// Whether it is on a line of its own.
        display: bool,
    },
    /// The mark of a footnote; the number is an index into `Document::notes`.
    Note(u32),
    /// Text that was taken back.
    Deletion,
    /// Text that was added later.
    Insertion,
    /// Characters with a reading next to them; the number is an index into `Document::readings`.
    Ruby(u32),
    /// What flattened text writes for a group: `3.`, `>`, a fence, the label of a note. Plain text keeps it; what writes
    /// a sign of its own for the group leaves it out.
    Marker,
}

/// Pixels on both sides of a picture, where they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Size {
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
}

impl Size {
    /// Pixels on a side as attributes and JSON-LD write them: `800`, `800px`, `800.0`.
    pub(crate) fn side(written: &str) -> Option<u32> {
        /// More is no picture of a page.
        const MAX_SIDE: u32 = 100_000;
        let number = written.trim().trim_end_matches("px").trim_end();
        let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
        whole.parse().ok().filter(|side| (1..=MAX_SIDE).contains(side))
    }
}

/// A picture of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Image {
    /// The address as written.
    pub(crate) url: String,
    pub(crate) alt: String,
    pub(crate) size: Size,
    /// Index of the block that follows the picture.
    pub(crate) before_block: u32,
    /// Whether the address is that of a film.
    pub(crate) is_video: bool,
    /// The innermost group around it: index into `Document::groups`.
    pub(crate) group: u32,
}
