//! The blocks above and below, and equal ones elsewhere.

use crate::document::{Origin, RawBlock};
use crate::evidence::Evidence;
use crate::evidence::numbers::kind_number;
use crate::model::{flag, share};
use crate::score::values::Features;

pub(super) fn set(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    near(evidence, index, features);
    next_to(evidence, index, features);
    let group = evidence.equal.group(index);
    features.equal_blocks = group.blocks as f32;
    features.equal_blocks_words = share(group.words, group.blocks);
}

fn near(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    let (count, facts) = (evidence.document.blocks.len(), evidence.facts());
    let above = |blocks: usize| (index.saturating_sub(blocks), index);
    let below = |blocks: usize| (index + 1, (index + 1 + blocks).min(count));
    let sum = |sums: &[u32], (from, to): (usize, usize)| sums[to] - sums[from];
    let mean = |sums: &[u32], (from, to): (usize, usize)| {
        if from < to { share(sums[to] - sums[from], (to - from) as u32) } else { -1.0 }
    };
    features.prose_near_above = mean(&facts.prose_before, above(4));
    features.prose_near_below = mean(&facts.prose_before, below(4));
    features.words_near_above = mean(&facts.words_before, above(3));
    features.words_near_below = mean(&facts.words_before, below(3));
    features.phrases_near = (sum(&facts.hits_before, above(4)) + sum(&facts.hits_before, below(4))) as f32;
    features.short_run = facts.short_runs[index] as f32;
    if evidence.document.origin == Origin::Html {
        let links = |range| share(sum(&facts.link_chars_before, range), sum(&facts.chars_before, range));
        features.links_near_above = links(above(8));
        features.links_near_below = links(below(8));
    }
}

fn next_to(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    let (blocks, images) = (&evidence.document.blocks, &evidence.facts().images_before);
    let above = index.checked_sub(1).and_then(|above| blocks.get(above));
    let below = blocks.get(index + 1);
    let kind = |block: Option<&RawBlock>| block.map_or(-1.0, |block| f32::from(kind_number(block.kind)));
    (features.kind_above, features.kind_below) = (kind(above), kind(below));
    if evidence.document.origin == Origin::Text {
        return;
    }
    let is_equal = |other: usize| flag(evidence.equal.are_equal(other, index));
    features.same_above = above.map_or(0.0, |_| is_equal(index - 1));
    features.same_below = below.map_or(0.0, |_| is_equal(index + 1));
    features.image_above = flag(images[index + 1] > images[index]);
    features.image_below = flag(images.get(index + 2).is_some_and(|&next| next > images[index + 1]));
}
