//! What is written can be shown: no script of a page comes through in any format, whatever is asked to be shown. The
//! ways that were tried are in `xss.txt`.

#[path = "../fuzz/src/lib.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a crate of its own when fuzzing")]
mod checks;

use std::sync::LazyLock;

use dechaff::{Article, Cleaner, Format, Input, Rendering};
use pulldown_cmark::{Event, Options, Parser, Tag};

const SENTENCE: &str = "It rained all day in the town by the river, and nobody there minded it.";
const PROSE: &str = "<p>The river rose by a hand in the night, and the boats were tied to the old bridge again. The miller said that he had seen \
     it higher, though not since the year of the great flood, when the water stood in the church up to the pulpit. He has moved \
     his sacks to the upper floor all the same, and so has the baker, whose oven would not dry before the summer.</p>";

/// The ways, with their characters.
fn ways() -> impl Iterator<Item = String> {
    let lines = include_str!("xss.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let escapes = [("\\n", "\n"), ("\\t", "\t"), ("\\0", "\0"), ("\\x01", "\u{1}"), ("{}", SENTENCE)];
        escapes.iter().fold(line.to_owned(), |way, (written, meant)| way.replace(written, meant))
    })
}

/// Places in which a way may stand.
fn pages(way: &str) -> [String; 5] {
    [
        format!("<html><body><article><h1>Rain</h1>{PROSE}{way}{PROSE}</article></body></html>"),
        format!("<html><head>{way}</head><body><h1>Rain</h1>{PROSE}</body></html>"),
        format!("<h1>{way}</h1>{PROSE}{PROSE}"),
        format!("<h1>Rain</h1>{PROSE}<table><tr><th>Day<th>Rain<tr><td>{way}<td>9 mm</table>{PROSE}"),
        format!("<h1>Rain</h1>{PROSE}<ul><li>{way}<li>9 mm</ul><blockquote>{way}</blockquote>{PROSE}"),
    ]
}

/// The article of a page whose address is not known, and of one whose address is.
fn articles_of(page: &str) -> [Article; 2] {
    let shows_all = Cleaner::new().with_comments(true);
    let input = Input::html(page);
    let with_url = input.clone().with_url("https://example.org/news/rain").unwrap();
    [input, with_url].map(|input| shows_all.clean(input).unwrap())
}

/// Every article with its page.
fn articles() -> &'static [(String, Article)] {
    static ARTICLES: LazyLock<Vec<(String, Article)>> = LazyLock::new(|| {
        let pages = ways().flat_map(|way| pages(&way));
        pages.flat_map(|page| articles_of(&page).map(|article| (page.clone(), article))).collect()
    });
    &ARTICLES
}

/// Every article in a format, as it is by default and with all that can be shown.
fn written(format: Format) -> impl Iterator<Item = (&'static str, String)> {
    articles().iter().flat_map(move |(page, article)| {
        [Rendering::new(), checks::everything()]
            .map(|rendering| (page.as_str(), article.render(format, &rendering)))
    })
}

#[test]
fn html_is_harmless() {
    for (_, article) in articles() {
        checks::article(article);
    }
}

#[test]
fn markdown_is_harmless() {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    for (page, markdown) in written(Format::Markdown) {
        for event in Parser::new_ext(&markdown, options) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    assert!(checks::is_bare_markup(&html), "{html} in {markdown} of {page}");
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    let schemes = ["http://", "https://", "mailto:"];
                    assert!(
                        schemes.iter().any(|scheme| dest_url.starts_with(scheme)),
                        "{dest_url} of {page}"
                    );
                }
                _ => {}
            }
        }
    }
}

/// One document of TEI, whose addresses lead to the web, to a mailbox or into the document. The attributes that
/// elements may have are tested where they are written.
#[test]
fn xml_is_harmless() {
    let schemes = ["http://", "https://", "mailto:", "#"];
    for (page, xml) in written(Format::Xml) {
        let document =
            roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error} in {xml} of {page}"));
        for node in document.descendants() {
            assert!(!node.is_pi() && !node.is_comment(), "{node:?} of {page}");
            if node.is_element() {
                let namespace = node.tag_name().namespace();
                assert_eq!(namespace, Some("http://www.tei-c.org/ns/1.0"), "{node:?} of {page}");
            }
            for name in ["target", "url", "source", "ref"] {
                let address = node.attribute(name).unwrap_or("#");
                assert!(
                    schemes.iter().any(|scheme| address.starts_with(scheme)),
                    "{name}={address} of {page}"
                );
            }
        }
    }
}

/// In JSON nothing is markup; it is one line that can be read again.
#[test]
fn json_is_harmless() {
    for (page, json) in written(Format::Json) {
        assert!(!json.contains('\n'), "{page}");
        assert!(
            serde_json::from_str::<serde_json::Value>(&json).is_ok_and(|read| read.is_object()),
            "{page}"
        );
    }
}

/// The cases would mean little if what is around them were lost. A sentence that is a link from end to end is a teaser to
/// the detector, whatever its address.
#[test]
fn the_text_beside_is_kept() {
    let is_link = |way: &String| ["<a ", "<a\t", "<a/", "<area", "<math"].iter().any(|tag| way.contains(tag));
    let kept = |way: &String| {
        let article = Cleaner::new().clean(Input::html(&pages(way)[0])).unwrap();
        let text = article.text();
        assert!(text.contains("The river rose by a hand"), "{way}");
        text.contains(SENTENCE)
    };
    let all: Vec<String> = ways().filter(|way| !is_link(way)).collect();
    let kept = all.iter().filter(|way| kept(way)).count();
    assert!(
        all.len() > 120 && kept * 100 >= all.len() * 85,
        "the sentence is kept in {kept} of {}",
        all.len()
    );
}
