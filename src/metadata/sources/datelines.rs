//! Datelines: "MOSCOW, Oct 12 (Reuters) - …", "KOLKATA: …", "Reuters | Moscow | Updated …".
//!
//! A paragraph opens with a place, and a region, a day and an agency may follow; a colon, a dash or a full stop ends
//! it. Words before a colon are no place by themselves: it is in capitals, a known city, or has a region, a day or an
//! agency beside it.

use crate::cut;
use crate::document::Document;
use crate::lists::outlets::{agency, outlet};
use crate::lists::places::{is_known_place, is_label, is_region};
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::dates::parse;
use crate::metadata::language;
use crate::metadata::sources::unspaced_datelines;

/// How far into a paragraph its dateline can reach, in bytes.
const MAX_BYTES: usize = 120;
/// The most words of a place ("RIO DE JANEIRO", "SAN FRANCISCO, California").
const MAX_PLACE_WORDS: usize = 5;

/// Reads agency and place from a line that has a dateline.
pub(crate) fn gather(page: &Document, index: usize, out: &mut Candidates) {
    let line = page.block_text(index);
    if line.contains('|') {
        segments(page, index, out);
        return;
    }
    if let Some(place) = dateline(line) {
        push(&mut out.locations, place, Provenance::TextLine);
    }
    opening(line, out);
    if let Some(found) = unspaced_datelines::opening(line) {
        push(&mut out.locations, found.place.unwrap_or_default(), Provenance::TextLine);
        push(&mut out.agencies, found.agency.unwrap_or_default(), Provenance::TextLine);
    }
    if language::hint(page) == Some("de") {
        german_opening(line, out);
    }
}

/// Longest place, with its region, in bytes.
const MAX_PLACE_BYTES: usize = 60;
/// Fewer bytes after the dateline are no paragraph; none are, where the dateline has a line of its own.
const MIN_REST_BYTES: usize = 40;

/// What a dateline has besides its place.
#[derive(Default)]
struct Signs {
    region: bool,
    day: bool,
    credit: bool,
}

/// The place of the dateline that opens a line.
fn dateline(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['*', '#', ' ', '(', '[']);
    line.starts_with(char::is_uppercase).then_some(())?;
    let head = cut::text(line, MAX_BYTES);
    let first = stop(head, 0)?;
    let name = head[..first].trim_end();
    if !is_place(name) || is_label(name) {
        return None;
    }
    let (signs, place_end, end) = signs(head, first);
    let (end, mark) = end?;
    let rest = line[end..].trim();
    if !rest.is_empty() && rest.len() < MIN_REST_BYTES {
        return None;
    }
    let is_known = is_known_place(name);
    let is_said = match mark {
        // A sentence may end there.
        '.' => signs.day && (signs.credit || is_capitals(name)) || is_capitals(name) && is_known,
        _ => is_capitals(name) || is_known || signs.day || signs.region || signs.credit,
    };
    // A line of its own can be anything in capitals.
    let alone = rest.is_empty() && !(is_known || signs.day || signs.region);
    (is_said && !alone && place_end <= MAX_PLACE_BYTES).then(|| head[..place_end].trim_end())
}

/// Reads what follows a place: its signs, where the place and its region end, and where the dateline ends with
/// which mark; none where it goes on as a sentence does.
fn signs(head: &str, first: usize) -> (Signs, usize, Option<(usize, char)>) {
    /// Parts of a dateline: region, day, year, agency.
    const MAX_PARTS: usize = 6;
    let mut signs = Signs::default();
    let (mut at, mut place_end) = (first, first);
    for _ in 0..MAX_PARTS {
        let mark = head[at..].chars().next();
        match mark {
            Some(mark @ (':' | '-' | '–' | '—' | '―' | '.')) => {
                let end = at + head[at..].len()
                    - head[at..].trim_start_matches(['.', '-', '–', '—', '―', ':']).len();
                let after = head[end..].trim_start();
                // "ODESA, Oct. 12. /Fenwire/ It rained"
                if mark == '.' && after.starts_with(['/', '(']) {
                    at = head.len() - after.len();
                    continue;
                }
                let mark = if after.starts_with(['-', '–', '—']) { '-' } else { mark };
                if mark == '.' && !signs.day && starts_day(after) {
                    at = end;
                    signs.day = true;
                    at = stop(head, at + 1).unwrap_or(head.len());
                    continue;
                }
                return (signs, place_end, Some((end, mark)));
            }
            Some(open @ ('(' | '[' | '/')) => {
                let close = match open {
                    '(' => ')',
                    '[' => ']',
                    _ => '/',
                };
                let Some(length) = head[at + 1..].find(close) else { return (signs, place_end, None) };
                let inner = &head[at + 1..at + 1 + length];
                if is_credit(inner) {
                    signs.credit = true;
                } else if is_place(inner) {
                    signs.region = true;
                } else {
                    return (signs, place_end, None);
                }
                at += length + 2;
                at += head[at..].len() - head[at..].trim_start().len();
                let goes_on = head[at..].starts_with(|c: char| c.is_uppercase());
                if signs.credit && goes_on && (signs.day || open == '/') {
                    return (signs, place_end, Some((at, '-')));
                }
            }
            Some(_) => {
                let from = at + usize::from(mark == Some(','));
                let next = stop(head, from).unwrap_or(head.len());
                let part = head[from..next].trim();
                if part.contains(|c: char| c.is_numeric()) && part.len() <= MAX_DATE_BYTES {
                    signs.day = true;
                } else if is_region(part) || is_region(&format!("{part}.")) || part.ends_with("Pref") {
                    signs.region = true;
                    place_end = next + usize::from(head[next..].starts_with('.'));
                } else if is_credit(part) {
                    signs.credit = true;
                } else if !(signs.day || is_month(part)) {
                    return (signs, place_end, None);
                }
                at = next;
                // The full stop of "Conn." and "Oct." ends nothing.
                let rest = head[at..].strip_prefix('.').map(str::trim_start);
                if let Some(rest) =
                    rest.filter(|rest| rest.starts_with([',', '(', '/', '-', '–', '—']) || starts_day(rest))
                {
                    at = head.len() - rest.len();
                }
            }
            None => {
                let whole = signs.day && (signs.region || signs.credit);
                return (signs, place_end, whole.then_some((head.len(), '-')));
            }
        }
    }
    (signs, place_end, None)
}

/// Where a part of a dateline ends: at a comma, a bracket, a slash, a colon, a dash with a space beside it or a full
/// stop before one.
fn stop(head: &str, from: usize) -> Option<usize> {
    let text = head.get(from..)?;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next();
        let is_stop = match c {
            ',' | '(' | '[' | ':' | '–' | '—' | '―' => true,
            '/' => before == ' ' && at > 0,
            '-' => before == ' ' && at > 0 || next() == Some('-'),
            '.' => next().is_none_or(|next| matches!(next, ' ' | '-' | '–' | '—' | ',')),
            _ => false,
        };
        if is_stop && at > 0 {
            return Some(from + at);
        }
        before = c;
    }
    None
}

fn starts_day(text: &str) -> bool {
    text.starts_with(|c: char| c.is_numeric())
}

fn is_month(part: &str) -> bool {
    !parse::scan(&format!("1 {part} 2020"), None).is_empty()
}

/// Whether the words credit an agency, an outlet or a station: "Reuters", "ANI", "WKLX", "KOMPAS.com".
fn is_credit(text: &str) -> bool {
    /// Call signs and agencies' initials.
    const INITIALS: std::ops::RangeInclusive<usize> = 2..=12;
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let initials = INITIALS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_name = |part: &str| outlet(part.trim()).is_some();
    initials
        || is_name(text)
        || text.split(['/', ',', ';']).any(is_name)
        || text.to_lowercase().contains("newswire")
}

fn is_capitals(text: &str) -> bool {
    /// Letters of a place; "EU", "UN" are no datelines by themselves.
    const MIN_LETTERS: usize = 3;
    text.chars().filter(|c| c.is_uppercase()).count() >= MIN_LETTERS && !text.chars().any(char::is_lowercase)
}

/// `Agency | Place | date`: credits between bars.
fn segments(page: &Document, index: usize, out: &mut Candidates) {
    let line = page.block_text(index);
    if line.len() > 300 {
        return;
    }
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let Some(credit) = parts.iter().position(|part| agency(part).is_some()) else {
        return unknown_agency(page, index, &parts, out);
    };
    let dated = parts.iter().any(|part| !parse::scan(part, None).is_empty());
    if !dated {
        return;
    }
    if let Some(name) = agency(parts[credit]) {
        push(&mut out.agencies, name, Provenance::TextLine);
    }
    let place = parts.iter().enumerate().find(|(at, part)| *at != credit && is_place(part));
    if let Some((_, place)) = place {
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// Lines below a dateline in which its name is credited with a photo.
const CREDIT_LINES: usize = 20;

/// `Name | Place | Updated: date`, where lines close by credit the name too.
fn unknown_agency(page: &Document, index: usize, parts: &[&str], out: &mut Candidates) {
    let [name, place, dates @ ..] = parts else { return };
    let says_date = |part: &&str| {
        crate::metadata::dates::labels::role_of(part).is_some() && !parse::scan(part, None).is_empty()
    };
    if name.contains(' ') || !is_place(name) || !is_place(place) || !dates.iter().any(says_date) {
        return;
    }
    let credits = |line: &str| line.contains(['©', ':']) && !line.contains('|') && line.contains(name);
    let end = (index + 1 + CREDIT_LINES).min(page.blocks.len());
    if (index + 1..end).any(|below| credits(page.block_text(below))) {
        push(&mut out.agencies, name, Provenance::TextLine);
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// Longest day in a dateline ("Sept. 30, 2020"), in bytes.
const MAX_DATE_BYTES: usize = 50;

/// `Ort. Seit Montag …`: a place before a full stop, which the paragraph names again.
fn german_opening(line: &str, out: &mut Candidates) {
    let Some((place, rest)) = line.split_once(". ") else { return };
    let again =
        || ["in", "aus", "nach", "bei", "von"].iter().any(|word| rest.contains(&format!(" {word} {place}")));
    if place.len() <= MAX_DATE_BYTES && line.len() >= MAX_BYTES && is_place(place) && again() {
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// `PLACE (Agency) -`, `PLACE, Oct 12 (Agency) —`, `Place, Oct 12 (Agency) It …`
fn opening(line: &str, out: &mut Candidates) {
    let Some((before, rest)) = cut::text(line, MAX_BYTES).split_once(['(', '（']) else { return };
    let Some((credit, after)) = rest.split_once([')', '）']) else { return };
    let dashed = after.trim_start().starts_with(['-', '–', '—', '―', ':']);
    // "dpa/afp" credits two; the first is named.
    let named = credit.split(['/', ',', ';']).find_map(agency);
    let (place, day) = before.split_once(',').unwrap_or((before, ""));
    let place = place.trim();
    // A day before it and a sentence after it say as much as a dash.
    let dated = day.contains(|c: char| c.is_ascii_digit())
        && after.trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    if let Some(name) = named.filter(|_| (dashed || dated) && (place.is_empty() || is_place(place))) {
        push(&mut out.agencies, name, Provenance::TextLine);
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// Whether a text can name a place: few words, capitals first, no digits.
fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_label = text.ends_with(':') || crate::metadata::dates::labels::role_of(text).is_some();
    !words.is_empty()
        && words.len() <= MAX_PLACE_WORDS
        && !is_label
        && agency(text).is_none()
        && words[0].starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '!' | '?' | '@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(line: &str) -> Document {
        crate::read::text::page(
            &format!("{line}\n\nPhoto: Fenwire/Ann Fenwick"),
            &crate::options::Limits::new(),
        )
    }

    fn read(line: &str) -> (Vec<String>, Vec<String>) {
        let mut out = Candidates::default();
        gather(&page(line), 0, &mut out);
        let values =
            |list: Vec<crate::metadata::Field<String>>| list.into_iter().map(|field| field.value).collect();
        (values(out.agencies), values(out.locations))
    }

    #[test]
    fn datelines_name_agency_and_place() {
        let moscow = (vec!["Reuters".to_owned()], vec!["Moscow".to_owned()]);
        assert_eq!(read("Reuters | Moscow | Updated: 12-10-2021 16:18 IST"), moscow);
        let rome = (vec!["ANSA".to_owned()], vec!["ROME".to_owned()]);
        assert_eq!(read("ROME, Oct 12 (ANSA) - It rained."), rome);
        let tallinn = (vec!["Fenwire".to_owned()], vec!["Tallinn".to_owned()]);
        assert_eq!(read("Fenwire | Tallinn | Updated: 14-03-2022 18:40 EET"), tallinn);
        assert_eq!(read("TALLINN, Sept. 30, 2020 /Fenwire/ -- It rained."), (vec![], vec!["TALLINN".into()]));
        assert_eq!(read("(ANSA) - ROME"), (vec!["ANSA".to_owned()], vec![]));
        assert_eq!(
            read("Rome, Oct 12 (ANSA) It rained."),
            (vec!["ANSA".to_owned()], vec!["Rome".to_owned()])
        );
    }

    #[test]
    fn other_lines_name_neither() {
        let none = (vec![], vec![]);
        assert_eq!(read("Reuters | Privacy | Terms"), none);
        assert_eq!(read("The agency (Reuters) said it rained."), none);
        assert_eq!(read("rome (ANSA) - It rained."), none, "a place has a capital");
        assert_eq!(read("5 men (ANSA) - It rained."), none);
        assert_eq!(read("Updated: (ANSA) - It rained."), none);
        assert_eq!(read("Rome, 3 of 4 (Reuters) said it rained."), none);
        assert_eq!(read("Home | News | 12-10-2021"), none);
        assert_eq!(read("Sport | Football | Updated: 12-10-2021"), none);
        assert_eq!(
            read("NO, not before 2030 as it seems to me and to everybody who has seen it - never"),
            none
        );
    }
}
