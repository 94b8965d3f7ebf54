//! What holds for every article.

use std::collections::HashSet;

use dechaff::{Article, Format, GroupKind, Image, Inline, Label, Rendering, Step, Style};
use scraper::{Html, Node};
use url::Url;

use super::{fields, seen};

/// What `Article::html` promises to have and nothing else, and what a parser puts around that.
const ELEMENTS: &str = " html body article h1 h2 h3 h4 h5 h6 p br ul ol li input blockquote pre code table caption tbody \
    tr th td figure figcaption img dl dt dd details summary aside span a strong em sup sub del ins ruby rt ";
/// The elements that Markdown may have, without attributes.
const IN_MARKDOWN: &str = " br sup sub ins del ruby rt details summary strong em code span ";
const SCHEMES: &[&str] = &["http://", "https://", "mailto:", "#fn-"];

pub(super) fn everything() -> Rendering {
    Rendering::new().with_links(true).with_images(true).with_captions(true)
}

pub(super) fn check(article: &Article) {
    check_blocks(article);
    for options in [Rendering::new(), everything()] {
        check_html(article, &options);
        check_text(article, &options);
        for format in Format::ALL {
            let _ = article.render(*format, &options);
        }
    }
    fields::check(article.metadata());
    assert!((0.0..=1.0).contains(&article.confidence()));
    let json = serde_json::to_string(article).expect("an article can be written as JSON");
    let read: serde_json::Value = serde_json::from_str(&json).expect("and read again");
    assert!(read.is_object());
}

pub(super) fn is_bare_markup(html: &str) -> bool {
    let tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    tags.map(|tag| tag.trim_start_matches('/')).all(|tag| IN_MARKDOWN.contains(&format!(" {tag} ")))
}

/// The text is that of the blocks that are shown, and the labels of notes, which blocks of flattened text have already.
fn check_text(article: &Article, options: &Rendering) {
    let mut expected = String::new();
    let (mut last, mut label, mut in_code) = (None, None, false);
    for step in article.walk(options) {
        match step {
            Step::Enter(group) => {
                label = group.label().or(label);
                in_code |= group.kind() == GroupKind::Code;
            }
            Step::Leave(group) => in_code &= group.kind() != GroupKind::Code,
            // Code of flattened text is given as a whole, with its first block.
            Step::Text(text) if in_code => expected += text.as_str(),
            Step::Text(text) => {
                let block = text.block();
                if let Some(label) = label.take().filter(|_| block.input_range().is_none()) {
                    expected += &format!("[{label}]");
                }
                // A row is shown as a whole, with its first cell.
                if last != Some(block.index()) {
                    expected += block.text();
                }
                last = Some(block.index());
            }
            _ => {}
        }
    }
    assert_eq!(seen(&article.render(Format::Text, options)), seen(&expected));
}

/// Every block is kept, removed, or a comment; none is two of these.
fn check_blocks(article: &Article) {
    let mut places = HashSet::new();
    for block in article
        .body()
        .chain(article.removed())
        .chain(article.blocks().filter(|block| block.label() == Label::Comment))
    {
        assert!(places.insert(block.index()), "block {} is in two places", block.index());
    }
    assert_eq!(places.len(), article.blocks().len());
    for block in article.blocks() {
        assert!(!block.text().trim().is_empty(), "block {} is blank", block.index());
        assert!((0.0..=1.0).contains(&block.score()));
    }
}

/// The HTML holds the words of title and body, in harmless elements.
fn check_html(article: &Article, options: &Rendering) {
    let html = article.render(Format::Html, options);
    let tree = Html::parse_fragment(&html);
    for element in tree.tree.values().filter_map(Node::as_element) {
        assert!(ELEMENTS.contains(&format!(" {} ", element.name())), "{} in {html}", element.name());
        for (name, value) in element.attrs() {
            assert!(is_harmless(name, value), "{name}={value}");
        }
    }
    let words: String = tree.root_element().text().map(seen).collect();
    assert_eq!(words, seen(&meant(article, options)), "{html}");
}

fn is_harmless(name: &str, value: &str) -> bool {
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "+#-._ ".contains(c));
    match name {
        "alt" => true,
        "href" | "src" | "cite" => SCHEMES.iter().any(|scheme| value.starts_with(scheme)),
        "class" => is_word(value),
        "id" => value.starts_with("fn-") && is_word(value),
        "start" | "colspan" | "rowspan" => value.parse::<i64>().is_ok(),
        "type" => matches!(value, "a" | "A" | "i" | "I" | "checkbox"),
        "disabled" | "checked" => value.is_empty(),
        _ => false,
    }
}

/// Title and body as HTML says them.
fn meant(article: &Article, options: &Rendering) -> String {
    let mut meant = article.title().unwrap_or_default().to_owned();
    for step in article.walk(options) {
        match step {
            Step::Enter(group) => meant += &group.label().map_or(String::new(), |label| format!("[{label}]")),
            Step::Text(text) => text.inlines().iter().for_each(|inline| push_meant(&mut meant, inline)),
            Step::Image(image) if image.is_video() => meant += film(&image),
            _ => {}
        }
    }
    meant
}

/// What a link to a film says, where its address is one of the web.
fn film<'a>(image: &Image<'a>) -> &'a str {
    let is_shown = Url::parse(&image.url()).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    match image.alt() {
        _ if !is_shown => "",
        "" => "Video",
        alt => alt,
    }
}

fn push_meant(meant: &mut String, inline: &Inline<'_>) {
    match inline {
        Inline::Text(text) => meant.push_str(text),
        Inline::Math { tex, display: true } => meant.push_str(&format!("\\[{tex}\\]")),
        Inline::Math { tex, .. } => meant.push_str(&format!("\\({tex}\\)")),
        Inline::Note { label } => meant.push_str(&format!("[{label}]")),
        Inline::End(Style::Ruby(reading)) => meant.push_str(reading),
        _ => {}
    }
}

/// Blocks of flattened text begin in order, no two have the same byte, and those that were not mended have the letters
/// that are there.
pub(super) fn check_ranges(article: &Article, text: &str) {
    let mut all = Vec::new();
    for block in article.blocks() {
        let ranges: Vec<_> = block.input_ranges().collect();
        assert!(!ranges.is_empty(), "a block of text has a range");
        let source = ranges.iter().map(|range| {
            text.get(range.clone()).expect("ranges are inside the text, at character boundaries")
        });
        let source: String = source.map(seen).collect();
        assert!(block.is_mended() || seen(block.text()) == source, "{:?} is not {source:?}", block.text());
        all.push(ranges);
    }
    assert!(all.is_sorted_by_key(|ranges| ranges[0].start), "blocks are out of order");
    let mut ranges: Vec<_> = all.into_iter().flatten().collect();
    ranges.sort_by_key(|range| range.start);
    assert!(ranges.iter().all(|range| range.start < range.end), "a range is empty");
    assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "ranges overlap");
}
