//! What the profile of the page's site says is its template.

use super::decision::Rule;
use crate::document::{BlockKind, SiteMark};
use crate::evidence::Evidence;
use crate::labels::PageKind;

/// Whether a block is part of the site's template, and what tells it. What heads a part or a row ("Ingredients") repeats in
/// the text of pages that are made alike. Pages of items (products, posts) repeat what they are about.
pub(super) fn template(evidence: &Evidence<'_>, index: usize) -> Option<Rule> {
    let block = &evidence.document.blocks[index];
    let heads =
        matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Term | BlockKind::TableRow { .. });
    match block.site {
        SiteMark::Line if !heads && is_article(evidence) => Some(Rule::Repeated),
        SiteMark::Section | SiteMark::LineInSection if is_article(evidence) => Some(Rule::Template),
        _ => None,
    }
}

/// Whether a page is an article: likely so, or it has the section that holds the text of the site's articles. Manuals repeat
/// themselves.
fn is_article(evidence: &Evidence<'_>) -> bool {
    let has_body = evidence.document.site.as_ref().is_some_and(|site| site.has_body);
    has_body || evidence.page_kinds().is(PageKind::Article)
}
