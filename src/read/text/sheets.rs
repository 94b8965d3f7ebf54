//! What every sheet of a printed page has: its number, and the head or foot beside it.
//!
//! Numbers are believed where they count up. A bare one may be anything, so most of those must also be where a sheet ends.

use std::collections::HashMap;

use super::lines::Line;
use super::page_breaks::breaks_sentence;
use crate::document::Aside;

/// Two numbers may be anything; two heads that are alike but for the number are not.
const MIN_SHEETS: usize = 3;
const MIN_HEADS: usize = 2;

/// Marks numbers of pages that count up, and the heads and feet that are next to them every time.
pub(super) fn mark(text: &str, lines: &[Line], asides: &mut [Option<Aside>]) {
    let line = |index: usize| &text[lines[index].bytes.clone()];
    let mut by_head: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
    let mut bare = Vec::new();
    for index in 0..lines.len() {
        if let Some((head, number)) = numbered_head(line(index)) {
            by_head.entry(head).or_default().push((index, number));
        } else if let Some(number) = bare_number(line(index)) {
            bare.push((index, number));
        }
    }
    for (head, numbers) in by_head {
        let least = if head.is_empty() { MIN_SHEETS } else { MIN_HEADS };
        mark_numbers(text, lines, asides, &numbers, least);
    }
    if are_at_sheet_ends(text, lines, &bare) {
        mark_numbers(text, lines, asides, &bare, MIN_SHEETS);
    }
}

/// Marks numbers and what is next to them, if they count up.
fn mark_numbers(
    text: &str,
    lines: &[Line],
    asides: &mut [Option<Aside>],
    numbers: &[(usize, u32)],
    least: usize,
) {
    let counts_up = numbers.windows(2).all(|pair| pair[0].1.checked_add(1) == Some(pair[1].1));
    if numbers.len() < least || !counts_up {
        return;
    }
    numbers.iter().for_each(|(index, _)| asides[*index] = Some(Aside::Sheet));
    let line = |index: usize| &text[lines[index].bytes.clone()];
    for is_below in [true, false] {
        let beside = |index: usize| if is_below { Some(index + 1) } else { index.checked_sub(1) };
        let heads = numbers.iter().filter_map(|(index, _)| beside(*index));
        let mut times: HashMap<&str, usize> = HashMap::new();
        for head in heads.filter(|head| *head < lines.len()) {
            *times.entry(line(head)).or_default() += 1;
        }
        times.retain(|_, times| *times >= MIN_HEADS && *times + 1 >= numbers.len());
        // The first sheet's head has no foot above it.
        let repeated = (0..lines.len()).filter(|index| !times.is_empty() && times.contains_key(line(*index)));
        repeated.for_each(|index| asides[index] = Some(Aside::Sheet));
    }
}

/// A line that is a number and nothing else.
fn bare_number(line: &str) -> Option<u32> {
    const MAX_DIGITS: usize = 4;
    line.parse().ok().filter(|_| line.len() <= MAX_DIGITS && line.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether most of these lines are first or last on a sheet, or, with a head at most, inside a sentence.
fn are_at_sheet_ends(text: &str, lines: &[Line], numbers: &[(usize, u32)]) -> bool {
    let begins_sheet = |index: usize| lines.get(index).is_none_or(|line| line.begins_record);
    let is_inside_sentence = |index: usize| {
        let above = lines[index.saturating_sub(2)..index].iter();
        let mut pairs =
            above.flat_map(|above| lines[index + 1..].iter().take(2).map(move |below| (above, below)));
        pairs.any(|(above, below)| breaks_sentence(text, above, below))
    };
    let is_at_end = |&&(index, _): &&(usize, u32)| {
        index > 0 && begins_sheet(index) || begins_sheet(index + 1) || is_inside_sentence(index)
    };
    numbers.len() >= MIN_SHEETS && numbers.iter().filter(is_at_end).count() * 2 > numbers.len()
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

    fn marked(text: &str) -> Vec<String> {
        let page = super::super::page(text, &Limits::new());
        let is_aside =
            |index: &usize| matches!(page.blocks[*index].choice, crate::document::Choice::Aside(_));
        (0..page.blocks.len()).filter(is_aside).map(|index| page.block_text(index).to_owned()).collect()
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
