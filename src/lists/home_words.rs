//! What home pages are called in breadcrumb trails: see `home_words.tsv`.

use std::collections::HashSet;

use once_cell::sync::Lazy;

use super::rows;

static WORDS: Lazy<HashSet<&'static str>> =
    Lazy::new(|| rows(include_str!("home_words.tsv")).filter_map(|row| row.get(1).copied()).collect());

/// Whether a phrase is what sites call their home page.
pub(crate) fn is_home(phrase: &str) -> bool {
    WORDS.contains(phrase)
}

/// All of them.
#[cfg(test)]
pub(crate) fn phrases() -> impl Iterator<Item = &'static str> {
    WORDS.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood_and_none_is_twice() {
        assert_eq!(rows(include_str!("home_words.tsv")).count(), WORDS.len());
        assert!(is_home("startseite") && !is_home("sport"));
    }
}
