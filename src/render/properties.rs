//! What must hold for any text and any spans: reading back what was written gives the text.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::Html;

use super::Format;
use super::testing::{ALL, group_by_kind, paragraph};
use crate::article::{Article, Inline};
use crate::document::{BlockKind, SpanKind};

/// Pieces that mean something in Markdown or HTML, and some that do not.
const PIECES: &[&str] = &[
    "a",
    "rain",
    "é",
    "雨",
    " ",
    " ",
    " ",
    "1",
    "12",
    ".",
    ")",
    "(",
    "[",
    "]",
    "[x]",
    "](",
    "]:",
    "*",
    "**",
    "_",
    "__",
    "`",
    "```",
    "~",
    "~~",
    "~~~",
    "#",
    "##",
    "-",
    "---",
    "+",
    ">",
    "<",
    "<b>",
    "</b>",
    "<!--",
    "&",
    "&amp;",
    "&#39;",
    "\\",
    "|",
    ":",
    "!",
    "![",
    "=",
    "===",
    "\"",
    "“",
    "”",
    "。",
    "'",
    "$",
    "^",
    "[^",
    "http://a.b/c_d",
    ";",
    "\n",
];

const KINDS: &[BlockKind] = &[
    BlockKind::Paragraph,
    BlockKind::Heading { level: 3 },
    BlockKind::ListItem { depth: 1, ordered: true },
    BlockKind::ListItem { depth: 1, ordered: false },
    BlockKind::Quote,
    BlockKind::Caption,
    BlockKind::Definition,
    BlockKind::TableRow { table: 0, header: true },
];

const SPANS: &[SpanKind] = &[
    SpanKind::Strong,
    SpanKind::Emphasis,
    SpanKind::Code,
    SpanKind::Link(0),
    SpanKind::Link(1),
    SpanKind::Superscript,
    SpanKind::Subscript,
    SpanKind::Deletion,
    SpanKind::Insertion,
];

/// A block of any kind with any text and any spans, whole characters or not.
fn any_article() -> impl Strategy<Value = Article> {
    let text = prop::collection::vec(prop::sample::select(PIECES), 1..14).prop_map(|pieces| pieces.concat());
    let spans = prop::collection::vec((0u32..24, 0u32..24, prop::sample::select(SPANS)), 0..5);
    (text, spans, prop::sample::select(KINDS)).prop_map(|(text, spans, kind)| {
        let end = text.len() as u32;
        let spans: Vec<_> =
            spans.iter().map(|&(a, b, kind)| (a.min(b).min(end)..a.max(b).min(end), kind)).collect();
        let mut article = paragraph(&text, &spans);
        article.blocks[0].kind = kind;
        group_by_kind(&mut article);
        article
    })
}

/// TeX that has all that means something in Markdown and HTML.
const FORMULAS: &[&str] = &[
    "x",
    "a_1 * b_2 * c",
    "x^{2}",
    "\\frac{a}{b}",
    "\\{ a < b \\}",
    "a [b](c) d",
    "f`g`h",
    "a & b &amp; c",
    "~~x~~",
    "# 1",
    "\\%",
];

fn text_without_dollars() -> impl Strategy<Value = String> {
    let pieces = PIECES.iter().copied().filter(|piece| *piece != "$").collect::<Vec<_>>();
    prop::collection::vec(prop::sample::select(pieces), 0..8).prop_map(|pieces| pieces.concat())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text that is meant: scripts without what the buffer adds.
fn meant(article: &Article) -> String {
    let texts = article.walk(&ALL).filter_map(|step| step.text());
    let mut meant = String::new();
    for inline in texts.flat_map(|text| text.inlines()) {
        match inline {
            Inline::Text(run) => meant.push_str(&run),
            Inline::Break => meant.push('\n'),
            Inline::Math { tex, .. } => meant.push_str(tex),
            Inline::Note { .. } | Inline::Start(_) | Inline::End(_) => {}
        }
    }
    words(&meant)
}

/// Tags that the Markdown has besides marks: `None` for any other.
fn read_tag(tag: &str) -> Option<&'static str> {
    let known = ["sup", "sub", "ins", "del"]
        .iter()
        .any(|name| tag == format!("<{name}>") || tag == format!("</{name}>"));
    if tag == "<br>" { Some(" ") } else { known.then_some("") }
}

/// The text a reader of the Markdown sees, and the elements it is in.
fn read_markdown(markdown: &str, more: Options) -> (String, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | more;
    let mut text = String::new();
    let mut elements = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                text.push_str(&part);
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(
                Tag::Strong
                | Tag::Emphasis
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::TableHead
                | Tag::TableCell,
            ) => {}
            Event::InlineHtml(tag) if read_tag(&tag).is_some() => {
                text.push_str(read_tag(&tag).unwrap_or_default())
            }
            Event::Start(tag) => {
                elements.push(format!("{tag:?}").split(['(', ' ']).next().unwrap_or_default().to_owned())
            }
            Event::End(_) => {}
            other => elements.push(format!("{other:?}")),
        }
    }
    (words(&text), elements)
}

fn expected_elements(kind: BlockKind) -> &'static [&'static str] {
    match kind {
        BlockKind::Heading { .. } => &["Heading"],
        BlockKind::ListItem { .. } => &["List", "Item"],
        BlockKind::Quote => &["BlockQuote", "Paragraph"],
        BlockKind::TableRow { .. } => &["Table"],
        _ => &["Paragraph"],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_reads_back(article in any_article()) {
        let block = article.blocks().next().unwrap();
        let text = meant(&article);
        let markdown = article.render(Format::Markdown, &ALL);
        if text.is_empty() {
            prop_assert_eq!(markdown, "");
        } else {
            let (read, elements) = read_markdown(&markdown, Options::empty());
            let read = if block.kind() == BlockKind::Definition { read.trim_start_matches(": ").to_owned() } else { read };
            let text = if block.kind() == BlockKind::Definition { text.trim_start_matches(": ").to_owned() } else { text };
            prop_assert_eq!(&read, &text, "{}", markdown);
            prop_assert_eq!(&elements, expected_elements(block.kind()), "{}", markdown);
        }
    }

    #[test]
    fn formulas_are_never_escaped(
        before in text_without_dollars(),
        tex in prop::sample::select(FORMULAS),
        display in any::<bool>(),
        after in text_without_dollars(),
    ) {
        let delimiter = if display { "$$" } else { "$" };
        let text = format!("{before} {delimiter}{tex}{delimiter} {after}");
        let range = before.len() as u32 + 1..(before.len() + tex.len() + 2 * delimiter.len()) as u32 + 1;
        let article = paragraph(&text, &[(range, SpanKind::Math { display })]);
        let markdown = article.render(Format::Markdown, &ALL);
        prop_assert!(markdown.contains(&format!("{delimiter}{tex}{delimiter}")), "{}", markdown);
        let formulas = Parser::new_ext(&markdown, Options::ENABLE_MATH).filter_map(|event| match event {
            Event::InlineMath(tex) | Event::DisplayMath(tex) => Some(tex.to_string()),
            _ => None,
        });
        prop_assert_eq!(formulas.collect::<Vec<_>>(), [tex], "{}", markdown);
        let (read, _) = read_markdown(&markdown, Options::ENABLE_MATH);
        prop_assert_eq!(read, meant(&article), "{}", markdown);
    }

    #[test]
    fn html_reads_back(article in any_article()) {
        let html = article.render(Format::Html, &ALL);
        let parsed = Html::parse_fragment(&html);
        let text: String = parsed.root_element().text().collect();
        prop_assert_eq!(words(&text), meant(&article), "{}", html);
    }
}
