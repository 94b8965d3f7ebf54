//! Which signs a text has: one pass over its bytes, so that whoever looks for a sign asks a bit first.

/// A set of signs. Of characters beyond ASCII only their first bytes are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Signs(u32);

impl Signs {
    pub(crate) const DIGIT: Signs = Signs(1);
    pub(crate) const DOT: Signs = Signs(1 << 1);
    pub(crate) const COMMA: Signs = Signs(1 << 2);
    pub(crate) const COLON: Signs = Signs(1 << 3);
    pub(crate) const SLASH: Signs = Signs(1 << 4);
    pub(crate) const BAR: Signs = Signs(1 << 5);
    pub(crate) const HYPHEN: Signs = Signs(1 << 6);
    /// An opening bracket, round or square.
    pub(crate) const BRACKET: Signs = Signs(1 << 7);
    pub(crate) const AT: Signs = Signs(1 << 8);
    pub(crate) const QUOTE: Signs = Signs(1 << 9);
    pub(crate) const GREATER: Signs = Signs(1 << 10);
    /// From U+0080 to U+00BF: `©`, `«`, `»`, `·`.
    pub(crate) const LATIN_1: Signs = Signs(1 << 11);
    /// From U+2000 to U+2FFF: dashes, quotes, bullets.
    pub(crate) const PUNCTUATION: Signs = Signs(1 << 12);
    /// From U+3000 on: characters, syllables, signs of full width.
    pub(crate) const WIDE: Signs = Signs(1 << 13);
    /// Anything else beyond ASCII.
    pub(crate) const LETTER: Signs = Signs(1 << 14);
    pub(crate) const DOLLAR: Signs = Signs(1 << 15);
    /// A question or an exclamation mark.
    pub(crate) const CALL: Signs = Signs(1 << 16);

    #[cfg(test)]
    pub(crate) fn of(text: &str) -> Signs {
        text.bytes().fold(Signs::default(), Signs::with_byte)
    }

    pub(super) fn with_byte(self, byte: u8) -> Signs {
        Signs(self.0 | OF_BYTE[usize::from(byte)])
    }

    pub(crate) const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    /// Whether the text has one of these.
    pub(crate) const fn any(self, of: Signs) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether there is nothing beyond ASCII.
    pub(crate) const fn is_ascii(self) -> bool {
        !self.any(Signs::LATIN_1.or(Signs::PUNCTUATION).or(Signs::WIDE).or(Signs::LETTER))
    }

    const fn of_byte(byte: u8) -> Signs {
        match byte {
            b'0'..=b'9' => Signs::DIGIT,
            b'.' => Signs::DOT,
            b',' => Signs::COMMA,
            b':' => Signs::COLON,
            b'/' => Signs::SLASH,
            b'|' => Signs::BAR,
            b'-' => Signs::HYPHEN,
            b'(' | b'[' => Signs::BRACKET,
            b'@' => Signs::AT,
            b'"' => Signs::QUOTE,
            b'$' => Signs::DOLLAR,
            b'?' | b'!' => Signs::CALL,
            b'>' => Signs::GREATER,
            0xc2 => Signs::LATIN_1,
            0xe2 => Signs::PUNCTUATION,
            0xe3..=0xff => Signs::WIDE,
            0xc0..=0xff => Signs::LETTER,
            _ => Signs(0),
        }
    }
}

/// The sign of each byte.
const OF_BYTE: [u32; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = Signs::of_byte(byte as u8).0;
        byte += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_of_the_text() {
        let signs = Signs::of("Rain, 3.5 mm | © Fen");
        for sign in [Signs::DIGIT, Signs::DOT, Signs::COMMA, Signs::BAR, Signs::LATIN_1] {
            assert!(signs.any(sign), "{sign:?}");
        }
        assert!(!signs.any(Signs::COLON.or(Signs::WIDE)));
        assert_eq!(Signs::of("Rain in town"), Signs::default());
        assert!(Signs::of("Rain, 3.5 mm").is_ascii() && !Signs::of("Käse").is_ascii() && !signs.is_ascii());
        assert!(Signs::of("雨").any(Signs::WIDE) && Signs::of("•").any(Signs::PUNCTUATION));
    }
}
