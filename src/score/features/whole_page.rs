//! What the page is like as a whole: the same for all of its blocks.

use crate::document::Origin;
use crate::evidence::Evidence;
use crate::model::share;
use crate::score::values::Features;

pub(super) fn set(evidence: &Evidence<'_>, features: &mut Features) {
    let (page, layout, facts) = (evidence.document, &evidence.layout, evidence.facts());
    let (kinds, declared) = (evidence.page_kinds(), &evidence.declared);
    features.page_words = evidence.words as f32;
    features.page_prose_words = layout.prose_words as f32;
    features.page_prose_share = share(layout.prose_words, evidence.words);
    features.page_blocks = page.blocks.len() as f32;
    features.page_longest = facts.longest_words as f32;
    features.page_headlines = facts.headlines_before.last().copied().unwrap_or(0) as f32;
    features.kind_article = kinds.article;
    features.page_article = declared.article as f32;
    features.kind_listing = kinds.listing;
    features.page_listing = declared.listing as f32;
    features.kind_forum = kinds.forum;
    features.page_forum = declared.forum as f32;
    features.kind_product = kinds.product;
    features.page_product = declared.product as f32;
    features.kind_documentation = kinds.documentation;
    features.page_documentation = declared.documentation as f32;
    if page.origin == Origin::Text {
        return;
    }
    let root = &layout.containers[0];
    features.page_link_share = share(root.link_chars, root.chars);
    features.page_main_share = share(layout.containers[layout.main].words, root.words);
    let (cards, words) = facts.largest_cards;
    features.page_cards = cards as f32;
    features.page_cards_share = share(words, evidence.words);
    features.page_dates = facts.dates_before.last().copied().unwrap_or(0) as f32;
}
