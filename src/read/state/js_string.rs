//! Strings of JavaScript, whose escapes JSON's are among.

use std::str::Chars;

/// The string that begins with the quote at the start of a text, and how many bytes of the text were read. There is no
/// string if its end is missing.
pub(super) fn decode(text: &str) -> (Option<String>, usize) {
    let mut chars = text.chars();
    let Some(quote) = chars.next() else { return (None, 0) };
    let mut decoded = String::new();
    loop {
        // What needs no decoding is copied at once.
        let rest = chars.as_str();
        let plain = rest.find(['\\', quote]).unwrap_or(rest.len());
        decoded.push_str(&rest[..plain]);
        chars = rest[plain..].chars();
        match chars.next() {
            None => return (None, text.len()),
            Some('\\') => escape(&mut chars, &mut decoded),
            Some(_) => return (Some(decoded), text.len() - chars.as_str().len()),
        }
    }
}

/// What follows a backslash.
fn escape(chars: &mut Chars<'_>, decoded: &mut String) {
    match chars.next() {
        Some('n') => decoded.push('\n'),
        Some('t') => decoded.push('\t'),
        Some('r') => decoded.push('\r'),
        Some('b' | 'f' | 'v' | '0') => decoded.push(' '),
        Some('x') => decoded.extend(hex(chars, 2).and_then(char::from_u32)),
        Some('u') => decoded.push(unicode(chars)),
        // A line that goes on.
        Some('\n') | None => {}
        Some(other) => decoded.push(other),
    }
}

/// `\uXXXX`, two of them for a character beyond 16 bits, or `\u{X…}`.
fn unicode(chars: &mut Chars<'_>) -> char {
    let code = match braced(chars) {
        Some(code) => Some(code),
        None => hex(chars, 4).map(|unit| with_low_surrogate(unit, chars)),
    };
    code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn braced(chars: &mut Chars<'_>) -> Option<u32> {
    let digits = chars.as_str().strip_prefix('{')?;
    let end = digits.find(|c: char| !c.is_ascii_hexdigit())?;
    let rest = digits[end..].strip_prefix('}')?;
    let code = u32::from_str_radix(&digits[..end], 16).ok()?;
    *chars = rest.chars();
    Some(code)
}

fn with_low_surrogate(unit: u32, chars: &mut Chars<'_>) -> u32 {
    if !(0xD800..0xDC00).contains(&unit) {
        return unit;
    }
    let mut ahead = chars.clone();
    let is_escape = ahead.next() == Some('\\') && ahead.next() == Some('u');
    match hex(&mut ahead, 4).filter(|low| is_escape && (0xDC00..0xE000).contains(low)) {
        Some(low) => {
            *chars = ahead;
            0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
        }
        None => unit,
    }
}

fn hex(chars: &mut Chars<'_>, digits: usize) -> Option<u32> {
    let written = chars.as_str().get(..digits)?;
    let code = u32::from_str_radix(written, 16).ok()?;
    *chars = chars.as_str()[digits..].chars();
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded() {
        for (text, expected) in [
            (r#""a\"b'c"d"#, "a\"b'c"),
            (r"'it\'s' ", "it's"),
            (r#""\u003cp\u003e\n\x41\/""#, "<p>\nA/"),
            (r#""\ud83d\ude00\u{1F600}""#, "\u{1F600}\u{1F600}"),
            (r#""\ud83dx\udead""#, "\u{FFFD}x\u{FFFD}"),
            (r#""é\é""#, "éé"),
        ] {
            let (decoded, length) = decode(text);
            assert_eq!(decoded.as_deref(), Some(expected), "{text}");
            assert!(text.is_char_boundary(length));
        }
    }

    #[test]
    fn a_string_without_an_end_is_none() {
        for text in ["", "\"", "\"abc", "'abc\\'", "\"\\", "\"\\u", "\"\\u00"] {
            assert_eq!(decode(text), (None, text.len()), "{text}");
        }
    }
}
