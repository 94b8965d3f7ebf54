//! Whether a character is a letter, without Unicode's tables for the scripts that most pages are written in: the standard
//! library searches them for every character beyond ASCII.

/// The same as [`char::is_alphabetic`].
pub(crate) fn is_alphabetic(c: char) -> bool {
    known(c).unwrap_or_else(|| c.is_alphabetic())
}

/// The same as [`char::is_alphanumeric`].
pub(crate) fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_digit() || known(c).unwrap_or_else(|| c.is_alphanumeric())
}

/// By byte, whether it is a letter or a digit.
pub(crate) const fn letters_and_digits() -> [bool; 256] {
    let mut is_inside = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_inside[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    is_inside
}

/// Whether a text has no characters beyond ASCII other than U+2000 to U+203F, curly quotes and dashes among them, of which none is
/// a letter or a digit.
pub(crate) fn are_all_in_ascii(mut text: &[u8]) -> bool {
    while !text.is_ascii() {
        let Some(at) = text.iter().position(|byte| !byte.is_ascii()) else { break };
        let [0xe2, 0x80, _, rest @ ..] = &text[at..] else { return false };
        text = rest;
    }
    true
}

/// Whether a character is a letter; none where that is not known here. What is no letter here is no digit either, but
/// for those of ASCII.
fn known(c: char) -> Option<bool> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' => false,
        // Latin, Greek, Cyrillic.
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2c1}' => true,
        '\u{388}'..='\u{38a}' | '\u{38e}'..='\u{3a1}' | '\u{3a3}'..='\u{3f5}' => true,
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        // Hebrew, Arabic, Devanagari, Bengali, Thai.
        '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{657}' | '\u{66e}'..='\u{6d3}' => true,
        '\u{900}'..='\u{93b}' | '\u{93d}'..='\u{94c}' | '\u{995}'..='\u{9a8}' | '\u{e01}'..='\u{e3a}' => true,
        // Vietnamese, kana, Han, Hangul.
        '\u{1e00}'..='\u{1eff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => true,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        // Dashes, quotes, bullets; the marks of Chinese and Japanese.
        '\u{2000}'..='\u{203e}' | '\u{3008}'..='\u{3011}' => false,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_dashes_are_no_letters() {
        for c in '\u{80}'..='\u{ffff}' {
            let text = format!("a{c}b");
            let is_sign = matches!(c, '\u{2000}'..='\u{203f}');
            assert_eq!(are_all_in_ascii(text.as_bytes()), is_sign, "{c:?}");
            assert!(!is_sign || !c.is_alphanumeric(), "{c:?}");
        }
        assert!(are_all_in_ascii("“Rain” – rain".as_bytes()) && are_all_in_ascii(b""));
        assert!(!are_all_in_ascii("“Rain” – Räin".as_bytes()));
    }

    #[test]
    fn letters_are_those_of_the_standard() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
