//! Searches for bytes, eight at a time in one number: what is looked for in a page is mostly near, and to begin a search of
//! more bytes at a time costs more than that.

use memchr::memchr2;

/// A 1 in every byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// The highest bit of every byte.
const TOP_BITS: u64 = ONES << 7;
/// What nobody looks for.
const PLAIN: u8 = b'a';

/// Marks the bytes that are 0 by their highest bit. Above the first one there may be marks at others.
pub(super) const fn zeros(eight: u64) -> u64 {
    eight.wrapping_sub(ONES) & !eight & TOP_BITS
}

/// Marks the bytes that are a certain one, in the same way.
pub(super) const fn same(eight: u64, byte: u8) -> u64 {
    zeros(eight ^ all(byte))
}

/// Whether all bytes are one of some.
pub(super) fn are_all<const COUNT: usize>(eight: u64, of: [u8; COUNT]) -> bool {
    // What is 0 in its lower bits does not carry into the highest. Unlike `zeros` this marks no others.
    let is_not = |byte: u8| {
        let other = eight ^ all(byte);
        ((other & !TOP_BITS) + !TOP_BITS) | other
    };
    of.into_iter().fold(TOP_BITS, |others, byte| others & is_not(byte)) == 0
}

/// A byte eight times.
pub(super) const fn all(byte: u8) -> u64 {
    ONES * byte as u64
}

/// Where the first byte is that is marked, from a place on; the end if none is.
pub(super) fn find(bytes: &[u8], from: usize, marked: impl Fn(u64) -> u64) -> usize {
    let (eights, rest) = bytes.get(from..).unwrap_or_default().as_chunks::<8>();
    for (index, eight) in eights.iter().enumerate() {
        let found = marked(u64::from_le_bytes(*eight));
        if found != 0 {
            return from + index * 8 + first(found);
        }
    }
    let mut last = [PLAIN; 8];
    last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
    from + eights.len() * 8 + first(marked(u64::from_le_bytes(last))).min(rest.len())
}

/// The place of the first mark; 8 if there is none.
fn first(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// Where the first byte is that is one or the other of two.
pub(super) fn find_either(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    find_near(bytes, one, other, |eight| same(eight, one) | same(eight, other))
}

/// The same of two bytes that differ by one bit, which one comparison finds.
pub(super) fn find_similar(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    debug_assert!((one ^ other).is_power_of_two());
    let (bit, both) = (all(one ^ other), one | other);
    find_near(bytes, one, other, |eight| same(eight | bit, both))
}

fn find_near(bytes: &[u8], one: u8, other: u8, marked: impl Fn(u64) -> u64) -> Option<usize> {
    // What is farther away is found quicker with more bytes at a time.
    const NEAR: usize = 4;
    let eights = bytes.as_chunks::<8>().0;
    for (index, eight) in eights.iter().take(NEAR).enumerate() {
        let found = marked(u64::from_le_bytes(*eight));
        if found != 0 {
            return Some(index * 8 + first(found));
        }
    }
    let passed = eights.len().min(NEAR) * 8;
    memchr2(one, other, &bytes[passed..]).map(|found| passed + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_are_asked() {
        for place in 0..8 {
            for other in 0..=u8::MAX {
                let mut eight = *b" \n \n\n   ";
                eight[place] = other;
                let expected = matches!(other, b' ' | b'\n');
                assert_eq!(are_all(u64::from_le_bytes(eight), [b' ', b'\n']), expected);
            }
        }
    }

    #[test]
    fn the_first_byte_is_found_wherever_it_is() {
        for length in 0..70 {
            for place in 0..=length {
                // Bytes that differ from the one by a bit, and the same again after it.
                let mut bytes: Vec<u8> = (0..length).map(|at| b"y\x78\xf9\0\x01\x80\xff"[at % 7]).collect();
                bytes.iter_mut().skip(place).step_by(3).for_each(|byte| *byte = b'{');
                for from in 0..=place {
                    assert_eq!(find(&bytes, from, |eight| same(eight, b'{')), place);
                }
                let found = (place < length).then_some(place);
                assert_eq!(find_either(&bytes, b'{', b'&'), found);
                assert_eq!(find_either(&bytes, b'&', b'{'), found);
                assert_eq!(find_similar(&bytes, b'{', b'z'), found);
                assert_eq!(find_similar(&bytes, b's', b'{'), found);
            }
        }
    }
}
