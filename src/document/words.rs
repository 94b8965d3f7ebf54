//! Words as the Unicode standard divides them (Annex 29), with a short way for the common scripts.

use crate::lists::letters;
use unicode_segmentation::UnicodeSegmentation;

/// Calls with every word of a text. In ASCII what is between signs is a word, "3.5" is two.
pub(super) fn for_each(text: &str, mut on_word: impl FnMut(&str)) {
    if text.is_ascii() {
        return ascii(text, is_in_ascii_word).for_each(on_word);
    }
    if all_have_a_class(text) {
        return simple(text, on_word);
    }
    text.unicode_words().for_each(&mut on_word);
}

/// The words of a text in ASCII, as [`ascii`] finds them between all that is neither letter nor digit.
pub(crate) fn ascii_words(text: &str) -> impl Iterator<Item = &str> {
    const IS_INSIDE: [bool; 256] = letters::letters_and_digits();
    ascii(text, |byte| IS_INSIDE[usize::from(byte)])
}

/// A word, as it is counted.
pub(super) enum Word<'t> {
    /// In ASCII, of less than eight bytes: these in lower case as a number, the first the lowest.
    Short(u64),
    Spaced(&'t str),
    /// Of a script without spaces: what is between signs is several words.
    Unspaced(&'t str),
}

/// Calls with every word of a text in ASCII and with its first byte. The bytes of a short word are read together.
pub(super) fn for_each_in_ascii<'t>(text: &'t str, mut on_word: impl FnMut(u8, Word<'t>)) {
    const IS_INSIDE: [bool; 256] = {
        let mut is_inside = letters::letters_and_digits();
        is_inside[b'\'' as usize] = true;
        is_inside
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if !IS_INSIDE[usize::from(first)] {
            at += 1;
            continue;
        }
        let start = at;
        let (inside, lower) = inside_and_lower(eight_from(bytes, start));
        let length = (inside ^ HIGH).trailing_zeros() / 8;
        at += length as usize;
        if length < 8 {
            on_word(first, Word::Short(lower & !(u64::MAX << (8 * length))));
            // What ends a word is in none.
            at += 1;
            continue;
        }
        at += bytes[at..].iter().take_while(|byte| IS_INSIDE[usize::from(**byte)]).count();
        on_word(first, Word::Spaced(&text[start..at]));
    }
}

/// The highest bit of each byte.
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

/// Eight bytes of a text from a place on, the first the lowest; 0 after its end.
fn eight_from(text: &[u8], at: usize) -> u64 {
    let rest = &text[at..];
    match (rest.first_chunk(), text.last_chunk()) {
        (Some(bytes), _) => u64::from_le_bytes(*bytes),
        (None, Some(last)) => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
        _ => rest.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)),
    }
}

/// Of bytes in ASCII: the highest bit of each that [`is_in_ascii_word`], and their letters in lower case.
fn inside_and_lower(bytes: u64) -> (u64, u64) {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let small = bytes | each(0x20);
    // The highest bit of each byte tells whether it is at least the first, and whether it is above the last.
    let letter = (small + each(0x80 - b'a')) & !(small + each(0x7f - b'z')) & HIGH;
    let digit = (bytes + each(0x80 - b'0')) & !(bytes + each(0x7f - b'9'));
    let apostrophe = !((bytes ^ each(b'\'')) + each(0x7f));
    ((letter | digit | apostrophe) & HIGH, bytes | letter >> 2)
}

/// Whether a byte is inside of such a word, without a table and without jumps.
pub(super) fn is_in_ascii_word(byte: u8) -> bool {
    (byte | 0x20).is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'\'')
}

/// The words of a text in ASCII: the longest parts of it all of whose bytes are inside of a word.
pub(crate) fn ascii(text: &str, is_inside: impl Fn(u8) -> bool) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while !is_inside(*bytes.get(at)?) {
            at += 1;
        }
        let start = at;
        while bytes.get(at).is_some_and(|byte| is_inside(*byte)) {
            at += 1;
        }
        text.get(start..at)
    })
}

/// The words of a text between white space.
pub(crate) fn spaced(text: &str) -> impl Iterator<Item = &str> {
    let is_ascii = text.is_ascii();
    let mut short = ascii(text, |byte| !matches!(byte, b' ' | b'\t'..=b'\r'));
    let mut words = text.split_whitespace();
    std::iter::from_fn(move || if is_ascii { short.next() } else { words.next() })
}

/// Whether a text has a full stop that no space follows, as all addresses have.
pub(crate) fn has_inner_dot(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'.' && !pair[1].is_ascii_whitespace())
}

/// A word without the signs at its ends.
pub(crate) fn without_signs(word: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    // As most words are.
    if is_plain(bytes.first()) && is_plain(bytes.last()) {
        return word;
    }
    word.trim_matches(|c: char| !letters::is_alphanumeric(c))
}

/// What a character is to the rules of word boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// The low line, which joins letters and digits on both sides.
    Joiner,
    /// Joins two letters, two digits, or either.
    BetweenLetters,
    BetweenDigits,
    Between,
    Other,
}

impl Class {
    fn is_in_word(self) -> bool {
        matches!(self, Class::Letter | Class::Digit | Class::Joiner)
    }
}

/// The class of the letters of Latin, Greek and Cyrillic and of the signs that usually stand with them.
/// `None` for all other characters, which follow rules of their own.
const fn class_of(c: char) -> Option<Class> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '_' => Class::Joiner,
        ':' | '\u{b7}' => Class::BetweenLetters,
        ',' | ';' => Class::BetweenDigits,
        '.' | '\'' | '\u{2018}' | '\u{2019}' => Class::Between,
        '\0'..='\u{7f}' => Class::Other,
        '\u{aa}' | '\u{b5}' | '\u{ba}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => {
            Class::Letter
        }
        '\u{386}' | '\u{388}'..='\u{38a}' | '\u{38c}' | '\u{38e}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}' => {
            Class::Letter
        }
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{4ff}' | '\u{1e00}'..='\u{1eff}' => Class::Letter,
        '\u{a0}'..='\u{a9}' | '\u{ab}' | '\u{ac}' | '\u{ae}'..='\u{b1}' | '\u{b4}' | '\u{b6}' => Class::Other,
        '\u{bb}' | '\u{bf}' | '\u{d7}' | '\u{f7}' => Class::Other,
        '\u{2010}'..='\u{2017}' | '\u{201a}'..='\u{2023}' | '\u{2026}' | '\u{2030}'..='\u{203a}' => {
            Class::Other
        }
        '\u{20ac}' | '\u{2122}' | '\u{2190}'..='\u{2199}' | '\u{25a0}'..='\u{25cf}' => Class::Other,
        _ => return None,
    })
}

/// Whether all characters of a text have a class, as all of ASCII have.
fn all_have_a_class(text: &str) -> bool {
    let mut at = 0;
    while let Some(beyond) = beyond_ascii(text.as_bytes(), at) {
        let Some(c) = text[beyond..].chars().next().filter(|c| class_of(*c).is_some()) else { return false };
        at = beyond + c.len_utf8();
    }
    true
}

/// Where the next byte beyond ASCII is, from a place on: eight at a time.
fn beyond_ascii(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>())
        && eight.is_ascii()
    {
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|byte| !byte.is_ascii()).map(|found| at + found)
}

/// The class of the character at a place, and its bytes; none at the end.
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    const OF_ASCII: [Class; 128] = {
        let mut classes = [Class::Other; 128];
        let mut byte = 0;
        while byte < 128 {
            if let Some(class) = class_of(byte as u8 as char) {
                classes[byte] = class;
            }
            byte += 1;
        }
        classes
    };
    let byte = *text.as_bytes().get(at)?;
    if let Some(class) = OF_ASCII.get(usize::from(byte)) {
        return Some((*class, 1));
    }
    let c = text[at..].chars().next()?;
    Some((class_of(c).unwrap_or(Class::Other), c.len_utf8()))
}

/// The words of a text all of whose characters have a class.
fn simple(text: &str, mut on_word: impl FnMut(&str)) {
    let mut at = 0;
    while let Some((first, length)) = class_at(text, at) {
        if !first.is_in_word() {
            at += length;
            continue;
        }
        let start = at;
        // The last class that is no sign, and whether there is more than low lines.
        let (mut last, mut has_text) = (first, false);
        loop {
            // Most characters are letters of ASCII.
            let letters = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            if letters > 0 {
                (last, has_text) = (Class::Letter, true);
                at += letters;
            }
            let Some((class, length)) = class_at(text, at) else { break };
            if class.is_in_word() {
                last = class;
                has_text |= class != Class::Joiner;
            } else if !joins(last, class, || class_at(text, at + length).map(|next| next.0)) {
                break;
            }
            at += length;
        }
        if has_text {
            on_word(&text[start..at]);
        }
    }
}

/// Whether a sign joins what is on both of its sides.
fn joins(before: Class, sign: Class, after: impl Fn() -> Option<Class>) -> bool {
    match sign {
        Class::Between => matches!(
            (before, after()),
            (Class::Letter, Some(Class::Letter)) | (Class::Digit, Some(Class::Digit))
        ),
        Class::BetweenLetters => before == Class::Letter && after() == Some(Class::Letter),
        Class::BetweenDigits => before == Class::Digit && after() == Some(Class::Digit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn simple_words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        simple(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_in_ascii_are_between_signs() {
        let words = |text| ascii_words(text).collect::<Vec<_>>();
        assert_eq!(words("  The mill, it's 3.5 m"), ["The", "mill", "it", "s", "3", "5", "m"]);
        assert!(words(" -- ").is_empty() && words("").is_empty());
    }

    #[test]
    fn bytes_of_short_words_are_read_together() {
        for byte in 0..0x80u8 {
            let (inside, lower) = inside_and_lower(u64::from_le_bytes([byte; 8]));
            assert_eq!(inside, if is_in_ascii_word(byte) { HIGH } else { 0 }, "{byte}");
            assert_eq!(lower.to_le_bytes(), [byte.to_ascii_lowercase(); 8]);
        }
        for text in
            ["", "a", " It's 'NO.' 3.5", "Eighteen, sixteenth [harbours] x", "{eighteen", "lanterns' Ab"]
        {
            let mut found = Vec::new();
            for_each_in_ascii(text, |first, word| match word {
                Word::Short(short) => {
                    found.push((first, String::from_utf8_lossy(&short.to_le_bytes()).into_owned()))
                }
                Word::Spaced(word) | Word::Unspaced(word) => found.push((first, word.to_owned())),
            });
            let words = ascii(text, is_in_ascii_word).map(|word| {
                let short = || format!("{:\0<8}", word.to_ascii_lowercase());
                (word.as_bytes()[0], if word.len() < 8 { short() } else { word.to_owned() })
            });
            assert_eq!(found, words.collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn words_are_between_white_space() {
        for text in ["", " Rain,\tin\u{b}town \r\n", "Rain\u{a0}in \u{2003}\u{e4}", "a\u{1f}b"] {
            assert_eq!(spaced(text).collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        }
        assert_eq!(
            ["Rain", "\u{201c}Rain!", "--", "\u{c4}x,"].map(without_signs),
            ["Rain", "Rain", "", "\u{c4}x"]
        );
        assert!(has_inner_dot("at fen.example.") && !has_inner_dot("It rained. Then it snowed."));
    }

    fn known() -> Vec<char> {
        ('\0'..='\u{ffff}').filter(|c| class_of(*c).is_some()).collect()
    }

    #[test]
    fn every_character_is_of_its_class() {
        for c in known() {
            for around in ["x", "axa", "1x1", "ax1", "1xa", "_x_", "a.xa", "1x,1", "x'x", " xx "] {
                let text = around.replace('x', &c.to_string());
                assert_eq!(simple_words(&text), text.unicode_words().collect::<Vec<_>>(), "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_short_way_divides_as_the_standard_does(
            text in proptest::collection::vec(
                proptest::sample::select("aZ09_:·,;.'\u{2018}\u{2019} -é\u{df}Жλ€«…\n\t\"".chars().collect::<Vec<_>>()),
                0..40,
            )
        ) {
            let text: String = text.into_iter().collect();
            prop_assert_eq!(simple_words(&text), text.unicode_words().collect::<Vec<_>>());
        }
    }
}
