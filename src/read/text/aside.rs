//! Lines that are not the page's text: other records of the same input, what machines read, and what every sheet of a
//! printed page has.
//!
//! Each is believed by more than one sign, for an article may be about any of them: the header of a record is there again,
//! a line of data is alone among lines of text, page numbers count up.

use super::lines::{Line, is_record_header};
use super::sheets;
use crate::document::Aside;

/// By line: what it is beside the text, if it is anything.
pub(super) fn asides(text: &str, lines: &[Line]) -> Vec<Option<Aside>> {
    let mut asides = vec![None; lines.len()];
    mark_data(text, lines, &mut asides);
    sheets::mark(text, lines, &mut asides);
    mark_other_records(text, lines, &mut asides);
    asides
}

/// Marks all records but the first with an article.
fn mark_other_records(text: &str, lines: &[Line], asides: &mut [Option<Aside>]) {
    let starts = record_starts(text, lines);
    if starts.len() < 2 {
        return;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let records: Vec<_> = starts.iter().copied().zip(ends).collect();
    let has_prose = |&(start, end): &(usize, usize)| {
        lines[start..end].iter().any(|line| is_prose(&text[line.bytes.clone()]))
    };
    let read = records.iter().position(has_prose).unwrap_or(0);
    for (index, (start, end)) in records.into_iter().enumerate() {
        if index != read {
            asides[start..end].fill(Some(Aside::Record));
        }
    }
}

/// The first lines of records: those of a web archive, or those that begin with the key that the text begins with.
fn record_starts(text: &str, lines: &[Line]) -> Vec<usize> {
    let line = |index: usize| &text[lines[index].bytes.clone()];
    let key = lines.first().and_then(|_| record_key(line(0)));
    let begins = |index: &usize| {
        let is_again = key.is_some() && record_key(line(*index)) == key && lines[*index].gap_above;
        is_record_header(line(*index)) || is_again
    };
    (0..lines.len()).filter(begins).collect()
}

/// The key of a line that tells where a record is from: `URL: https://…`.
fn record_key(line: &str) -> Option<&str> {
    const KEYS: [&str; 7] = ["url", "uri", "link", "source-url", "source_url", "id", "document"];
    let (key, value) = line.split_once(':')?;
    let is_known = KEYS.iter().any(|known| key.eq_ignore_ascii_case(known));
    let value = value.trim();
    (is_known && !value.is_empty() && !value.contains(' ')).then_some(key)
}

fn is_prose(line: &str) -> bool {
    const MIN_BYTES: usize = 60;
    line.len() >= MIN_BYTES
        && line.ends_with(['.', '!', '?', '"', '\u{201d}', '\u{bb}', '\u{3002}', '\u{964}', '\u{61f}'])
}

/// Marks lines of data or markup that are alone among lines of text. Several in a row are a listing.
fn mark_data(text: &str, lines: &[Line], asides: &mut [Option<Aside>]) {
    /// Of so many lines one may be data; where there are more, the page is about programs.
    const LINES_PER_DATA: usize = 8;
    let line = |index: usize| lines.get(index).map_or("", |line| &text[line.bytes.clone()]);
    let data: Vec<usize> = (0..lines.len()).filter(|index| is_data(line(*index))).collect();
    let has_fence = || lines.iter().any(|line| text[line.bytes.clone()].starts_with("```"));
    if data.is_empty() || has_fence() {
        return;
    }
    let is_rare = data.len() * LINES_PER_DATA <= lines.len();
    let is_alone = data.len() == 1;
    for index in data {
        let above = index.checked_sub(1).map_or("", line);
        // "Paste this line:"
        let is_shown =
            above.ends_with(':') || is_code(above) || is_code(line(index + 1)) || lines[index].indent >= 4;
        // What pages tell search engines of themselves comes once.
        let is_linked_data = is_alone && line(index).contains("\"@context\":");
        if !is_shown && (is_rare || is_linked_data) {
            asides[index] = Some(Aside::Data);
        }
    }
}

/// Whether a line is what a page's scripts or an embedded frame left in its text.
fn is_data(line: &str) -> bool {
    if !line.starts_with(['{', '[', '<', 'w', 'g', '(', 'd', 'v', '!']) {
        return false;
    }
    let is_json = (line.starts_with("{\"") || line.starts_with("[{\""))
        && line.ends_with(['}', ']', ',', ';'])
        && line.contains("\":");
    let is_script = STATEMENTS.iter().any(|start| line.starts_with(start)) && line.ends_with([';', '}', ')']);
    is_json || is_script || is_markup(line)
}

/// How the statements begin that pages have between their paragraphs: of advertising, counters, and embedded posts.
const STATEMENTS: [&str; 8] = [
    "window.",
    "googletag.",
    "(adsbygoogle",
    "dataLayer.push",
    "document.write(",
    "var _",
    "(function(",
    "!function(",
];

/// Whether a line is one element with attributes and nothing for a reader.
fn is_markup(line: &str) -> bool {
    const ELEMENTS: [&str; 6] = ["<iframe ", "<script", "<amp-", "<ins ", "<object ", "<embed "];
    /// Those around text: only a tag that is alone is nothing for a reader.
    const AROUND: [&str; 7] = ["div", "section", "figure", "blockquote", "aside", "span", "noscript"];
    let begins = |elements: &[&str]| elements.iter().any(|start| line.starts_with(start));
    let name = line.trim_start_matches(['<', '/']);
    let is_tag = line.starts_with('<')
        && line.find('>') == Some(line.len() - 1)
        && AROUND
            .iter()
            .any(|around| name.strip_prefix(around).is_some_and(|rest| rest.starts_with([' ', '>'])));
    begins(&ELEMENTS) && line.ends_with('>') || is_tag
}

fn is_code(line: &str) -> bool {
    line.ends_with(['{', '}', ';', '>']) || line.starts_with('<')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;

    const PROSE: &str =
        "The ferry stayed in the harbour all day, because the wind would not turn before the evening.";

    fn asides_of(text: &str) -> Vec<(String, Option<Aside>)> {
        let page = super::super::page(text, &Limits::new());
        let aside = |index: usize| match page.blocks[index].choice {
            crate::document::Choice::Aside(aside) => Some(aside),
            _ => None,
        };
        (0..page.blocks.len()).map(|index| (page.block_text(index).to_owned(), aside(index))).collect()
    }

    fn marked(text: &str) -> Vec<String> {
        asides_of(text).into_iter().filter(|(_, aside)| aside.is_some()).map(|(text, _)| text).collect()
    }

    #[test]
    fn the_first_record_with_prose_is_the_page() {
        let record = |number: u32| format!("URL: https://example.org/{number}\nRain {number}\n{PROSE}\n\n");
        let text = [record(1), record(2), record(3)].concat();
        let found = asides_of(&text);
        assert_eq!(found.iter().filter(|(_, aside)| *aside == Some(Aside::Record)).count(), 6, "{found:?}");
        assert!(found[..3].iter().all(|(_, aside)| aside.is_none()));
        let archive =
            format!("WARC/1.0\nWARC-Type: warcinfo\n\nWARC/1.0\nWARC-Type: conversion\n\n{PROSE}\n");
        assert_eq!(marked(&archive), ["WARC/1.0", "WARC-Type: warcinfo"]);
    }

    #[test]
    fn one_header_makes_no_records() {
        for text in [
            format!("URL: https://example.org/1\nRain\n{PROSE}\n"),
            format!("Rain\n\nURL: https://example.org/1\n{PROSE}\n\nURL: https://example.org/2\n{PROSE}\n"),
        ] {
            assert_eq!(marked(&text), [""; 0], "{text}");
        }
    }

    #[test]
    fn data_between_paragraphs_is_marked() {
        let prose = format!("{PROSE}\n").repeat(9);
        for data in [
            "{\"@type\":\"NewsArticle\",\"name\":\"Rain\"}",
            "window.adSlots = window.adSlots || [];",
            "<iframe src=\"https://example.org/player\">",
        ] {
            assert_eq!(marked(&format!("Rain\n{prose}{data}\n{prose}")), [data]);
            assert_eq!(marked(&format!("Rain\n{prose}Paste this line:\n{data}\n{prose}")), [""; 0]);
            assert_eq!(marked(&format!("{data}\n{data}\n{data}\n{PROSE}\n")), [""; 0]);
        }
    }

    #[test]
    fn what_a_page_tells_search_engines_is_marked_on_short_pages() {
        let data = "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\"}";
        assert_eq!(marked(&format!("Rain\n{PROSE}\n{data}\n{PROSE}\n")), [data]);
        let prose = format!("{PROSE}\n").repeat(16);
        assert_eq!(
            marked(&format!("{prose}<div class=\"ad\">\n{PROSE}\n</div>\n")),
            ["<div class=\"ad\">", "</div>"]
        );
        assert_eq!(marked(&format!("{prose}<div>{PROSE}</div>\n")), [""; 0]);
    }
}
