//! What interrupts an article in flattened text and tells by itself where it begins and ends.
//!
//! Screen readers are told where an inserted list ends: its label is there again with words for the end ("Most read", …,
//! "End of Most read"; `lists/end_marks.tsv`). Others count their items ("list 1 of 4", …, "list 4 of 4"). Such a list goes as a
//! whole, above, below and between the paragraphs of the article, whatever its headlines say.

use super::settled::Settled;
use crate::document::prose::is_prose;
use crate::document::{Document, Origin, RawBlock};
use crate::evidence::Evidence;
use crate::evidence::phrases::Mode;
use crate::labels::Boilerplate;
use crate::lists::end_marks::{closed_labels, may_close};
use crate::metadata::byline_name;

/// Blocks of the longest list between a label and its end.
const MAX_LIST_BLOCKS: usize = 24;
/// Words of the longest label, and of a line that closes one.
const MAX_LABEL_WORDS: u32 = 8;
const MAX_END_WORDS: u32 = 14;

/// The lists that tell where they begin and end, in order.
pub(super) fn interruptions(evidence: &Evidence<'_>) -> Vec<Settled> {
    if evidence.document.origin != Origin::Text {
        return Vec::new();
    }
    let mut found: Vec<Settled> = Vec::new();
    let mut index = 0;
    while index < evidence.document.blocks.len() {
        let list = enclosed(evidence, index)
            .or_else(|| counted(evidence, index))
            .or_else(|| credited(evidence, index));
        let Some((start, end)) = list else {
            index += 1;
            continue;
        };
        let taken = found.last().map_or(0, |last| last.blocks().end);
        let kind = label_kind(evidence, start).unwrap_or(Boilerplate::RelatedLinks);
        found.push(Settled::below_label(kind, start.max(taken)..end));
        index = end;
    }
    found
}

fn label_kind(evidence: &Evidence<'_>, label: usize) -> Option<Boilerplate> {
    evidence.openings.opening(label).map(|opening| opening.kind)
}

/// The list that a line closes, from its label, or from the link that skips it.
fn enclosed(evidence: &Evidence<'_>, end: usize) -> Option<(usize, usize)> {
    let page = evidence.document;
    if !is_short(&page.blocks[end], MAX_END_WORDS) {
        return None;
    }
    if !may_close(page.block_text(end)) {
        return None;
    }
    let line = page.block_text(end).to_lowercase();
    closed_labels(&line).find_map(|label| {
        let above = end.saturating_sub(MAX_LIST_BLOCKS)..end.saturating_sub(1);
        let start =
            above.rev().find(|&index| is_label(page.block_text(index), &page.blocks[index], label))?;
        let is_list =
            page.blocks[start..end].iter().filter(|block| is_prose(block)).count() * 2 <= end - start;
        let skips = start.checked_sub(1).filter(|&above| {
            is_short(&page.blocks[above], MAX_END_WORDS)
                && page.block_text(above).to_lowercase().contains(label)
        });
        is_list.then(|| (skips.unwrap_or(start), end + 1))
    })
}

fn is_label(text: &str, block: &RawBlock, label: &str) -> bool {
    is_short(block, MAX_LABEL_WORDS)
        && text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase() == label
}

fn is_short(block: &RawBlock, max_words: u32) -> bool {
    block.shape.words <= max_words
}

/// The list whose items are counted from here on, with the label above it: a line that differs from its next ones in a number
/// that goes up from one to the number at its end, and one headline after each.
fn counted(evidence: &Evidence<'_>, first: usize) -> Option<(usize, usize)> {
    let page = evidence.document;
    let blocks = &page.blocks;
    let (before, 1, after, total) = count_of(page.block_text(first))? else { return None };
    let is_item = |index: usize| blocks.get(index).is_some_and(|block| !is_prose(block));
    let is_next = |number: usize| {
        let index = first + 2 * (number - 1);
        let next = blocks.get(index).and_then(|_| count_of(page.block_text(index)));
        next == Some((before, number, after, total)) && is_item(index + 1)
    };
    if !(2..=MAX_LIST_BLOCKS / 2).contains(&total) || !(1..=total).all(is_next) {
        return None;
    }
    let start = (first.saturating_sub(2)..first).find(|&index| label_kind(evidence, index).is_some());
    Some((start.unwrap_or(first), first + 2 * total))
}

/// The parts of a line that counts: what is before the number, the number, what is between it and the total, the total.
fn count_of(line: &str) -> Option<(&str, usize, &str, usize)> {
    const MAX_BYTES: usize = 40;
    if line.len() > MAX_BYTES || !line.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (rest, total) = split_number(line)?;
    let between = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
    let (before, number) = split_number(between)?;
    let has_word = |text: &str| text.chars().any(char::is_alphabetic);
    has_word(before).then_some((before, number, &rest[between.len()..], total))
}

fn split_number(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((rest, text[rest.len()..].parse().ok()?))
}

/// The list below a label whose items have a byline each ("Most popular", a headline, "By Ann Berg", a headline, …).
fn credited(evidence: &Evidence<'_>, label: usize) -> Option<(usize, usize)> {
    const MIN_ITEMS: usize = 2;
    let kind = label_kind(evidence, label)?;
    let is_label = evidence.hits[label].is_some_and(|hit| matches!(hit.mode, Mode::Whole | Mode::Label));
    if !is_label || !matches!(kind, Boilerplate::RelatedLinks | Boilerplate::TrendingList) {
        return None;
    }
    let items = (0..MAX_LIST_BLOCKS / 2)
        .take_while(|item| is_credited_item(evidence.document, label + 1 + 2 * item))
        .count();
    (items >= MIN_ITEMS).then_some((label, label + 1 + 2 * items))
}

/// Whether a headline and a byline are here.
fn is_credited_item(page: &Document, headline: usize) -> bool {
    let is_line = |index: usize| page.blocks.get(index).is_some_and(|block| !is_prose(block));
    is_line(headline) && is_line(headline + 1) && !is_byline(page, headline) && is_byline(page, headline + 1)
}

/// "By Ann Berg", "Von Anna Berg": a few words, of which those after the first begin with a capital, where the script has any.
fn is_byline(page: &Document, index: usize) -> bool {
    let block = &page.blocks[index];
    let opens_name = |name: &str| name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    is_short(block, MAX_LABEL_WORDS)
        && !block.shape.terminated
        && byline_name(page.block_text(index)).is_some_and(opens_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    /// The first and last lines of the lists that are found.
    fn lists(text: &str) -> Vec<(String, String)> {
        let (page, metadata) = (lines(text), Metadata::default());
        let found = interruptions(&Evidence::of(&page, &metadata));
        let line = |index: usize| page.block_text(index).to_owned();
        found.iter().map(|list| (line(list.blocks().start), line(list.blocks().end - 1))).collect()
    }

    const TEXT: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.\n\n";

    fn list(first: &str, last: &str) -> Vec<(String, String)> {
        vec![(first.to_owned(), last.to_owned())]
    }

    #[test]
    fn a_list_lasts_from_its_label_to_the_line_that_closes_it() {
        let inserted = "Skip Harbour stories and continue reading\n\nHarbour stories\n\nA whale was seen off the northern pier\n\n\
            Who painted the cranes?\n\nEnd of Harbour stories\n\n";
        let found = lists(&format!("{TEXT}{inserted}{TEXT}"));
        assert_eq!(found, list("Skip Harbour stories and continue reading", "End of Harbour stories"));
        assert_eq!(lists(&format!("{TEXT}The end of harbour stories\n\n{TEXT}")), []);
        let article = format!("Harbour stories\n\n{TEXT}{TEXT}End of harbour stories");
        assert_eq!(lists(&article), [], "paragraphs are no list");
    }

    #[test]
    fn counted_items_are_a_list_with_the_label_above_it() {
        let counted =
            "Keep reading\n\nlist 1 of 2\n\nWhat does the bee eat?\n\nlist 2 of 2\n\nA year without rain\n\n";
        let found = lists(&format!("{TEXT}{counted}{TEXT}"));
        assert_eq!(found, list("Keep reading", "A year without rain"));
        let gap = "list 1 of 3\n\nWhat does the bee eat?\n\nlist 3 of 3\n\nA year without rain\n\n";
        assert_eq!(lists(&format!("{TEXT}{gap}{TEXT}")), [], "one item is missing");
        let slides = format!("Picture 1 of 2\n\n{TEXT}Picture 2 of 2\n\n{TEXT}");
        assert_eq!(lists(&slides), [], "sentences may be the article's");
    }

    #[test]
    fn a_label_with_headlines_that_have_bylines_is_a_list() {
        let items =
            "A whale was seen off the pier\n\nBy Ann Berg\n\nWho painted the cranes?\n\nBy Joe Holt\n\n";
        let found = lists(&format!("{TEXT}Most popular\n\n{items}Why it stopped\n\n{TEXT}"));
        assert_eq!(found, list("Most popular", "By Joe Holt"));
        assert_eq!(lists(&format!("{TEXT}Why it stopped\n\n{items}{TEXT}")), [], "no label");
        assert_eq!(lists(&format!("{TEXT}Most popular\n\nWhy it stopped\n\n{TEXT}")), []);
    }

    #[test]
    fn a_count_has_words_and_two_numbers() {
        assert_eq!(count_of("list 12 of 40"), Some(("list ", 12, " of ", 40)));
        for line in ["12 of 40", "list 4", "chapter", "40", ""] {
            assert_eq!(count_of(line), None, "{line}");
        }
    }
}
