//! What counts as running prose.
//!
//! One definition for the whole crate's detection: a block of a dozen words or more that ends as a sentence and is
//! not mostly links. Everything that measures "how much text" a page or an element has counts these blocks.

use crate::document::RawBlock;

/// Whether a block reads as running prose: sentences, not links.
pub(crate) fn is_prose(block: &RawBlock) -> bool {
    // A dozen words: what the prototype called a good sentence.
    const MIN_WORDS: u32 = 12;
    let shape = &block.shape;
    shape.words >= MIN_WORDS && shape.terminated && block.link_chars * 10 < shape.chars * 3
}
