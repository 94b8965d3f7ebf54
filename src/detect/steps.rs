//! The two halves of scoring apart, for benchmarks.

use crate::document::Document;
use crate::evidence::Evidence;
use crate::metadata::Metadata;
use crate::score::features::features;
use crate::score::score_features;
use crate::score::values::Features;
use crate::sections::sections;

/// A page with all that is known of its blocks before they are scored.
pub(crate) struct Prepared<'a> {
    evidence: Evidence<'a>,
    features: Vec<Option<Features>>,
}

/// Phrases, layout, word evidence, features.
pub(crate) fn prepare<'a>(page: &'a Document, metadata: &'a Metadata) -> Prepared<'a> {
    let evidence = Evidence::of(page, metadata);
    let sections = sections(&evidence);
    let features = features(&evidence, &sections, |index| !sections.is_settled(index)).collect();
    Prepared { evidence, features }
}

/// Bins, trees and surroundings: the final score of every block.
pub(crate) fn score(prepared: &Prepared<'_>) -> Vec<f32> {
    score_features(&prepared.evidence, prepared.features.iter().cloned()).scores
}
