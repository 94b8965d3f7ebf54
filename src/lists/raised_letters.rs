//! Abbreviations with raised letters: see `raised_letters.tsv`.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

/// What may precede raised letters, besides certain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Before<'a> {
    /// The last character is a figure.
    Figure,
    /// A numeral such as `XIV`.
    Roman,
    /// Any word.
    AnyWord,
    /// This word.
    Word(&'a str),
}

static ROWS: Lazy<Table<(Before<'static>, &'static str), ()>> = Lazy::new(|| {
    rows(include_str!("raised_letters.tsv")).filter_map(|row| Some((entry(&row)?, ()))).collect()
});

fn entry(row: &[&'static str]) -> Option<(Before<'static>, &'static str)> {
    let &[before, letters] = row else { return None };
    let before = match before {
        "figure" => Before::Figure,
        "roman" => Before::Roman,
        "word" => Before::AnyWord,
        word => Before::Word(word),
    };
    Some((before, letters))
}

/// Whether the raised letters belong to an abbreviation that is written in plain letters, too.
pub(crate) fn is_abbreviation(before: Before<'_>, letters: &str) -> bool {
    ROWS.contains_key(&(before, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert!(rows(include_str!("raised_letters.tsv")).all(|row| entry(&row).is_some()));
        assert!(is_abbreviation(Before::Word("M"), "me"));
        assert!(is_abbreviation(Before::Figure, "st"));
        assert!(!is_abbreviation(Before::Figure, "n"));
    }
}
