//! Evidence → sections → score → decide → label: the stages between the metadata and the article, in order.

#[cfg(feature = "training")]
pub(crate) mod export;
#[cfg(feature = "stages")]
pub(crate) mod steps;

use crate::decide::decide;
use crate::document::Document;
use crate::evidence::Evidence;
pub(crate) use crate::label::Decisions;
use crate::label::label;
use crate::metadata::Metadata;
use crate::options::Focus;
use crate::score::score;
use crate::sections::sections;

/// Decides about every block of a page.
pub(crate) fn detect(page: &Document, metadata: &Metadata, focus: Focus) -> Decisions {
    let evidence = Evidence::of(page, metadata);
    let sections = sections(&evidence);
    let scored = score(&evidence, &sections);
    let decided = decide(&evidence, &sections, &scored.scores, focus);
    label(&evidence, &sections, scored, &decided)
}
