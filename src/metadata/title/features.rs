//! What distinguishes a headline from the other lines of a flattened text.
//!
//! Features of every line in three groups by cost: what is known already, what takes a search through the line, and
//! what takes one through the page. The cheap ones decide which lines are worth the rest.

use crate::document::BlockKind;
use crate::document::Document;
use crate::lists::line_words::Lists;
use crate::metadata::dates::parse;
use crate::metadata::line_facts::LineFacts;
use crate::metadata::people::names;
use crate::metadata::title::layout::{ITEM_WORDS, Layout, counted_above};
use crate::metadata::title::wording;

/// Words of a paragraph of prose, at least.
const PROSE_WORDS: u32 = 18;
/// Lines below in which prose counts as near.
const NEAR_LINES: usize = 25;
/// Lines below in which a byline or a dateline is looked for.
const CREDIT_LINES: usize = 6;
/// Words of a line that tells an author or a date, at most.
const CREDIT_WORDS: u32 = 20;
/// Lines above and below in which other lines are counted that look like headlines.
const RIVAL_LINES: usize = 8;
/// Lines above among which prose makes a line one below prose.
const LINES_BELOW_PROSE: usize = 3;
/// Lines among which the next one above or below is looked for that is longer than the items of a menu.
const NEXT_LINES: usize = 4;

/// Names of the features, in the order of their values.
#[cfg(any(test, feature = "training"))]
pub(crate) const NAMES: [&str; 60] = [
    "words",
    "prose_near",
    "prose_above",
    "to_prose",
    "recurring",
    "recurring_share",
    "to_credit",
    "is_credit",
    "ending",
    "separators",
    "copies",
    "copied_above",
    "short_above",
    "below_prose",
    "words_above",
    "words_below",
    "line",
    "item",
    "prose",
    "capitals",
    "lowercase",
    "gap",
    "part_elsewhere",
    "capitalised",
    "photo",
    "tagged",
    "in_brackets",
    "digits",
    "commas",
    "chars",
    "quotes",
    "colon",
    "longest_word",
    "trail",
    "rivals_above",
    "rivals_below",
    "heading",
    "item_below",
    "gap_below",
    "from_credit",
    "stop_words",
    "digit_share",
    "credited",
    "stock",
    "address",
    "outlet",
    "stock_words",
    "next_above",
    "next_below",
    "date_share",
    "heads_above",
    "long_above",
    "items_above",
    "to_body",
    "opens_with_digit",
    "glued",
    "prose_share",
    "first_share",
    "later_share",
    "recurrences",
];

/// Places among the names: of what is known without a search, counts and shares, of what takes one through the line for its signs
/// and for its words, and of what takes one through the page, which [`crate::metadata::title::repetitions`] makes.
pub(crate) const COUNTS: [usize; 30] = [
    0, 3, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 20, 21, 26, 27, 28, 29, 34, 35, 36, 37, 38, 39, 47, 48, 50,
    51, 52, 54,
];
pub(crate) const SHARES: [usize; 7] = [1, 2, 23, 40, 41, 49, 53];
pub(crate) const OF_SIGNS: [usize; 6] = [9, 25, 30, 31, 33, 44];
pub(crate) const OF_WORDS: [usize; 8] = [19, 24, 32, 42, 43, 45, 46, 55];
pub(crate) const IN_PAGE: [usize; 9] = [4, 5, 10, 11, 22, 56, 57, 58, 59];

/// A page's lines with what has to be counted beforehand.
pub(crate) struct Lines<'a> {
    page: &'a Document,
    facts: &'a LineFacts,
    prose: Vec<bool>,
    /// Words of prose above each line, and in all.
    prose_words: Vec<u32>,
    /// The next line of prose from each line on.
    next_prose: Vec<usize>,
    credits: Vec<bool>,
    /// The next byline or dateline from each line on, and the line after the last above each line.
    next_credit: Vec<usize>,
    after_credit: Vec<usize>,
    /// The same of lines that are prose, or neither as short as an item of a menu nor a credit.
    next_long: Vec<usize>,
    after_long: Vec<usize>,
    date_shares: Vec<f32>,
    /// The line after the last of prose above each line.
    after_prose: Vec<usize>,
    /// Whether each line looks like a headline, and how many above it do.
    rivals: Vec<bool>,
    rivals_until: Vec<u32>,
    layout: Layout,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(page: &'a Document, facts: &'a LineFacts) -> Self {
        let count = page.blocks.len();
        let prose: Vec<bool> = (0..count).map(|index| is_prose(page, index)).collect();
        let words = |index: usize| page.blocks[index].shape.words;
        let mut prose_words = vec![0; count + 1];
        for index in 0..count {
            prose_words[index + 1] = prose_words[index] + if prose[index] { words(index) } else { 0 };
        }
        let date_shares: Vec<f32> = (0..count).map(|index| date_share(page, index, facts)).collect();
        let credits: Vec<bool> =
            (0..count).map(|index| date_shares[index] > 0.0 || is_byline(page, index, facts)).collect();
        let rivals: Vec<bool> = (0..count).map(|index| !credits[index] && is_rival(page, index)).collect();
        let rivals_until = counted_above(count, |index| rivals[index]);
        let is_long = |index: usize| prose[index] || words(index) > ITEM_WORDS && !credits[index];
        let layout = Layout::new(page, &prose);
        Lines {
            page,
            facts,
            prose_words,
            next_prose: next(count, |index| prose[index]),
            after_prose: after_last(count, |index| prose[index]),
            next_credit: next(count, |index| credits[index]),
            after_credit: after_last(count, |index| credits[index]),
            next_long: next(count, is_long),
            after_long: after_last(count, is_long),
            prose,
            credits,
            date_shares,
            rivals,
            rivals_until,
            layout,
        }
    }

    /// What is counted of a line without a search. What is above the highest count is told as that.
    pub(crate) fn counts(&self, index: usize) -> [u8; COUNTS.len()] {
        let block = &self.page.blocks[index];
        let line = self.page.block_text(index);
        let above = index.checked_sub(1).map_or(0, |above| self.page.blocks[above].shape.words);
        let below = self.page.blocks.get(index + 1).map_or(0, |below| below.shape.words);
        [
            count(block.shape.words),
            self.next_prose[index + 1].saturating_sub(index).min(100) as u8,
            self.to_credit(index),
            u8::from(self.credits[index]),
            ending(self.page, index),
            count(self.layout.short_above(index)),
            u8::from(is_near_above(self.after_prose[index], index, LINES_BELOW_PROSE)),
            count(above),
            count(below),
            count(index as u32),
            u8::from(self.is_item(index)),
            u8::from(self.prose[index]),
            u8::from(line.starts_with(char::is_lowercase)),
            u8::from(block.gap_above),
            u8::from(line.ends_with([')', '）', ']'])),
            u8::from(block.shape.digits > 0),
            count(commas(line, block.shape.commas)),
            count(block.shape.chars),
            count(self.rivals_above(index)),
            count(self.rivals_below(index)),
            u8::from(matches!(block.kind, BlockKind::Heading { .. })),
            u8::from(self.is_item(index + 1)),
            u8::from(self.page.blocks.get(index + 1).is_some_and(|below| below.gap_above)),
            self.credit_above(index),
            self.long_line_above(index).map_or(0, |line| self.kind_beside(index, line)),
            self.long_line_below(index).map_or(0, |line| self.kind_beside(index, line)),
            count(self.layout.heads_above(index)),
            count(self.layout.long_above(index)),
            count(self.layout.items_above(index)),
            u8::from(line.starts_with(char::is_numeric)),
        ]
    }

    /// Shares, and what may be too high for a count or below zero.
    pub(crate) fn shares(&self, index: usize) -> [f32; SHARES.len()] {
        let shape = &self.page.blocks[index].shape;
        [
            self.prose_near(index),
            self.prose_above(index),
            shape.capitalised_words as f32 / shape.words.max(1) as f32,
            stop_word_share(self.page, index),
            shape.digits as f32 / shape.chars.max(1) as f32,
            self.date_shares[index],
            self.layout.to_body(index),
        ]
    }

    /// What the signs of a line tell.
    pub(crate) fn of_signs(&self, index: usize) -> [f32; OF_SIGNS.len()] {
        wording::of_signs(self.page.block_text(index), self.page.blocks[index].shape.signs)
    }

    /// What the words of a line tell.
    pub(crate) fn of_words(&self, index: usize) -> [f32; OF_WORDS.len()] {
        let may_name_agency = self.facts.may_have(index, Lists::AGENCIES);
        wording::of_words(self.page.block_text(index), self.page.blocks[index].shape.signs, may_name_agency)
    }

    fn is_item(&self, index: usize) -> bool {
        self.page.blocks.get(index).is_some_and(|block| matches!(block.kind, BlockKind::ListItem { .. }))
    }

    /// Words of prose in the next lines.
    fn prose_near(&self, index: usize) -> f32 {
        let end = (index + 1 + NEAR_LINES).min(self.prose.len());
        (self.prose_words[end] - self.prose_words[index + 1]) as f32
    }

    /// Share of the page's prose that is above.
    fn prose_above(&self, index: usize) -> f32 {
        let all = self.prose_words.last().copied().unwrap_or(0).max(1);
        self.prose_words[index] as f32 / all as f32
    }

    /// Lines down to the next byline or dateline.
    fn to_credit(&self, index: usize) -> u8 {
        let next = self.next_credit[index + 1];
        if next <= index + CREDIT_LINES { (next - index) as u8 } else { NO_CREDIT }
    }

    /// Lines up to the next byline or dateline above.
    fn credit_above(&self, index: usize) -> u8 {
        let after = self.after_credit[index];
        if is_near_above(after, index, CREDIT_LINES) { (index + 1 - after) as u8 } else { NO_CREDIT }
    }

    /// How many of the lines above, up to the next prose, look like headlines: a standfirst and a caption follow one.
    fn rivals_above(&self, index: usize) -> u32 {
        let first = index.saturating_sub(RIVAL_LINES).max(self.after_prose[index]);
        self.rivals_until[index] - self.rivals_until[first]
    }

    /// How many of the lines below, down to the next prose, do.
    fn rivals_below(&self, index: usize) -> u32 {
        let end = (index + 1 + RIVAL_LINES).min(self.prose.len()).min(self.next_prose[index + 1]);
        self.rivals_until[end] - self.rivals_until[index + 1]
    }

    /// Whether a line is a date and hardly more, as "Wednesday, 13 October 2021" is.
    pub(crate) fn is_date(&self, index: usize) -> bool {
        const MIN_SHARE: f32 = 0.6;
        self.date_shares[index] >= MIN_SHARE
    }

    /// The line over a standfirst that can be its headline: the uppermost of those right above that are shorter.
    pub(crate) fn over_standfirst(&self, index: usize, may_be: impl Fn(usize) -> bool) -> Option<usize> {
        const LINES: usize = 3;
        let words = |line: usize| self.page.blocks[line].shape.words;
        let above = (index.saturating_sub(LINES)..index).rev().take_while(|line| !self.prose[*line]);
        above.filter(|line| self.rivals[*line] && words(*line) < words(index) && may_be(*line)).last()
    }

    /// The first line below that is prose or longer than an item of a menu, if it is near.
    fn long_line_below(&self, index: usize) -> Option<usize> {
        Some(self.next_long[index + 1]).filter(|line| *line <= index + NEXT_LINES)
    }

    /// The same above.
    fn long_line_above(&self, index: usize) -> Option<usize> {
        let after = self.after_long[index];
        is_near_above(after, index, NEXT_LINES).then(|| after - 1)
    }

    /// What kind of line the first beside a line is that is longer than an item of a menu: 0 prose, 1 a line unlike a headline, 2
    /// one with more words than this, 3 one with fewer. A standfirst is longer than the headline over it.
    fn kind_beside(&self, index: usize, line: usize) -> u8 {
        let words = |line: usize| self.page.blocks[line].shape.words;
        match () {
            () if self.prose[line] => 0,
            () if !self.rivals[line] => 1,
            () if words(line) > words(index) => 2,
            () => 3,
        }
    }
}

/// Lines to a byline or a dateline where none is near.
const NO_CREDIT: u8 = 9;

/// For each line and the end: the next from it on that is so.
fn next(count: usize, is: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut next = vec![usize::MAX; count + 1];
    for index in (0..count).rev() {
        next[index] = if is(index) { index } else { next[index + 1] };
    }
    next
}

/// For each line: the one after the last above it that is so; 0 where none is.
fn after_last(count: usize, is: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut after = vec![0; count];
    for index in 1..count {
        after[index] = if is(index - 1) { index } else { after[index - 1] };
    }
    after
}

/// Whether the line before one is among so many lines above another; 0 comes after no line.
fn is_near_above(after: usize, index: usize, lines: usize) -> bool {
    after > 0 && after + lines > index
}

/// A count, or the highest of those that points are told apart by.
fn count(count: u32) -> u8 {
    count.min(u8::MAX.into()) as u8
}

pub(crate) fn is_prose(page: &Document, index: usize) -> bool {
    let shape = &page.blocks[index].shape;
    shape.words >= PROSE_WORDS && (shape.terminated || shape.sentences >= 2)
}

/// Share of a line of few words that is dates.
fn date_share(page: &Document, index: usize, facts: &LineFacts) -> f32 {
    let shape = &page.blocks[index].shape;
    if shape.digits == 0 || shape.words > CREDIT_WORDS {
        return 0.0;
    }
    let line = page.block_text(index);
    let read = || parse::scan(line, None).into_iter().map(|date| date.range.len() as u32).sum();
    facts.date_bytes(index).unwrap_or_else(read) as f32 / line.len().max(1) as f32
}

fn is_byline(page: &Document, index: usize, facts: &LineFacts) -> bool {
    if page.blocks[index].shape.words > CREDIT_WORDS {
        return false;
    }
    let Some(rest) = facts.byline(page, index) else { return false };
    // "Authored by Ann Fenwick via The Daily Fen"
    let author = rest.split_once(" via ").map_or(rest, |(author, _)| author);
    !names::split(author, &[], names::Trust::Line).is_empty()
}

/// Whether a line has the form of a headline: longer than the items of a menu, no list item, no sentence.
fn is_rival(page: &Document, index: usize) -> bool {
    const WORDS: std::ops::RangeInclusive<u32> = 4..=25;
    let block = &page.blocks[index];
    let shape = &block.shape;
    WORDS.contains(&shape.words)
        && (shape.stop_words > 0 || shape.unspaced)
        && !shape.starts_lowercase
        && !shape.cut_off
        && matches!(ending(page, index), 0 | 1 | 5)
        && !matches!(block.kind, BlockKind::ListItem { .. })
}

/// Share of function words: headlines have some, menus none. Absent where words are not spaced.
fn stop_word_share(page: &Document, index: usize) -> f32 {
    let shape = &page.blocks[index].shape;
    if shape.unspaced { f32::NAN } else { shape.stop_words as f32 / shape.words.max(1) as f32 }
}

/// Commas between words: "4,000" has none.
fn commas(line: &str, all: u32) -> u32 {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = line.as_bytes();
    let in_number =
        |at: usize| is_digit(bytes.get(at + 1)) && is_digit(at.checked_sub(1).and_then(|at| bytes.get(at)));
    let in_numbers = || line.match_indices(',').filter(|(at, _)| in_number(*at)).count() as u32;
    if all == 0 { 0 } else { all.saturating_sub(in_numbers()) }
}

/// How a line ends: 0 without a mark, 1 question or call, 2 full stop, 3 cut off, 4 colon,
/// 5 full stop after two sentences, as headlines of two do, 6 without a mark after sentences, as captions with a credit do.
fn ending(page: &Document, index: usize) -> u8 {
    let shape = &page.blocks[index].shape;
    let asks = || {
        let end = page.block_text(index).trim_end_matches(['"', '\'', ')', '”', '»', '“']);
        end.ends_with(['?', '!', '？', '！', '؟'])
    };
    match () {
        () if shape.ends_with_colon => 4,
        () if shape.cut_off => 3,
        () if shape.terminated && asks() => 1,
        () if shape.terminated && shape.sentences >= 2 => 5,
        () if shape.terminated => 2,
        () if shape.sentences >= 2 => 6,
        () => 0,
    }
}

#[cfg(test)]
mod tests;
