//! What visible lines say: bylines, datelines, credits. Works on flattened text and on
//! the blocks of HTML alike, without knowing yet which of them are the article.

use std::ops::Range;

use url::Url;

use crate::cut;
use crate::document::prose::is_prose;
use crate::document::{Document, GroupKind, Origin, Shape, Signs};
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, DateCandidate, DateRole};
use crate::metadata::dates::changes::{MAX_BLOCKS, time_of_change};
use crate::metadata::dates::labels::{role_of, words};
use crate::metadata::dates::parse;
use crate::metadata::dates::relative;
use crate::metadata::dates::tokens::is_in_characters;
use crate::metadata::language;
use crate::metadata::line_facts::LineFacts;
use crate::metadata::sources::{
    bare_names, bylines, datelines, headline_lines, listed_dates, outlet_lines, place_lines, posters,
    site_lines, source_lines, unspaced_bylines,
};
use crate::metadata::trust::DateTrust;

/// Longest line, in bytes, that can be a byline or tell a date.
const MAX_BYTES: usize = 300;
/// The most words, besides a date and its label, that a line giving a date has.
const MAX_OTHER_WORDS: usize = 6;
const MAX_WORDS_IF_SAID: usize = 20;

pub(crate) fn gather(page: &Document, _url: Option<&Url>, out: &mut Candidates) {
    let language = language::hint(page);
    let mut facts = LineFacts::of(page);
    let (mut paragraphs, mut after_dates) = (0, Vec::new());
    for index in 0..page.blocks.len() {
        let line = page.block_text(index);
        paragraphs += usize::from(is_prose(&page.blocks[index]));
        datelines::gather(page, index, out);
        if line.len() > MAX_BYTES {
            opening_date(line, index as u32, language, out);
            continue;
        }
        if is_quoted(page, index) {
            continue;
        }
        // Most lines have no digit; such a line tells a date only as "yesterday" does.
        let Shape { digits, signs, .. } = page.blocks[index].shape;
        let dated = digits > 0 || signs.any(Signs::WIDE) && is_in_characters(line);
        let mut has_date = false;
        if dated || out.reference.is_some() {
            let known = out.dates.len();
            let (bytes, rest) = dates(line, index as u32, language, out);
            after_dates.push((index, rest));
            facts.note_dates(index, bytes);
            has_date = bytes > 0;
            if page.origin == Origin::Text {
                listed_dates::set_apart(page, index, paragraphs, &mut out.dates[known..]);
            }
        }
        let names = facts.byline(page, index);
        bylines::byline(line, names, signs, has_date, index as u32, out);
    }
    changes(page, &after_dates, language, out);
    bare_names::gather(page, &facts, out);
    posters::gather(page, out);
    unspaced_bylines::gather(page, out);
    if page.origin == Origin::Text {
        headline_lines::gather(page, &facts, out);
        outlet_lines::gather(page, &facts, out);
        source_lines::gather(page, &facts, out);
        place_lines::gather(page, &facts, out);
    }
    site_lines::gather(page, &facts, out);
    standfirst(page, out);
}

/// Quotations of more blocks than this are the article, on pages that indent it so.
const MAX_QUOTED_BLOCKS: usize = 8;

/// Whether a line is of a quotation: an embedded post has an author and a date of its own.
fn is_quoted(page: &Document, index: usize) -> bool {
    let group = &page.groups[page.blocks[index].group as usize];
    group.kind == GroupKind::Quote && group.blocks.len() <= MAX_QUOTED_BLOCKS
}

/// Adds the dates of a line. Returns how many bytes of it they are, and what comes after them.
fn dates<'a>(line: &'a str, block: u32, language: Option<&str>, out: &mut Candidates) -> (usize, &'a str) {
    let found = parse::scan(line, language);
    let bytes = found.iter().map(|found| found.range.len()).sum();
    let after_dates = &line[found.last().map_or(0, |found| found.range.end)..];
    if found.is_empty() {
        relative::gather(line, block, out);
        return (0, after_dates);
    }
    let in_dates: usize = found.iter().map(|found| words(&line[found.range.clone()])).sum();
    let others = words(line).saturating_sub(in_dates);
    let mut from = 0;
    for found in found {
        let said = role_of(&line[from..found.range.start]);
        from = found.range.end;
        let trust = match said {
            Some(_) if others <= MAX_WORDS_IF_SAID => DateTrust::SaidLine,
            None if others <= MAX_OTHER_WORDS => DateTrust::Line,
            None if opens(line, &found.range) => DateTrust::Opening,
            None if others <= MAX_WORDS_IF_SAID && is_set_apart(line, &found.range) => DateTrust::LongLine,
            _ => DateTrust::Witness,
        };
        out.dates.push(DateCandidate {
            raw: line[found.range].to_owned(),
            reading: found.reading,
            role: said.unwrap_or(DateRole::Unsaid),
            trust,
            block: Some(block),
            provenance: Provenance::TextLine,
        });
    }
    (bytes, after_dates)
}

/// Adds the times of a change in what comes after the dates of lines, of those lines that have a date in them or right above.
fn changes(page: &Document, after_dates: &[(usize, &str)], language: Option<&str>, out: &mut Candidates) {
    let mut is_beside = vec![false; page.blocks.len()];
    for block in out.dates.iter().filter_map(|date| date.block) {
        let end = ((block + MAX_BLOCKS) as usize + 1).min(is_beside.len());
        is_beside[end.min(block as usize)..end].fill(true);
    }
    let beside = after_dates.iter().filter(|(index, _)| is_beside[*index]);
    out.change_times.extend(beside.filter_map(|(index, rest)| time_of_change(rest, *index as u32, language)));
}

/// Signs that set a date apart from a headline or a name next to it.
const SEPARATORS: [char; 15] = ['|', '•', '·', '●', '◦', '∙', '/', '–', '—', '»', '«', '›', '(', ')', '：'];

fn is_set_apart(line: &str, date: &Range<usize>) -> bool {
    line[..date.start].trim_end().ends_with(SEPARATORS)
        || line[date.end..].trim_start().starts_with(SEPARATORS)
}

/// Longest place before the date that opens a paragraph, in bytes.
const MAX_PLACE_BYTES: usize = 40;

/// Whether a date is where agencies and newsletters put it: "12.10.2021 – It rained",
/// "Tallinn, 12 October 2021. It rained".
fn opens(line: &str, date: &Range<usize>) -> bool {
    let before = line[..date.start].trim_end();
    let follows = line[date.end..].trim_start().chars().next();
    let closed = follows
        .is_some_and(|c| matches!(c, '.' | ':' | '–' | '—' | '-' | '|' | '„' | '“' | '"' | '»' | '«' | ')'));
    closed && before.len() <= MAX_PLACE_BYTES && (before.is_empty() || before.ends_with(','))
}

/// How far into a long paragraph the date that opens it can reach, in bytes.
const MAX_OPENING_BYTES: usize = 100;

/// Reads the date that opens a paragraph.
fn opening_date(line: &str, block: u32, language: Option<&str>, out: &mut Candidates) {
    let opening = cut::text(line, MAX_OPENING_BYTES);
    let Some(found) = parse::scan(opening, language).into_iter().next() else { return };
    // What ends at the cut may have been cut.
    if found.range.end == opening.len() && opening.len() < line.len() {
        return;
    }
    let before = line[..found.range.start].to_lowercase();
    let is_note = ENTRY_NOTES.iter().any(|note| before.starts_with(note));
    let (trust, role) = match (is_note, opens(line, &found.range)) {
        (true, _) => (DateTrust::SaidLine, DateRole::Published),
        (_, true) => (DateTrust::Opening, DateRole::Unsaid),
        _ => return,
    };
    out.dates.push(DateCandidate {
        raw: line[found.range].to_owned(),
        reading: found.reading,
        role,
        trust,
        block: Some(block),
        provenance: Provenance::TextLine,
    });
}

/// How blogs open the note below an entry that goes on about feeds and categories.
const ENTRY_NOTES: [&str; 9] = [
    "this entry was posted",
    "this post was",
    "dieser beitrag wurde",
    "dieser eintrag wurde",
    "cette entrée a été publiée",
    "cet article a été",
    "esta entrada fue publicada",
    "questo articolo è stato",
    "dit bericht werd geplaatst",
];

/// Shorter lines repeat by chance or are headlines.
const STANDFIRST_BYTES: usize = 80;
/// Where a standfirst can stand, and how far below it the body can begin.
const STANDFIRST_BLOCKS: usize = 60;
const BLOCKS_BETWEEN: usize = 20;

/// A summary above the body which the body's first paragraphs repeat.
fn standfirst(page: &Document, out: &mut Candidates) {
    for index in 0..page.blocks.len().min(STANDFIRST_BLOCKS) {
        let line = page.block_text(index);
        let until = (index + 1 + BLOCKS_BETWEEN).min(page.blocks.len());
        let is_prose = |index: usize| page.blocks[index].shape.terminated;
        let repeats = |below: usize| {
            if !is_prose(below) {
                return false;
            }
            let below = page.block_text(below);
            below.len() >= STANDFIRST_BYTES && (line.starts_with(below) || below.starts_with(line))
        };
        if line.len() >= STANDFIRST_BYTES && is_prose(index) && (index + 1..until).any(repeats) {
            out.state("description", line, Provenance::TextLine);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::people::byline::after_prefix;
    use crate::options::Limits;
    use crate::read::html::tree::{self, Attributes};
    use crate::read::html::{self, Choices};

    fn gathered(line: &str) -> Candidates {
        let mut out = Candidates::default();
        let has_date = dates(line, 0, Some("en"), &mut out).0 > 0;
        bylines::byline(line, after_prefix(line), Signs::of(line), has_date, 0, &mut out);
        out
    }

    #[test]
    fn embedded_posts_have_dates_and_authors_of_their_own() {
        let dates = |markup: &str| {
            let limits = Limits::new();
            let tree = tree::parse(markup, &limits, Attributes::Read).html;
            let mut out = Candidates::default();
            gather(&html::page(&tree, None, &Choices { keep: &[], remove: &[] }, &limits), None, &mut out);
            (out.dates.len(), out.authors.len())
        };
        let lines = "<p>Rain, and more of it</p><p>By Una Bray</p><p>May 4, 2023</p>";
        assert_eq!(dates(lines), (1, 1));
        assert_eq!(dates(&format!("<p>It rained.</p><blockquote>{lines}</blockquote>")), (0, 0));
        let page = format!("<blockquote>{lines}{}</blockquote>", "<p>It rained.</p>".repeat(9));
        assert_eq!(dates(&page), (1, 1));
    }

    #[test]
    fn the_label_before_each_date_counts() {
        let out = gathered("Updated: 12-10-2021 16:18 | Created: 12-10-2021 16:06");
        let roles: Vec<DateRole> = out.dates.iter().map(|date| date.role).collect();
        assert_eq!(roles, [DateRole::Modified, DateRole::Published]);
    }

    #[test]
    fn prose_tells_no_date_of_its_own() {
        let out = gathered(
            "The council met in the old town hall on 12 October 2021 and nobody wanted to leave early.",
        );
        assert_eq!(out.dates.iter().map(|date| date.trust).collect::<Vec<_>>(), [DateTrust::Witness]);
    }

    #[test]
    fn signs_and_openings_set_dates_apart() {
        let trust = |line| {
            let mut out = Candidates::default();
            dates(line, 0, Some("en"), &mut out);
            out.dates.first().map(|date| date.trust)
        };
        assert_eq!(trust("Rain | By Ann Fenwick | 12 October 2021 | 4 minutes"), Some(DateTrust::Line));
        let headline = "The council met in the old town hall again | 12 October 2021";
        assert_eq!(trust(headline), Some(DateTrust::LongLine));
        let opening = "12 October 2021. The council met in the old town hall and nobody left.";
        assert_eq!(trust(opening), Some(DateTrust::Opening));
        assert_eq!(
            trust("Tallinn, 12 October 2021 – The council met in the old town hall."),
            Some(DateTrust::Opening)
        );
    }

    #[test]
    fn long_paragraphs_can_open_with_a_date() {
        let trust = |start: &str| {
            let mut out = Candidates::default();
            opening_date(&format!("{start} {}", "It rained all day. ".repeat(20)), 0, None, &mut out);
            out.dates.first().map(|date| date.trust)
        };
        assert_eq!(trust("12 October 2021 –"), Some(DateTrust::Opening));
        let note = "This entry was posted on Tuesday, October 12th, 2021 at 4:18 pm and is filed under Rain.";
        assert_eq!(trust(note), Some(DateTrust::SaidLine));
        assert_eq!(trust("On 12 October 2021 the council met."), None);
    }

    #[test]
    fn labels_of_other_things_are_known() {
        let role = |line: &str| gathered(line).dates.first().map(|date| date.role);
        assert_eq!(role("Joined: 12 October 2021"), Some(DateRole::Other));
        assert_eq!(role("Mitglied seit 12.10.2021"), Some(DateRole::Other));
        assert_eq!(role("公開日：2021年10月12日"), Some(DateRole::Published));
        assert_eq!(role("公開調教シーンの写真と落札の写真(2021/10/12)"), Some(DateRole::Unsaid));
    }

    #[test]
    fn names_stand_beside_dates_and_under_by() {
        let names = |text: &str| {
            let page = crate::read::text::page(text, &crate::options::Limits::new());
            let mut out = Candidates::default();
            gather(&page, None, &mut out);
            out.authors.into_iter().map(|author| author.text).collect::<Vec<_>>()
        };
        assert_eq!(names("Rain in town\n\nAnn Fenwick, Tallinn\n\n12 October 2021\n"), ["Ann Fenwick"]);
        assert_eq!(names("Rain in town\n\nBy\n\nAnn Fenwick\n"), ["Ann Fenwick"]);
        assert_eq!(names("By Ann Fenwick on 12 October 2021\n"), ["Ann Fenwick"]);
        assert!(names("Rain in town\n\nUnn Fenwick\n\nIt rained.\n").is_empty());
        assert_eq!(names("Rain in town\n\nAnna Fenwick\n\nIt rained.\n"), ["Anna Fenwick"]);
        assert_eq!(
            names("Rain in town\n\nAnn FenwickCorrespondentOctober 12, 2021\n\nIt rained.\n"),
            ["Ann Fenwick"]
        );
        assert_eq!(names("KFEN | By Ann Fenwick\n"), ["Ann Fenwick"]);
    }

    #[test]
    fn bylines_credit_people_or_agencies() {
        assert_eq!(gathered("By AP").agencies.len(), 1);
        assert_eq!(gathered("Posted on 12 October 2021 by Ann Fenwick").authors.len(), 1);
        assert_eq!(gathered("By Ann Fenwick in Nordvik and Bo Lindqvist in Oslo").authors.len(), 1);
        assert_eq!(gathered("By the river it was cold").authors.len(), 0);
    }

    #[test]
    fn a_date_that_ends_where_reading_ends_may_be_cut() {
        let trust = |padding: usize| {
            let line = format!("{} {} 12 October 2021 and so on.", ENTRY_NOTES[0], "x".repeat(padding));
            let mut out = Candidates::default();
            opening_date(&line, 0, Some("en"), &mut out);
            out.dates.first().map(|date| date.trust)
        };
        let fits = MAX_OPENING_BYTES - ENTRY_NOTES[0].len() - " 12 October 2021".len() - 1;
        assert_eq!(trust(fits - 1), Some(DateTrust::SaidLine));
        assert_eq!(trust(fits), None);
    }
}
