//! Words that say what kind of article this is: see `article_types.tsv`.

use once_cell::sync::Lazy;

use super::table::Table;
use super::{Row, rows};

/// Where a word of the list is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TypePlace {
    /// A type of JSON-LD, in lower case.
    Schema,
    /// What is said to be the article's type or genre, as a phrase.
    Genre,
    /// The name of the section that the article is in, as a phrase.
    Section,
}

struct Word {
    name: &'static str,
    place: &'static str,
}

static WORDS: Lazy<Table<(bool, &'static str), Word>> = Lazy::new(|| {
    let word = |row: Row| match row[..] {
        [name, place, _, word] => Some(((place == "schema", word), Word { name, place })),
        _ => None,
    };
    rows(include_str!("article_types.tsv")).filter_map(word).collect()
});

/// What a word says of the kind of the article.
pub(crate) fn article_type(place: TypePlace, word: &str) -> Option<&'static str> {
    let known = WORDS.get(&(place == TypePlace::Schema, word))?;
    (place != TypePlace::Section || known.place == "name").then_some(known.name)
}

/// Whether content systems write this of everything they publish, so that any other kind says more.
pub(crate) fn is_general(name: &str) -> bool {
    matches!(name, "news" | "blog")
}

/// The words that are looked up as phrases.
#[cfg(test)]
pub(crate) fn phrases() -> impl Iterator<Item = &'static str> {
    WORDS.keys().filter(|(is_schema, _)| !is_schema).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood_and_none_is_twice() {
        let all = rows(include_str!("article_types.tsv"));
        assert_eq!(all.count(), WORDS.len());
        for word in WORDS.values() {
            assert!(matches!(word.place, "schema" | "genre" | "name"), "{}", word.place);
        }
    }

    #[test]
    fn a_genre_is_more_than_the_name_of_a_section() {
        assert_eq!(article_type(TypePlace::Schema, "liveblogposting"), Some("live"));
        assert_eq!(article_type(TypePlace::Genre, "opinion"), Some("opinion"));
        assert_eq!(article_type(TypePlace::Section, "opinion"), Some("opinion"));
        assert_eq!(article_type(TypePlace::Genre, "news"), Some("news"));
        assert_eq!(article_type(TypePlace::Section, "news"), None);
        assert_eq!(article_type(TypePlace::Genre, "newsarticle").map(is_general), Some(true));
        assert_eq!(article_type(TypePlace::Schema, "opinion"), None);
    }
}
