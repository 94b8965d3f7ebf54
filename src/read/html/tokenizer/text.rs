//! Text and the parts of it that are not what they seem: line ends, NUL, character references.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSinkResult};
use memchr::{memchr, memchr2};

use super::references::{self, Place};
use super::{Reader, Tokenizer};

/// Whether something other than text begins at a `<`, given what follows it.
fn begins_markup(rest: &[u8]) -> bool {
    match rest {
        [b'/', _, ..] | [b'!' | b'?', ..] => true,
        [first, ..] => first.is_ascii_alphabetic(),
        [] => false,
    }
}

impl<S: Reader> Tokenizer<'_, S> {
    /// Reads text up to the next markup.
    pub(super) fn text(&mut self) {
        let start = self.at;
        let mut place = None;
        loop {
            let rest = self.ahead(0);
            // The first reference found, all others are found when it is replaced.
            let found = if place.is_none() { memchr2(b'<', b'&', rest) } else { memchr(b'<', rest) };
            self.at = found.map_or(self.html.len(), |found| self.at + found);
            match self.ahead(0) {
                [b'&', ..] => place = Some(Place::Text),
                [b'<', rest @ ..] if !begins_markup(rest) => {}
                _ => break,
            }
            self.at += 1;
        }
        if self.at > start {
            let text = self.decoded(start, self.at, place);
            self.emit_text(text);
        }
    }

    /// A part of the input, with its references replaced if it can have any.
    pub(super) fn decoded(&self, start: usize, end: usize, place: Option<Place>) -> StrTendril {
        let decoded = place.and_then(|place| references::replace(&self.html[start..end], place));
        let decoded = decoded.map(StrTendril::from);
        // Limits on input keep offsets below 2^32.
        decoded.unwrap_or_else(|| self.source.subtendril(start as u32, (end - start) as u32))
    }

    /// A part of the input as `decoded` gives it, where NUL stands for an unknown character.
    pub(super) fn without_nul(&self, start: usize, end: usize, place: Option<Place>) -> StrTendril {
        let text = self.decoded(start, end, place);
        if self.has_nul && text.contains('\0') {
            return StrTendril::from(text.replace('\0', "\u{fffd}"));
        }
        text
    }

    /// Hands on text in which the sink deals with NUL.
    pub(super) fn emit_text(&mut self, text: StrTendril) {
        if !self.has_nul {
            return self.emit_characters(text);
        }
        for (index, part) in text.split('\0').enumerate() {
            if index > 0 {
                let _: TokenSinkResult<_> = self.sink.process_token(Token::NullCharacterToken, 1);
            }
            if !part.is_empty() {
                self.emit_characters(StrTendril::from(part));
            }
        }
    }

    pub(super) fn emit_characters(&mut self, text: StrTendril) {
        // Text never changes how the input is read.
        let _: TokenSinkResult<_> = self.sink.process_token(Token::CharacterTokens(text), 1);
    }
}
