//! What holds for every article.

use std::collections::HashSet;

use dechaff::Article;
use scraper::{Html, Node};

use super::{fields, seen};

/// What `Article::html` promises to have and nothing else, and what a parser puts around that.
const ELEMENTS: &[&str] = &[
    "html",
    "body",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "table",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "img",
    "dl",
    "dt",
    "dd",
    "a",
    "strong",
    "em",
];
const SCHEMES: &[&str] = &["http://", "https://", "mailto:"];

pub(super) fn check(article: &Article) {
    check_blocks(article);
    check_html(article);
    fields::check(article.metadata());
    assert!((0.0..=1.0).contains(&article.confidence()));
    let body: String = article.body().map(|block| seen(block.text())).collect();
    assert_eq!(seen(&article.text()), body);
    let _ = article.markdown();
    let json = serde_json::to_string(article).expect("an article can be written as JSON");
    let read: serde_json::Value = serde_json::from_str(&json).expect("and read again");
    assert!(read.is_object());
}

/// Every block is kept, removed, or a comment; none is two of these.
fn check_blocks(article: &Article) {
    let mut places = HashSet::new();
    for block in article.body().chain(article.removed()).chain(article.comments()) {
        assert!(places.insert(block.index()), "block {} is in two places", block.index());
    }
    assert_eq!(places.len(), article.blocks().len());
    for block in article.blocks() {
        assert!(!block.text().trim().is_empty(), "block {} is blank", block.index());
        assert!((0.0..=1.0).contains(&block.score()));
    }
}

/// The HTML holds the words of title and body, in harmless elements.
fn check_html(article: &Article) {
    let html = article.html();
    let tree = Html::parse_fragment(&html);
    for element in tree.tree.values().filter_map(Node::as_element) {
        assert!(ELEMENTS.contains(&element.name()), "{} in {html}", element.name());
        for (name, value) in element.attrs() {
            let is_address = || SCHEMES.iter().any(|scheme| value.starts_with(scheme));
            assert!(name == "alt" || matches!(name, "href" | "src") && is_address(), "{name}={value}");
        }
    }
    let words: String = tree.root_element().text().map(seen).collect();
    let body = article.body().map(|block| seen(block.text()));
    let expected: String = article.title().map(seen).into_iter().chain(body).collect();
    assert_eq!(words, expected, "{html}");
}

/// Blocks of flattened text stand in order, and where they say.
pub(super) fn check_ranges(article: &Article, text: &str) {
    let mut end = 0;
    for block in article.blocks() {
        let range = block.input_range().expect("a block of text has a range");
        assert!(range.start >= end && range.start < range.end, "{range:?} after {end}");
        end = range.end;
        let source = text.get(range).expect("ranges are inside the text, at character boundaries");
        assert_eq!(seen(block.text()), seen(source));
    }
}
