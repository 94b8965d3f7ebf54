//! Lines that are not the page's text: other records of the same input, what machines read, and what every sheet of a
//! printed page has.
//!
//! Each is believed by more than one sign, for an article may be about any of them: the header of a record is there again,
//! a line of data is alone among lines of text, page numbers count up.

use std::collections::HashMap;

use super::lines::{Line, is_record_header};
use crate::document::Aside;

/// By line: what it is beside the text, if it is anything.
pub(super) fn asides(text: &str, lines: &[Line]) -> Vec<Option<Aside>> {
    let mut asides = vec![None; lines.len()];
    mark_data(text, lines, &mut asides);
    mark_sheets(text, lines, &mut asides);
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

/// Marks numbers of pages that count up, and the heads and feet that are next to them every time.
fn mark_sheets(text: &str, lines: &[Line], asides: &mut [Option<Aside>]) {
    /// Two numbers may be anything; two heads that are alike but for the number are not.
    const MIN_SHEETS: usize = 3;
    const MIN_HEADS: usize = 2;
    let line = |index: usize| &text[lines[index].bytes.clone()];
    let mut by_head: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
    for index in 0..lines.len() {
        if let Some((head, number)) = numbered_head(line(index)) {
            by_head.entry(head).or_default().push((index, number));
        }
    }
    for (head, numbers) in by_head {
        let least = if head.is_empty() { MIN_SHEETS } else { MIN_HEADS };
        let counts_up = numbers.windows(2).all(|pair| pair[0].1.checked_add(1) == Some(pair[1].1));
        if numbers.len() < least || !counts_up {
            continue;
        }
        numbers.iter().for_each(|(index, _)| asides[*index] = Some(Aside::Sheet));
        for is_below in [true, false] {
            let beside = |index: usize| if is_below { Some(index + 1) } else { index.checked_sub(1) };
            let heads = numbers.iter().filter_map(|(index, _)| beside(*index));
            let mut times: HashMap<&str, usize> = HashMap::new();
            for head in heads.filter(|head| *head < lines.len()) {
                *times.entry(line(head)).or_default() += 1;
            }
            times.retain(|_, times| *times >= MIN_HEADS && *times + 1 >= numbers.len());
            // The first sheet's head has no foot above it.
            let repeated =
                (0..lines.len()).filter(|index| !times.is_empty() && times.contains_key(line(*index)));
            repeated.for_each(|index| asides[index] = Some(Aside::Sheet));
        }
    }
}

/// The number of a sheet and what is before it on its line: `The Daily Fen   Page 3 of 7`, `https://example.org/   3/7`.
fn numbered_head(line: &str) -> Option<(&str, u32)> {
    const MAX_BYTES: usize = 300;
    if line.len() > MAX_BYTES || !line.ends_with(|c: char| c.is_ascii_digit() || c == '-' || c == '\u{2013}')
    {
        return None;
    }
    if let Some(number) = page_number(line) {
        return Some(("", number));
    }
    let (head, last) = line.rsplit_once([' ', '\t', '\u{a0}'])?;
    if let Some((number, all)) = last.split_once('/') {
        let (number, all): (u32, u32) = (number.parse().ok()?, all.parse().ok()?);
        return (1..=all).contains(&number).then_some((head.trim_end(), number));
    }
    // "Page 3", "Page 3 of 7", "Page 3 / 7"
    let starts = line.rmatch_indices([' ', '\t', '\u{a0}']).skip(1).take(3);
    let mut tails = starts.map(|(at, _)| (line[..at].trim_end(), line[at..].trim_start()));
    tails.find_map(|(head, tail)| Some((head, page_number(tail)?)))
}

/// The number of a printed page: `Page 3 of 7`, `- 3 -`, `Seite 3`.
fn page_number(line: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "page",
        "seite",
        "página",
        "pagina",
        "pág.",
        "strona",
        "sida",
        "side",
        "sivu",
        "sayfa",
        "страница",
        "стр.",
    ];
    const MAX_BYTES: usize = 40;
    if line.len() > MAX_BYTES || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = line.to_lowercase();
    let between = lower
        .strip_prefix(['-', '\u{2013}', '\u{2014}'])
        .and_then(|rest| rest.strip_suffix(['-', '\u{2013}', '\u{2014}']));
    let after_word = WORDS
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .filter(|rest| rest.starts_with([' ', '\u{a0}']));
    let rest = between.or(after_word)?.trim();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let tail = rest[digits..].trim();
    // "of 7", "/ 7", "von 7"
    let of_all = tail.rsplit(|c: char| !c.is_ascii_digit()).next().is_some_and(|all| !all.is_empty());
    let is_number = tail.is_empty() || of_all && tail.split_whitespace().count() <= 2;
    rest[..digits].parse().ok().filter(|_| is_number)
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
    fn page_numbers_that_count_up_and_their_heads_are_marked() {
        let sheet =
            |number: u32| format!("{PROSE}\nThe Harbour Letter\nPage {number} of 3\n{PROSE} {number}\n");
        let text = [sheet(1), sheet(2), sheet(3)].concat();
        assert_eq!(marked(&text).len(), 6, "{:?}", marked(&text));
        assert_eq!(marked(&[sheet(1), sheet(3), sheet(2)].concat()), [""; 0]);
        assert_eq!(marked(&[sheet(1), sheet(2)].concat()), [""; 0]);
    }

    #[test]
    fn heads_and_feet_that_browsers_print_are_marked() {
        let head = "12/10/2021, 16:22    Rain in town - The Daily Fen";
        let sheet = |number: u32| {
            format!("{head}\n\n{PROSE} {number}.\n\nhttps://example.org/rain    {number}/2\n\n")
        };
        assert_eq!(marked(&[sheet(1), sheet(2)].concat()).len(), 2, "two feet; two heads may be anything");
        let text = [sheet(1), sheet(2), sheet(3)].concat().replace("/2\n", "/3\n");
        assert_eq!(marked(&text).len(), 6, "{:?}", marked(&text));
        assert_eq!(marked(&[sheet(2), sheet(1)].concat()), [""; 0]);
        let foot = |number: u32| format!("{PROSE} {number}\nThe Daily Fen   Page {number} of 2\n\n");
        assert_eq!(marked(&[foot(1), foot(2)].concat()).len(), 2);
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

    #[test]
    fn numbers_of_pages() {
        for (line, number) in [
            ("Page 3 of 7", Some(3)),
            ("- 12 -", Some(12)),
            ("Seite 4", Some(4)),
            ("Page 3/7", Some(3)),
            ("3", None),
            ("Page turner", None),
            ("Page 3 has the map", None),
            ("Pages 3", None),
        ] {
            assert_eq!(page_number(line), number, "{line}");
        }
    }
}
