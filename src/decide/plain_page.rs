//! Plain pages: nothing about them says that any of their text is boilerplate.
//!
//! The detector has learnt from pages with menus, footers and cards. On a page of a few bare paragraphs most of what it
//! judges by is absent, and what is left ("little text", "the text above is boilerplate") speaks against every line, so
//! that `<p>Test</p>` or a text of one sentence came out empty. But where there is no link, no button, no stock phrase
//! and no element or class that names a part of a template, there is nothing that an article could be told apart from:
//! the text is all there is, and all of it stays.

use super::decision::Decision;
use crate::document::{BlockKind, Choice, Document, Origin, RawBlock, SiteMark};
use crate::evidence::Evidence;
use crate::evidence::layout::{Layout, Region};

/// Fewer words are a label where the text is flattened: only punctuation shows a sentence there.
const MIN_SENTENCE_WORDS: u32 = 3;

/// Whether nothing on a page indicates boilerplate; what the caller has decided about and lines that the site repeats do not
/// count.
pub(super) fn is_plain(evidence: &Evidence<'_>) -> bool {
    let Evidence { document: page, layout, hits, .. } = evidence;
    let is_open = |block: &RawBlock| block.choice == Choice::Open && !is_template(block);
    page.blocks.iter().zip(hits).enumerate().filter(|(_, (block, _))| is_open(block)).all(
        |(index, (block, hit))| {
            let is_bare = hit.is_none() && block.link_count == 0;
            is_bare
                && match page.origin {
                    Origin::Html => is_plain_element(block, layout),
                    // Its first line may be a headline.
                    Origin::Text => index == 0 || is_sentence(block),
                }
        },
    )
}

/// Keeps what the scores alone would remove from a plain page, or a rule that only follows their doubts.
pub(super) fn keep(page: &Document, decisions: &mut [Decision]) {
    for (block, decision) in page.blocks.iter().zip(decisions) {
        let is_removed = match *decision {
            Decision::Boilerplate => true,
            Decision::Overridden(rule) => rule.is_doubt(),
            _ => false,
        };
        if is_removed && block.choice == Choice::Open && !is_template(block) {
            *decision = Decision::Content;
        }
    }
}

/// Whether the site's other pages have the block, too.
fn is_template(block: &RawBlock) -> bool {
    matches!(block.site, SiteMark::Line | SiteMark::LineInSection | SiteMark::Section)
}

/// A block of a kind that articles are written in, below no element or name that says otherwise.
fn is_plain_element(block: &RawBlock, layout: &Layout) -> bool {
    let facts = &layout.containers[block.container as usize];
    let region = matches!(facts.region, Region::None | Region::Main | Region::Article);
    let kind = !matches!(block.kind, BlockKind::Control | BlockKind::Caption);
    region && kind && !facts.hidden && facts.named_kind.is_none() && facts.names_lowest >= 0.0
}

fn is_sentence(block: &RawBlock) -> bool {
    block.shape.terminated && block.shape.words >= MIN_SENTENCE_WORDS
}
