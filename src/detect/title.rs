//! Which block is the headline?

use super::layout::Layout;
use crate::page::Page;

/// The block that shows the title: the last one above the prose, else the first of all.
pub(crate) fn title_block(page: &Page, layout: &Layout, title: &str) -> Option<usize> {
    let shows = title_blocks(page, title);
    let first_prose = layout.prose.map_or(usize::MAX, |(first, _)| first);
    let above = shows.iter().copied().rfind(|&index| index <= first_prose);
    above.or_else(|| shows.first().copied())
}

/// All blocks whose text is the title.
pub(crate) fn title_blocks(page: &Page, title: &str) -> Vec<usize> {
    let title = letters(title);
    if title.is_empty() {
        return Vec::new();
    }
    (0..page.blocks.len())
        // A block much longer than the title does not equal it: spares the comparison.
        .filter(|&index| page.block_text(index).len() <= title.len() * 3)
        .filter(|&index| letters(page.block_text(index)) == title)
        .collect()
}

/// Letters and digits alone, in lower case: punctuation and spacing differ between copies of a title.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
