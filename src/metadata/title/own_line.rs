//! A headline of flattened text that is on the page twice: as a line of its own, and in a longer line after the number of an
//! item or a trail.

use super::spelling::words;
use super::stripped::Stripped;
use crate::metadata::trust::TitlePlace;

/// The line that a longer one ends with after the number of an item or a trail: "4. Rain stops the fair", "Home › Town › Rain
/// stops the fair", with the arrows of icon fonts "Home 9 Town 9 Rain stops the fair".
pub(super) fn line_of_its_own<'a>(best: &'a Stripped<'a>, titles: &'a [Stripped<'a>]) -> &'a Stripped<'a> {
    /// Fewer words are headings of parts and sections.
    const MIN_LINE_WORDS: usize = 4;
    let is_line = |title: &Stripped<'_>| title.candidate.place == TitlePlace::Line;
    let is_lead = |before: &str| {
        let last = before.split_whitespace().next_back();
        before.ends_with(' ') && last.is_some_and(|word| !word.contains(char::is_alphabetic))
    };
    let is_rest = |whole: &str, rest: &str| whole.strip_suffix(rest).is_some_and(is_lead);
    let is_own = |title: &&Stripped<'_>| {
        is_line(title)
            && words(title.text) >= MIN_LINE_WORDS
            && (is_rest(best.text, title.text) || is_rest(&best.folded, &title.folded))
    };
    if is_line(best) { titles.iter().find(is_own).unwrap_or(best) } else { best }
}
