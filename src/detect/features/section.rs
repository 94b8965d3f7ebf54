//! The section under a heading that a block belongs to.

use super::{Features, Sources, kind_number, share};
use crate::detect::features::wording::phrase_number;
use crate::document::Origin;

pub(super) fn set(sources: &Sources<'_>, index: usize, features: &mut Features) {
    let section = &sources.facts.sections[sources.facts.section_of[index]];
    features.section_blocks = section.blocks as f32;
    features.section_words = section.words as f32;
    features.section_prose_share = share(section.prose_words, section.words);
    if sources.page.origin == Origin::Html {
        features.section_link_share = share(section.link_chars, section.chars);
    }
    features.section_place = (index - section.start) as f32;
    if let Some(heading) = section.heading {
        features.section_level = f32::from(kind_number(sources.page.blocks[heading].kind));
        features.section_phrase = phrase_number(sources.hits[heading].as_ref());
    }
}
