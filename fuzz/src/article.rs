//! What holds for every article.

use std::collections::HashSet;

use dechaff::{Article, Format, Inline, Rendering, Step, Style, Text};
use scraper::{Html, Node};

use super::{fields, seen};

/// What `Article::html` promises to have and nothing else, with the attributes of each, and what a parser puts around
/// that.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("html", &[]),
    ("body", &[]),
    ("article", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("p", &[]),
    ("br", &[]),
    ("ul", &[]),
    ("ol", &["start", "type"]),
    ("li", &[]),
    ("input", &["type", "disabled", "checked"]),
    ("blockquote", &["cite"]),
    ("pre", &[]),
    ("code", &["class"]),
    ("details", &[]),
    ("summary", &[]),
    ("table", &[]),
    ("caption", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["colspan", "rowspan"]),
    ("td", &["colspan", "rowspan"]),
    ("figure", &[]),
    ("figcaption", &[]),
    ("img", &["src", "alt"]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("a", &["href"]),
    ("strong", &[]),
    ("em", &[]),
    ("sup", &[]),
    ("sub", &[]),
    ("del", &[]),
    ("ins", &[]),
    ("ruby", &[]),
    ("rt", &[]),
    ("span", &["class"]),
    ("aside", &["class", "id"]),
];
/// Where links go; footnotes are inside the fragment.
const SCHEMES: &[&str] = &["http://", "https://", "mailto:", "#fn-"];
/// Where pictures and quotations are from.
const WEB_SCHEMES: &[&str] = &["http://", "https://"];

/// What callers may ask to be shown: nothing, and all there is.
pub(super) fn renderings() -> [Rendering; 2] {
    [Rendering::new(), Rendering::new().with_links(true).with_images(true).with_captions(true)]
}

pub(super) fn check(article: &Article) {
    check_blocks(article);
    fields::check(article.metadata());
    assert!((0.0..=1.0).contains(&article.confidence()));
    for rendering in renderings() {
        check_html(article, &rendering);
        check_text(article, &rendering);
        for format in Format::ALL {
            let written = article.render(*format, &rendering);
            if *format == Format::Json {
                let read: serde_json::Value = serde_json::from_str(&written).expect("JSON can be read again");
                assert!(read.is_object());
            }
        }
    }
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
fn check_html(article: &Article, rendering: &Rendering) {
    let html = article.render(Format::Html, rendering);
    let tree = Html::parse_fragment(&html);
    for element in tree.tree.values().filter_map(Node::as_element) {
        let known = ELEMENTS.iter().find(|(name, _)| *name == element.name());
        let (_, attributes) = known.unwrap_or_else(|| panic!("{} in {html}", element.name()));
        for (name, value) in element.attrs() {
            assert!(attributes.contains(&name), "{name} of {} in {html}", element.name());
            assert!(is_harmless(name, value), "{name}={value}");
        }
    }
    let words: String = tree.root_element().text().map(seen).collect();
    let title = article.title().map(seen).unwrap_or_default();
    assert_eq!(words, title + &shown(article, rendering, html_words), "{html}");
}

fn is_harmless(name: &str, value: &str) -> bool {
    let begins_with = |schemes: &[&str]| schemes.iter().any(|scheme| value.starts_with(scheme));
    let is_number = || value.parse::<i64>().is_ok();
    match name {
        "alt" => true,
        "href" => begins_with(SCHEMES),
        "src" | "cite" => begins_with(WEB_SCHEMES),
        "start" | "colspan" | "rowspan" => is_number(),
        "type" => matches!(value, "a" | "A" | "i" | "I" | "checkbox"),
        "disabled" | "checked" => value.is_empty(),
        "id" => begins_with(&["fn-"]),
        "class" => begins_with(&["language-", "math ", "callout", "footnote"]),
        _ => false,
    }
}

/// The plain text holds the words of the body as its blocks have them.
fn check_text(article: &Article, rendering: &Rendering) {
    let text = seen(&article.render(Format::Text, rendering));
    assert_eq!(text, shown(article, rendering, |text| text.as_str().to_owned()));
    if *rendering == Rendering::new() && !has_footnotes(article) {
        let body: String = article.body().map(|block| seen(block.text())).collect();
        assert_eq!(text, body);
    }
}

fn has_footnotes(article: &Article) -> bool {
    article.groups().any(|group| group.label().is_some())
}

/// The words of all that is shown, a footnote's after its label.
fn shown(article: &Article, rendering: &Rendering, words: impl Fn(&Text<'_>) -> String) -> String {
    let mut out = String::new();
    let mut labels: Vec<Option<&str>> = Vec::new();
    for step in article.walk(rendering) {
        match step {
            Step::Enter(group) => labels.push(group.label()),
            Step::Leave(_) => drop(labels.pop()),
            Step::Text(text) => {
                if let Some(label) = labels.iter_mut().rev().find_map(Option::take) {
                    out.push_str(&seen(&format!("[{label}]")));
                }
                out.push_str(&seen(&words(&text)));
            }
            _ => {}
        }
    }
    out
}

/// The words of a text as HTML has them: raised and lowered text without the signs that say so in plain text, formulas
/// in the delimiters of HTML, and readings of characters after these.
fn html_words(text: &Text<'_>) -> String {
    let mut out = String::new();
    for inline in text.inlines() {
        match inline {
            Inline::Text(run) => out.push_str(&run),
            Inline::Math { tex, display: false } => out.push_str(&format!("\\({tex}\\)")),
            Inline::Math { tex, display: true } => out.push_str(&format!("\\[{tex}\\]")),
            Inline::Note { label } => out.push_str(&format!("[{label}]")),
            Inline::End(Style::Ruby(reading)) => out.push_str(reading),
            _ => {}
        }
    }
    out
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
