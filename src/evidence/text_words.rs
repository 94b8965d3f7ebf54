//! The words of a block as hashes.
//!
//! What short labels say is learnt whole, of longer blocks the first words. Words, pairs, beginning and end are hashed
//! into 32 bits, the same on every platform, so that a table of weights can be looked up without any string.

use crate::cut;
use crate::lists::letters;
use crate::lists::lower::lower;

/// As much of a block as is read.
const READ_BYTES: usize = 400;
/// Blocks of at most so many words are labels: each of their words and pairs counts.
const SHORT_WORDS: usize = 12;
/// Words and pairs that count in longer blocks.
const LONG_WORDS: usize = 40;
const LONG_PAIRS: usize = 8;
/// More than count in any block, a power of two.
const MAX_TOKENS: usize = 64;

/// Hashes of what each of some texts says, all in two lists.
#[derive(Debug, Default)]
pub(crate) struct TextWords {
    words: Vec<u32>,
    topics: Vec<u32>,
    texts: Vec<Hashed>,
}

/// What is known of one text.
#[derive(Debug, Clone, Copy)]
struct Hashed {
    /// Where its words and topics begin and end.
    words: (usize, usize),
    topics: (usize, usize),
    is_short: bool,
    distinct_share: f32,
}

impl TextWords {
    /// Of texts, and where the same one came before.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = (&'a str, Option<usize>)>) -> TextWords {
        let mut all = TextWords { texts: Vec::with_capacity(texts.size_hint().0), ..TextWords::default() };
        let mut room = Room { words: Vec::new(), seen: Seen::new() };
        for (text, above) in texts {
            let hashed = match above {
                Some(above) => all.texts[above],
                None => all.add(text, &mut room),
            };
            all.texts.push(hashed);
        }
        all
    }

    /// Adds what a text says.
    fn add(&mut self, text: &str, Room { words, seen }: &mut Room) -> Hashed {
        let (words_start, topics_start) = (self.words.len(), self.topics.len());
        words.clear();
        hash_words(text, words);
        let is_short = words.len() <= SHORT_WORDS;
        self.add_tokens(words, is_short, seen);
        let distinct = self.add_topics(words, seen);
        Hashed {
            words: (words_start, self.words.len()),
            topics: (topics_start, self.topics.len()),
            is_short,
            distinct_share: distinct as f32 / words.len().max(1) as f32,
        }
    }

    /// Adds the longer words, sorted, each once; returns how many different words there are.
    fn add_topics(&mut self, words: &[Hash], seen: &mut Seen) -> usize {
        let (start, mut distinct) = (self.topics.len(), 0);
        seen.forget();
        for hash in words.iter().filter(|hash| seen.is_new(hash.word())) {
            distinct += 1;
            if hash.is_topic() {
                self.topics.push(hash.word());
            }
        }
        self.topics[start..].sort_unstable();
        distinct
    }

    /// Adds what counts of a text with these words.
    fn add_tokens(&mut self, words: &[Hash], is_short: bool, seen: &mut Seen) {
        let (singles, pairs, role) = if is_short {
            (SHORT_WORDS, SHORT_WORDS, SHORT_ROLE)
        } else {
            (LONG_WORDS, LONG_PAIRS, LONG_ROLE)
        };
        let count = is_short.then(|| mix(COUNT, words.len() as u32));
        let singles = words.iter().take(singles).map(|word| mix(role, word.word()));
        let pair = |pair: &[Hash]| mix(role, mix(pair[0].word(), pair[1].word()));
        let pairs = words.windows(2).take(pairs.saturating_sub(1)).map(pair);
        let mut start = START_ROLE;
        let starts = words.iter().take(3).map(|word| {
            start = mix(start, word.word());
            start
        });
        let end = words.last().map(|last| mix(END_ROLE, last.word()));
        let tokens = count.into_iter().chain(singles).chain(pairs).chain(starts).chain(end);
        seen.forget();
        let (mut new, mut length) = ([0; MAX_TOKENS], 0);
        // Walked from inside, which costs a chain a third of what its `next` does.
        tokens.for_each(|token| {
            // What has come already is written over by the next.
            new[length % MAX_TOKENS] = token;
            length += usize::from(seen.is_new(token));
        });
        self.words.extend_from_slice(&new[..length.min(MAX_TOKENS)]);
    }

    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Words, pairs of words, beginning and end of a text: each once.
    pub(crate) fn words(&self, index: usize) -> &[u32] {
        let (start, end) = self.texts[index].words;
        &self.words[start..end]
    }

    /// The words of some length: sorted, each once.
    pub(crate) fn topics(&self, index: usize) -> &[u32] {
        let (start, end) = self.texts[index].topics;
        &self.topics[start..end]
    }

    pub(crate) fn is_short(&self, index: usize) -> bool {
        self.texts[index].is_short
    }

    /// The share of the read words that are not repetitions.
    pub(crate) fn distinct_share(&self, index: usize) -> f32 {
        self.texts[index].distinct_share
    }
}

/// Room for what is known of one text.
struct Room {
    words: Vec<Hash>,
    seen: Seen,
}

/// The hashes of one text that have come already: a table that the next text uses again.
struct Seen {
    /// A hash, and in which round it came.
    slots: Box<[(u32, u32); Seen::SLOTS]>,
    round: u32,
}

impl Seen {
    /// More than twice as many as there are words in [`READ_BYTES`], a power of two.
    const SLOTS: usize = 512;

    fn new() -> Seen {
        Seen { slots: Box::new([(0, 0); Seen::SLOTS]), round: 0 }
    }

    fn forget(&mut self) {
        self.round += 1;
    }

    /// Whether a hash comes for the first time.
    fn is_new(&mut self, hash: u32) -> bool {
        let mut at = hash as usize;
        loop {
            let slot = &mut self.slots[at % Seen::SLOTS];
            if slot.1 != self.round {
                *slot = (hash, self.round);
                return true;
            }
            if slot.0 == hash {
                return false;
            }
            at += 1;
        }
    }
}

/// What a number of words is mixed with.
const COUNT: u32 = hash("count");
// The first one, two and three words, the last, and all others are told apart.
const SHORT_ROLE: u32 = 0x51ed_270b;
const LONG_ROLE: u32 = 0x2545_f491;
const START_ROLE: u32 = 0x6c62_272e;
const END_ROLE: u32 = 0x1b87_3593;

/// Shorter words are in texts about anything.
const MIN_TOPIC_CHARS: u32 = 4;

/// The hash of a word, and whether it is one of the longer ones, which tell what a text is about; so that both are one number.
#[derive(Debug, Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn of_word(word: u32, chars: u32) -> Hash {
        Hash::new(word, chars >= MIN_TOPIC_CHARS && word != FIGURES)
    }

    fn new(word: u32, is_topic: bool) -> Hash {
        Hash(u64::from(word) << 1 | u64::from(is_topic))
    }

    fn word(self) -> u32 {
        (self.0 >> 1) as u32
    }

    fn is_topic(self) -> bool {
        self.0 & 1 != 0
    }
}

/// The words in lower case, hashed one by one; figures are all one word, and scripts without
/// spaces give pairs of characters.
fn hash_words(text: &str, words: &mut Vec<Hash>) {
    let text = cut::text(text, READ_BYTES);
    let (mut word, mut at) = (Word::default(), 0);
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            at += word.push_ascii(&text.as_bytes()[at..], words);
        } else if let Some(c) = text[at..].chars().next() {
            word.push(c, words);
            at += c.len_utf8();
        }
    }
    word.end(words);
}

/// Letters in lower case and digits; 0 for all that is between words.
static LOWER: [u8; 256] = {
    let (mut lower, mut byte) = ([0; 256], 0);
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            lower[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};

/// A word being read.
#[derive(Debug, Default)]
struct Word {
    hash: u32,
    length: u32,
    /// Whether it is more than figures.
    has_letters: bool,
    previous_unspaced: Option<u32>,
}

impl Word {
    /// Adds the letters and digits that a text begins with, and the sign after them that ends the word; returns how many bytes
    /// these are.
    fn push_ascii(&mut self, text: &[u8], words: &mut Vec<Hash>) -> usize {
        self.previous_unspaced = None;
        let mut hash = if self.length == 0 { BASIS } else { self.hash };
        let mut letters = 0;
        let end = text.iter().position(|byte| {
            let lower = LOWER[usize::from(*byte)];
            if lower == 0 {
                return true;
            }
            hash = step(hash, u32::from(lower));
            letters |= lower;
            false
        });
        let length = end.unwrap_or(text.len());
        self.hash = hash;
        self.length += length as u32;
        // A bit that no digit has.
        self.has_letters |= letters & 0x40 != 0;
        let is_ended = text.get(length).is_some_and(u8::is_ascii);
        if is_ended {
            self.end(words);
        }
        length + usize::from(is_ended)
    }

    fn push(&mut self, c: char, words: &mut Vec<Hash>) {
        if is_unspaced(c) {
            self.end(words);
            if let Some(previous) = self.previous_unspaced {
                words.push(Hash::new(mix(PAIR, mix(previous, c as u32)), true));
            }
            self.previous_unspaced = Some(c as u32);
            return;
        }
        self.previous_unspaced = None;
        if !letters::is_alphanumeric(c) {
            return self.end(words);
        }
        let hash = if self.length == 0 { BASIS } else { self.hash };
        self.hash = lower(c).fold(hash, |hash, lower| step(hash, u32::from(lower)));
        self.length += 1;
        self.has_letters |= !c.is_numeric();
    }

    fn end(&mut self, words: &mut Vec<Hash>) {
        if self.length > 0 {
            let word = if self.has_letters { self.hash } else { FIGURES };
            words.push(Hash::of_word(word, self.length));
        }
        self.length = 0;
        self.has_letters = false;
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

const fn step(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(PRIME)
}

/// What two characters of a script without spaces are mixed with.
const PAIR: u32 = hash("pair");

/// Hash of a string in ASCII.
const fn hash(text: &str) -> u32 {
    let (mut hash, mut at) = (BASIS, 0);
    while at < text.len() {
        hash = step(hash, text.as_bytes()[at] as u32);
        at += 1;
    }
    hash
}

/// Hash of two hashes in order.
fn mix(first: u32, second: u32) -> u32 {
    let mixed = (first.rotate_left(5) ^ second).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<const N: usize>(texts: [&str; N]) -> TextWords {
        TextWords::of(texts.into_iter().map(|text| (text, None)))
    }

    fn words(text: &str) -> Vec<u32> {
        let mut words = of([text]).words(0).to_vec();
        words.sort_unstable();
        words
    }

    /// The words as they come.
    fn hashed(text: &str) -> Vec<u32> {
        let mut words = Vec::new();
        hash_words(text, &mut words);
        words.into_iter().map(Hash::word).collect()
    }

    #[test]
    fn case_and_figures_do_not_matter() {
        assert_eq!(words("READ 12 More"), words("read 7 more"));
        assert_ne!(words("read more"), words("more read"));
    }

    #[test]
    fn ascii_is_hashed_as_other_text_is() {
        let text = "Read 12 More, 3a\tB-9";
        assert_eq!(hashed(text), hashed(&format!("{text}\u{2014}")));
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        let pairs = hashed("\u{4e2d}\u{6587}\u{5b57}");
        assert_eq!(pairs.len(), 2);
        assert_eq!(hashed("\u{6587}\u{5b57}"), pairs[1..]);
    }

    #[test]
    fn a_word_that_comes_again_counts_once() {
        let again = of(["harbour fair harbour fair harbour fair"]);
        let once: std::collections::BTreeSet<u32> = again.words(0).iter().copied().collect();
        assert_eq!((again.words(0).len(), again.topics(0).len()), (once.len(), 2));
        let many: String = (0..200).map(|n| format!("{n}a ")).collect();
        assert_eq!(of([many.as_str()]).distinct_share(0), 1.0);
        // Each word and pair that counts, the first three ways to begin, and the end.
        assert_eq!(of([many.as_str()]).words(0).len(), LONG_WORDS + LONG_PAIRS - 1 + 3 + 1);
    }

    #[test]
    fn a_long_block_is_no_label() {
        let long = "word ".repeat(13);
        let all = of(["Most read", long.as_str(), "a b a b"]);
        assert!(all.is_short(0) && !all.is_short(1));
        assert_eq!(all.distinct_share(2), 0.5);
    }

    #[test]
    fn texts_are_hashed_apart() {
        let texts = ["", "Harbour fair closed", "Harbour fair closed", "fair"];
        let all = TextWords::of(texts.into_iter().zip([None, None, Some(1), None]));
        for (index, text) in texts.into_iter().enumerate() {
            let alone = of([text]);
            assert_eq!((all.words(index), all.topics(index)), (alone.words(0), alone.topics(0)), "{text}");
            assert!(all.topics(index).is_sorted_by(|one, next| one < next));
            assert!(words(text).is_sorted_by(|one, next| one < next), "each once");
        }
    }
}
