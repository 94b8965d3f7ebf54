//! Words of ASCII, eight bytes at a time.

/// Where words begin whose letters and digits are of ASCII. Eight bytes are looked at together.
pub(super) fn word_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let (mut next, mut starts, mut before) = (0, 0u64, 0);
    std::iter::from_fn(move || {
        while starts == 0 {
            let rest = text.get(next..).filter(|rest| !rest.is_empty())?;
            let plain = plain_bytes(eight_bytes(rest));
            starts = plain & !(plain << 8 | before);
            before = plain >> 56;
            next += 8;
        }
        let place = starts.trailing_zeros() as usize / 8;
        starts &= starts - 1;
        Some(next - 8 + place)
    })
}

/// The words of a text whose letters and digits are of ASCII: where each begins, and how it starts, up to eight bytes as a number.
/// The first byte is the lowest and stays as it is, the others are in lower case.
pub(crate) fn words(text: &[u8]) -> impl Iterator<Item = (usize, u64)> {
    const OTHERS_IN_LOWER_CASE: u64 = 0x2020_2020_2020_2000;
    let (mut at, mut is_inside) = (0, false);
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let bytes = eight_bytes(rest);
            let plain = plain_bytes(bytes);
            let length = (!plain & HIGH).trailing_zeros() as usize / 8;
            if length == 0 {
                (at, is_inside) = (at + plain.trailing_zeros() as usize / 8, false);
                continue;
            }
            let (start, begins) = (at, !is_inside);
            // After fewer than eight there is a sign.
            is_inside = length == 8;
            at += length + usize::from(!is_inside);
            if begins {
                return Some((start, (bytes | OTHERS_IN_LOWER_CASE) & (u64::MAX >> (64 - 8 * length))));
            }
        }
    })
}

/// The first bytes of a text, the first the lowest.
fn eight_bytes(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)),
    }
}

/// The highest bit of each byte that is a letter or a digit of ASCII.
fn plain_bytes(bytes: u64) -> u64 {
    letters_of(bytes) | digits_of(bytes)
}

/// The highest bit of each byte.
pub(crate) const HIGH: u64 = each(0x80);

pub(crate) const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The highest bit of each byte that is a letter of ASCII.
#[inline]
pub(crate) fn letters_of(bytes: u64) -> u64 {
    let small = (bytes | each(0x20)) & !HIGH;
    // The highest bit of each byte tells whether it is at least the first, and whether it is above the last.
    (small + each(0x80 - b'a')) & !(small + each(0x7f - b'z')) & !bytes & HIGH
}

/// The same of a digit.
#[inline]
pub(crate) fn digits_of(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    (low + each(0x80 - b'0')) & !(low + each(0x7f - b'9')) & !bytes & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_where_no_letter_is_before() {
        let text = "@AZ[`az{09 /:\t~Rain in Täwn, “rain” 7x7 … é2 end";
        for start in (0..text.len()).filter(|start| text.is_char_boundary(*start)) {
            let bytes = &text.as_bytes()[start..];
            let is_plain = |at: usize| bytes[at].is_ascii_alphanumeric();
            let slow: Vec<usize> =
                (0..bytes.len()).filter(|at| is_plain(*at) && (*at == 0 || !is_plain(at - 1))).collect();
            assert_eq!(word_starts(bytes).collect::<Vec<_>>(), slow, "{start}");
        }
    }

    #[test]
    fn words_start_with_the_letters_before_their_first_sign() {
        let text = "RAIN, in 7x7 T\u{e4}wn: UMBRELLAS, (umbrella s9) Umbrellaumbrellaumbrella a";
        let expected: Vec<(usize, u64)> = word_starts(text.as_bytes())
            .map(|at| {
                let word = text[at..].bytes().take_while(u8::is_ascii_alphanumeric).take(8);
                let lower = word.enumerate().map(|(at, byte)| if at == 0 { byte } else { byte | 0x20 });
                (at, lower.zip(0..).fold(0, |start, (byte, at)| start | u64::from(byte) << (8 * at)))
            })
            .collect();
        assert_eq!(words(text.as_bytes()).collect::<Vec<_>>(), expected);
        assert!(words(b"").next().is_none() && words(" \u{e4}… ".as_bytes()).next().is_none());
    }
}
