//! Which block is the headline?

use super::layout::Layout;
use crate::document::Document;

/// The block that shows the title: the last one above the prose, else the first of all.
pub(crate) fn title_block(page: &Document, layout: &Layout, title: &str) -> Option<usize> {
    let shows = title_blocks(page, title);
    let first_prose = layout.prose.map_or(usize::MAX, |(first, _)| first);
    let above = shows.iter().copied().rfind(|&index| index <= first_prose);
    above.or_else(|| shows.first().copied())
}

/// All blocks whose text is the title.
pub(crate) fn title_blocks(page: &Document, title: &str) -> Vec<usize> {
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
