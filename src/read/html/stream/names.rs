//! Names in a tag, and the attributes that are read.

use crate::read::html::tokenizer::names::READ;
use crate::read::keys::{Key, MAX_KEY_BYTES, NO_NAME, Table, key};

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
    table[b'\r' as usize] = 0;
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

/// Whether a byte ends the name of an element.
pub(super) fn ends_element(byte: u8) -> bool {
    IN_ELEMENT[usize::from(byte)] == 0
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc)
}

/// The bytes of a name from its start on, and its key. The first byte belongs to it whatever it is.
fn name_at(bytes: &[u8], in_name: &[u8; 256]) -> (usize, Key) {
    let Some((first, rest)) = bytes.split_first() else { return (0, NO_NAME) };
    // A leading NUL counts as one inside the name does.
    let mut key = u64::from(first.to_ascii_lowercase().max(1));
    for (before, &byte) in rest.iter().take(MAX_SHORT_BYTES).enumerate() {
        let lower = in_name[usize::from(byte)];
        if lower == 0 {
            return (before + 1, Key::from(key));
        }
        key = key << 8 | u64::from(lower);
    }
    rest_of_name(Key::from(key), rest, in_name)
}

/// Bytes after the first of names whose keys are small numbers, as most are.
const MAX_SHORT_BYTES: usize = 7;

/// The same of a longer name, given the key of its beginning.
fn rest_of_name(mut key: Key, after_first: &[u8], in_name: &[u8; 256]) -> (usize, Key) {
    let mut length = 1 + after_first.len().min(MAX_SHORT_BYTES);
    for &byte in after_first.iter().skip(MAX_SHORT_BYTES) {
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
        for (written, is_attribute, length) in [
            ("div class", false, 3),
            ("div/", false, 3),
            ("di=v>", false, 4),
            ("id=x", true, 2),
            ("=a=b", true, 2),
            ("DATA-x", true, 6),
            ("a", true, 1),
            ("Section", false, 7),
            ("fieldSet>", false, 8),
            ("textareas ", false, 9),
            ("data-lazy-srcset=", true, 16),
            ("data-lazy-srcsets=", true, 17),
        ] {
            for after in ["", " and more after it than sixteen bytes"] {
                let written = format!("{written}{after}");
                let at: fn(&[u8]) -> _ = if is_attribute { attribute_name_at } else { element_name_at };
                let expected = (length, key(&written.as_bytes()[..length]));
                assert_eq!(at(written.as_bytes()), expected, "{written}");
            }
        }
        let with_nul = element_name_at(b"a\0>");
        assert!(with_nul.0 == 2 && with_nul.1 != key(b"a"));
        let after_nul = attribute_name_at(b"\0href=");
        assert!(after_nul.0 == 5 && after_nul.1 != key(b"href"));
    }
}
