//! Datelines: "MOSCOW, Oct 12 (Reuters) - …", "Reuters | Moscow | Updated …".

use crate::cut;
use crate::document::Document;
use crate::lists::outlets::agency;
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::dates::parse;
use crate::metadata::language;

/// How far into a paragraph its dateline can reach, in bytes.
const MAX_BYTES: usize = 120;
/// The most words of a place ("RIO DE JANEIRO", "SAN FRANCISCO, California").
const MAX_PLACE_WORDS: usize = 5;

/// Reads agency and place from a line that has a dateline.
pub(crate) fn gather(page: &Document, index: usize, out: &mut Candidates) {
    let line = page.block_text(index);
    if line.contains('|') {
        segments(page, index, out);
    } else {
        opening(line, out);
        if page.blocks[index].shape.digits > 0 {
            dated_opening(line, out);
        }
        if language::hint(page) == Some("de") {
            german_opening(line, out);
        }
    }
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

/// Longest date between a place and its dash ("Sept. 30, 2020 /Fenwire/"), in bytes.
const MAX_DATE_BYTES: usize = 50;

/// `PLACE, Aug 21 -`, `PLACE, Sept. 30, 2020 /Wire/ --`: a place in capitals and a day.
fn dated_opening(line: &str, out: &mut Candidates) {
    let Some((place, rest)) = line.split_once(',') else { return };
    let shouted = place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase);
    if !shouted {
        return;
    }
    let dash = [" - ", " -- ", " – ", " — "].iter().filter_map(|dash| rest.find(dash)).min();
    let Some(day) = dash.filter(|at| *at <= MAX_DATE_BYTES).and_then(|at| rest.get(..at)) else { return };
    if is_place(place) && !day.contains('(') && day.contains(|c: char| c.is_ascii_digit()) {
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

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
