//! A line of text as the pieces that dates are made of.

use crate::lists::letters;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Digits of any script, as their value and their count.
    Number(u64, u8),
    /// Letters, lower-cased.
    Word(String),
    Mark(char),
}

#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether white space comes before it.
    pub(crate) gap: bool,
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
    let (mut numbers, mut is_inside) = (0, false);
    let mut count = |is_digit: bool| {
        numbers += u32::from(is_digit && !is_inside);
        is_inside = is_digit;
        numbers == 2
    };
    if line.is_ascii() {
        line.bytes().any(|byte| count(byte.is_ascii_digit()))
    } else {
        line.chars().any(|c| count(digit(c).is_some()))
    }
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
pub(crate) fn tokens(line: &str) -> Vec<Piece> {
    let has_han_numbers = is_in_characters(line);
    if !has_han_numbers && !has_digit(line) {
        return Vec::new();
    }
    // Few lines have more pieces for their bytes.
    const BYTES_PER_PIECE: usize = 4;
    let mut pieces: Vec<Piece> = Vec::with_capacity(line.len() / BYTES_PER_PIECE);
    let mut gap = true;
    for (start, c) in line.char_indices() {
        let end = start + c.len_utf8();
        // Marks of writing direction are invisible.
        if c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{200B}' | '\u{FEFF}') {
            gap = true;
            continue;
        }
        let joined = pieces.last_mut().is_some_and(|last| !gap && extend(last, c, end));
        if !joined {
            pieces.push(Piece { kind: first(c), start, end, gap });
        }
        gap = false;
    }
    if has_han_numbers {
        pieces = with_han_numbers(pieces);
    }
    without_glued_years(pieces)
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
fn with_han_numbers(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let run = pieces[at..]
            .iter()
            .take(MAX_HAN_DIGITS)
            .take_while(|piece| han_character(piece).is_some())
            .count();
        let is_counted = pieces.get(at + run).is_some_and(|next| {
            matches!(&next.kind, Kind::Word(word) if matches!(word.as_str(), "年" | "月" | "日" | "号" | "號"))
        });
        match han_number(&pieces[at..at + run]).filter(|_| is_counted) {
            Some(kind) => {
                out.push(Piece { kind, end: pieces[at + run - 1].end, ..pieces[at] });
                at += run;
            }
            None => {
                out.push(pieces[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// Characters of the longest number of a date: a year's, or "三十一".
const MAX_HAN_DIGITS: usize = 4;

/// A digit, or ten.
fn han_character(piece: &Piece) -> Option<char> {
    let c = match &piece.kind {
        Kind::Word(word) => word.chars().next()?,
        Kind::Mark(mark) => *mark,
        Kind::Number(..) => return None,
    };
    (c == '十' || han_digit(c).is_some()).then_some(c)
}

/// "二〇二一" by its digits, "三十一" by tens and ones.
fn han_number(pieces: &[Piece]) -> Option<Kind> {
    let characters: Vec<char> = pieces.iter().filter_map(han_character).collect();
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
                parted.push(Piece { kind: Kind::Number(value / rest, 4), end: seam, ..piece.clone() });
                // What follows a year does not go on with it.
                parted.push(Piece {
                    kind: Kind::Number(value % rest, digits - 4),
                    start: seam,
                    gap: true,
                    ..*piece
                });
            }
            _ => parted.push(piece.clone()),
        }
    }
    parted
}

/// A year that a page can be from.
fn is_year(value: u64) -> bool {
    (1990..2100).contains(&value)
}

/// Room that most words need.
const MEAN_WORD_BYTES: usize = 8;

fn push_lower(word: &mut String, c: char) {
    if c.is_ascii() { word.push(c.to_ascii_lowercase()) } else { word.extend(c.to_lowercase()) }
}

fn first(c: char) -> Kind {
    match digit(c) {
        Some(value) => Kind::Number(value, 1),
        None if is_letter(c) => {
            let mut word = String::with_capacity(MEAN_WORD_BYTES);
            push_lower(&mut word, c);
            Kind::Word(word)
        }
        None => Kind::Mark(c),
    }
}

/// Adds a character to a piece if it continues it.
fn extend(piece: &mut Piece, c: char, end: usize) -> bool {
    let extended = match (&mut piece.kind, digit(c)) {
        (Kind::Number(value, digits), Some(next)) => {
            *value = value.saturating_mul(10).saturating_add(next);
            *digits = digits.saturating_add(1);
            true
        }
        (Kind::Word(word), None) if is_letter(c) && !stands_alone(c) => {
            let continues = !word.chars().next().is_some_and(stands_alone);
            if continues {
                push_lower(word, c);
            }
            continues
        }
        _ => false,
    };
    if extended {
        piece.end = end;
    }
    extended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_are_numbers() {
        let kinds: Vec<_> = tokens("١٢ Oct２０२१").into_iter().map(|piece| piece.kind).collect();
        assert_eq!(kinds, [Kind::Number(12, 2), Kind::Word("oct".into()), Kind::Number(2021, 4)]);
    }

    #[test]
    fn a_year_ends_where_a_day_or_a_clock_is_glued_to_it() {
        let numbers = |line: &str| -> Vec<u64> {
            let pieces = tokens(line).into_iter();
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
        for line in ["13 Oct 2021", "1-2", "\u{661}\u{662} Oct 2021", "2021\u{5e74}10\u{6708}"] {
            assert!(has_two_numbers(line), "{line}");
        }
        for line in ["", "2021", "12 comments", "a\u{661}\u{662}b"] {
            assert!(!has_two_numbers(line), "{line}");
        }
    }

    #[test]
    fn han_characters_stand_alone() {
        assert_eq!(tokens("10月12日(火)").len(), 7);
    }
}
