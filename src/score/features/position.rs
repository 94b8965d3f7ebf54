//! Where on the page a block is.

use crate::document::Origin;
use crate::evidence::Evidence;
use crate::evidence::layout::Layout;
use crate::model::{flag, share};
use crate::score::values::Features;

pub(super) fn set(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    let (page, facts) = (evidence.document, evidence.facts());
    let count = page.blocks.len();
    features.prose_place = prose_place(&evidence.layout, index);
    features.blocks_above = index as f32;
    features.blocks_below = (count - index) as f32;
    features.position = share(index as u32, count as u32);
    features.prose_above = share(facts.prose_words_before[index], evidence.layout.prose_words);
    features.from_title = distance(evidence.headline.block, index);
    features.from_longest = distance(facts.longest, index);
    features.share_of_longest = share(page.blocks[index].shape.words, facts.longest_words);
    features.dates_above = facts.dates_before[index] as f32;
    features.authors_above = facts.authors_before[index] as f32;
    features.since_mark = facts.since_mark[index];
    features.headlines_above = facts.headlines_before[index] as f32;
    if page.origin == Origin::Text {
        features.gap_above = flag(page.blocks[index].gap_above);
        let indent = f32::from(page.blocks[index].indent);
        features.indent_prose_distance =
            facts.prose_indent.map_or(f32::NAN, |prose| indent - f32::from(prose));
    }
}

fn distance(from: Option<usize>, index: usize) -> f32 {
    from.map_or(f32::NAN, |from| index as f32 - from as f32)
}

/// Blocks above the first paragraph of prose (-1 and below), inside (0), or below the last (1 and above).
fn prose_place(layout: &Layout, index: usize) -> f32 {
    match layout.prose {
        None => f32::NAN,
        Some((first, _)) if index < first => index as f32 - first as f32,
        Some((_, last)) if index > last => index as f32 - last as f32,
        Some(_) => 0.0,
    }
}
