//! What was kept of a page, in figures.

use crate::document::Document;
use crate::document::prose::is_prose;

/// What was kept of the page.
pub(super) struct Kept {
    pub(super) words: u32,
    pub(super) has_prose: bool,
    /// Words of the longest block of running prose.
    pub(super) longest_prose: u32,
    pub(super) last: Option<usize>,
}

impl Kept {
    pub(super) fn of(page: &Document, content: &[bool]) -> Kept {
        let kept = || (0..content.len()).filter(|&index| content[index]);
        let prose = || kept().map(|index| &page.blocks[index]).filter(|block| is_prose(block));
        Kept {
            words: kept().map(|index| page.blocks[index].shape.words).sum(),
            has_prose: prose().next().is_some(),
            longest_prose: prose().map(|block| block.shape.words).max().unwrap_or(0),
            last: kept().next_back(),
        }
    }
}
