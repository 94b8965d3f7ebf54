//! The last step of making a document: the shape of every block, and the language of the page.
//!
//! The language is that whose stop words the page holds most, so the languages of each stop word are kept until the whole page
//! was read; then each block gets the count of the one that won.

use super::Document;
use super::shape::{
    Shape, Word, count_characters, count_words, count_words_alone, look_at_ends, stop_words_in,
};
use crate::lists::stop_words::{self, LANGUAGES};

/// Measures every block of a page and finds the page's language. The last step of making a page.
pub(crate) fn measure(page: &mut Document) {
    let mut found = StopWords::with_room(page);
    let (mut lower, short) = (String::new(), stop_words::short());
    for index in 0..page.blocks.len() {
        page.blocks[index].shape = shape(page.block_text(index), |text, shape| {
            count_words(text, shape, |word| match word {
                // As most words are.
                Word::Short(word) => found.add(short.languages(word)),
                word => stop_words_in(word, &mut lower, |languages| found.add(languages)),
            });
        });
        found.ends.push(found.languages.len());
    }
    let Some(language) = found.winner() else { return };
    page.language = Some(LANGUAGES[language]);
    let mut start = 0;
    for (block, end) in page.blocks.iter_mut().zip(&found.ends) {
        let of_block = &found.languages[std::mem::replace(&mut start, *end)..*end];
        block.shape.stop_words = of_block.iter().map(|languages| languages >> language & 1).sum();
    }
}

/// The same for a reader who asks neither for the language nor for stop words.
pub(crate) fn measure_without_language(page: &mut Document) {
    for index in 0..page.blocks.len() {
        page.blocks[index].shape = shape(page.block_text(index), count_words_alone);
    }
}

/// The shape of a text, without its stop words.
fn shape(text: &str, count_words: impl FnOnce(&str, &mut Shape)) -> Shape {
    let mut shape = Shape::default();
    count_characters(text, &mut shape);
    count_words(text, &mut shape);
    look_at_ends(text, &mut shape);
    shape
}

/// The stop words of a page.
struct StopWords {
    /// The languages of each, as bits.
    languages: Vec<u32>,
    /// Where those of each block end.
    ends: Vec<usize>,
    /// How many there are of each language. A page has fewer words than 32 bits can count.
    totals: [u32; LANGUAGES.len()],
}

impl StopWords {
    /// Of running text every other word is one, of menus hardly any.
    fn with_room(page: &Document) -> Self {
        StopWords {
            languages: Vec::with_capacity(page.text.len() / 16),
            ends: Vec::with_capacity(page.blocks.len()),
            totals: [0; LANGUAGES.len()],
        }
    }

    /// Adds a word, if it is a stop word of any language.
    fn add(&mut self, languages: u32) {
        if languages == 0 {
            return;
        }
        self.languages.push(languages);
        let mut rest = languages;
        while rest != 0 {
            self.totals[rest.trailing_zeros() as usize] += 1;
            rest &= rest - 1;
        }
    }

    /// The language with most stop words, if there are any.
    fn winner(&self) -> Option<usize> {
        let most = *self.totals.iter().max()?;
        if most == 0 { None } else { self.totals.iter().position(|&total| total == most) }
    }
}
