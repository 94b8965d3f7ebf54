//! Words by which a picture is credited.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

static PHOTO_WORDS: Lazy<Table<&'static str, ()>> =
    Lazy::new(|| rows(include_str!("photo_words.txt")).filter_map(|row| Some((*row.first()?, ()))).collect());

/// Whether a lower-case word credits a picture.
pub(crate) fn is_photo_word(word: &str) -> bool {
    PHOTO_WORDS.contains_key(word)
}
