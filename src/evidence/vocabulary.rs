//! What the words of a block and around it say, as learnt from pages with known content.
//!
//! Words and pairs of words are hashed into the slots of fixed tables of log-odds (feature
//! hashing, Weinberger et al. 2009); the tables stand in `lists/model.bin`.

use crate::document::BlockKind;
use crate::document::Document;
use crate::model::{Table, word_points};

use super::text_words::TextWords;
use super::topics::{Topics, topics};

/// Learnt evidence for all blocks, in log-odds of content.
#[derive(Debug, Default)]
pub(crate) struct WordEvidence {
    pub(crate) blocks: Vec<Wording>,
    /// By block: share of words that are not repetitions.
    pub(crate) distinct_shares: Vec<f32>,
    /// By block: what it has in common with the page's paragraphs.
    pub(crate) topics: Vec<Topics>,
}

/// What words say of a block.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wording {
    pub(crate) own: f32,
    pub(crate) above: f32,
    pub(crate) below: f32,
    pub(crate) heading: f32,
}

/// The words of one page.
#[derive(Debug)]
pub(crate) struct PageWords {
    /// By block.
    pub(crate) blocks: TextWords,
    /// By block: the short heading it is below.
    pub(crate) headings: Vec<Option<usize>>,
}

impl PageWords {
    pub(crate) fn of(page: &Document) -> PageWords {
        let blocks = TextWords::of((0..page.blocks.len()).map(|index| page.block_text(index)));
        let headings = headings(page, &blocks);
        PageWords { blocks, headings }
    }

    /// The words of the next block, if it is short enough to be a label.
    pub(crate) fn label(&self, index: Option<usize>) -> &[u32] {
        let index = index.filter(|&index| index < self.blocks.len() && self.blocks.is_short(index));
        index.map_or(&[], |index| self.blocks.words(index))
    }
}

fn headings(page: &Document, blocks: &TextWords) -> Vec<Option<usize>> {
    let mut last = None;
    let is_heading = |index: usize| matches!(page.blocks[index].kind, BlockKind::Heading { .. });
    (0..page.blocks.len())
        .map(|index| {
            let above = last;
            if is_heading(index) {
                last = blocks.is_short(index).then_some(index);
            }
            above
        })
        .collect()
}

impl WordEvidence {
    pub(crate) fn of(page: &Document) -> WordEvidence {
        let words = PageWords::of(page);
        WordEvidence {
            blocks: (0..page.blocks.len()).map(|index| wording(&words, index)).collect(),
            topics: topics(page, &words.blocks),
            distinct_shares: words.blocks.distinct_shares().collect(),
        }
    }
}

fn wording(words: &PageWords, index: usize) -> Wording {
    Wording {
        own: word_points(Table::Own, words.blocks.words(index)),
        above: word_points(Table::Above, words.label(index.checked_sub(1))),
        below: word_points(Table::Below, words.label(Some(index + 1))),
        heading: word_points(Table::Heading, words.label(words.headings[index])),
    }
}
