//! Listings of code and formulas on lines of their own: their words are neither prose nor a menu, so that scores of words
//! misjudge them.

use std::ops::Range;

use super::decision::Decision;
use super::groups::is_open;
use crate::document::{BlockKind, Choice, Document, SpanKind};
use crate::evidence::layout::Layout;

/// Keeps listings that are between two blocks of the body, or that the last of them introduces with a colon. The listings of
/// a page are alike: none of them has to be likely, but one of them has to be possible.
pub(super) fn keep_inside(page: &Document, layout: &Layout, scores: &[f32], decisions: &mut [Decision]) {
    const NOT_IMPOSSIBLE: f32 = 0.1;
    let inside = inside(page, decisions);
    let is_possible = |index: usize| scores[index] >= NOT_IMPOSSIBLE || decisions[index] == Decision::Content;
    if inside.iter().cloned().flatten().any(is_possible) {
        inside.into_iter().flatten().for_each(|index| keep(page, layout, index, decisions));
    }
}

/// The runs of listings inside the body.
fn inside(page: &Document, decisions: &[Decision]) -> Vec<Range<usize>> {
    let (mut runs, mut start) = (Vec::new(), 0);
    while start < decisions.len() {
        let end = (start..decisions.len()).find(|index| !is_listing(page, *index)).unwrap_or(decisions.len());
        if is_inside(page, &(start..end), decisions) {
            runs.push(start..end);
        }
        start = end + 1;
    }
    runs
}

fn is_listing(page: &Document, index: usize) -> bool {
    page.blocks[index].kind == BlockKind::Preformatted || is_formula(page, index)
}

/// Whether a block is nothing but a formula on a line of its own.
fn is_formula(page: &Document, index: usize) -> bool {
    let block = &page.blocks[index];
    let spans = &page.spans[block.spans.start as usize..block.spans.end as usize];
    spans.iter().any(|span| span.kind == SpanKind::Math { display: true } && span.text == block.text)
}

/// Whether listings that follow each other are inside the body.
fn is_inside(page: &Document, run: &Range<usize>, decisions: &[Decision]) -> bool {
    let is_kept = |index: usize| decisions.get(index) == Some(&Decision::Content);
    let Some(before) = run.start.checked_sub(1).filter(|before| !run.is_empty() && is_kept(*before)) else {
        return false;
    };
    is_kept(run.end) || page.block_text(before).ends_with([':', '：'])
}

fn keep(page: &Document, layout: &Layout, index: usize, decisions: &mut [Decision]) {
    let block = &page.blocks[index];
    let is_hidden = layout.containers[block.container as usize].hidden;
    if is_open(decisions[index]) && block.choice == Choice::Open && !is_hidden {
        decisions[index] = Decision::Content;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    fn decided(source: &str, removed: &[usize]) -> Vec<bool> {
        scored(source, removed, 0.2)
    }

    fn scored(source: &str, removed: &[usize], score: f32) -> Vec<bool> {
        let page = html(source);
        let mut decisions = vec![Decision::Content; page.blocks.len()];
        removed.iter().for_each(|index| decisions[*index] = Decision::Boilerplate);
        let scores = vec![score; decisions.len()];
        keep_inside(&page, &Layout::of(&page, None), &scores, &mut decisions);
        decisions.iter().map(|decision| *decision == Decision::Content).collect()
    }

    #[test]
    fn listings_between_paragraphs_of_the_body_stay() {
        let page = "<p>Salt the water.</p><pre>salt(1)</pre><pre>salt(2)</pre><p>Then wait.</p>";
        assert_eq!(decided(page, &[1, 2]), [true; 4]);
        assert_eq!(decided(page, &[0, 1, 2]), [false, false, false, true]);
        assert_eq!(decided(page, &[1, 2, 3]), [true, false, false, false]);
        assert_eq!(decided("<pre>salt(1)</pre>", &[0]), [false]);
    }

    #[test]
    fn formulas_on_lines_of_their_own_stay_too() {
        let page = "<p>So the width is</p><p><math display=block alttext='w = h'><mi>w</mi></math></p><p>and no more.</p>";
        assert_eq!(decided(page, &[1]), [true; 3]);
        let inline = "<p>So the width is</p><p>w = <math alttext=h><mi>h</mi></math></p><p>and no more.</p>";
        assert_eq!(decided(inline, &[1]), [true, false, true]);
    }

    #[test]
    fn one_listing_of_the_page_has_to_be_possible() {
        let page = "<p>Salt the water.</p><pre>salt(1)</pre><p>Then wait.</p><pre>wait(1)</pre><p>Eat.</p>";
        assert_eq!(scored(page, &[1, 3], 0.05), [true, false, true, false, true]);
        assert_eq!(scored(page, &[1], 0.05), [true; 5]);
    }

    #[test]
    fn a_colon_introduces_the_last_listing() {
        let page = "<p>Salt the water:</p><pre>salt(1)</pre><p>Log in</p>";
        assert_eq!(decided(page, &[1, 2]), [true, true, false]);
    }

    #[test]
    fn what_is_hidden_stays_so() {
        let page = "<p>Salt the water.</p><div hidden><pre>salt(1)</pre></div><p>Then wait.</p>";
        assert_eq!(decided(page, &[1]), [true, false, true]);
    }
}
