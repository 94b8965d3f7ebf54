//! What kind of page this says it is, before anybody has looked for its content.
//!
//! Every kind collects points, in tenths of log-odds: from the types in its structured data, from words in its class
//! names, its title and its address, and from labels that come back beside every post. The words and their points
//! are a table (`lists/page_words.tsv`).

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::structured::StructuredData;
use crate::document::Document;
use crate::document::words::{ascii_words, spaced};
use crate::labels::PageKind;
use crate::lists::page_words::{self, Place};
use crate::metadata::Metadata;

/// KindPoints of each kind, in tenths of log-odds.
#[derive(Debug, Clone, Default)]
pub(crate) struct KindPoints {
    pub(crate) article: i32,
    pub(crate) listing: i32,
    pub(crate) forum: i32,
    pub(crate) product: i32,
    pub(crate) documentation: i32,
}

impl KindPoints {
    pub(crate) fn add(&mut self, kind: PageKind, points: i32) {
        match kind {
            PageKind::Article => self.article += points,
            PageKind::Listing => self.listing += points,
            PageKind::Forum => self.forum += points,
            PageKind::Product => self.product += points,
            PageKind::Documentation => self.documentation += points,
            _ => {}
        }
    }
}

/// What a page says of itself before anybody has looked for its content.
pub(crate) fn declared(page: &Document, metadata: &Metadata, structured: &StructuredData) -> KindPoints {
    // Before any evidence a page is an article: they are half of the pages, and the rest
    // has several kinds to share.
    let mut points = KindPoints { article: 20, ..KindPoints::default() };
    typed(page, structured, &mut points);
    named(page, &mut points);
    titled(page, &mut points);
    repeated_labels(page, &mut points);
    addressed(metadata, &mut points);
    points
}

/// What JSON-LD, Open Graph and the name of the software say.
fn typed(page: &Document, structured: &StructuredData, points: &mut KindPoints) {
    let mut seen = HashSet::new();
    for word in structured.types.iter().filter(|word| seen.insert(word.as_str())) {
        add_word(Place::Type, word, points);
    }
    let open_graph = page.head.metas.iter().find(|(key, _)| key == "og:type");
    if let Some((_, value)) = open_graph {
        add_word(Place::Type, &format!("og:{}", value.to_lowercase()), points);
    }
    let generator = page.head.metas.iter().find(|(key, _)| key == "generator");
    if let Some(name) = generator.and_then(|(_, value)| value.split_whitespace().next()) {
        add_word(Place::Type, &format!("generator:{}", name.to_lowercase()), points);
    }
    // A page of one product names a few related ones at most; a list names its first page of them.
    let products = structured.types.iter().filter(|word| *word == "product").count();
    if products > 6 {
        points.listing += 40;
    }
}

/// Words of classes and ids, each counted once.
fn named(page: &Document, points: &mut KindPoints) {
    // Names say again what others said: more than this they cannot tell.
    const MAX_POINTS: i32 = 50;
    let mut seen = HashSet::new();
    let mut own = KindPoints::default();
    let mut add = |word: &str| {
        if let Some(known) = page_words::find(Place::Name, word)
            && seen.insert(known.word)
        {
            own.add(known.kind, known.points);
        }
    };
    // Names are longer for the most part.
    const BYTES_PER_NAME: usize = 16;
    let mut names: HashSet<&str> = HashSet::with_capacity(page.names.len() / BYTES_PER_NAME);
    names.extend(spaced(&page.names));
    let mut joined = String::new();
    for name in names {
        joined.clear();
        let mut parts = 0;
        for part in parts_of(name) {
            add(part);
            joined.push_str(part);
            parts += 1;
        }
        if parts > 1 {
            add(&joined);
        }
    }
    points.article += own.article.min(MAX_POINTS);
    points.listing += own.listing.min(MAX_POINTS);
    points.forum += own.forum.min(MAX_POINTS);
    points.product += own.product.min(MAX_POINTS);
    points.documentation += own.documentation.min(MAX_POINTS);
}

/// The words of a class or an id.
fn parts_of(name: &str) -> impl Iterator<Item = &str> {
    let is_ascii = name.is_ascii();
    let mut short = ascii_words(name);
    let mut parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    std::iter::from_fn(move || if is_ascii { short.next() } else { parts.next() })
}

/// Words of the last part of the title: what the site calls itself is there.
fn titled(page: &Document, points: &mut KindPoints) {
    let title = page.head.title.as_deref().unwrap_or("").to_lowercase();
    let site = title.rsplit(['|', '\u{2013}', '\u{2014}', '\u{b7}', '-']).next().unwrap_or("");
    let words: HashSet<&str> = site.split_whitespace().collect();
    for word in words {
        add_word(Place::Title, word, points);
    }
}

/// Labels of values that stand beside every post of a discussion: "Joined: Feb 2021".
fn repeated_labels(page: &Document, points: &mut KindPoints) {
    const MAX_WORDS: u32 = 5;
    let mut counts: HashMap<String, usize> = HashMap::new();
    let is_short = |index: &usize| page.blocks[*index].shape.words <= MAX_WORDS;
    for index in (0..page.blocks.len()).filter(is_short) {
        let text = page.block_text(index);
        if let Some(colon) = memchr::memchr(b':', text.as_bytes()) {
            *counts.entry(text[..colon].trim().to_lowercase()).or_default() += 1;
        }
    }
    for (label, _) in counts.iter().filter(|(_, count)| **count > 1) {
        add_word(Place::Label, label, points);
    }
}

/// Words of the page's own address.
fn addressed(metadata: &Metadata, points: &mut KindPoints) {
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

fn add_word(place: Place, word: &str, points: &mut KindPoints) {
    if let Some(known) = page_words::find(place, word) {
        points.add(known.kind, known.points);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    const TEXT: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";

    fn points_of(change: impl FnOnce(&mut Document)) -> KindPoints {
        let mut page = lines(TEXT);
        change(&mut page);
        declared(&page, &Metadata::default(), &StructuredData::of(&page))
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
}
