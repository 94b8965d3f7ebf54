//! What must hold for any tree of groups: no word is lost, doubled or moved, and what is written is well formed.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::Html;

use super::testing::{ALL, Builder};
use super::{Format, xml};
use crate::article::{Article, Step};
use crate::document::{BlockKind, GroupKind, ListMarker};

/// One step of making an article.
#[derive(Debug, Clone)]
enum Make {
    Open(GroupKind),
    Close,
    Block(BlockKind),
    Row(bool, usize),
    Image,
}

const GROUPS: &[GroupKind] = &[
    GroupKind::List { marker: ListMarker::Bullet, start: 1 },
    GroupKind::List { marker: ListMarker::Decimal, start: 1 },
    GroupKind::List { marker: ListMarker::Decimal, start: 7 },
    GroupKind::Item { task: None },
    GroupKind::Item { task: None },
    GroupKind::Quote,
    GroupKind::Callout,
    GroupKind::Section,
    GroupKind::Code,
    GroupKind::Figure,
    GroupKind::Details,
    GroupKind::Summary,
    GroupKind::Definitions,
    GroupKind::Term,
    GroupKind::Definition,
    GroupKind::Table,
    GroupKind::Row { header: false },
    GroupKind::Cell { header: false, columns: 2, rows: 2 },
    GroupKind::Footnote,
];

const BLOCKS: &[BlockKind] = &[
    BlockKind::Paragraph,
    BlockKind::Paragraph,
    BlockKind::Heading { level: 2 },
    BlockKind::Heading { level: 4 },
    BlockKind::ListItem { depth: 1, ordered: false },
    BlockKind::Quote,
    BlockKind::Preformatted,
    BlockKind::Caption,
];

fn any_make() -> impl Strategy<Value = Make> {
    prop_oneof![
        4 => prop::sample::select(GROUPS).prop_map(Make::Open),
        3 => Just(Make::Close),
        4 => prop::sample::select(BLOCKS).prop_map(Make::Block),
        1 => (any::<bool>(), 1usize..4).prop_map(|(header, cells)| Make::Row(header, cells)),
        1 => Just(Make::Image),
    ]
}

/// An article of numbered words, `w1` and so on, in a tree that no page would have.
fn any_tree() -> impl Strategy<Value = Article> {
    prop::collection::vec(any_make(), 1..40).prop_map(|steps| make(&steps))
}

/// The groups that lists and quotations are made of, as a reader makes them.
fn any_nested() -> impl Strategy<Value = Article> {
    let nested = prop_oneof![
        3 => prop::sample::select(&GROUPS[..3]).prop_map(Make::Open),
        1 => Just(Make::Open(GroupKind::Quote)),
        4 => Just(Make::Close),
        3 => Just(Make::Block(BlockKind::Paragraph)),
        1 => Just(Make::Block(BlockKind::Preformatted)),
        1 => Just(Make::Block(BlockKind::Heading { level: 2 })),
    ];
    prop::collection::vec((nested, any::<bool>()), 1..30).prop_map(|steps| {
        let mut made = Vec::new();
        let mut is_list = Vec::new();
        for (step, goes_on) in steps {
            match &step {
                Make::Open(_) if is_list.len() == 5 => {}
                Make::Open(kind) => {
                    is_list.push(*kind != GroupKind::Quote);
                    made.push(step);
                    made.extend(is_list.ends_with(&[true]).then_some(ITEM));
                }
                Make::Close if goes_on && is_list.ends_with(&[true]) => made.extend([step, ITEM]),
                Make::Close => {
                    made.extend(is_list.pop().is_some_and(|is_list| is_list).then_some(Make::Close));
                    made.push(step);
                }
                _ => made.push(step),
            }
        }
        make(&made)
    })
}

const ITEM: Make = Make::Open(GroupKind::Item { task: None });

fn make(steps: &[Make]) -> Article {
    let mut builder = Builder::new();
    let (mut words, mut depth) = (0, 0);
    let mut word = || {
        words += 1;
        format!("w{words}")
    };
    for step in steps {
        match step {
            Make::Open(kind) if depth < 12 => {
                depth += 1;
                builder.open(*kind, if *kind == GroupKind::Footnote { "1" } else { "" });
            }
            Make::Close if depth > 0 => {
                depth -= 1;
                builder.close();
            }
            Make::Block(kind) => {
                builder.block(*kind, &format!("{} {}", word(), word()));
            }
            Make::Row(header, cells) => {
                let cells: Vec<String> = (0..*cells).map(|_| word()).collect();
                builder.row(*header, &cells.iter().map(String::as_str).collect::<Vec<_>>());
            }
            Make::Image => {
                builder.image("https://example.org/a.png", "");
            }
            Make::Open(_) | Make::Close => {}
        }
    }
    builder.done()
}

/// The numbered words of a text, in order.
fn words(text: &str) -> Vec<&str> {
    let is_word = |word: &&str| {
        word.len() > 1 && word.starts_with('w') && word[1..].bytes().all(|b| b.is_ascii_digit())
    };
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_word).collect()
}

/// The lists, items and quotations around every word, by the groups of the article.
fn expected_places(article: &Article) -> Vec<(String, String)> {
    let mut open = String::new();
    let mut places = Vec::new();
    for step in article.walk(&ALL) {
        match step {
            Step::Enter(group) => open.push(letter(group.kind())),
            Step::Leave(_) => {
                open.pop();
            }
            Step::Text(text) => {
                places.extend(words(text.as_str()).iter().map(|word| ((*word).to_owned(), open.clone())))
            }
            Step::Image(_) => {}
        }
    }
    places
}

fn letter(kind: GroupKind) -> char {
    match kind {
        GroupKind::List { marker: ListMarker::Bullet, .. } => 'u',
        GroupKind::List { .. } => 'o',
        GroupKind::Item { .. } => 'i',
        _ => 'q',
    }
}

/// The same, as a reader of the Markdown sees it.
fn read_places(markdown: &str) -> Vec<(String, String)> {
    let mut open = String::new();
    let mut places = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::List(start)) => open.push(if start.is_some() { 'o' } else { 'u' }),
            Event::Start(Tag::Item) => open.push('i'),
            Event::Start(Tag::BlockQuote(_)) => open.push('q'),
            Event::End(TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_)) => {
                open.pop();
            }
            Event::Text(text) => {
                places.extend(words(&text).iter().map(|word| ((*word).to_owned(), open.clone())))
            }
            _ => {}
        }
    }
    places
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost_doubled_or_moved(article in any_tree()) {
        let texts: Vec<&str> = article.blocks().map(|block| block.text()).collect();
        let texts = texts.join(" ");
        let expected = words(&texts);
        for format in [Format::Text, Format::Markdown, Format::Xml] {
            let written = article.render(format, &ALL);
            prop_assert_eq!(&words(&written), &expected, "{}\n{:?}", written, article.groups);
        }
        let html = article.render(Format::Html, &ALL);
        let parsed: String = Html::parse_fragment(&html).root_element().text().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(words(&parsed), expected, "{}", html);
    }

    #[test]
    fn markdown_has_its_words_where_they_were(article in any_nested()) {
        let markdown = article.render(Format::Markdown, &ALL);
        prop_assert_eq!(read_places(&markdown), expected_places(&article), "{}", markdown);
    }

    #[test]
    fn html_nests_as_it_is_written(article in any_tree()) {
        let html = article.render(Format::Html, &ALL);
        prop_assert_eq!(roxmltree_error(&html), None, "{}", html);
    }

    #[test]
    fn xml_is_tei(article in any_tree()) {
        prop_assert_eq!(xml::tests::error(&article.render(Format::Xml, &ALL)), None);
    }

    #[test]
    fn steps_nest(article in any_tree()) {
        let mut open = Vec::new();
        for step in article.walk_all() {
            match step {
                Step::Enter(group) => open.push(group.index()),
                Step::Leave(group) => prop_assert_eq!(open.pop(), Some(group.index())),
                Step::Text(text) => {
                    let block = text.block().index();
                    prop_assert!(open.iter().all(|group| article.groups().nth(*group).unwrap().blocks().contains(&block)));
                }
                Step::Image(_) => {}
            }
        }
        prop_assert_eq!(open, [0usize; 0]);
    }
}

/// What takes the square of the depth takes minutes here.
#[test]
fn depth_costs_no_more_than_its_share() {
    let kinds = [
        GroupKind::Table,
        GroupKind::Row { header: false },
        GroupKind::Cell { header: false, columns: 9, rows: 9 },
        GroupKind::List { marker: ListMarker::Bullet, start: 1 },
        GroupKind::Item { task: None },
        GroupKind::Quote,
        GroupKind::Definitions,
        GroupKind::Definition,
    ];
    let mut builder = Builder::new();
    for depth in 0..100_000 {
        builder.open(kinds[depth % kinds.len()], "");
        if depth % kinds.len() == 4 {
            builder.block(BlockKind::Paragraph, "w1");
        }
    }
    builder.block(BlockKind::Paragraph, "w1");
    let article = builder.done_with_depth();
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Xml] {
        let words = words(&article.render(format, &ALL)).len();
        assert_eq!(words, 12_501, "{}", format.name());
    }
}

/// Whether every element that is opened is closed in its place: what a parser of HTML would silently repair.
fn roxmltree_error(html: &str) -> Option<String> {
    let closed =
        html.replace("<br>", "<br/>").replace(" disabled checked>", "/>").replace(" disabled>", "/>");
    let closed = closed.replace("alt=\"\">", "alt=\"\"/>");
    roxmltree::Document::parse(&closed).err().map(|error| error.to_string())
}
