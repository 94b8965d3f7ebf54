//! Words in lower case, as most lists have them.

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
            std::str::from_utf8(lower).map_or_else(|_| look_up(&text.to_lowercase()), &look_up)
        }
        _ => look_up(&text.to_lowercase()),
    }
}

/// Appends a text in lower case, character by character.
pub(crate) fn push_lower(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            // Small letters of Latin-1, Greek and Cyrillic, which need no look at Unicode's tables.
            '\u{df}'..='\u{ff}' | '\u{3ac}'..='\u{3ce}' | '\u{430}'..='\u{45f}' => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
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
        }
    }

    #[test]
    fn the_look_up_sees_lower_case() {
        let long = "Rain in Town ".repeat(9);
        for text in ["", "rain", "Rain", "RÄIN", "ΟΔΟΣ", "Rain-in-Town", long.as_str()] {
            assert_eq!(with_lower(text, str::to_owned), text.to_lowercase());
        }
    }
}
