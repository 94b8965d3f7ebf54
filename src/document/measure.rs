//! The last step of making a document: the shape of every block, and the language of the page.
//!
//! The language is that whose stop words the page holds most, so the languages of each stop word are kept until the whole page
//! was read; then each block gets the count of the one that won.

use super::Document;
use super::shape::{OnWord, Shape, count_characters, count_words, count_words_alone, look_at_ends};
use crate::lists::lower::push_lower;
use crate::lists::stop_words::{self, LANGUAGES, ShortWords};

/// Measures every block of a page and finds the page's language. The last step of making a page.
pub(crate) fn measure(page: &mut Document) {
    let mut found = StopWords::with_room(page);
    for index in 0..page.blocks.len() {
        page.blocks[index].shape =
            shape(page.block_text(index), |text, shape| count_words(text, shape, &mut found));
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
    short: &'static ShortWords,
    /// Room for a word in lower case.
    lower: String,
}

impl StopWords {
    /// Of running text every other word is one, of menus hardly any.
    fn with_room(page: &Document) -> Self {
        StopWords {
            languages: Vec::with_capacity(page.text.len() / 16),
            ends: Vec::with_capacity(page.blocks.len()),
            totals: [0; LANGUAGES.len()],
            short: stop_words::short(),
            lower: String::new(),
        }
    }

    /// Adds a word, if it is a stop word of any language.
    #[inline(always)]
    fn add(&mut self, languages: u32) {
        if languages != 0 {
            self.add_stop_word(languages);
        }
    }

    #[inline(never)]
    fn add_stop_word(&mut self, languages: u32) {
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

impl OnWord for StopWords {
    #[inline(always)]
    fn short(&mut self, word: u64) {
        self.add(self.short.languages(word));
    }

    #[inline(always)]
    fn long(&mut self, start: u64, word: &str) {
        self.add(self.short.languages_of_long(start, word));
    }

    fn spaced(&mut self, word: &str) {
        // No stop word of any list is longer; the rest need not be lower-cased.
        const MAX_STOP_WORD_BYTES: usize = 24;
        if word.is_ascii() {
            self.add(stop_words::languages_of_ascii(word));
        } else if word.len() <= MAX_STOP_WORD_BYTES {
            self.lower.clear();
            push_lower(&mut self.lower, word);
            self.add(stop_words::languages(&self.lower));
        }
    }

    fn unspaced(&mut self, word: &str) {
        for code in word.chars().filter_map(stop_words::is_function_char) {
            if let Some(bit) = LANGUAGES.iter().position(|&language| language == code) {
                self.add(1 << bit);
            }
        }
    }
}
