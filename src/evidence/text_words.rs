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
    /// Where its words and topics end.
    words_end: usize,
    topics_end: usize,
    is_short: bool,
    distinct_share: f32,
}

impl TextWords {
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> TextWords {
        let mut all = TextWords::default();
        let mut words = Vec::new();
        texts.for_each(|text| all.push(text, &mut words));
        all
    }

    /// Adds a text. `words` is room for the words of one.
    fn push(&mut self, text: &str, words: &mut Vec<u32>) {
        words.clear();
        let (words_start, topics_start) = (self.words.len(), self.topics.len());
        hash_words(text, &mut Hashes { words, topics: &mut self.topics });
        let is_short = words.len() <= SHORT_WORDS;
        self.add_tokens(words, is_short);
        sort_distinct(&mut self.words, words_start);
        sort_distinct(&mut self.topics, topics_start);
        let count = words.len().max(1);
        sort_distinct(words, 0);
        self.texts.push(Hashed {
            words_end: self.words.len(),
            topics_end: self.topics.len(),
            is_short,
            distinct_share: words.len() as f32 / count as f32,
        });
    }

    /// Adds what counts of a text with these words.
    fn add_tokens(&mut self, words: &[u32], is_short: bool) {
        let tokens = &mut self.words;
        let (singles, pairs, role) = if is_short {
            tokens.push(mix(hash("count"), words.len() as u32));
            (SHORT_WORDS, SHORT_WORDS, SHORT_ROLE)
        } else {
            (LONG_WORDS, LONG_PAIRS, LONG_ROLE)
        };
        tokens.extend(words.iter().take(singles).map(|&word| mix(role, word)));
        let pair = |pair: &[u32]| mix(role, mix(pair[0], pair[1]));
        tokens.extend(words.windows(2).take(pairs.saturating_sub(1)).map(pair));
        add_ends(words, tokens);
    }

    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Words, pairs of words, beginning and end of a text: sorted, each once.
    pub(crate) fn words(&self, index: usize) -> &[u32] {
        &self.words[self.before(index, |text| text.words_end)..self.texts[index].words_end]
    }

    /// The words of some length: sorted, each once.
    pub(crate) fn topics(&self, index: usize) -> &[u32] {
        &self.topics[self.before(index, |text| text.topics_end)..self.texts[index].topics_end]
    }

    pub(crate) fn is_short(&self, index: usize) -> bool {
        self.texts[index].is_short
    }

    /// By text: the share of the read words that are not repetitions.
    pub(crate) fn distinct_shares(&self) -> impl Iterator<Item = f32> {
        self.texts.iter().map(|text| text.distinct_share)
    }

    fn before(&self, index: usize, end: impl Fn(&Hashed) -> usize) -> usize {
        index.checked_sub(1).map_or(0, |before| end(&self.texts[before]))
    }
}

/// Sorts what a list has from a place on, and leaves each value there once.
fn sort_distinct(list: &mut Vec<u32>, start: usize) {
    list[start..].sort_unstable();
    let mut end = start;
    for at in start..list.len() {
        if end == start || list[end - 1] != list[at] {
            list[end] = list[at];
            end += 1;
        }
    }
    list.truncate(end);
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

/// Where hashed words go, in the order of the text.
struct Hashes<'a> {
    words: &'a mut Vec<u32>,
    /// Those that tell what the text is about: of some length, and no figures.
    topics: &'a mut Vec<u32>,
}

impl Hashes<'_> {
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
fn hash_words(text: &str, hashes: &mut Hashes<'_>) {
    let text = cut::text(text, READ_BYTES);
    if text.is_ascii() {
        return ascii_words(text)
            .for_each(|word| hashes.push(hash_of_ascii(word.as_bytes()), word.len() as u32));
    }
    let mut word = Word::default();
    for c in text.chars() {
        if is_unspaced(c) {
            word.end(hashes);
            if let Some(previous) = word.previous_unspaced {
                hashes.push_pair(mix(hash("pair"), mix(previous, c as u32)));
            }
            word.previous_unspaced = Some(c as u32);
        } else if letters::is_alphanumeric(c) {
            word.push(c);
        } else {
            word.end(hashes);
            word.previous_unspaced = None;
        }
    }
    word.end(hashes);
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

    fn end(&mut self, hashes: &mut Hashes<'_>) {
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

    fn words(text: &str) -> Vec<u32> {
        TextWords::of([text].into_iter()).words(0).to_vec()
    }

    /// The words as they come.
    fn hashed(text: &str) -> Vec<u32> {
        let (mut words, mut topics) = (Vec::new(), Vec::new());
        hash_words(text, &mut Hashes { words: &mut words, topics: &mut topics });
        words
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
    fn a_long_block_is_no_label() {
        let long = "word ".repeat(13);
        let all = TextWords::of(["Most read", long.as_str(), "a b a b"].into_iter());
        assert!(all.is_short(0) && !all.is_short(1));
        assert_eq!(all.distinct_shares().collect::<Vec<_>>()[2], 0.5);
    }

    #[test]
    fn texts_are_hashed_apart() {
        let texts = ["", "Harbour fair closed", "Harbour fair closed", "fair"];
        let all = TextWords::of(texts.into_iter());
        for (index, text) in texts.into_iter().enumerate() {
            let alone = TextWords::of([text].into_iter());
            assert_eq!((all.words(index), all.topics(index)), (alone.words(0), alone.topics(0)), "{text}");
            assert!(all.words(index).is_sorted_by(|one, next| one < next));
        }
    }
}
