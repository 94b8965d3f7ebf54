//! Lines that are not the page's text: other records of the same input, what machines read ([`machine`]), and what every
//! sheet of a printed page has ([`sheets`]).
//!
//! Each is believed by more than one sign, for an article may be about any of them: the header of a record is there again,
//! data is among lines of text that name no programs, page numbers count up.

use super::lines::{Line, is_record_header};
use super::{machine, sheets};
use crate::document::Aside;

/// By line: what it is beside the text, if it is anything.
pub(super) fn asides(text: &str, lines: &[Line]) -> Vec<Option<Aside>> {
    let mut asides = vec![None; lines.len()];
    machine::mark(text, lines, &mut asides);
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
}
