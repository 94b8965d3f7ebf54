//! From what the caller hands over to text of a known kind.
//!
//! Bytes that are another kind of file are refused (`binary`), the others are decoded (`encoding`, with `prescan` for what a
//! document declares); characters that were bytes of UTF-8 are put together again (`mojibake`); text is found to be HTML or flattened where the caller does not say (`sniff`).

mod binary;
pub(crate) mod encoding;
pub(crate) mod mojibake;
mod prescan;
pub(crate) mod sniff;

use encoding_rs::Encoding;

use crate::error::Error;
pub(crate) use sniff::Sniffed;

/// Refuses input without a visible character and input of another kind of file.
pub(crate) fn check(text: &str) -> Result<(), Error> {
    if !text.chars().any(is_visible) {
        return Err(Error::Empty);
    }
    binary::format_of_text(text).map_or(Ok(()), |format| Err(Error::Binary { format }))
}

/// As [`check`], before decoding.
pub(crate) fn check_bytes(bytes: &[u8]) -> Result<(), Error> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control()) {
        return Err(Error::Empty);
    }
    if Encoding::for_bom(bytes).is_some() || encoding::utf16_without_bom(bytes).is_some() {
        return Ok(());
    }
    binary::format_of_bytes(bytes).map_or(Ok(()), |format| Err(Error::Binary { format }))
}

/// Whether a reader would see something. Format characters of zero width that scrapers
/// leave behind do not count: spaces and joiners, direction marks, the byte order mark,
/// the soft hyphen, invisible operators, and the fillers that look like a space.
fn is_visible(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_visible_is_empty() {
        for blank in ["", " \n\t", "\0\0", "\u{FEFF}", "\u{200B}\u{A0}\u{3000}\u{AD}", "\u{2060}\r\n"] {
            assert_eq!(check(blank), Err(Error::Empty), "{blank:?}");
            assert_eq!(check_bytes(blank.as_bytes()).and_then(|()| check(blank)), Err(Error::Empty));
        }
    }

    #[test]
    fn one_character_is_enough() {
        for text in ["x", "<p>", "雨", "Rain"] {
            assert_eq!(check(text), Ok(()));
            assert_eq!(check_bytes(text.as_bytes()), Ok(()));
        }
    }

    #[test]
    fn utf16_is_no_binary_data() {
        let little: Vec<u8> = "<p>Rain in the town</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(check_bytes(&little), Ok(()));
        assert_eq!(check_bytes(&[&b"\xFF\xFE"[..], &little[..]].concat()), Ok(()));
    }
}
