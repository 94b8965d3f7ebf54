//! Words of ASCII, eight bytes at a time.

/// Where words begin whose letters and digits are of ASCII. Eight bytes are looked at together.
pub(crate) fn word_starts(text: &[u8]) -> impl Iterator<Item = usize> {
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

/// The first bytes of a text, the first the lowest.
fn eight_bytes(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)),
    }
}

/// The highest bit of each byte that is a letter or a digit of ASCII.
fn plain_bytes(bytes: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let low = bytes & each(0x7f);
    let small = low | each(0x20);
    // The highest bit of each byte tells whether it is at least the first, and whether it is above the last.
    let letter = (small + each(0x80 - b'a')) & !(small + each(0x7f - b'z'));
    let digit = (low + each(0x80 - b'0')) & !(low + each(0x7f - b'9'));
    (letter | digit) & !bytes & each(0x80)
}

/// The letters and digits of ASCII that a text begins with, up to eight, as a number: the first byte is the lowest and stays as it
/// is, the others are in lower case. Zero where there is none.
pub(crate) fn start(text: &[u8]) -> u64 {
    const OTHERS_IN_LOWER_CASE: u64 = 0x2020_2020_2020_2000;
    let bytes = eight_bytes(text);
    let signs = !plain_bytes(bytes) & HIGH;
    // All bits below the first sign.
    let first_sign = signs >> 7;
    let word = (first_sign & first_sign.wrapping_neg()).wrapping_sub(1);
    (bytes | OTHERS_IN_LOWER_CASE) & word
}

/// The highest bit of each byte.
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

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
    fn a_text_starts_with_the_letters_before_its_first_sign() {
        let of = |text: &str| start(text.as_bytes());
        let bytes = |word: &[u8; 8]| u64::from_le_bytes(*word);
        assert_eq!(of("RAIN, in town"), bytes(b"Rain\0\0\0\0"));
        assert_eq!(of("7x7"), bytes(b"7x7\0\0\0\0\0"));
        assert_eq!([of("Umbrella"), of("UMBRELLAS"), of("Umbrella s")], [bytes(b"Umbrella"); 3]);
        assert_eq!(of("R\u{e4}in in town"), bytes(b"R\0\0\0\0\0\0\0"));
        assert_eq!([of(""), of(" rain"), of("\u{e4}rain in town")], [0; 3]);
    }
}
