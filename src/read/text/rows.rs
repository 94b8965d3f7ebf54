//! Rows of short lines that a scraper joined with nothing: `HomeNewsSport`, `Related ArticlesWhy roofs leak`.
//!
//! A small letter with a capital right after it is such a seam, and so are the inside of `YouTube` and of names in code.
//! What is between the seams decides: a stock phrase (`Related Articles`), or parts of several words one after another.

use std::collections::HashSet;
use std::ops::Range;

use super::labels::{MAX_WORDS, is_heading, is_label, is_lead_in};
use super::lines::Line;

/// A row is no longer than this; a longer line is prose.
const MAX_BYTES: usize = 2_000;

/// The parts of a line, if it is a row.
pub(super) fn parts(text: &str, line: &Line) -> Option<Vec<Line>> {
    let row = &text[line.bytes.clone()];
    // A seam inside of a link is not one between two.
    if row.len() > MAX_BYTES || row.contains("](") {
        return None;
    }
    let seams = seams(row);
    let ranges = if is_row(row, &seams) { between(&seams, row.len()) } else { headed(row)? };
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

fn seams(row: &str) -> Vec<Seam> {
    let mut out = Vec::new();
    let (mut before, mut last) = (' ', ' ');
    let mut letters = 0;
    let mut chars = row.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = chars.peek().is_some_and(|(_, next)| next.is_lowercase() || *next == ' ');
        // "iPhone", "eBay", "McKay", "O'Neill" have one or two letters before it.
        let joins_words = last.is_lowercase() && letters > 2;
        let ends_sentence = matches!(last, '.' | '!' | '?' | '\u{201d}') && before.is_lowercase();
        if c.is_uppercase() && goes_on && (joins_words || ends_sentence) {
            out.push(Seam { at, ends_sentence });
            letters = 0;
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        (before, last) = (last, c);
    }
    out
}

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
    let ends_sentence = seams.iter().all(|seam| seam.ends_sentence);
    telling
        || ends_sentence && is_short(&row[parts[parts.len() - 1].clone()])
        || seams.len() >= MIN_SEAMS && parts.iter().all(|range| words(range) > 1) && !is_name()
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

/// Whether a text is a label, by its length, and no sentence.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= MAX_WORDS && !text.ends_with(['.', '!', '?'])
}

/// Words of an item after its heading, at least.
const MIN_ITEM_WORDS: usize = 3;

/// A heading of several words and what it heads: `Other Topics of Interest Tram drivers form choir`.
fn headed(row: &str) -> Option<Vec<Range<usize>>> {
    let starts: Vec<usize> = row.match_indices(' ').map(|(at, _)| at).take(MAX_WORDS).collect();
    let end = starts.into_iter().skip(1).rev().find(|&end| {
        let rest = row[end..].trim_start();
        let begins = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        // "More Stories From our desk" is a heading of other words.
        let is_item = rest.split_whitespace().nth(MIN_ITEM_WORDS - 1).is_some();
        begins && is_item && is_heading(&row[..end])
    })?;
    let start = row.len() - row[end..].trim_start().len();
    Some(vec![0..end, start..row.len()])
}
