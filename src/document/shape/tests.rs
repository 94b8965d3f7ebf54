use proptest::prelude::*;

use super::*;

/// Sentence ends, by a look at every character.
fn sentence_ends(text: &str) -> u32 {
    let (mut sentences, mut is_end) = (0, false);
    for c in text.chars() {
        match c {
            ' ' | '\n' | '\t' => sentences += u32::from(std::mem::take(&mut is_end)),
            '.' | '!' | '?' | '\u{61f}' | '\u{964}' | '\u{6d4}' => is_end = true,
            '"' | '\'' | ')' | '\u{201d}' | '\u{2019}' | '\u{bb}' => {}
            other => {
                sentences += u32::from(matches!(other, '\u{3002}' | '\u{ff01}' | '\u{ff1f}'));
                is_end = false;
            }
        }
    }
    sentences + u32::from(is_end)
}

proptest! {
    #[test]
    fn text_beyond_ascii_is_counted_as_its_characters_say(
        text in proptest::collection::vec(
            proptest::sample::select("aZ1,;|> \n\t.!?\"')-é\u{61f}\u{201d}\u{2019}»\u{3002}\u{3001}·漢½".chars().collect::<Vec<_>>()),
            0..30,
        )
    ) {
        let text: String = text.into_iter().collect();
        let mut shape = Shape::default();
        count_characters(&text, &mut shape);
        let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count() as u32;
        prop_assert_eq!(shape.sentences, sentence_ends(&text));
        prop_assert_eq!(shape.chars, count(|_| true));
        prop_assert_eq!(shape.letters, count(char::is_alphabetic));
        prop_assert_eq!(shape.uppercase, count(char::is_uppercase));
        prop_assert_eq!(shape.digits, count(char::is_numeric));
        prop_assert_eq!(shape.commas, count(|c| matches!(c, ',' | ';' | '\u{3001}')));
        prop_assert_eq!(shape.separators, count(|c| matches!(c, '|' | '>' | '·')));
    }
}

#[test]
fn ascii_is_counted_as_other_text_is() {
    let text = "He said: \"No (really?)\" Then, at 9; SHE left... a|b>c\td.e! ";
    let of = |text: &str| {
        let mut shape = Shape::default();
        count_characters(text, &mut shape);
        shape
    };
    // One more character, which is of no kind that is counted.
    let mut other = of(&format!("{text}\u{2000}"));
    (other.chars, other.signs) = (other.chars - 1, Signs::of(text));
    assert_eq!(of(text), other);
    assert_eq!((other.sentences, other.commas, other.digits, other.separators), (3, 2, 1, 2));
}

#[test]
fn bytes_that_tell_are_found_eight_at_a_time() {
    for byte in 0..=u8::MAX {
        let tells = matches!(byte, b'.' | b'!' | b'?' | 0x80..);
        assert_eq!(telling_of(u64::from_le_bytes([byte; 8])), if tells { HIGH } else { 0 }, "{byte}");
        for place in 0..20 {
            let mut bytes = [b'a'; 20];
            bytes[place] = byte;
            assert_eq!(next_telling(&bytes, 0), if tells { place } else { bytes.len() }, "{byte}");
        }
    }
}

#[derive(Debug, Default)]
struct Words(Vec<String>);

impl OnWord for Words {
    fn short(&mut self, word: u64) {
        self.0.push(format!("{word:x}"));
    }

    fn long(&mut self, _: u64, word: &str) {
        self.spaced(word);
    }

    fn spaced(&mut self, word: &str) {
        self.0.push(word.to_owned());
    }

    fn unspaced(&mut self, word: &str) {
        self.spaced(word);
    }
}

#[test]
fn words_are_counted_alike_with_and_without_asking_each() {
    for text in [
        "",
        "a",
        " It's 'No.' 3.5 isn't Three-Five _x_ ",
        "Rain\tin\nTown",
        "\u{c4}pfel und \u{6f22}\u{5b57} X",
    ] {
        let (mut asked, mut alone) = (Shape::default(), Shape::default());
        let mut words = Words::default();
        count_words(text, &mut asked, &mut words);
        count_words_alone(text, &mut alone);
        assert_eq!(asked, alone, "{text}: {words:?}");
    }
}

#[test]
fn characters_beyond_ascii_are_counted_by_their_kind() {
    let text = "\u{c4}pfel, \u{d6}l; 12\u{2009}\u{be} K\u{e4}se \u{b7} Brot | \u{201e}gut\u{201d}. Ja! Wie?";
    let mut shape = Shape::default();
    count_characters(text, &mut shape);
    assert_eq!(shape.chars as usize, text.chars().count());
    assert_eq!((shape.digits, shape.commas, shape.separators), (3, 2, 2));
    assert_eq!((shape.uppercase, shape.sentences), (6, 3));
}
