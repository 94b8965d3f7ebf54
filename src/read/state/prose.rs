//! Does a string read like the body of an article?
//!
//! A page's state is full of long strings: addresses, settings, style sheets, translations. What a reader would read is
//! told by sentences: enough words, ends of sentences among them, and hardly a sign of a program.

use memchr::memmem;

/// Shorter bodies are summaries.
pub(super) const MIN_BODY_BYTES: usize = 500;
/// The same where the key says that it is a body, and the title is that of the page.
pub(super) const MIN_NAMED_BODY_BYTES: usize = 300;
/// Words of a body in a script with spaces.
const MIN_WORDS: usize = 60;
const MIN_SENTENCES: usize = 3;
/// Lists of names and keywords have no sentences, or one at the end.
const MAX_WORDS_PER_SENTENCE: usize = 50;
/// In a script without spaces a word has about two characters.
const CHARS_PER_WORD: usize = 2;
/// Of a hundred characters, those of programs and addresses.
const MAX_PERCENT_SYMBOLS: usize = 4;
/// Of a hundred characters, letters and spaces; paths of drawings are figures.
const MIN_PERCENT_LETTERS: usize = 80;

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    /// Lines of text with inline elements in them.
    Inline,
    Html,
}

/// What a string would give as a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prose {
    pub(super) form: Form,
    /// Bytes outside of tags.
    pub(super) bytes: usize,
}

/// How much prose there is, if this is prose at all.
pub(super) fn prose(text: &str) -> Option<Prose> {
    if text.len() < MIN_NAMED_BODY_BYTES {
        return None;
    }
    let form = form(text);
    let counts = Counts::of(text, form);
    counts.is_prose().then_some(Prose { form, bytes: counts.bytes })
}

/// How a text is written.
pub(super) fn form(text: &str) -> Form {
    match text {
        _ if is_html(text) => Form::Html,
        _ if text.contains("</") => Form::Inline,
        _ => Form::Plain,
    }
}

/// Whether a string has the tags of text: several paragraphs or line breaks, or one paragraph that is closed.
pub(super) fn is_html(text: &str) -> bool {
    let several = |tag: &str| memmem::find_iter(text.as_bytes(), tag).nth(1).is_some();
    memmem::find(text.as_bytes(), b"</p>").is_some()
        || several("<p>")
        || several("<br")
        || several("</div>")
        || several("</li>")
}

#[derive(Default)]
struct Counts {
    bytes: usize,
    chars: usize,
    words: usize,
    /// Characters of scripts without spaces.
    unspaced: usize,
    sentences: usize,
    symbols: usize,
    /// Letters with their marks, and spaces.
    letters: usize,
}

impl Counts {
    fn of(text: &str, form: Form) -> Counts {
        let mut counts = Counts::default();
        let mut in_tag = false;
        let mut last = ' ';
        for char in text.chars() {
            match char {
                '<' if form != Form::Plain => in_tag = true,
                '>' if in_tag => {
                    in_tag = false;
                    counts.add(last, ' ');
                    last = ' ';
                }
                _ if in_tag => {}
                _ => {
                    counts.add(last, char);
                    last = char;
                }
            }
        }
        counts.add(last, ' ');
        counts
    }

    fn add(&mut self, last: char, char: char) {
        self.bytes += char.len_utf8();
        self.chars += 1;
        let is_space = char.is_whitespace();
        self.words += usize::from(is_space && !last.is_whitespace());
        self.unspaced += usize::from(is_unspaced(char));
        let ends = matches!(
            last,
            '.' | '!' | '?' | '\u{2026}' | '"' | '\u{201d}' | '\u{bb}' | '\u{964}' | '\u{6d4}' | '\u{61f}'
        );
        self.sentences +=
            usize::from(is_space && ends || matches!(char, '\u{3002}' | '\u{ff01}' | '\u{ff1f}'));
        self.letters += usize::from(is_space || char.is_alphabetic() || !char.is_ascii());
        self.symbols += usize::from(matches!(
            char,
            '{' | '}' | '=' | '<' | '>' | '_' | '\\' | '|' | '#' | '$' | '@' | '~' | ';' | '(' | '[' | '^'
        ));
    }

    fn is_prose(&self) -> bool {
        let words = self.words + self.unspaced / CHARS_PER_WORD;
        words >= MIN_WORDS
            && self.sentences >= MIN_SENTENCES
            && words <= self.sentences * MAX_WORDS_PER_SENTENCE
            && self.letters * 100 >= self.chars * MIN_PERCENT_LETTERS
            && self.symbols * 100 <= self.chars * MAX_PERCENT_SYMBOLS
    }
}

/// Chinese, Japanese, Thai and their neighbours.
fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str =
        "The ferry sailed again on Monday, two years after a storm had torn away its pier. ";

    #[test]
    fn sentences_are_prose() {
        let form = |text: &str| prose(text).map(|prose| prose.form);
        assert_eq!(form(&SENTENCE.repeat(8)), Some(Form::Plain));
        assert_eq!(form(&format!("<p>{}</p>", SENTENCE.trim()).repeat(8)), Some(Form::Html));
        assert_eq!(form(&"渡船周一再次启航，距离风暴冲毁码头已有两年。".repeat(10)), Some(Form::Plain));
        assert_eq!(form(&SENTENCE.repeat(3)), None, "too short");
    }

    #[test]
    fn settings_lists_and_programs_are_not() {
        for text in [
            "harbour, ferry, storm, pier, ".repeat(40),
            ".card { color: red; margin: 0 } ".repeat(40),
            "if (a == b) { return c.d; } ".repeat(40),
            "M3.3 0.7C4.5 0.2 6.2 0 8. ".repeat(40),
            "https://example.org/a/b/c.html?d=e ".repeat(40),
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".repeat(40),
            format!("<p>{}</p>", "Home Sport Weather ".repeat(60)),
        ] {
            assert_eq!(prose(&text), None, "{}", &text[..40]);
        }
    }

    #[test]
    fn tags_are_no_text() {
        let text = format!("<p class='{}'>{}</p>", "long ".repeat(500), SENTENCE.repeat(8));
        let bytes = prose(&text).unwrap().bytes;
        assert!((650..670).contains(&bytes), "{bytes}");
    }
}
