//! What a document says about itself: its head, and elements that carry metadata by their markup.

use std::sync::OnceLock;

use super::json_repair::{self, Parsed};

/// What the head of a document says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// Text of `<title>`.
    pub(crate) title: Option<String>,
    /// `<meta>`: its lower-cased name, property, itemprop or http-equiv, and its content.
    pub(crate) metas: Vec<(String, String)>,
    /// `<link>`: its lower-cased rel and its href.
    pub(crate) links: Vec<(String, String)>,
    /// Bodies of `<script type="application/ld+json">`.
    pub(crate) json_ld: Vec<String>,
    /// Bytes of all of them.
    pub(crate) json_ld_bytes: usize,
    /// The same, parsed when somebody first asks.
    parsed_json_ld: OnceLock<Vec<Option<Parsed>>>,
    /// `lang` of `<html>` or `<body>`.
    pub(crate) language: Option<String>,
    /// `href` of `<base>`.
    pub(crate) base_url: Option<String>,
}

impl Head {
    /// The JSON-LD, parsed once: every body with what it holds, or `None` where it cannot be repaired.
    pub(crate) fn parsed_json_ld(&self) -> impl DoubleEndedIterator<Item = (&str, Option<&Parsed>)> {
        let parse = || self.json_ld.iter().map(|body| json_repair::parse(body)).collect();
        let parsed = self.parsed_json_ld.get_or_init(parse);
        self.json_ld.iter().map(String::as_str).zip(parsed.iter().map(Option::as_ref))
    }
}

/// An element that says what it is: a time, an author's name.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) kind: MarkKind,
    /// The element's own text, white space collapsed.
    pub(crate) text: String,
    /// The machine-readable value: `datetime`, `content`, `title`.
    pub(crate) value: Option<String>,
    /// The block that the element is in or that follows it.
    pub(crate) block: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `itemprop="datePublished"`.
    PublishedTime,
    /// `<time>` or `itemprop` with a date: published unless said otherwise.
    Time,
    /// The same, marked as a date of change.
    ModifiedTime,
    /// Text whose class or id names a date ("date", "published", "timestamp").
    DateClass,
    /// `rel="author"` or `itemprop="author"`.
    Author,
    /// Text whose class or id names an author ("byline", "author").
    AuthorClass,
    /// `itemprop="headline"`.
    Headline,
    /// An item of a breadcrumb trail.
    Breadcrumb,
    /// `rel="tag"`.
    TagLink,
    /// A link to the licence of what is around it.
    License,
}
