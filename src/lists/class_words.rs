//! Words of class, id and role names and what they say of the text below them.

use once_cell::sync::Lazy;

use super::table::Table;
use super::word_set::Lengths;
use crate::labels::Boilerplate;

const LIST: &str = include_str!("class_words.tsv");

/// What one word says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ClassWord {
    /// Positive for the article, negative for boilerplate, at most 3 either way.
    pub(crate) points: f32,
    /// The kind of boilerplate, where the word tells one.
    pub(crate) kind: Option<Boilerplate>,
}

static TABLE: Lazy<Table<&'static str, ClassWord>> = Lazy::new(|| rows().filter_map(parse).collect());

/// Most words of names are not listed.
static LENGTHS: Lazy<Lengths> = Lazy::new(|| {
    let mut lengths = Lengths::default();
    TABLE.keys().for_each(|word| lengths.insert_same(word));
    lengths
});

/// What a lower-cased word says, if it is listed.
pub(crate) fn class_word(word: &str) -> Option<ClassWord> {
    if LENGTHS.may_have_same(word) { TABLE.get(word).copied() } else { None }
}

fn rows() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.starts_with('#'))
}

fn parse(row: &'static str) -> Option<(&'static str, ClassWord)> {
    let mut fields = row.split('\t');
    let (word, points, kind) = (fields.next()?, fields.next()?.parse().ok()?, fields.next()?);
    Some((word, ClassWord { points, kind: Boilerplate::from_name(kind) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_keeps_its_rules() {
        assert!(rows().is_sorted());
        assert_eq!(TABLE.len(), rows().count(), "a row repeats a word or cannot be read");
        for row in rows() {
            let (word, entry) = parse(row).unwrap();
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
            assert!(
                (0.5..=3.0).contains(&entry.points.abs()) && (entry.points * 2.0).fract() == 0.0,
                "{word}"
            );
            assert!(row.ends_with("\t-") || entry.kind.is_some(), "{word}: no such kind");
            assert!(entry.kind.is_none() || entry.points < 0.0, "{word}: a kind without negative points");
        }
    }
}
