//! Rows of short lines that a scraper joined with nothing: `HomeNewsSport`, `Related ArticlesWhy roofs leak`.
//!
//! A small letter with a capital right after it is such a seam, and so are the inside of `YouTube` and of names in code.
//! What is between the seams decides: a stock phrase (`Related Articles`), or parts of several words one after another.

use std::collections::HashSet;
use std::ops::Range;

use super::hints::{Hints, may_be_capital, may_end_part};
use super::labels::{MAX_WORDS, begins_heading, is_heading, is_label, is_lead_in};
use super::lines::Line;
use crate::lists::letters;

/// A row is no longer than this; a longer line is prose.
const MAX_BYTES: usize = 2_000;

/// The parts of a line, if it is a row.
pub(super) fn parts(text: &str, line: &Line, hints: &Hints) -> Option<Vec<Line>> {
    let row = &text[line.bytes.clone()];
    if row.len() > MAX_BYTES {
        return None;
    }
    let has_seams = hints.may_have_seams(&line.bytes) && may_have_seams(row);
    let seams = if has_seams { seams(row) } else { Vec::new() };
    let ranges = match seams.as_slice() {
        seams if is_row(row, seams) => between(seams, row.len()),
        _ if hints.are_plain(&line.bytes) => headed(row)?,
        _ => headed(row).or_else(|| after_sentences(row))?,
    };
    // A seam inside of a link is not one between two.
    if row.contains("](") || is_code(row) {
        return None;
    }
    let at = |range: Range<usize>| line.bytes.start + range.start..line.bytes.start + range.end;
    let mut parts: Vec<Line> = ranges.into_iter().map(|range| line.part(text, at(range))).collect();
    // "Read also" and a headline are one teaser.
    if let [label, item] = parts.as_mut_slice() {
        item.is_glued = is_lead_in(&text[label.bytes.clone()]);
    }
    Some(parts)
}

/// A place where two labels touch.
#[derive(Debug, Clone, Copy)]
struct Seam {
    at: usize,
    /// Whether a sentence ends before it.
    ends_sentence: bool,
}

/// Whether a capital, or what may be one, comes right after a small letter or the end of a sentence. Few lines have that.
fn may_have_seams(row: &str) -> bool {
    let bytes = row.as_bytes();
    // Without a branch, so that many bytes are looked at together.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let found = pairs.fold(false, |found, (last, c)| found | (c.is_ascii_uppercase() & may_end_part(*last)));
    found
        || !row.is_ascii()
            && bytes.windows(3).fold(false, |found, bytes| {
                found | (may_be_capital(bytes[1], bytes[2]) & may_end_part(bytes[0]))
            })
}

fn seams(row: &str) -> Vec<Seam> {
    let bytes = row.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..bytes.len() {
        if may_begin_part(bytes[at])
            && may_end_part(bytes[at - 1])
            && let Some(seam) = seam(row, from, at)
        {
            out.push(seam);
            from = at;
        }
    }
    out
}

/// Whether a capital may begin so. Chinese, Japanese and Korean have none.
fn may_begin_part(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | 0xc3..=0xe2 | 0xea | 0xee..)
}

/// The seam at a place, if there is one; the part before it begins at `from`.
fn seam(row: &str, from: usize, at: usize) -> Option<Seam> {
    let mut after = row[at..].chars();
    if !after.next()?.is_uppercase() || !after.next()?.is_lowercase() {
        return None;
    }
    let mut before = row[..at].chars().rev();
    let (last, last_but_one) = (before.next()?, before.next().unwrap_or(' '));
    let letters = row[from..at].chars().rev().take_while(|c| letters::is_alphabetic(*c));
    let joins_words = last.is_lowercase() && letters.take(MIN_LETTERS).count() == MIN_LETTERS;
    let ends_sentence = matches!(last, '.' | '!' | '?' | '\u{201d}') && last_but_one.is_lowercase();
    (joins_words || ends_sentence).then_some(Seam { at, ends_sentence })
}

/// Letters of a word that another is glued to: "iPhone", "eBay", "McKay", "O'Neill" have one or two before the capital.
const MIN_LETTERS: usize = 3;

fn between(seams: &[Seam], end: usize) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut out = Vec::with_capacity(seams.len() + 1);
    for seam in seams {
        out.push(start..seam.at);
        start = seam.at;
    }
    out.push(start..end);
    out
}

/// Whether the seams are those of a row.
fn is_row(row: &str, seams: &[Seam]) -> bool {
    // A name is one seam, or two.
    const MIN_SEAMS: usize = 2;
    if seams.is_empty() {
        return false;
    }
    let parts = between(seams, row.len());
    let words = |range: &Range<usize>| row[range.clone()].split_whitespace().count();
    let is_name = || has_name(row, seams);
    let known = parts.iter().filter(|range| is_label(&row[(*range).clone()]));
    let telling = known.clone().any(|range| words(range) > 1) || known.count() >= MIN_SEAMS;
    // "all.Donate": the sentence and the button after it.
    let ends_sentence = seams.iter().all(|seam| seam.ends_sentence);
    let last = &row[parts[parts.len() - 1].clone()];
    telling
        || ends_sentence && is_label(last)
        || seams.len() >= MIN_SEAMS
            && parts.iter().all(|range| words(range) > 1)
            && !is_sentence(row)
            && !is_name()
}

/// Whether the word around a seam is there twice, as names are.
fn has_name(row: &str, seams: &[Seam]) -> bool {
    let words = seams.iter().map(|seam| {
        let start = row[..seam.at].rfind(' ').map_or(0, |at| at + 1);
        let end = row[seam.at..].find(' ').map_or(row.len(), |at| seam.at + at);
        &row[start..end]
    });
    let mut seen = HashSet::new();
    words.into_iter().any(|word| !seen.insert(word))
}

/// Japanese and Chinese sentences with spaces between them, which only lines had that were joined.
fn after_sentences(row: &str) -> Option<Vec<Range<usize>>> {
    const END: &str = "\u{3002} ";
    memchr::memchr(END.as_bytes()[0], row.as_bytes())?;
    let ends: Vec<usize> = row.match_indices(END).map(|(at, _)| at + END.len() - 1).collect();
    let mut ranges = Vec::with_capacity(ends.len() + 1);
    let mut start = 0;
    for end in ends {
        ranges.push(start..end);
        start = end + 1;
    }
    ranges.push(start..row.len());
    (ranges.len() > 1).then_some(ranges)
}

/// Whether a line has signs that only programs have: what looks like a seam there is a name.
fn is_code(row: &str) -> bool {
    row.contains(['{', '}', '=', ';', '_', '$', '\\', '`', '<']) || row.contains("()")
}

fn is_in_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

fn is_sentence(row: &str) -> bool {
    row.ends_with(['.', '!', '?', '\u{201d}', '"'])
}

/// Words of an item after its heading, at least.
const MIN_ITEM_WORDS: usize = 3;

/// Whether one of the words after the first, of as many as a label has, begins with no small letter.
fn has_capital(row: &str) -> bool {
    let begins = |end: usize| match row.as_bytes().get(end + 1) {
        None | Some(b' ') => false,
        Some(byte) if byte.is_ascii() => !byte.is_ascii_lowercase(),
        Some(_) => row[end + 1..].starts_with(|c: char| !c.is_lowercase()),
    };
    let ends = row.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at);
    ends.take(MAX_WORDS).any(begins)
}

/// A heading of several words, or in capitals, and what it heads: `Other Topics of Interest Tram drivers form choir`.
fn headed(row: &str) -> Option<Vec<Range<usize>>> {
    if !begins_heading(row) || !has_capital(row) {
        return None;
    }
    let (mut ends, mut count) = ([0; MAX_WORDS], 0);
    for end in memchr::memchr_iter(b' ', row.as_bytes()).take(MAX_WORDS) {
        ends[count] = end;
        count += 1;
    }
    let end = ends[..count].iter().rev().copied().find(|&end| {
        let rest = row[end..].trim_start();
        let begins = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        // "More Stories From Our Desk" is a heading of other words, and a menu has capitals alone.
        let is_item = || {
            rest.split_whitespace().nth(MIN_ITEM_WORDS - 1).is_some()
                && (row[..end].split(' ').count() >= MIN_ITEM_WORDS
                    || rest.split_whitespace().any(|word| word.starts_with(char::is_lowercase)))
        };
        let tells = || row[..end].contains(' ') || is_in_capitals(&row[..end]) && !is_in_capitals(rest);
        begins && tells() && is_item() && is_heading(&row[..end])
    })?;
    let start = row.len() - row[end..].trim_start().len();
    Some(vec![0..end, start..row.len()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The seams, by a look at every character.
    fn all_seams(row: &str) -> Vec<(usize, bool)> {
        let chars: Vec<(usize, char)> = row.char_indices().collect();
        let (mut out, mut letters) = (Vec::new(), 0);
        for (place, &(at, c)) in chars.iter().enumerate() {
            let before = |count| place.checked_sub(count).map_or(' ', |place| chars[place].1);
            let goes_on = chars.get(place + 1).is_some_and(|next| next.1.is_lowercase());
            let joins_words = before(1).is_lowercase() && letters > 2;
            let ends_sentence = matches!(before(1), '.' | '!' | '?' | '\u{201d}') && before(2).is_lowercase();
            if c.is_uppercase() && goes_on && (joins_words || ends_sentence) {
                out.push((at, ends_sentence));
                letters = 0;
            }
            letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        }
        out
    }

    fn mixed(signs: &str) -> impl Strategy<Value = String> {
        let signs: Vec<char> = signs.chars().collect();
        proptest::collection::vec(proptest::sample::select(signs), 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn seams_are_found_without_a_look_at_every_character(
            row in mixed("abcABC.!? \u{201d}äÄжЖλΛčČ漢あꙁꙀ\u{ff21}\u{ff41}𐐀𐐨"),
        ) {
            let found: Vec<_> = seams(&row).iter().map(|seam| (seam.at, seam.ends_sentence)).collect();
            prop_assert_eq!(found, all_seams(&row));
        }

        #[test]
        fn capitals_of_words_are_those_of_words(row in mixed("abAB  .äÄ漢")) {
            let mut words = row.split(' ').take(MAX_WORDS + 1).skip(1);
            let expected = words.any(|word| word.starts_with(|c: char| !c.is_lowercase()));
            prop_assert_eq!(has_capital(&row), expected);
        }
    }
}
