//! The blocks above and below, and equal ones elsewhere.

use super::{Features, Sources, flag, kind_number, share};
use crate::detect::facts::equality;
use crate::document::{Origin, RawBlock};

pub(super) fn set(sources: &Sources<'_>, index: usize, features: &mut Features) {
    near(sources, index, features);
    next_to(sources, index, features);
    let group = sources.facts.equal_blocks.get(&equality(sources.layout, &sources.page.blocks[index]));
    let (equal, words) = group.copied().unwrap_or((1, 0));
    features.equal_blocks = equal as f32;
    features.equal_blocks_words = share(words, equal);
}

fn near(sources: &Sources<'_>, index: usize, features: &mut Features) {
    let (count, facts) = (sources.page.blocks.len(), &sources.facts);
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
    if sources.page.origin == Origin::Html {
        let links = |range| share(sum(&facts.link_chars_before, range), sum(&facts.chars_before, range));
        features.links_near_above = links(above(8));
        features.links_near_below = links(below(8));
    }
}

fn next_to(sources: &Sources<'_>, index: usize, features: &mut Features) {
    let (blocks, images) = (&sources.page.blocks, &sources.facts.images_before);
    let own = &blocks[index];
    let above = index.checked_sub(1).and_then(|above| blocks.get(above));
    let below = blocks.get(index + 1);
    let kind = |block: Option<&RawBlock>| block.map_or(-1.0, |block| f32::from(kind_number(block.kind)));
    (features.kind_above, features.kind_below) = (kind(above), kind(below));
    if sources.page.origin == Origin::Text {
        return;
    }
    let equal = |block: Option<&RawBlock>| {
        flag(block.is_some_and(|block| equality(sources.layout, block) == equality(sources.layout, own)))
    };
    (features.same_above, features.same_below) = (equal(above), equal(below));
    features.image_above = flag(images[index + 1] > images[index]);
    features.image_below = flag(images.get(index + 2).is_some_and(|&next| next > images[index + 1]));
}
