use super::*;
use proptest::prelude::*;

/// The words of a text that were handed over.
struct Words<'t> {
    text: &'t str,
    found: Vec<&'t str>,
}

impl Takes for Words<'_> {
    fn ascii(&mut self, word: Range<usize>, start: Start) {
        let text = &self.text[word.clone()];
        assert!(starts_with(text, start), "{text}");
        self.other(word);
    }

    fn other(&mut self, word: Range<usize>) {
        self.found.push(&self.text[word]);
    }
}

fn simple_words(text: &str) -> Vec<&str> {
    let mut words = Words { text, found: Vec::new() };
    simple(text, &mut words);
    words.found
}

fn ascii_parts(text: &str) -> Vec<&str> {
    assert!(text.is_ascii());
    let mut words = Words { text, found: Vec::new() };
    for_each(text, &mut words);
    words.found
}

#[test]
fn words_in_ascii_are_between_signs() {
    let words = |text| ascii_words(text).collect::<Vec<_>>();
    assert_eq!(words("  The mill, it's 3.5 m"), ["The", "mill", "it", "s", "3", "5", "m"]);
    assert!(words(" -- ").is_empty() && words("").is_empty());
}

#[test]
fn bytes_of_short_words_are_read_together() {
    for byte in 0..=u8::MAX {
        let (eight, is_letter) = (u64::from_le_bytes([byte; 8]), byte.is_ascii_alphabetic());
        assert_eq!(letters_of(eight), if is_letter { HIGH } else { 0 }, "{byte}");
        let inside = if is_in_ascii_word(byte) { 0x7f } else { 0 };
        assert_eq!(bits_where(&[byte; 7], is_in_ascii_word), inside, "{byte}");
    }
    for text in ["", "a", " It's 'NO.' 3.5", "Eighteen, sixteenth [harbours] x", "{eighteen", "lanterns' Ab"]
    {
        assert_eq!(ascii_parts(text), ascii(text, is_in_ascii_word).collect::<Vec<_>>(), "{text}");
    }
}

/// Whether a word starts so.
fn starts_with(word: &str, start: Start) -> bool {
    let bytes = start.lower.to_le_bytes();
    let length = word.len().min(8);
    start.is_capital == word.starts_with(|c: char| c.is_ascii_uppercase())
        && bytes[..length] == *word[..length].to_ascii_lowercase().as_bytes()
        && bytes[length..].iter().all(|byte| *byte == 0)
}

#[test]
fn words_are_whole_wherever_parts_of_the_text_end() {
    for before in 50..70 {
        for length in [1, 2, 7, 8, 9, 30, 64, 70, 140] {
            let text = format!(
                "{} {}; it's",
                " a".repeat(before / 2) + &" ".repeat(before % 2),
                "Ab7".repeat(length)
            );
            for text in [&text[..], &text[..before + 1 + length]] {
                assert_eq!(ascii_parts(text), ascii(text, is_in_ascii_word).collect::<Vec<_>>(), "{text}");
            }
        }
    }
}

#[test]
fn words_are_between_white_space() {
    for text in
        ["", "  ", " Rain,\tin\u{b}town \r\n", "“Rain”\u{a0}in…", "a\u{1f}b", "雨。\u{3000}あめ \u{e4}"]
    {
        assert_eq!(spaced(text).collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
    }
    for c in '\0'..=char::MAX {
        let text = format!("a{c}{c}\u{e9}{c}b");
        assert!(spaced(&text).eq(text.split_whitespace()), "{c:?}");
    }
    assert_eq!(
        ["Rain", "\u{201c}Rain!", "--", "\u{c4}x,"].map(without_signs),
        ["Rain", "Rain", "", "\u{c4}x"]
    );
    let dotted = |text| dotted(text, |c: char| c.is_whitespace() || c == ')').collect::<Vec<_>>();
    assert_eq!(dotted("at fen.example. (a.b).c d.e.f"), ["fen.example.", "(a.b", ".c", "d.e.f"]);
    assert!(dotted("It rained. Then it snowed (as here.)").is_empty());
}

fn known() -> Vec<char> {
    ('\0'..='\u{ffff}').filter(|c| class_of(*c).is_some()).collect()
}

#[test]
fn every_character_is_of_its_class() {
    for c in known() {
        for around in ["x", "axa", "1x1", "ax1", "1xa", "_x_", "a.xa", "1x,1", "x'x", " xx "] {
            let text = around.replace('x', &c.to_string());
            assert_eq!(simple_words(&text), text.unicode_words().collect::<Vec<_>>(), "{text:?}");
        }
    }
}

proptest! {
    #[test]
    fn the_short_way_divides_as_the_standard_does(
        text in proptest::collection::vec(
            proptest::sample::select("aZ09_:·,;.'\u{2018}\u{2019} -é\u{df}Жλ€«…\n\t\"".chars().collect::<Vec<_>>()),
            0..40,
        )
    ) {
        let text: String = text.into_iter().collect();
        prop_assert_eq!(simple_words(&text), text.unicode_words().collect::<Vec<_>>());
    }
}
