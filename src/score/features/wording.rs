//! What a block says: phrases, learnt words, repetition.

use crate::evidence::Evidence;
use crate::evidence::numbers::{boilerplate_number, mode_number};
use crate::evidence::phrases::Hit;
use crate::evidence::vocabulary::WordEvidence;
use crate::model::flag;
use crate::score::values::Features;

pub(super) fn set(evidence: &Evidence<'_>, words: &WordEvidence, index: usize, features: &mut Features) {
    let facts = evidence.facts();
    features.copies = facts.copies[index] as f32;
    features.cut_twin = flag(facts.cut_twins[index]);
    features.phrase = phrase_number(evidence.hits[index].as_ref());
    features.below_label = facts.below_label[index];
    let around = words.around(index);
    features.wording_own = words.own[index];
    features.wording_above = around.above;
    features.wording_below = around.below;
    features.wording_heading = around.heading;
}

/// Kind and mode of a phrase as one number; -1 without one.
pub(super) fn phrase_number(hit: Option<&Hit>) -> f32 {
    let Some(hit) = hit else { return -1.0 };
    f32::from(u16::from(boilerplate_number(hit.kind)) * 5 + u16::from(mode_number(hit.mode)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::phrases::Mode;
    use crate::labels::Boilerplate;

    #[test]
    fn every_kind_and_mode_has_a_number_of_its_own() {
        let modes = [Mode::Whole, Mode::Label, Mode::Start, Mode::End, Mode::Contains];
        let hits =
            Boilerplate::ALL.iter().flat_map(|&kind| modes.map(|mode| Hit { kind, mode, reach: None }));
        let numbers: Vec<f32> = hits.map(|hit| phrase_number(Some(&hit))).collect();
        assert_eq!(numbers, (0..numbers.len()).map(|number| number as f32).collect::<Vec<_>>());
        assert_eq!(phrase_number(None), -1.);
    }
}
