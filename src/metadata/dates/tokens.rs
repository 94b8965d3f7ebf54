//! A line of text as the pieces that dates are made of.

use std::ops::RangeInclusive;

use crate::lists::letters;
use crate::lists::word_bytes::digits_of;

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Digits of any script, as their value and their count.
    Number(u64, u8),
    /// Letters: the bytes of [`Tokens::lower`] from one place to another.
    Word(usize, usize),
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether white space comes before it.
    pub(crate) gap: bool,
}

/// The pieces of a line.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) pieces: Vec<Piece>,
    /// Its words in lower case, at least.
    lower: String,
}

impl Tokens {
    /// The word that a piece is, in lower case.
    pub(crate) fn word(&self, piece: &Piece) -> Option<&str> {
        match piece.kind {
            Kind::Word(from, to) => self.lower.get(from..to),
            _ => None,
        }
    }
}

/// The value of a decimal digit in the scripts that dates are written in.
fn digit(c: char) -> Option<u64> {
    // First digits of: Arabic-Indic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil,
    // Telugu, Kannada, Malayalam, Thai, Burmese, Khmer, full width.
    const ZEROS: [u32; 14] =
        [0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0x1040, 0x17E0, 0xFF10];
    if c.is_ascii() {
        return c.to_digit(10).map(u64::from);
    }
    let code = c as u32;
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| u64::from(code - zero))
}

/// Whether a line has a digit of any script.
fn has_digit(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit())
        || !line.is_ascii() && line.chars().any(|c| digit(c).is_some())
}

/// Whether a line has two numbers: digits with something else between them.
pub(crate) fn has_two_numbers(line: &str) -> bool {
    if line.is_ascii() || has_plain_digits(line) {
        return has_two_numbers_of_ascii(line.as_bytes());
    }
    let mut are_digits = line.chars().map(|c| digit(c).is_some());
    are_digits.any(|is| is) && are_digits.any(|is| !is) && are_digits.any(|is| is)
}

/// The same of digits of ASCII, eight bytes at a time.
fn has_two_numbers_of_ascii(line: &[u8]) -> bool {
    let (eights, rest) = line.as_chunks();
    let rest = rest.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte));
    let (mut has_number, mut before) = (false, 0);
    for bytes in eights.iter().map(|eight| u64::from_le_bytes(*eight)).chain([rest]) {
        let digits = digits_of(bytes);
        let starts = digits & !(digits << 8 | before);
        let has_two_starts = starts & starts.wrapping_sub(1) != 0;
        if has_two_starts || starts != 0 && has_number {
            return true;
        }
        (has_number, before) = (has_number || starts != 0, digits >> 56);
    }
    false
}

/// Whether a line with digits of ASCII alone may have the year of a date, which most numbers are not: one of four digits, to
/// which a scraper may have joined two more, or one of two digits after a mark, as in "12.10.21" and "12-Oct-21".
pub(crate) fn may_have_year(line: &str) -> bool {
    const YEAR_DIGITS: RangeInclusive<usize> = 4..=6;
    let line = line.as_bytes();
    // Whether the number before has as many digits as a day, and whether marks join it to one that has.
    let (mut at, mut is_small, mut is_joined) = (0, false, false);
    while let Some(start) = line[at..].iter().position(u8::is_ascii_digit).map(|before| at + before) {
        let digits = line[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let before = line[at..start].trim_ascii();
        // What is beyond ASCII may be a mark or a letter.
        let joins = is_small && (matches!(before, [b'-' | b'.' | b'/']) || !before.is_ascii());
        let ends_in_mark = matches!(before.last(), Some(b'-' | b'.' | b'\'' | 0x80..));
        let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
        let is_named = ends_in_mark && before.iter().any(is_letter);
        let is_long = YEAR_DIGITS.contains(&digits) && matches!(line[start], b'1' | b'2');
        if is_long || digits == 2 && (joins && is_joined || is_named) {
            return true;
        }
        (at, is_small, is_joined) = (start + digits, digits <= 2, joins);
    }
    false
}

/// Whether a line has no digits but those of ASCII: what else is in it are letters of Latin, Greek and Cyrillic and signs.
pub(crate) fn has_plain_digits(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, ..0xd2 | 0xe2))
}

/// Letters, and the vowel signs and accents that belong to them.
fn is_letter(c: char) -> bool {
    letters::is_alphabetic(c)
        || matches!(c as u32, 0x300..=0x36F | 0x900..=0xDFF | 0xE31..=0xE4E | 0xEB1..=0xECE | 0x102B..=0x103E | 0x17B4..=0x17D3)
}

/// Scripts that write words without spaces: each character is a word.
pub(crate) fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x9FFF | 0xF900..=0xFAFF)
}

/// The pieces of a line; none of one without a digit, as most are, since it tells no date.
pub(crate) fn tokens(line: &str) -> Tokens {
    let has_han_numbers = is_in_characters(line);
    if !has_han_numbers && !has_digit(line) {
        return Tokens::default();
    }
    // Few lines have more pieces for their bytes.
    const BYTES_PER_PIECE: usize = 4;
    let mut tokens =
        Tokens { pieces: Vec::with_capacity(line.len() / BYTES_PER_PIECE), lower: String::new() };
    if line.is_ascii() {
        tokens.lower = line.to_ascii_lowercase();
        tokens.read_ascii(line.as_bytes());
    } else {
        tokens.read(line);
    }
    if has_han_numbers {
        tokens.pieces = with_han_numbers(&tokens);
    }
    tokens.pieces = without_glued_years(tokens.pieces);
    tokens
}

impl Tokens {
    fn read(&mut self, line: &str) {
        let mut gap = true;
        for (start, c) in line.char_indices() {
            // Marks of writing direction are invisible.
            if c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{200B}' | '\u{FEFF}') {
                gap = true;
                continue;
            }
            let end = start + c.len_utf8();
            if gap || !self.extend(c, end) {
                let kind = self.first(c);
                self.pieces.push(Piece { kind, start, end, gap });
            }
            gap = false;
        }
    }

    /// The same for a line that is nothing but ASCII: its words are where they are in lower case.
    fn read_ascii(&mut self, line: &[u8]) {
        let (mut start, mut gap) = (0, true);
        while let Some(&first) = line.get(start) {
            if matches!(first, b' ' | b'\t'..=b'\r') {
                (start, gap) = (start + 1, true);
                continue;
            }
            let run = |is: fn(&u8) -> bool| start + line[start..].iter().take_while(|byte| is(byte)).count();
            let (kind, end) = match first {
                b'0'..=b'9' => {
                    let end = run(u8::is_ascii_digit);
                    (number(&line[start..end]), end)
                }
                b'a'..=b'z' | b'A'..=b'Z' => {
                    let end = run(u8::is_ascii_alphabetic);
                    (Kind::Word(start, end), end)
                }
                mark => (Kind::Mark(char::from(mark)), start + 1),
            };
            self.pieces.push(Piece { kind, start, end, gap });
            (start, gap) = (end, false);
        }
    }

    fn push_lower(&mut self, c: char) {
        if c.is_ascii() {
            self.lower.push(c.to_ascii_lowercase())
        } else {
            self.lower.extend(c.to_lowercase())
        }
    }

    fn first(&mut self, c: char) -> Kind {
        match digit(c) {
            Some(value) => Kind::Number(value, 1),
            None if is_letter(c) => {
                let from = self.lower.len();
                self.push_lower(c);
                Kind::Word(from, self.lower.len())
            }
            None => Kind::Mark(c),
        }
    }

    /// Adds a character to the last piece if it continues it.
    fn extend(&mut self, c: char, end: usize) -> bool {
        let Some(mut piece) = self.pieces.pop() else { return false };
        let extended = match (piece.kind, digit(c)) {
            (Kind::Number(value, digits), Some(next)) => Some(with_digit(value, digits, next)),
            (Kind::Word(from, _), None) if is_letter(c) && !stands_alone(c) => {
                let is_apart = self.lower[from..].starts_with(stands_alone);
                if !is_apart {
                    self.push_lower(c);
                }
                (!is_apart).then_some(Kind::Word(from, self.lower.len()))
            }
            _ => None,
        };
        if let Some(kind) = extended {
            piece = Piece { kind, end, ..piece };
        }
        self.pieces.push(piece);
        extended.is_some()
    }
}

fn with_digit(value: u64, digits: u8, next: u64) -> Kind {
    Kind::Number(value.saturating_mul(10).saturating_add(next), digits.saturating_add(1))
}

/// The number of digits of ASCII.
fn number(digits: &[u8]) -> Kind {
    digits.iter().fold(Kind::Number(0, 0), |number, byte| match number {
        Kind::Number(value, digits) => with_digit(value, digits, u64::from(byte - b'0')),
        other => other,
    })
}

/// Whether a line may have a date whose numbers are characters: "二〇二一年十月十二日".
pub(crate) fn is_in_characters(line: &str) -> bool {
    if line.is_ascii() {
        return false;
    }
    let year = line.find('年').and_then(|at| line[..at].chars().next_back());
    year.is_some_and(|before| han_digit(before).is_some()) && line.contains('月')
}

fn han_digit(c: char) -> Option<u64> {
    match c {
        '零' | '○' => Some(0),
        _ => "〇一二三四五六七八九".chars().zip(0..).find(|(digit, _)| *digit == c).map(|(_, value)| value),
    }
}

/// Characters that count years, months and days become numbers.
fn with_han_numbers(tokens: &Tokens) -> Vec<Piece> {
    let pieces = &tokens.pieces;
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let run = pieces[at..]
            .iter()
            .take(MAX_HAN_DIGITS)
            .take_while(|piece| han_character(tokens, piece).is_some())
            .count();
        let is_counted = pieces
            .get(at + run)
            .is_some_and(|next| matches!(tokens.word(next), Some("年" | "月" | "日" | "号" | "號")));
        match han_number(tokens, &pieces[at..at + run]).filter(|_| is_counted) {
            Some(kind) => {
                out.push(Piece { kind, end: pieces[at + run - 1].end, ..pieces[at] });
                at += run;
            }
            None => {
                out.push(pieces[at]);
                at += 1;
            }
        }
    }
    out
}

/// Characters of the longest number of a date: a year's, or "三十一".
const MAX_HAN_DIGITS: usize = 4;

/// A digit, or ten.
fn han_character(tokens: &Tokens, piece: &Piece) -> Option<char> {
    let c = match piece.kind {
        Kind::Word(..) => tokens.word(piece)?.chars().next()?,
        Kind::Mark(mark) => mark,
        Kind::Number(..) => return None,
    };
    (c == '十' || han_digit(c).is_some()).then_some(c)
}

/// "二〇二一" by its digits, "三十一" by tens and ones.
fn han_number(tokens: &Tokens, pieces: &[Piece]) -> Option<Kind> {
    let characters: Vec<char> = pieces.iter().filter_map(|piece| han_character(tokens, piece)).collect();
    let digits = |part: &[char]| part.iter().try_fold(0, |value, c| Some(10 * value + han_digit(*c)?));
    match characters.iter().position(|c| *c == '十') {
        None if characters.is_empty() => None,
        None => Some(Kind::Number(digits(&characters)?, characters.len() as u8)),
        Some(tens @ 0..=1) if characters.len() <= tens + 2 => {
            let before = if tens == 0 { 1 } else { digits(&characters[..1])? };
            Some(Kind::Number(10 * before + digits(&characters[tens + 1..])?, 2))
        }
        Some(_) => None,
    }
}

/// "13 Oct 202113 Oct 2021", "October 13, 20215:01": a year and what a scraper has joined to it.
fn without_glued_years(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_glued = |piece: &Piece, next: Option<&Piece>| {
        let goes_on =
            next.is_some_and(|next| !matches!(next.kind, Kind::Number(..)) && next.kind != Kind::Mark('.'));
        matches!(piece.kind, Kind::Number(value, digits @ 5..=6) if goes_on && is_year(value / 10_u64.pow(u32::from(digits) - 4)))
            && piece.end - piece.start <= 6
    };
    if !pieces.windows(2).any(|pair| is_glued(&pair[0], Some(&pair[1]))) {
        return pieces;
    }
    let mut parted = Vec::with_capacity(pieces.len() + 2);
    for (at, piece) in pieces.iter().enumerate() {
        match piece.kind {
            Kind::Number(value, digits) if is_glued(piece, pieces.get(at + 1)) => {
                let rest = 10_u64.pow(u32::from(digits) - 4);
                let seam = piece.start + 4;
                parted.push(Piece { kind: Kind::Number(value / rest, 4), end: seam, ..*piece });
                // What follows a year does not go on with it.
                parted.push(Piece {
                    kind: Kind::Number(value % rest, digits - 4),
                    start: seam,
                    gap: true,
                    ..*piece
                });
            }
            _ => parted.push(*piece),
        }
    }
    parted
}

/// A year that a page can be from.
fn is_year(value: u64) -> bool {
    (1990..2100).contains(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_are_numbers() {
        let tokens = tokens("\u{661}\u{662} Oct\u{ff12}\u{ff10}\u{ff12}\u{ff11}");
        let kinds: Vec<_> = tokens.pieces.iter().map(|piece| piece.kind).collect();
        assert_eq!(kinds, [Kind::Number(12, 2), Kind::Word(0, 3), Kind::Number(2021, 4)]);
        assert_eq!(tokens.word(&tokens.pieces[1]), Some("oct"));
    }

    #[test]
    fn lines_in_ascii_have_the_same_pieces() {
        for line in [
            "Updated: 12-10-2021 16:18\tIST",
            "13Oct 202113 Oct2021 | 99999999999999999999999999",
            "A, b (1) \u{b}x",
        ] {
            let mut slow = Tokens::default();
            slow.read(line);
            slow.pieces = without_glued_years(std::mem::take(&mut slow.pieces));
            let all = |tokens: &Tokens| {
                let one = |piece: &Piece| match piece.kind {
                    Kind::Word(..) => (tokens.word(piece).map(str::to_owned), None, piece.start, piece.gap),
                    kind => (None, Some(kind), piece.end, piece.gap),
                };
                tokens.pieces.iter().map(one).collect::<Vec<_>>()
            };
            assert_eq!(all(&tokens(line)), all(&slow), "{line}");
        }
    }

    #[test]
    fn a_year_ends_where_a_day_or_a_clock_is_glued_to_it() {
        let numbers = |line: &str| -> Vec<u64> {
            let pieces = tokens(line).pieces.into_iter();
            pieces
                .filter_map(|piece| if let Kind::Number(value, _) = piece.kind { Some(value) } else { None })
                .collect()
        };
        assert_eq!(numbers("13 Oct 202113 Oct 2021"), [13, 2021, 13, 2021]);
        assert_eq!(numbers("October 13, 20215:01 AM"), [13, 2021, 5, 1]);
        assert_eq!(numbers("Order 202113"), [202_113], "nothing follows");
        assert_eq!(numbers("20215 people"), [2021, 5], "no date is read here");
        assert_eq!(numbers("123456 Oct"), [123_456], "no year");
    }

    #[test]
    fn two_numbers_are_apart() {
        for line in [
            "13 Oct 2021",
            "1-2",
            "rain of 12345678 and 9",
            "12345678 9",
            "1234567 89",
            "\u{661}\u{662} Oct 2021",
            "2021\u{5e74}10\u{6708}",
        ] {
            assert!(has_two_numbers(line), "{line}");
        }
        for line in ["", "2021", "12 comments", "in town 1234567812345678", "rain of 12", "a\u{661}\u{662}b"]
        {
            assert!(!has_two_numbers(line), "{line}");
        }
    }

    #[test]
    fn han_characters_stand_alone() {
        assert_eq!(tokens("10月12日(火)").pieces.len(), 7);
    }
}
