//! The words of the page's title, and how many of a block's words are among them.

use crate::document::hash::of_chars;
use crate::lists::letters;
use crate::lists::word_bytes;
use crate::lists::word_set::packed;

/// The title's words.
#[derive(Debug)]
pub(crate) struct TitleWords {
    /// As [`hashes_of`] returns them.
    hashes: Vec<u64>,
    /// What they begin with, as bits: most words of a page begin with other letters.
    openings: u128,
}

impl TitleWords {
    pub(super) fn of(title: &str) -> TitleWords {
        let openings = words(title).map(|word| opening(word.chars().flat_map(char::to_lowercase)));
        TitleWords { hashes: hashes_of(title), openings: openings.fold(0, |all, opening| all | opening) }
    }

    /// Whether the page has no title.
    pub(crate) fn are_none(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The share of a text's words that are the title's; `NAN` where there is no title.
    pub(crate) fn share_of(&self, text: &str) -> f32 {
        if self.are_none() {
            return f32::NAN;
        }
        if !self.have_any_of(text) {
            return 0.0;
        }
        let own = hashes_of(text);
        let common = own.iter().filter(|word| self.have(**word)).count();
        common as f32 / own.len().max(1) as f32
    }

    fn have_any_of(&self, text: &str) -> bool {
        if letters::are_all_in_ascii(text.as_bytes()) {
            let may_have = |start: u64| match (start as u8 | SMALL, (start >> 8) as u8) {
                (_, 0) => true,
                (first, second) => self.openings & bit(first, second) != 0,
            };
            return word_bytes::words(text.as_bytes())
                .any(|(at, start)| may_have(start) && self.have(hash_at(text, at, start)));
        }
        // Other letters than those of ASCII may have one of it in lower case.
        let may_have = |word: &str| match *word.as_bytes() {
            [first, second, ..] if first.is_ascii() && second.is_ascii() => {
                self.openings & bit(first.to_ascii_lowercase(), second.to_ascii_lowercase()) != 0
            }
            _ => true,
        };
        words(text).any(|word| may_have(word) && self.have(hash(word)))
    }

    fn have(&self, word: u64) -> bool {
        self.hashes.binary_search(&word).is_ok()
    }
}

/// The bit of a word's first two letters, none where these are not in ASCII.
fn opening(mut letters: impl Iterator<Item = char>) -> u128 {
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_ascii() && second.is_ascii() => {
            bit(first as u8, second as u8)
        }
        _ => 0,
    }
}

fn bit(first: u8, second: u8) -> u128 {
    1 << ((u32::from(first) * 31 + u32::from(second)) % 128)
}

/// The words of a text in lower case, hashed, sorted, each once.
fn hashes_of(text: &str) -> Vec<u64> {
    // Few texts have more words for their bytes.
    const BYTES_PER_WORD: usize = 4;
    let mut hashes = Vec::with_capacity(text.len() / BYTES_PER_WORD);
    if letters::are_all_in_ascii(text.as_bytes()) {
        hashes.extend(word_bytes::words(text.as_bytes()).map(|(at, start)| hash_at(text, at, start)));
    } else {
        hashes.extend(words(text).map(hash));
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The words of a text: what is between all that is neither letter nor digit.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = end_of(text, at, false);
        at = end_of(text, start, true);
        text.get(start..at).filter(|word| !word.is_empty())
    })
}

/// Where from a place on letters and digits end, or what is between them.
fn end_of(text: &str, mut at: usize, of_word: bool) -> usize {
    while let Some(byte) = text.as_bytes().get(at) {
        let (is_in_word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            text[at..].chars().next().map_or((false, 1), |c| (letters::is_alphanumeric(c), c.len_utf8()))
        };
        if is_in_word != of_word {
            break;
        }
        at += length;
    }
    at
}

/// What makes a letter of ASCII a small one; digits have it.
const SMALL: u8 = 0x20;

/// The hash of the word that begins in ASCII at a place, with its start as [`word_bytes::words`] returns it.
fn hash_at(text: &str, at: usize, start: u64) -> u64 {
    if start >> 56 == 0 {
        return hash_short(u128::from(start | u64::from(SMALL)));
    }
    let length = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    hash(&text[at..at + length])
}

/// The hash of a word in lower case.
fn hash(word: &str) -> u64 {
    if let Some(short) = packed(word) {
        return hash_short(short);
    }
    if word.is_ascii() {
        return of_chars(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    }
    let lower: String = word.chars().flat_map(char::to_lowercase).collect();
    packed(&lower).map_or_else(|| of_chars(lower.chars()), hash_short)
}

/// The hash of a word of up to 16 letters in ASCII; those of up to eight have each another.
fn hash_short(packed: u128) -> u64 {
    // 2^64 divided by the golden ratio.
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    (packed as u64 ^ ((packed >> 64) as u64).wrapping_mul(SPREAD)).wrapping_mul(SPREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_words_is_the_titles() {
        let title = TitleWords::of("The \u{212a}ey of the \u{d6}land ferry");
        assert_eq!(title.share_of("The ferry sails at 9"), 2. / 5.);
        assert_eq!(title.share_of("KEY"), 1., "the sign of the kelvin is a small k");
        assert_eq!(title.share_of("\u{f6}land, THE"), 1.);
        assert_eq!(title.share_of("Rain in town"), 0.);
        assert_eq!(title.share_of(""), 0.);
        assert_eq!(title.share_of("the ferry and the other ferry"), 2. / 4., "each word counts once");
        assert_eq!(title.share_of("“Ferry” \u{2013} a FERRYBOAT"), 1. / 3.);
        assert_eq!(TitleWords::of("Rainforests 7").share_of("7 RAINFORESTS’ \u{2026}"), 1.);
        assert!(TitleWords::of("--").share_of("Rain").is_nan());
    }
}
