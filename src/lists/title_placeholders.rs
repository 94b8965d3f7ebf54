//! Titles that name no page.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

static PLACEHOLDERS: Lazy<Table<&'static str, ()>> = Lazy::new(|| {
    rows(include_str!("title_placeholders.txt")).filter_map(|row| Some((*row.first()?, ()))).collect()
});

/// Whether a title says nothing of its page: "Home", "Untitled document". The words in lower case, without marks.
pub(crate) fn is_placeholder(words: &str) -> bool {
    PLACEHOLDERS.contains_key(words)
}
