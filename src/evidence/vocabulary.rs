//! What the words of a block and around it say, as learnt from pages with known content.
//!
//! Words and pairs of words are hashed into the slots of fixed tables of log-odds (feature
//! hashing, Weinberger et al. 2009); the tables stand in `lists/model.bin`.

use crate::document::BlockKind;
use crate::document::Document;
use crate::model::{Table, word_points};

use super::copies::Copies;
use super::text_words::TextWords;
use super::topics::{Paragraphs, Topics};

/// What the words of a page's blocks say. Most of it is worked out for who asks: blocks of settled sections are never asked about.
#[derive(Debug)]
pub(crate) struct WordEvidence {
    words: PageWords,
    paragraphs: Paragraphs,
    /// By block: what its own words say, in log-odds of content.
    pub(crate) own: Vec<f32>,
    /// By block: what the heading above it says.
    headings: Vec<f32>,
}

/// What words around a block say, in log-odds of content.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around {
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
    pub(crate) fn of(page: &Document, copies: &Copies) -> PageWords {
        let texts = (0..page.blocks.len()).map(|index| page.block_text(index));
        let blocks = TextWords::of(texts.zip(copies.above()));
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

/// By block: what the heading above it says. Many blocks have the same.
fn heading_points(words: &PageWords) -> Vec<f32> {
    let points = |heading: Option<usize>| word_points(Table::Heading, words.label(heading));
    let mut last = (None, points(None));
    let of_blocks = words.headings.iter().map(|&heading| {
        if heading != last.0 {
            last = (heading, points(heading));
        }
        last.1
    });
    of_blocks.collect()
}

impl WordEvidence {
    pub(crate) fn of(page: &Document, copies: &Copies) -> WordEvidence {
        let words = PageWords::of(page, copies);
        let paragraphs = Paragraphs::of(page, &words.blocks);
        let own = copies.by_text(|index| word_points(Table::Own, words.blocks.words(index)));
        let headings = heading_points(&words);
        WordEvidence { words, paragraphs, own, headings }
    }

    /// What the labels around a block say.
    pub(crate) fn around(&self, index: usize) -> Around {
        Around {
            above: word_points(Table::Above, self.words.label(index.checked_sub(1))),
            below: word_points(Table::Below, self.words.label(Some(index + 1))),
            heading: self.heading(index),
        }
    }

    /// What the heading above a block says, in log-odds of content.
    pub(crate) fn heading(&self, index: usize) -> f32 {
        self.headings[index]
    }

    /// The share of a block's words that are not repetitions.
    pub(crate) fn distinct_share(&self, index: usize) -> f32 {
        self.words.blocks.distinct_share(index)
    }

    /// What a block has in common with the page's paragraphs.
    pub(crate) fn topics(&self, index: usize) -> Topics {
        self.paragraphs.topics(&self.words.blocks, index)
    }
}
