//! The page cut at its headings and section labels, whatever the elements are.
//!
//! A label is a short line that opens a run of boilerplate ("Most read"), a heading whatever the markup calls one. The
//! blocks up to the next of either are a part, and are often all content or all boilerplate.

use super::phrases::Hit;
use crate::document::BlockKind;
use crate::document::prose::is_prose;
use crate::document::{Document, RawBlock};

/// A heading and the blocks below it, up to the next heading.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeadedPart {
    pub(crate) heading: Option<usize>,
    /// First block, the heading itself where there is one.
    pub(crate) start: usize,
    pub(crate) blocks: u32,
    pub(crate) words: u32,
    pub(crate) prose_words: u32,
    pub(crate) chars: u32,
    pub(crate) link_chars: u32,
}

/// All of them in order.
#[derive(Debug)]
pub(crate) struct HeadedParts {
    pub(crate) list: Vec<HeadedPart>,
    /// By block: its part.
    of_block: Vec<usize>,
}

impl HeadedParts {
    /// Begins a part at every heading and every label ("Most read").
    pub(crate) fn of(page: &Document, hits: &[Option<Hit>]) -> HeadedParts {
        let mut list = vec![HeadedPart::default()];
        let mut of_block = Vec::with_capacity(page.blocks.len());
        for (index, block) in page.blocks.iter().enumerate() {
            let is_label = hits[index].as_ref().is_some_and(Hit::is_label);
            if is_label || matches!(block.kind, BlockKind::Heading { .. }) {
                list.push(HeadedPart { heading: Some(index), start: index, ..HeadedPart::default() });
            }
            let place = list.len() - 1;
            list[place].add(block);
            of_block.push(place);
        }
        HeadedParts { list, of_block }
    }

    /// The position of a block's part.
    pub(crate) fn place(&self, block: usize) -> usize {
        self.of_block[block]
    }

    /// The part that a block is in.
    pub(crate) fn part(&self, block: usize) -> &HeadedPart {
        &self.list[self.of_block[block]]
    }
}

impl HeadedPart {
    fn add(&mut self, block: &RawBlock) {
        self.blocks += 1;
        self.words += block.shape.words;
        self.prose_words += if is_prose(block) { block.shape.words } else { 0 };
        self.chars += block.shape.chars;
        self.link_chars += block.link_chars;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    #[test]
    fn headings_begin_parts() {
        let page = html("<p>Before</p><h2>First</h2><p>One two</p><p>Three</p><h2>Second</h2>");
        let HeadedParts { list, of_block } = HeadedParts::of(&page, &vec![None; page.blocks.len()]);
        assert_eq!(of_block, [0, 1, 1, 1, 2]);
        assert_eq!((list[1].heading, list[1].blocks, list[1].words), (Some(1), 3, 4));
        assert_eq!(list[0].heading, None);
    }
}
