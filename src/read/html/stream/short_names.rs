//! Short names that are known, as most in a page are, found by eight bytes together.

use super::elements::{self, Id, NAMED};
use super::names::ends_element;
use crate::lists::word_bytes::{HIGH, digits_of, each, letters_of};
use crate::read::bytes::same;
use crate::read::html::tokenizer::names::READ;

/// A name of less than eight bytes as a number, the first byte the lowest.
type Number = u64;

/// What is known of numbers: open addressing, in which 0 is a free slot.
struct Numbers<T: 'static, const SLOTS: usize>([(Number, T); SLOTS]);

impl<T: Copy, const SLOTS: usize> Numbers<T, SLOTS> {
    const fn with(mut self, number: Number, value: T) -> Self {
        let mut slot = Self::slot(number);
        while self.0[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        self.0[slot] = (number, value);
        self
    }

    fn find(&self, number: Number) -> Option<T> {
        let mut slot = Self::slot(number);
        loop {
            let (known, value) = self.0[slot];
            if known == number || known == 0 {
                return (known != 0).then_some(value);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Where to look first: the golden ratio spreads the bits.
    const fn slot(number: Number) -> usize {
        (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOTS.ilog2())) as usize
    }
}

/// A name as a number, 0 if it is too long.
const fn number(name: &str) -> Number {
    let (bytes, mut number) = (name.as_bytes(), 0);
    let mut at = bytes.len();
    if at >= size_of::<Number>() {
        return 0;
    }
    while at > 0 {
        at -= 1;
        number = number << 8 | bytes[at] as Number;
    }
    number
}

static ATTRIBUTES: Numbers<&str, 128> = {
    let mut numbers = Numbers([(0, ""); 128]);
    let mut at = 0;
    while at < READ.len() {
        if number(READ[at]) != 0 {
            numbers = numbers.with(number(READ[at]), READ[at]);
        }
        at += 1;
    }
    numbers
};

static ELEMENTS: Numbers<Id, 256> = {
    let mut numbers = Numbers([(0, Id::Other); 256]);
    let mut at = 0;
    while at < NAMED.len() {
        let (name, id) = NAMED[at];
        if number(name) != 0 {
            numbers = numbers.with(number(name), id);
        }
        at += 1;
    }
    numbers
};

/// The name of an attribute that somebody reads, if it is short, in lower case and has a `=` directly after it.
pub(super) fn attribute(rest: &[u8]) -> Option<&'static str> {
    let eight = u64::from_le_bytes(*rest.first_chunk()?);
    let bits = bits_before(same(eight, b'='))?;
    ATTRIBUTES.find(first(eight, bits))
}

/// The element of a name that is short, with the name in lower case.
pub(super) fn element(rest: &[u8]) -> Option<(Id, &'static str)> {
    let eight = u64::from_le_bytes(*rest.first_chunk()?);
    let bits = bits_before((letters_of(eight) | digits_of(eight)) ^ HIGH)?;
    if !ends_element((eight >> bits) as u8) {
        return None;
    }
    // A digit is the same in lower case.
    let id = ELEMENTS.find(first(eight | each(0x20), bits))?;
    Some((id, elements::name(id)))
}

/// How many bits the bytes have before the first mark, if there is one; a mark is the highest bit of its byte.
fn bits_before(marks: u64) -> Option<u32> {
    (marks != 0).then(|| marks.trailing_zeros() & !7)
}

/// The bytes that have the first bits, of which there are less than eight.
fn first(eight: u64, bits: u32) -> u64 {
    eight & !(u64::MAX << bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_attributes_are_found_where_a_value_follows() {
        for name in READ {
            let expected = (name.len() < 8).then_some(name);
            assert_eq!(attribute(format!("{name}=\"a=b c\"").as_bytes()), expected);
            assert_eq!(attribute(format!("{name} =\"a=b c\"").as_bytes()), None);
        }
        for other in ["", "id=\"", "=\"abcdef", "classes=\"", "CLASS=\"a\"", "hrefs=\"a\"", "\0id=ab cd"] {
            assert_eq!(attribute(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn short_elements_are_found_in_any_case() {
        for &(name, id) in NAMED {
            for end in ["> a bc def", " class=x", "\n  class=x", "/>\0\0\0\0\0\0\0"] {
                let expected = (name.len() < 8).then_some((id, name));
                assert_eq!(element(format!("{name}{end}").as_bytes()), expected, "{name}{end}");
                assert_eq!(element(format!("{}{end}", name.to_uppercase()).as_bytes()), expected);
            }
            for end in ["\0 a bc de", "x> a bc de", "\u{b} a bc de", "=> a bc de"] {
                assert_eq!(element(format!("{name}{end}").as_bytes()), None, "{name}{end}");
            }
        }
        for other in ["", "a>", "x-card> a", "> a bc de", "\x11 a bc de", "h\x11 a bc de"] {
            assert_eq!(element(other.as_bytes()), None, "{other:?}");
        }
    }
}
