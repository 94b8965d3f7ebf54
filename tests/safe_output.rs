//! What is written can be shown: no script of a page comes through, neither in HTML nor in Markdown. The ways that
//! were tried stand in `xss.txt`.

#[path = "../fuzz/src/lib.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a crate of its own when fuzzing")]
mod checks;

use dechaff::{Article, Cleaner, Format, Input};
use pulldown_cmark::{Event, Options, Parser, Tag};

const SENTENCE: &str = "It rained all day in the town by the river, and nobody there minded it.";
const PROSE: &str =
    "<p>The river rose by a hand in the night, and the boats were tied to the old bridge again.</p>";

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

fn articles() -> impl Iterator<Item = (String, Article)> {
    let pages = ways().flat_map(|way| pages(&way));
    pages.flat_map(|page| articles_of(&page).map(|article| (page.clone(), article)))
}

#[test]
fn html_is_harmless() {
    for (_, article) in articles() {
        checks::article(&article);
    }
}

#[test]
fn markdown_is_harmless() {
    for (page, article) in articles() {
        let markdown = article.render(Format::Markdown, &checks::everything());
        for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) if !checks::is_bare_markup(&html) => {
                    panic!("{html} in {markdown} of {page}")
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

/// The cases would mean little if what stands around them were lost.
#[test]
fn the_text_beside_is_kept() {
    let kept = ways().filter(|way| {
        let article = Cleaner::new().clean(Input::html(&pages(way)[0])).unwrap();
        let text = article.text();
        assert!(text.contains("The river rose by a hand"), "{way}");
        text.contains(SENTENCE)
    });
    let (kept, all) = (kept.count(), ways().count());
    assert!(kept * 100 >= all * 85, "the sentence is kept in {kept} of {all}");
}
