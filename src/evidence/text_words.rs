//! The words of a block as hashes.
//!
//! What short labels say is learnt whole, of longer blocks the first words. Words, pairs, beginning and end are hashed
//! into 32 bits, the same on every platform, so that a table of weights can be looked up without any string.

use crate::cut;
use crate::document::words::ascii_words;
use crate::lists::letters;

/// As much of a block as is read.
const READ_BYTES: usize = 400;
/// Blocks of at most so many words are labels: each of their words and pairs counts.
const SHORT_WORDS: usize = 12;
/// Words and pairs that count in longer blocks.
const LONG_WORDS: usize = 40;
const LONG_PAIRS: usize = 8;

/// Hashes of what a block says.
#[derive(Debug, Clone, Default)]
pub(crate) struct BlockWords {
    /// Words, pairs of words, beginning and end: sorted, each once.
    pub(crate) words: Vec<u32>,
    pub(crate) is_short: bool,
    /// Share of the read words that are not repetitions.
    pub(crate) distinct_share: f32,
    /// The words of some length: sorted, each once.
    pub(crate) topics: Vec<u32>,
}

impl BlockWords {
    pub(crate) fn of(text: &str) -> BlockWords {
        let Hashes { mut words, mut topics } = word_hashes(text);
        let is_short = words.len() <= SHORT_WORDS;
        let mut tokens = Vec::with_capacity(words.len() * 2 + 5);
        let (singles, pairs, role) = if is_short {
            tokens.push(mix(hash("count"), words.len() as u32));
            (SHORT_WORDS, SHORT_WORDS, SHORT_ROLE)
        } else {
            (LONG_WORDS, LONG_PAIRS, LONG_ROLE)
        };
        tokens.extend(words.iter().take(singles).map(|&word| mix(role, word)));
        let pair = |pair: &[u32]| mix(role, mix(pair[0], pair[1]));
        tokens.extend(words.windows(2).take(pairs.saturating_sub(1)).map(pair));
        add_ends(&words, &mut tokens);
        tokens.sort_unstable();
        tokens.dedup();
        let count = words.len().max(1);
        words.sort_unstable();
        words.dedup();
        let distinct_share = words.len() as f32 / count as f32;
        topics.sort_unstable();
        topics.dedup();
        BlockWords { words: tokens, is_short, distinct_share, topics }
    }
}

const SHORT_ROLE: u32 = 0x51ed_270b;
const LONG_ROLE: u32 = 0x2545_f491;
const START_ROLE: u32 = 0x6c62_272e;
const END_ROLE: u32 = 0x1b87_3593;

/// The first one, two and three words, and the last.
fn add_ends(words: &[u32], tokens: &mut Vec<u32>) {
    let mut start = START_ROLE;
    for &word in words.iter().take(3) {
        start = mix(start, word);
        tokens.push(start);
    }
    if let Some(&last) = words.last() {
        tokens.push(mix(END_ROLE, last));
    }
}

/// Shorter words are in texts about anything.
const MIN_TOPIC_CHARS: u32 = 4;

/// Hashed words in the order of the text.
#[derive(Debug, Default)]
struct Hashes {
    words: Vec<u32>,
    /// Those that tell what the text is about: of some length, and no figures.
    topics: Vec<u32>,
}

/// Bytes of short words and the space after them: few texts have more words.
const BYTES_PER_WORD: usize = 4;

impl Hashes {
    fn with_capacity(words: usize) -> Hashes {
        Hashes { words: Vec::with_capacity(words), topics: Vec::with_capacity(words) }
    }

    fn push(&mut self, word: u32, chars: u32) {
        self.words.push(word);
        if chars >= MIN_TOPIC_CHARS && word != FIGURES {
            self.topics.push(word);
        }
    }

    fn push_pair(&mut self, pair: u32) {
        self.words.push(pair);
        self.topics.push(pair);
    }
}

/// The words in lower case, hashed one by one; figures are all one word, and scripts without
/// spaces give pairs of characters.
fn word_hashes(text: &str) -> Hashes {
    let text = cut::text(text, READ_BYTES);
    let mut hashes = Hashes::with_capacity(text.len() / BYTES_PER_WORD);
    if text.is_ascii() {
        for word in ascii_words(text) {
            hashes.push(hash_of_ascii(word.as_bytes()), word.len() as u32);
        }
        return hashes;
    }
    let mut word = Word::default();
    for c in text.chars() {
        if is_unspaced(c) {
            word.end(&mut hashes);
            if let Some(previous) = word.previous_unspaced {
                hashes.push_pair(mix(hash("pair"), mix(previous, c as u32)));
            }
            word.previous_unspaced = Some(c as u32);
        } else if letters::is_alphanumeric(c) {
            word.push(c);
        } else {
            word.end(&mut hashes);
            word.previous_unspaced = None;
        }
    }
    word.end(&mut hashes);
    hashes
}

/// What [`Word`] makes of a word of ASCII.
fn hash_of_ascii(word: &[u8]) -> u32 {
    if word.first().is_some_and(u8::is_ascii_digit) && word.iter().all(u8::is_ascii_digit) {
        return FIGURES;
    }
    word.iter().fold(BASIS, |hash, byte| step(hash, u32::from(byte.to_ascii_lowercase())))
}

/// A word being read.
#[derive(Debug, Default)]
struct Word {
    hash: u32,
    length: u32,
    digits: u32,
    previous_unspaced: Option<u32>,
}

impl Word {
    fn push(&mut self, c: char) {
        if self.length == 0 {
            self.hash = BASIS;
        }
        self.length += 1;
        self.digits += u32::from(c.is_numeric());
        self.previous_unspaced = None;
        if c.is_ascii() {
            self.hash = step(self.hash, u32::from(c.to_ascii_lowercase()));
        } else {
            for lower in c.to_lowercase() {
                self.hash = step(self.hash, u32::from(lower));
            }
        }
    }

    fn end(&mut self, hashes: &mut Hashes) {
        if self.length > 0 {
            let word = if self.digits == self.length { FIGURES } else { self.hash };
            hashes.push(word, self.length);
        }
        self.length = 0;
        self.digits = 0;
    }
}

/// Thai, Lao, kana and Han: no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x3040..=0x30ff | 0x3400..=0x9fff)
}

/// What every number hashes to.
const FIGURES: u32 = 0x0030_0030;

// FNV-1a, 32 bits (draft-eastlake-fnv): fast on short strings, the same everywhere.
const BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

fn step(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(PRIME)
}

/// Hash of a string.
fn hash(text: &str) -> u32 {
    text.chars().fold(BASIS, |hash, c| step(hash, u32::from(c)))
}

/// Hash of two hashes in order.
fn mix(first: u32, second: u32) -> u32 {
    let mixed = (first.rotate_left(5) ^ second).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_figures_do_not_matter() {
        assert_eq!(BlockWords::of("READ 12 More").words, BlockWords::of("read 7 more").words);
        assert_ne!(BlockWords::of("read more").words, BlockWords::of("more read").words);
    }

    #[test]
    fn ascii_is_hashed_as_other_text_is() {
        let text = "Read 12 More, 3a\tB-9";
        assert_eq!(word_hashes(text).words, word_hashes(&format!("{text}\u{2014}")).words);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        let pairs = word_hashes("\u{4e2d}\u{6587}\u{5b57}");
        assert_eq!(pairs.words.len(), 2);
        assert_eq!(word_hashes("\u{6587}\u{5b57}").words, pairs.words[1..]);
    }

    #[test]
    fn a_long_block_is_no_label() {
        assert!(BlockWords::of("Most read").is_short);
        assert!(!BlockWords::of(&"word ".repeat(13)).is_short);
        assert_eq!(BlockWords::of("a b a b").distinct_share, 0.5);
    }
}
