//! Markup inside blocks, and pictures.

use std::ops::Range;

/// Markup inside a block that renderers may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// Range into the text buffer.
    pub(crate) text: Range<u32>,
    pub(crate) kind: SpanKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpanKind {
    /// A link; the number is an index into `Article::targets` (absolute URLs where known).
    Link(u32),
    Strong,
    Emphasis,
    Code,
}

/// A picture of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub(crate) url: String,
    pub(crate) alt: String,
    /// Index of the block that follows the picture.
    pub(crate) before_block: u32,
}

impl Image {
    /// The picture's address, absolute where the page's address is known.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The alternative text, empty where there is none.
    #[must_use]
    pub fn alt(&self) -> &str {
        &self.alt
    }
}
