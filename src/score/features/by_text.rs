//! What a block's text tells by itself: signs, and whether it repeats the title, the description or the site's name.
//!
//! A quarter of a page's blocks have the text of another one, so that this is found out once a text.

use memchr::{memchr_iter, memchr3_iter};

use crate::cut;
use crate::document::Signs;
use crate::evidence::Evidence;
use crate::evidence::title_words::TitleWords;
use crate::model::flag;
use crate::score::values::Features;

/// The features of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfText {
    signs: f32,
    quotes: f32,
    title_overlap: f32,
    description: f32,
    names_site: f32,
}

impl OfText {
    pub(super) fn of(evidence: &Evidence<'_>, index: usize) -> OfText {
        let (page, facts) = (evidence.document, evidence.facts());
        let (text, shape) = (page.block_text(index), &page.blocks[index].shape);
        OfText {
            signs: signs(text, shape.signs),
            quotes: quotes(text, shape.signs),
            title_overlap: title_overlap(text, shape.words, &facts.title_words),
            description: evidence.description.likeness(text),
            names_site: flag(evidence.site.as_ref().is_some_and(|site| site.is_in(text))),
        }
    }

    pub(super) fn set(self, features: &mut Features) {
        features.signs = self.signs;
        features.quotes = self.quotes;
        features.title_overlap = self.title_overlap;
        features.description = self.description;
        features.names_site = self.names_site;
    }
}

/// As much of a block as is searched for signs.
const SEARCHED_BYTES: usize = 1000;

fn beginning(text: &str) -> &str {
    cut::text(text, SEARCHED_BYTES)
}

/// Signs that tell something, and those that can be quotation marks.
const TELLING: Signs = ABOVE_CALLS.or(Signs::CALL);
/// The same without question and exclamation marks, which tell least.
const ABOVE_CALLS: Signs =
    Signs::DOLLAR.or(Signs::SLASH).or(Signs::AT).or(Signs::COLON).or(Signs::LATIN_1).or(Signs::PUNCTUATION);
const QUOTES: Signs = Signs::QUOTE.or(Signs::LATIN_1).or(Signs::PUNCTUATION).or(Signs::WIDE);

/// The most telling sign in the text: 6 ©, 5 price, 4 address, 3 mail or handle, 2 clock
/// time or date in figures, 1 question or exclamation, 0 none.
fn signs(text: &str, known: Signs) -> f32 {
    if !known.any(TELLING) {
        return 0.0;
    }
    if !known.any(ABOVE_CALLS) && text.len() <= SEARCHED_BYTES {
        return 1.0;
    }
    let text = beginning(text);
    let bytes = text.as_bytes();
    let digits_around = |at: usize| {
        let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
    };
    let mut most = 0;
    let may_be_sign = |byte: &u8| matches!(byte, b'$' | b'/' | b'@' | b':' | b'?' | b'!' | 0xc2 | 0xe2);
    for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| may_be_sign(byte)) {
        let sign = match byte {
            0xc2 if bytes.get(at + 1) == Some(&0xa9) => 6,
            0xc2 if matches!(bytes.get(at + 1), Some(0xa2..=0xa5)) => 5,
            0xe2 if bytes.get(at + 1) == Some(&0x82) && bytes.get(at + 2).is_some_and(|&b| b >= 0xa0) => 5,
            b'$' => 5,
            b'/' if bytes.get(at + 1) == Some(&b'/') => 4,
            b'@' => 3,
            b':' | b'/' if digits_around(at) => 2,
            b'?' | b'!' => 1,
            _ => 0,
        };
        most = most.max(sign);
    }
    most as f32
}

/// Quotation marks, five at most.
fn quotes(text: &str, known: Signs) -> f32 {
    if !known.any(QUOTES) {
        return 0.0;
    }
    let text = beginning(text);
    let is_quote = |at: &usize| {
        let first = text.get(*at..).and_then(|rest| rest.chars().next());
        first.is_some_and(|c| {
            matches!(c, '"' | '\u{201c}'..='\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{300c}' | '\u{300d}')
        })
    };
    // The first bytes of these; those of scripts that have wide ones are looked for in them alone.
    let places = memchr3_iter(b'"', 0xc2, 0xe2, text.as_bytes());
    let wide = memchr_iter(0xe3, if known.any(Signs::WIDE) { text.as_bytes() } else { &[] });
    places.chain(wide).filter(is_quote).take(5).count() as f32
}

/// Only short blocks can repeat a title.
fn title_overlap(text: &str, words: u32, title: &TitleWords) -> f32 {
    const MAX_TITLE_WORDS: u32 = 40;
    let may_repeat = words <= MAX_TITLE_WORDS;
    if may_repeat || title.are_none() { title.share_of(text) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_the_number_of_its_most_telling_sign() {
        for (text, sign) in [
            ("Plain words", 0.),
            ("Ready?", 1.),
            ("and/or: neither", 0.),
            ("At 10:15", 2.),
            ("12/10/2021, at last!", 2.),
            ("ann@example.org", 3.),
            ("See https://example.org", 4.),
            ("$ 5", 5.),
            ("\u{20ac} 5", 5.),
            ("\u{a3}5", 5.),
            ("\u{a9} 2021 a@b", 6.),
        ] {
            assert_eq!(signs(text, Signs::of(text)), sign, "{text}");
        }
        let text = "\u{201c}Rain\u{201d}, she said, \"and more of it\".";
        assert_eq!(quotes(text, Signs::of(text)), 4.);
    }
}
