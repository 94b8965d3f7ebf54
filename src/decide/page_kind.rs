//! What kind of page is this?
//!
//! What the page declares gives each kind its first points ([`crate::evidence::declared`]); what was kept of it adds
//! more: code, prices, prose that is little beside the rest. Most points win, and ties go to the article.

use super::error_page::is_error_page;
use crate::document::BlockKind;
use crate::document::prose::is_prose;
use crate::document::{Document, Origin};
use crate::evidence::Evidence;
use crate::evidence::declared::KindPoints;
use crate::evidence::forms::is_currency;
use crate::evidence::layout::Layout;
use crate::labels::PageKind;

/// The kind of a page, given which of its blocks are content.
pub(super) fn page_kind(evidence: &Evidence<'_>, content: &[bool]) -> PageKind {
    if is_error_page(evidence.document, &evidence.hits, content) {
        PageKind::ErrorPage
    } else {
        most_likely(evidence, content)
    }
}

fn most_likely(evidence: &Evidence<'_>, content: &[bool]) -> PageKind {
    let page = evidence.document;
    let mut points = evidence.declared.clone();
    code(page, content, &mut points);
    prices(page, &mut points);
    little_prose(page, &evidence.layout, content, &mut points);
    let kind = points.winner();
    if kind == PageKind::Article && !has_text(page, content) { PageKind::Other } else { kind }
}

/// Code in the content speaks for documentation, less than any word: blogs show code as well.
fn code(page: &Document, content: &[bool], points: &mut KindPoints) {
    let is_code = |index: &usize| content[*index] && page.blocks[*index].kind == BlockKind::Preformatted;
    let blocks = (0..content.len()).filter(is_code).count();
    points.documentation += (blocks.min(5) * 3) as i32;
}

/// One price or a few speak for a product, many for a list of them.
fn prices(page: &Document, points: &mut KindPoints) {
    let is_price = |index: &usize| {
        let block = &page.blocks[*index];
        block.shape.words <= 8 && block.shape.digits > 0 && page.block_text(*index).contains(is_currency)
    };
    match (0..page.blocks.len()).filter(is_price).count() {
        0 => {}
        1..=11 => points.product += 5,
        _ => points.listing += 15,
    }
}

/// Much text and little of it prose: an index of other pages.
fn little_prose(page: &Document, layout: &Layout, content: &[bool], points: &mut KindPoints) {
    let words: u32 = page.blocks.iter().map(|block| block.shape.words).sum();
    let prose: u32 = (0..content.len())
        .filter(|&index| content[index] && is_prose(&page.blocks[index]))
        .map(|index| page.blocks[index].shape.words)
        .sum();
    let lists_things = page.blocks.len() >= 15;
    match prose {
        // A teaser of an article is longer than two sentences.
        0..30 if lists_things => points.listing += 30,
        0..120 if lists_things && prose * 5 < words => points.listing += 15,
        _ => {}
    }
    let cards = layout.containers.iter().filter(|facts| facts.equal_siblings >= 8).count();
    if page.origin == Origin::Html && cards >= 8 && layout.prose_words * 4 < words {
        points.listing += 10;
    }
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
    use crate::document::empty;
    use crate::metadata::Metadata;
    use crate::options::Limits;
    use crate::read::text;

    fn kind_of(page: &Document, content: &[bool]) -> PageKind {
        let metadata = Metadata::default();
        let mut evidence = Evidence::of(page, &metadata);
        evidence.hits.fill(None);
        page_kind(&evidence, content)
    }

    const TEXT: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";

    #[test]
    fn text_is_an_article() {
        assert_eq!(kind_of(&text::page(TEXT, &Limits::new()), &[true]), PageKind::Article);
    }

    #[test]
    fn a_declaration_decides() {
        let kind = |json: &str| {
            let mut page = text::page(TEXT, &Limits::new());
            page.head.json_ld.push(json.to_owned());
            kind_of(&page, &[true])
        };
        assert_eq!(kind(r#"{"@type":"Product","offers":{"@type" : ["Offer"]}}"#), PageKind::Product);
        assert_eq!(kind(r#"{"@type":["WebPage", "QAPage"]}"#), PageKind::Forum);
    }

    #[test]
    fn many_products_are_a_listing() {
        let mut page = text::page(TEXT, &Limits::new());
        page.head.json_ld.push(format!("[{}]", [r#"{"@type":"Product"}"#; 9].join(",")));
        assert_eq!(kind_of(&page, &[true]), PageKind::Listing);
    }

    #[test]
    fn class_words_decide() {
        let mut page = text::page(TEXT, &Limits::new());
        page.names = "forum thread-list post-username".to_owned();
        assert_eq!(kind_of(&page, &[true]), PageKind::Forum);
    }

    #[test]
    fn headlines_without_text_are_a_listing_and_a_word_is_nothing() {
        let page = text::page(&"Mill Stops for Want of Water\nToday\n".repeat(12), &Limits::new());
        assert_eq!(kind_of(&page, &[false; 24]), PageKind::Listing);
        assert_eq!(kind_of(&text::page("Weather", &Limits::new()), &[true]), PageKind::Other);
        assert_eq!(kind_of(&empty(Origin::Text), &[]), PageKind::Other);
    }

    #[test]
    fn a_teaser_among_many_headlines_is_no_article() {
        // 45 words of prose, then lines of six words each.
        let page = |lines: usize| {
            text::page(
                &format!("{}\n{}", [TEXT; 3].join(" "), "Mill Stops for Want of Water\n".repeat(lines)),
                &Limits::new(),
            )
        };
        let listing = |lines: usize| {
            let page = page(lines);
            let mut content = vec![false; page.blocks.len()];
            content[0] = true;
            let mut points = KindPoints::default();
            little_prose(&page, &Layout::of(&page, None), &content, &mut points);
            points.listing
        };
        assert!(listing(60) > listing(20), "the same prose is a fifth of fewer words");
    }

    #[test]
    fn few_prices_are_a_product_and_many_a_list() {
        let points = |text: &str| {
            let mut points = KindPoints::default();
            prices(&text::page(text, &Limits::new()), &mut points);
            (points.product, points.listing)
        };
        assert_eq!(points("Prices in $"), (0, 0), "no figure");
        assert_eq!(points("5 apples"), (0, 0), "no currency");
        assert_eq!(points("$ 5"), (5, 0));
        assert_eq!(points(&"$ 5 for one\n\n".repeat(11)), (5, 0));
        assert_eq!(points(&"$ 5 for one\n\n".repeat(12)), (0, 15));
    }

    #[test]
    fn eight_cards_and_little_prose_are_a_listing() {
        let listing = |cards: &[String]| {
            let text = format!("<p>{TEXT}</p>").repeat(8);
            let page = crate::evidence::testing::html(&format!("<main>{text}</main>{}", cards.concat()));
            let mut points = KindPoints::default();
            let content: Vec<bool> = (0..page.blocks.len()).map(|index| index < 8).collect();
            little_prose(&page, &Layout::of(&page, None), &content, &mut points);
            points.listing
        };
        let card =
            |class: usize| format!("<div class=c{class}><h3>Oyster beds close</h3><p>Until June</p></div>");
        let equal = vec![card(0); 90];
        assert_eq!(listing(&equal), 10);
        assert_eq!(listing(&equal[..8]), 0, "mostly prose");
        let different: Vec<String> = (0..90).map(card).collect();
        assert_eq!(listing(&different), 0, "no two alike");
    }
}
