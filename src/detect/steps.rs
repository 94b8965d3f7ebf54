//! The two halves of scoring apart, for benchmarks.

use super::model::Bins;
use super::{Reading, features};
use crate::document::Document;
use crate::metadata::Metadata;

/// A page with all that is known of its blocks before they are scored.
pub(crate) struct Prepared<'a> {
    reading: Reading<'a>,
    features: Vec<features::Features>,
}

/// Phrases, layout, word evidence, features.
pub(crate) fn prepare<'a>(page: &'a Document, metadata: &'a Metadata) -> Prepared<'a> {
    let reading = Reading::of(page, metadata);
    let features = reading.features();
    Prepared { reading, features }
}

/// Bins, trees and surroundings: the final score of every block.
pub(crate) fn score(prepared: &Prepared<'_>) -> Vec<f32> {
    let mut bins = Bins::new(&prepared.features, prepared.reading.page.origin);
    let first = bins.first_scores();
    let surroundings = prepared.reading.surroundings(&first);
    bins.second_scores(&first, |index| surroundings.context(index))
}
