//! What counts as running prose, and where it is.
//!
//! One definition for the whole crate's detection: a block of a dozen words or more that ends as a sentence and is
//! not mostly links. Everything that measures "how much text" a page or an element has counts these blocks.

use crate::document::{Document, RawBlock};

/// Whether a block reads as running prose: sentences, not links.
pub(crate) fn is_prose(block: &RawBlock) -> bool {
    // A dozen words: what the prototype called a good sentence.
    const MIN_WORDS: u32 = 12;
    let shape = &block.shape;
    shape.words >= MIN_WORDS && shape.terminated && block.link_chars * 10 < shape.chars * 3
}

/// Where the running prose of a page is.
#[derive(Debug)]
pub(crate) struct Prose {
    /// By container: the words of prose in it.
    pub(crate) words: Vec<u32>,
    /// The deepest container that holds most of the prose.
    pub(crate) main: usize,
    /// First and last block of prose inside the main container.
    pub(crate) range: Option<(usize, usize)>,
}

impl Prose {
    pub(crate) fn of(page: &Document) -> Prose {
        let words = words(page);
        let main = main_container(page, &words);
        Prose { range: range(page, main), main, words }
    }

    /// Words of prose on the page.
    pub(crate) fn all_words(&self) -> u32 {
        self.words.first().copied().unwrap_or(0)
    }
}

fn words(page: &Document) -> Vec<u32> {
    let mut words = vec![0; page.containers.len()];
    for block in page.blocks.iter().filter(|block| is_prose(block)) {
        words[block.container as usize] += block.shape.words;
    }
    for index in (1..words.len()).rev() {
        words[page.containers[index].parent as usize] += words[index];
    }
    words
}

/// The deepest container with three fifths of the prose. There is one path of those from
/// the root, so the deepest is the last.
fn main_container(page: &Document, words: &[u32]) -> usize {
    let all = words.first().copied().unwrap_or(0);
    let holds_most = |index: &usize| words[*index] * 5 >= all * 3;
    let deepest = |index: &usize| page.containers[*index].depth;
    if all == 0 {
        return 0;
    }
    // An element that directly is a paragraph is too deep: its parent is the container.
    (0..words.len())
        .filter(holds_most)
        .filter(|&index| index == 0 || page.containers[index].blocks.len() > 1)
        .max_by_key(deepest)
        .unwrap_or(0)
}

fn range(page: &Document, main: usize) -> Option<(usize, usize)> {
    let blocks = page.containers[main].blocks.clone();
    let mut prose = (blocks.start as usize..blocks.end as usize).filter(|&i| is_prose(&page.blocks[i]));
    let first = prose.next()?;
    Some((first, prose.next_back().unwrap_or(first)))
}
