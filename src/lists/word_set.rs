//! Words and names of a list that are looked up in whatever case.

use foldhash::HashSet;

use super::lower::with_lower;
use super::table::Table;
use super::word_bytes::word_starts;

/// The words, short ones in ASCII as numbers, and a filter that rules out most words that are not in the list.
#[derive(Debug, Default)]
pub(crate) struct WordSet {
    short: Table<u128, ()>,
    /// In lower case.
    long: HashSet<String>,
    lengths: Lengths,
}

impl WordSet {
    pub(crate) fn insert(&mut self, word: &str) {
        self.lengths.insert(word);
        match packed(word) {
            Some(packed) => _ = self.short.insert(packed, ()),
            None => _ = self.long.insert(word.to_lowercase()),
        }
    }

    /// Whether the list has this word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.lengths.may_have(word)
            && match packed(word) {
                Some(packed) => self.short.contains_key(&packed),
                None => with_lower(word, |lower| self.long.contains(lower)),
            }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }
}

impl<'a> FromIterator<&'a str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        let mut set = WordSet::default();
        words.into_iter().for_each(|word| set.insert(word));
        set
    }
}

/// A short word in ASCII, in lower case, as a number.
pub(crate) fn packed(word: &str) -> Option<u128> {
    let packed = bytes_as_number(word.as_bytes())?;
    (packed & HIGH == 0).then(|| lower(packed))
}

/// The highest bit of each byte.
const HIGH: u128 = u128::from_ne_bytes([0x80; 16]);

/// Up to 16 bytes, the first the lowest: two parts that may overlap make it up, so that no byte is read alone.
fn bytes_as_number(word: &[u8]) -> Option<u128> {
    let length = word.len();
    Some(match length {
        17.. => return None,
        8.. => {
            let (low, high) = (word.first_chunk()?, word.last_chunk()?);
            let high = u128::from(u64::from_le_bytes(*high)) << 64 >> (8 * (16 - length));
            u128::from(u64::from_le_bytes(*low)) | high
        }
        4.. => {
            let (low, high) = (word.first_chunk()?, word.last_chunk()?);
            let high = u64::from(u32::from_le_bytes(*high)) << 32 >> (8 * (8 - length));
            u128::from(u64::from(u32::from_le_bytes(*low)) | high)
        }
        1.. => {
            let byte = |at: usize| u128::from(word[at]) << (8 * at);
            byte(0) | byte(length / 2) | byte(length - 1)
        }
        0 => 0,
    })
}

/// The bytes of a number in lower case; each is in ASCII.
fn lower(packed: u128) -> u128 {
    const fn each(byte: u8) -> u128 {
        u128::from_ne_bytes([byte; 16])
    }
    // The highest bit of each byte tells whether it is at least 'A', and whether it is above 'Z'.
    let capital = (packed + each(0x80 - b'A')) & !(packed + each(0x7f - b'Z')) & HIGH;
    packed | capital >> 2
}

/// By the first three bytes of a word: the lengths in bytes that the list's words with that beginning have, as bits. Most words
/// that are not in the list are ruled out by this alone.
#[derive(Debug)]
pub(crate) struct Lengths(Box<[u32; OPENINGS]>);

impl Default for Lengths {
    fn default() -> Self {
        Lengths(Box::new([0; OPENINGS]))
    }
}

impl Lengths {
    /// Adds a word that is looked up in any case.
    pub(crate) fn insert(&mut self, word: &str) {
        self.insert_same(word);
        let (opening, length) = opening_and_length(word);
        self.0[opening ^ OTHER_CASE] |= length;
    }

    /// Adds a word that is looked up as it is written.
    pub(crate) fn insert_same(&mut self, word: &str) {
        let (opening, length) = opening_and_length(word);
        self.0[opening] |= length;
    }

    /// Whether the list may have this word as it is written.
    pub(crate) fn may_have_same(&self, word: &str) -> bool {
        let (opening, length) = opening_and_length(word);
        self.0[opening] & length != 0
    }

    /// Whether the list may have this word in any case. Beyond ASCII that may have another length, and another beginning if
    /// that is not in ASCII.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        let (opening, length) = opening_and_length(word);
        let lengths = self.0[opening];
        let begins_in_ascii = || word.as_bytes().get(..3).is_some_and(<[u8]>::is_ascii);
        // Most words are ruled out before all of their letters are looked at.
        lengths & length != 0 || (lengths != 0 || !begins_in_ascii()) && !word.is_ascii()
    }
}

const OPENINGS: usize = 1 << 11;
/// What small letters and capitals differ in, in the first byte.
const OTHER_CASE: usize = 0x20 << 5;

/// The lowest bits of a word's first two bytes with those of the third over them, which spreads words that begin alike, and
/// its length as a bit. Of the second and the third the bits are the same in small letters and capitals.
fn opening_and_length(word: &str) -> (usize, u32) {
    const MAX_LENGTH: usize = 31;
    let [first, second, third] = match *word.as_bytes() {
        [first, second, third, ..] => [first, second, third],
        [first, second] => [first, second, 0],
        [first] => [first, 0, 0],
        [] => [0; 3],
    };
    let low = |byte: u8, bits: u8| usize::from(byte & bits);
    let opening = low(first, 63) << 5 | low(second, 31);
    (opening ^ low(third, 31) << 4, 1 << word.len().min(MAX_LENGTH))
}

/// By the first three bytes of a word: whether a list has one that begins so. For most lines it shows that none of their words is
/// in the list, without dividing them into words.
#[derive(Debug)]
pub(crate) struct Openings(Vec<u64>);

impl Default for Openings {
    fn default() -> Self {
        Openings(vec![0; (1 << 17) / 64])
    }
}

impl Openings {
    /// Adds a word that is looked up in any case.
    pub(crate) fn insert(&mut self, word: &str) {
        self.insert_cases(word, false);
    }

    /// Adds the beginning, in any case, of texts that may go on with any letter.
    pub(crate) fn insert_start(&mut self, start: &str) {
        self.insert_cases(start, true);
    }

    /// Adds a word that is looked up as it is written.
    pub(crate) fn insert_same(&mut self, word: &str) {
        self.insert_bytes(word.as_bytes(), false);
    }

    fn insert_cases(&mut self, word: &str, goes_on: bool) {
        let start: Vec<u8> = word.bytes().take(3).collect();
        for of_second in [u8::to_ascii_lowercase, u8::to_ascii_uppercase] {
            let mut cased: Vec<u8> = start.iter().map(of_second).collect();
            self.insert_bytes(&cased, goes_on);
            if let Some(first) = cased.first_mut() {
                *first ^= if first.is_ascii_alphabetic() { 0x20 } else { 0 };
            }
            self.insert_bytes(&cased, goes_on);
        }
    }

    /// After a short word there is no letter, unless it is one that texts go on from.
    fn insert_bytes(&mut self, word: &[u8], goes_on: bool) {
        let codes = |at: usize, most: u8| match word.get(at) {
            Some(byte) => code(*byte) & most..=code(*byte) & most,
            None if word.len() == at && !goes_on => 0..=0,
            None => 0..=most,
        };
        for (first, second) in codes(0, 63).flat_map(|first| codes(1, 63).map(move |second| (first, second)))
        {
            for third in codes(2, 31) {
                let opening = three(first, second, third);
                self.0[opening / 64] |= 1 << (opening % 64);
            }
        }
    }

    /// Whether a word of the list may begin with the first bytes of a text; beyond ASCII each may.
    pub(crate) fn may_begin(&self, text: &[u8]) -> bool {
        let byte = |at: usize| text.get(at).copied().unwrap_or_default();
        let (first, second, third) = (byte(0), byte(1), byte(2));
        let opening = three(code(first), code(second), code(third));
        !(first | second | third).is_ascii() || self.0[opening / 64] >> (opening % 64) & 1 != 0
    }

    /// Where words of the list may begin in a text: at letters and digits of ASCII that none is before. Words that begin with other
    /// letters are not found.
    pub(crate) fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let bytes = text.as_bytes();
        word_starts(bytes).filter(move |at| self.may_begin(&bytes[*at..]))
    }
}

/// The codes of three bytes as a number; that of the third the same for small letters and capitals.
fn three(first: u8, second: u8, third: u8) -> usize {
    usize::from(first) << 11 | usize::from(second) << 5 | usize::from(third & 31)
}

/// The lowest six bits of a letter or a digit of ASCII, which no sign has: its code is 0.
fn code(byte: u8) -> u8 {
    const CODES: [u8; 256] = {
        let (mut codes, mut byte) = ([0; 256], 0);
        while byte < codes.len() {
            if (byte as u8).is_ascii_alphanumeric() {
                codes[byte] = byte as u8 & 63;
            }
            byte += 1;
        }
        codes
    };
    CODES[usize::from(byte)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_numbers() {
        let text = "@AZ[`az{09 \t~Rain in Town, rain";
        for (start, end) in
            (0..text.len()).flat_map(|start| (start..=text.len()).map(move |end| (start, end)))
        {
            let word = &text[start..end];
            let mut bytes = [0; 16];
            let expected = bytes.get_mut(..word.len()).map(|bytes| {
                bytes.copy_from_slice(word.to_ascii_lowercase().as_bytes());
            });
            assert_eq!(packed(word), expected.map(|()| u128::from_le_bytes(bytes)), "{word:?}");
        }
        assert_eq!([packed("\u{e4}"), packed("Regen\u{e4}"), packed("Regenbogen\u{e4}")], [None; 3]);
    }

    #[test]
    fn openings_rule_out_no_word_of_the_list() {
        let mut openings = Openings::default();
        ["rain", "AP", "x"].into_iter().for_each(|word| openings.insert(word));
        openings.insert_same("Fen");
        for text in
            ["rain", "RAIN", "Rain", "rAin", "AP", "aP", "ap)", "X", "x, y", "Fen", "FeN", "Ärger", "räin"]
        {
            assert!(openings.may_begin(text.as_bytes()), "{text}");
        }
        for text in ["raft", "fen", "FEN", "bap", "2nd", "A", ""] {
            assert!(!openings.may_begin(text.as_bytes()), "{text}");
        }
        openings.insert_start("by");
        assert!(openings.may_begin(b"byAnn") && openings.may_begin(b"BY") && !openings.may_begin(b"bAnn"));
        assert!(!openings.may_begin(b"APnews") && !openings.may_begin(b"xy"));
        let places = |text: &str| openings.places(text).collect::<Vec<_>>();
        assert_eq!(places("(Rain) “Fen” brain-rain"), [1, 10, 23]);
        assert!(places("Wet town").is_empty());
    }

    #[test]
    fn words_are_found_in_every_case() {
        let long = "Rain ".repeat(20);
        let set: WordSet = ["rain", "Ärger", "3sat", "übel", "fenäl", long.as_str()].into_iter().collect();
        assert_eq!(set.len(), 6);
        for word in ["rain", "RAIN", "ÄRGER", "ärger", "3SAT", "Übel", "FENÄL", long.as_str()] {
            assert!(set.has(word), "{word}");
        }
        for word in ["", "raid", "rains", "train", "Arger", "fenöl", "regenäl"] {
            assert!(!set.has(word), "{word}");
        }
    }
}
