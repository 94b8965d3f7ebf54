//! What distinguishes a headline from the other lines of a flattened text.
//!
//! Features of every line in three groups by cost: what is known already, what takes a search through the line, and
//! what takes one through the page. The cheap ones decide which lines are worth the rest.

use crate::document::BlockKind;
use crate::document::Document;
use crate::lists::photo_words::is_photo_word;
use crate::metadata::dates::parse;
use crate::metadata::people::byline;
use crate::metadata::people::names;

/// Words of a paragraph of prose, at least.
const PROSE_WORDS: u32 = 18;
/// Lines below in which prose counts as near.
const NEAR_LINES: usize = 25;
/// Lines below in which a byline or a dateline is looked for.
const CREDIT_LINES: usize = 6;
/// Words of a line that tells an author or a date, at most.
const CREDIT_WORDS: u32 = 20;

/// Names of the features, in the order of their values.
pub(crate) const NAMES: [&str; 34] = [
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
];

/// Places among the names: of what is known without a search, of what takes one through the line, and of what takes one
/// through the page, which [`crate::metadata::title::repetitions`] makes.
const AT_HAND: [usize; 21] = [0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 20, 21, 23, 26, 27, 28, 29];
pub(crate) const IN_LINE: [usize; 8] = [9, 19, 24, 25, 30, 31, 32, 33];
pub(crate) const IN_PAGE: [usize; 5] = [4, 5, 10, 11, 22];

/// What is known of a line, in the order of [`NAMES`]; `NAN` where nothing is.
pub(crate) type Features = [f32; NAMES.len()];

/// A page's lines with what has to be counted beforehand.
pub(crate) struct Lines<'a> {
    page: &'a Document,
    prose: Vec<bool>,
    /// Words of prose above each line, and in all.
    prose_words: Vec<u32>,
    /// The next line of prose from each line on.
    next_prose: Vec<usize>,
    credits: Vec<bool>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(page: &'a Document) -> Self {
        let count = page.blocks.len();
        let prose: Vec<bool> = (0..count).map(|index| is_prose(page, index)).collect();
        let mut prose_words = vec![0; count + 1];
        for index in 0..count {
            let words = page.blocks[index].shape.words;
            prose_words[index + 1] = prose_words[index] + if prose[index] { words } else { 0 };
        }
        let mut next_prose = vec![usize::MAX; count + 1];
        for index in (0..count).rev() {
            next_prose[index] = if prose[index] { index } else { next_prose[index + 1] };
        }
        let credits = (0..count).map(|index| is_credit(page, index)).collect();
        Lines { page, prose, prose_words, next_prose, credits }
    }

    /// What is known of a line without a search; the rest is absent.
    pub(crate) fn at_hand(&self, index: usize) -> Features {
        let block = &self.page.blocks[index];
        let line = self.page.block_text(index);
        let above = index.checked_sub(1).map_or(0, |above| self.page.blocks[above].shape.words);
        let below = self.page.blocks.get(index + 1).map_or(0, |below| below.shape.words);
        let values = [
            block.shape.words as f32,
            self.prose_near(index),
            self.prose_above(index),
            self.next_prose[index + 1].saturating_sub(index).min(100) as f32,
            self.to_credit(index),
            flag(self.credits[index]),
            ending(self.page, index),
            self.short_above(index),
            flag(self.prose[index.saturating_sub(3)..index].contains(&true)),
            above as f32,
            below as f32,
            index as f32,
            flag(matches!(block.kind, BlockKind::ListItem { .. })),
            flag(self.prose[index]),
            flag(line.starts_with(char::is_lowercase)),
            flag(block.gap_above),
            block.shape.capitalised_words as f32 / block.shape.words.max(1) as f32,
            flag(line.ends_with([')', '）', ']'])),
            flag(block.shape.digits > 0),
            block.shape.commas as f32,
            block.shape.chars as f32,
        ];
        let mut features = [f32::NAN; NAMES.len()];
        AT_HAND.iter().zip(values).for_each(|(place, value)| features[*place] = value);
        features
    }

    /// Adds what a search through the line tells.
    pub(crate) fn search_line(&self, index: usize, features: &mut Features) {
        let line = self.page.block_text(index);
        let letters = || line.chars().filter(|c| c.is_alphabetic());
        let values = [
            separators(line),
            flag(letters().any(char::is_uppercase) && !letters().any(char::is_lowercase)),
            flag(is_photo_credit(line)),
            flag(line.contains('#')),
            flag(line.contains(['"', '“', '„', '«', '»', '「'])),
            flag(line.contains([':', '：'])),
            longest_word(line),
            flag(TRAIL_MARKS.iter().any(|mark| line.contains(mark))),
        ];
        IN_LINE.iter().zip(values).for_each(|(place, value)| features[*place] = value);
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
    fn to_credit(&self, index: usize) -> f32 {
        let below = self.credits[index + 1..].iter().take(CREDIT_LINES);
        below.zip(1u8..).find(|(credit, _)| **credit).map_or(9.0, |(_, distance)| f32::from(distance))
    }

    /// How many of the four lines above are as short as a menu's.
    fn short_above(&self, index: usize) -> f32 {
        const SHORT: u32 = 3;
        let above = &self.page.blocks[index.saturating_sub(4)..index];
        above.iter().filter(|block| block.shape.words <= SHORT).count() as f32
    }
}

pub(crate) fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

pub(crate) fn is_prose(page: &Document, index: usize) -> bool {
    let shape = &page.blocks[index].shape;
    shape.words >= PROSE_WORDS && (shape.terminated || shape.sentences >= 2)
}

fn is_credit(page: &Document, index: usize) -> bool {
    let line = page.block_text(index);
    let byline = || {
        byline::behind_prefix(line)
            .is_some_and(|rest| !names::split(rest, &[], names::Trust::Line).is_empty())
    };
    let shape = &page.blocks[index].shape;
    let dated = || shape.digits > 0 && !parse::scan(line, None).is_empty();
    shape.words <= CREDIT_WORDS && (byline() || dated())
}

fn is_photo_credit(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    line.contains('©') || words.any(|word| is_photo_word(&word.to_lowercase()))
}

/// Characters of the longest word.
fn longest_word(line: &str) -> f32 {
    let words = line.split(|c: char| !c.is_alphanumeric());
    words.map(|word| word.chars().count()).max().unwrap_or(0) as f32
}

/// How a line ends: 0 without a mark, 1 question or call, 2 full stop, 3 cut off, 4 colon.
fn ending(page: &Document, index: usize) -> f32 {
    let shape = &page.blocks[index].shape;
    let asks = || {
        let end = page.block_text(index).trim_end_matches(['"', '\'', ')', '”', '»', '“']);
        end.ends_with(['?', '!', '？', '！', '؟'])
    };
    match () {
        () if shape.ends_with_colon => 4.0,
        () if shape.cut_off => 3.0,
        () if shape.terminated && asks() => 1.0,
        () if shape.terminated => 2.0,
        () => 0.0,
    }
}

/// Marks that stand between the steps of a trail and hardly anywhere else.
const TRAIL_MARKS: [&str; 4] = [" > ", "\u{203a}", "\u{2192}", " \u{bb} "];

/// Marks between the steps of a trail or the items of a menu.
fn separators(line: &str) -> f32 {
    let single = line.chars().filter(|c| matches!(c, '|' | '›' | '»' | '•' | '·' | '>' | '→')).count();
    (single + line.matches(" / ").count() + line.matches(" - ").count()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::title_points;

    #[test]
    fn the_table_has_the_features_in_order() {
        assert!(title_points::names().eq(NAMES));
        let in_page = ["recurring", "recurring_share", "copies", "copied_above", "part_elsewhere"];
        assert_eq!(IN_PAGE.map(|place| NAMES[place]), in_page);
        let in_line =
            ["separators", "capitals", "photo", "tagged", "quotes", "colon", "longest_word", "trail"];
        assert_eq!(IN_LINE.map(|place| NAMES[place]), in_line);
        let mut places = [&AT_HAND[..], &IN_LINE, &IN_PAGE].concat();
        places.sort_unstable();
        assert!(places.into_iter().eq(0..NAMES.len()));
    }

    #[test]
    fn lines_end_with_a_mark_a_cut_or_nothing() {
        for (line, end) in [
            ("Rain in town", 0.0),
            ("Who wants rain?", 1.0),
            ("\u{201c}Rain at last!\u{201d}", 1.0),
            ("It rained in town.", 2.0),
            ("It rained in the whole of the\u{2026}", 3.0),
            ("More on rain:", 4.0),
        ] {
            let page = crate::read::text::page(line, &crate::options::Limits::new());
            assert_eq!(ending(&page, 0), end, "{line}");
        }
    }

    #[test]
    fn menus_and_trails_have_separators() {
        assert_eq!(separators("Home | News | Sport"), 2.0);
        assert_eq!(separators("Home / News - Sport \u{203a} Rain"), 3.0);
        assert_eq!(separators("Well-known and/or not"), 0.0);
        assert_eq!((longest_word("Rain, well-known"), longest_word("?")), (5.0, 0.0));
    }
}
