//! Text as lynx, links and w3m print it (`-dump`): links are numbered in the text, `[12]Rain in town`, and listed at the
//! end, `12. https://…`; buttons, pictures and frames are named.
//!
//! A number in brackets may also be a note's. That one comes after a word; a link's comes directly before its text, and
//! all of them count up. Only with the list, or with [`MIN_NUMBERS`] that count up from 1, is a text such a dump.

use super::edits::Edit;
use super::lines::{Line, is_blank};

/// Numbers that count up, at least, where there is no list.
const MIN_NUMBERS: usize = 5;
/// Rows of a list, at least.
const MIN_ROWS: usize = 2;

/// What a dump adds to the text of its page.
#[derive(Debug, Default)]
pub(super) struct Dump {
    pub(super) edits: Vec<Edit>,
    /// Lines that are not the page's.
    pub(super) lines: Vec<usize>,
}

/// What the program added, if a text is such a dump.
pub(super) fn read(text: &str, lines: &[Line]) -> Option<Dump> {
    memchr::memchr(b'[', text.as_bytes())?;
    let list = list_start(text, lines);
    let body = &lines[..list.unwrap_or(lines.len())];
    let numbers: Vec<(u32, Edit)> = body.iter().flat_map(|line| numbers(text, line)).collect();
    let counts_up = || numbers.iter().zip(1..).all(|((number, _), wanted)| *number == wanted);
    if numbers.is_empty() || list.is_none() && (numbers.len() < MIN_NUMBERS || !counts_up()) {
        return None;
    }
    let mut dump = Dump { edits: numbers.into_iter().map(|(_, edit)| edit).collect(), lines: Vec::new() };
    for (index, line) in body.iter().enumerate() {
        let names = names(text, line);
        let named: usize = names.iter().map(|name| name.bytes.len()).sum();
        if named == line.bytes.len() || text[line.bytes.clone()].starts_with("IFRAME: ") {
            dump.lines.push(index);
        } else {
            dump.edits.extend(names);
        }
    }
    dump.lines.extend(body.len()..lines.len());
    Some(dump)
}

/// The first line of the list of links that a text ends with: its heading.
fn list_start(text: &str, lines: &[Line]) -> Option<usize> {
    let line = |index: usize| &text[lines[index].bytes.clone()];
    let mut next: Option<u32> = None;
    let (mut start, mut rows) = (lines.len(), 0);
    while let Some(index) = start.checked_sub(1) {
        match row_number(line(index)) {
            Some(number) if next.is_none_or(|next| number.checked_add(1) == Some(next)) => {
                next = Some(number);
                rows += 1;
            }
            Some(_) => return None,
            None if !is_part_heading(line(index)) => break,
            None => {}
        }
        start = index;
    }
    let heading = start.checked_sub(1)?;
    let is_heading = line(heading).split_whitespace().count() == 1 && next == Some(1);
    (rows >= MIN_ROWS && is_heading).then_some(heading)
}

/// "Visible links", "Hidden links:"
fn is_part_heading(line: &str) -> bool {
    matches!(line.trim_end_matches(':'), "Visible links" | "Hidden links")
}

/// The number of a row of the list: `12. https://…` of lynx and links, `[12] https://…` of w3m.
fn row_number(line: &str) -> Option<u32> {
    let rest = line.strip_prefix('[').unwrap_or(line);
    let (number, address) = rest.split_once(['.', ']'])?;
    let (scheme, place) = address.trim_start().split_once(':')?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_scheme && !place.contains(' ')).then(|| number.parse().ok()).flatten()
}

/// The numbers of links in a line.
fn numbers<'a>(text: &'a str, line: &Line) -> impl Iterator<Item = (u32, Edit)> + use<'a> {
    /// Digits of a number.
    const MAX_DIGITS: usize = 5;
    let bytes = line.bytes.clone();
    text[bytes.clone()].match_indices('[').filter_map(move |(at, _)| {
        let start = bytes.start + at;
        let rest = &text[start + 1..bytes.end];
        let digits = rest.bytes().take(MAX_DIGITS + 1).take_while(u8::is_ascii_digit).count();
        let after = rest[digits..].strip_prefix(']')?;
        let before = text[bytes.start..start].chars().next_back();
        let opens = |c: char| {
            is_blank(c) || "(#|/\u{b7}\u{2022}*\"'\u{201c}\u{201e}\u{ab}\u{2014}\u{2013}".contains(c)
        };
        let goes_on =
            after.starts_with(|c: char| c.is_alphanumeric() || "\"'\u{201c}\u{201e}\u{ab}@#$[(".contains(c));
        let number: u32 = rest[..digits].parse().ok().filter(|_| digits <= MAX_DIGITS)?;
        // Lynx puts a hash before the links that a page's head names.
        let first = if before == Some('#') && start == bytes.start + 1 { bytes.start } else { start };
        (goes_on && before.is_none_or(opens)).then(|| (number, Edit::without(first..start + digits + 2)))
    })
}

/// What stands for things that have no text.
fn names(text: &str, line: &Line) -> Vec<Edit> {
    const NAMES: [&str; 6] = ["(BUTTON)", "[INLINE]", "[EMBED]", "[USEMAP", "[IMG]", "[LINK]"];
    let mut found = Vec::new();
    let content = &text[line.bytes.clone()];
    for (at, _) in content.match_indices(['(', '[']) {
        let rest = &content[at..];
        let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) else { continue };
        let length =
            if name.ends_with([')', ']']) { Some(name.len()) } else { rest.find(']').map(|end| end + 1) };
        let start = line.bytes.start + at;
        found.extend(length.map(|length| Edit::without(start..start + length)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;

    fn blocks(text: &str) -> Vec<String> {
        let page = super::super::page(text, &Limits::new());
        (0..page.blocks.len()).map(|index| page.block_text(index).to_owned()).collect()
    }

    const LIST: &str = "\nReferences\n\n   Visible links\n   1. https://example.org/\n   2. https://example.org/rain\n\n   \
        Hidden links:\n   3. https://example.org/x\n";

    #[test]
    fn numbers_of_listed_links_go() {
        let text = format!(
            "   #[1]The Daily Fen\n\n   (BUTTON) Menu\n\n   It rained [2]in town [INLINE] again.[3]\n{LIST}"
        );
        let found = blocks(&text);
        assert_eq!(found[..4], ["The Daily Fen", "Menu", "It rained in town again.[3]", "References"]);
        let page = super::super::page(&text, &Limits::new());
        assert!(page.blocks[2].mended);
        let asides =
            page.blocks.iter().filter(|block| matches!(block.choice, crate::document::Choice::Aside(_)));
        assert_eq!(asides.count(), 6, "the list with its headings");
    }

    #[test]
    fn without_a_list_numbers_count_up_from_1() {
        let links = "[1]Home [2]News\n[3]Sport\n\nIt rained in [4]town and in the [5]fens.\n";
        assert_eq!(blocks(links)[2], "It rained in town and in the fens.");
        let other = links.replace("[4]", "[7]");
        assert_eq!(blocks(&other)[2], "It rained in [7]town and in the [5]fens.");
    }

    #[test]
    fn notes_stay() {
        for text in [
            "It rained.[1] It snowed.[2] It froze.[3] It thawed.[4] It dried.[5]",
            "[1] Fen, A.\n[2] Moor, B.\n[3] Hill, C.\n[4] Dale, D.\n[5] Wood, E.",
            "It rained.[1]\n\nReferences\n\n1. https://example.org/a\n2. https://example.org/b",
        ] {
            assert!(read(text, &super::super::lines::lines(text, 99)).is_none(), "{text}");
        }
    }

    #[test]
    fn rows_of_lists_are_addresses() {
        assert_eq!(row_number("12. https://example.org/"), Some(12));
        assert_eq!(row_number("[3] mailto:ann@example.org"), Some(3));
        assert_eq!(row_number("12. Rain: more to come"), None);
        assert_eq!(row_number("12. Rain"), None);
    }
}
