//! Stock phrases of boilerplate.

use aho_corasick::AhoCorasick;
use once_cell::sync::Lazy;

use super::letters;
use super::lower::with_lower;
use super::rows;
use super::section_headings::{Match, Reach, SectionHeading, section_headings};
use super::table::{Table, with_room};
use super::word_set::{Lengths, Openings, WordSet};
use crate::labels::Boilerplate;

/// Where in a block a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The block is the phrase.
    Whole,
    /// The block is the phrase, and it is a label of the run below it.
    Label,
    Start,
    End,
    /// Anywhere in a short block.
    Contains,
    /// The block is a fixed notice, with slots for what differs between outlets (see `frames.tsv`).
    Notice,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase {
    pub(crate) kind: Boilerplate,
    pub(crate) mode: Mode,
    pub(crate) text: &'static str,
    /// How far the section reaches that it opens, if it does.
    pub(crate) reach: Option<Reach>,
}

impl From<SectionHeading> for Phrase {
    fn from(heading: SectionHeading) -> Phrase {
        let SectionHeading { kind, matched, reach, text } = heading;
        let mode = match matched {
            Match::Label => Mode::Label,
            Match::Whole => Mode::Whole,
            Match::Prefix => Mode::Start,
        };
        Phrase { kind, mode, text, reach: Some(reach) }
    }
}

/// The table, ready to be searched.
pub(crate) struct Phrases {
    /// Phrases that are a whole block.
    pub(crate) whole: Table<&'static str, Phrase>,
    /// First words of those that head a section.
    heading_words: WordSet,
    heading_openings: Openings,
    /// The others: those that begin with a word, by this word.
    by_word: Table<&'static str, Vec<Phrase>>,
    /// Filters that rule out most words that begin no phrase.
    openings: Openings,
    lengths: Lengths,
    whole_lengths: Lengths,
    /// The length in bytes of the longest that ends a block.
    longest_end: usize,
    /// The rest, by pattern number of `signs`: they begin with a sign, or are of a script without spaces.
    others: Vec<Phrase>,
    signs: AhoCorasick,
    /// Whether one of the rest begins with two bytes, by [`opening`].
    sign_openings: Vec<bool>,
    /// The signs of ASCII that the rest begins with.
    ascii_signs: Vec<u8>,
}

pub(crate) static PHRASES: Lazy<Phrases> = Lazy::new(|| {
    let own = rows(include_str!("phrases.tsv")).filter_map(|row| phrase(&row));
    // As many phrases as rows.
    const KEYS: usize = 5_000;
    let (mut whole, mut heading_words) = (with_room(KEYS), WordSet::default());
    let mut heading_openings = Openings::default();
    let mut by_word: Table<&'static str, Vec<Phrase>> = Table::default();
    let mut others = Vec::new();
    for phrase in own.chain(section_headings().map(Phrase::from)) {
        if matches!(phrase.mode, Mode::Whole | Mode::Label) {
            whole.insert(phrase.text, phrase);
            if phrase.reach == Some(Reach::Section) {
                let word = phrase.text.split(' ').next().unwrap_or("");
                heading_words.insert(word);
                heading_openings.insert(word);
            }
            continue;
        }
        match first_word(phrase.text) {
            "" => others.push(phrase),
            word => by_word.entry(word).or_default().push(phrase),
        }
    }
    let (mut openings, mut lengths) = (Openings::default(), Lengths::default());
    for word in by_word.keys() {
        openings.insert_same(word);
        lengths.insert_same(word);
    }
    let mut whole_lengths = Lengths::default();
    whole.keys().for_each(|text| whole_lengths.insert(text));
    let ends = by_word.values().flatten().filter(|phrase| phrase.mode == Mode::End);
    let longest_end = ends.map(|phrase| phrase.text.len()).max().unwrap_or(0);
    let sign_openings = openings_of(others.iter().map(|phrase| phrase.text));
    let mut ascii_signs: Vec<u8> = others.iter().filter_map(|phrase| phrase.text.bytes().next()).collect();
    ascii_signs.retain(u8::is_ascii);
    ascii_signs.sort_unstable();
    ascii_signs.dedup();
    let signs = AhoCorasick::new(others.iter().map(|phrase| phrase.text))
        .expect("the table of phrases is far below the automaton's limits");
    Phrases {
        whole,
        heading_words,
        heading_openings,
        by_word,
        openings,
        lengths,
        whole_lengths,
        longest_end,
        others,
        signs,
        sign_openings,
        ascii_signs,
    }
});

/// A phrase in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) phrase: Phrase,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Phrases {
    /// The phrase that a text in lower case is.
    pub(crate) fn whole(&self, text: &str) -> Option<&Phrase> {
        if self.whole_lengths.may_have_same(text) { self.whole.get(text) } else { None }
    }

    /// Whether a word, in any case, is a phrase by itself.
    pub(crate) fn is_whole(&self, word: &str) -> bool {
        self.whole_lengths.may_have(word) && with_lower(word, |lower| self.whole.contains_key(lower))
    }

    /// The phrases that begin with a word.
    fn beginning_with(&self, word: &str) -> &[Phrase] {
        let known = self.lengths.may_have_same(word).then(|| self.by_word.get(word)).flatten();
        known.map_or(&[], Vec::as_slice)
    }

    /// Whether a text may begin with the first word of a heading, in any case.
    pub(crate) fn may_begin_heading(&self, text: &str) -> bool {
        self.heading_openings.may_begin(text.as_bytes())
    }

    /// Whether a word, in any case, is the first of a heading's.
    pub(crate) fn begins_heading(&self, word: &str) -> bool {
        self.heading_words.has(word)
    }

    /// Whether a text in lower case begins with a phrase that is wanted, and no letter is directly next to it.
    pub(crate) fn begins(&self, text: &str, is_wanted: impl Fn(&Phrase) -> bool) -> bool {
        let others = if self.sign_openings[opening(text)] { self.others.as_slice() } else { &[] };
        self.beginning_with(first_word(text)).iter().chain(others).any(|phrase| {
            is_wanted(phrase) && text.starts_with(phrase.text) && is_bounded(text, 0, phrase.text.len())
        })
    }

    /// Calls with every phrase in the searched parts of a lower-case text that no letter is directly next to, where the script
    /// divides words by spaces; with others, too. Looking words up takes a fraction of the time of an automaton over all
    /// phrases.
    pub(crate) fn find_parts(&self, text: &str, searched: Searched, mut on_found: impl FnMut(Found)) {
        let look_at = |start: usize, word: &str| {
            // Most of them have another letter after the word and its space.
            let next = text.as_bytes().get(start + word.len() + 1);
            let goes_on = |phrase: &&Phrase| {
                phrase.text.as_bytes().get(word.len() + 1).is_none_or(|letter| next == Some(letter))
            };
            for &phrase in self.beginning_with(word).iter().filter(goes_on) {
                let end = start + phrase.text.len();
                if text[start..].starts_with(phrase.text) && is_bounded(text, start, end) {
                    on_found(Found { phrase, start, end });
                }
            }
        };
        self.each_searched_word(text, searched, look_at);
        if !self.may_have_signs(text) {
            return;
        }
        for found in self.signs.find_overlapping_iter(text) {
            if is_bounded(text, found.start(), found.end()) {
                let phrase = self.others[found.pattern().as_usize()];
                on_found(Found { phrase, start: found.start(), end: found.end() });
            }
        }
    }

    /// Whether a text may have a phrase that begins with a sign, or is of a script without spaces.
    fn may_have_signs(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        // Few signs of ASCII begin a phrase, and few texts have one of them.
        let has_sign = self.ascii_signs.iter().any(|sign| memchr::memchr(*sign, bytes).is_some());
        if !has_sign && bytes.is_ascii() {
            return false;
        }
        let may_begin = |pair: &[u8]| self.sign_openings[usize::from(pair[0]) << 8 | usize::from(pair[1])];
        // Each part with the first byte of the next.
        let mut parts = (0..bytes.len()).step_by(16).map(|at| &bytes[at..bytes.len().min(at + 17)]);
        parts.any(|part| (has_sign || !part.is_ascii()) && part.windows(2).any(may_begin))
    }

    /// Calls with the words that a phrase can begin with, and their places.
    fn each_searched_word<'a>(
        &self,
        text: &'a str,
        searched: Searched,
        mut on_word: impl FnMut(usize, &'a str),
    ) {
        if searched == Searched::All {
            return self.each_word(text, 0, on_word);
        }
        let Some(start) = find_letter(text, 0) else { return };
        let word = first_word(&text[start..]);
        on_word(start, word);
        if searched == Searched::Ends {
            self.each_word(text, self.last_start(text).max(start + word.len()), on_word);
        }
    }

    /// Calls with every word of a text from a place on that a phrase may begin with, and its place.
    fn each_word<'a>(&self, text: &'a str, mut from: usize, mut on_word: impl FnMut(usize, &'a str)) {
        if text.is_ascii() {
            let rest = &text[from..];
            return self.openings.places(rest).for_each(|at| on_word(from + at, ascii_word(&rest[at..])));
        }
        while let Some(start) = find_letter(text, from) {
            let word = first_word(&text[start..]);
            on_word(start, word);
            from = start + word.len();
        }
    }

    /// The first place at which a phrase may begin that a text ends with.
    fn last_start(&self, text: &str) -> usize {
        let end = text.rfind(letters::is_alphanumeric).unwrap_or(0);
        let start = end.saturating_sub(self.longest_end);
        (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// What of a text is searched for phrases that begin with a word of a script with spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Searched {
    All,
    /// Where a phrase would be the first, or the last but for signs.
    Ends,
    /// Where a phrase would be the first.
    Start,
}

const OPENINGS: usize = 1 << 16;

/// The first two bytes of a word as a number below [`OPENINGS`].
fn opening(word: &str) -> usize {
    let byte = |at: usize| word.as_bytes().get(at).map_or(0, |byte| usize::from(*byte));
    byte(0) << 8 | byte(1)
}

fn openings_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let mut openings = vec![false; OPENINGS];
    texts.for_each(|text| openings[opening(text)] = true);
    openings
}

/// The letters and digits that a text in ASCII begins with.
fn ascii_word(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_alphanumeric).count()]
}

/// The letters and digits that a text begins with.
fn first_word(text: &str) -> &str {
    &text[..find(text, 0, |c| !is_spaced_letter(c)).unwrap_or(text.len())]
}

/// The first letter or digit from a place on.
fn find_letter(text: &str, from: usize) -> Option<usize> {
    find(text, from, is_spaced_letter)
}

/// The first character from a place on that something holds of; ASCII is not decoded.
fn find(text: &str, mut from: usize, holds: impl Fn(char) -> bool) -> Option<usize> {
    loop {
        let byte = *text.as_bytes().get(from)?;
        let c = if byte.is_ascii() { char::from(byte) } else { text[from..].chars().next()? };
        if holds(c) {
            return Some(from);
        }
        from += c.len_utf8();
    }
}

/// Letters and digits of scripts with spaces between words.
fn is_spaced_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii()
            && letters::is_alphanumeric(c)
            && !matches!(u32::from(c), 0x0e00..=0x0eff | 0x3040..=0x30ff | 0x3400..=0x9fff)
}

/// Whether no letter is directly next to it, where the script divides words by spaces.
fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    let joins =
        |a: Option<char>, b: Option<char>| a.is_some_and(is_spaced_letter) && b.is_some_and(is_spaced_letter);
    let matched = &text[start..end];
    !joins(text[..start].chars().next_back(), matched.chars().next())
        && !joins(matched.chars().next_back(), text[end..].chars().next())
}

fn phrase(row: &[&'static str]) -> Option<Phrase> {
    let &[kind, mode, _language, text] = row else { return None };
    let mode = match mode {
        "whole" => Mode::Whole,
        "start" => Mode::Start,
        "end" => Mode::End,
        "contains" => Mode::Contains,
        _ => return None,
    };
    Some(Phrase { kind: Boilerplate::from_name(kind)?, mode, text, reach: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin_and_end() {
        let found = |text: &str| {
            let mut found = Vec::new();
            PHRASES.find_parts(text, Searched::All, |part| found.push((part.start, part.end)));
            found
        };
        for row in
            rows(include_str!("phrases.tsv")).filter(|row| matches!(row[1], "start" | "end" | "contains"))
        {
            let text = row[3];
            let around = format!("- {text} -");
            assert!(found(&around).contains(&(2, 2 + text.len())), "{text:?}");
            let ends = [text.chars().next(), text.chars().next_back()];
            if ends.iter().flatten().all(|c| is_spaced_letter(*c)) {
                assert!(!found(&format!("x{text}")).contains(&(1, 1 + text.len())), "{text:?}");
                assert!(!found(&format!("{text}x")).contains(&(0, text.len())), "{text:?}");
            }
        }
    }

    #[test]
    fn no_more_is_searched_than_is_asked_for() {
        let filler = "word ".repeat(20);
        let text = format!("read more {filler} read more {filler} photo by jane read more.");
        let starts = |searched| {
            let mut starts = Vec::new();
            PHRASES.find_parts(&text, searched, |part| starts.push(part.start));
            starts
        };
        let (all, ends, start) = (starts(Searched::All), starts(Searched::Ends), starts(Searched::Start));
        let last = text.rfind("read").expect("it has the word");
        assert!(start.iter().all(|at| *at == 0) && !start.is_empty());
        assert!([0, last].iter().all(|at| ends.contains(at)) && ends.len() < all.len());
        assert!(ends.iter().all(|at| all.contains(at)));
    }

    #[test]
    fn phrases_begin_a_text_where_they_are_found_at_its_start() {
        for row in rows(include_str!("phrases.tsv")) {
            for text in [format!("{} 雨", row[3]), format!("{}x", row[3]), format!("x {}", row[3])] {
                let mut found = false;
                PHRASES.find_parts(&text, Searched::All, |part| {
                    found |= part.start == 0 && part.phrase.mode == Mode::Start
                });
                assert_eq!(PHRASES.begins(&text, |phrase| phrase.mode == Mode::Start), found, "{text}");
            }
        }
    }

    #[test]
    fn signs_are_told_by_two_bytes() {
        assert!(PHRASES.others.iter().all(|phrase| phrase.text.len() >= 2));
    }

    #[test]
    fn every_line_is_a_phrase_in_lower_case() {
        for row in rows(include_str!("phrases.tsv")) {
            assert!(phrase(&row).is_some(), "{row:?}");
            assert_eq!(row[3], row[3].to_lowercase(), "{row:?}");
        }
    }
}
