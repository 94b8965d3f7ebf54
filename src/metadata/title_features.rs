//! What tells a headline from the other lines of a flattened text.

use std::collections::{HashMap, HashSet};

use super::{clean, date_parse, names};
use crate::article::BlockKind;
use crate::lists::photo_words::is_photo_word;
use crate::lists::stop_words;
use crate::page::Page;

/// Words of a paragraph of prose, at least.
const PROSE_WORDS: u32 = 18;
/// Lines below in which prose counts as near.
const NEAR_LINES: usize = 25;
/// Lines below in which words of a headline come back.
const RECURRING_LINES: u32 = 60;
/// Lines below in which a byline or a dateline is looked for.
const CREDIT_LINES: usize = 6;
/// Words of a line that tells an author or a date, at most.
const CREDIT_WORDS: u32 = 20;
/// Characters of a word that stay as its endings change.
const STEM_CHARS: usize = 6;

/// Names of the features, in the order of [`Lines::features`].
pub(super) const NAMES: [&str; 34] = [
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

/// Places of "recurring", "recurring_share", "copies", "copied_above" and "part_elsewhere" among the names.
pub(super) const SLOW: [usize; 5] = [4, 5, 10, 11, 22];

/// A page's lines with what has to be counted beforehand.
pub(super) struct Lines<'a> {
    page: &'a Page,
    prose: Vec<bool>,
    /// Words of prose above each line, and in all.
    prose_words: Vec<u32>,
    /// The next line of prose from each line on.
    next_prose: Vec<usize>,
    credits: Vec<bool>,
    /// Each line folded → the lines that read so.
    same: HashMap<String, Vec<usize>>,
    /// Steps of trails and parts of titles that join a headline and a site's name, folded.
    parts: HashSet<String>,
    /// Each stem, hashed → the lines of prose it stands in.
    stems: HashMap<u64, Vec<u32>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        let count = page.blocks.len();
        let prose: Vec<bool> = (0..count).map(|index| is_prose(page, index)).collect();
        let mut prose_words = vec![0; count + 1];
        let mut same: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_stem: HashMap<u64, Vec<u32>> = HashMap::new();
        for index in 0..count {
            let words = page.blocks[index].shape.words;
            prose_words[index + 1] = prose_words[index] + if prose[index] { words } else { 0 };
            if prose[index] {
                for stem in stems(page, index) {
                    by_stem.entry(stem).or_default().push(index as u32);
                }
            } else {
                same.entry(clean::folded(page.block_text(index))).or_default().push(index);
            }
        }
        let mut next_prose = vec![usize::MAX; count + 1];
        for index in (0..count).rev() {
            next_prose[index] = if prose[index] { index } else { next_prose[index + 1] };
        }
        let credits = (0..count).map(|index| is_credit(page, index)).collect();
        let parts = (0..count).flat_map(|index| parts(page.block_text(index))).collect();
        Lines { page, parts, prose, prose_words, next_prose, credits, same, stems: by_stem }
    }

    /// The signs of one line, in the order of [`NAMES`].
    pub(super) fn features(&self, index: usize) -> [f32; NAMES.len()] {
        let mut features = self.quick_features(index);
        let (recurring, share) = self.recurring(index);
        let (copies, copied_above) = self.copies(index);
        let part = flag(self.parts.contains(&clean::folded(self.page.block_text(index))));
        for (name, value) in SLOW.iter().zip([recurring, share, copies, flag(copied_above), part]) {
            features[*name] = value;
        }
        features
    }

    /// Those that take no search through the page; the others, at [`SLOW`], are absent.
    pub(super) fn quick_features(&self, index: usize) -> [f32; NAMES.len()] {
        let block = &self.page.blocks[index];
        let line = self.page.block_text(index);
        let letters = line.chars().filter(|c| c.is_alphabetic());
        let cased = letters.clone().any(char::is_uppercase);
        [
            block.shape.words as f32,
            self.prose_near(index),
            self.prose_above(index),
            self.next_prose[index + 1].saturating_sub(index).min(100) as f32,
            f32::NAN,
            f32::NAN,
            self.to_credit(index),
            flag(self.credits[index]),
            ending(self.page, index),
            separators(line),
            f32::NAN,
            f32::NAN,
            self.short_above(index),
            flag(self.prose[index.saturating_sub(3)..index].contains(&true)),
            index.checked_sub(1).map_or(0, |above| self.page.blocks[above].shape.words) as f32,
            self.page.blocks.get(index + 1).map_or(0, |below| below.shape.words) as f32,
            index as f32,
            flag(matches!(block.kind, BlockKind::ListItem { .. })),
            flag(self.prose[index]),
            flag(cased && !letters.clone().any(char::is_lowercase)),
            flag(line.starts_with(char::is_lowercase)),
            flag(block.gap_above),
            f32::NAN,
            block.shape.capitalised_words as f32 / block.shape.words.max(1) as f32,
            flag(is_photo_credit(line)),
            flag(line.contains('#')),
            flag(line.ends_with([')', '）', ']'])),
            flag(block.shape.digits > 0),
            block.shape.commas as f32,
            block.shape.chars as f32,
            flag(line.contains(['"', '“', '„', '«', '»', '「'])),
            flag(line.contains([':', '：'])),
            longest_word(line),
            flag(TRAIL_MARKS.iter().any(|mark| line.contains(mark))),
        ]
    }

    /// Words of prose in the next lines.
    fn prose_near(&self, index: usize) -> f32 {
        let end = (index + 1 + NEAR_LINES).min(self.prose.len());
        (self.prose_words[end] - self.prose_words[index + 1]) as f32
    }

    /// Share of the page's prose that stands above.
    fn prose_above(&self, index: usize) -> f32 {
        let all = self.prose_words.last().copied().unwrap_or(0).max(1);
        self.prose_words[index] as f32 / all as f32
    }

    /// How many of the line's words the prose below has too, and their share.
    fn recurring(&self, index: usize) -> (f32, f32) {
        let stems = stems(self.page, index);
        let from = index as u32;
        let comes_back = |stem: &&u64| {
            self.stems.get(*stem).is_some_and(|lines| {
                let next = lines.partition_point(|line| *line <= from);
                lines.get(next).is_some_and(|line| *line <= from + RECURRING_LINES)
            })
        };
        let recurring = stems.iter().filter(comes_back).count() as f32;
        (recurring, recurring / stems.len().max(1) as f32)
    }

    /// Lines down to the next byline or dateline.
    fn to_credit(&self, index: usize) -> f32 {
        let below = self.credits[index + 1..].iter().take(CREDIT_LINES);
        below.zip(1u8..).find(|(credit, _)| **credit).map_or(9.0, |(_, distance)| f32::from(distance))
    }

    /// How often the line stands on the page, and whether further up too.
    fn copies(&self, index: usize) -> (f32, bool) {
        let same = self.same.get(&clean::folded(self.page.block_text(index)));
        let above = same.and_then(|same| same.first()).is_some_and(|first| *first < index);
        (same.map_or(1, Vec::len) as f32, above)
    }

    /// How many of the four lines above are as short as a menu's.
    fn short_above(&self, index: usize) -> f32 {
        const SHORT: u32 = 3;
        let above = &self.page.blocks[index.saturating_sub(4)..index];
        above.iter().filter(|block| block.shape.words <= SHORT).count() as f32
    }
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn is_prose(page: &Page, index: usize) -> bool {
    let shape = &page.blocks[index].shape;
    shape.words >= PROSE_WORDS && (shape.terminated || shape.sentences >= 2)
}

fn is_credit(page: &Page, index: usize) -> bool {
    let line = page.block_text(index);
    let byline = || {
        names::behind_prefix(line).is_some_and(|rest| !names::split(rest, &[], names::Trust::Line).is_empty())
    };
    page.blocks[index].shape.words <= CREDIT_WORDS && (byline() || !date_parse::scan(line, None).is_empty())
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
fn ending(page: &Page, index: usize) -> f32 {
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

/// Between the parts of a line that joins several.
const JOINTS: [&str; 5] = [" - ", " – ", " — ", " / ", ": "];
/// Longest line that joins parts, in bytes.
const MOST_JOINED_BYTES: usize = 400;

/// The parts of a line that joins several, folded.
fn parts(line: &str) -> Vec<String> {
    if line.len() > MOST_JOINED_BYTES {
        return Vec::new();
    }
    let mut parts: Vec<&str> = line.split(['|', '›', '»', '>', '•']).collect();
    for joint in JOINTS {
        parts = parts.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    if parts.len() > 1 { parts.into_iter().map(clean::folded).collect() } else { Vec::new() }
}

/// The stems of a line's words without function words, hashed; pairs of characters where words are not spaced.
fn stems(page: &Page, index: usize) -> Vec<u64> {
    let lower = page.block_text(index).to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut stems: Vec<u64> = if page.blocks[index].shape.unspaced {
        words.flat_map(|word| word.chars().zip(word.chars().skip(1)).map(hash_of_pair)).collect()
    } else {
        let told = words.filter(|word| word.chars().nth(2).is_some() && stop_words::languages(word) == 0);
        told.map(|word| hash(word.chars().take(STEM_CHARS))).collect()
    };
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn hash_of_pair((first, second): (char, char)) -> u64 {
    hash([first, second].into_iter())
}

/// FNV-1a over characters.
fn hash(chars: impl Iterator<Item = char>) -> u64 {
    chars
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::title_points;

    #[test]
    fn the_table_has_the_features_in_order() {
        assert!(title_points::names().eq(NAMES));
        let slow = ["recurring", "recurring_share", "copies", "copied_above", "part_elsewhere"];
        assert_eq!(SLOW.map(|place| NAMES[place]), slow);
    }
}
