//! Words as the Unicode standard divides them (Annex 29), with a short way for the common scripts.

use crate::lists::letters;
use unicode_segmentation::UnicodeSegmentation;

/// Calls with every word of a text. In ASCII what is between signs is a word, "3.5" is two.
pub(super) fn for_each(text: &str, mut on_word: impl FnMut(&str)) {
    if text.is_ascii() {
        return ascii_words_with_apostrophes(text).for_each(on_word);
    }
    if text.chars().all(|c| class(c).is_some()) {
        return simple(text, on_word);
    }
    text.unicode_words().for_each(&mut on_word);
}

/// The words of a text in ASCII, as [`ascii`] finds them between all that is neither letter nor digit.
pub(crate) fn ascii_words(text: &str) -> impl Iterator<Item = &str> {
    const IS_INSIDE: [bool; 256] = letters_and_digits();
    ascii(text, |byte| IS_INSIDE[usize::from(byte)])
}

/// The same, with apostrophes inside of words.
pub(super) fn ascii_words_with_apostrophes(text: &str) -> impl Iterator<Item = &str> {
    const IS_INSIDE: [bool; 256] = {
        let mut is_inside = letters_and_digits();
        is_inside[b'\'' as usize] = true;
        is_inside
    };
    ascii(text, |byte| IS_INSIDE[usize::from(byte)])
}

/// Whether a byte is inside of such a word, without a table and without jumps.
pub(super) fn is_in_ascii_word(byte: u8) -> bool {
    (byte | 0x20).is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'\'')
}

/// By byte, whether it is a letter or a digit.
const fn letters_and_digits() -> [bool; 256] {
    let mut is_inside = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_inside[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    is_inside
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

/// The class of the letters of Latin, Greek and Cyrillic and of the signs that usually stand with them.
/// `None` for all other characters, which follow rules of their own.
fn class(c: char) -> Option<Class> {
    const OF_ASCII: [Option<Class>; 128] = {
        let mut classes = [None; 128];
        let mut byte = 0;
        while byte < 128 {
            classes[byte] = class_of(byte as u8 as char);
            byte += 1;
        }
        classes
    };
    OF_ASCII.get(c as usize).copied().unwrap_or_else(|| class_of(c))
}

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

/// The words of a text all of whose characters have a class.
fn simple(text: &str, mut on_word: impl FnMut(&str)) {
    let mut chars = text.char_indices().filter_map(|(at, c)| Some((at, class(c)?))).peekable();
    // Where the word began, its last class, and whether there is more in it than low lines.
    let mut open: Option<(usize, Class, bool)> = None;
    while let Some((at, class)) = chars.next() {
        let is_part = matches!(class, Class::Letter | Class::Digit | Class::Joiner);
        let has_text = class != Class::Joiner;
        match open {
            Some((start, _, had_text)) if is_part => open = Some((start, class, had_text || has_text)),
            None if is_part => open = Some((at, class, has_text)),
            Some((_, last, _)) if joins(last, class, chars.peek().map(|next| next.1)) => {}
            Some((start, _, had_text)) => {
                open = None;
                if had_text {
                    on_word(&text[start..at]);
                }
            }
            None => {}
        }
    }
    if let Some((start, _, true)) = open {
        on_word(&text[start..]);
    }
}

/// Whether a sign joins what is on both of its sides.
fn joins(before: Class, sign: Class, after: Option<Class>) -> bool {
    match sign {
        Class::Between => matches!(
            (before, after),
            (Class::Letter, Some(Class::Letter)) | (Class::Digit, Some(Class::Digit))
        ),
        Class::BetweenLetters => before == Class::Letter && after == Some(Class::Letter),
        Class::BetweenDigits => before == Class::Digit && after == Some(Class::Digit),
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
        ('\0'..='\u{ffff}').filter(|c| class(*c).is_some()).collect()
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
