//! Names as numbers: a name of at most 16 bytes fits into one, so that it is found in a table without comparing text.

use crate::read::html::tokenizer::names::READ;

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

/// What a byte is in the name of an element: 0 ends it, all others are the byte in lower case.
static IN_ELEMENT: [u8; 256] = in_name(false);
/// The same for an attribute.
static IN_ATTRIBUTE: [u8; 256] = in_name(true);

const fn in_name(is_attribute: bool) -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).to_ascii_lowercase();
        byte += 1;
    }
    table[b'\t' as usize] = 0;
    table[b'\n' as usize] = 0;
    table[0xc] = 0;
    table[b' ' as usize] = 0;
    table[b'/' as usize] = 0;
    table[b'>' as usize] = 0;
    if is_attribute {
        table[b'=' as usize] = 0;
    }
    // NUL is part of a name, and no known name has one.
    table[0] = 1;
    table
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0xc)
}

/// The bytes of a name from its start on, and its key. The first byte belongs to it whatever it is.
fn name_at(bytes: &[u8], in_name: &[u8; 256]) -> (usize, Key) {
    let Some((first, rest)) = bytes.split_first() else { return (0, NO_NAME) };
    // A leading NUL counts as one inside the name does.
    let mut key = Key::from(first.to_ascii_lowercase().max(1));
    let mut length = 1;
    for &byte in rest {
        let lower = in_name[usize::from(byte)];
        if lower == 0 {
            break;
        }
        key = key << 8 | Key::from(lower);
        length += 1;
    }
    (length, if length > MAX_KEY_BYTES { NO_NAME } else { key })
}

pub(super) fn element_name_at(bytes: &[u8]) -> (usize, Key) {
    name_at(bytes, &IN_ELEMENT)
}

pub(super) fn attribute_name_at(bytes: &[u8]) -> (usize, Key) {
    name_at(bytes, &IN_ATTRIBUTE)
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

    #[test]
    fn names_end_where_the_standard_says() {
        for (written, in_name, length) in [
            ("div class", &IN_ELEMENT, 3),
            ("div/", &IN_ELEMENT, 3),
            ("di=v>", &IN_ELEMENT, 4),
            ("id=x", &IN_ATTRIBUTE, 2),
            ("=a=b", &IN_ATTRIBUTE, 2),
            ("DATA-x", &IN_ATTRIBUTE, 6),
            ("a", &IN_ATTRIBUTE, 1),
        ] {
            let found = name_at(written.as_bytes(), in_name);
            assert_eq!(found, (length, key(&written.as_bytes()[..length])), "{written}");
        }
        let with_nul = name_at(b"a\0>", &IN_ELEMENT);
        assert!(with_nul.0 == 2 && with_nul.1 != key(b"a"));
        let after_nul = name_at(b"\0href=", &IN_ATTRIBUTE);
        assert!(after_nul.0 == 5 && after_nul.1 != key(b"href"));
    }
}
