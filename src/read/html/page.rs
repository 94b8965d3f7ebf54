//! From HTML, or a tree of it, to a document.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{Html, Selector};
use url::Url;

use super::stream::{self, Arena, Moved, Source};
use super::tree::{self, Attributes};
use super::{dom, state_body};
use crate::document::{Choice, Document, measure, measure_without_language};
use crate::options::Limits;
use crate::read::Purpose;
use crate::read::build::Builder;

/// The caller's selectors.
pub(crate) struct Choices<'a> {
    pub(crate) keep: &'a [Selector],
    pub(crate) remove: &'a [Selector],
}

impl Choices<'_> {
    pub(crate) fn are_none(&self) -> bool {
        self.keep.is_empty() && self.remove.is_empty()
    }

    /// What a tree must have for them.
    pub(crate) fn attributes(&self) -> Attributes {
        if self.are_none() { Attributes::Read } else { Attributes::All }
    }

    /// The elements that the selectors match; removal wins where both do.
    fn chosen(&self, document: &Html) -> HashMap<NodeId, Choice> {
        let mut chosen = HashMap::new();
        for (selectors, choice) in [(self.keep, Choice::Keep), (self.remove, Choice::Remove)] {
            let matches = selectors.iter().flat_map(|selector| document.select(selector));
            chosen.extend(matches.map(|element| (element.id(), choice)));
        }
        chosen
    }
}

/// HTML to a document.
pub(crate) fn read(html: &str, url: Option<&Url>, limits: &Limits, purpose: Purpose) -> Document {
    streamed(html, url, limits, purpose).unwrap_or_else(|_| by_tree(html, url, limits, purpose))
}

/// HTML to a document in one pass, if that can be.
pub(super) fn streamed(
    html: &str,
    url: Option<&Url>,
    limits: &Limits,
    purpose: Purpose,
) -> Result<Document, Moved> {
    let (source, arena) = (Source::new(html), Arena::default());
    let builder = || Builder::new(url, limits).reading_for(purpose);
    let mut reading = stream::read(&source, &arena, limits, builder)?;
    if reading.sink.is_in_noscript() {
        reading = stream::read(&source, &arena, limits, || builder().reading_noscript())?;
    }
    let mut document = finish(reading.sink, limits);
    document.limits.extend(reading.reached);
    Ok(document)
}

pub(super) fn by_tree(html: &str, url: Option<&Url>, limits: &Limits, purpose: Purpose) -> Document {
    let parsed = tree::parse(html, limits, Attributes::Read);
    let builder = || Builder::new(url, limits).reading_for(purpose);
    let mut document = page_of(&parsed.html, &HashMap::new(), builder, limits);
    document.limits.extend(parsed.limits);
    document
}

/// A tree to a document.
pub(crate) fn page(document: &Html, url: Option<&Url>, choices: &Choices<'_>, limits: &Limits) -> Document {
    page_of(document, &choices.chosen(document), || Builder::new(url, limits), limits)
}

fn page_of<'a, 'l>(
    document: &'a Html,
    chosen: &HashMap<NodeId, Choice>,
    new_builder: impl Fn() -> Builder<'a, 'l>,
    limits: &Limits,
) -> Document {
    let mut builder = new_builder();
    dom::report(document, chosen, &mut builder);
    if builder.is_in_noscript() {
        builder = new_builder().reading_noscript();
        dom::report(document, chosen, &mut builder);
    }
    finish(builder, limits)
}

/// Ends a page, with the body from its state if it shows too little.
fn finish(mut builder: Builder<'_, '_>, limits: &Limits) -> Document {
    let purpose = builder.purpose();
    let mut page = match builder.state_body() {
        Some(body) => state_body::append(builder, &body, limits),
        None => builder.finish(),
    };
    if purpose == Purpose::Metadata && names_language(&page) {
        measure_without_language(&mut page);
    } else {
        measure(&mut page);
    }
    page
}

/// Whether the page names its language so that its words need not be asked: by a code of two or three letters.
fn names_language(page: &Document) -> bool {
    let named = page.head.language.as_deref().and_then(|tag| tag.split(['-', '_']).next());
    named.is_some_and(|code| {
        matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, SpanKind};
    use crate::document::{MarkKind, Tag};
    use crate::labels::Limit;

    fn read_within(html: &str, limits: &Limits) -> Document {
        page(
            &tree::parse(html, limits, Attributes::Read).html,
            None,
            &Choices { keep: &[], remove: &[] },
            limits,
        )
    }

    fn read(html: &str) -> Document {
        read_within(html, &Limits::new())
    }

    fn texts(page: &Document) -> Vec<&str> {
        (0..page.blocks.len()).map(|index| page.block_text(index)).collect()
    }

    fn kinds(page: &Document) -> Vec<BlockKind> {
        page.blocks.iter().map(|block| block.kind).collect()
    }

    #[test]
    fn what_is_read_for_metadata_has_what_metadata_is_read_from() {
        for (named, language) in [("en-GB", None), ("English", Some("en")), ("", Some("en"))] {
            let html = format!(
                "<html lang='{named}'><p>It was <a href=/>the</a> rain that cost us $x^2$ and the day."
            );
            let [page, whole] = [Purpose::Metadata, Purpose::Article]
                .map(|purpose| super::read(&html, None, &Limits::new(), purpose));
            let links = |page: &Document| {
                page.spans.iter().filter(|span| matches!(span.kind, SpanKind::Link(_))).count()
            };
            assert_eq!((page.language, whole.language), (language, Some("en")), "{named}");
            assert_eq!((links(&page), links(&whole)), (1, 1));
            assert_eq!(
                (page.text.as_str(), page.blocks[0].kind),
                (whole.text.as_str(), whole.blocks[0].kind)
            );
            let [mut shape, of_whole] = [&page, &whole].map(|page| page.blocks[0].shape);
            assert!(
                of_whole.stop_words > 3
                    && shape.stop_words == if language.is_some() { of_whole.stop_words } else { 0 }
            );
            shape.stop_words = of_whole.stop_words;
            assert_eq!(shape, of_whole);
        }
    }

    #[test]
    fn words_are_glued_inside_a_line_and_nowhere_else() {
        for (html, expected) in [
            ("<b>foo</b>bar", vec!["foobar"]),
            ("<div>foo</div>bar", vec!["foo", "bar"]),
            ("foo<br>bar", vec!["foo\nbar"]),
            ("foo<br> <br>bar", vec!["foo", "bar"]),
            ("<x-card>foo</x-card><x-card>bar</x-card>", vec!["foo bar"]),
            ("so\u{ad}ft\u{a0} \n<i> line </i>end", vec!["soft line end"]),
            (
                "<p>foo<script>no</script>bar<noscript>no</noscript><svg><title>no</title></svg>baz",
                vec!["foobar baz"],
            ),
        ] {
            assert_eq!(texts(&read(html)), expected, "{html}");
        }
    }

    #[test]
    fn a_page_that_scripts_draw_is_read_from_json() {
        let body = "The ferry sailed again on Monday, and nobody had thought that it would. ".repeat(8);
        let json =
            format!(r#"{{"@graph":[{{"@type":"NewsArticle","articleBody":"{body}\n\nIt was late."}}]}}"#);
        let drawn = format!("<script type='application/ld+json'>{json}</script><div id=app>Loading</div>");
        assert_eq!(texts(&read(&drawn)), ["Loading", body.trim(), "It was late."]);
        let shown = format!("{drawn}<p>{body}</p>");
        assert_eq!(texts(&read(&shown)), ["Loading", body.trim()]);
    }

    #[test]
    fn readings_of_characters_are_no_text_and_streamed_parts_are_shown() {
        assert_eq!(
            texts(&read("<p><ruby>\u{6f22}<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>\u{5b57}</p>")),
            ["\u{6f22}\u{5b57}"]
        );
        let page = read(
            "<template id=B:0></template><div hidden id=S:0><p>Late text</p></div><div hidden id=s1>Gone</div>",
        );
        let hidden = |index: usize| page.containers[page.blocks[index].container as usize].hidden;
        assert!(!hidden(0) && hidden(1));
    }

    #[test]
    fn a_page_that_scripts_draw_is_read_from_noscript() {
        let post = "<p>The ferry sails at nine, and it has done so for forty years.</p>".repeat(10);
        let drawn = format!("<title>Ferry</title><div id=app>Loading</div><noscript>{post}</noscript>");
        assert_eq!(texts(&read(&drawn)).len(), 11);
        let repeated = format!("<div>{post}{post}</div><noscript>{post}</noscript>");
        assert_eq!(texts(&read(&repeated)).len(), 20);
    }

    #[test]
    fn indents_of_the_source_change_nothing() {
        let tight = "<body><main><h1>A <em>b</em></h1><ul><li>c</li><li><a href=x>d</a> e</li></ul><table><tr><td>f</td><td><p>g</p></td></tr></table></main></body>";
        let pretty = tight.replace("><", ">\n    <").replace("</h1>", "\n  </h1>").replace("<p>", "<p>\n\t");
        assert_eq!(texts(&read(tight)), ["A b", "c", "d e", "f\tg"]);
        assert_eq!(texts(&read(&pretty)), texts(&read(tight)));
    }

    #[test]
    fn elements_around_decide_the_kind() {
        let page = read(
            "<ol><li><p>One</p><p>More</p><ul><li>Two</ul></ol><h2><button>Ask</button></h2>\
             <pre>\n a\n  b\n</pre><blockquote><p>Said</p></blockquote><div role=heading aria-level=3>Part</div>\
             <figure><figcaption>Seen</figcaption></figure><dl><dt>T<dd>D</dl><label>Mail</label>",
        );
        let expected = [
            BlockKind::ListItem { depth: 1, ordered: true },
            BlockKind::Paragraph,
            BlockKind::ListItem { depth: 2, ordered: false },
            BlockKind::Heading { level: 2 },
            BlockKind::Preformatted,
            BlockKind::Quote,
            BlockKind::Heading { level: 3 },
            BlockKind::Caption,
            BlockKind::Term,
            BlockKind::Definition,
            BlockKind::Control,
        ];
        assert_eq!(kinds(&page), expected);
        assert_eq!(page.block_text(4), " a\n  b");
    }

    #[test]
    fn rows_of_data_are_blocks_and_rows_of_layout_are_not() {
        let page = read(
            "<table><thead><tr><td>Town<td>Rain</thead><tr><td>Ayr<td><td>9 <b>mm</b></tr>\
             <tr><td><h2>Top</h2><p>Text</p><td>Side</tr><tr><td>Alone</table>",
        );
        assert_eq!(texts(&page), ["Town\tRain", "Ayr\t\t9 mm", "Top", "Text", "Side", "Alone"]);
        let row = |header| BlockKind::TableRow { table: 0, header };
        let paragraph = BlockKind::Paragraph;
        let heading = BlockKind::Heading { level: 2 };
        assert_eq!(kinds(&page), [row(true), row(false), heading, paragraph, paragraph, paragraph]);
    }

    #[test]
    fn containers_know_what_they_hold() {
        let page =
            read("<div class='Card x' id=c><a href=/1><h3>Big</h3><p>Small</p></a></div><p hidden>Gone</p>");
        let seen: Vec<_> =
            page.containers.iter().map(|c| (c.tag, c.parent, c.blocks.clone(), c.hidden)).collect();
        let other = |parent, blocks| (Tag::Other, parent, blocks, false);
        assert_eq!(seen[..3], [(Tag::Root, 0, 0..3, false), other(0, 0..3), other(1, 0..3)]);
        assert_eq!(seen[3..5], [(Tag::Div, 2, 0..2, false), (Tag::Link, 3, 0..2, false)]);
        assert_eq!(seen[7], (Tag::Paragraph, 2, 2..3, true));
        let names = &page.containers[3].names;
        assert_eq!(&page.names[names.start as usize..names.end as usize], "card x c");
    }

    #[test]
    fn links_are_counted_and_never_run_code() {
        let url = Url::parse("https://example.org/news/1").ok();
        let html = "<p>See <a href='../map'>the <b>map</b></a> or <a href='java\nscript:x()'>this</a>.</p><a href=2><p>x</p>y</a>";
        let limits = Limits::new();
        let parsed = tree::parse(html, &limits, Attributes::Read);
        let page = page(&parsed.html, url.as_ref(), &Choices { keep: &[], remove: &[] }, &limits);
        assert!(page.targets.iter().eq(["../map", "2"]));
        let absolute: Vec<String> = page.targets.iter().map(|t| page.base.resolve(t).into_owned()).collect();
        assert_eq!(absolute, ["https://example.org/map", "https://example.org/news/2"]);
        let spans: Vec<_> = page
            .spans
            .iter()
            .map(|span| (&page.text[span.text.start as usize..span.text.end as usize], span.kind))
            .collect();
        let link = SpanKind::Link;
        assert_eq!(spans, [("the map", link(0)), ("map", SpanKind::Strong), ("x", link(1)), ("y", link(1))]);
        let counts: Vec<_> =
            page.blocks.iter().map(|b| (b.link_count, b.link_chars, b.strong_chars)).collect();
        assert_eq!(counts, [(2, 11, 3), (1, 1, 0), (1, 1, 0)]);
    }

    #[test]
    fn the_head_and_the_marks_are_read() {
        let page = read(
            "<html lang=de><title> A\n B </title><meta property='og:Title' content=' A '>\
             <link rel=canonical href=/a><script type='application/ld+json'>{\"a\": 1}</script>\
             <body><nav class=breadcrumbs><ul><li><a href=/>Home</a><li>Rain</ul></nav>\
             <div class=entryByline>By <span itemprop=author><b itemprop=name>Ann Other</b></span> <time datetime=2024-05-01>1 May</time></div>\
             <p class=date-author>Bo Other<p><a rel=license href=/by>Licence</a>",
        );
        assert_eq!(page.head.title.as_deref(), Some("A B"));
        assert_eq!(page.head.metas, [("og:title".to_owned(), "A".to_owned())]);
        assert_eq!(page.head.links, [("canonical".to_owned(), "/a".to_owned())]);
        assert_eq!(page.head.json_ld, ["{\"a\": 1}"]);
        assert_eq!(page.head.language.as_deref(), Some("de"));
        let marks: Vec<_> =
            page.marks.iter().map(|m| (m.kind, m.text.as_str(), m.value.as_deref(), m.block)).collect();
        let expected = [
            (MarkKind::Breadcrumb, "Home", None, 0),
            (MarkKind::Breadcrumb, "Rain", None, 1),
            (MarkKind::AuthorClass, "By Ann Other 1 May", None, 2),
            (MarkKind::Author, "Ann Other", None, 2),
            (MarkKind::Time, "1 May", Some("2024-05-01"), 2),
            (MarkKind::AuthorClass, "Bo Other", None, 3),
            (MarkKind::License, "Licence", Some("/by"), 4),
        ];
        assert_eq!(marks, expected);
    }

    #[test]
    fn the_innermost_selector_decides() {
        let html = "<main>a<div class=ad>b<p class=x>c</p></div><p>d <span class=ad>e</span></p></main>";
        let select = |css| Selector::parse(css).unwrap();
        let (keep, remove) = ([select("main, .x")], [select(".ad, .x")]);
        let limits = Limits::new();
        let page =
            page(&Html::parse_document(html), None, &Choices { keep: &keep, remove: &remove }, &limits);
        let choices: Vec<_> = page.blocks.iter().map(|block| block.choice).collect();
        let (kept, removed) = (Choice::Keep, Choice::Remove);
        assert_eq!(texts(&page), ["a", "b", "c", "d", "e"]);
        assert_eq!(choices, [kept, removed, removed, kept, removed]);
    }

    #[test]
    fn pictures_stand_before_the_block_that_follows() {
        let page = read(
            "<p>a</p><img src=p.gif width=1><img src='data:image/gif,x' data-src=b.jpg alt=' B  b '><p>c</p>",
        );
        let images: Vec<_> =
            page.images.iter().map(|i| (i.url.as_str(), i.alt.as_str(), i.before_block)).collect();
        assert_eq!(images, [("b.jpg", "B b", 1)]);
    }

    #[test]
    fn marks_say_which_date_they_are() {
        let page = read(
            "<time class='entry-date published updated'>1 May</time><time class=updated>2 May</time>\
             <p itemprop=datePublished>3 May</p><p itemprop=dateModified>4 May</p>",
        );
        let kinds: Vec<_> = page.marks.iter().map(|mark| (mark.kind, mark.text.as_str())).collect();
        let expected = [
            (MarkKind::Time, "1 May"),
            (MarkKind::ModifiedTime, "2 May"),
            (MarkKind::PublishedTime, "3 May"),
            (MarkKind::ModifiedTime, "4 May"),
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn xhtml_names_its_language_too() {
        assert_eq!(read("<html xml:lang=en-GB><p>a").head.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn a_limit_on_blocks_cuts_the_page() {
        let page = read_within("<p>a<p>b<p>c", &Limits::new().with_max_blocks(2));
        assert_eq!((texts(&page), &page.limits[..]), (vec!["a", "b"], &[Limit::Blocks][..]));
    }

    #[test]
    fn any_tree_gives_a_page() {
        let limits = Limits::new();
        let none = Choices { keep: &[], remove: &[] };
        assert_eq!(texts(&page(&Html::parse_fragment("<p>a<p>b"), None, &none, &limits)), ["a", "b"]);
        assert!(page(&Html::new_document(), None, &none, &limits).blocks.is_empty());
        assert!(page(&Html::new_fragment(), None, &none, &limits).blocks.is_empty());
        assert!(read("<frameset><frame src=x><noframes>y</noframes></frameset>").blocks.is_empty());
        // The walk does not recurse, whoever built the tree.
        let deep = format!("{}x", "<b>".repeat(2_000));
        assert_eq!(texts(&page(&Html::parse_fragment(&deep), None, &none, &limits)), ["x"]);
    }
}
