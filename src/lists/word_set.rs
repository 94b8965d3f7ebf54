//! Words and names of a list that are looked up in whatever case.

use foldhash::HashSet;

use super::lower::with_lower;
use super::table::Table;

/// The words, those that are short and in ASCII as numbers, and what tells of most others that they are none of them.
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
    const MAX_BYTES: usize = 16;
    if word.len() > MAX_BYTES || !word.is_ascii() {
        return None;
    }
    Some(word.bytes().fold(0, |packed, byte| packed << 8 | u128::from(byte.to_ascii_lowercase())))
}

/// Which lengths the words of a list have that begin with each letter, as bits. Of words in ASCII, which have the same
/// length in every case.
#[derive(Debug)]
pub(crate) struct Lengths([u64; 128]);

impl Default for Lengths {
    fn default() -> Self {
        Lengths([0; 128])
    }
}

impl Lengths {
    pub(crate) fn insert(&mut self, word: &str) {
        if let Some((first, length)) = first_and_length(word) {
            self.0[first] |= length;
        }
    }

    /// Whether the list may have this word.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        first_and_length(word).is_none_or(|(first, length)| self.0[first] & length != 0)
    }
}

/// The first letter of a word and its length as a bit; none of words beyond ASCII.
fn first_and_length(word: &str) -> Option<(usize, u64)> {
    const LONGEST: usize = 63;
    let first = word.as_bytes().first().filter(|_| word.is_ascii())?;
    Some((usize::from(first.to_ascii_lowercase()), 1 << word.len().min(LONGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
