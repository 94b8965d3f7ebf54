//! A block as it is shown.

use std::ops::Range;

use crate::article::{Article, Block};

/// A block as it is shown, or one cell of a block that is a row of a table.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    pub(crate) article: &'a Article,
    pub(crate) block: usize,
    /// Into `Article::text`.
    pub(crate) range: Range<usize>,
    /// Whether links are shown.
    pub(crate) links: bool,
    /// Whether this is a listing of code, whatever the kind of its first block.
    pub(crate) is_listing: bool,
}

impl<'a> Text<'a> {
    /// The block, with its kind, label and score.
    #[must_use]
    pub fn block(&self) -> Block<'a> {
        Block { article: self.article, index: self.block }
    }

    /// The text as plain text says it, never empty: superscripts as `10⁶`, formulas as `$x^2$`, line breaks
    /// as `\n`. Of a cell it is the cell's part.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        &self.article.text[self.range.clone()]
    }
}
