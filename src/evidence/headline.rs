//! Where the page shows its headline.
//!
//! The title of the metadata, found again among the blocks. Copies of a title differ in punctuation and spacing, so
//! only letters and digits are compared. A page may show its title several times: in a trail, above the text, in a
//! list of links to itself below; the one right above the prose is the headline.

use super::layout::Layout;
use crate::document::Document;

/// The blocks that show the title.
#[derive(Debug)]
pub(crate) struct Headline {
    /// The last one above the prose, else the first of all.
    pub(crate) block: Option<usize>,
    /// All of them.
    pub(crate) copies: Vec<usize>,
}

impl Headline {
    pub(crate) fn of(page: &Document, layout: &Layout, title: &str) -> Headline {
        let copies = copies(page, title);
        let first_prose = layout.prose.map_or(usize::MAX, |(first, _)| first);
        let above = copies.iter().copied().rfind(|&index| index <= first_prose);
        Headline { block: above.or_else(|| copies.first().copied()), copies }
    }
}

/// All blocks whose text is the title.
fn copies(page: &Document, title: &str) -> Vec<usize> {
    let title = letters(title);
    if title.is_empty() {
        return Vec::new();
    }
    let size = title.chars().count() as u32;
    // Lower-casing makes two characters of one at most: spares most comparisons.
    let may_equal = |index: &usize| {
        let shape = &page.blocks[*index].shape;
        let letters = shape.letters + shape.digits;
        letters <= size && size <= 2 * letters
    };
    (0..page.blocks.len())
        .filter(may_equal)
        .filter(|&index| letters(page.block_text(index)) == title)
        .collect()
}

/// Letters and digits alone, in lower case: punctuation and spacing differ between copies of a title.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
