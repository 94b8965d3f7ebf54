//! What kind of page is this, and what should its reader be warned of?
//!
//! Every kind collects points, in tenths of log-odds: from what the page declares, from
//! words in its names and address, from its structure. Most points win; ties go to the article.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::layout::{Layout, is_prose};
use super::page_flags;
use super::phrases::Hit;
use crate::document::BlockKind;
use crate::document::{Document, Origin};
use crate::labels::{Flag, PageKind};
use crate::lists::page_words::{self, Place};
use crate::metadata::Metadata;

/// The kind of a page and its flags.
pub(crate) fn page_kind(
    page: &Document,
    layout: &Layout,
    declared: &Points,
    hits: &[Option<Hit>],
    content: &[bool],
) -> (PageKind, Vec<Flag>) {
    let is_error = page_flags::is_error_page(page, hits, content);
    let kind = if is_error { PageKind::ErrorPage } else { most_likely(page, layout, declared, content) };
    (kind, page_flags::flags(page, hits, content, kind))
}

/// Points of each kind, in tenths of log-odds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Points {
    pub(crate) article: i32,
    pub(crate) listing: i32,
    pub(crate) forum: i32,
    pub(crate) product: i32,
    pub(crate) documentation: i32,
}

impl Points {
    fn add(&mut self, kind: PageKind, points: i32) {
        match kind {
            PageKind::Article => self.article += points,
            PageKind::Listing => self.listing += points,
            PageKind::Forum => self.forum += points,
            PageKind::Product => self.product += points,
            PageKind::Documentation => self.documentation += points,
            _ => {}
        }
    }

    /// The kind with most points; the first of equals.
    fn winner(&self) -> PageKind {
        let mut best = (PageKind::Article, self.article);
        for (kind, points) in [
            (PageKind::Forum, self.forum),
            (PageKind::Documentation, self.documentation),
            (PageKind::Product, self.product),
            (PageKind::Listing, self.listing),
        ] {
            if points > best.1 {
                best = (kind, points);
            }
        }
        best.0
    }
}

/// What a page says of itself before anybody has looked for its content.
pub(crate) fn declared(page: &Document, metadata: &Metadata) -> Points {
    // Before any evidence a page is an article: they are half of the pages, and the rest
    // has several kinds to share.
    let mut points = Points { article: 20, ..Points::default() };
    typed(page, &mut points);
    named(page, &mut points);
    titled(page, &mut points);
    repeated_labels(page, &mut points);
    addressed(metadata, &mut points);
    points
}

fn most_likely(page: &Document, layout: &Layout, declared: &Points, content: &[bool]) -> PageKind {
    let mut points = declared.clone();
    code(page, content, &mut points);
    prices(page, &mut points);
    little_prose(page, layout, content, &mut points);
    let kind = points.winner();
    if kind == PageKind::Article && !has_text(page, content) { PageKind::Other } else { kind }
}

/// What JSON-LD and Open Graph say.
fn typed(page: &Document, points: &mut Points) {
    let types: Vec<String> = page.head.json_ld.iter().flat_map(|json| types(json)).collect();
    let mut seen = HashSet::new();
    for word in types.iter().filter(|word| seen.insert(word.as_str())) {
        add_word(Place::Type, word, points);
    }
    let open_graph = page.head.metas.iter().find(|(key, _)| key == "og:type");
    if let Some((_, value)) = open_graph {
        add_word(Place::Type, &format!("og:{}", value.to_lowercase()), points);
    }
    // A page of one product names a few related ones at most; a list names its first page of them.
    let products = types.iter().filter(|word| *word == "product").count();
    if products > 6 {
        points.listing += 40;
    }
}

/// The values of `"@type"` in a JSON text, in lower case. A search instead of a parse: broken
/// JSON-LD is common.
fn types(json: &str) -> impl Iterator<Item = String> {
    json.split("\"@type\"").skip(1).flat_map(|rest| {
        let value = rest.trim_start_matches([' ', '\n', '\r', '\t', ':']);
        let end = if value.starts_with('[') {
            value.find(']')
        } else {
            value.get(1..).and_then(|v| v.find('"')).map(|at| at + 1)
        };
        let value = end.and_then(|end| value.get(..end)).unwrap_or("");
        let words = value.split(['[', ',', '"']).map(str::trim).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    })
}

/// Words of classes and ids, each counted once.
fn named(page: &Document, points: &mut Points) {
    // Names say again what others said: more than this they cannot tell.
    const MOST_POINTS: i32 = 50;
    let mut seen = HashSet::new();
    let mut own = Points::default();
    let mut add = |word: &str| {
        if let Some(known) = page_words::find(Place::Name, word)
            && seen.insert(known.word)
        {
            own.add(known.kind, known.points);
        }
    };
    let names: HashSet<&str> = page.names.split_whitespace().collect();
    let mut joined = String::new();
    for name in names {
        joined.clear();
        for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
            add(part);
            joined.push_str(part);
        }
        add(&joined);
    }
    points.article += own.article.min(MOST_POINTS);
    points.listing += own.listing.min(MOST_POINTS);
    points.forum += own.forum.min(MOST_POINTS);
    points.product += own.product.min(MOST_POINTS);
    points.documentation += own.documentation.min(MOST_POINTS);
}

/// Words of the last part of the title: there stands what the site calls itself.
fn titled(page: &Document, points: &mut Points) {
    let title = page.head.title.as_deref().unwrap_or("").to_lowercase();
    let site = title.rsplit(['|', '\u{2013}', '\u{2014}', '\u{b7}', '-']).next().unwrap_or("");
    let words: HashSet<&str> = site.split_whitespace().collect();
    for word in words {
        add_word(Place::Title, word, points);
    }
}

/// Labels of values that stand beside every post of a discussion: "Joined: Feb 2021".
fn repeated_labels(page: &Document, points: &mut Points) {
    const MOST_WORDS: u32 = 5;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (index, block) in page.blocks.iter().enumerate() {
        let label = page.block_text(index).split_once(':').map(|(label, _)| label);
        if let Some(label) = label.filter(|_| block.shape.words <= MOST_WORDS) {
            *counts.entry(label.trim().to_lowercase()).or_default() += 1;
        }
    }
    for (label, _) in counts.iter().filter(|(_, count)| **count > 1) {
        add_word(Place::Label, label, points);
    }
}

/// Words of the page's own address.
fn addressed(metadata: &Metadata, points: &mut Points) {
    let Some(url) = metadata.canonical_url().map(|url| url.value()) else { return };
    let after_scheme = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let (host, path) = after_scheme.split_once('/').unwrap_or((after_scheme, ""));
    let host_word = host.split('.').next().unwrap_or("").to_lowercase();
    let path = path.to_lowercase();
    let words = path.split(['/', '.', '?', '=', '&']);
    let words: HashSet<&str> = words.chain([host_word.as_str()]).collect();
    for word in words {
        add_word(Place::Path, word, points);
    }
    if path.is_empty() {
        // Front pages: a third of them listings, two in seven articles at most.
        points.listing += 12;
    }
}

fn add_word(place: Place, word: &str, points: &mut Points) {
    if let Some(known) = page_words::find(place, word) {
        points.add(known.kind, known.points);
    }
}

/// Code in the content speaks for documentation, less than any word: blogs show code as well.
fn code(page: &Document, content: &[bool], points: &mut Points) {
    let is_code = |index: &usize| content[*index] && page.blocks[*index].kind == BlockKind::Preformatted;
    let blocks = (0..content.len()).filter(is_code).count();
    points.documentation += (blocks.min(5) * 3) as i32;
}

/// One price or a few speak for a product, many for a list of them.
fn prices(page: &Document, points: &mut Points) {
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

pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20c0}')
}

/// Much text and little of it prose: an index of other pages.
fn little_prose(page: &Document, layout: &Layout, content: &[bool], points: &mut Points) {
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
    const FEWEST_WORDS: u32 = 20;
    let kept = || (0..content.len()).filter(|&index| content[index]).map(|index| &page.blocks[index]);
    kept().any(is_prose) || kept().map(|block| block.shape.words).sum::<u32>() >= FEWEST_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::empty;
    use crate::options::Limits;
    use crate::read::text;

    fn kind_of(page: &Document, content: &[bool]) -> PageKind {
        let hits = vec![None; page.blocks.len()];
        page_kind(page, &Layout::of(page, None), &declared(page, &Metadata::default()), &hits, content).0
    }

    const TEXT: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";

    #[test]
    fn text_is_an_article() {
        assert_eq!(kind_of(&text::page(TEXT, &Limits::new()), &[true]), PageKind::Article);
    }

    #[test]
    fn a_declaration_decides() {
        let mut page = text::page(TEXT, &Limits::new());
        page.head.json_ld.push(r#"{"@type":"Product","offers":{"@type" : ["Offer"]}}"#.to_owned());
        assert_eq!(kind_of(&page, &[true]), PageKind::Product);
        page.head.json_ld[0] = r#"{"@type":["WebPage", "QAPage"]}"#.to_owned();
        assert_eq!(kind_of(&page, &[true]), PageKind::Forum);
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
            let mut points = Points::default();
            little_prose(&page, &Layout::of(&page, None), &content, &mut points);
            points.listing
        };
        assert!(listing(60) > listing(20), "the same prose is a fifth of fewer words");
    }

    fn points_of(change: impl FnOnce(&mut Document)) -> Points {
        let mut page = text::page(TEXT, &Limits::new());
        change(&mut page);
        declared(&page, &Metadata::default())
    }

    #[test]
    fn types_of_the_page_speak_for_their_kind() {
        let of_type =
            |word: &str| points_of(|page| page.head.json_ld.push(format!("{{\"@type\": \"{word}\"}}")));
        assert!(of_type("NewsArticle").article > 20);
        assert!(of_type("DiscussionForumPosting").forum > 0);
        assert!(of_type("CollectionPage").listing > 0);
        let open_graph = points_of(|page| {
            page.head.metas.push(("og:type".into(), "Product".into()));
            page.head.metas.push(("og:site_name".into(), "Article".into()));
        });
        assert_eq!((open_graph.product, open_graph.article), (46, 20));
    }

    #[test]
    fn names_speak_for_every_kind_and_only_so_much() {
        let named = |names: &str| points_of(|page| page.names = names.to_owned());
        let told = named("hentry plp answered qty admonition");
        assert_eq!((told.article, told.listing, told.forum), (20 + 17, 35, 20));
        assert_eq!((told.product, told.documentation), (10, 30));
        assert_eq!(named("answered answered-by").forum, 20, "each word counts once");
        assert_eq!(named("qty atc instock productdetails").product, 50, "the most that names can tell");
    }

    #[test]
    fn few_prices_are_a_product_and_many_a_list() {
        let points = |text: &str| {
            let mut points = Points::default();
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
            let page = crate::detect::testing::html(&format!("<main>{text}</main>{}", cards.concat()));
            let mut points = Points::default();
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
