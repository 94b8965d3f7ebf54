//! Words and names of a list that are looked up in whatever case.

use foldhash::HashSet;

use super::lower::with_lower;
use super::table::Table;

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
pub(super) fn packed(word: &str) -> Option<u128> {
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

/// By the first two bytes of a word: the lengths in bytes that the list's words with that beginning have, as bits. Most words
/// that are not in the list are ruled out by this alone.
#[derive(Debug)]
pub(crate) struct Lengths(Vec<u32>);

impl Default for Lengths {
    fn default() -> Self {
        Lengths(vec![0; OPENINGS])
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

    /// Whether the list may have this word in any case. Beyond ASCII that may have another length.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        self.may_have_same(word) || !word.is_ascii()
    }
}

const OPENINGS: usize = 1 << 11;
/// What small letters and capitals differ in, in the first byte.
const OTHER_CASE: usize = 0x20 << 5;

/// The lowest bits of a word's first two bytes, of the second those that are the same in small letters and capitals, and
/// its length as a bit.
fn opening_and_length(word: &str) -> (usize, u32) {
    const MAX_LENGTH: usize = 31;
    let low = |at: usize, bits: u8| word.as_bytes().get(at).map_or(0, |byte| usize::from(byte & bits));
    (low(0, 63) << 5 | low(1, 31), 1 << word.len().min(MAX_LENGTH))
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
    fn words_are_found_in_every_case() {
        let long = "Rain ".repeat(20);
        let set: WordSet = ["rain", "Ärger", "3sat", long.as_str()].into_iter().collect();
        assert_eq!(set.len(), 4);
        for word in ["rain", "RAIN", "ÄRGER", "ärger", "3SAT", long.as_str()] {
            assert!(set.has(word), "{word}");
        }
        for word in ["", "raid", "rains", "train", "Arger"] {
            assert!(!set.has(word), "{word}");
        }
    }
}
