//! Whom a flattened article comes from, where a line says so: "Source: …" in its languages, an agency that signs below
//! the text ("sha/dpa", "(AFP)"), an agency in a dated byline ("Ann Fenwick / TNN / Oct 13, 2021").
//!
//! The source of a chart or a photo is not the article's: lines between two paragraphs and credits of photos are left out.

use crate::document::prose::is_prose;
use crate::document::{Document, Signs};
use crate::lists::letters;
use crate::lists::line_words::Lists;
use crate::lists::lower::with_lower;
use crate::lists::names::{BylineWord, is_byline_word};
use crate::lists::outlets::{OutletKind, agency, outlet};
use crate::lists::photo_words::is_photo_word;
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::dates::parse;
use crate::metadata::line_facts::LineFacts;

/// Longest line that names its source, in bytes.
const MAX_BYTES: usize = 200;
/// Longest name of a source, in bytes and in words.
const MAX_NAME_BYTES: usize = 60;
const MAX_NAME_WORDS: usize = 6;
/// Words of a paragraph that an agency signs, at least.
const MIN_PARAGRAPH_WORDS: u32 = 12;
/// Longest signature, in bytes.
const MAX_SIGNATURE_BYTES: usize = 40;

pub(super) fn gather(page: &Document, facts: &LineFacts, out: &mut Candidates) {
    let mut labelled = None;
    let mut credited = None;
    for index in (0..page.blocks.len()).filter(|index| may_name_source(page, *index, facts)) {
        let line = page.block_text(index).trim();
        if line.len() > MAX_BYTES || is_prose(&page.blocks[index]) {
            credited = credited.or_else(|| closing_credit(page, index));
            continue;
        }
        let is_own = |name: &String| !between_paragraphs(page, index) || outlet(name).is_some();
        if labelled.is_none() && facts.may_have(index, Lists::SOURCES) {
            labelled = labelled_source(line, page.blocks[index].shape.signs).filter(is_own);
        }
        let signed = || if facts.may_have(index, Lists::AGENCIES) { signature(line) } else { None };
        let in_byline = || in_byline(page, index, facts);
        credited = credited.or_else(signed).or_else(in_byline).or_else(|| closing_credit(page, index));
    }
    for name in labelled.iter().chain(credited.iter()) {
        push(&mut out.agencies, name, Provenance::TextLine);
    }
    // What a label says is said of the article; a dateline may be a quoted story's.
    if let Some(name) = labelled
        && let Some(at) = out.agencies.iter().position(|known| *known.value() == name)
    {
        let first = out.agencies.iter().position(|known| known.provenance() == Provenance::TextLine);
        out.agencies.swap(first.unwrap_or(at), at);
    }
}

/// Whether a line may say whom the article comes from: it has a word that does, opens as a byline or may end in brackets.
fn may_name_source(page: &Document, index: usize, facts: &LineFacts) -> bool {
    facts.may_have(index, Lists::SOURCES.or(Lists::AGENCIES))
        || facts.byline(page, index).is_some()
        || may_end_in_credit(page, index)
}

fn between_paragraphs(page: &Document, index: usize) -> bool {
    let is_paragraph = |at: usize| page.blocks.get(at).is_some_and(is_prose);
    index > 0 && is_paragraph(index - 1) && is_paragraph(index + 1)
}

/// The name after "Source:", at the beginning of a line or after a mark, a date or a wide space.
fn labelled_source(line: &str, signs: Signs) -> Option<String> {
    if !signs.any(Signs::COLON.or(Signs::WIDE)) {
        return None;
    }
    let is_label = |text: &str| is_byline_word(BylineWord::Source, text);
    let after = |part: &str| {
        part.match_indices([':', '：']).find_map(|(at, colon)| {
            let label = part[..at].trim();
            let last_word = label.rsplit([' ', '　', ')', '）']).next().unwrap_or(label);
            let said = is_label(label) || is_label(last_word) && has_digit(label);
            if said { source_name(&part[at + colon.len()..]) } else { None }
        })
    };
    line.split(['|', '•', '·']).find_map(after)
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_numeric())
}

/// The source that a value names: of several an agency, else all of it as it is written.
fn source_name(value: &str) -> Option<String> {
    let value = value.trim().trim_matches(['"', '“', '”', '«', '»', '„', '.', '(', ')', '[', ']', ' ']);
    let agency = value.split([',', '/', ';', '+', '、']).find_map(agency);
    if let Some(name) = agency.filter(|_| !value.contains('+')) {
        return Some(name.to_owned());
    }
    let value = value.split([',', '/', ';']).next()?.trim();
    let capital = value.starts_with(|c: char| letters::is_alphanumeric(c) && !c.is_lowercase());
    let is_name = value.len() <= MAX_NAME_BYTES
        && !is_of_photos(value)
        && value.split_whitespace().count() <= MAX_NAME_WORDS
        && !value.contains("://")
        && parse::scan(value, None).is_empty();
    (is_name && (capital || outlet(value).is_some())).then(|| value.to_owned())
}

/// Whether a name is that of those who sell or keep pictures.
fn is_of_photos(name: &str) -> bool {
    const WORDS: [&str; 13] = [
        "stock",
        "getty",
        "shutterstock",
        "istock",
        "unsplash",
        "pexels",
        "pixabay",
        "alamy",
        "wikimedia",
        "depositphotos",
        "freepik",
        "archive",
        "archiwum",
    ];
    let lower = name.to_lowercase();
    credits_photo(name) || WORDS.iter().any(|word| lower.contains(word))
}

/// The agency of a line that is nothing but its name and desks' initials: "ptz/dpa", "Reuters/kg", "(Avec AFP)".
fn signature(line: &str) -> Option<String> {
    /// Words that join an agency to a newsroom.
    const JOINING: [&str; 14] =
        ["avec", "with", "mit", "con", "com", "med", "og", "och", "et", "and", "und", "z", "from", "i"];
    const MAX_INITIALS: usize = 4;
    if line.len() > MAX_SIGNATURE_BYTES || line.contains(['©', ':']) {
        return None;
    }
    let bracketed = line.strip_prefix('(').and_then(|line| line.strip_suffix(')'));
    if let Some((first, second)) = bracketed.and_then(|inner| inner.split_once(" - ")) {
        // "(Fen Portal - Fenwire)": who shows it and whose it is.
        return outlet(first.trim()).and_then(|_| agency(second)).map(str::to_owned);
    }
    let mut found = None;
    let whole = line.trim_matches(['(', ')', '[', ']', '/', '.', ' ']);
    if let Some(name) = agency(whole) {
        return strong(whole).then(|| name.to_owned());
    }
    for part in whole.split(['/', ' ', ',', '+', '&']).filter(|part| !part.is_empty()) {
        let is_initials = part.chars().count() <= MAX_INITIALS && part.chars().all(char::is_lowercase);
        match agency(part) {
            Some(name) if found.is_none() => found = Some(name.to_owned()),
            Some(_) => {}
            None if is_initials || with_lower(part, |lower| JOINING.contains(&lower)) => {}
            None => return None,
        }
    }
    found
}

/// Whether a name alone on a line is an agency's, not a button ("MAP").
fn strong(name: &str) -> bool {
    outlet(name).is_some_and(|found| !found.needs_company)
}

/// The agency in a byline with a date, or after "By … ,": "Ann Fenwick / TNN / Oct 13, 2021", "By Ann Fenwick, PA".
fn in_byline(page: &Document, index: usize, facts: &LineFacts) -> Option<String> {
    let names = facts.byline(page, index);
    let has_digit = page.blocks[index].shape.digits > 0;
    if names.is_none() && !(has_digit && facts.may_have(index, Lists::AGENCIES)) {
        return None;
    }
    let line = page.block_text(index);
    let is_photo = || line.contains('©') || credits_photo(line);
    if let Some((_, after)) = names.and_then(|names| names.split_once(" via ")).filter(|_| !is_photo()) {
        return source_name(after.split(',').next()?);
    }
    let parts = names.unwrap_or(line).split(['/', '|', '·', '•', ',', '(', ')', '-', '–', '—']);
    let with = names.and_then(|names| names.split_once(" with ")).map(|(_, after)| after);
    let is_agency =
        |part: &str| outlet(part).filter(|found| found.kind == OutletKind::Agency && !found.needs_company);
    let found = parts.chain(with).find_map(|part| is_agency(part.trim()))?;
    let is_byline = names.is_some() || !parse::scan(line, None).is_empty();
    (is_byline && !is_photo()).then(|| found.name.to_owned())
}

/// Whether a line has a word that credits a picture: "Photo:", "Foto".
fn credits_photo(line: &str) -> bool {
    line.split(|c: char| !letters::is_alphanumeric(c)).any(is_photo_word)
}

/// Whether a line is a paragraph with brackets.
fn may_end_in_credit(page: &Document, index: usize) -> bool {
    let shape = &page.blocks[index].shape;
    shape.words >= MIN_PARAGRAPH_WORDS && shape.signs.any(Signs::BRACKET)
}

/// The agency in brackets at the end of the last paragraphs: "… in the spring. (PAP)".
fn closing_credit(page: &Document, index: usize) -> Option<String> {
    if !may_end_in_credit(page, index) {
        return None;
    }
    let line = page.block_text(index).trim_end().trim_end_matches('.');
    let (_, credit) = line.strip_suffix(')')?.rsplit_once('(')?;
    let goes_on = page.blocks.get(index + 1).is_some_and(is_prose);
    if goes_on || !strong(credit.trim()) {
        return None;
    }
    agency(credit).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str =
        "The mill on the river burned down in the night, and nobody knows how, says the mayor.";

    fn source(lines: &str) -> Option<String> {
        let page = crate::read::text::page(lines, &crate::options::Limits::new());
        let mut out = Candidates::default();
        gather(&page, &LineFacts::of(&page), &mut out);
        out.agencies.first().map(|agency| agency.value().clone())
    }

    #[test]
    fn labels_name_a_source_in_many_languages() {
        for (line, name) in [
            ("Source: Reuters/kg", "Reuters"),
            ("October 13, 2021 02:00 ET | Source: Fen Energy Oyj", "Fen Energy Oyj"),
            ("Quelle: fen.example, hza/dpa", "dpa"),
            ("Джерело: \"Фен\"", "Фен"),
            ("2021年10月13日14:02　来源：人民网-贵州频道", "人民网-贵州频道"),
            ("المصدر : الجزيرة + وكالات", "الجزيرة + وكالات"),
        ] {
            assert_eq!(source(&format!("{PROSE}\n\n{line}\n")).as_deref(), Some(name), "{line}");
        }
        assert_eq!(source(&format!("{PROSE}\n\nSource: Rain Office\n\n{PROSE}\n")), None, "a chart's");
        assert_eq!(source("Source: who knows\n"), None);
    }

    #[test]
    fn agencies_sign_and_are_in_bylines() {
        for (line, name) in [
            ("ptz/dpa", "dpa"),
            ("(Avec AFP)", "AFP"),
            ("(MENAFN - AFP)", "AFP"),
            ("Ann Fenwick / TNN / Oct 13, 2021, 19:02 IST", "TNN"),
            ("By Ann Fenwick, Reuters", "Reuters"),
            ("Authored by Ann Fenwick via The Fen Ledger,", "The Fen Ledger"),
        ] {
            assert_eq!(source(&format!("{PROSE}\n\n{line}\n")).as_deref(), Some(name), "{line}");
        }
        assert_eq!(source(&format!("{PROSE} (PAP)\n")).as_deref(), Some("PAP"));
        for line in ["Photo: Ann Fenwick / dpa", "© Ann Fenwick / AFP", "MAP", "Ann Fenwick / AFP"] {
            assert_eq!(source(&format!("{PROSE}\n\n{line}\n")), None, "{line}");
        }
    }
}
