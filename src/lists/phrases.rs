//! Stock phrases of boilerplate.

use aho_corasick::{AhoCorasick, MatchKind};
use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;
use crate::article::Boilerplate;

/// Where in a block a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The block is the phrase.
    Whole,
    /// The block is the phrase, and it is a label of the run below it.
    Label,
    Start,
    End,
    /// Anywhere in a short block.
    Contains,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase {
    pub(crate) kind: Boilerplate,
    pub(crate) mode: Mode,
    pub(crate) text: &'static str,
}

/// The table, ready to be searched.
pub(crate) struct Phrases {
    /// Phrases that are a whole block.
    pub(crate) whole: Table<&'static str, Phrase>,
    /// The others, by pattern number of `parts`.
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) parts: AhoCorasick,
}

pub(crate) static PHRASES: Lazy<Phrases> = Lazy::new(|| {
    let all = || rows(include_str!("phrases.tsv")).filter_map(|row| phrase(&row));
    let is_whole = |phrase: &Phrase| matches!(phrase.mode, Mode::Whole | Mode::Label);
    let phrases: Vec<Phrase> = all().filter(|phrase| !is_whole(phrase)).collect();
    let parts = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(phrases.iter().map(|phrase| phrase.text))
        .expect("the table of phrases is far below the automaton's limits");
    let whole = all().filter(is_whole).map(|phrase| (phrase.text, phrase)).collect();
    Phrases { whole, phrases, parts }
});

fn phrase(row: &[&'static str]) -> Option<Phrase> {
    let &[kind, mode, _language, text] = row else { return None };
    let mode = match mode {
        "whole" => Mode::Whole,
        "label" => Mode::Label,
        "start" => Mode::Start,
        "end" => Mode::End,
        "contains" => Mode::Contains,
        _ => return None,
    };
    Some(Phrase { kind: Boilerplate::from_name(kind)?, mode, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_phrase_in_lower_case() {
        for row in rows(include_str!("phrases.tsv")) {
            assert!(phrase(&row).is_some(), "{row:?}");
            assert_eq!(row[3], row[3].to_lowercase(), "{row:?}");
        }
    }
}
