//! How frames compare letters, and how a text's first letters tell which frames it cannot have.

use super::lower::lower;
use super::{letters, word_bytes};

/// A letter as one bit of 64.
pub(crate) fn letter_bit(letter: char) -> u64 {
    1 << (fold(letter) as u32 % 64)
}

/// How the words of a text begin, as bits of 128; all, where it has more than ASCII, curly quotes and dashes.
pub(crate) fn word_starts(text: &str) -> u128 {
    let bytes = text.as_bytes();
    if !letters::are_all_in_ascii(bytes) {
        return u128::MAX;
    }
    let plain = |at: usize| bytes.get(at).map_or(0, |byte| usize::from(PLAIN[usize::from(*byte)]));
    let mut starts = [0u64; 2];
    for at in word_bytes::word_starts(bytes) {
        let bit = start_number(plain(at), plain(at + 1).max(usize::from(b' ')));
        starts[bit / 64] |= 1 << (bit % 64);
    }
    u128::from(starts[0]) | u128::from(starts[1]) << 64
}

/// By byte, the small letter or digit of ASCII; 0 for all others.
pub(super) static PLAIN: [u8; 256] = {
    let (mut plain, mut byte) = ([0; 256], 0);
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            plain[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    plain
};

/// The same of a word of a frame; all, where it is one letter.
pub(super) fn start_bits(word: &str) -> u128 {
    let mut letters = word.chars().filter(|c| !is_left_out(*c));
    match (letters.next(), letters.next()) {
        // No text in ASCII has it.
        (Some(first), Some(_)) if !fold(first).is_ascii() => 1,
        (Some(first), Some(second)) if first.is_alphanumeric() => start_bit(first, second),
        _ => u128::MAX,
    }
}

/// The same of a word that begins with two letters, or with one and a sign.
pub(crate) fn start_bit(first: char, second: char) -> u128 {
    let second = if second.is_alphanumeric() { fold(second) } else { ' ' };
    1 << start_number(fold(first) as usize, second as usize)
}

/// The same as a number below 128.
fn start_number(first: usize, second: usize) -> usize {
    (first * 31 + second) % 128
}

/// A letter as it is compared: in lower case, straight quotes, without the accents that capitals often lack.
pub(crate) fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match lower(c).next().unwrap_or(c) {
        '’' | '‘' | 'ʼ' | '´' | '׳' => '\'',
        '\u{a0}' => ' ',
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' | 'ı' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ă' => 'a',
        'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        lower => lower,
    }
}

/// Marks that are often left out: the dot below of Devanagari, vowels of Arabic.
pub(crate) fn is_left_out(c: char) -> bool {
    matches!(c, '\u{93c}' | '\u{64b}'..='\u{652}' | '\u{640}')
}

/// Letters of scripts without spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x3005 | 0x3040..=0x30ff | 0x3400..=0x9fff)
}
