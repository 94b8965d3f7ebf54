//! A page cut at its headings and section labels.

use super::layout::is_prose;
use super::phrases::{Hit, Mode};
use crate::document::BlockKind;
use crate::document::{Document, RawBlock};

/// A heading and the blocks below it, up to the next heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    pub(super) heading: Option<usize>,
    /// First block, the heading itself where there is one.
    pub(super) start: usize,
    pub(super) blocks: u32,
    pub(super) words: u32,
    pub(super) prose_words: u32,
    pub(super) chars: u32,
    pub(super) link_chars: u32,
}

/// All sections in order, and every block's section.
pub(super) fn sections(page: &Document, hits: &[Option<Hit>]) -> (Vec<Section>, Vec<usize>) {
    let mut sections = vec![Section::default()];
    let mut section_of = Vec::with_capacity(page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let is_label = hits[index].as_ref().is_some_and(|hit| hit.mode == Mode::Label);
        if is_label || matches!(block.kind, BlockKind::Heading { .. }) {
            sections.push(Section { heading: Some(index), start: index, ..Section::default() });
        }
        let place = sections.len() - 1;
        sections[place].add(block);
        section_of.push(place);
    }
    (sections, section_of)
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
    use crate::options::Limits;
    use crate::read::html::tree::{self, Attributes};
    use crate::read::html::{Choices, page};

    #[test]
    fn headings_begin_sections() {
        let html = "<p>Before</p><h2>First</h2><p>One two</p><p>Three</p><h2>Second</h2>";
        let limits = Limits::new();
        let page = page(
            &tree::parse(html, &limits, Attributes::Read).html,
            None,
            &Choices { keep: &[], remove: &[] },
            &limits,
        );
        let (sections, section_of) = sections(&page, &vec![None; page.blocks.len()]);
        assert_eq!(section_of, [0, 1, 1, 1, 2]);
        assert_eq!((sections[1].heading, sections[1].blocks, sections[1].words), (Some(1), 3, 4));
        assert_eq!(sections[0].heading, None);
    }
}
