//! Lines that credit authors: "By Ann Fenwick", "12 October 2021 | By Ann Fenwick", "27 January 2026 • Ann Fenwick".

use memchr::memmem;

use crate::document::Signs;
use crate::lists::dates::month;
use crate::lists::outlets::agency;
use crate::lists::person_names::is_given_name;
use crate::metadata::Provenance;
use crate::metadata::candidates::{AuthorCandidate, Candidates, push};
use crate::metadata::dates::parse;
use crate::metadata::people::byline::{after_prefix, before_other_credits, without_places};
use crate::metadata::people::name_ends::without_when;
use crate::metadata::people::names::{Trust, split};
use crate::metadata::trust::AuthorTrust;

/// Words before an author's name inside a line that tells a date too.
const INSIDE: [&str; 10] =
    [" by ", " By ", " von ", " par ", " por ", " door ", " av ", " oleh ", " przez ", " от "];
/// Marks before an author's name in a line that tells an outlet, a section or a topic too.
const AFTER_MARK: [&str; 8] =
    ["| By ", "/ By ", "· By ", "• By ", "— By ", "| Par ", "| Written by ", "— Written by "];
const MARKS: Signs = Signs::BAR.or(Signs::SLASH).or(Signs::LATIN_1).or(Signs::PUNCTUATION);
/// Signs of the marks between the parts of a line.
const OF_PARTS: Signs = MARKS.or(Signs::COMMA);
/// Words between an author's name and a date.
const BEFORE_DATE: [&str; 7] = [" on", " am", " le", " el", " em", " il", " at"];

/// "By Ann Fenwick", "Posted on 12 October 2021 by Ann Fenwick", "By Ann Fenwick on 12 October 2021".
/// `names` come after the words that open a byline; `has_date` tells whether a date is in the line.
pub(super) fn byline(
    line: &str,
    names: Option<&str>,
    signs: Signs,
    has_date: bool,
    block: u32,
    out: &mut Candidates,
) {
    // Most lines name nobody, so that other credits are looked for only in those that do.
    if names.or_else(|| credited_inside(line, signs, has_date)).is_none() {
        return;
    }
    let own = own_credits(line);
    let has_date = has_date && (own.len() == line.len() || !parse::scan(own, None).is_empty());
    let Some(names) = after_prefix(own).or_else(|| credited_inside(own, signs, has_date)) else { return };
    let names = before_glued_number(before_date(names));
    if !credit(&without_places(names), block, out) && !is_of_change(line, names) {
        handle(names, block, out);
    }
}

/// What a line says before it credits others with something else, or in a part of its own: "Reviewed by Bo Lindqvist — Written
/// by Ann Fenwick".
fn own_credits(line: &str) -> &str {
    let own = before_other_credits(line);
    if !own.trim().is_empty() {
        return own;
    }
    let is_own = |part: &&str| after_prefix(part).is_some() && before_other_credits(part).len() == part.len();
    line.split(['—', '–', '|', '•', '·', ';']).map(str::trim).find(is_own).unwrap_or_default()
}

/// What a line credits that does not open as a byline, with what comes after it.
fn credited_inside(line: &str, signs: Signs, has_date: bool) -> Option<&str> {
    if !has_date && !signs.any(MARKS) {
        return None;
    }
    let glued = || after_glued_date(line);
    let inside = || if has_date { after_first(line).or_else(glued) } else { None };
    let has_mark = signs.any(MARKS) && may_credit_after_mark(line);
    let marked = || if has_mark { AFTER_MARK.iter().find_map(|mark| after(line, mark)) } else { None };
    let has_parts = signs.any(OF_PARTS);
    let beside = || if has_date && has_parts { person_beside_date(line) } else { None };
    marked().or_else(inside).or_else(beside)
}

/// Whether a word is in a line, with spaces around it, that stands before a name after one of [`AFTER_MARK`].
fn may_credit_after_mark(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_before_name = |at: usize| {
        let is_word = at > 0 && bytes[at - 1] == b' ';
        is_word && ["By ", "Par ", "Written by "].iter().any(|word| bytes[at..].starts_with(word.as_bytes()))
    };
    memchr::memchr3_iter(b'B', b'P', b'W', bytes).any(is_before_name)
}

/// "2017by Ann Fenwick": what comes after a date that has lost the space after it.
fn after_glued_date(line: &str) -> Option<&str> {
    let is_glued = |part: &[u8]| part[1] == b'b' && part[0].is_ascii_digit() && part.ends_with(b"by ");
    if !line.as_bytes().windows("7by ".len()).any(is_glued) {
        return None;
    }
    let at = line.find("by ").filter(|at| line[..*at].ends_with(|c: char| c.is_ascii_digit()))?;
    Some(&line[at + "by ".len()..])
}

/// What comes after the first of [`INSIDE`] that a line has; each begins with a space.
fn after_first(line: &str) -> Option<&str> {
    /// Whether one goes on with a byte.
    const GOES_ON: [bool; 256] = {
        let (mut goes_on, mut at) = ([false; 256], 0);
        while at < INSIDE.len() {
            goes_on[INSIDE[at].as_bytes()[1] as usize] = true;
            at += 1;
        }
        goes_on
    };
    let bytes = line.as_bytes();
    let (mut first, mut end) = (INSIDE.len(), None);
    let is_likely = |at: &usize| bytes.get(at + 1).is_some_and(|next| GOES_ON[usize::from(*next)]);
    for at in memchr::memchr_iter(b' ', bytes).filter(is_likely) {
        let is_here = |phrase: &&str| bytes[at..].starts_with(phrase.as_bytes());
        if let Some(found) = INSIDE[..first].iter().position(is_here) {
            (first, end) = (found, Some(at + INSIDE[found].len()));
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

/// Credits people by their full names, or an agency; whether the text names people.
pub(super) fn credit(names: &str, block: u32, out: &mut Candidates) -> bool {
    if let Some(agency) = agency(names) {
        push(&mut out.agencies, agency, Provenance::TextLine);
        return false;
    }
    let is_named = !split(names, &[], Trust::Line).is_empty();
    if is_named {
        let text = names.to_owned();
        out.authors.push(AuthorCandidate { text, trust: AuthorTrust::Line, block: Some(block) });
    }
    is_named
}

/// Whether the words before a name are of a change or of another post: "Last edited by", "Latest post by".
fn is_of_change(line: &str, names: &str) -> bool {
    const WORDS: [&str; 8] =
        ["edited", "last", "latest", "modified", "reply", "replies", "liked", "answered"];
    let before = line.find(names).map_or("", |at| &line[..at]);
    before.split(' ').any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Words of a user's, a team's or a site's name.
const MAX_HANDLE_WORDS: usize = 4;
/// Words without a capital in a line that credits a user: "By continuing, you agree to our terms" has more.
const MAX_SMALL_WORDS: usize = 4;
/// Longest of these, in bytes.
const MAX_HANDLE_BYTES: usize = 60;

/// What comes before a day without a year: "rainy_ann Jan 18", "Fen Team on Tuesday".
fn before_numbers(text: &str) -> &str {
    let number = text.split(' ').skip(1).find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let end = number.and_then(|word| text.find(word)).map_or(text, |at| text[..at].trim_end());
    if end.len() == text.len() {
        return end;
    }
    let end = before_glued_month(end);
    let Some((before, last)) = end.rsplit_once(' ') else { return end };
    if month(&last.to_lowercase(), None).is_some() { before } else { end }
}

/// What comes before a month that has lost the space before it: "rainy_annFebruary" → "rainy_ann".
fn before_glued_month(text: &str) -> &str {
    let capital = text.rfind(char::is_uppercase).filter(|at| text[..*at].ends_with(char::is_lowercase));
    let at = capital.filter(|at| month(&text[*at..].to_lowercase(), None).is_some());
    at.map_or(text, |at| &text[..at])
}

/// What a byline's word credits that is no full name: "by rainy_ann | 12 October", "Written by Ann", "By Fen Team".
pub(super) fn handle(names: &str, block: u32, out: &mut Candidates) {
    let end = |c: char| matches!(c, '|' | '•' | '·' | '»' | ',' | '(' | '/' | '\t');
    let text = names.split(end).next().unwrap_or_default().split(" - ").next().unwrap_or_default().trim();
    let text = text.split(" in ").next().unwrap_or_default();
    let text = without_when(before_numbers(text));
    let words = text.split(' ').count();
    // "By registering you agree" goes on with small letters.
    let is_sentence = text.split(' ').skip(1).filter(|word| word.starts_with(char::is_lowercase)).count() > 1;
    let goes_on =
        names.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count() > MAX_SMALL_WORDS;
    let is_sentence = is_sentence || goes_on;
    let fits = text.len() <= MAX_HANDLE_BYTES && (1..=MAX_HANDLE_WORDS).contains(&words);
    if fits && !is_sentence && text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() {
        let text = text.to_owned();
        out.authors.push(AuthorCandidate { text, trust: AuthorTrust::Handle, block: Some(block) });
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
        let names = |line: &str| found(line).authors.first().map(|author| author.text.trim().to_owned());
        assert_eq!(
            names("12 October 2017by Ann Fenwick9 min readAdd Comment").as_deref(),
            Some("Ann Fenwick")
        );
        assert_eq!(names("By Ann Fenwick").as_deref(), Some("Ann Fenwick"));
    }

    #[test]
    fn who_wrote_is_told_after_who_reviewed() {
        let names = |line: &str| found(line).authors.first().map(|author| author.text.trim().to_owned());
        let line =
            "Medically reviewed by Bo Lindqvist, MD — Written by Ann Fenwick — Updated on March 7, 2025";
        assert_eq!(names(line).as_deref(), Some("Ann Fenwick"));
        assert_eq!(names("Fact checked by Bo Lindqvist on March 7, 2025"), None);
        assert_eq!(names("By rainy_annFebruary 16, 2026No Comments").as_deref(), Some("rainy_ann"));
        assert_eq!(names("By continuing, you agree to what is written there"), None);
    }

    #[test]
    fn the_first_phrase_counts_wherever_it_is() {
        assert_eq!(after_first("a von b by c by d"), Some("c by d"));
        assert_eq!(after_first("a от b"), Some("b"));
        assert_eq!(after_first("by b"), None);
    }

    #[test]
    fn credits_after_marks_and_glued_dates_are_not_passed_over() {
        for mark in AFTER_MARK {
            assert!(may_credit_after_mark(&format!("Rain {mark}Ann Fenwick")), "{mark}");
        }
        assert!(!may_credit_after_mark("Rain | Bylaws | Weather"));
        assert_eq!(after_glued_date("12 October 2017by Ann Fenwick"), Some("Ann Fenwick"));
        assert_eq!(after_glued_date("Hobby fens, 2017by Ann Fenwick"), None, "the first one counts");
        assert_eq!(after_glued_date("2017 by Ann Fenwick"), None);
    }

    fn found(line: &str) -> Candidates {
        let mut out = Candidates::default();
        let has_date = !parse::scan(line, None).is_empty();
        byline(line, after_prefix(line), Signs::of(line), has_date, 0, &mut out);
        out
    }
}
