//! The two halves of scoring apart, for benchmarks.

use crate::document::Document;
use crate::evidence::Evidence;
use crate::metadata::Metadata;
use crate::score::features::each_with_features;
use crate::score::values::Features;
use crate::score::{binning, score_bins};
use crate::sections::sections;

/// A page with all that is known of its blocks before they are scored.
pub(crate) struct Prepared<'a> {
    evidence: Evidence<'a>,
    /// Those of the blocks that are scored.
    features: Vec<(usize, Features)>,
}

/// Phrases, layout, word evidence, features.
pub(crate) fn prepare<'a>(page: &'a Document, metadata: &'a Metadata) -> Prepared<'a> {
    let evidence = Evidence::of(page, metadata);
    let sections = sections(&evidence);
    let mut features = Vec::new();
    let is_scored = |index| !sections.is_settled(index);
    each_with_features(&evidence, &sections, is_scored, |index, of_block| {
        features.push((index, of_block.clone()))
    });
    Prepared { evidence, features }
}

/// Bins, trees and surroundings: the final score of every block.
pub(crate) fn score(prepared: &Prepared<'_>) -> Vec<f32> {
    let mut binning = binning(&prepared.evidence, prepared.features.len());
    prepared.features.iter().for_each(|(index, features)| binning.push(*index, features));
    score_bins(&prepared.evidence, binning.done()).scores
}
