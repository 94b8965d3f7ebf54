//! Steps of breadcrumb trails that are no sections: see `trail_words.tsv`.

use once_cell::sync::Lazy;

use super::table::Table;
use super::{Row, rows};

/// What a step is that is no section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrailWord {
    /// The site's home page.
    Home,
    /// What is before the trail: "you are here".
    Label,
    /// The section of what has none: "Uncategorized".
    NoSection,
}

static WORDS: Lazy<Table<&'static str, TrailWord>> = Lazy::new(|| {
    let word = |row: Row| match row[..] {
        ["home", _, phrase] => Some((phrase, TrailWord::Home)),
        ["label", _, phrase] => Some((phrase, TrailWord::Label)),
        ["none", _, phrase] => Some((phrase, TrailWord::NoSection)),
        _ => None,
    };
    rows(include_str!("trail_words.tsv")).filter_map(word).collect()
});

/// What a phrase says of a step, if it is no section.
pub(crate) fn trail_word(phrase: &str) -> Option<TrailWord> {
    WORDS.get(phrase).copied()
}

/// All of them.
#[cfg(test)]
pub(crate) fn phrases() -> impl Iterator<Item = &'static str> {
    WORDS.keys().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood_and_none_is_twice() {
        assert_eq!(rows(include_str!("trail_words.tsv")).count(), WORDS.len());
        assert_eq!(trail_word("startseite"), Some(TrailWord::Home));
        assert_eq!(trail_word("sei in"), Some(TrailWord::Label));
        assert_eq!(trail_word("uncategorized"), Some(TrailWord::NoSection));
        assert_eq!(trail_word("sport"), None);
    }
}
