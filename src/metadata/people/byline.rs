//! A byline taken apart: its prefix, dates, brackets and places, and the marks and words that join names.

use std::borrow::Cow;

use crate::lists::letters;
use crate::lists::names::{BylineWord, byline_prefixes, first_other_credit, is_byline_word, may_open_byline};
use crate::lists::outlets::agency;
use crate::lists::person_names::is_given_name;
use crate::metadata::dates::parse;

/// Characters of a word in a name that ends with a full stop: "Prof.", "J.R.".
const MAX_INITIALS: usize = 5;

/// What comes after the words that open a byline: "By Ann Fenwick" → "Ann Fenwick".
pub(crate) fn after_prefix(line: &str) -> Option<&str> {
    let is_plain = line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    let line = if is_plain { line } else { line.trim_start_matches(|c: char| !letters::is_alphanumeric(c)) };
    if may_open_byline(line) { after_likely_prefix(line) } else { None }
}

/// The same of a line that may open as a byline does.
fn after_likely_prefix(line: &str) -> Option<&str> {
    let phrase = byline_prefixes(line).find(|phrase| starts_with_phrase(line, phrase));
    let Some(phrase) = phrase else { return behind_doubtful_prefix(line) };
    let rest = skip_chars(line, phrase.chars().count());
    let rest = rest
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '|' | '/'));
    (!rest.is_empty()).then_some(rest)
}

/// What comes after a word that opens a byline only where a name follows: "De Ann Fenwick", "TEKST Ann Fenwick".
fn behind_doubtful_prefix(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once([' ', ':'])?;
    if !is_byline_word(BylineWord::Maybe, first) {
        return None;
    }
    let rest = rest.trim_start_matches([':', ' ']);
    let mut words = rest.split(' ');
    let is_name = words.next().is_some_and(is_given_name)
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase) || !is_cased(word));
    is_name.then_some(rest)
}

/// A text up to where others are credited: "Ann Fenwick; editing by Bo Lindqvist" → "Ann Fenwick;".
pub(crate) fn before_other_credits(text: &str) -> &str {
    let is_start = |at: usize| !text[..at].ends_with(letters::is_alphanumeric) || !is_cased(&text[at..]);
    let start = first_other_credit(text, is_start);
    start.map_or(text, |start| &text[..start])
}

fn starts_with_phrase(line: &str, phrase: &str) -> bool {
    let start = line.as_bytes().get(..phrase.len()).unwrap_or_default();
    let is_other = !start.eq_ignore_ascii_case(phrase.as_bytes()) && phrase.is_ascii() && start.is_ascii();
    if is_other && !start.is_empty() {
        return false;
    }
    let mut chars = line.chars();
    let same = phrase.chars().all(|wanted| chars.next().is_some_and(|c| c.to_lowercase().eq([wanted])));
    if !same {
        return false;
    }
    let next = chars.next();
    let ends_word = !phrase.ends_with(letters::is_alphanumeric) || !is_cased(phrase);
    // "Posted byAnn Fenwick" is what is left of two elements.
    let hump = || {
        let before = line.chars().nth(phrase.chars().count() - 1);
        before.is_some_and(char::is_lowercase) && next.is_some_and(char::is_uppercase)
    };
    ends_word || next.is_some_and(|c| !letters::is_alphanumeric(c)) || hump()
}

/// Whether letters of the text have capitals: not so in Chinese, Arabic, Hindi …
pub(crate) fn is_cased(text: &str) -> bool {
    text.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

fn skip_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or("", |(at, _)| &text[at..])
}

pub(crate) fn without_prefix(text: &str) -> &str {
    let mut text = text.trim();
    // "Posted by: by Ann" happens.
    for _ in 0..2 {
        text = after_prefix(text).unwrap_or(text);
    }
    text
}

pub(crate) fn without_brackets(text: &str) -> Cow<'_, str> {
    let is_bracket = |byte: u8| matches!(byte, b'(' | b'[' | b'<' | b')' | b']' | b'>') || !byte.is_ascii();
    if !text.bytes().any(is_bracket) {
        return Cow::Borrowed(text);
    }
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' | '<' | '（' | '【' => depth += 1,
            ')' | ']' | '>' | '）' | '】' => {
                depth = depth.saturating_sub(1);
                out.push(' ');
            }
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

pub(crate) fn without_dates(text: &str) -> Cow<'_, str> {
    let dates = parse::scan(text, None);
    if dates.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for found in dates {
        out += &text[from..found.range.start];
        out.push('|');
        from = found.range.end;
    }
    Cow::Owned(out + &text[from..])
}

/// Cuts at marks and words that join names.
pub(crate) fn parts(text: &str) -> Vec<&str> {
    let marks = |c: char| {
        matches!(
            c,
            ',' | ';'
                | '|'
                | '·'
                | '•'
                | '⋅'
                | '/'
                | '／'
                | '、'
                | '，'
                | '；'
                | '&'
                | '+'
                | '–'
                | '—'
                | '\t'
                | '―'
                | '،'
                | '●'
                | '✉'
                | ':'
        )
    };
    let mut parts = Vec::new();
    for part in text.split(marks) {
        if part.as_bytes().contains(&b'-') {
            part.split(" - ").for_each(|part| split_at_and(part, &mut parts));
        } else {
            split_at_and(part, &mut parts);
        }
    }
    parts
}

/// Adds what words that join names part, without what is empty.
fn split_at_and<'a>(part: &'a str, parts: &mut Vec<&'a str>) {
    let mut from = 0;
    let mut at = 0;
    for word in part.split(' ') {
        let end = at + word.len();
        // "Ortega y Gasset" would be cut too; co-authors are far more common.
        if is_byline_word(BylineWord::And, word) && at > 0 {
            parts.extend(Some(part[from..at].trim()).filter(|part| !part.is_empty()));
            from = end;
        }
        at = end + 1;
    }
    parts.extend(Some(part[from..].trim()).filter(|part| !part.is_empty()));
}

/// A byline without dates and without what comes after each name: "in Nordvik", "for the Daily Fen".
pub(crate) fn without_places(names: &str) -> String {
    let undated = without_dates(names);
    // Behind a comma stand offices as often as people: "National Centre for Rain".
    let (first, rest) = undated.split_once([',', ';', '|']).unwrap_or((&undated, ""));
    // "By Ann Fenwick in Rain, Shoes and Hats" goes on with sections.
    let rest = if is_filed(first) && !begins_with_name(rest) { "" } else { rest };
    let mut parts: Vec<&str> = parts(first).into_iter().map(without_place).collect();
    parts.extend(Some(rest).filter(|rest| !rest.is_empty()));
    parts.join(", ")
}

/// Whether a byline says in which section the article is, the space before the word lost or not.
fn is_filed(byline: &str) -> bool {
    let glued = || byline.find("In ").is_some_and(|at| byline[..at].ends_with(char::is_lowercase));
    byline.contains(" in ") || byline.contains(" In ") || glued()
}

fn begins_with_name(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(is_given_name)
}

/// Cuts agencies whose words were used, too: "Ann Fenwick with agencies", "Le Fen avec AFP".
pub(crate) fn without_agencies(text: &str) -> &str {
    let mut at = 0;
    for (count, word) in text.split(' ').enumerate() {
        let rest = text.get(at + word.len()..).unwrap_or_default();
        let joins =
            || [BylineWord::Behind, BylineWord::And].into_iter().any(|kind| is_byline_word(kind, word));
        if count > 0 && joins() && is_agencies(rest) {
            return text[..at].trim_end();
        }
        at += word.len() + 1;
    }
    text
}

fn is_agencies(text: &str) -> bool {
    let first = parts(text.trim()).first().copied().unwrap_or_default();
    agency(first).is_some() || is_byline_word(BylineWord::Agencies, first)
}

fn without_place(part: &str) -> &str {
    let mut at = 0;
    for (count, word) in part.split(' ').enumerate() {
        if count >= 2 && is_byline_word(BylineWord::Behind, word) {
            return part[..at].trim_end();
        }
        let goes_on = !word.starts_with(char::is_lowercase) || is_byline_word(BylineWord::Particle, word);
        // "Dr." and "J." go on, a sentence does not.
        let is_end = word.ends_with('.') && word.chars().count() > MAX_INITIALS;
        if !goes_on || is_end {
            break;
        }
        at += word.len() + 1;
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_must_be_a_word() {
        assert_eq!(after_prefix("By Ann"), Some("Ann"));
        assert_eq!(after_prefix("Byron came"), None);
        assert_eq!(after_prefix("By"), None);
    }

    #[test]
    fn lines_that_cannot_open_a_byline_have_no_prefix() {
        for word in crate::lists::names::BYLINE_PREFIXES.iter().copied().chain(["de", "Text", "от", "TEKST"])
        {
            for line in [format!("{word} Ann Fenwick"), format!("{word}Ann Fenwick")] {
                for line in [line.to_uppercase(), format!("– {line}"), line] {
                    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
                    assert!(may_open_byline(line) || after_likely_prefix(line).is_none(), "{line}");
                }
            }
        }
        assert!(!may_open_byline("Rain in town") && after_prefix("Rain in town").is_none());
    }

    #[test]
    fn agencies_whose_words_were_used_go() {
        assert_eq!(without_agencies("Euro Fen with Agencies"), "Euro Fen");
        assert_eq!(without_agencies("Ann Fenwick avec AFP"), "Ann Fenwick");
        assert_eq!(without_agencies("Le Fen et AFP"), "Le Fen");
        assert_eq!(without_agencies("Ann Fenwick with Bo Lindqvist"), "Ann Fenwick with Bo Lindqvist");
    }

    #[test]
    fn sections_after_in_are_no_people() {
        assert_eq!(without_places("Ann Fenwick in Rain, Wet Shoes, Hats"), "Ann Fenwick");
        assert_eq!(without_places("Ann Fenwick in Nordvik, Anna Lindqvist"), "Ann Fenwick,  Anna Lindqvist");
    }
}
