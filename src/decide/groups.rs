//! Groups whose blocks belong together whatever their scores.
//!
//! A table is in the article or it is not: a row by itself looks like a menu. Who said it is part of a quotation, although a
//! name alone on its line looks like a byline. What a post in a forum answers is part of the post, although the words are
//! those of another post. A note belongs to the line that its mark is in.

use std::ops::Range;

use foldhash::HashSet;

use super::decision::{Decision, Rule};
use crate::document::{BlockKind, Choice, Document, GroupKind, Span, SpanKind, Tag};

/// The longest line that says who is quoted.
const MAX_SOURCE_WORDS: u32 = 15;

/// A quotation of more words for each word of the answer is a post once more, not what the answer speaks of. On the forums of the
/// WCXB development set F1 is as it was without the rule; with any length it falls by 0.013.
const MAX_QUOTED_TO_ANSWER: u32 = 2;

/// Decides tables as a whole and keeps the sources of quotations that are kept.
pub(super) fn decide_as_one(page: &Document, decisions: &mut [Decision]) {
    if !page.notes.is_empty() {
        keep_marked_notes(page, decisions);
    }
    for group in &page.groups {
        let blocks = group.blocks.start as usize..group.blocks.end as usize;
        match group.kind {
            GroupKind::Table => decide_table(page, blocks, decisions),
            GroupKind::Quote => keep_source(page, blocks, decisions),
            _ => {}
        }
    }
}

/// The rows of a table follow the decision that most of their words have.
fn decide_table(page: &Document, blocks: Range<usize>, decisions: &mut [Decision]) {
    let is_row = |index: &usize| {
        let block = &page.blocks[*index];
        let is_open = is_open(decisions[*index]);
        matches!(block.kind, BlockKind::TableRow { .. }) && block.choice == Choice::Open && is_open
    };
    let rows: Vec<usize> = blocks.filter(is_row).collect();
    let words = |is_kept: bool| -> u32 {
        let rows = rows.iter().filter(|index| (decisions[**index] == Decision::Content) == is_kept);
        rows.map(|index| page.blocks[*index].shape.words.max(1)).sum()
    };
    let (kept, removed) = (words(true), words(false));
    if kept == 0 || removed == 0 {
        return;
    }
    let decision = if kept >= removed { Decision::Content } else { Decision::Boilerplate };
    rows.iter().for_each(|index| decisions[*index] = decision);
}

/// Figures in a row look like the numbers of pages, and who said something on which day like a credit: a stock phrase
/// alone removes neither.
pub(super) fn is_open(decision: Decision) -> bool {
    matches!(decision, Decision::Content | Decision::Boilerplate | Decision::Overridden(Rule::Phrase))
}

/// A list of more references is a bibliography: its lines are decided one by one.
const MAX_NOTES: usize = 12;

/// Keeps notes whose marks are in lines that are kept. A note that was written inside its line is moved to the end of the page when
/// it is read, where nothing around it says that it is content: it is kept however many there are.
fn keep_marked_notes(page: &Document, decisions: &mut [Decision]) {
    let kept = page.blocks.iter().enumerate().filter(|(index, _)| decisions[*index] == Decision::Content);
    let spans = kept.flat_map(|(_, block)| &page.spans[block.spans.start as usize..block.spans.end as usize]);
    let marked: HashSet<&str> = spans.filter_map(|span| note_of(page, span)).collect();
    for group in page.groups.iter().filter(|group| group.kind == GroupKind::Footnote) {
        let blocks = group.blocks.start as usize..group.blocks.end as usize;
        let is_marked = group.detail.as_deref().is_some_and(|label| marked.contains(label));
        let was_moved = page.blocks[blocks.clone()].iter().all(|block| block.container == 0);
        if is_marked && (was_moved || page.notes.len() <= MAX_NOTES) {
            keep(page, blocks, decisions);
        }
    }
}

/// Keeps blocks against their score.
fn keep(page: &Document, blocks: Range<usize>, decisions: &mut [Decision]) {
    for (block, decision) in page.blocks[blocks.clone()].iter().zip(&mut decisions[blocks]) {
        if *decision == Decision::Boilerplate && block.choice == Choice::Open {
            *decision = Decision::Content;
        }
    }
}

/// The label of the note that a mark points to.
fn note_of<'a>(page: &'a Document, span: &Span) -> Option<&'a str> {
    match span.kind {
        SpanKind::Note(number) if !span.text.is_empty() => {
            page.notes.get(number as usize).map(String::as_str)
        }
        _ => None,
    }
}

/// A short last line of a quotation stays with it.
fn keep_source(page: &Document, blocks: Range<usize>, decisions: &mut [Decision]) {
    let Some(last) = blocks.end.checked_sub(1).filter(|last| *last > blocks.start) else { return };
    let is_short = page.blocks[last].shape.words <= MAX_SOURCE_WORDS;
    let is_open = is_open(decisions[last]) && page.blocks[last].choice == Choice::Open;
    if is_short && is_open && decisions[last - 1] == Decision::Content {
        decisions[last] = Decision::Content;
    }
}

/// Keeps the quotations that a kept post of a forum answers: the post's text goes on below them. What ends a post is a
/// signature or, in mail, the whole thread once more. Quotations inside another are kept with it.
pub(super) fn keep_answered(page: &Document, decisions: &mut [Decision]) {
    let words = content_words(page, decisions);
    let mut until = 0;
    for container in page.containers.iter().filter(|container| container.tag == Tag::Quote) {
        let (first, below) = (container.blocks.start as usize, container.blocks.end as usize);
        if first < until {
            continue;
        }
        until = below;
        let end = page.containers[container.parent as usize].blocks.end as usize;
        let is_answered = below < end && decisions[below] == Decision::Content;
        let quoted: u32 = page.blocks[first..below].iter().map(|block| block.shape.words).sum();
        let answer = if is_answered { words[end] - words[below] } else { 0 };
        if quoted > answer.saturating_mul(MAX_QUOTED_TO_ANSWER) {
            continue;
        }
        keep(page, first..below, decisions);
    }
}

/// For each block and the end of the page: the words of content above.
fn content_words(page: &Document, decisions: &[Decision]) -> Vec<u32> {
    let mut above = vec![0u32; page.blocks.len() + 1];
    for (index, block) in page.blocks.iter().enumerate() {
        let words = if decisions[index] == Decision::Content { block.shape.words } else { 0 };
        above[index + 1] = above[index].saturating_add(words);
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    fn decided(source: &str, removed: &[usize]) -> Vec<bool> {
        let page = html(source);
        let mut decisions = vec![Decision::Content; page.blocks.len()];
        removed.iter().for_each(|index| decisions[*index] = Decision::Boilerplate);
        decide_as_one(&page, &mut decisions);
        decisions.iter().map(|decision| *decision == Decision::Content).collect()
    }

    const TABLE: &str = "<table><tr><th>Year<th>Carts<tr><td>1802<td>1,200<tr><td>1803<td>900 in all</table>";

    #[test]
    fn a_table_is_kept_or_removed_as_a_whole() {
        assert_eq!(decided(TABLE, &[0]), [true; 3]);
        assert_eq!(decided(TABLE, &[0, 2]), [false; 3]);
        assert_eq!(decided(TABLE, &[0, 1, 2]), [false; 3]);
    }

    #[test]
    fn a_row_of_figures_is_no_pagination() {
        let page = html(TABLE);
        let mut decisions = vec![Decision::Content; 3];
        decisions[2] = Decision::Overridden(Rule::Phrase);
        decide_as_one(&page, &mut decisions);
        assert_eq!(decisions, [Decision::Content; 3]);
    }

    #[test]
    fn a_quotation_that_is_answered_stays_unless_it_is_a_whole_post() {
        let answered = |source: &str| {
            let page = html(source);
            let is_quoted = |block: &crate::document::RawBlock| block.kind == BlockKind::Quote;
            let decide = |block| if is_quoted(block) { Decision::Boilerplate } else { Decision::Content };
            let mut decisions: Vec<Decision> = page.blocks.iter().map(decide).collect();
            keep_answered(&page, &mut decisions);
            decisions.iter().map(|decision| *decision == Decision::Content).collect::<Vec<_>>()
        };
        let quote = "<blockquote><div>Una said:</div>It rained all day.</blockquote>";
        assert_eq!(answered(&format!("<div>{quote}Not here, it did not.</div>")), [true, true, true]);
        assert_eq!(answered(&format!("<div>{quote}No.</div>")), [false, false, true], "a whole post");
        assert_eq!(
            answered(&format!("<div>So it was.{quote}</div><p>Another post, of five words.")),
            [true, false, false, true],
            "the end of a post"
        );
    }

    #[test]
    fn notes_stay_whose_marks_stay() {
        let page = "<p>It rained<a href='#fn1' id=r1><sup>1</sup></a> for long.</p><p>Then it stopped.</p>\
            <ol class=footnotes><li id=fn1>All of Monday. <a href='#r1'>\u{21a9}</a></li></ol>";
        let (page, note) = (html(page), 2);
        let decided = |line: Decision| {
            let mut decisions = vec![line, Decision::Content, Decision::Boilerplate];
            decide_as_one(&page, &mut decisions);
            decisions[note]
        };
        assert_eq!(decided(Decision::Content), Decision::Content);
        assert_eq!(decided(Decision::Boilerplate), Decision::Boilerplate);
    }

    #[test]
    fn a_note_stays_with_the_line_that_it_was_written_in() {
        let page = "<p>It rained<span class=sidenote>All of Monday.</span> for long.</p>";
        assert_eq!(decided(page, &[1]), [true, true]);
        assert_eq!(decided(page, &[0, 1]), [false, false]);
    }

    #[test]
    fn who_said_it_stays_with_the_quotation() {
        let quote = "<blockquote><p>It rained all day.</p><cite>Una Bray</cite></blockquote>";
        assert_eq!(decided(quote, &[1]), [true, true]);
        assert_eq!(decided(quote, &[0, 1]), [false, false]);
    }
}
