//! XML of articles made by hand, read back by a parser and compared with what TEI allows.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::*;
use crate::document::SpanKind;
use crate::metadata::{Field, Provenance};
use crate::render::testing::{ALL, Builder, article, october_day};

const RULES: &str = include_str!("../../lists/tei.tsv");
const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

type Rules = HashMap<&'static str, (Vec<&'static str>, Vec<&'static str>)>;

fn rules() -> Rules {
    let lines = RULES.lines().filter(|line| !line.starts_with('#'));
    let rule = |line: &'static str| {
        let mut columns =
            line.split('\t').map(|column| column.split(' ').filter(|word| !word.is_empty()).collect());
        let mut next = || -> Vec<&'static str> { columns.next().expect("three columns") };
        (next()[0], (next(), next()))
    };
    lines.map(rule).collect()
}

/// Where a document is not what TEI allows.
pub(crate) fn error(xml: &str) -> Option<String> {
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return Some(format!("{error} in {xml}")),
    };
    let rules = rules();
    document.descendants().filter(Node::is_element).find_map(|element| {
        let wrong = element_error(&rules, element).or_else(|| order_error(element))?;
        Some(format!("{wrong} in {xml}"))
    })
}

fn element_error(rules: &Rules, element: Node<'_, '_>) -> Option<String> {
    let name = element.tag_name().name();
    let Some((attributes, children)) = rules.get(name) else { return Some(format!("{name} is not known")) };
    for attribute in element.attributes() {
        let prefix = if attribute.namespace() == Some(XML_NAMESPACE) { "xml:" } else { "" };
        let attribute = format!("{prefix}{}", attribute.name());
        if !attributes.contains(&attribute.as_str()) {
            return Some(format!("{attribute} of {name}"));
        }
    }
    let wrong = element.children().find(|child| match child.is_text() {
        true => !children.contains(&"#text") && !child.text().unwrap_or_default().trim().is_empty(),
        false => !children.contains(&child.tag_name().name()),
    });
    wrong.map(|child| format!("{child:?} in {name}"))
}

/// What the children of an element must be besides what each may be.
fn order_error(element: Node<'_, '_>) -> Option<String> {
    let name = element.tag_name().name();
    let children: Vec<&str> =
        element.children().filter(Node::is_element).map(|child| child.tag_name().name()).collect();
    let first = |name: &str| children.iter().position(|child| *child == name);
    let wrong = match name {
        // Divisions come last, a heading first.
        "div" | "body" => {
            let after_division = first("div").map_or(&[][..], |at| &children[at..]);
            after_division.iter().any(|child| *child != "div")
                || children.iter().skip(1).any(|child| *child == "head")
        }
        "list" if element.attribute("type") == Some("gloss") => {
            let pairs: Vec<_> = children.chunks(2).collect();
            pairs.is_empty() || pairs.iter().any(|pair| *pair != ["label", "item"])
        }
        "list" => !children.contains(&"item") || children.contains(&"label"),
        "table" => {
            let rows = first("row");
            rows.is_none_or(|rows| children[rows..].iter().any(|child| *child != "row"))
        }
        "row" | "ruby" | "keywords" | "revisionDesc" => children.is_empty(),
        _ => false,
    };
    let is_body_without_blocks =
        name == "body" && children.iter().all(|child| matches!(*child, "note" | "figure"));
    (wrong || is_body_without_blocks).then(|| format!("{children:?} in {name}"))
}

fn body(article: &Article) -> String {
    let xml = render(article, &ALL);
    assert_eq!(error(&xml), None);
    let (_, rest) = xml.split_once("<body>").unwrap();
    rest.split_once("</body>").unwrap().0.trim().to_owned()
}

#[test]
fn the_rules_find_what_is_wrong() {
    let page = |body: &str| format!("<TEI><text><body>{body}</body></text></TEI>");
    for right in
        ["<p/>", "<p>a</p><div><head>b</head></div><div/>", "<list type='gloss'><label/><item/></list>"]
    {
        assert_eq!(error(&page(right)), None);
    }
    for wrong in [
        "",
        "a",
        "<p>",
        "<b/>",
        "<p x='1'/>",
        "<div/><p/>",
        "<div><p/><head/></div>",
        "<list/>",
        "<table/>",
        "<list type='gloss'><item/></list>",
        "<p><list><item/></list></p>",
        "<note/>",
        "<table><row><cell/></row><head/></table>",
    ] {
        assert!(error(&page(wrong)).is_some(), "{wrong}");
    }
}

#[test]
fn headings_open_divisions() {
    use BlockKind::{Heading, Paragraph};
    let article = article(&[
        (Paragraph, "Lead"),
        (Heading { level: 2 }, "One"),
        (Paragraph, "a & b"),
        (Heading { level: 3 }, "Deep"),
        (Heading { level: 2 }, "Two"),
    ]);
    let expected = "<p>Lead</p>\n<div><head>One</head>\n<p>a &amp; b</p>\n<div><head>Deep</head>\n</div></div>\
        <div><head>Two</head>\n</div>";
    assert_eq!(body(&article), expected);
    assert_eq!(body(&crate::render::testing::empty()), "<p/>");
}

#[test]
fn every_kind_of_group_has_its_element() {
    let mut b = Builder::new();
    let list = GroupKind::List { marker: ListMarker::LowerAlpha, start: 3 };
    let item = GroupKind::Item { task: None };
    b.open(list, "")
        .open(item, "")
        .block(BlockKind::ListItem { depth: 1, ordered: true }, "one")
        .paragraph("more");
    b.open(GroupKind::Code, "c++").block(BlockKind::Preformatted, "a < b;\n").close().close();
    b.open(GroupKind::Item { task: Some(true) }, "")
        .block(BlockKind::Heading { level: 3 }, "Two")
        .close()
        .close();
    b.open(GroupKind::Quote, "https://example.org/q").paragraph("said").close();
    b.open(GroupKind::Table, "")
        .block(BlockKind::Caption, "Rain")
        .row(true, &["Day", "mm"])
        .row(false, &["1", ""])
        .close();
    b.open(GroupKind::Definitions, "").open(GroupKind::Term, "").block(BlockKind::Term, "Fen").close();
    b.open(GroupKind::Term, "").block(BlockKind::Term, "Bog").close();
    b.open(GroupKind::Definition, "").block(BlockKind::Definition, "wet").close().close();
    b.open(GroupKind::Figure, "")
        .image("https://example.org/a.png", "A fen")
        .block(BlockKind::Caption, "Fen")
        .close();
    b.open(GroupKind::Details, "")
        .open(GroupKind::Summary, "")
        .paragraph("More")
        .close()
        .paragraph("inside")
        .close();
    b.open(GroupKind::Callout, "warning").paragraph("Deep water").close();
    let note = b.note("1");
    b.spanned(BlockKind::Paragraph, "See[1]", &[("[1]", note)]);
    b.open(GroupKind::Footnote, "1").paragraph("There").close();
    let expected = "<list rend=\"numbered lower-alpha\"><item n=\"3\">one<p>more</p>\
        <ab type=\"code\"><code xml:space=\"preserve\" lang=\"c++\">a &lt; b;\n</code></ab></item>\
        <item n=\"4\" rend=\"checked\"><ab type=\"heading\" n=\"3\">Two</ab></item></list>\n\
        <quote source=\"https://example.org/q\"><p>said</p></quote>\n\
        <table><head>Rain</head><row role=\"label\"><cell role=\"label\">Day</cell><cell role=\"label\">mm</cell></row>\
        <row><cell>1</cell><cell></cell></row></table>\n\
        <list type=\"gloss\"><label>Fen<lb/>Bog</label><item>wet</item></list>\n\
        <figure><graphic url=\"https://example.org/a.png\"/><figDesc>A fen</figDesc><head>Fen</head></figure>\n\
        <ab type=\"summary\">More</ab>\n<p>inside</p>\n\n\
        <note type=\"callout\" subtype=\"warning\"><p>Deep water</p></note>\n\
        <p>See<ref type=\"note\" target=\"#fn-1\">[1]</ref></p>\n\
        <note place=\"foot\" xml:id=\"fn-1\" n=\"1\"><p>[1] There</p></note>";
    assert_eq!(body(&b.done()), expected);
}

#[test]
fn markup_inside_blocks_survives() {
    let mut b = Builder::new();
    b.article.readings.push("kan".to_owned());
    let spans = [
        ("⁶", SpanKind::Superscript),
        ("$x^2$", SpanKind::Math { display: false }),
        ("old", SpanKind::Deletion),
        ("new", SpanKind::Insertion),
        ("漢", SpanKind::Ruby(0)),
        ("link", SpanKind::Link(0)),
    ];
    b.spanned(BlockKind::Paragraph, "10⁶\n$x^2$ old new 漢 link", &spans);
    let expected = "<p>10<hi rend=\"superscript\">6</hi><lb/><formula notation=\"TeX\">x^2</formula> <del>old</del> \
        <add>new</add> <ruby><rb>漢</rb><rt>kan</rt></ruby> <ref target=\"https://example.org/a\">link</ref></p>";
    assert_eq!(body(&b.done()), expected);
}

#[test]
fn characters_that_xml_forbids_are_dropped() {
    let article = article(&[(BlockKind::Paragraph, "a\u{0}\u{1}\u{b}b\u{fffe}\u{ffff}\u{85}\r c\u{1f300}")]);
    assert_eq!(body(&article), "<p>ab\u{85} c\u{1f300}</p>");
}

#[test]
fn the_header_has_the_metadata() {
    let mut article = article(&[(BlockKind::Paragraph, "Rain.")]);
    let field = |value: &str| Some(Field::new(value.to_owned(), Provenance::Head));
    article.metadata.title = field("Rain & <sun>");
    article.metadata.authors = field("A. Writer").into_iter().collect();
    article.metadata.agency = field("Wire");
    article.metadata.publisher = field("Fen House");
    article.metadata.site = field("Fen News");
    article.metadata.location = field("Brack");
    article.metadata.description = field("It rained.");
    article.metadata.language = field("en");
    article.metadata.canonical_url = field("https://example.org/rain?a=1&b=2");
    article.metadata.section = field("Weather");
    article.metadata.tags = field("rain").into_iter().collect();
    article.metadata.license = field("https://creativecommons.org/licenses/by/4.0/");
    let date = october_day();
    article.metadata.published = Some(Field::new(date.clone(), Provenance::Head));
    article.metadata.modified = Some(Field::new(date, Provenance::Head));
    let xml = render(&article, &ALL);
    assert_eq!(error(&xml), None);
    let document = Document::parse(&xml).unwrap();
    let texts = |name: &str| -> Vec<String> {
        let elements =
            document.descendants().filter(|node| node.has_tag_name(("http://www.tei-c.org/ns/1.0", name)));
        elements.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(texts("title"), ["Rain & <sun>", "Rain & <sun>", "Fen News"]);
    assert_eq!(texts("publisher"), ["Wire", "Fen House"]);
    assert_eq!(texts("term"), ["Weather", "rain"]);
    assert!(xml.contains("<change when=\"2021-10-12\"/>"), "{xml}");
    assert!(xml.contains("<ptr type=\"page\" target=\"https://example.org/rain?a=1&amp;b=2\"/>"), "{xml}");
}
