//! Values as people should see them, and values normalised for comparison.

use std::borrow::Cow;

use crate::document::words::ascii_words;
use crate::document::{hash, without_entities};
use crate::lists::letters;
use crate::lists::lower::{lower, lower_case};
use crate::read::decode::mojibake::mend;

/// A value without tags, entities and runs of white space.
pub(crate) fn value(raw: &str) -> String {
    let mut text = Cow::Borrowed(raw);
    // Twice: "&amp;amp;" is what content systems make of "&amp;".
    for _ in 0..2 {
        if text.contains('&') {
            text = Cow::Owned(without_entities(&text));
        }
    }
    if text.contains('<') {
        text = Cow::Owned(without_tags(&text));
    }
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A title: a value whose characters are put right where somebody had read them in a wrong encoding. Heads are filled from
/// other places than the page's text, so either may be right.
pub(crate) fn title(raw: &str) -> String {
    value(&mend(raw).0)
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out += before;
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let Some(end) = opens.then(|| tag.find('>')).flatten() else {
            out.push('<');
            rest = &tag[1..];
            if !opens {
                continue;
            }
            break;
        };
        out.push(' ');
        rest = &tag[end + 1..];
    }
    out + rest
}

/// Words of a text in lower case, joined by single spaces: equal for texts that differ in
/// marks and case.
pub(crate) fn phrase(text: &str) -> String {
    if text.is_ascii() {
        return ascii_phrase(text);
    }
    let lower = lower_case(text);
    let mut phrase = String::with_capacity(lower.len());
    for word in lower.split(|c: char| !letters::is_alphanumeric(c)).filter(|word| !word.is_empty()) {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    phrase
}

fn ascii_phrase(text: &str) -> String {
    let mut phrase = String::with_capacity(text.len());
    for word in ascii_words(text) {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    phrase.make_ascii_lowercase();
    phrase
}

/// The hash of a text's [`phrase`].
pub(crate) fn phrase_hash(text: &str) -> u64 {
    if text.is_ascii() {
        return joined_hash(
            ascii_words(text).map(|word| word.bytes().map(|byte| char::from(byte.to_ascii_lowercase()))),
        );
    }
    let lower = lower_case(text);
    let words = lower.split(|c: char| !letters::is_alphanumeric(c)).filter(|word| !word.is_empty());
    joined_hash(words.map(str::chars))
}

/// The hash of words with single spaces between them.
fn joined_hash<W: Iterator<Item = char>>(words: impl Iterator<Item = W>) -> u64 {
    let step = |hash, c| hash::step(hash, u64::from(c));
    let mut words = words.peekable();
    let mut joined = hash::BASIS;
    while let Some(word) = words.next() {
        joined = word.fold(joined, step);
        joined = if words.peek().is_some() { step(joined, ' ') } else { joined };
    }
    joined
}

/// Letters and digits in lower case, without spaces: how names look in addresses.
pub(crate) fn key(text: &str) -> String {
    if text.is_ascii() {
        let mut key = String::with_capacity(text.len());
        key.extend(ascii_words(text));
        key.make_ascii_lowercase();
        return key;
    }
    text.chars().filter(|c| letters::is_alphanumeric(*c)).flat_map(lower).collect()
}

/// Whether this is the key of a text.
pub(crate) fn has_key(text: &str, key: &str) -> bool {
    if text.is_ascii() {
        let bytes = text.bytes().filter(u8::is_ascii_alphanumeric);
        return bytes.map(|byte| byte.to_ascii_lowercase()).eq(key.bytes());
    }
    let letters = text.chars().filter(|c| letters::is_alphanumeric(*c));
    letters.flat_map(lower).eq(key.chars())
}

/// Share of words that two normalised phrases have in common, from 0 to 1: twice the common words by all.
pub(crate) fn similarity(left: &str, right: &str) -> f32 {
    let (left, right) = (sorted_words(left), sorted_words(right));
    let all = left.len() + right.len();
    let (mut at, mut common) = (0, 0);
    for word in left {
        while right.get(at).is_some_and(|other| *other < word) {
            at += 1;
        }
        if right.get(at) == Some(&word) {
            common += 1;
            at += 1;
        }
    }
    2.0 * common as f32 / all as f32
}

/// The words of a normalised phrase in the order of their bytes.
fn sorted_words(phrase: &str) -> Vec<&[u8]> {
    // Few phrases have more words for their bytes.
    const BYTES_PER_WORD: usize = 5;
    let mut words = Vec::with_capacity(phrase.len() / BYTES_PER_WORD + 1);
    words.extend(phrase.as_bytes().split(|byte| *byte == b' '));
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lose_tags_entities_and_spaces() {
        assert_eq!(value("  Salt &amp;amp; <b>pepper</b>\n shop "), "Salt & pepper shop");
        assert_eq!(value("&#8220;Caf&eacute;&#x201D;"), "“Café”");
        assert_eq!(value("a < b & c &nothing; d"), "a < b & c &nothing; d");
        assert_eq!(value("5 <unclosed"), "5 <unclosed");
        assert_eq!(value("&é;"), "&é;");
    }

    #[test]
    fn titles_in_a_wrong_encoding_are_put_right() {
        assert_eq!(title("Ð”Ð¾Ð¶Ð´ÑŒ Ð² Ð³Ð¾Ñ€Ð¾Ð´Ðµ"), "Дождь в городе");
        assert_eq!(title("FÃ¤hre fÃ¤hrt"), "Fähre fährt");
        assert_eq!(title("Ã is a letter"), "Ã is a letter");
    }

    #[test]
    fn phrases_are_words_in_lower_case() {
        assert_eq!(phrase(" Rain, in the-Town! 3.5"), "rain in the town 3 5");
        assert_eq!(phrase("\u{201e}\u{c4}pfel\u{201c} - Brot"), "\u{e4}pfel brot");
        assert_eq!(
            [phrase(""), phrase("..."), key("Rain, in 3"), key("\u{c4}")],
            ["", "", "rainin3", "\u{e4}"]
        );
    }

    #[test]
    fn keys_are_compared_as_they_are_made() {
        for text in ["", "...", "Rain, in 3", "Äpfel - Brot", "RAIN İN"] {
            assert!(has_key(text, &key(text)), "{text}");
            assert!(!has_key(text, "rain"), "{text}");
        }
    }

    #[test]
    fn phrases_are_hashed_as_they_are_made() {
        for text in ["", "...", " Rain, in the-Town! 3.5", "RAIN", "„Äpfel“ - Brot", "“Rain” in TOWN", "ΟΔΟΣ"]
        {
            assert_eq!(phrase_hash(text), hash::of_chars(phrase(text).chars()), "{text}");
        }
    }

    #[test]
    fn similarity_counts_common_words() {
        assert_eq!(similarity("rain in town", "rain in town"), 1.0);
        assert_eq!(similarity("rain", "snow"), 0.0);
        assert!(similarity("rain in town today", "rain in town") > 0.8);
    }
}
