//! Words that were divided at the end of a line: `harb-` and `our`.
//!
//! A hyphen there may be the word's own (`well-` and `known`). It is not if the text has the whole word elsewhere, and
//! nowhere the one with the hyphen.

use std::collections::HashSet;

use super::lines::Line;

/// Bytes of the hyphens that are no part of their words, in order.
pub(super) fn dividing(text: &str, lines: &[Line]) -> Vec<usize> {
    let divided: Vec<Divided<'_>> = lines.windows(2).filter_map(|pair| Divided::of(text, pair)).collect();
    if divided.is_empty() {
        return Vec::new();
    }
    let wanted = divided.iter().flat_map(|word| [word.whole(), word.hyphenated()]);
    let wanted: HashSet<String> = wanted.collect();
    let known = known(text, &wanted);
    let is_divided =
        |word: &&Divided<'_>| known.contains(&word.whole()) && !known.contains(&word.hyphenated());
    divided.iter().filter(is_divided).map(|word| word.hyphen).collect()
}

struct Divided<'a> {
    hyphen: usize,
    left: &'a str,
    right: &'a str,
}

impl<'a> Divided<'a> {
    fn of(text: &'a str, pair: &[Line]) -> Option<Divided<'a>> {
        let [line, next] = pair else { return None };
        let above = text[line.bytes.clone()].strip_suffix('-').filter(|_| !next.gap_above)?;
        let below = &text[next.bytes.clone()];
        let left = above.rsplit(|c: char| !c.is_alphabetic()).next().filter(|left| !left.is_empty())?;
        let right = below
            .split(|c: char| !c.is_alphabetic())
            .next()
            .filter(|right| right.starts_with(char::is_lowercase))?;
        Some(Divided { hyphen: line.bytes.end - 1, left, right })
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
        dividing(text, &lines).into_iter().map(|at| &text[at - 4..at]).collect()
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
