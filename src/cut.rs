//! The start of an input that is too long.

/// Bytes at the end of a start in which a place to cut is looked for.
const SEARCHED_BYTES: usize = 1 << 10;

/// The first `max` bytes of a text, less the part of a character at their end.
///
/// `str::floor_char_boundary` is newer than the oldest compiler this crate supports.
pub(crate) fn text(text: &str, max: usize) -> &str {
    let end = (0..=max.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// The last `max` bytes of a text, less the part of a character at their start.
pub(crate) fn text_end(text: &str, max: usize) -> &str {
    let least = text.len().saturating_sub(max);
    let start = (least..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    &text[start..]
}

/// The first `max` bytes, up to a space or the end of a tag if there is one near their end: in nearly every encoding no
/// other character has these bytes. The length is even, as UTF-16 wants it.
pub(crate) fn bytes(bytes: &[u8], max: usize) -> &[u8] {
    if bytes.len() <= max {
        return bytes;
    }
    let searched = max.saturating_sub(SEARCHED_BYTES);
    let parts = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
    let end = bytes[searched..max].iter().rposition(parts).map_or(max, |at| searched + at + 1);
    &bytes[..end - end % 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_characters() {
        for (max, start) in [(0, ""), (1, "a"), (2, "a"), (3, "aé"), (4, "aéb"), (9, "aéb")] {
            assert_eq!(text("aéb", max), start, "{max}");
        }
    }

    #[test]
    fn the_end_of_a_text_begins_between_characters() {
        for (max, end) in [(0, ""), (1, "b"), (2, "b"), (3, "éb"), (4, "aéb"), (9, "aéb")] {
            assert_eq!(text_end("aéb", max), end, "{max}");
        }
    }

    #[test]
    fn bytes_are_cut_between_words() {
        for (input, max, start) in [
            ("rain in town", 20, "rain in town"),
            ("rain in town", 12, "rain in town"),
            ("rain in town", 11, "rain in "),
            ("rain is wet", 8, "rain is "),
            ("rains here", 7, "rains "),
            ("rain, here", 7, "rain, "),
            ("<i>rain", 6, "<i"),
            ("raining", 5, "rain"),
        ] {
            assert_eq!(bytes(input.as_bytes(), max), start.as_bytes(), "{input} {max}");
        }
    }

    #[test]
    fn utf16_is_cut_between_characters() {
        let text = "Réka teče, and every word is here.";
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let whole: Vec<u8> = text.encode_utf16().flat_map(to_bytes).collect();
            for max in 0..whole.len() {
                let start = bytes(&whole, max);
                assert!(start.len().is_multiple_of(2) && start.len() <= max && whole.starts_with(start));
            }
        }
    }
}
