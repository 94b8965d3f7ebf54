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
    let mut at = 0;
    loop {
        // What is visible is copied at once, up to the next gap.
        let gap = next_gap(text, at);
        out.push_str(&text[at..gap]);
        at = text.len() - text[gap..].trim_start_matches(is_blank).len();
        if at == text.len() {
            return;
        }
        if out.len() > start {
            push_gap(out, &text[gap..at], &text[at..]);
        }
    }
}

/// Where the next gap begins that may not be a single space, from a place on that is in no gap.
fn next_gap(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes[at..].iter().take_while(|byte| !may_be_blank(**byte)).count();
        let Some(&byte) = bytes.get(at) else { return at };
        if byte == b' ' && at > from && bytes.get(at + 1).is_some_and(|below| !may_be_blank(*below)) {
            at += 1;
            continue;
        }
        match text[at..].chars().next().filter(|c| !is_blank(*c)) {
            Some(c) => at += c.len_utf8(),
            None => return at,
        }
    }
}

/// Whether a character can begin so that leaves a gap.
fn may_be_blank(byte: u8) -> bool {
    const MAY_BE: [bool; 256] = {
        let mut may_be = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            may_be[byte] = matches!(byte as u8, 0..=b' ' | 0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef);
            byte += 1;
        }
        may_be
    };
    MAY_BE[usize::from(byte)]
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, character by character.
    fn collapsed(text: &str) -> String {
        let mut out = String::new();
        let mut gap = None;
        for (at, c) in text.char_indices() {
            if is_blank(c) {
                gap = gap.or(Some(at));
                continue;
            }
            if let Some(gap) = gap.take()
                && !out.is_empty()
            {
                push_gap(&mut out, &text[gap..at], &text[at..]);
            }
            out.push(c);
        }
        out
    }

    proptest! {
        #[test]
        fn gaps_are_found_by_their_first_bytes(
            text in proptest::collection::vec(
                proptest::sample::select(
                    "aB- \n\t\0\u{b}é€漢あ\u{a0}\u{ad}\u{200b}\u{2003}\u{2028}\u{3000}\u{feff}\u{1680}ﬁ"
                        .chars()
                        .collect::<Vec<_>>(),
                ),
                0..30,
            )
        ) {
            let text: String = text.into_iter().collect();
            let mut out = String::new();
            push_collapsed(&mut out, &text);
            prop_assert_eq!(out, collapsed(&text));
        }
    }
}
