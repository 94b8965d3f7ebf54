//! A line that a date or a time is read from: its pieces by position.

use std::ops::RangeInclusive;

use super::tokens::{Kind, Piece, Tokens, tokens};

/// A line in pieces; positions are indexes of pieces.
pub(crate) struct Reader<'a> {
    pub(crate) line: &'a str,
    tokens: Tokens,
    pub(crate) language: Option<&'a str>,
    pub(crate) years: RangeInclusive<u64>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(line: &'a str, language: Option<&'a str>, years: RangeInclusive<u64>) -> Reader<'a> {
        Reader { line, tokens: tokens(line), language, years }
    }
}

impl Reader<'_> {
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.tokens.pieces
    }

    pub(crate) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces().get(at)
    }

    /// A number with its count of digits.
    pub(crate) fn number(&self, at: usize) -> Option<(u64, u8)> {
        match self.piece(at)?.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    pub(crate) fn word(&self, at: usize) -> Option<&str> {
        self.tokens.word(self.piece(at)?)
    }

    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.piece(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(crate) fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| words.contains(&word))
    }

    pub(crate) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(&mark))
    }
}
