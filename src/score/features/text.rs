//! The shape of a block's own text and markup.

use crate::document::{Document, Origin};
use crate::evidence::Evidence;
use crate::evidence::numbers::kind_number;
use crate::evidence::vocabulary::WordEvidence;
use crate::model::{flag, share};
use crate::score::values::Features;

pub(super) fn set(evidence: &Evidence<'_>, words: &WordEvidence, index: usize, features: &mut Features) {
    let page = evidence.document;
    let shape = &page.blocks[index].shape;
    features.words = shape.words as f32;
    features.stop_word_share = share(shape.stop_words, shape.words);
    features.comma_rate = share(shape.commas, shape.words);
    features.digit_share = share(shape.digits, shape.chars);
    features.uppercase_share = share(shape.uppercase, shape.chars);
    features.capitalised_share = share(shape.capitalised_words, shape.words);
    features.separator_rate = share(shape.separators, shape.words);
    features.sentences = shape.sentences as f32;
    features.word_length = share(shape.chars, shape.words);
    features.starts_lowercase = flag(shape.starts_lowercase);
    features.unspaced = flag(shape.unspaced);
    features.ending = ending(page, Some(index));
    features.ending_above = ending(page, index.checked_sub(1));
    features.ending_below = ending(page, Some(index + 1));
    features.distinct_share = words.distinct_share(index);
    let topics = words.topics(index);
    (features.topic_share, features.topic_share_near) = (topics.of_page, topics.near);
    markup(page, index, features);
}

fn markup(page: &Document, index: usize, features: &mut Features) {
    let block = &page.blocks[index];
    features.kind = f32::from(kind_number(block.kind));
    if page.origin == Origin::Text {
        return;
    }
    features.link_share = share(block.link_chars, block.shape.chars);
    features.link_rate = share(u32::from(block.link_count), block.shape.words);
    features.strong_share = share(block.strong_chars, block.shape.chars);
    let mostly_link = if features.link_share > 0.8 { 20.0 } else { 0.0 };
    features.kind_and_link = features.kind + mostly_link;
}

/// Length and ending together: five lengths times four endings, or -1 past the page's edge.
fn ending(page: &Document, index: Option<usize>) -> f32 {
    let Some(block) = index.and_then(|index| page.blocks.get(index)) else { return -1.0 };
    let length = match block.shape.words {
        0..=2 => 0,
        3..=6 => 1,
        7..=12 => 2,
        13..=30 => 3,
        _ => 4,
    };
    let end = match &block.shape {
        shape if shape.terminated => 1,
        shape if shape.ends_with_colon => 2,
        shape if shape.cut_off => 3,
        _ => 0,
    };
    (length * 4 + end) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_ending_are_one_number() {
        let page = crate::evidence::testing::lines(
            "Two words\n\nThree words here:\n\nIt is cut off after a few more\u{2026}\n\nIt rained on Monday, and again on the day \
             after that, until night.",
        );
        let endings: Vec<f32> = (0..4).map(|index| ending(&page, Some(index))).collect();
        assert_eq!(endings, [0., 4. + 2., 8. + 3., 12. + 1.]);
        assert_eq!((ending(&page, Some(4)), ending(&page, None)), (-1., -1.));
    }
}
