//! Groups whose blocks belong together whatever their scores.
//!
//! A table is in the article or it is not: a row by itself looks like a menu. Who said it is part of a quotation, although a
//! name alone on its line looks like a byline.

use std::ops::Range;

use super::decision::{Decision, Rule};
use crate::document::{BlockKind, Choice, Document, GroupKind};

/// The longest line that says who is quoted.
const MAX_SOURCE_WORDS: u32 = 15;

/// Decides tables as a whole and keeps the sources of quotations that are kept.
pub(super) fn decide_as_one(page: &Document, decisions: &mut [Decision]) {
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

/// A short last line of a quotation stays with it.
fn keep_source(page: &Document, blocks: Range<usize>, decisions: &mut [Decision]) {
    let Some(last) = blocks.end.checked_sub(1).filter(|last| *last > blocks.start) else { return };
    let is_short = page.blocks[last].shape.words <= MAX_SOURCE_WORDS;
    let is_open = is_open(decisions[last]) && page.blocks[last].choice == Choice::Open;
    if is_short && is_open && decisions[last - 1] == Decision::Content {
        decisions[last] = Decision::Content;
    }
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
    fn who_said_it_stays_with_the_quotation() {
        let quote = "<blockquote><p>It rained all day.</p><cite>Una Bray</cite></blockquote>";
        assert_eq!(decided(quote, &[1]), [true, true]);
        assert_eq!(decided(quote, &[0, 1]), [false, false]);
    }
}
