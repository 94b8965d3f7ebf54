//! The last step of making a document: the shape of every block, and the language of the page.
//!
//! The language is that whose stop words the page holds most, so the counts of all languages are kept for every block
//! until the whole page was read; then each block gets the count of the one that won.

use super::Document;
use super::shape::{
    Shape, Word, count_characters, count_languages, count_stop_words, count_words, count_words_alone,
    look_at_ends,
};
use crate::lists::stop_words::{self, LANGUAGES};

/// Measures every block of a page and finds the page's language. The last step of making a page.
pub(crate) fn measure(page: &mut Document) {
    let mut languages = LanguageCounts::new(page.blocks.len());
    let (mut lower, short) = (String::new(), stop_words::short());
    for index in 0..page.blocks.len() {
        let of_block = languages.of_block(index);
        page.blocks[index].shape = shape(page.block_text(index), |text, shape| {
            count_words(text, shape, |word| match word {
                // As most words are.
                Word::Short(word) => count_languages(short.languages(word), of_block),
                word => count_stop_words(word, &mut lower, of_block),
            });
        });
    }
    let Some(language) = languages.winner() else { return };
    page.language = Some(LANGUAGES[language]);
    for (index, block) in page.blocks.iter_mut().enumerate() {
        block.shape.stop_words = u32::from(languages.of_block(index)[language]);
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

/// How many stop words of each language every block holds.
struct LanguageCounts(Vec<u16>);

impl LanguageCounts {
    fn new(blocks: usize) -> Self {
        LanguageCounts(vec![0; blocks * LANGUAGES.len()])
    }

    fn of_block(&mut self, index: usize) -> &mut [u16] {
        &mut self.0[index * LANGUAGES.len()..][..LANGUAGES.len()]
    }

    /// The language with most stop words, if there are any.
    fn winner(&self) -> Option<usize> {
        // A page has fewer words than 32 bits can count.
        let mut totals = [0u32; LANGUAGES.len()];
        for block in self.0.as_chunks::<{ LANGUAGES.len() }>().0 {
            for (total, count) in totals.iter_mut().zip(block) {
                *total += u32::from(*count);
            }
        }
        let most = *totals.iter().max()?;
        if most == 0 { None } else { totals.iter().position(|&total| total == most) }
    }
}
