//! Labels that pages print on buttons and above lists, in a text that has lost where they end.

use crate::lists::phrases::{Mode, PHRASES, Phrase, Searched};
use crate::lists::section_headings::Reach;

/// Words of the longest label that is looked for.
pub(super) const MAX_WORDS: usize = 6;

/// Whether a text is a stock phrase, and nothing else.
pub(super) fn is_label(text: &str) -> bool {
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    // The longest phrases of the list.
    const MAX_BYTES: usize = 160;
    if core.is_empty() || core.len() > MAX_BYTES {
        return false;
    }
    PHRASES.whole(&folded(core)).is_some()
}

/// Whether a text is a heading of a list, and nothing else: what follows it on its line is the list's first item.
pub(super) fn is_heading(text: &str) -> bool {
    let heads = |phrase: &Phrase| phrase.reach == Some(Reach::Section);
    PHRASES.whole(&folded(text)).is_some_and(heads) && !is_lead_in(text)
}

/// Whether a text begins with the first word of a heading, as most do not.
pub(super) fn begins_heading(text: &str) -> bool {
    // "Σχετικά", "Читайте": the longest first words.
    const MAX_BYTES: usize = 40;
    if !PHRASES.may_begin_heading(text) || !text.starts_with(char::is_uppercase) {
        return false;
    }
    let end = text.bytes().take(MAX_BYTES + 1).position(|byte| byte == b' ').unwrap_or(text.len());
    let word = &text[..end];
    let is_first =
        || if word.is_ascii() { PHRASES.begins_heading(word) } else { PHRASES.begins_heading(&folded(word)) };
    word.len() <= MAX_BYTES && is_first()
}

/// Whether a text is a phrase that a line begins with, before what it is about.
pub(super) fn is_lead_in(text: &str) -> bool {
    let start = text.find(char::is_alphanumeric).unwrap_or(0);
    lead_ins(text).first() == Some(&start)
}

/// Where a text has a phrase that begins a line, as far as capitals tell.
pub(super) fn lead_ins(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    PHRASES.find_parts(&lower_in_place(text), Searched::All, |found| {
        let is_lead_in = found.phrase.mode == Mode::Start && found.phrase.text.contains(' ');
        if is_lead_in && text[found.start..].starts_with(char::is_uppercase) {
            starts.push(found.start);
        }
    });
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Lower case and straight quotes.
fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let straight = |c| match c {
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{a0}' => ' ',
        c => c,
    };
    text.chars().flat_map(char::to_lowercase).map(straight).collect()
}

/// Lower case, every character at the byte where it was.
fn lower_in_place(text: &str) -> String {
    let lower =
        |c: char| c.to_lowercase().next().filter(|lower| lower.len_utf8() == c.len_utf8()).unwrap_or(c);
    text.chars().map(lower).collect()
}
