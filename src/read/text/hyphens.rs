//! Words that were divided at the end of a line: `harb-` and `our`.
//!
//! A hyphen there may be the word's own (`well-` and `known`). It is not if the text has the whole word elsewhere, and
//! nowhere the one with the hyphen.

use std::collections::HashSet;
use std::ops::Range;

use super::lines::Line;
use crate::document::Aside;

/// What is between the halves of divided words, in order: of words that go on on another sheet the hyphen alone. Of text that is
/// not wrapped only such words are looked for.
pub(super) fn dividing(text: &str, lines: &[Line], is_wrapped: bool) -> Vec<Range<usize>> {
    let divided = divided(text, lines, is_wrapped);
    if divided.is_empty() {
        return Vec::new();
    }
    let wanted = divided.iter().flat_map(|word| [word.whole(), word.hyphenated()]);
    let wanted: HashSet<String> = wanted.collect();
    let known = known(text, &wanted);
    let is_divided =
        |word: &&Divided<'_>| known.contains(&word.whole()) && !known.contains(&word.hyphenated());
    divided.iter().filter(is_divided).map(|word| word.between.clone()).collect()
}

/// Words that may be divided, where nothing but the heads and feet of sheets is between their lines.
fn divided<'a>(text: &'a str, lines: &[Line], is_wrapped: bool) -> Vec<Divided<'a>> {
    let mut out = Vec::new();
    let mut above: Option<&Line> = None;
    let mut is_after_sheet = false;
    for line in lines {
        if line.aside == Some(Aside::Sheet) {
            is_after_sheet = true;
            continue;
        }
        let ends_sheet = is_after_sheet || line.begins_record;
        if let Some(above) = above.filter(|_| ends_sheet || is_wrapped && !line.gap_above) {
            out.extend(Divided::of(text, above, line, ends_sheet));
        }
        (above, is_after_sheet) = (Some(line), false);
    }
    out
}

struct Divided<'a> {
    between: Range<usize>,
    left: &'a str,
    right: &'a str,
}

impl<'a> Divided<'a> {
    fn of(text: &'a str, line: &Line, next: &Line, ends_sheet: bool) -> Option<Divided<'a>> {
        let above = text[line.bytes.clone()].strip_suffix('-')?;
        let below = &text[next.bytes.clone()];
        let left = above.rsplit(|c: char| !c.is_alphabetic()).next().filter(|left| !left.is_empty())?;
        let right = below
            .split(|c: char| !c.is_alphabetic())
            .next()
            .filter(|right| right.starts_with(char::is_lowercase))?;
        let end = if ends_sheet { line.bytes.end } else { next.bytes.start };
        Some(Divided { between: line.bytes.end - 1..end, left, right })
    }

    fn whole(&self) -> String {
        format!("{}{}", self.left, self.right).to_lowercase()
    }

    fn hyphenated(&self) -> String {
        format!("{}-{}", self.left, self.right).to_lowercase()
    }
}

/// The words of a text that are wanted, alone or as two parts with a hyphen.
fn known(text: &str, wanted: &HashSet<String>) -> HashSet<String> {
    let tokens = text.split(|c: char| !c.is_alphabetic() && c != '-');
    let lower = tokens.filter(|token| !token.is_empty()).map(str::to_lowercase);
    lower.filter(|token| wanted.contains(token)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str) -> Vec<&str> {
        let lines = super::super::lines::lines(text, 100);
        dividing(text, &lines, true).into_iter().map(|range| &text[range.start - 4..range.start]).collect()
    }

    #[test]
    fn a_word_that_is_whole_elsewhere_was_divided() {
        assert_eq!(divided("The Harbour was full, and the har-\nbour master slept."), [" har"]);
        assert_eq!(
            divided("A well-known man met the other well-\nknown man; wellknown is no word."),
            [""; 0]
        );
        assert_eq!(divided("The har-\nbour master slept."), [""; 0]);
        assert_eq!(divided("The harbour was full, and the har-\n\nbour master slept."), [""; 0]);
    }
}
