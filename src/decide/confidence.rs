//! How sure the decisions about a page are.
//!
//! Predicted by trees over page-level features, which are computed after the blocks are decided: how much was in
//! doubt, how much expected content was removed and expected boilerplate kept, how the kept text lies on the page.

use crate::document::Document;
use crate::document::prose::is_prose;
use crate::evidence::Evidence;
use crate::model::{self, named_values};

named_values! {
    /// What tells whether a page was cleaned well.
    PageFeatures:
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
    kind_article,
    kind_listing,
    kind_forum,
    kind_product,
    kind_documentation,
    page_article,
    page_listing,
    page_forum,
    page_product,
    page_documentation,
}

/// Scores between these are doubtful.
const DOUBT: std::ops::Range<f32> = 0.15..0.85;

/// The chance that the body is right, from 0 to 1.
pub(super) fn confidence(evidence: &Evidence<'_>, scores: &[f32], expected_f1: f32, kept: &[bool]) -> f32 {
    model::confidence(page_features(evidence, scores, expected_f1, kept).values(), evidence.document.origin)
}

/// The features of a page whose blocks are decided.
pub(crate) fn page_features(
    evidence: &Evidence<'_>,
    scores: &[f32],
    expected_f1: f32,
    kept: &[bool],
) -> PageFeatures {
    let (page, layout) = (evidence.document, &evidence.layout);
    let (kinds, declared) = (evidence.page_kinds(), &evidence.declared);
    let sums = Sums::of(page, scores, kept);
    let share = |part: f32, whole: f32| part / whole.max(1.0);
    PageFeatures {
        expected_f1,
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
        kind_article: kinds.article,
        page_article: declared.article as f32,
        kind_listing: kinds.listing,
        page_listing: declared.listing as f32,
        kind_forum: kinds.forum,
        page_forum: declared.forum as f32,
        kind_product: kinds.product,
        page_product: declared.product as f32,
        kind_documentation: kinds.documentation,
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
                sums.prose_kept += if is_prose(block) { words } else { 0.0 };
            } else {
                sums.removed += words;
                sums.doubt_removed += doubt;
                sums.lost += words * score;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    #[test]
    fn what_was_kept_lost_and_spoilt_is_counted_in_words() {
        let page = lines(
            "The ferry sailed again on Monday, two years after the storm had passed.\n\n\
             Most of all read today\n\n\
             They waved to it\n\n\
             Get our letter every day",
        );
        let words: Vec<u32> = page.blocks.iter().map(|block| block.shape.words).collect();
        assert_eq!(words, [13, 5, 4, 5]);
        let metadata = Metadata::default();
        let evidence = Evidence::of(&page, &metadata);
        let told = page_features(&evidence, &[0.9, 0.1, 0.5, 0.4], 1.0, &[true, true, false, false]);
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
    fn the_model_was_made_for_these_features() {
        assert_eq!(model::feature_names()[2], PageFeatures::NAMES);
    }
}
