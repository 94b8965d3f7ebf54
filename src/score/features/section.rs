//! The section under a heading that a block belongs to, and the label of boilerplate that governs it.

use super::wording::phrase_number;
use crate::document::Origin;
use crate::evidence::Evidence;
use crate::evidence::numbers::{boilerplate_number, kind_number};
use crate::model::share;
use crate::score::values::Features;

pub(super) fn set(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    let part = evidence.headed.part(index);
    features.section_blocks = part.blocks as f32;
    features.section_words = part.words as f32;
    features.section_prose_share = share(part.prose_words, part.words);
    if evidence.document.origin == Origin::Html {
        features.section_link_share = share(part.link_chars, part.chars);
    }
    features.section_place = (index - part.start) as f32;
    if let Some(heading) = part.heading {
        features.section_level = f32::from(kind_number(evidence.document.blocks[heading].kind));
        features.section_phrase = phrase_number(evidence.hits[heading].as_ref());
    }
    set_opened(evidence, index, features);
}

fn set_opened(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    features.opened_kind = -1.0;
    let Some(opened) = evidence.openings.opened(index) else { return };
    features.opened_kind = f32::from(boilerplate_number(opened.kind));
    features.opened_blocks = opened.blocks as f32;
    let prose_before = &evidence.facts().prose_words_before;
    let (above, all) = (prose_before[opened.at as usize], evidence.layout.prose_words);
    features.opened_share_below = share(all.saturating_sub(above), all);
}
