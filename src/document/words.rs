//! Words as the Unicode standard divides them (Annex 29), with a short way for the common scripts.

use std::ops::Range;

use crate::lists::letters;
use crate::lists::word_bytes::{BITS, HIGH, bits_where, each, eight_from, letters_of};
use unicode_segmentation::UnicodeSegmentation;

/// How a word in ASCII starts.
#[derive(Clone, Copy)]
pub(super) struct Start {
    /// Up to eight bytes in lower case as a number, the first the lowest.
    pub(super) lower: u64,
    pub(super) is_capital: bool,
}

impl Start {
    /// Of a word of so many bytes, given the first eight from where it begins.
    fn of(eight: u64, length: usize) -> Start {
        // No other sign of a word has another bit in lower case.
        let lower = (eight | each(0x20)) & (u64::MAX >> (64 - 8 * length.min(8)));
        Start { lower, is_capital: (eight as u8).is_ascii_uppercase() }
    }
}

/// Takes in the words of a text by their places. What it does with those in ASCII is best in line, since most words are.
pub(super) trait Takes {
    fn ascii(&mut self, word: Range<usize>, start: Start);

    /// A word that has other characters, or ASCII between signs that join.
    fn other(&mut self, word: Range<usize>);
}

/// Hands over every word of a text. In ASCII what is between signs is a word, "3.5" is two.
#[inline]
pub(super) fn for_each(text: &str, to: &mut impl Takes) {
    if text.is_ascii() {
        in_ascii(text.as_bytes(), to);
    } else if all_have_a_class(text) {
        simple(text, to);
    } else {
        text.unicode_word_indices().for_each(|(at, word)| to.other(at..at + word.len()));
    }
}

/// The words of a text in ASCII, as [`ascii`] finds them between all that is neither letter nor digit.
pub(crate) fn ascii_words(text: &str) -> impl Iterator<Item = &str> {
    const IS_INSIDE: [bool; 256] = letters::letters_and_digits();
    ascii(text, |byte| IS_INSIDE[usize::from(byte)])
}

/// The words of a text in ASCII, with apostrophes inside of them; digits and apostrophes come as letters do.
fn in_ascii(bytes: &[u8], to: &mut impl Takes) {
    let mut goes_on = false;
    for (index, part) in bytes.chunks(BITS).enumerate() {
        let first = index * BITS;
        let inside = bits_where(part, is_in_ascii_word);
        let mut starts = inside & !(inside << 1 | u64::from(goes_on));
        goes_on = inside >> (BITS - 1) != 0;
        while starts != 0 {
            let start = starts.trailing_zeros();
            starts &= starts - 1;
            let length = (!(inside >> start)).trailing_zeros() as usize;
            let start = first + start as usize;
            let mut end = start + length;
            if end == first + BITS {
                end += bytes[end..].iter().take_while(|byte| is_in_ascii_word(**byte)).count();
            }
            to.ascii(start..end, Start::of(eight_from(bytes, start), end - start));
        }
    }
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
pub(crate) fn spaced(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let (end, length) = next_space(text, at).unwrap_or((text.len(), 0));
            let start = std::mem::replace(&mut at, end + length);
            if start < end {
                return text.get(start..end);
            }
        }
        None
    })
}

/// Where the next white space is from a place on, and its bytes. In ASCII no character has to be decoded.
#[inline]
fn next_space(text: &str, at: usize) -> Option<(usize, usize)> {
    let at = skip_visible(text.as_bytes(), at);
    let is_space = matches!(text.as_bytes().get(at)?, b'\t'..=b'\r' | b' ');
    if is_space { Some((at, 1)) } else { next_space_of_any(text, at) }
}

/// The same byte by byte. Few characters beyond ASCII have to be decoded.
#[inline(never)]
fn next_space_of_any(text: &str, mut at: usize) -> Option<(usize, usize)> {
    /// By byte, whether white space may begin with it.
    const MAY_BE_SPACE: [bool; 256] = {
        let mut may_be = [false; 256];
        let (spaces, mut at) = (*b" \t\n\x0b\x0c\r\xc2\xe1\xe2\xe3", 0);
        while at < spaces.len() {
            may_be[spaces[at] as usize] = true;
            at += 1;
        }
        may_be
    };
    loop {
        at += text.as_bytes().get(at..)?.iter().position(|byte| MAY_BE_SPACE[usize::from(*byte)])?;
        let c = text[at..].chars().next()?;
        if c.is_whitespace() {
            return Some((at, c.len_utf8()));
        }
        at += c.len_utf8();
    }
}

/// Skips visible characters of ASCII from a place on while eight bytes can be looked at together.
#[inline]
fn skip_visible(text: &[u8], mut at: usize) -> usize {
    while let Some(eight) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let bytes = u64::from_le_bytes(*eight);
        let visible = ((bytes & !HIGH) + each(0x80 - b'!')) & !bytes & HIGH;
        let skipped = (visible ^ HIGH).trailing_zeros() as usize / 8;
        at += skipped;
        if skipped < 8 {
            break;
        }
    }
    at
}

/// The words between some characters, white space among them, that have a full stop inside, as all addresses have.
pub(crate) fn dotted<'a>(
    text: &'a str,
    is_between: impl Fn(char) -> bool + Copy + 'a,
) -> impl Iterator<Item = &'a str> {
    let mut known_to = 0;
    let words = inner_dots(text).filter_map(move |dot| {
        if dot < known_to {
            return None;
        }
        let after = text[dot..].split(is_between).next()?;
        let before = text[..dot].rsplit(is_between).next()?;
        known_to = dot + after.len();
        text.get(dot - before.len()..known_to)
    });
    words.filter(|word| inner_dots(word).next().is_some())
}

/// Where full stops are that no space follows.
fn inner_dots(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'.', bytes)
        .filter(|at| bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace()))
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
pub(crate) fn beyond_ascii(bytes: &[u8], mut at: usize) -> Option<usize> {
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
fn simple(text: &str, to: &mut impl Takes) {
    let mut at = 0;
    while let Some((first, length)) = class_at(text, at) {
        if !first.is_in_word() {
            at += length;
            continue;
        }
        let start = at;
        if length == 1
            && let Some((length, begins)) = plain_word(text.as_bytes(), at)
        {
            // What ends it is in no word.
            at += length + 1;
            to.ascii(start..start + length, begins);
            continue;
        }
        at = end_of_word(text, start, first);
        // Low lines alone are none.
        if text.as_bytes()[start..at].iter().any(|byte| *byte != b'_') {
            to.other(start..at);
        }
    }
}

/// Where the word ends that begins at a place, with a character of the class `last`.
#[inline(never)]
fn end_of_word(text: &str, mut at: usize, mut last: Class) -> usize {
    loop {
        // Most characters are letters of ASCII.
        let letters = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters > 0 {
            last = Class::Letter;
            at += letters;
        }
        let Some((class, length)) = class_at(text, at) else { return at };
        if class.is_in_word() {
            // The last that is no sign.
            last = class;
        } else if !joins(last, class, || class_at(text, at + length).map(|next| next.0)) {
            return at;
        }
        at += length;
    }
}

/// A word of nothing but letters of ASCII, as most are, before a sign of ASCII that joins nothing: its bytes, and how it starts.
#[inline(always)]
fn plain_word(bytes: &[u8], at: usize) -> Option<(usize, Start)> {
    const ENDS: [bool; 256] = {
        let mut ends = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            ends[byte] = matches!(class_of(byte as u8 as char), Some(Class::Other));
            byte += 1;
        }
        ends
    };
    let eight = eight_from(bytes, at);
    let mut length = (letters_of(eight) ^ HIGH).trailing_zeros() as usize / 8;
    if length == 8 {
        length += bytes[at + 8..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    }
    let is_ended = bytes.get(at + length).is_none_or(|byte| ENDS[usize::from(*byte)]);
    (length > 0 && is_ended).then(|| (length, Start::of(eight, length)))
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
mod tests;
