//! What kind of page is this, now that its blocks are decided?
//!
//! The likeliest kind was told before ([`crate::evidence::page_kinds`]). What no page says about itself is known only now: that
//! there is nothing but an error message, or nothing to read.

use super::error_page::is_error_page;
use crate::document::Document;
use crate::document::prose::is_prose;
use crate::evidence::Evidence;
use crate::labels::PageKind;

/// The kind of a page, given which of its blocks are content, and the chance that this is right; no chance where a rule
/// told it.
pub(super) fn page_kind(evidence: &Evidence<'_>, content: &[bool]) -> (PageKind, Option<f32>) {
    if is_error_page(evidence.document, &evidence.hits, content) {
        return (PageKind::ErrorPage, None);
    }
    let (kind, chance) = evidence.page_kinds().likeliest();
    let is_empty = kind == PageKind::Article && !has_text(evidence.document, content);
    if is_empty { (PageKind::Other, None) } else { (kind, Some(chance)) }
}

/// Whether there is a sentence to read, or enough without one: lists, verse.
fn has_text(page: &Document, content: &[bool]) -> bool {
    const MIN_WORDS: u32 = 20;
    let kept = || (0..content.len()).filter(|&index| content[index]).map(|index| &page.blocks[index]);
    kept().any(is_prose) || kept().map(|block| block.shape.words).sum::<u32>() >= MIN_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::page_kinds::PageKinds;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    const ARTICLE: [f32; 5] = [0.6, 0.1, 0.1, 0.1, 0.1];
    const FORUM: [f32; 5] = [0.1, 0.1, 0.6, 0.1, 0.1];

    fn kind_of(text: &str, content: bool, chances: [f32; 5]) -> (PageKind, Option<f32>) {
        let (page, metadata) = (lines(text), Metadata::default());
        let evidence = Evidence::of(&page, &metadata).with_page_kinds(PageKinds::new(chances));
        page_kind(&evidence, &vec![content; page.blocks.len()])
    }

    const TEXT: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";

    #[test]
    fn the_likeliest_kind_is_the_kind() {
        assert_eq!(kind_of(TEXT, true, ARTICLE), (PageKind::Article, Some(0.6)));
        assert_eq!(kind_of(TEXT, true, FORUM), (PageKind::Forum, Some(0.6)));
    }

    #[test]
    fn a_word_is_no_article() {
        assert_eq!(kind_of("Weather", true, ARTICLE), (PageKind::Other, None));
        assert_eq!(kind_of(TEXT, false, ARTICLE).0, PageKind::Other, "nothing of it is kept");
        assert_eq!(kind_of("Weather", true, FORUM).0, PageKind::Forum, "posts may be short");
    }
}
