//! How sure the decisions about a page are.

use super::layout::Layout;
use super::named_values::named_values;
use super::page_kind::Points;
use crate::document::Document;

named_values! {
    /// What tells whether a page was cleaned well.
    Certainty:
    /// F1 by words to be expected from the scores.
    expected_f1,
    /// Words kept, share of the page's words, blocks kept.
    kept_words,
    kept_share,
    kept_blocks,
    /// Share of the kept words, and of the others, that were in doubt.
    doubt_kept,
    doubt_removed,
    /// Expected content that was removed, expected boilerplate that was kept, by words kept.
    lost,
    spoilt,
    /// Gaps in the kept text.
    gaps,
    /// Share of the page's prose that was kept.
    prose_kept,
    page_words,
    page_prose_share,
    page_cards,
    page_article,
    page_listing,
    page_forum,
    page_product,
    page_documentation,
}

/// Scores between these are doubtful.
const DOUBT: std::ops::Range<f32> = 0.15..0.85;

/// Gathers what is known once the blocks are decided.
pub(crate) fn certainty(
    page: &Document,
    layout: &Layout,
    declared: &Points,
    scores: &[f32],
    kept: &[bool],
) -> Certainty {
    let sums = Sums::of(page, scores, kept);
    let share = |part: f32, whole: f32| part / whole.max(1.0);
    Certainty {
        expected_f1: expected_f1(page, scores),
        kept_words: sums.kept,
        kept_share: share(sums.kept, sums.kept + sums.removed),
        kept_blocks: kept.iter().filter(|&&kept| kept).count() as f32,
        doubt_kept: share(sums.doubt_kept, sums.kept),
        doubt_removed: share(sums.doubt_removed, sums.kept),
        lost: share(sums.lost, sums.kept),
        spoilt: share(sums.spoilt, sums.kept),
        gaps: kept.windows(2).filter(|pair| pair[0] && !pair[1]).count() as f32,
        prose_kept: share(sums.prose_kept, layout.prose_words as f32),
        page_words: sums.kept + sums.removed,
        page_prose_share: share(layout.prose_words as f32, sums.kept + sums.removed),
        page_cards: layout.containers.iter().map(|facts| facts.equal_siblings).max().unwrap_or(0) as f32,
        page_article: declared.article as f32,
        page_listing: declared.listing as f32,
        page_forum: declared.forum as f32,
        page_product: declared.product as f32,
        page_documentation: declared.documentation as f32,
    }
}

/// Sums of words.
#[derive(Debug, Default)]
struct Sums {
    kept: f32,
    removed: f32,
    doubt_kept: f32,
    doubt_removed: f32,
    lost: f32,
    spoilt: f32,
    prose_kept: f32,
}

impl Sums {
    fn of(page: &Document, scores: &[f32], kept: &[bool]) -> Sums {
        let mut sums = Sums::default();
        for ((block, &score), &kept) in page.blocks.iter().zip(scores).zip(kept) {
            let words = block.shape.words as f32;
            let doubt = if DOUBT.contains(&score) { words } else { 0.0 };
            if kept {
                sums.kept += words;
                sums.doubt_kept += doubt;
                sums.spoilt += words * (1.0 - score);
                sums.prose_kept += if super::layout::is_prose(block) { words } else { 0.0 };
            } else {
                sums.removed += words;
                sums.doubt_removed += doubt;
                sums.lost += words * score;
            }
        }
        sums
    }
}

/// The best F1 by words that any threshold is expected to reach, if every score is the chance
/// of its block to be content: 2 Σ kept p·w / (Σ kept w + Σ all p·w).
pub(crate) fn expected_f1(page: &Document, scores: &[f32]) -> f32 {
    let mut ranked: Vec<(f32, f32)> =
        page.blocks.iter().zip(scores).map(|(block, &score)| (score, block.shape.words as f32)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let content: f32 = ranked.iter().map(|(score, words)| score * words).sum();
    if content <= 0.0 {
        return 0.0;
    }
    let (mut hits, mut words, mut best) = (0.0, 0.0, 0.0f32);
    for (score, own) in ranked {
        hits += score * own;
        words += own;
        best = best.max(2.0 * hits / (words + content));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::read::text;

    fn two_lines() -> Document {
        text::page(
            "One two three four five six seven eight.\n\nNine ten eleven twelve and so on again.",
            &Limits::new(),
        )
    }

    #[test]
    fn certain_scores_promise_everything() {
        assert_eq!(expected_f1(&two_lines(), &[1.0, 0.0]), 1.0);
        assert_eq!(expected_f1(&two_lines(), &[0.0, 0.0]), 0.0);
    }

    #[test]
    fn doubt_promises_less() {
        let doubtful = expected_f1(&two_lines(), &[0.5, 0.5]);
        assert!((0.6..0.7).contains(&doubtful), "{doubtful}");
    }

    #[test]
    fn what_was_kept_lost_and_spoilt_is_counted_in_words() {
        let page = text::page(
            "The ferry sailed again on Monday, two years after the storm had passed.\n\n\
             Most of all read today\n\n\
             They waved to it\n\n\
             Get our letter every day",
            &Limits::new(),
        );
        let words: Vec<u32> = page.blocks.iter().map(|block| block.shape.words).collect();
        assert_eq!(words, [13, 5, 4, 5]);
        let layout = Layout::of(&page, None);
        let scores = [0.9, 0.1, 0.5, 0.4];
        let told = certainty(&page, &layout, &Points::default(), &scores, &[true, true, false, false]);
        assert_eq!((told.kept_words, told.kept_blocks, told.page_words), (18.0, 2.0, 27.0));
        assert_eq!(told.gaps, 1.0, "kept text ends once");
        let near = |value: f32, expected: f32| assert!((value - expected).abs() < 1e-5, "{value} {expected}");
        near(told.kept_share, 18.0 / 27.0);
        near(told.doubt_kept, 0.0);
        near(told.doubt_removed, 9.0 / 18.0);
        near(told.lost, (4.0 * 0.5 + 5.0 * 0.4) / 18.0);
        near(told.spoilt, (13.0 * 0.1 + 5.0 * 0.9) / 18.0);
        near(told.prose_kept, 1.0);
        near(told.page_prose_share, 13.0 / 27.0);
    }

    #[test]
    fn the_best_threshold_leaves_the_unlikely_out() {
        // Eight words kept: 2·8·0.8 / (8 + 8·0.8 + 8·0.2); with all of them it were 2·8 / (16 + 8).
        let expected = expected_f1(&two_lines(), &[0.8, 0.2]);
        assert!((expected - 0.8).abs() < 1e-5, "{expected}");
    }
}
