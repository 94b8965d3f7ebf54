//! The shape of a block's text: what can be counted without knowing what it says.

use std::ops::Range;

use super::Signs;
use super::words::{self, Start};
use crate::lists::letters;
use crate::lists::word_bytes::{HIGH, each};

/// Counts over one block's text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Shape {
    /// Characters.
    pub(crate) chars: u32,
    /// Words; in scripts without spaces two characters count as one word.
    pub(crate) words: u32,
    /// Words that are stop words of the page's language.
    pub(crate) stop_words: u32,
    /// Sentence ends inside or at the end of the block.
    pub(crate) sentences: u32,
    pub(crate) commas: u32,
    pub(crate) letters: u32,
    pub(crate) digits: u32,
    pub(crate) uppercase: u32,
    /// Words that begin with a capital letter.
    pub(crate) capitalised_words: u32,
    /// `|`, `›`, `»`, `•`, `·` and the like.
    pub(crate) separators: u32,
    /// Whether the block ends as a sentence does.
    pub(crate) terminated: bool,
    /// Whether the block ends with an ellipsis: a cut headline or teaser.
    pub(crate) cut_off: bool,
    pub(crate) ends_with_colon: bool,
    pub(crate) starts_lowercase: bool,
    /// Whether most letters are of a script without spaces.
    pub(crate) unspaced: bool,
    pub(crate) signs: Signs,
}

pub(super) fn count_characters(text: &str, shape: &mut Shape) {
    if text.is_ascii() {
        return count_ascii(text.as_bytes(), shape);
    }
    count_signs_and_letters(text.as_bytes(), shape);
    shape.chars = text.chars().count() as u32;
    let mut unspaced = 0u32;
    let mut ends_sentence = false;
    let mut at = 0;
    loop {
        if !ends_sentence {
            at = next_telling(text.as_bytes(), at);
        }
        let Some(byte) = text.as_bytes().get(at) else { break };
        at += 1;
        match ROLE_OF_BYTE[usize::from(*byte)] {
            Role::Plain => ends_sentence = false,
            Role::Mark => ends_sentence = true,
            Role::Closing => {}
            Role::Space => {
                shape.sentences += u32::from(ends_sentence);
                ends_sentence = false;
            }
            Role::BeyondAscii => {
                let Some(c) = text[at - 1..].chars().next() else { break };
                at += c.len_utf8() - 1;
                unspaced += u32::from(count_beyond_ascii(c, shape));
                ends_sentence = is_mark(c) || ends_sentence && is_closing_quote(c);
            }
        }
    }
    shape.sentences += u32::from(ends_sentence);
    shape.unspaced = unspaced * 2 > shape.letters;
}

/// What a byte is to the ends of sentences.
#[derive(Clone, Copy)]
enum Role {
    Plain,
    /// Ends a sentence, if white space follows.
    Mark,
    /// Closing quotes and brackets, which may be between the two.
    Closing,
    Space,
    BeyondAscii,
}

const ROLE_OF_BYTE: [Role; 256] = {
    let mut roles = [Role::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        roles[byte] = match byte as u8 {
            b' ' | b'\n' | b'\t' => Role::Space,
            b'.' | b'!' | b'?' => Role::Mark,
            b'"' | b'\'' | b')' => Role::Closing,
            0x80.. => Role::BeyondAscii,
            _ => Role::Plain,
        };
        byte += 1;
    }
    roles
};

/// Where the next byte is, from a place on, that has to be looked at where no mark is before it: eight at a time.
fn next_telling(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let telling = telling_of(u64::from_le_bytes(*eight));
        if telling != 0 {
            return at + telling.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let tells = |byte: &u8| matches!(ROLE_OF_BYTE[usize::from(*byte)], Role::Mark | Role::BeyondAscii);
    at + bytes[at..].iter().take_while(|byte| !tells(byte)).count()
}

/// The highest bit of each byte that is a mark or beyond ASCII.
fn telling_of(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let is_not = |sign: u8| (low ^ each(sign)) + each(0x7f);
    (eight | !(is_not(b'.') & is_not(b'!') & is_not(b'?'))) & HIGH
}

/// Marks beyond ASCII that end a sentence where white space follows.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{61f}' | '\u{964}' | '\u{6d4}')
}

fn is_closing_quote(c: char) -> bool {
    matches!(c, '\u{201d}' | '\u{2019}' | '\u{bb}')
}

/// Counts a character beyond ASCII. Returns whether it is a letter of a script without spaces.
fn count_beyond_ascii(c: char, shape: &mut Shape) -> bool {
    match c {
        _ if is_mark(c) || is_closing_quote(c) => {}
        '\u{3002}' | '\u{ff01}' | '\u{ff1f}' => shape.sentences += 1,
        '\u{60c}' | '\u{3001}' | '\u{ff0c}' => shape.commas += 1,
        _ if is_separator(c) => shape.separators += 1,
        _ if letters::is_alphabetic(c) => {
            shape.letters += 1;
            shape.uppercase += u32::from(c.is_uppercase());
            return is_unspaced(c);
        }
        _ if c.is_numeric() => shape.digits += 1,
        _ => {}
    }
    false
}

/// The same for text that is nothing but ASCII.
fn count_ascii(text: &[u8], shape: &mut Shape) {
    count_signs_and_letters(text, shape);
    shape.chars = text.len() as u32;
    if shape.signs.any(Signs::DOT.or(Signs::CALL)) {
        shape.sentences += sentences(text);
    }
}

/// Counts what is of ASCII in a text, but for sentences, and notes all its signs.
fn count_signs_and_letters(text: &[u8], shape: &mut Shape) {
    // Five counts in one number, each with room for as many bytes as a part has.
    const BITS: u32 = 12;
    let mut signs = Signs::default();
    for part in text.chunks((1 << BITS) - 1) {
        let (eights, rest) = part.as_chunks::<8>();
        let mut counts = 0;
        let mut count = |byte: u8| {
            counts += COUNT_OF_ASCII[usize::from(byte)];
            signs = signs.with_byte(byte);
        };
        // A loop over eight bytes has no end to look for.
        eights.iter().for_each(|eight| eight.iter().for_each(|byte| count(*byte)));
        rest.iter().for_each(|byte| count(*byte));
        let count = |place: u32| (counts >> (BITS * place)) as u32 & ((1 << BITS) - 1);
        shape.letters += count(0) + count(1);
        shape.uppercase += count(1);
        shape.digits += count(2);
        shape.commas += count(3);
        shape.separators += count(4);
    }
    shape.signs = signs;
}

/// What a byte adds to the counts: small letters, capitals, digits, commas, separators.
const COUNT_OF_ASCII: [u64; 256] = {
    let mut counts = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        counts[byte] = match byte as u8 {
            b'a'..=b'z' => 1,
            b'A'..=b'Z' => 1 << 12,
            b'0'..=b'9' => 1 << 24,
            b',' | b';' => 1 << 36,
            b'|' | b'>' => 1 << 48,
            _ => 0,
        };
        byte += 1;
    }
    counts
};

/// How many sentences end in a text: at a mark with white space or nothing after it, closing quotes aside.
fn sentences(text: &[u8]) -> u32 {
    let (mut sentences, mut from) = (0, 0);
    for mark in memchr::memchr3_iter(b'.', b'!', b'?', text) {
        // One that follows another was counted with it.
        if mark < from {
            continue;
        }
        let closing =
            text[mark..].iter().take_while(|byte| matches!(byte, b'.' | b'!' | b'?' | b'"' | b'\'' | b')'));
        from = mark + closing.count();
        sentences += u32::from(text.get(from).is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'\t')));
    }
    sentences
}

/// What is done with words, besides counting them. What is done with the first two is best in line, since most words are these.
pub(super) trait OnWord {
    /// In ASCII, of less than eight bytes: these in lower case as a number, the first the lowest.
    fn short(&mut self, word: u64);

    /// In ASCII, with its first eight bytes in the same way.
    fn long(&mut self, start: u64, word: &str);

    fn spaced(&mut self, word: &str);

    /// Of a script without spaces: what is between signs is several words.
    fn unspaced(&mut self, word: &str);
}

/// Nothing.
impl OnWord for () {
    fn short(&mut self, _: u64) {}

    fn long(&mut self, _: u64, _: &str) {}

    fn spaced(&mut self, _: &str) {}

    fn unspaced(&mut self, _: &str) {}
}

/// The words of a text so far.
struct WordCount<'t, 'w, W> {
    text: &'t str,
    words: u32,
    capitalised: u32,
    unspaced_chars: u32,
    on_word: &'w mut W,
}

impl<W: OnWord> words::Takes for WordCount<'_, '_, W> {
    #[inline(always)]
    fn ascii(&mut self, word: Range<usize>, start: Start) {
        self.words += 1;
        self.capitalised += u32::from(start.is_capital);
        if word.len() < size_of::<u64>() {
            self.on_word.short(start.lower);
        } else {
            self.on_word.long(start.lower, &self.text[word]);
        }
    }

    #[inline(never)]
    fn other(&mut self, word: Range<usize>) {
        let word = &self.text[word];
        let first = word.chars().next();
        if first.is_some_and(|first| !first.is_ascii() && is_unspaced(first)) {
            self.unspaced_chars += word.chars().count() as u32;
            return self.on_word.unspaced(word);
        }
        self.words += 1;
        self.capitalised += u32::from(first.is_some_and(char::is_uppercase));
        self.on_word.spaced(word);
    }
}

/// Counts the words of a text, and does with each what is to be done.
pub(super) fn count_words(text: &str, shape: &mut Shape, on_word: &mut impl OnWord) {
    let mut count = WordCount { text, words: 0, capitalised: 0, unspaced_chars: 0, on_word };
    words::for_each(text, &mut count);
    // Chinese and Japanese words are about two characters long.
    shape.words += count.words + count.unspaced_chars.div_ceil(2);
    shape.capitalised_words += count.capitalised;
}

/// Words of a text, as they are counted everywhere.
pub(crate) fn word_count(text: &str) -> u32 {
    let mut shape = Shape::default();
    count_words_alone(text, &mut shape);
    shape.words
}

/// Counts the words of a text; of ASCII where they begin.
pub(super) fn count_words_alone(text: &str, shape: &mut Shape) {
    if !text.is_ascii() {
        return count_words(text, shape, &mut ());
    }
    let bytes = text.as_bytes();
    let Some(&first) = bytes.first() else { return };
    let is_first = words::is_in_ascii_word(first);
    shape.words += u32::from(is_first);
    shape.capitalised_words += u32::from(is_first && first.is_ascii_uppercase());
    // Each byte beside the one before it, as many at a time as one byte can count.
    const COUNTED: usize = u8::MAX as usize;
    for (before, here) in bytes.chunks(COUNTED).zip(bytes[1..].chunks(COUNTED)) {
        let (mut words, mut capitalised) = (0u8, 0u8);
        for (before, here) in before.iter().zip(here) {
            let begins = words::is_in_ascii_word(*here) & !words::is_in_ascii_word(*before);
            words += u8::from(begins);
            capitalised += u8::from(begins & here.is_ascii_uppercase());
        }
        shape.words += u32::from(words);
        shape.capitalised_words += u32::from(capitalised);
    }
}

pub(super) fn look_at_ends(text: &str, shape: &mut Shape) {
    // Most lines end with a letter, which says nothing.
    if !text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        let end = text.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c));
        shape.cut_off = end.ends_with('\u{2026}') || end.ends_with("...");
        shape.ends_with_colon = end.ends_with([':', '\u{ff1a}']);
        shape.terminated = !shape.cut_off && end.ends_with(is_terminal);
    }
    let first_letter = text.chars().find(|c| letters::is_alphanumeric(*c));
    shape.starts_lowercase = first_letter.is_some_and(char::is_lowercase);
}

fn is_terminal(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '\u{3002}'
            | '\u{ff01}'
            | '\u{ff1f}'
            | '\u{61f}'
            | '\u{964}'
            | '\u{6d4}'
            | '\u{589}'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '\u{201d}'
            | '\u{201c}'
            | '\u{2019}'
            | '\u{bb}'
            | '\u{ab}'
            | '\u{300d}'
            | '\u{300f}'
            | '\u{ff09}'
    )
}

fn is_separator(c: char) -> bool {
    matches!(c, '|' | '>' | '\u{203a}' | '\u{bb}' | '\u{2022}' | '\u{b7}' | '\u{ff5c}' | '\u{2192}')
}

/// Whether words of the character's script are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff     // Thai, Lao
        | 0x1000..=0x109f   // Myanmar
        | 0x1780..=0x17ff   // Khmer
        | 0x3040..=0x30ff   // Hiragana, Katakana
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af) // Han
}

#[cfg(test)]
mod tests;
