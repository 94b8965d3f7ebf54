//! The shape of a block's own text and markup.

use memchr::{memchr_iter, memchr3_iter};

use crate::cut;
use crate::document::{Document, Origin, Signs};
use crate::evidence::Evidence;
use crate::evidence::numbers::kind_number;
use crate::evidence::vocabulary::WordEvidence;
use crate::model::{flag, share};
use crate::score::values::Features;

pub(super) fn set(evidence: &Evidence<'_>, words: &WordEvidence, index: usize, features: &mut Features) {
    let page = evidence.document;
    let shape = &page.blocks[index].shape;
    features.words = shape.words as f32;
    features.stop_word_share = share(shape.stop_words, shape.words);
    features.comma_rate = share(shape.commas, shape.words);
    features.digit_share = share(shape.digits, shape.chars);
    features.uppercase_share = share(shape.uppercase, shape.chars);
    features.capitalised_share = share(shape.capitalised_words, shape.words);
    features.separator_rate = share(shape.separators, shape.words);
    features.sentences = shape.sentences as f32;
    features.word_length = share(shape.chars, shape.words);
    features.starts_lowercase = flag(shape.starts_lowercase);
    features.unspaced = flag(shape.unspaced);
    features.ending = ending(page, Some(index));
    features.ending_above = ending(page, index.checked_sub(1));
    features.ending_below = ending(page, Some(index + 1));
    let text = page.block_text(index);
    features.signs = signs(text, shape.signs);
    features.quotes = quotes(text, shape.signs);
    features.distinct_share = words.distinct_share(index);
    let topics = words.topics(index);
    (features.topic_share, features.topic_share_near) = (topics.of_page, topics.near);
    markup(page, index, features);
}

fn markup(page: &Document, index: usize, features: &mut Features) {
    let block = &page.blocks[index];
    features.kind = f32::from(kind_number(block.kind));
    if page.origin == Origin::Text {
        return;
    }
    features.link_share = share(block.link_chars, block.shape.chars);
    features.link_rate = share(u32::from(block.link_count), block.shape.words);
    features.strong_share = share(block.strong_chars, block.shape.chars);
    let mostly_link = if features.link_share > 0.8 { 20.0 } else { 0.0 };
    features.kind_and_link = features.kind + mostly_link;
}

/// Length and ending together: five lengths times four endings, or -1 past the page's edge.
fn ending(page: &Document, index: Option<usize>) -> f32 {
    let Some(block) = index.and_then(|index| page.blocks.get(index)) else { return -1.0 };
    let length = match block.shape.words {
        0..=2 => 0,
        3..=6 => 1,
        7..=12 => 2,
        13..=30 => 3,
        _ => 4,
    };
    let end = match &block.shape {
        shape if shape.terminated => 1,
        shape if shape.ends_with_colon => 2,
        shape if shape.cut_off => 3,
        _ => 0,
    };
    (length * 4 + end) as f32
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

    #[test]
    fn length_and_ending_are_one_number() {
        let page = crate::evidence::testing::lines(
            "Two words\n\nThree words here:\n\nIt is cut off after a few more\u{2026}\n\nIt rained on Monday, and again on the day \
             after that, until night.",
        );
        let endings: Vec<f32> = (0..4).map(|index| ending(&page, Some(index))).collect();
        assert_eq!(endings, [0., 4. + 2., 8. + 3., 12. + 1.]);
        assert_eq!((ending(&page, Some(4)), ending(&page, None)), (-1., -1.));
    }
}
