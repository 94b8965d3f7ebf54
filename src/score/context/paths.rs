//! What the elements on the way from the root down to a block scored.

use super::sums::{Sums, mean};
use crate::document::Document;
use crate::evidence::layout::Layout;

/// What is known of the path from the root down to a container.
#[derive(Debug, Clone, Copy)]
pub(super) struct PathScores {
    pub(super) lowest: f32,
    pub(super) highest: f32,
    /// Of the outermost group of repeated siblings.
    pub(super) cards: f32,
}

/// The extremes along every path, each from its parent's.
pub(super) fn paths(page: &Document, layout: &Layout, sums: &Sums) -> Vec<PathScores> {
    const MIN_WORDS: f32 = 20.0;
    let mut paths: Vec<PathScores> = Vec::with_capacity(page.containers.len());
    for (index, container) in page.containers.iter().enumerate() {
        let root = PathScores { lowest: 1.0, highest: 0.0, cards: f32::NAN };
        let mut own = paths.get(container.parent as usize).copied().filter(|_| index > 0).unwrap_or(root);
        let sum = sums.containers[index];
        if sum.0 >= MIN_WORDS {
            own.lowest = own.lowest.min(mean(sum));
            own.highest = own.highest.max(mean(sum));
        }
        if own.cards.is_nan() {
            let key = (container.parent, layout.containers[index].signature);
            own.cards = sums.cards.get(&key).map_or(f32::NAN, |&cards| mean(cards));
        }
        paths.push(own);
    }
    paths
}
