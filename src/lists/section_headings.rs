//! Lines that open a section: see `section_headings.tsv`.

use super::rows;
use crate::labels::Boilerplate;

/// How far the section below such a line reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Up to the next heading of the same or a higher level.
    Section,
    /// A few short lines.
    Few,
    /// One block.
    Block,
}

/// How a line has to be like the phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// Equal to it, and the line is weighed with others.
    Label,
    /// Equal to it, and the line is boilerplate wherever it is.
    Whole,
    /// Beginning with it.
    Prefix,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct SectionHeading {
    pub(super) kind: Boilerplate,
    pub(super) matched: Match,
    pub(super) reach: Reach,
    pub(super) text: &'static str,
}

/// All of them.
pub(super) fn section_headings() -> impl Iterator<Item = SectionHeading> {
    rows(include_str!("section_headings.tsv")).filter_map(|row| section_heading(&row))
}

fn section_heading(row: &[&'static str]) -> Option<SectionHeading> {
    let &[kind, matched, reach, _language, text] = row else { return None };
    let matched = match matched {
        "label" => Match::Label,
        "whole" => Match::Whole,
        "prefix" => Match::Prefix,
        _ => return None,
    };
    let reach = match reach {
        "section" => Reach::Section,
        "few" => Reach::Few,
        "block" => Reach::Block,
        _ => return None,
    };
    Some(SectionHeading { kind: Boilerplate::from_name(kind)?, matched, reach, text })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_line_is_a_phrase_in_lower_case() {
        for row in rows(include_str!("section_headings.tsv")) {
            assert!(section_heading(&row).is_some(), "{row:?}");
            assert_eq!(row[4], row[4].to_lowercase(), "{row:?}");
        }
    }

    #[test]
    fn a_line_has_one_home() {
        let whole = rows(include_str!("phrases.tsv")).filter(|row| row[1] == "whole").map(|row| row[3]);
        let mut known: HashSet<&str> = whole.collect();
        for heading in section_headings().filter(|heading| heading.matched != Match::Prefix) {
            assert!(known.insert(heading.text), "{:?} is twice in the lists", heading.text);
        }
    }
}
