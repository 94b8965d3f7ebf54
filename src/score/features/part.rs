//! How the parts of the page that a block is in score.

use crate::score::values::Features;
use crate::sections::Sections;

pub(super) fn set(sections: &Sections, index: usize, features: &mut Features) {
    let Some(standing) = sections.standing(index) else { return };
    features.part_own = standing.own;
    features.part_around = standing.around;
    features.part_highest = standing.highest;
    features.part_lowest = standing.lowest;
    features.part_lowest_words = standing.lowest_words as f32;
    features.part_lowest_place = index as f32 - standing.lowest_start as f32;
    features.part_before_lowest = standing.before_lowest;
    features.part_after_lowest = standing.after_lowest;
    features.part_half = standing.half;
}
