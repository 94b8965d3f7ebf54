//! Words of ASCII, many bytes at a time.

/// Where words begin whose letters and digits are of ASCII.
pub(super) fn word_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let mut starts = Starts::new(text);
    std::iter::from_fn(move || starts.next())
}

/// The words of a text whose letters and digits are of ASCII: where each begins, and how it starts, up to eight bytes as a number.
/// The first byte is the lowest and stays as it is, the others are in lower case.
pub(crate) fn words(text: &[u8]) -> impl Iterator<Item = (usize, u64)> {
    const OTHERS_IN_LOWER_CASE: u64 = 0x2020_2020_2020_2000;
    let mut starts = Starts::new(text);
    std::iter::from_fn(move || {
        let at = starts.next()?;
        let bytes = eight_from(text, at);
        let length = starts.plain_from(at).unwrap_or_else(|| plain_from(bytes));
        Some((at, (bytes | OTHERS_IN_LOWER_CASE) & (u64::MAX >> (64 - 8 * length))))
    })
}

/// Looks for the beginnings of words in many bytes at a time.
struct Starts<'a> {
    text: &'a [u8],
    /// Where the bytes are that are looked at, and a bit for each of them that is a letter or a digit.
    from: usize,
    plain: u64,
    /// A bit for each at which a word begins that was not returned yet.
    starts: u64,
}

/// Bytes that are looked at together.
pub(crate) const BITS: usize = u64::BITS as usize;

impl<'a> Starts<'a> {
    fn new(text: &'a [u8]) -> Self {
        let plain = plain_bits(text);
        Starts { text, from: 0, plain, starts: plain & !(plain << 1) }
    }

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.starts == 0 {
            let rest = self.text.get(self.from + BITS..).filter(|rest| !rest.is_empty())?;
            let before = self.plain >> (BITS - 1);
            self.from += BITS;
            self.plain = plain_bits(rest);
            self.starts = self.plain & !(self.plain << 1 | before);
        }
        let place = self.starts.trailing_zeros() as usize;
        self.starts &= self.starts - 1;
        Some(self.from + place)
    }

    /// How many of eight bytes from one of those on that are looked at are letters and digits before the first other one, if
    /// all eight are among them.
    #[inline]
    fn plain_from(&self, at: usize) -> Option<usize> {
        let place = at - self.from;
        let count = || (!(self.plain >> place)).trailing_zeros().min(8) as usize;
        (place <= BITS - 8).then(count)
    }
}

/// A bit for each of the first bytes of a text that is a letter or a digit of ASCII.
fn plain_bits(text: &[u8]) -> u64 {
    bits_where(text, |byte| (byte | 0x20).is_ascii_lowercase() | byte.is_ascii_digit())
}

/// A bit for each of the first bytes of a text of which something holds, the first the lowest. It does not hold of 0, and is told
/// without jumps, so that many are compared together.
#[inline(never)]
pub(crate) fn bits_where(text: &[u8], holds: impl Fn(u8) -> bool) -> u64 {
    let mut block = [0; BITS];
    match text.first_chunk() {
        Some(bytes) => block = *bytes,
        None => block[..text.len()].copy_from_slice(text),
    }
    block.iter_mut().for_each(|byte| *byte = u8::from(holds(*byte)));
    let (eights, _) = block.as_chunks();
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | bits_of(u64::from_le_bytes(*eight)))
}

/// The lowest bits of eight bytes that have no others, the first the lowest.
fn bits_of(bytes: u64) -> u64 {
    const TO_HIGHEST_BYTE: u64 = 0x0102_0408_1020_4080;
    bytes.wrapping_mul(TO_HIGHEST_BYTE) >> 56
}

/// How many of eight bytes are letters and digits before the first other one.
fn plain_from(bytes: u64) -> usize {
    (!plain_bytes(bytes) & HIGH).trailing_zeros() as usize / 8
}

/// Eight bytes of a text from a place in it on, the first the lowest; 0 after its end.
pub(crate) fn eight_from(text: &[u8], at: usize) -> u64 {
    let rest = &text[at..];
    match (rest.first_chunk(), text.last_chunk()) {
        (Some(bytes), _) => u64::from_le_bytes(*bytes),
        // Those before the rest are shifted out.
        (None, Some(last)) => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
        (None, None) => rest.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)),
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
        let text = &(text.repeat(3) + &"rain".repeat(20) + " end");
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
        let text = &(0..70).map(|signs| ".".repeat(signs) + text).collect::<String>();
        let expected: Vec<(usize, u64)> = word_starts(text.as_bytes())
            .map(|at| {
                let word = text[at..].bytes().take_while(u8::is_ascii_alphanumeric).take(8);
                let lower = word.enumerate().map(|(at, byte)| if at == 0 { byte } else { byte | 0x20 });
                (at, lower.zip(0..).fold(0, |start, (byte, at)| start | u64::from(byte) << (8 * at)))
            })
            .collect();
        assert_eq!(words(text.as_bytes()).collect::<Vec<_>>(), expected);
        let starts = |text: &str| words(text.as_bytes()).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(
            ["FAQ’s", "a b", "Umbrellas a", "umbrella", "rain in"].map(starts),
            [vec![0, 6], vec![0, 2], vec![0, 10], vec![0], vec![0, 5]]
        );
        assert!(words(b"").next().is_none() && words(" \u{e4}… ".as_bytes()).next().is_none());
    }
}
