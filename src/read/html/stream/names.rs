//! Names as numbers: a name of at most 16 bytes fits into one, so that it is found in a table without comparing text.

use super::super::tokenizer::READ;

/// A name in lower case, its bytes in one number.
pub(super) type Key = u128;

/// What no name is: too long.
pub(super) const NO_NAME: Key = 0;
/// Bytes of the longest name that has a key.
pub(super) const MAX_KEY_BYTES: usize = 16;

/// The key of a name.
pub(super) const fn key(name: &[u8]) -> Key {
    if name.len() > MAX_KEY_BYTES {
        return NO_NAME;
    }
    let (mut key, mut at) = (0, 0);
    while at < name.len() {
        key = key << 8 | name[at].to_ascii_lowercase() as Key;
        at += 1;
    }
    key
}

/// What is known of names, by their keys: open addressing in `SLOTS` places, a power of two.
pub(super) struct Table<T: 'static, const SLOTS: usize> {
    slots: [(Key, T); SLOTS],
}

impl<T: Copy, const SLOTS: usize> Table<T, SLOTS> {
    pub(super) const fn new(none: T) -> Self {
        Table { slots: [(NO_NAME, none); SLOTS] }
    }

    /// The table with one more name.
    pub(super) const fn with(mut self, key: Key, value: T) -> Self {
        let mut slot = slot(key) % SLOTS;
        while self.slots[slot].0 != NO_NAME {
            slot = (slot + 1) % SLOTS;
        }
        self.slots[slot] = (key, value);
        self
    }

    pub(super) fn find(&self, key: Key) -> Option<T> {
        let mut slot = slot(key) % SLOTS;
        loop {
            let (known, value) = &self.slots[slot];
            if *known == NO_NAME {
                return None;
            }
            if *known == key {
                return Some(*value);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// Where to look first: the golden ratio spreads the bits.
const fn slot(key: Key) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(17);
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}

static ATTRIBUTES: Table<&'static str, 256> = {
    let mut table = Table::new("");
    let mut at = 0;
    while at < READ.len() {
        table = table.with(key(READ[at].as_bytes()), READ[at]);
        at += 1;
    }
    table
};

/// The name of an attribute that some stage reads.
pub(super) fn attribute(key: Key) -> Option<&'static str> {
    ATTRIBUTES.find(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_that_are_read_are_found() {
        for name in READ {
            assert!(name.len() <= MAX_KEY_BYTES);
            assert_eq!(attribute(key(name.as_bytes())), Some(name));
        }
        assert_eq!(attribute(key(b"onclick")), None);
        assert_eq!(attribute(NO_NAME), None);
    }
}
