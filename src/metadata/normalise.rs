//! Values as people should see them, and values normalised for comparison.

use std::borrow::Cow;

use crate::document::words::ascii_words;
use crate::document::{hash, without_entities};
use crate::lists::letters;
use crate::lists::lower::{lower, lower_case, push_lower};
use crate::lists::word_bytes::letters_of;
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
    if is_tidy(&text) {
        return text.into_owned();
    }
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether all white space and control characters of a text are spaces, one at a time and between words. Of characters beyond ASCII
/// the first bytes are looked at, so that some texts are taken for untidy.
fn is_tidy(text: &str) -> bool {
    let is_plain = |byte: u8| !matches!(byte, ..b' ' | 0x7f | 0xc2 | 0xe1..=0xe3 | 0xef);
    let mut before = b' ';
    let goes_on = |byte: u8| is_plain(byte) && (std::mem::replace(&mut before, byte) != b' ' || byte != b' ');
    text.bytes().all(goes_on) && before != b' '
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

/// A hash of a text's [`phrase`].
pub(crate) fn phrase_hash(text: &str) -> u64 {
    if text.is_ascii() {
        return hash_of_words(ascii_words(text));
    }
    let lower = lower_case(text);
    hash_of_words(lower.split(|c: char| !letters::is_alphanumeric(c)).filter(|word| !word.is_empty()))
}

/// The hash of words in which letters of ASCII may be in any case, eight bytes at a time. Each word ends with fewer than eight.
fn hash_of_words<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let lower = |bytes: u64| bytes | letters_of(bytes) >> 2;
    // What the multiplication mixes upwards is brought down again.
    let step = |hash: u64, bytes: u64| {
        let hash = hash::step(hash, lower(bytes));
        hash ^ hash >> 32
    };
    words.fold(hash::BASIS, |hash, word| {
        let (eights, rest) = word.as_bytes().as_chunks();
        let hash = eights.iter().fold(hash, |hash, eight| step(hash, u64::from_le_bytes(*eight)));
        step(hash, rest.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)))
    })
}

/// Letters and digits in lower case, without spaces: how names look in addresses.
pub(crate) fn key(text: &str) -> String {
    if text.is_ascii() {
        let mut key = String::with_capacity(text.len());
        key.extend(ascii_words(text));
        key.make_ascii_lowercase();
        return key;
    }
    let mut key = String::with_capacity(text.len());
    for letters in text.split(|c: char| !letters::is_alphanumeric(c)) {
        push_lower(&mut key, letters);
    }
    key
}

/// Whether this is the key of a text.
pub(crate) fn has_key(text: &str, key: &str) -> bool {
    let first_of_key = key.as_bytes().first().copied();
    let is_other =
        |first: &u8| first.is_ascii_alphanumeric() && Some(first.to_ascii_lowercase()) != first_of_key;
    // Most texts begin with another letter.
    if text.as_bytes().first().is_some_and(is_other) {
        return false;
    }
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
    fn tidy_texts_stay_as_they_are() {
        for text in ["Rain in town", "„Rain“", "Äpfel", "x"] {
            assert_eq!(value(text), text);
        }
        assert!(is_tidy("Rain in town") && is_tidy("Äpfel"));
        let untidy =
            ["", " ", " Rain", "Rain ", "Rain  in", "Rain\tin", "Rain\u{a0}in", "Rain\u{7f}", "\u{feff}Rain"];
        assert!(!untidy.into_iter().any(is_tidy));
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
    fn texts_have_the_hash_of_their_phrase() {
        let texts = [
            "",
            "Rain, in the-Town! 3.5",
            "RAIN",
            "„Äpfel“ - Brot",
            "“Rain” in TOWN",
            "ΟΔΟΣ",
            "Umbrellaumbrella a",
        ];
        for text in texts {
            assert_eq!(phrase_hash(text), phrase_hash(&phrase(text)), "{text}");
        }
        let others =
            ["rain in town", "rainin town", "rain in towns", "umbrella umbrella a", "äpfelbrot", "оδος"];
        let hashes: std::collections::HashSet<u64> =
            texts.iter().chain(&others).map(|text| phrase_hash(text)).collect();
        assert_eq!(
            hashes.len(),
            texts.len() + others.len() - 1,
            "only “Rain” in TOWN and rain in town are the same"
        );
    }

    #[test]
    fn similarity_counts_common_words() {
        assert_eq!(similarity("rain in town", "rain in town"), 1.0);
        assert_eq!(similarity("rain", "snow"), 0.0);
        assert!(similarity("rain in town today", "rain in town") > 0.8);
    }
}
