//! Words in lower case, as most lists have them.

use std::char::ToLowercase;

/// Longest word that is lower-cased without an allocation, in bytes. No word of a list is longer; names of outlets are
/// at most half as long.
const MAX_BYTES: usize = 64;

/// What a look-up says of a text in lower case. Nothing is allocated for short texts in ASCII, as most are.
pub(crate) fn with_lower<T>(text: &str, look_up: impl Fn(&str) -> T) -> T {
    let bytes = text.as_bytes();
    let (mut beyond, mut has_capital) = (0, false);
    for byte in bytes {
        beyond |= byte;
        has_capital |= byte.is_ascii_uppercase();
    }
    let mut lower = [0; MAX_BYTES];
    match lower.get_mut(..bytes.len()) {
        _ if beyond < 0x80 && !has_capital => look_up(text),
        Some(lower) if beyond < 0x80 => {
            lower.copy_from_slice(bytes);
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).map_or_else(|_| look_up(&lower_case(text)), &look_up)
        }
        _ => look_up(&lower_case(text)),
    }
}

/// A text in lower case. Most characters beyond ASCII need no look at Unicode's tables.
pub(crate) fn lower_case(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // At the end of a word it is another letter than inside.
    if text.contains('Σ') {
        return text.to_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    push_lower(&mut lower, text);
    lower
}

/// Appends a text in lower case, character by character.
pub(crate) fn push_lower(out: &mut String, text: &str) {
    for c in text.chars() {
        match known_lower(c) {
            Some(lower) => out.push(lower),
            None => out.extend(c.to_lowercase()),
        }
    }
}

/// A character in lower case, as [`char::to_lowercase`] has it.
pub(crate) fn lower(c: char) -> Lower {
    known_lower(c).map_or_else(|| Lower::Other(c.to_lowercase()), |lower| Lower::Known(Some(lower)))
}

/// The characters that one in lower case is.
#[derive(Debug, Clone)]
pub(crate) enum Lower {
    Known(Option<char>),
    Other(ToLowercase),
}

impl Iterator for Lower {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Lower::Known(lower) => lower.take(),
            Lower::Other(lower) => lower.next(),
        }
    }
}

/// What most of the characters of pages are in lower case, without a search in Unicode's tables, whose jumps cannot be foreseen.
fn known_lower(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        // Latin-1 and Cyrillic.
        'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => char::from_u32(u32::from(c) + 0x20),
        // Signs and small letters of Latin-1, small letters of Greek and Cyrillic.
        '\u{80}'..='\u{bf}' | '×' | 'ß'..='ÿ' | 'ά'..='ώ' | 'а'..='џ' => Some(c),
        // Scripts without capitals: Hebrew to Burmese, signs, Han, kana and others, Hangul.
        '\u{590}'..='\u{109f}'
        | '\u{2000}'..='\u{2125}'
        | '\u{2e80}'..='\u{a63f}'
        | '\u{ac00}'..='\u{d7ff}' => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_put_in_lower_case() {
        let mut out = String::new();
        for c in '\0'..=char::MAX {
            out.clear();
            push_lower(&mut out, c.encode_utf8(&mut [0; 4]));
            assert!(c.to_lowercase().eq(out.chars()), "{c:?}");
            assert!(c.to_lowercase().eq(lower(c)), "{c:?}");
        }
    }

    #[test]
    fn the_look_up_sees_lower_case() {
        let long = "Rain in Town ".repeat(9);
        for text in ["", "rain", "Rain", "RÄIN", "ΟΔΟΣ", "Rain-in-Town", long.as_str()] {
            assert_eq!(with_lower(text, str::to_owned), text.to_lowercase());
            assert_eq!(lower_case(text), text.to_lowercase());
        }
    }
}
