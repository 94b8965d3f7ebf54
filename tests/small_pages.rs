//! Small and plain pages: what is all the text there is stays, whatever the detector has learnt from large pages.

use dechaff::{Article, Cleaner};

const LOREM: &str = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.";
const FERRY: &str = "The ferry sailed again on Monday, two years after a storm had torn away its pier.";
const CROWD: &str = "Three hundred people had come to the harbour to see it leave for the islands at noon.";
const CAPTAIN: &str = "Its captain said that he had not slept, and that the sea had been as flat as a plate.";

fn html(input: &str) -> Article {
    Cleaner::new().clean(dechaff::Input::html(input)).unwrap()
}

fn text(input: &str) -> Article {
    Cleaner::new().clean(dechaff::Input::text(input)).unwrap()
}

/// The blocks of the body.
fn body(article: &Article) -> Vec<&str> {
    article.blocks().filter(|block| block.label().is_body()).map(|block| block.text()).collect()
}

#[test]
fn one_paragraph_is_the_article() {
    for input in ["<p>Test</p>", "<html><head></head><body><p>Test</body></html>", "<div><p>Test</p></div>"] {
        assert_eq!(body(&html(input)), ["Test"], "{input}");
    }
}

#[test]
fn one_sentence_is_the_article() {
    for sentence in ["It rained.", "The ferry sailed again on Monday.", "Test", FERRY] {
        assert_eq!(body(&text(sentence)), [sentence]);
        assert_eq!(body(&html(&format!("<p>{sentence}</p>"))), [sentence]);
    }
}

#[test]
fn a_page_of_paragraphs_keeps_them_all() {
    let paragraphs = [FERRY, "It was late.", CROWD, "Nobody minded.", CAPTAIN];
    let markup: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    assert_eq!(body(&html(&markup)), paragraphs);
    assert_eq!(body(&html(&format!("<title>Harbour news</title><main>{markup}</main>"))), paragraphs);
    assert_eq!(body(&text(&paragraphs.join("\n\n"))), paragraphs);
}

#[test]
fn paragraphs_that_repeat_stay() {
    for count in [2, 5, 40] {
        assert_eq!(body(&html(&format!("<p>{LOREM}</p>").repeat(count))).len(), count);
        assert_eq!(body(&text(&format!("{LOREM}\n\n").repeat(count))).len(), count);
    }
}

#[test]
fn a_copy_that_structure_shows_goes() {
    let page = |copy: &str| {
        format!(
            "<nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article><h1>The ferry returns</h1>{copy}\
             <div class=text><p>{FERRY}</p><p>{CROWD}</p><p>{CAPTAIN}</p></div></article><footer>All rights reserved</footer>"
        )
    };
    for copy in [
        format!("<div class=teaser><p>{FERRY}</p></div>"),
        format!("<blockquote class=pullquote>{FERRY}</blockquote>"),
        format!("<div class=print><p>{FERRY}</p><p>{CROWD}</p></div>"),
    ] {
        assert_eq!(body(&html(&page(&copy))), [FERRY, CROWD, CAPTAIN], "{copy}");
    }
}

#[test]
fn paragraphs_side_by_side_are_no_copies_on_other_pages_either() {
    let page = format!(
        "<nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article><h1>The ferry returns</h1>\
         <p>{FERRY}</p><p>{CROWD}</p><p>{FERRY}</p><p>{CAPTAIN}</p></article><footer>All rights reserved</footer>"
    );
    assert_eq!(body(&html(&page)), [FERRY, CROWD, FERRY, CAPTAIN]);
}

#[test]
fn what_indicates_boilerplate_is_still_judged() {
    for input in [
        "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>",
        "<p hidden>Gone</p><div class=cookie-banner><p>We use cookies.</p></div>",
        "<footer><p>All rights reserved.</p></footer>",
        "<button>Send</button>",
    ] {
        assert_eq!(body(&html(input)), [] as [&str; 0], "{input}");
    }
    assert_eq!(body(&text("Home\n\nSport\n\nWeather\n\nContact")), [] as [&str; 0]);
}

#[test]
fn what_the_caller_removes_stays_removed() {
    let cleaner = Cleaner::new().with_remove_selector(".gone").unwrap();
    let article =
        cleaner.clean(dechaff::Input::html("<p class=gone>Share this page</p><p>Test</p>")).unwrap();
    assert_eq!(body(&article), ["Test"]);
}
