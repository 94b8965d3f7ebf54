//! Names as numbers: a name of at most 16 bytes fits into one, so that it is found in a table without comparing text.

/// A name in lower case, its bytes in one number.
pub(in crate::read) type Key = u128;

/// What no name is: too long.
pub(in crate::read) const NO_NAME: Key = 0;
/// Bytes of the longest name that has a key.
pub(in crate::read) const MAX_KEY_BYTES: usize = 16;

/// The key of a name.
pub(in crate::read) const fn key(name: &[u8]) -> Key {
    if name.len() > MAX_KEY_BYTES {
        return NO_NAME;
    }
    // Most names are short, and a small number is made quicker.
    let (mut start, mut at) = (0u64, 0);
    while at < name.len() && at < 8 {
        start = start << 8 | name[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    let mut key = start as Key;
    while at < name.len() {
        key = key << 8 | name[at].to_ascii_lowercase() as Key;
        at += 1;
    }
    key
}

/// What is known of names, by their keys: open addressing in `SLOTS` places, a power of two.
pub(in crate::read) struct Table<T: 'static, const SLOTS: usize> {
    slots: [(Key, T); SLOTS],
}

impl<T: Copy, const SLOTS: usize> Table<T, SLOTS> {
    pub(in crate::read) const fn new(none: T) -> Self {
        Table { slots: [(NO_NAME, none); SLOTS] }
    }

    /// The table with one more name.
    pub(in crate::read) const fn with(mut self, key: Key, value: T) -> Self {
        let mut slot = slot(key) % SLOTS;
        while self.slots[slot].0 != NO_NAME {
            slot = (slot + 1) % SLOTS;
        }
        self.slots[slot] = (key, value);
        self
    }

    pub(in crate::read) fn find(&self, key: Key) -> Option<T> {
        let mut slot = slot(key) % SLOTS;
        loop {
            let (known, value) = &self.slots[slot];
            if *known == key {
                return if key == NO_NAME { None } else { Some(*value) };
            }
            if *known == NO_NAME {
                return None;
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
