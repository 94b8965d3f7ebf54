//! Places in lines of their own, beside the byline and the date of a flattened article: "SKOPJE", "Our Correspondent,
//! Khulna", "… 07:44 am IST - MADURAI", "By Ann Fenwick in Tripoli, Lebanon".

use crate::document::prose::is_prose;
use crate::document::{Document, Signs};
use crate::lists::line_words::Lists;
use crate::lists::outlets::outlet;
use crate::lists::places::{is_known_place, is_region};
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::dates::parse;
use crate::metadata::line_facts::LineFacts;

/// Longest line that names a place beside something else, in bytes.
const MAX_BYTES: usize = 120;
/// Lines that are read, from the beginning: a menu before the article can be long.
const MAX_LINES: usize = 1000;

pub(super) fn gather(page: &Document, facts: &LineFacts, out: &mut Candidates) {
    if !out.locations.is_empty() {
        return;
    }
    for index in 0..page.blocks.len().min(MAX_LINES) {
        let names = facts.byline(page, index);
        let may_be_place = facts.may_have(index, Lists::PLACES);
        let may_be_dashed = page.blocks[index].shape.signs.any(Signs::HYPHEN);
        if !may_be_place && !may_be_dashed && names.is_none() {
            continue;
        }
        let line = page.block_text(index).trim();
        if line.len() > MAX_BYTES || is_prose(&page.blocks[index]) {
            continue;
        }
        let last = || if may_be_place { last(page, index, names.is_some()) } else { None };
        let place = if may_be_place || line.ends_with(DASH) { alone(page, index, line) } else { None };
        let place = place.or_else(|| in_byline(names?)).or_else(last);
        if let Some(place) = place {
            push(&mut out.locations, place, Provenance::TextLine);
            return;
        }
    }
}

/// What a CMS of Spanish papers writes after any place, above the date: "Nordvik -".
const DASH: &str = " -";

/// A known place that is a line next to one with a date.
fn alone<'a>(page: &Document, index: usize, line: &'a str) -> Option<&'a str> {
    let name = line.trim_end_matches(['-', '–', '—', ' ', '.', ',']);
    let has_comma = page.blocks[index].shape.signs.any(Signs::COMMA);
    let first = if has_comma { name.split(',').next()? } else { name };
    let dashed = line.ends_with(DASH) && name.starts_with(char::is_uppercase) && name.split(' ').count() <= 3;
    let has_more = first.len() < name.len();
    let is_place = dashed
        || is_known_place(name)
        || has_more && is_known_place(first) && is_region(name[first.len()..].trim_matches([',', ' ']));
    if !is_place {
        return None;
    }
    let beside = [index.checked_sub(1), Some(index + 1)];
    beside.into_iter().flatten().any(|at| is_dated(page, at)).then_some(name)
}

fn is_dated(page: &Document, index: usize) -> bool {
    let is_short =
        |index: usize| page.block_text(index).len() <= MAX_BYTES && page.blocks[index].shape.digits > 0;
    index < page.blocks.len() && is_short(index) && !parse::scan(page.block_text(index), None).is_empty()
}

/// "By Ann Fenwick in Tripoli, Lebanon": one author and the place.
fn in_byline(names: &str) -> Option<&str> {
    const IN: [&str; 5] = [" in ", " à ", " em ", " aus ", " en "];
    let place = IN.iter().find_map(|word| names.split_once(word)).map(|(_, place)| place)?;
    let first = place.split([',', '|', '·']).next()?.trim();
    let second = place.split(',').nth(1).map_or("", str::trim);
    if place.contains(" and ") || place.contains(" und ") {
        return None;
    }
    match (is_known_place(first), is_region(second)) {
        (_, true) => Some(&place[..first.len() + place[first.len()..].find(second)? + second.len()]),
        (true, _) => Some(first),
        _ => None,
    }
}

/// The signs of the marks between a place and what a line tells besides.
const MARKS: Signs = Signs::COMMA
    .or(Signs::BAR)
    .or(Signs::HYPHEN)
    .or(Signs::COLON)
    .or(Signs::PUNCTUATION)
    .or(Signs::LATIN_1)
    .or(Signs::LETTER)
    .or(Signs::WIDE);

/// A known place at the end of a line that begins with a byline, a correspondent or an outlet, or after a date; or
/// at the beginning of one with a date.
fn last(page: &Document, index: usize, is_byline: bool) -> Option<&str> {
    let line = page.block_text(index).trim();
    let shape = &page.blocks[index].shape;
    if shape.digits == 0 && !shape.signs.any(MARKS) {
        return None;
    }
    let marks = [',', '|', '-', '–', '—', '،', ':', '：', '·', '•'];
    let mut parts = line.split(marks).map(str::trim).filter(|part| !part.is_empty());
    let all = parts.clone();
    let first = parts.next()?;
    let last = parts.next_back().filter(|last| is_known_place(last));
    let credited = || {
        let lower = first.to_lowercase();
        is_byline
            || lower.contains("correspondent")
            || lower.contains("staff")
            || all.clone().any(|part| outlet(part).is_some())
    };
    if let Some(last) = last {
        return (credited() || is_dated(page, index)).then_some(last);
    }
    if shape.digits == 0 {
        return None;
    }
    let opens = is_known_place(first) || first.split(' ').next().is_some_and(is_known_place);
    let place = if is_known_place(first) { first } else { first.split(' ').next()? };
    (opens && place.len() < line.len() && line.len() <= MAX_BYTES && is_dated(page, index)).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(lines: &str) -> Option<String> {
        let page = crate::read::text::page(lines, &crate::options::Limits::new());
        let mut out = Candidates::default();
        gather(&page, &LineFacts::of(&page), &mut out);
        out.locations.first().map(|place| place.value().clone())
    }

    #[test]
    fn places_are_beside_dates_and_bylines() {
        for (lines, name) in [
            ("Rain in town\n\n12.10.2021\n\nSKOPJE\n\nIt rained.", "SKOPJE"),
            ("Rain in town\n\nOur Correspondent, Khulna\n\nIt rained.", "Khulna"),
            ("Rain in town\n\nBy Ann Fenwick in Tripoli, Lebanon\n\nIt rained.", "Tripoli, Lebanon"),
            ("Rain in town\n\nJuly 21, 2022 09:03 pm IST - MUMBAI\n\nIt rained.", "MUMBAI"),
        ] {
            assert_eq!(place(lines).as_deref(), Some(name), "{lines}");
        }
    }

    #[test]
    fn a_place_in_a_menu_is_none() {
        assert_eq!(place("World\n\nLondon\n\nParis\n\nSport\n\nIt rained."), None);
        assert_eq!(place("By Ann Fenwick in a hurry\n\nIt rained."), None);
    }
}
