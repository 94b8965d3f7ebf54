//! The words of the page's title, and how many of a block's words are among them.

use crate::document::hash::of_chars;
use crate::document::words::ascii_words;
use crate::lists::letters;
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
        let (all, common) = if text.len() < Few::MAX_BYTES { self.count_few(text) } else { self.count(text) };
        common as f32 / all.max(1) as f32
    }

    fn have_any_of(&self, text: &str) -> bool {
        any_word(text, |word| self.may_have(word) && self.have(hash(word)))
    }

    /// How many different words a short text has, and how many of them are the title's.
    fn count_few(&self, text: &str) -> (usize, usize) {
        let (mut seen, mut all, mut common) = (Few::default(), 0, 0);
        any_word(text, |word| {
            let hash = hash(word);
            if seen.is_new(hash) {
                all += 1;
                common += usize::from(self.may_have(word) && self.have(hash));
            }
            false
        });
        (all, common)
    }

    /// The same of any text.
    fn count(&self, text: &str) -> (usize, usize) {
        let own = hashes_of(text);
        (own.len(), own.iter().filter(|word| self.have(**word)).count())
    }

    fn may_have(&self, word: &str) -> bool {
        let mut bytes = word.bytes().map(|byte| byte.to_ascii_lowercase());
        match (bytes.next(), bytes.next().unwrap_or(NO_LETTER)) {
            (Some(first), second) if first.is_ascii() && second.is_ascii() => {
                self.openings & bit(first, second) != 0
            }
            // Other letters than those of ASCII may have one of it in lower case.
            _ => true,
        }
    }

    fn have(&self, word: u64) -> bool {
        self.hashes.binary_search(&word).is_ok()
    }
}

/// In place of the second letter of a word that has one.
const NO_LETTER: u8 = b' ';

/// Hashes that have come, in a table on the stack.
struct Few([u64; Few::SLOTS]);

impl Few {
    const SLOTS: usize = 256;
    /// A text with fewer bytes has words for half of the slots at most: something is between two words.
    const MAX_BYTES: usize = Few::SLOTS;

    /// Whether a hash comes for the first time. No word has 0 but by chance: then it counts anew each time.
    fn is_new(&mut self, hash: u64) -> bool {
        // The upper bits are those that multiplying has mixed.
        let mut at = (hash >> 56) as usize;
        loop {
            let slot = &mut self.0[at % Few::SLOTS];
            if *slot == 0 || *slot == hash {
                return std::mem::replace(slot, hash) == 0;
            }
            at += 1;
        }
    }
}

impl Default for Few {
    fn default() -> Self {
        Few([0; Few::SLOTS])
    }
}

/// The bit of a word's first two letters; none where these are not in ASCII.
fn opening(mut letters: impl Iterator<Item = char>) -> u128 {
    match (letters.next(), letters.next().unwrap_or(char::from(NO_LETTER))) {
        (Some(first), second) if first.is_ascii() && second.is_ascii() => bit(first as u8, second as u8),
        _ => 0,
    }
}

fn bit(first: u8, second: u8) -> u128 {
    let second = if second.is_ascii_alphanumeric() { second } else { NO_LETTER };
    1 << ((u32::from(first) * 31 + u32::from(second)) % 128)
}

/// The words of a text in lower case, hashed, sorted, each once.
fn hashes_of(text: &str) -> Vec<u64> {
    // Few texts have more words for their bytes.
    const BYTES_PER_WORD: usize = 4;
    let mut hashes = Vec::with_capacity(text.len() / BYTES_PER_WORD);
    any_word(text, |word| {
        hashes.push(hash(word));
        false
    });
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Whether something holds of a word of a text.
fn any_word(text: &str, holds: impl FnMut(&str) -> bool) -> bool {
    if text.is_ascii() { ascii_words(text).any(holds) } else { words(text).any(holds) }
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
        assert!(TitleWords::of("--").share_of("Rain").is_nan());
    }

    #[test]
    fn long_texts_have_the_share_of_short_ones() {
        let title = TitleWords::of("The key of the ferry at pier 7");
        for text in
            ["The ferry sails at 9, the other at 10: pier 7", "ferry ferry ferry", "a b c d e f g the"]
        {
            let (all, common) = title.count(text);
            assert_eq!(title.count_few(text), (all, common));
            assert_eq!(
                title.share_of(text),
                title.share_of(&[text; 40].join(" ")),
                "repeated beyond {}",
                Few::MAX_BYTES
            );
        }
        let most: String = ('a'..='z').flat_map(|c| [c, ' ', c.to_ascii_uppercase(), '1', ' ']).collect();
        assert_eq!(title.count_few(&most[..Few::MAX_BYTES.min(most.len())]), title.count(&most));
    }
}
