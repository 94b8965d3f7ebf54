//! What tells what kind of page this is, before anything is decided about its blocks.
//!
//! All of it is cheap: what the page declares, its address, and counts of what is on it. A thread has as many names
//! and dates as posts, a list of goods as many prices, and an article has most of its words in one run of paragraphs.

use super::declared::KindPoints;
use super::facts::Facts;
use super::forms::is_currency;
use super::layout::Layout;
use super::phrases::Hit;
use crate::document::prose::is_prose;
use crate::document::{BlockKind, Document, Origin, Tag};
use crate::lists::discussion::{Roles, said_by};
use crate::metadata::Metadata;
use crate::model::{named_values, share};

named_values! {
    /// What tells the kind of a page.
    KindFeatures:
    /// What it declares to be, in tenths of log-odds: see [`crate::evidence::declared::KindPoints`].
    declared_article,
    declared_listing,
    declared_forum,
    declared_product,
    declared_documentation,
    words,
    blocks,
    prose_words,
    prose_share,
    longest,
    /// Most words of paragraphs that follow each other, and their share of all prose.
    prose_run,
    prose_run_share,
    link_share,
    /// Share of the words in the element that holds most of the prose.
    main_share,
    /// Most elements that are alike, and the share of the words that they hold.
    cards,
    cards_share,
    articles,
    /// Elements named as a comment or a post, the share of the prose inside of them, and the words of prose outside.
    discussed,
    discussed_share,
    undiscussed,
    headlines,
    headings,
    items_share,
    rows_share,
    code_share,
    quotes,
    questions,
    dates,
    authors,
    images,
    prices,
    /// Stock phrases of boilerplate a block.
    hits,
    has_headline,
    /// Share of the words above the headline.
    above_headline,
    title_words,
    /// The address: steps, and words, digits and queries in it.
    address_steps,
    address_words,
    address_digits,
    has_query,
}

/// What the kind of a page is told by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) document: &'a Document,
    pub(super) metadata: &'a Metadata,
    pub(super) layout: &'a Layout,
    pub(super) facts: &'a Facts,
    pub(super) declared: &'a KindPoints,
    pub(super) hits: &'a [Option<Hit>],
    /// Words on the page.
    pub(super) words: u32,
}

/// Prices are in lines of at most so many words.
const MAX_PRICE_WORDS: u32 = 8;

/// Works out the features.
pub(super) fn kind_features(known: Known<'_>) -> KindFeatures {
    let mut features = KindFeatures::default();
    declared(known, &mut features);
    text(known, &mut features);
    blocks(known, &mut features);
    elements(known, &mut features);
    head(known, &mut features);
    if let Some(url) = known.metadata.canonical_url() {
        address(url.value(), &mut features);
    }
    features
}

fn declared(known: Known<'_>, features: &mut KindFeatures) {
    let declared = known.declared;
    features.declared_article = declared.article as f32;
    features.declared_listing = declared.listing as f32;
    features.declared_forum = declared.forum as f32;
    features.declared_product = declared.product as f32;
    features.declared_documentation = declared.documentation as f32;
}

fn text(known: Known<'_>, features: &mut KindFeatures) {
    let prose = known.layout.prose_words;
    features.words = known.words as f32;
    features.blocks = known.document.blocks.len() as f32;
    features.prose_words = prose as f32;
    features.prose_share = share(prose, known.words);
    features.longest = known.facts.longest_words as f32;
    let run = longest_prose_run(known.document);
    features.prose_run = run as f32;
    features.prose_run_share = share(run, prose);
    let hits = known.hits.iter().filter(|hit| hit.is_some()).count();
    features.hits = share(hits as u32, known.hits.len() as u32);
}

/// The most words of paragraphs that follow each other, with at most one line of something else between two of them.
fn longest_prose_run(page: &Document) -> u32 {
    let (mut run, mut longest, mut gap) = (0, 0, 0);
    for block in &page.blocks {
        if is_prose(block) {
            run += block.shape.words;
            gap = 0;
        } else {
            gap += 1;
        }
        if gap > 1 {
            run = 0;
        }
        longest = longest.max(run);
    }
    longest
}

fn blocks(known: Known<'_>, features: &mut KindFeatures) {
    let page = known.document;
    let count = |is_wanted: &dyn Fn(usize) -> bool| -> u32 {
        (0..page.blocks.len()).filter(|&index| is_wanted(index)).count() as u32
    };
    let words = |is_wanted: &dyn Fn(&BlockKind) -> bool| -> u32 {
        page.blocks.iter().filter(|block| is_wanted(&block.kind)).map(|block| block.shape.words).sum()
    };
    features.headings = count(&|index| matches!(page.blocks[index].kind, BlockKind::Heading { .. })) as f32;
    features.quotes = count(&|index| page.blocks[index].kind == BlockKind::Quote) as f32;
    features.questions = count(&|index| page.block_text(index).trim_end().ends_with(['?', '？'])) as f32;
    features.prices = count(&|index| is_price(page, index)) as f32;
    features.items_share = share(words(&|kind| matches!(kind, BlockKind::ListItem { .. })), known.words);
    features.rows_share = share(words(&|kind| matches!(kind, BlockKind::TableRow { .. })), known.words);
    features.code_share = share(words(&|kind| *kind == BlockKind::Preformatted), known.words);
}

fn is_price(page: &Document, index: usize) -> bool {
    let shape = &page.blocks[index].shape;
    shape.words <= MAX_PRICE_WORDS && shape.digits > 0 && page.block_text(index).contains(is_currency)
}

/// What only HTML has.
fn elements(known: Known<'_>, features: &mut KindFeatures) {
    let (page, layout, facts) = (known.document, known.layout, known.facts);
    if page.origin == Origin::Text {
        return;
    }
    let root = &layout.containers[0];
    features.link_share = share(root.link_chars, root.chars);
    features.main_share = share(layout.containers[layout.main].words, root.words);
    let (cards, words) = facts.largest_cards;
    features.cards = cards as f32;
    features.cards_share = share(words, known.words);
    features.articles =
        page.containers.iter().filter(|container| container.tag == Tag::Article).count() as f32;
    discussed(known, features);
    let last = |counts: &[u32]| counts.last().copied().unwrap_or(0) as f32;
    features.headlines = last(&facts.headlines_before);
    features.dates = last(&facts.dates_before);
    features.authors = last(&facts.authors_before);
    features.images = last(&facts.images_before);
}

/// What is in elements that are named as a comment or a post.
fn discussed(known: Known<'_>, features: &mut KindFeatures) {
    let page = known.document;
    let item = Roles::COMMENT.with(Roles::POST).with(Roles::THREAD);
    let names = &known.layout.names;
    let names_item = names.tell(page, |name| said_by(name).any(item));
    let are_items: Vec<bool> =
        names.of_signatures().map(|places| places.iter().any(|place| names_item[*place])).collect();
    let (mut items, mut is_inside) = (0, Vec::with_capacity(page.containers.len()));
    for (container, facts) in page.containers.iter().zip(&known.layout.containers) {
        let is_item = are_items[facts.signature as usize];
        items += u32::from(is_item);
        // Parents come before their children; the root is its own.
        is_inside.push(is_item || is_inside.get(container.parent as usize) == Some(&true));
    }
    let prose = page.blocks.iter().filter(|block| is_prose(block) && is_inside[block.container as usize]);
    let words: u32 = prose.map(|block| block.shape.words).sum();
    features.discussed = items as f32;
    features.discussed_share = share(words, known.layout.prose_words);
    features.undiscussed = known.layout.prose_words.saturating_sub(words) as f32;
}

fn head(known: Known<'_>, features: &mut KindFeatures) {
    features.title_words = title_words(known.metadata) as f32;
    features.has_headline = f32::from(u8::from(known.metadata.headline.block.is_some()));
    if let Some(block) = known.metadata.headline.block {
        features.above_headline = share(known.facts.words_before[block], known.words);
    }
}

fn title_words(metadata: &Metadata) -> usize {
    metadata.title().map_or(0, |title| title.value().split_whitespace().count())
}

/// "https://example.org/news/2021/mill-stops-for-want-of-water?id=7": three steps, six words and four digits in them.
fn address(url: &str, features: &mut KindFeatures) {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.split_once('/').map_or("", |(_, path)| path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let steps = || path.split('/').filter(|step| !step.is_empty());
    let last = steps().next_back().unwrap_or("");
    features.address_steps = steps().count() as f32;
    features.address_words = last.split(['-', '_', '+']).filter(|word| !word.is_empty()).count() as f32;
    features.address_digits = path.chars().filter(char::is_ascii_digit).count() as f32;
    features.has_query = f32::from(u8::from(!query.is_empty()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Evidence;
    use crate::evidence::testing::{html, lines};

    const TEXT: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";

    fn of(page: &Document) -> KindFeatures {
        kind_features(Evidence::of(page, &Metadata::default()).known())
    }

    #[test]
    fn the_model_was_trained_with_these_features() {
        assert_eq!(KindFeatures::NAMES, crate::model::feature_names()[4]);
    }

    #[test]
    fn paragraphs_of_a_run_follow_each_other() {
        let run = |text: &str| of(&lines(text)).prose_run;
        assert_eq!(run(&format!("{TEXT}\n\nWheel\n\n{TEXT}")), 34.0, "a line may be between them");
        assert_eq!(run(&format!("{TEXT}\n\nWheel\n\nWater\n\n{TEXT}")), 17.0);
        assert_eq!(run("Wheel"), 0.0);
    }

    #[test]
    fn prices_are_short_lines_with_a_figure_and_a_currency() {
        assert_eq!(of(&lines("$ 5\n\nPrices in $\n\n5 apples\n\n€ 7.50 each")).prices, 2.0);
    }

    #[test]
    fn addresses_have_steps_and_words() {
        let mut features = KindFeatures::default();
        address("https://example.org/news/2021/mill-stops-for-want-of-water?id=7", &mut features);
        let found =
            [features.address_steps, features.address_words, features.address_digits, features.has_query];
        assert_eq!(found, [3.0, 6.0, 4.0, 1.0]);
        address("https://example.org", &mut features);
        assert_eq!([features.address_steps, features.address_words], [0.0, 0.0]);
    }

    #[test]
    fn comments_hold_a_share_of_the_prose() {
        let found = of(&html(&format!(
            "<p>{TEXT}<div class=comment-12><p>{TEXT}</div><div class=comment-13><p>{TEXT}</div>"
        )));
        assert_eq!((found.discussed, found.undiscussed), (2.0, 17.0));
        assert!((found.discussed_share - 2.0 / 3.0).abs() < 0.001);
    }

    #[test]
    fn text_has_no_elements() {
        assert!(of(&lines(TEXT)).cards.is_nan());
        assert_eq!(of(&html(&format!("<article><h1>Mill</h1><p>{TEXT}</article>"))).articles, 1.0);
    }
}
