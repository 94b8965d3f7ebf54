//! Lines that credit authors: "By Ann Fenwick", "12 October 2021 | By Ann Fenwick", "27 January 2026 • Ann Fenwick".

use memchr::memmem;

use crate::document::Signs;
use crate::lists::outlets::agency;
use crate::lists::person_names::is_given_name;
use crate::metadata::Provenance;
use crate::metadata::candidates::{AuthorCandidate, Candidates, push};
use crate::metadata::dates::parse;
use crate::metadata::people::byline::{before_other_credits, behind_prefix, without_places};
use crate::metadata::people::names::{Trust, split};
use crate::metadata::trust::AuthorTrust;

/// Words before an author's name inside a line that tells a date too.
const INSIDE: [&str; 9] = [" by ", " von ", " par ", " por ", " door ", " av ", " oleh ", " przez ", " от "];
/// Marks before an author's name in a line that tells an outlet, a section or a topic too.
const AFTER_MARK: [&str; 6] = ["| By ", "/ By ", "· By ", "• By ", "— By ", "| Par "];
const MARKS: Signs = Signs::BAR.or(Signs::SLASH).or(Signs::LATIN_1).or(Signs::PUNCTUATION);
/// Words between an author's name and a date.
const BEFORE_DATE: [&str; 7] = [" on", " am", " le", " el", " em", " il", " at"];

/// "By Ann Fenwick", "Posted on 12 October 2021 by Ann Fenwick", "By Ann Fenwick on 12 October 2021".
pub(super) fn byline(line: &str, signs: Signs, may_be_dated: bool, block: u32, out: &mut Candidates) {
    let dated = || !parse::scan(line, None).is_empty();
    let line = before_other_credits(line);
    let behind = || after_first(line, &INSIDE);
    // "2017by Ann Fenwick": a date has lost the space after it.
    let glued = || {
        let at = line.find("by ").filter(|at| line[..*at].ends_with(|c: char| c.is_ascii_digit()))?;
        Some(&line[at + "by ".len()..])
    };
    let inside = || if may_be_dated { behind().or_else(glued).filter(|_| dated()) } else { None };
    let has_mark = signs.any(MARKS);
    let marked = || if has_mark { AFTER_MARK.iter().find_map(|mark| after(line, mark)) } else { None };
    let beside = || if may_be_dated { person_beside_date(line).filter(|_| dated()) } else { None };
    let Some(names) = behind_prefix(line).or_else(marked).or_else(inside).or_else(beside) else { return };
    credit(&without_places(before_glued_number(before_date(names))), block, out);
}

/// What comes after the first of some phrases that a line has; each begins with a space.
fn after_first<'a>(line: &'a str, phrases: &[&str]) -> Option<&'a str> {
    let (mut first, mut end) = (phrases.len(), None);
    for at in memchr::memchr_iter(b' ', line.as_bytes()) {
        let rest = &line[at..];
        if let Some(found) = phrases[..first].iter().position(|phrase| rest.starts_with(phrase)) {
            (first, end) = (found, Some(at + phrases[found].len()));
        }
    }
    line.get(end?..)
}

/// What comes after the first place of some words.
fn after<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let at = memmem::find(line.as_bytes(), words.as_bytes())?;
    line.get(at + words.len()..)
}

/// What comes before a number that has lost the space before it: "Ann Fenwick9 min readAdd Comment" → "Ann Fenwick".
fn before_glued_number(names: &str) -> &str {
    let digit = names.find(|c: char| c.is_ascii_digit());
    digit.filter(|at| names[..*at].ends_with(char::is_lowercase)).map_or(names, |at| &names[..at])
}

/// Longest line that begins with a name, in bytes.
pub(super) const MAX_BARE_BYTES: usize = 140;

/// The name that people have among the parts of a line with a date: "27 January 2026 • Ann Fenwick • 3 minutes".
fn person_beside_date(line: &str) -> Option<&str> {
    // "… on Friday, April 28, 2023. (Fenwire Photo/Ann Fenwick)" credits a photo.
    if line.len() > MAX_BARE_BYTES || line.contains(['(', '©']) {
        return None;
    }
    let (_, rest) = line.split_once(['•', '|', '·', '/', ','])?;
    let mut parts = rest.split(['•', '|', '·', '/', ',']).map(str::trim);
    parts.find(|part| {
        let words = part.split(' ').count();
        (2..=4).contains(&words) && is_person(part) && !part.contains(|c: char| c.is_numeric())
    })
}

/// What comes before a date, if anything does.
fn before_date(names: &str) -> &str {
    let date = parse::scan(names, None).first().map(|found| found.range.start).filter(|at| *at > 0);
    let Some(before) = date.and_then(|at| names.get(..at)).map(str::trim_end) else { return names };
    let word = BEFORE_DATE.iter().find_map(|word| before.strip_suffix(word));
    word.unwrap_or(names)
}

pub(super) fn credit(names: &str, block: u32, out: &mut Candidates) {
    if let Some(agency) = agency(names) {
        push(&mut out.agencies, agency, Provenance::TextLine);
    } else if !split(names, &[], Trust::Line).is_empty() {
        let text = names.to_owned();
        out.authors.push(AuthorCandidate { text, trust: AuthorTrust::Line, block: Some(block) });
    }
}

/// Whether a name begins with one that people have.
pub(super) fn is_person(name: &str) -> bool {
    name.split(' ').next().is_some_and(is_given_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_have_lost_their_space_are_no_names() {
        let names = |line: &str| credited(line).authors.first().map(|author| author.text.trim().to_owned());
        assert_eq!(
            names("12 October 2017by Ann Fenwick9 min readAdd Comment").as_deref(),
            Some("Ann Fenwick")
        );
        assert_eq!(names("By Ann Fenwick").as_deref(), Some("Ann Fenwick"));
    }

    #[test]
    fn the_first_phrase_counts_wherever_it_is() {
        assert_eq!(after_first("a von b by c by d", &INSIDE), Some("c by d"));
        assert_eq!(after_first("a от b", &INSIDE), Some("b"));
        assert_eq!(after_first("by b", &INSIDE), None);
    }

    fn credited(line: &str) -> Candidates {
        let mut out = Candidates::default();
        byline(line, Signs::of(line), true, 0, &mut out);
        out
    }
}
