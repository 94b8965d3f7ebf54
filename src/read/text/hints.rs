//! What parts of a text may have, by one look at all of it, many bytes at a time: most lines need no look of their own.

use std::ops::Range;

use memchr::memmem;

/// Bytes that share a hint.
const SHARED: usize = 64;
/// These, with two more for what follows the last of them.
const LOOKED_AT: usize = SHARED + 2;

/// What is known of each part of a text.
pub(super) struct Hints {
    parts: Vec<Hint>,
    has_links: bool,
}

#[derive(Debug, Clone, Copy)]
struct Hint {
    is_plain: bool,
    may_have_seams: bool,
}

impl Hints {
    pub(super) fn of(text: &str) -> Hints {
        let mut rest = text.as_bytes();
        let mut parts = Vec::with_capacity(rest.len() / SHARED + 1);
        while let Some(bytes) = rest.first_chunk() {
            parts.push(Hint::of(bytes));
            rest = &rest[SHARED..];
        }
        while !rest.is_empty() {
            // Beyond the end it is as after a line.
            let mut bytes = [b'\n'; LOOKED_AT];
            bytes[..rest.len()].copy_from_slice(rest);
            parts.push(Hint::of(&bytes));
            rest = rest.get(SHARED..).unwrap_or_default();
        }
        Hints { parts, has_links: memmem::find(text.as_bytes(), b"](").is_some() }
    }

    fn all(&self, bytes: &Range<usize>, is: impl Fn(&Hint) -> bool) -> bool {
        let parts = self.parts.get(bytes.start / SHARED..bytes.end.div_ceil(SHARED));
        parts.is_some_and(|parts| parts.iter().all(is))
    }

    /// Whether lines have nothing but characters of ASCII that show, and single spaces.
    pub(super) fn are_plain(&self, bytes: &Range<usize>) -> bool {
        self.all(bytes, |hint| hint.is_plain)
    }

    /// Whether a capital, or what may be one, may come right after a small letter or the end of a sentence.
    pub(super) fn may_have_seams(&self, bytes: &Range<usize>) -> bool {
        !self.all(bytes, |hint| !hint.may_have_seams)
    }

    /// Whether the text may have links as Markdown writes them.
    pub(super) fn may_have_links(&self) -> bool {
        self.has_links
    }
}

impl Hint {
    /// Without a branch inside the loops, so that many bytes are looked at together.
    fn of(bytes: &[u8; LOOKED_AT]) -> Hint {
        let (mut is_plain, mut has_seam, mut is_ascii) = (true, false, true);
        for at in 0..SHARED {
            let (byte, next) = (bytes[at], bytes[at + 1]);
            is_plain &= matches!(byte, b' '..=b'~') | (byte == b'\n') | (byte == b'\r');
            is_plain &= (byte != b' ') | (next != b' ');
            has_seam |= next.is_ascii_uppercase() & may_end_part(byte);
            is_ascii &= byte.is_ascii();
        }
        if !is_ascii {
            for at in 0..SHARED {
                has_seam |= may_be_capital(bytes[at + 1], bytes[at + 2]) & may_end_part(bytes[at]);
            }
        }
        Hint { is_plain, may_have_seams: has_seam }
    }
}

/// Whether what is before a capital that is glued to it may end so.
pub(super) fn may_end_part(byte: u8) -> bool {
    byte.is_ascii_lowercase() | !byte.is_ascii() | (byte == b'.') | (byte == b'!') | (byte == b'?')
}

/// Whether a character that begins with these two bytes may be a capital: of the letters beyond ASCII those of Latin-1,
/// Greek and Cyrillic have their capitals together.
pub(super) fn may_be_capital(first: u8, second: u8) -> bool {
    let is_latin_1 = (first == 0xc3) & (second <= 0x9e);
    let is_greek_or_cyrillic = ((first == 0xce) | (first == 0xd0)) & (second <= 0xaf);
    let is_other = (first.wrapping_sub(0xc4) < 10) | (first == 0xcf) | (first.wrapping_sub(0xd2) < 4);
    is_latin_1 | is_greek_or_cyrillic | is_other | (first == 0xe1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_seam(line: &str) -> bool {
        let bytes = line.as_bytes();
        bytes.windows(2).any(|pair| pair[1].is_ascii_uppercase() && may_end_part(pair[0]))
            || bytes.windows(3).any(|three| may_be_capital(three[1], three[2]) && may_end_part(three[0]))
    }

    #[test]
    fn a_hint_is_never_wrong() {
        let signs =
            ["rain in town ", "\n", "\r\n", "  ", "iPhone", "fog. ", "\u{e9}Al", "\u{e4}\u{c4}", "\t", "x"];
        let text: String = (0..600).map(|at| signs[(at * at + at / 7) % 10]).collect();
        let hints = Hints::of(&text);
        for line in text.split(['\n', '\r']).filter(|line| !line.is_empty()) {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            let bytes = start..start + line.len();
            assert!(hints.may_have_seams(&bytes) || !has_seam(line), "{line}");
            let is_plain = line.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !line.contains("  ");
            assert!(is_plain || !hints.are_plain(&bytes), "{line}");
        }
        let plain = Hints::of("rain in town\nand Fog");
        assert!(plain.are_plain(&(0..20)) && !plain.may_have_seams(&(0..20)) && !plain.may_have_links());
        assert!(Hints::of("[x](y)").may_have_links());
    }
}
