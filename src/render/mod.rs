//! An article to text, Markdown, HTML and JSON.

mod escape;
mod html;
mod inline;
#[cfg(feature = "serde")]
mod json;
mod markdown;
mod text;

use std::ops::Range;

use crate::article::{Article, Block};
use crate::document::{BlockKind, Image};

/// Whether two neighbouring blocks are items of one list or rows of one table.
fn same_list_or_table(first: BlockKind, second: BlockKind) -> bool {
    use BlockKind::{ListItem, TableRow};
    match (first, second) {
        (ListItem { .. }, ListItem { .. }) => true,
        (TableRow { table: a, .. }, TableRow { table: b, .. }) => a == b,
        _ => false,
    }
}

/// Whether two neighbouring blocks share an element around them: a list, a table, a
/// quotation, a list of definitions.
fn same_element(first: BlockKind, second: BlockKind) -> bool {
    use BlockKind::{Definition, Quote, Term};
    match (first, second) {
        (Quote, Quote) | (Term | Definition, Term | Definition) => true,
        _ => same_list_or_table(first, second),
    }
}

/// A part of the body that renders as one element, and the pictures that stand before it.
struct Part<'a> {
    images: &'a [Image],
    /// Never empty; all of one kind but for terms and definitions.
    blocks: &'a [Block<'a>],
}

/// The body in parts, and the pictures after the last.
fn parts<'a>(article: &'a Article, body: &'a [Block<'a>]) -> (Vec<Part<'a>>, &'a [Image]) {
    let mut images: &[Image] = if article.show.images { &article.images } else { &[] };
    let mut parts = Vec::new();
    for blocks in body.chunk_by(|a, b| same_element(a.kind(), b.kind())) {
        let Some(first) = blocks.first() else { continue };
        let before = images.iter().take_while(|image| image.before_block as usize <= first.index()).count();
        let (here, later) = images.split_at(before);
        images = later;
        parts.push(Part { images: here, blocks });
    }
    (parts, images)
}

/// The blocks of the body that have text.
fn visible_body(article: &Article) -> Vec<Block<'_>> {
    article.body().filter(|block| !block.text().trim().is_empty()).collect()
}

/// The bytes of `Article::text` a block takes, without white space at the ends.
fn trimmed_range(block: &Block<'_>) -> Range<usize> {
    trim(&block.article.text, block.data().text.start as usize..block.data().text.end as usize)
}

/// A range without the white space at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range.start..range.start };
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// The cells of a table's row, as ranges into `Article::text`.
fn cells(block: &Block<'_>) -> Vec<Range<usize>> {
    let start = block.data().text.start as usize;
    let mut cells = Vec::new();
    let mut at = start;
    for cell in block.text().split('\t') {
        cells.push(trim(&block.article.text, at..at + cell.len()));
        at += cell.len() + 1;
    }
    cells
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;
