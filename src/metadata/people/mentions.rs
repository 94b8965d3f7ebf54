//! How the article mentions those whom a credit names: the people it is about are in its headline and in its prose, its
//! author seldom is.

use std::ops::Range;

use memchr::memmem;

use crate::document::Document;
use crate::document::prose::is_prose;
use crate::metadata::dates::rank::Context;
use crate::metadata::people::byline::is_cased;

/// Places of a word in a text that are looked at.
const MAX_FOUND: usize = 50;
/// Paragraphs that are looked at, and bytes of all of them: people whom an article is about are named early.
const MAX_PARAGRAPHS: usize = 60;
const MAX_PROSE_BYTES: usize = 20_000;
/// Paragraphs with a name that are counted.
const MAX_COUNTED: usize = 9;
/// Endings of names are short, and after short names they would make other words: letters, and bytes of a name.
const MAX_ENDING: usize = 3;
const MIN_INFLECTED_BYTES: usize = 5;
/// Shorter last names are parts of too many words, in bytes.
const MIN_NAME_BYTES: usize = 3;

/// The headline and the paragraphs of an article.
pub(crate) struct Mentions<'a> {
    title: &'a str,
    prose: Vec<&'a str>,
}

impl<'a> Mentions<'a> {
    pub(crate) fn new(page: &'a Document, context: &Context<'_>) -> Self {
        let title = context.title_block.map_or("", |block| page.block_text(block as usize));
        let blocks = context.prose.map_or(0..0, |(first, last)| first as usize..last as usize + 1);
        let prose = blocks.filter(|block| page.blocks.get(*block).is_some_and(is_prose));
        let mut bytes = 0;
        let prose = prose.map(|block| page.block_text(block)).take(MAX_PARAGRAPHS).take_while(|text| {
            bytes += text.len();
            bytes <= MAX_PROSE_BYTES
        });
        Mentions { title, prose: prose.collect() }
    }

    /// 1 where the headline has the last name, 2 where it has the whole.
    pub(crate) fn in_title(&self, name: &str) -> f32 {
        if has_word(self.title, name) {
            2.0
        } else if last_name(name).is_some_and(|last| LastName::new(last).is_in(self.title)) {
            1.0
        } else {
            0.0
        }
    }

    /// Paragraphs that have the last name, up to nine.
    pub(crate) fn in_prose(&self, name: &str) -> f32 {
        let Some(last) = last_name(name) else { return f32::NAN };
        let last = LastName::new(last);
        self.prose.iter().filter(|text| last.is_in(text)).take(MAX_COUNTED).count() as f32
    }
}

/// The last word of a name, or all of one in a script without capitals, whose names are written as one word.
fn last_name(name: &str) -> Option<&str> {
    let last = if is_cased(name) { name.rsplit(' ').next().unwrap_or(name) } else { name };
    (last.len() >= MIN_NAME_BYTES).then_some(last)
}

/// A name that is looked for with an ending of its language or without: "Fenwicka", "Fenwickiem".
struct LastName<'n> {
    finder: memmem::Finder<'n>,
    needs_edges: bool,
    /// Letters that may follow.
    letters: usize,
}

impl<'n> LastName<'n> {
    fn new(name: &'n str) -> Self {
        let letters = if name.len() >= MIN_INFLECTED_BYTES { MAX_ENDING } else { 0 };
        LastName { finder: memmem::Finder::new(name), needs_edges: is_cased(name), letters }
    }

    fn is_in(&self, text: &str) -> bool {
        let length = self.finder.needle().len();
        let mut found = self.finder.find_iter(text.as_bytes()).take(MAX_FOUND);
        found.any(|at| !self.needs_edges || is_word(text, at..at + length, self.letters))
    }
}

/// Whether a text has a word as it is written here.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let needs_edges = is_cased(word);
    let mut found = memmem::find_iter(text.as_bytes(), word).take(MAX_FOUND);
    found.any(|at| !needs_edges || is_word(text, at..at + word.len(), 0))
}

/// Whether a part of a text begins a word and ends it but for some letters.
fn is_word(text: &str, part: Range<usize>, letters: usize) -> bool {
    let (before, after) = (text.get(..part.start), text.get(part.end..));
    let behind = after.unwrap_or_default().chars().take(letters + 1);
    !before.unwrap_or_default().ends_with(char::is_alphanumeric)
        && behind.take_while(|c| c.is_alphanumeric()).count() <= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_of_whom_an_article_tells_are_in_its_headline_and_prose() {
        let prose =
            vec!["It rained on Fenwick all day.", "Ann Fenwick had no hat.", "Fenwicks are used to it."];
        let mentions = Mentions { title: "Ann Fenwick in the rain", prose };
        assert_eq!((mentions.in_title("Ann Fenwick"), mentions.in_title("Bo Fenwick")), (2.0, 1.0));
        assert_eq!((mentions.in_prose("Bo Fenwick"), mentions.in_prose("Una Bray")), (3.0, 0.0));
        assert!(mentions.in_prose("A B").is_nan());
    }

    #[test]
    fn scripts_without_spaces_have_no_edges_of_words() {
        assert!(has_word("记者王小雨报道", "王小雨") && !has_word("Fenwicks", "Fenwick"));
    }
}
