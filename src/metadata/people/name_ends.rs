//! What is written after a name without a mark between them: a role, a degree, a date, an outlet, the next name.

use crate::lists::names::{BYLINE_SUFFIXES, BylineWord, is_byline_word};
use crate::lists::outlets::outlet;
use crate::lists::person_names::is_given_name;
use crate::metadata::dates::labels;
use crate::metadata::dates::relative;

pub(super) fn is_time(text: &str) -> bool {
    relative::is_relative(text) || labels::is_date_label(text)
}

/// "MD", "Ph.D.", "CDCES" after a name.
pub(super) fn is_credential(part: &str) -> bool {
    let part = part.trim();
    let is_upper = part.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '.' | '-'));
    is_upper && (2..=6).contains(&part.len())
}

pub(super) fn without_suffix(part: &str) -> &str {
    let suffix = BYLINE_SUFFIXES.iter().find(|suffix| part.ends_with(**suffix) && part.len() > suffix.len());
    suffix.map_or(part, |suffix| part[..part.len() - suffix.len()].trim_end())
}

/// Cuts the role after a name: "Ann Fenwick Staff Writer". Nothing is left of a role alone.
pub(super) fn without_role(part: &str) -> &str {
    let is = |kind, word: &str| is_byline_word(kind, word);
    let mut rest = part;
    loop {
        let (before, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
        let is_role = is(BylineWord::Role, last);
        let of_role = || {
            [BylineWord::Nobody, BylineWord::Team, BylineWord::Beat].into_iter().any(|kind| is(kind, last))
        };
        let is_after_role = || rest.len() < part.len() && of_role();
        if !is_role && !is_after_role() {
            break;
        }
        rest = before.trim_end();
    }
    // "Ann Fenwick Senior Rain Reporter"
    if rest.len() < part.len() {
        rest = before_rank(rest);
    }
    let first_is_role = rest.split(' ').next().is_some_and(|first| is(BylineWord::Role, first));
    let was_cut = rest.len() < part.len();
    if first_is_role || (was_cut && !rest.contains(' ')) { "" } else { rest }
}

/// Cuts words of a rank, and what comes after them, behind a first and a last name.
fn before_rank(part: &str) -> &str {
    const RANKS: [&str; 9] =
        ["Senior", "Chief", "Deputy", "Associate", "Assistant", "Managing", "Executive", "Staff", "Lead"];
    let mut at = 0;
    for (count, word) in part.split(' ').enumerate() {
        if count >= 2 && RANKS.contains(&word) {
            return part[..at].trim_end();
        }
        at += word.len() + 1;
    }
    part
}

/// Cuts words of dates after a name: "Ann Fenwick Published Wed".
pub(crate) fn without_when(part: &str) -> &str {
    let mut rest = part;
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, last)| is_when(last)) {
        rest = before.trim_end();
    }
    // "Ann Fenwick Last updated"
    if rest.len() < part.len() {
        rest = rest.strip_suffix(" Last").or(rest.strip_suffix(" First")).unwrap_or(rest);
    }
    // "Published Wed" is nobody, nor is "First published on".
    let is_cut = rest.len() < part.len() && !rest.contains(' ');
    if is_cut || rest.split(' ').next().is_some_and(|first| is_when(first) && !is_given_name(first)) {
        ""
    } else {
        rest
    }
}

fn is_when(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    is_byline_word(BylineWord::When, word)
}

/// Cuts an outlet's short name after a full name: "Ann Fenwick HS".
pub(super) fn without_outlet(part: &str) -> &str {
    let Some((before, last)) = part.rsplit_once(' ') else { return part };
    let is_short = last.chars().all(char::is_uppercase)
        && before.contains(' ')
        && !part.chars().all(|c| !c.is_lowercase());
    if is_short && outlet(last).is_some() { before } else { part }
}

/// Names that have lost the space after them: "Ann FenwickStaff Writer", "Ann FenwickBo Lindqvist",
/// "Ann FenwickPublished".
pub(super) fn unglued(part: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = part;
    while let Some((end, is_name_next)) = glued_end(rest) {
        names.push(&rest[..end]);
        if !is_name_next {
            return names;
        }
        rest = &rest[end..];
    }
    names.push(rest);
    names
}

/// Beginnings of names that go on with a capital.
const PREFIXES: [&str; 21] = [
    "Mc", "Mac", "De", "Di", "Da", "Del", "Della", "La", "Le", "Du", "Van", "Von", "Fitz", "O", "St", "Al",
    "El", "Ben", "Bar", "Ter", "Ver",
];

/// Whether several words of a part have run together, as the items of a menu do: "News DeskAbout UsContact".
pub(super) fn is_run_together(part: &str) -> bool {
    if !may_have_hump(part) {
        return false;
    }
    let is_glued = |word: &str| {
        let ends = word.char_indices().zip(word.chars().skip(1));
        ends.filter(|((_, c), next)| c.is_lowercase() && next.is_uppercase())
            .any(|((at, c), _)| !PREFIXES.contains(&&word[..at + c.len_utf8()]))
    };
    part.split([' ', '-']).filter(|word| is_glued(word)).take(2).count() > 1
}

/// Where the first name of a part ends without a space after it, and whether another name follows.
fn glued_end(part: &str) -> Option<(usize, bool)> {
    if !may_have_hump(part) {
        return None;
    }
    let mut before = ' ';
    let mut word_start = 0;
    for (at, c) in part.char_indices() {
        if before.is_whitespace() || before == '-' {
            word_start = at;
        }
        let hump = before.is_lowercase() && c.is_uppercase() && !PREFIXES.contains(&&part[word_start..at]);
        if hump && part[..word_start].contains(' ') {
            let first = first_hump(&part[at..]);
            if is_given_name(first) {
                return Some((at, true));
            }
            if is_no_name(first) {
                return Some((at, false));
            }
        }
        before = c;
    }
    None
}

/// Whether a capital may come right after a small letter. Beyond ASCII that is not looked for.
fn may_have_hump(text: &str) -> bool {
    let is_hump = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    !text.is_ascii() || text.as_bytes().windows(2).any(is_hump)
}

/// The first word of a text up to its second capital.
fn first_hump(text: &str) -> &str {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let next = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase());
    next.map_or(word, |(end, _)| &word[..end])
}

/// Whether a word is written after names.
fn is_no_name(word: &str) -> bool {
    let kinds = [
        BylineWord::Role,
        BylineWord::Beat,
        BylineWord::When,
        BylineWord::Share,
        BylineWord::Nobody,
        BylineWord::Behind,
    ];
    kinds.into_iter().any(|kind| is_byline_word(kind, word)) || is_time(word)
}
