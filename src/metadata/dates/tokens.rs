//! A line of text as the pieces that dates are made of.

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

/// Letters, and the vowel signs and accents that belong to them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c as u32, 0x300..=0x36F | 0x900..=0xDFF | 0xE31..=0xE4E)
}

/// Scripts that write words without spaces: each character is a word.
pub(crate) fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x9FFF | 0xF900..=0xFAFF)
}

/// The pieces of a line; none of one without a digit, as most are, since it tells no date.
pub(crate) fn tokens(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    if !has_digit(line) {
        return pieces;
    }
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
    pieces
}

fn first(c: char) -> Kind {
    match digit(c) {
        Some(value) => Kind::Number(value, 1),
        None if is_letter(c) => Kind::Word(c.to_lowercase().collect()),
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
                word.extend(c.to_lowercase());
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
    fn han_characters_stand_alone() {
        assert_eq!(tokens("10月12日(火)").len(), 7);
    }
}
