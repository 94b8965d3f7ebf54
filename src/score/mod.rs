//! How likely is each block part of the article?
//!
//! Two stages of boosted trees. The first scores every block by its own features ([`mod@features`]). The second scores
//! those that are still open again, with what the first made of their surroundings ([`context`]). Both read the features
//! through [`mod@bins`], so the binned rows are kept: reasons are worked out from them on request.

pub(crate) mod bins;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod values;

use crate::evidence::Evidence;
use crate::sections::Sections;
use bins::{Binning, Bins};
use context::Surroundings;
use features::each_with_features;

/// The scores of a page's blocks.
#[derive(Debug)]
pub(crate) struct Scored {
    /// By block: how likely it is content, from 0 to 1.
    pub(crate) scores: Vec<f32>,
    /// What the scores were made from.
    pub(crate) bins: Bins,
}

/// Scores every block of a page that is not settled: those have 0.
pub(crate) fn score(evidence: &Evidence<'_>, sections: &Sections) -> Scored {
    let is_scored = |index: usize| !sections.is_settled(index);
    let count = (0..evidence.document.blocks.len()).filter(|index| is_scored(*index)).count();
    let mut binning = binning(evidence, count);
    each_with_features(evidence, sections, is_scored, |index, features| binning.push(index, features));
    score_bins(evidence, binning.done())
}

/// No blocks yet, with room for so many.
pub(crate) fn binning(evidence: &Evidence<'_>, scored: usize) -> Binning {
    Binning::new(evidence.document.blocks.len(), scored, evidence.document.origin)
}

/// Scores the blocks whose features are known.
pub(crate) fn score_bins(evidence: &Evidence<'_>, mut bins: Bins) -> Scored {
    let first = bins.first_scores();
    let surroundings = Surroundings::of(evidence, &first);
    let scores = bins.second_scores(&first, |index| surroundings.context(index));
    Scored { scores, bins }
}
