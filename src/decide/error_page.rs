//! Is this a page that says that there is no page?

use super::kept::Kept;
use crate::document::BlockKind;
use crate::document::Document;
use crate::evidence::phrases::{self, Hit, Mode};
use crate::labels::Boilerplate;

/// A phrase of error pages as title or heading, and too little text for a story about one.
pub(super) fn is_error_page(page: &Document, hits: &[Option<Hit>], content: &[bool]) -> bool {
    // An error page explains itself in a paragraph; 120 words are two.
    const MAX_WORDS: u32 = 120;
    // In text no line is a heading: a short line of the first ten.
    const FIRST_BLOCKS: usize = 10;
    const HEADING_WORDS: u32 = 12;
    let is_error = |hit: &Hit| hit.kind == Boilerplate::ErrorPage && hit.mode != Mode::Contains;
    let heads = |index: usize| {
        let block = &page.blocks[index];
        matches!(block.kind, BlockKind::Heading { .. })
            || index < FIRST_BLOCKS && block.shape.words <= HEADING_WORDS
    };
    let in_heading = (0..hits.len()).any(|index| hits[index].as_ref().is_some_and(is_error) && heads(index));
    let in_title = || {
        let title = page.head.title.as_deref().unwrap_or("");
        title
            .split(['|', '\u{2013}', '\u{2014}', '-'])
            .any(|part| phrases::find(part.trim()).is_some_and(|hit| is_error(&hit)))
    };
    Kept::of(page, content).words < MAX_WORDS && (in_heading || in_title())
}
