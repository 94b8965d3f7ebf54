//! What training reads: the features as the detector computes them.

use super::{context, features, layout::Layout, phrases};
use crate::article::Metadata;
use crate::page::Page;

/// Features of every block, in the order of [`feature_names`].
pub(crate) fn features(page: &Page, metadata: &Metadata) -> Vec<Vec<f32>> {
    let hits: Vec<_> = (0..page.blocks.len()).map(|index| phrases::find(page.block_text(index))).collect();
    let layout = Layout::of(page);
    features::features(page, &layout, &hits, metadata)
        .iter()
        .map(|features| features.values().to_vec())
        .collect()
}

/// Features of every block's surroundings, in the order of [`context_names`].
pub(crate) fn contexts(page: &Page, scores: &[f32]) -> Vec<Vec<f32>> {
    context::contexts(page, scores).iter().map(|context| context.values().to_vec()).collect()
}

pub(crate) fn feature_names() -> &'static [&'static str] {
    features::Features::NAMES
}

pub(crate) fn context_names() -> &'static [&'static str] {
    context::Context::NAMES
}
