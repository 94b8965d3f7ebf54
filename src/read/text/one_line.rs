//! A page on one line: sentences, and what is between them by its shape.
//!
//! Where all white space became single spaces, the ends of lines are gone. Sentences end by themselves. Menus, headlines,
//! dates and prompts do not; they end where a stock phrase begins or ends, after a date, and before a word that begins
//! sentences: one with a capital that has none inside of them.

use std::ops::Range;

use super::labels::{MAX_WORDS, is_label, is_lead_in, lead_ins};
use super::lines::{Line, is_blank};
use crate::lists::dates::month;
use crate::lists::stop_words::{LANGUAGES, languages};

/// A shorter line may be a paragraph, and no page has less on one.
const MIN_BYTES: usize = 400;
/// Stock phrases that show that a line is more than prose.
const MIN_LABELS: usize = 2;
/// Sentences that show that a line is more than a row of labels.
const MIN_SENTENCES: usize = 3;
/// Sentences of a paragraph: as many as news have.
const SENTENCES_PER_PARAGRAPH: usize = 2;

/// The parts of a page that is on one line; `None` for a text of more lines, and for a paragraph.
pub(super) fn parts(text: &str, lines: &[Line]) -> Option<Vec<Line>> {
    let longest = lines.iter().max_by_key(|line| line.bytes.len())?;
    let all: usize = lines.iter().map(|line| line.bytes.len()).sum();
    if longest.bytes.len() < MIN_BYTES || longest.bytes.len() * 10 < all * 8 {
        return None;
    }
    let ranges = Splitter::new(&text[longest.bytes.clone()]).parts()?;
    let part = |range: Range<usize>| longest.part(text, range);
    let offset = longest.bytes.start;
    let inside = ranges.into_iter().map(|range| part(offset + range.start..offset + range.end));
    let place = lines.iter().position(|line| line.bytes == longest.bytes)?;
    let mut out = lines[..place].to_vec();
    out.extend(inside);
    out.extend_from_slice(&lines[place + 1..]);
    Some(out)
}

/// Why the line is cut before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    None,
    /// A sentence ends.
    Sentence,
    /// A part of another kind ends or begins.
    Part,
}

struct Splitter<'a> {
    text: &'a str,
    words: Vec<Range<usize>>,
    /// Before every word.
    cuts: Vec<Cut>,
    /// Bit of the language that has most function words.
    language: u32,
    labels: usize,
    sentences: usize,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str) -> Self {
        let words = words(text);
        let language = language(text, &words);
        Splitter { text, cuts: vec![Cut::None; words.len()], words, language, labels: 0, sentences: 0 }
    }

    fn parts(mut self) -> Option<Vec<Range<usize>>> {
        self.cut_at_lead_ins();
        self.cut();
        (self.labels >= MIN_LABELS && self.sentences >= MIN_SENTENCES).then(|| self.ranges())
    }

    fn word(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |range| &self.text[range.clone()])
    }

    fn cut_at_lead_ins(&mut self) {
        for start in lead_ins(self.text) {
            if let Ok(index) = self.words.binary_search_by_key(&start, |word| word.start) {
                self.cuts[index] = Cut::Part;
                self.labels += 1;
            }
        }
    }

    fn cut(&mut self) {
        // Whether what is before the word may be no sentence.
        let mut in_doubt = true;
        let mut index = 0;
        while index < self.words.len() {
            let ends = index > 0 && ends_sentence(self.word(index - 1), self.word(index));
            let is_free = in_doubt || ends;
            self.sentences += usize::from(ends);
            if self.cuts[index] == Cut::Part {
                in_doubt = true;
            } else if ends {
                self.cuts[index] = Cut::Sentence;
                in_doubt = false;
            }
            if let Some(length) = self.label(index, is_free) {
                self.cuts[index] = Cut::Part;
                self.labels += 1;
                let label = self.words[index].start..self.words[index + length - 1].end;
                index += length;
                // "Read more" and a headline are one teaser.
                if !is_lead_in(&self.text[label]) {
                    self.cut_before(index);
                }
                in_doubt = true;
                continue;
            }
            if is_part_start(self.word(index)) || index > 0 && self.is_between_ideographs(index) {
                self.cuts[index] = Cut::Part;
                in_doubt = true;
            } else if in_doubt && self.cuts[index] == Cut::None && self.begins_sentence(index) {
                self.cuts[index] = Cut::Part;
                in_doubt = false;
            }
            if self.ends_date(index) {
                self.cut_before(index + 1);
                in_doubt = true;
            }
            index += 1;
        }
    }

    fn cut_before(&mut self, index: usize) {
        if let Some(cut) = self.cuts.get_mut(index) {
            *cut = Cut::Part;
        }
    }

    /// The number of words of the label that begins here. One of a single word inside a sentence is a name.
    fn label(&self, index: usize, is_free: bool) -> Option<usize> {
        if self.word(index).starts_with(char::is_lowercase) {
            return None;
        }
        let most = MAX_WORDS.min(self.words.len() - index);
        (1..=most).rev().find(|&length| {
            let range = self.words[index].start..self.words[index + length - 1].end;
            let ends = !self.word(index + length).starts_with(char::is_lowercase);
            ends && (is_free || length > 1) && is_label(&self.text[range])
        })
    }

    /// Whether a word with a capital is one that has none inside of a sentence.
    fn begins_sentence(&self, index: usize) -> bool {
        let word = self.word(index).trim_start_matches(is_opening);
        let next = self.word(index + 1);
        if index == 0 || !word.starts_with(char::is_uppercase) || !next.starts_with(|c: char| !is_opening(c))
        {
            return false;
        }
        let lower = word.to_lowercase();
        languages(lower.trim_matches(|c: char| !c.is_alphanumeric())) & self.language != 0
    }

    /// Lines of scripts without spaces have one only where a line ended.
    fn is_between_ideographs(&self, index: usize) -> bool {
        let is_wide = |c: char| matches!(u32::from(c), 0x3001..=0x30ff | 0x3400..=0x9fff | 0xff01..=0xff60);
        self.word(index - 1).ends_with(is_wide) && self.word(index).starts_with(is_wide)
    }

    /// Whether a date or a time ends with a word, and something else begins after it.
    fn ends_date(&self, index: usize) -> bool {
        let word = self.word(index).trim_matches(|c: char| !c.is_alphanumeric());
        let next = self.word(index + 1).trim_matches(|c: char| !c.is_alphanumeric());
        let before = index.checked_sub(1).map_or("", |before| self.word(before));
        let before = before.trim_matches(|c: char| !c.is_alphanumeric());
        let is_month = |word: &str| month(&word.to_lowercase(), None).is_some();
        let is_day = |word: &str| word.len() <= 2 && is_number(word);
        let is_time = is_clock(word);
        let is_year = word.len() == 4 && is_number(word) && (is_month(before) || is_day(before));
        (is_time || is_year) && next.starts_with(char::is_uppercase) && !is_clock(next) && !is_zone(next)
    }

    fn ranges(&self) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut sentences = 0;
        let mut is_after_divider = false;
        for (word, cut) in self.words.iter().zip(&self.cuts) {
            if &self.text[word.clone()] == "|" {
                is_after_divider = true;
                continue;
            }
            sentences = match cut {
                Cut::Part => 0,
                Cut::Sentence => sentences + 1,
                Cut::None => sentences,
            };
            let is_new = is_after_divider
                || *cut == Cut::Part
                || *cut == Cut::Sentence && sentences >= SENTENCES_PER_PARAGRAPH;
            match out.last_mut().filter(|_| !is_new) {
                Some(last) => last.end = word.end,
                None => out.push(word.clone()),
            }
            if is_new {
                (sentences, is_after_divider) = (0, false);
            }
        }
        out
    }
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if is_blank(c) {
            out.extend(start.take().map(|start| start..at));
        } else {
            start.get_or_insert(at);
        }
        // No space follows the ends of these sentences.
        if matches!(c, '\u{3002}' | '\u{ff01}' | '\u{ff1f}')
            && !text[at + c.len_utf8()..].starts_with(is_closing)
        {
            out.extend(start.take().map(|start| start..at + c.len_utf8()));
        }
    }
    out.extend(start.map(|start| start..text.len()));
    out
}

/// The bit of the language that has most function words in the text.
fn language(text: &str, words: &[Range<usize>]) -> u32 {
    let mut counts = [0u32; 32];
    for word in words {
        let mask = languages(&text[word.clone()]);
        for (bit, count) in counts.iter_mut().enumerate().take(LANGUAGES.len()) {
            *count += mask >> bit & 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let first = counts.iter().position(|count| *count == most);
    first.filter(|_| most > 0).map_or(0, |bit| 1 << bit)
}

/// Whether a sentence ends with a word and another begins with the next.
fn ends_sentence(word: &str, next: &str) -> bool {
    // "J. Smith", "U.S.", "Dr. Jones", "St. Ives".
    const MAX_ABBREVIATION: usize = 3;
    let body = word.trim_end_matches(is_closing);
    if body.ends_with(['\u{3002}', '\u{ff01}', '\u{ff1f}', '\u{61f}', '\u{6d4}', '\u{964}']) {
        return true;
    }
    if !body.ends_with(['.', '!', '?', '\u{2026}']) {
        return false;
    }
    let stem = body.trim_end_matches('.').trim_start_matches(is_opening);
    let is_short = stem.chars().count() <= MAX_ABBREVIATION && stem.starts_with(char::is_uppercase);
    let is_abbreviation = body.ends_with('.') && (is_short || stem.contains('.')) && body.len() == word.len();
    !is_abbreviation && !next.starts_with(char::is_lowercase)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '\u{201d}'
            | '\u{2019}'
            | '\u{bb}'
            | '\u{201c}'
            | '\u{300d}'
            | '\u{300f}'
            | '\u{ff09}'
    )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '(' | '[' | '\u{201c}' | '\u{2018}' | '\u{201e}' | '\u{ab}' | '\u{bf}' | '\u{a1}'
    )
}

/// Whether nothing that a word like this is inside of begins before it: a copyright sign, a bullet, a divider.
fn is_part_start(word: &str) -> bool {
    word.starts_with(['\u{a9}', '\u{2022}', '|']) || word.starts_with("http")
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `14:26`, `0:03:12`.
fn is_clock(word: &str) -> bool {
    word.contains(':') && word.split(':').all(|part| part.len() <= 2 && is_number(part))
}

/// What follows a time: `AM`, `GMT`, `IST`.
fn is_zone(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
