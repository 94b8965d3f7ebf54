//! Sums of first scores over the page and over its elements.

use foldhash::{HashMap, HashMapExt};

use super::interruptions::Interruptions;
use crate::evidence::Evidence;

/// Running sums over blocks and sums over containers.
pub(super) struct Sums {
    /// Words, and words times score, before each block.
    pub(super) words_before: Vec<f32>,
    pub(super) content_before: Vec<f32>,
    /// The same a container.
    pub(super) containers: Vec<(f32, f32)>,
    /// Blocks and scores by group of blocks that are marked up alike.
    pub(super) equal: Vec<(f32, f32)>,
    /// By parent and signature: all cards of a group.
    pub(super) cards: HashMap<(u32, u32), (f32, f32)>,
}

impl Sums {
    pub(super) fn of(evidence: &Evidence<'_>, interruptions: &Interruptions, scores: &[f32]) -> Sums {
        let (page, layout) = (evidence.document, &evidence.layout);
        let mut sums = Sums {
            words_before: vec![0.0],
            content_before: vec![0.0],
            containers: vec![(0.0, 0.0); page.containers.len()],
            equal: vec![(0.0, 0.0); evidence.equal.groups.len()],
            cards: HashMap::new(),
        };
        let (mut words, mut content) = (0.0, 0.0);
        for (index, ((block, score), &group)) in
            page.blocks.iter().zip(scores).zip(&evidence.equal.group_of).enumerate()
        {
            let weight = if interruptions.has(index) { 0.0 } else { block.shape.words.max(1) as f32 };
            words += weight;
            content += weight * score;
            sums.words_before.push(words);
            sums.content_before.push(content);
            let container = &mut sums.containers[block.container as usize];
            *container = (container.0 + weight, container.1 + weight * score);
            let equal = &mut sums.equal[group as usize];
            *equal = (equal.0 + 1.0, equal.1 + score);
        }
        for index in (1..sums.containers.len()).rev() {
            let (words, content) = sums.containers[index];
            let parent = &mut sums.containers[page.containers[index].parent as usize];
            *parent = (parent.0 + words, parent.1 + content);
            if layout.containers[index].equal_siblings > 1 {
                let key = (page.containers[index].parent, layout.containers[index].signature);
                let group = sums.cards.entry(key).or_insert((0.0, 0.0));
                *group = (group.0 + words, group.1 + content);
            }
        }
        sums
    }

    /// Mean score by words of the blocks in a range; -1 for an empty one.
    pub(super) fn mean(&self, from: usize, to: usize) -> f32 {
        let words = self.words_before[to] - self.words_before[from];
        if words > 0.0 { (self.content_before[to] - self.content_before[from]) / words } else { -1.0 }
    }

    pub(super) fn content(&self) -> f32 {
        self.content_before.last().copied().unwrap_or(0.0).max(1.0)
    }
}

/// Content by words of a sum over an element.
pub(super) fn mean((words, content): (f32, f32)) -> f32 {
    content / words.max(1.0)
}
