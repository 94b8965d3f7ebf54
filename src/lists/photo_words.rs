//! Words by which a picture is credited.

use once_cell::sync::Lazy;

use super::rows;
use super::word_set::WordSet;

static PHOTO_WORDS: Lazy<WordSet> =
    Lazy::new(|| rows(include_str!("photo_words.txt")).filter_map(|row| row.first().copied()).collect());

/// Whether a word credits a picture, in whatever case.
pub(crate) fn is_photo_word(word: &str) -> bool {
    PHOTO_WORDS.has(word)
}
