//! White space in a block's text, and what shows nothing.

use super::lines::is_blank;
use super::wrap::joins_bare;

const NO_BREAK_SPACE: char = '\u{a0}';

/// Appends text with white space collapsed and invisible characters left out. A no-break
/// space alone between two characters is the author's and stays.
pub(super) fn push_collapsed(out: &mut String, text: &str) {
    if is_collapsed(text) {
        out.push_str(text);
        return;
    }
    let start = out.len();
    // What is visible is copied at once, up to the next gap.
    let (mut visible, mut gap): (usize, Option<usize>) = (0, None);
    for (at, c) in text.char_indices() {
        if is_blank(c) {
            if gap.is_none() {
                out.push_str(&text[visible..at]);
                gap = Some(at);
            }
        } else if let Some(gap) = gap.take() {
            visible = at;
            if out.len() > start {
                push_gap(out, &text[gap..at], &text[at..]);
            }
        }
    }
    if gap.is_none() {
        out.push_str(&text[visible..]);
    }
}

/// Whether a text has nothing to collapse, as most lines: ASCII with single spaces.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a branch, so that many bytes are looked at together.
    let other = bytes.iter().fold(false, |other, byte| other | !matches!(byte, b' '..=b'~'));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let has_gap = || pairs.fold(false, |found, (one, next)| found | ((*one == b' ') & (*next == b' ')));
    !other && !text.starts_with(' ') && !text.ends_with(' ') && !has_gap()
}

/// Appends what is between two visible characters.
fn push_gap(out: &mut String, gap: &str, below: &str) {
    let mut spaces = gap.chars().filter(|c| c.is_whitespace());
    match spaces.next() {
        None => {}
        Some(_) if joins_bare(out, gap, below) => {}
        Some(NO_BREAK_SPACE) if spaces.next().is_none() => out.push(NO_BREAK_SPACE),
        Some(_) => out.push(' '),
    }
}
