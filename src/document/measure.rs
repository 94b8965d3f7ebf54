//! The last step of making a document: the shape of every block, and the language of the page.
//!
//! The language is that whose stop words the page holds most, so the counts of all languages are kept for every block
//! until the whole page was read; then each block gets the count of the one that won.

use super::shape::{Shape, count_characters, count_words, look_at_ends};
use super::{Document, Signs};
use crate::lists::stop_words::LANGUAGES;

/// Measures every block of a page and finds the page's language. The last step of making a page.
pub(crate) fn measure(page: &mut Document) {
    let mut languages = LanguageCounts::new(page.blocks.len());
    for index in 0..page.blocks.len() {
        let text = page.block_text(index);
        let mut shape = Shape { signs: Signs::of(text), ..Shape::default() };
        count_characters(text, &mut shape);
        count_words(text, &mut shape, languages.of_block(index));
        look_at_ends(text, &mut shape);
        page.blocks[index].shape = shape;
    }
    let Some(language) = languages.winner() else { return };
    page.language = Some(LANGUAGES[language]);
    for (index, block) in page.blocks.iter_mut().enumerate() {
        block.shape.stop_words = u32::from(languages.of_block(index)[language]);
    }
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
        let mut totals = vec![0u64; LANGUAGES.len()];
        for block in self.0.chunks_exact(LANGUAGES.len()) {
            for (total, count) in totals.iter_mut().zip(block) {
                *total += u64::from(*count);
            }
        }
        let most = *totals.iter().max()?;
        if most == 0 { None } else { totals.iter().position(|&total| total == most) }
    }
}
