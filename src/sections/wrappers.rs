//! Elements that wrap the article, whatever their names say.

use super::names::Verdicts;
use crate::document::{BlockKind, Tag};
use crate::evidence::Evidence;
use crate::labels::Boilerplate;

/// By container: whether it holds `<main>`, an article's body, or the first headline and half of the page. A part that is
/// small on every page wraps the article where it holds a third of the words.
pub(super) fn wrappers(evidence: &Evidence<'_>, verdicts: &Verdicts) -> Vec<bool> {
    let page = evidence.document;
    let mut wraps: Vec<bool> = (0..page.containers.len())
        .map(|index| page.containers[index].tag == Tag::Main || is_body(evidence, verdicts, index))
        .collect();
    // Children come after their parents.
    for index in (1..wraps.len()).rev() {
        wraps[page.containers[index].parent as usize] |= wraps[index];
    }
    let first_headline = page.blocks.iter().position(|block| block.kind == BlockKind::Heading { level: 1 });
    for (index, container) in page.containers.iter().enumerate() {
        let words = evidence.layout.containers[index].words;
        let holds_headline = first_headline.is_some_and(|block| container.blocks.contains(&(block as u32)));
        let is_large = match verdicts.settles[index].and_then(|convention| convention.kind) {
            // There can be more of these than of the article.
            Some(Boilerplate::Comments | Boilerplate::RelatedLinks) | None => {
                is_nearly_all(words, evidence.words)
            }
            Some(_) => words * 3 > evidence.words,
        };
        wraps[index] |= is_large || holds_headline && words * 2 > evidence.words;
    }
    wraps
}

/// Named so, with enough words for an article.
fn is_body(evidence: &Evidence<'_>, verdicts: &Verdicts, index: usize) -> bool {
    const MIN_WORDS: u32 = 100;
    verdicts.is_body(index) && evidence.layout.containers[index].words >= MIN_WORDS
}

/// Nine words in ten: no page is nothing but one of its parts.
fn is_nearly_all(words: u32, of: u32) -> bool {
    u64::from(words) * 10 > u64::from(of) * 9
}
