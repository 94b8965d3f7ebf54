//! What holds for every input. The generators make pages and texts as they are met in
//! the wild: real tags nested at random, broken markup, entities, several scripts, menus
//! around paragraphs. `PROPTEST_CASES=10000` looks longer.

use std::collections::HashMap;

use dechaff::{Article, Cleaner, Error, Format, Inline, Input, Label, Rendering, SectionKind, Step, clean};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use scraper::{Html, HtmlTreeSink, Node};

// ---------------------------------------------------------------- generators

const WORDS: &[&str] = &[
    "rain",
    "the",
    "of",
    "a",
    "in",
    "and",
    "town",
    "river",
    "said",
    "was",
    "that",
    "bridge",
    "mayor",
    "it",
    "they",
    "market",
    "people",
    "for",
    "old",
    "new",
    "years",
    "with",
    "который",
    "вчера",
    "дождь",
    "и",
    "в",
    "año",
    "straße",
    "für",
    "été",
    "今日は雨です",
    "图书馆",
    "도서관",
    "المكتبة",
    "ספרייה",
    "12",
    "2021",
    "3.5",
    "1,000",
    "don't",
    "e-mail",
    "U.S.",
    "“quoted”",
    "(aside)",
    "naïve",
    "🌧",
    "e\u{301}te",
    "x",
    "—",
    "&",
    "<3",
    "a<b",
    "C++",
    "100%",
];

const ENGLISH: &[&str] = &[
    "the", "rain", "of", "and", "in", "town", "river", "was", "that", "bridge", "mayor", "it", "they",
    "market", "people", "for", "old", "new", "years", "with", "had", "been", "after", "said", "on", "from",
    "their", "boats", "morning", "school", "garden", "which", "were", "built", "near", "water", "music",
    "letters", "by", "a",
];

const CHAFF: &[&str] = &[
    "Home",
    "World",
    "Sport",
    "TRENDING",
    "MOST READ",
    "Share",
    "Tweet",
    "Share this story",
    "Read more",
    "Advertisement",
    "Sign up for our newsletter",
    "Subscribe",
    "Follow us on",
    "Log in",
    "Skip to content",
    "© 2024 Example. All rights reserved.",
    "Privacy policy",
    "Comments (12)",
    "Leave a reply",
    "Related stories",
    "By Jane Doe",
    "12 March 2021",
    "Updated 5 minutes ago",
    "1",
    "2",
    "Next",
    "•",
    "|",
    "Menu",
    "Loading...",
    "Tags: rain, river",
];

const TAGS: &[&str] = &[
    "div",
    "p",
    "span",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "article",
    "section",
    "main",
    "nav",
    "aside",
    "header",
    "footer",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "blockquote",
    "pre",
    "code",
    "figure",
    "figcaption",
    "form",
    "button",
    "label",
    "select",
    "option",
    "textarea",
    "time",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "small",
    "sup",
    "template",
    "noscript",
    "svg",
    "math",
    "iframe",
    "title",
    "head",
    "body",
    "html",
    "center",
    "font",
    "custom-box",
    "caption",
];

const ATTRIBUTES: &[&str] = &[
    "",
    "",
    "",
    " class=\"story\"",
    " class='nav menu'",
    " id=share",
    " class=\"related-posts\"",
    " hidden",
    " style=\"display: none\"",
    " aria-hidden=true",
    " href=\"/a?b=c&d\"",
    " href='#top'",
    " role=navigation",
    " class=\"comment\"",
    " rel=author",
    " itemprop=headline",
    " datetime=2021-03-12",
    " class",
    " x=\"unclosed",
    " colspan=3",
    " class=\"byline\"",
];

const ODDITIES: &[&str] = &[
    "<br>",
    "<hr>",
    "<img src=a.png alt=\"A picture\">",
    "<!-- comment -->",
    "<!-->",
    "<![CDATA[x]]>",
    "</p>",
    "</div>",
    "</b></i>",
    "</table>",
    "<",
    "< p>",
    "<p",
    "&nbsp;",
    "&amp;",
    "&lt;b&gt;",
    "&#8212;",
    "&#x1F327;",
    "&bogus;",
    "&",
    "<script>var a = '<p>no</p>';</script>",
    "<style>p { color: red }</style>",
    "<input value=Go>",
    "<?php x ?>",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\t",
    "\r\n",
    "\n\n",
    "\0",
    "<wbr>",
    "<meta name=author content='Jane Doe'>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Rain\"</script>",
    "<plaintext",
    "<frameset>",
];

fn words(list: &'static [&'static str], count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(list), count).prop_map(|words| words.join(" "))
}

fn sentence() -> impl Strategy<Value = String> {
    words(WORDS, 3..25).prop_map(|words| words + ".")
}

fn paragraph() -> impl Strategy<Value = String> {
    vec(words(ENGLISH, 8..22), 2..5).prop_map(|sentences| {
        let capital = |s: &String| s[..1].to_uppercase() + &s[1..];
        sentences.iter().map(|s| capital(s) + ".").collect::<Vec<_>>().join(" ")
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Markup as people break it.
fn soup() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => sentence().prop_map(|text| escape(&text)),
        1 => sentence(),
        2 => select(CHAFF).prop_map(str::to_owned),
        2 => select(ODDITIES).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 80, 8, |inner| {
        (select(TAGS), select(ATTRIBUTES), vec(inner, 0..8), select(&["", " ", "\n  "][..]), 0..12u8)
            .prop_map(|(tag, attributes, children, gap, fate)| {
                let inside = children.join(gap);
                match fate {
                    0 => format!("<{tag}{attributes}>{inside}"),
                    1 => format!("{inside}</{tag}>"),
                    2 => format!("<{}{attributes} >{inside}</{tag} >", tag.to_uppercase()),
                    _ => format!("<{tag}{attributes}>{inside}</{tag}>"),
                }
            })
    })
}

/// A piece of a page that is made of blocks.
#[derive(Debug, Clone)]
enum Piece {
    Heading(String),
    Paragraph(String),
    Linked(String, String),
    List(Vec<String>),
    Menu(Vec<&'static str>),
    Table(Vec<(String, String)>),
    Quote(String),
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        1 => words(ENGLISH, 2..8).prop_map(Piece::Heading),
        5 => paragraph().prop_map(Piece::Paragraph),
        1 => sentence().prop_map(Piece::Paragraph),
        1 => (paragraph(), words(ENGLISH, 1..4)).prop_map(|(text, link)| Piece::Linked(text, link)),
        1 => vec(sentence(), 1..5).prop_map(Piece::List),
        2 => vec(select(CHAFF), 1..8).prop_map(Piece::Menu),
        1 => vec((words(WORDS, 1..4), words(WORDS, 1..4)), 1..4).prop_map(Piece::Table),
        1 => paragraph().prop_map(Piece::Quote),
    ]
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    vec(piece(), 1..16)
}

/// Tags and texts of a page, in order; blanks may stand between any two.
fn tokens(pieces: &[Piece]) -> Vec<String> {
    let mut out: Vec<String> = vec!["<body>".into(), "<main>".into()];
    for piece in pieces {
        match piece {
            Piece::Heading(text) => out.push(format!("<h2>{}</h2>", escape(text))),
            Piece::Paragraph(text) => out.push(format!("<p>{}</p>", escape(text))),
            Piece::Linked(text, link) => {
                out.push(format!("<p>{} <a href=\"/x\">{link}</a>, they said.</p>", escape(text)))
            }
            Piece::List(items) => list(&mut out, "<ul>", items.iter().map(|item| escape(item))),
            Piece::Menu(items) => list(
                &mut out,
                "<ul class=\"menu\">",
                items.iter().map(|item| format!("<a href=\"/m\">{item}</a>")),
            ),
            Piece::Table(rows) => {
                out.push("<table>".into());
                for (a, b) in rows {
                    out.extend([
                        "<tr>".into(),
                        format!("<td>{}</td>", escape(a)),
                        format!("<td>{}</td>", escape(b)),
                        "</tr>".into(),
                    ]);
                }
                out.push("</table>".into());
            }
            Piece::Quote(text) => out.extend([
                "<blockquote>".into(),
                format!("<p>{}</p>", escape(text)),
                "</blockquote>".into(),
            ]),
        }
    }
    out.extend(["</main>".into(), "</body>".into()]);
    out
}

fn list(out: &mut Vec<String>, open: &str, items: impl Iterator<Item = String>) {
    out.push(open.to_owned());
    out.extend(items.map(|item| format!("<li>{item}</li>")));
    out.push("</ul>".to_owned());
}

fn minified(pieces: &[Piece]) -> String {
    tokens(pieces).concat()
}

fn pretty(pieces: &[Piece]) -> String {
    tokens(pieces).join("\n    ") + "\n"
}

fn flattened(pieces: &[Piece], gap: &str) -> String {
    let lines = pieces.iter().map(|piece| match piece {
        Piece::Heading(text) | Piece::Paragraph(text) | Piece::Quote(text) => text.clone(),
        Piece::Linked(text, link) => format!("{text} {link}, they said."),
        Piece::List(items) => items.iter().map(|item| format!("  • {item}")).collect::<Vec<_>>().join("\n"),
        Piece::Menu(items) => items.join("\n"),
        Piece::Table(rows) => rows.iter().map(|(a, b)| format!("{a}\t{b}")).collect::<Vec<_>>().join("\n"),
    });
    lines.collect::<Vec<_>>().join(gap)
}

fn html() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => vec(soup(), 1..6).prop_map(|parts| parts.concat()),
        1 => pieces().prop_map(|pieces| format!("<!doctype html><html><head><title>Rain</title></head>{}</html>", pretty(&pieces))),
        1 => (pieces(), vec(soup(), 1..3)).prop_map(|(pieces, soups)| minified(&pieces) + &soups.concat()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let gap = select(&["\n", "\n\n", "\r\n", " \n\n\n", "\n\u{A0}\n"][..]);
    let flat = (pieces(), gap).prop_map(|(pieces, gap)| flattened(&pieces, gap));
    let wrapped = (vec(paragraph(), 1..6), 20..90usize).prop_map(|(paragraphs, width)| {
        paragraphs.iter().map(|text| wrap(text, width)).collect::<Vec<_>>().join("\n\n")
    });
    let odd = vec(
        prop_oneof![
            sentence(),
            select(CHAFF).prop_map(str::to_owned),
            select(ODDITIES).prop_map(str::to_owned)
        ],
        1..30,
    )
    .prop_map(|lines| lines.join("\n"));
    prop_oneof![3 => flat, 1 => wrapped, 1 => odd]
}

fn wrap(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if last.is_empty() {
            last.push_str(word);
        } else if last.len() + word.len() < width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![3 => html(), 2 => text(), 1 => any::<String>()]
}

// ---------------------------------------------------------------- what is compared

/// Characters that a reader does not see and the cleaner may drop.
fn is_seen(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{202A}'..='\u{202E}'))
}

fn seen(text: &str) -> String {
    text.chars().filter(|c| is_seen(*c)).collect()
}

fn seen_words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace()).map(seen).filter(|word| !word.is_empty()).collect()
}

/// The text nodes of a document in order. Scripting is off, as in a cleaner: what is in
/// `<noscript>` is read as markup.
fn visible(input: &str) -> String {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let options = ParseOpts { tree_builder, ..Default::default() };
    let document = parse_document(HtmlTreeSink::new(Html::new_document()), options).one(input);
    // In the order of the page: that of the arena is the parser's, who moves what a table cannot hold to its front.
    document
        .tree
        .root()
        .descendants()
        .filter(|node| !node.parent().is_some_and(|parent| is_program(parent.value())))
        .filter_map(|node| node.value().as_text().map(|text| seen(text) + NODE_END))
        .collect()
}

/// Never shown: words on both sides of it are one.
fn is_program(node: &Node) -> bool {
    node.as_element().is_some_and(|element| matches!(element.name(), "script" | "style"))
}

fn body(article: &Article) -> Vec<&str> {
    article.body().map(|block| block.text()).collect()
}

/// The words of the body that are the page's own. Blocks of HTML say in signs of plain text what elements say:
/// `^(…)` and `_(…)`, or characters of Unicode, for raised and lowered text, `$…$` for formulas, `[…]` for marks of notes.
/// These are taken back here, except formulas, which are TeX that a page may have in an attribute, or as MathML.
fn words_of_the_page(article: &Article) -> String {
    let mut out = String::new();
    for text in article.walk(&Rendering::new()).filter_map(Step::text) {
        for inline in text.inlines() {
            match inline {
                Inline::Text(run) => out.push_str(&run),
                Inline::Note { label } => out.push_str(&format!(" {label} ")),
                Inline::Break | Inline::Math { .. } => out.push(' '),
                _ => {}
            }
        }
        out.push(' ');
    }
    out
}

fn blocks(article: &Article) -> Vec<&str> {
    article.blocks().map(|block| block.text()).collect()
}

/// Stands between text nodes: no text that is seen holds it.
const NODE_END: &str = "\0";

/// The first word that does not stand in `stream` after the words before it. White space is
/// no guide, since it depends on what is a block. Elements that are not shown can part the
/// pieces of a word, but only between text nodes.
fn first_stray_word(words: &[String], stream: &str) -> Option<String> {
    let whole = stream.replace(NODE_END, "");
    if words.iter().try_fold(whole.as_str(), |rest, word| after(rest, word)).is_some() {
        return None;
    }
    let mut rest = stream;
    for word in words {
        match after_pieces(rest, word) {
            Some(next) => rest = next,
            None => return Some(word.clone()),
        }
    }
    None
}

fn after<'a>(stream: &'a str, word: &str) -> Option<&'a str> {
    stream.find(word).map(|at| &stream[at + word.len()..])
}

/// As [`after`], for the longest beginning that ends a text node, and then the rest.
fn after_pieces<'a>(stream: &'a str, word: &str) -> Option<&'a str> {
    if let Some(rest) = after(stream, word) {
        return Some(rest);
    }
    let splits = word.char_indices().map(|(at, _)| at).skip(1).collect::<Vec<_>>();
    splits.into_iter().rev().find_map(|at| {
        let rest = after(stream, &format!("{}{NODE_END}", &word[..at]))?;
        after_pieces(rest, &word[at..])
    })
}

fn cleaned(result: Result<Article, Error>) -> Option<Article> {
    match result {
        Ok(article) => Some(article),
        Err(Error::Empty | Error::Binary { .. }) => None,
        Err(other) => panic!("{other}"),
    }
}

fn config() -> ProptestConfig {
    let mut config =
        ProptestConfig { max_shrink_iters: 4000, failure_persistence: None, ..Default::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 96;
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_panics(input in anything()) {
        let cleaner = Cleaner::new();
        let _ = clean(&input);
        let _ = cleaner.clean(Input::html(&input));
        let _ = cleaner.clean(Input::text(&input));
        if let Ok(article) = cleaner.clean(&input) {
            let options = Rendering::new().with_links(true).with_images(true).with_captions(true);
            Format::ALL.iter().for_each(|format| drop(article.render(*format, &options)));
        }
    }

    #[test]
    fn random_bytes_do_not_panic(bytes in vec(any::<u8>(), 0..600), charset in select(&["", "utf-8", "gbk", "utf-16", "shift_jis", "x"][..])) {
        let _ = Cleaner::new().clean(&bytes);
        let _ = Cleaner::new().clean(Input::from(&bytes).with_content_type(&format!("text/html; charset={charset}")));
    }

    #[test]
    fn sections_hold_every_block_once_and_in_order(input in anything(), comments in any::<bool>()) {
        let cleaner = Cleaner::new().with_comments(comments);
        for input in [Input::html(&input), Input::text(&input)] {
            let Some(article) = cleaned(cleaner.clean(input)) else { continue };
            let mut end = 0;
            for section in article.sections() {
                let range = section.block_range();
                prop_assert!(range.start == end && range.end > end);
                end = range.end;
                let is_body = section.kind() == SectionKind::Body;
                prop_assert!(section.blocks().all(|block| is_body || !block.label().is_body()));
                prop_assert!(!is_body || section.blocks().all(|block| block.label().is_body() || block.label() == Label::Caption));
                prop_assert!(section.item_count() != 1, "{:?}", section.kind());
                prop_assert!(!section.evidence().to_string().is_empty());
                let heading = section.heading();
                prop_assert!(heading.is_none_or(|heading| article.blocks().any(|block| block.text() == heading)));
            }
            prop_assert_eq!(end, article.blocks().len());
        }
    }

    #[test]
    fn the_body_of_html_is_text_of_the_page(input in html()) {
        // In code a formula is the letters of its TeX, which the page does not show.
        let lower = input.to_ascii_lowercase();
        prop_assume!(!(lower.contains("<pre") && lower.contains("<math")));
        if let Some(article) = cleaned(Cleaner::new().clean(Input::html(&input))) {
            let words = seen_words(&words_of_the_page(&article));
            prop_assert_eq!(first_stray_word(&words, &visible(&input)), None, "{:?}", body(&article));
        }
    }

    #[test]
    fn the_body_of_text_is_words_of_the_text(input in text()) {
        if let Some(article) = cleaned(Cleaner::new().clean(Input::text(&input))) {
            let wanted = seen_words(&input);
            let mut rest = wanted.iter();
            for word in seen_words(&body(&article).join(" ")) {
                prop_assert!(rest.any(|other| *other == word), "{:?} is not in the input, or not there", word);
            }
        }
    }

    #[test]
    fn ranges_of_text_blocks_point_at_their_words(input in text()) {
        if let Some(article) = cleaned(Cleaner::new().clean(Input::text(&input))) {
            let mut ranges: Vec<_> = article.blocks().flat_map(|block| block.input_ranges()).collect();
            ranges.sort_by_key(|range| range.start);
            prop_assert!(ranges.iter().all(|range| range.start < range.end));
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", ranges);
            let mut start = 0;
            for block in article.blocks() {
                let range = block.input_range().expect("a block of text has a range");
                prop_assert!(range.start >= start, "{:?} after {}", range, start);
                start = range.start;
                let source = block.input_ranges().map(|range| {
                    input.get(range).expect("ranges are inside the input, at character boundaries")
                });
                // Lines that were wrapped inside a word are joined without a space.
                let source: String = source.flat_map(seen_words).collect();
                prop_assert_eq!(seen_words(block.text()).concat(), source);
            }
        }
    }

    #[test]
    fn html_blocks_have_no_ranges(input in html()) {
        if let Some(article) = cleaned(Cleaner::new().clean(Input::html(&input))) {
            prop_assert!(article.blocks().all(|block| block.input_range().is_none()));
        }
    }

    #[test]
    fn blanks_between_elements_mean_nothing(pieces in pieces()) {
        let cleaner = Cleaner::new();
        let (small, large) = (cleaner.clean(Input::html(&minified(&pieces))).unwrap(), cleaner.clean(Input::html(&pretty(&pieces))).unwrap());
        prop_assert_eq!(blocks(&small), blocks(&large));
        prop_assert_eq!(body(&small), body(&large));
    }

    #[test]
    fn every_block_is_in_one_place(input in anything(), comments in any::<bool>()) {
        if let Some(article) = cleaned(Cleaner::new().with_comments(comments).clean(&input)) {
            let lists = [
                article.body().map(|block| block.index()).collect::<Vec<_>>(),
                article.removed().map(|block| block.index()).collect(),
                article.blocks().filter(|block| block.label() == Label::Comment).map(|block| block.index()).collect(),
            ];
            prop_assert!(lists.iter().all(|list| list.is_sorted()));
            let mut all = lists.concat();
            all.sort_unstable();
            let count = article.blocks().count();
            prop_assert_eq!(all, (0..count).collect::<Vec<_>>());
            prop_assert!(comments || lists[2].is_empty() && article.comments().next().is_none());
            let mut last = 0;
            for comment in article.comments() {
                prop_assert!(comment.blocks().start >= last && comment.blocks().end <= count);
                prop_assert!(!comment.text().is_empty());
                last = comment.blocks().start;
            }
        }
    }

    #[test]
    fn no_block_is_blank(input in anything()) {
        if let Some(article) = cleaned(clean(&input)) {
            for block in article.blocks() {
                prop_assert!(!block.text().trim().is_empty(), "block {} of {:?}", block.index(), article.blocks().count());
                prop_assert!((0.0..=1.0).contains(&block.score()) && block.reasons().count() <= 3);
            }
        }
    }

    #[test]
    fn no_line_is_multiplied(input in anything()) {
        let text = clean(&input).ok();
        let Some(article) = text else { return Ok(()) };
        let stream = if article.blocks().all(|block| block.input_range().is_none()) { visible(&input).replace(NODE_END, "") } else { seen(&input) };
        let mut counts: HashMap<String, usize> = HashMap::new();
        for line in body(&article).iter().flat_map(|text| text.lines()) {
            let line = seen(line);
            if line.chars().count() >= 40 {
                *counts.entry(line).or_default() += 1;
            }
        }
        for (line, count) in counts {
            // One may be put together from text around an element that is not shown.
            prop_assert!(stream.matches(&line).count().max(1) >= count, "{count} times in the output: {line}");
        }
    }

    #[test]
    fn text_and_its_bytes_agree(input in prop_oneof![html(), text()]) {
        prop_assert_eq!(Cleaner::new().clean(input.as_bytes()), clean(&input));
        let bytes = Input::from(input.as_bytes());
        prop_assert_eq!(clean(bytes.with_content_type("text/html; charset=utf-8")), clean(&input));
    }

    #[test]
    fn threads_agree(input in anything()) {
        let cleaner = Cleaner::new();
        let once = cleaner.clean(&input);
        let all = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| cleaner.clean(&input))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        prop_assert!(all.iter().all(|article| *article == once));
    }

    #[test]
    fn our_own_output_is_clean(title in words(ENGLISH, 4..9), paragraphs in vec(paragraph(), 4..9)) {
        let page = format!(
            "<html><body><nav><ul><li><a href=/>Home</a></li><li><a href=/s>Sport</a></li></ul></nav><article><h1>{title}</h1>{}</article><footer>© 2024 Example</footer></body></html>",
            paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect::<String>(),
        );
        let first = clean(&page).unwrap();
        let second = Cleaner::new().clean(Input::html(&first.html())).unwrap();
        prop_assert_eq!(body(&first), body(&second));
    }

    #[test]
    fn paragraphs_of_a_story_stay(title in words(ENGLISH, 4..9), paragraphs in vec(paragraph(), 4..9)) {
        let page = format!("<h1>{title}</h1>{}", paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect::<String>());
        let article = clean(&page).unwrap();
        let kept = body(&article);
        prop_assert!(paragraphs.iter().all(|text| kept.contains(&text.as_str())), "{:?}", kept);
    }
}
