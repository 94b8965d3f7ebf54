//! What training reads: everything as the detector computes it.

use std::time::{Duration, Instant};

use super::confidence::Certainty;
use super::{Reading, content, context, features, model, verdicts, vocabulary};
use crate::article::Metadata;
use crate::options::Focus;
use crate::page::Page;

/// Features of every block, in the order of [`feature_names`].
pub(crate) fn features(page: &Page, metadata: &Metadata) -> Vec<Vec<f32>> {
    Reading::of(page, metadata).features().iter().map(|features| features.values().to_vec()).collect()
}

/// Features of every block's surroundings, in the order of [`context_names`].
pub(crate) fn contexts(page: &Page, metadata: &Metadata, scores: &[f32]) -> Vec<Vec<f32>> {
    Reading::of(page, metadata).contexts(scores).iter().map(|context| context.values().to_vec()).collect()
}

/// How long the parts of scoring take.
#[derive(Debug, Clone, Copy, Default)]
pub struct ScoringTime {
    /// Phrases, layout, word evidence, features and contexts.
    pub features: Duration,
    /// Bins and trees of both stages.
    pub model: Duration,
}

/// Scores a page with a clock in hand.
pub(crate) fn timed(page: &Page, metadata: &Metadata) -> ScoringTime {
    let mut time = ScoringTime::default();
    let start = Instant::now();
    let reading = Reading::of(page, metadata);
    let features = reading.features();
    time.features += start.elapsed();

    let start = Instant::now();
    let binned: Vec<_> = features.iter().map(|own| model::binned(own, page.origin)).collect();
    let first: Vec<_> = binned.iter().map(|own| model::first_score(own, page.origin)).collect();
    time.model += start.elapsed();

    let start = Instant::now();
    let scores: Vec<f32> = first.iter().map(|first| first.score).collect();
    let contexts = reading.contexts(&scores);
    time.features += start.elapsed();

    let start = Instant::now();
    for ((first, own), around) in first.into_iter().zip(binned).zip(&contexts) {
        std::hint::black_box(model::second_score(first, own, around, page.origin));
    }
    time.model += start.elapsed();
    time
}

/// Which blocks the given scores let stay, and how sure that is, in the order of [`page_names`].
pub(crate) fn decide(
    page: &Page,
    metadata: &Metadata,
    scores: &[f32],
    focus: Focus,
) -> (Vec<bool>, Vec<f32>) {
    let reading = Reading::of(page, metadata);
    let content = content(&verdicts(&reading, scores, focus));
    let certainty = reading.certainty(scores, &content).values().to_vec();
    (content, certainty)
}

/// The hashed words of a page, from which evidence is learnt.
#[derive(Debug)]
pub struct PageWords {
    /// By block: its words.
    pub blocks: Vec<Vec<u32>>,
    /// By block: whether it is short enough to be a label.
    pub labels: Vec<bool>,
    /// By block: the short heading above it.
    pub headings: Vec<Option<usize>>,
}

/// The words of every block.
pub(crate) fn words(page: &Page) -> PageWords {
    let words = vocabulary::PageWords::of(page);
    PageWords {
        labels: words.blocks.iter().map(|block| block.is_short).collect(),
        blocks: words.blocks.into_iter().map(|block| block.words).collect(),
        headings: words.headings,
    }
}

pub(crate) fn feature_names() -> &'static [&'static str] {
    features::Features::NAMES
}

pub(crate) fn context_names() -> &'static [&'static str] {
    context::Context::NAMES
}

pub(crate) fn page_names() -> &'static [&'static str] {
    Certainty::NAMES
}
