//! What a block has in common with the page's paragraphs: its longer words, counted where else they are.
//!
//! A subheading speaks of what the paragraphs around it speak of, a teaser between two of them of something else.

use foldhash::{HashMap, HashMapExt};

use super::text_words::TextWords;
use crate::document::Document;
use crate::document::prose::is_prose;

/// Shares of a block's longer words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Topics {
    /// That are in other paragraphs of the page; `NAN` where the block has no such words.
    pub(crate) of_page: f32,
    /// That are in the nearest paragraph above or below.
    pub(crate) near: f32,
}

/// The paragraphs of a page, for its blocks to be compared with.
#[derive(Debug)]
pub(super) struct Paragraphs {
    /// By block: whether it is one.
    is_prose: Vec<bool>,
    /// By word: how many have it.
    counts: HashMap<u32, u32>,
    /// By block: the nearest one above and below.
    above: Vec<Option<usize>>,
    below: Vec<Option<usize>>,
    /// By block: the words that a paragraph has in common with the next one.
    with_next: Vec<usize>,
}

/// Words that room is made for at once; few pages have more.
const MAX_ROOM: usize = 4096;

impl Paragraphs {
    pub(super) fn of(page: &Document, words: &TextWords) -> Paragraphs {
        let is_prose: Vec<bool> = page.blocks.iter().map(is_prose).collect();
        let paragraphs = || (0..words.len()).filter(|&index| is_prose[index]);
        let longer: usize = paragraphs().map(|index| words.topics(index).len()).sum();
        let mut counts: HashMap<u32, u32> = HashMap::with_capacity(longer.min(MAX_ROOM));
        for index in paragraphs() {
            for &word in words.topics(index) {
                *counts.entry(word).or_default() += 1;
            }
        }
        let above = nearest((0..words.len()).zip(is_prose.iter().copied()));
        let mut below = nearest((0..words.len()).rev().zip(is_prose.iter().rev().copied()));
        below.reverse();
        let with_next = (0..words.len()).map(|index| {
            let next = below[index].filter(|_| is_prose[index]);
            next.map_or(0, |next| common(words.topics(index), words.topics(next)))
        });
        Paragraphs { with_next: with_next.collect(), is_prose, counts, above, below }
    }

    /// What a block has in common with them, given the words that they were made of.
    pub(super) fn topics(&self, words: &TextWords, index: usize) -> Topics {
        let own = words.topics(index);
        let itself = u32::from(self.is_prose[index]);
        let elsewhere = |word: &&u32| self.counts.get(*word).copied().unwrap_or(0) > itself;
        let share = |count: usize| count as f32 / own.len() as f32;
        if own.is_empty() {
            return Topics { of_page: f32::NAN, near: f32::NAN };
        }
        // The nearest paragraphs have only words that some have.
        match own.iter().filter(elsewhere).count() {
            0 => Topics { of_page: 0.0, near: 0.0 },
            count => Topics { of_page: share(count), near: share(self.common_with_nearest(words, index)) },
        }
    }

    /// The most words that a block has in common with the nearest paragraph above or below.
    fn common_with_nearest(&self, words: &TextWords, index: usize) -> usize {
        let (above, below) = (self.above[index], self.below[index]);
        if self.is_prose[index] {
            return above.map_or(0, |above| self.with_next[above]).max(self.with_next[index]);
        }
        let common =
            |other: Option<usize>| other.map_or(0, |other| common(words.topics(index), words.topics(other)));
        common(above).max(common(below))
    }
}

/// The last paragraph before each block, in the order of the walk.
fn nearest(walk: impl Iterator<Item = (usize, bool)>) -> Vec<Option<usize>> {
    let mut last = None;
    walk.map(|(index, is_prose)| if is_prose { last.replace(index) } else { last }).collect()
}

/// How many of the words are in both lists, which are sorted.
fn common(mut one: &[u32], mut other: &[u32]) -> usize {
    // From this on a search for each word of the short list costs less than a walk along the long one.
    const MUCH_LONGER: usize = 4;
    if one.len() * MUCH_LONGER < other.len() {
        return one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    }
    let mut count = 0;
    while let (Some((a, rest)), Some((b, others))) = (one.split_first(), other.split_first()) {
        count += usize::from(a == b);
        if a <= b {
            one = rest;
        }
        if b <= a {
            other = others;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    fn of(text: &str) -> Vec<Topics> {
        let page = lines(text);
        let words = TextWords::of((0..page.blocks.len()).map(|index| (page.block_text(index), None)));
        let paragraphs = Paragraphs::of(&page, &words);
        (0..words.len()).map(|index| paragraphs.topics(&words, index)).collect()
    }

    const MILL: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";
    const WHEEL: &str =
        "Its wheel will turn again in spring, says the owner, if the snow on the hills lasts until then.";

    #[test]
    fn a_subheading_has_words_of_the_paragraphs_and_a_teaser_has_none() {
        let found = of(&format!("{MILL}\n\nThe wheel and the snow\n\nOyster beds close early\n\n{WHEEL}"));
        assert_eq!(found[1], Topics { of_page: 1.0, near: 1.0 });
        assert_eq!(found[2], Topics { of_page: 0.0, near: 0.0 });
    }

    #[test]
    fn a_paragraph_does_not_count_for_itself() {
        assert_eq!(of(MILL)[0].of_page, 0.0);
        let twice = of(&format!("{MILL}\n\n{MILL}"));
        assert_eq!((twice[0].of_page, twice[0].near), (1.0, 1.0));
        assert!(of("A b c")[0].of_page.is_nan(), "no longer word");
    }

    #[test]
    fn lists_have_words_in_common() {
        assert_eq!(common(&[1, 3, 5, 9], &[2, 3, 4, 9, 12]), 2);
        assert_eq!(common(&[], &[1]), 0);
        assert_eq!(common(&[3, 8], &[1, 2, 3, 4, 5, 6, 7, 9, 10]), 1, "much longer");
    }
}
