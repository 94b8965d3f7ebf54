//! The page cut at its headings and section labels.
//!
//! A label is a short line that opens a run of boilerplate ("Most read"), a heading whatever the markup calls one. The
//! blocks up to the next of either are a section, and are often all content or all boilerplate.

use super::phrases::{Hit, Mode};
use crate::document::BlockKind;
use crate::document::prose::is_prose;
use crate::document::{Document, RawBlock};

/// A heading and the blocks below it, up to the next heading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Section {
    pub(crate) heading: Option<usize>,
    /// First block, the heading itself where there is one.
    pub(crate) start: usize,
    pub(crate) blocks: u32,
    pub(crate) words: u32,
    pub(crate) prose_words: u32,
    pub(crate) chars: u32,
    pub(crate) link_chars: u32,
}

/// All sections of a page in order.
#[derive(Debug)]
pub(crate) struct Sections {
    pub(crate) list: Vec<Section>,
    /// By block: its section.
    of_block: Vec<usize>,
}

impl Sections {
    /// Begins a section at every heading and every label ("Most read").
    pub(crate) fn of(page: &Document, hits: &[Option<Hit>]) -> Sections {
        let mut list = vec![Section::default()];
        let mut of_block = Vec::with_capacity(page.blocks.len());
        for (index, block) in page.blocks.iter().enumerate() {
            let is_label = hits[index].as_ref().is_some_and(|hit| hit.mode == Mode::Label);
            if is_label || matches!(block.kind, BlockKind::Heading { .. }) {
                list.push(Section { heading: Some(index), start: index, ..Section::default() });
            }
            let place = list.len() - 1;
            list[place].add(block);
            of_block.push(place);
        }
        Sections { list, of_block }
    }

    /// The position of a block's section.
    pub(crate) fn place(&self, block: usize) -> usize {
        self.of_block[block]
    }

    /// The section of a block.
    pub(crate) fn section(&self, block: usize) -> &Section {
        &self.list[self.of_block[block]]
    }
}

impl Section {
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
    fn headings_begin_sections() {
        let page = html("<p>Before</p><h2>First</h2><p>One two</p><p>Three</p><h2>Second</h2>");
        let Sections { list, of_block } = Sections::of(&page, &vec![None; page.blocks.len()]);
        assert_eq!(of_block, [0, 1, 1, 1, 2]);
        assert_eq!((list[1].heading, list[1].blocks, list[1].words), (Some(1), 3, 4));
        assert_eq!(list[0].heading, None);
    }
}
