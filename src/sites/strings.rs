//! Strings with numbers, in little more memory than their bytes: one text of all of them, where each ends, and a table to find
//! them by. As a map of strings they took twice as much, and strings are most of what a learner remembers.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

/// Strings, each once, numbered as they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
    /// Numbers plus one by their hashes, each in its place or one of the next; 0 is free. As long as a power of two, or empty.
    table: Vec<u32>,
    hasher: RandomState,
}

impl Strings {
    /// The number of a string; a new one if it has none. Beyond four gigabytes, which no fifty pages have, strings are taken for
    /// the first.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if (self.ends.len() + 1) * 8 > self.table.len() * 7 {
            self.grow_table();
        }
        let place = self.place(text);
        if let Some(known) = self.table[place].checked_sub(1) {
            return known;
        }
        let Ok(end) = u32::try_from(self.text.len() + text.len()) else { return 0 };
        self.reserve(text.len());
        self.text.push_str(text);
        self.ends.push(end);
        self.table[place] = self.ends.len() as u32;
        self.table[place] - 1
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// By number.
    pub(super) fn all(&self) -> Vec<&str> {
        (0..self.len()).map(|number| self.get(number)).collect()
    }

    fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[number] as usize]
    }

    /// Where a string is in the table, or where it belongs.
    fn place(&self, text: &str) -> usize {
        let last = self.table.len() - 1;
        let mut place = self.hasher.hash_one(text) as usize & last;
        // There is a free place: the table is never full.
        while let Some(known) = self.table[place].checked_sub(1) {
            if self.get(known as usize) == text {
                break;
            }
            place = (place + 1) & last;
        }
        place
    }

    fn grow_table(&mut self) {
        /// Of one page.
        const MIN_PLACES: usize = 256;
        self.table = vec![0; (self.table.len() * 2).max(MIN_PLACES)];
        for number in 0..self.len() {
            let place = self.place(self.get(number));
            self.table[place] = number as u32 + 1;
        }
    }

    /// Makes room by a quarter: twice as much, as a string does by itself, would be half empty on average.
    fn reserve(&mut self, bytes: usize) {
        if self.text.capacity() - self.text.len() < bytes {
            self.text.reserve_exact(bytes.max(self.text.len() / 4));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_keeps_its_number() {
        let mut strings = Strings::default();
        let text = |number: u32| format!("Line {number}");
        for number in 0..2_000 {
            assert_eq!(strings.number(&text(number)), number);
        }
        assert_eq!(strings.number(""), 2_000);
        for number in (0..2_000).rev() {
            assert_eq!(strings.number(&text(number)), number);
        }
        assert_eq!(strings.len(), 2_001);
        assert_eq!(strings.all()[1_999..], ["Line 1999", ""]);
        assert!(strings.text.capacity() <= strings.text.len() * 5 / 4 + 16);
    }

    #[test]
    fn there_may_be_none() {
        assert_eq!(Strings::default().all(), [""; 0]);
    }
}
