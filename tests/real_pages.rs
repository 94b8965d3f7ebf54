//! What must hold for every page of the sets that `DECHAFF_DATA` names: every way in gives the same article, in any
//! number of threads, and what is written is harmless.
//!
//! ```sh
//! DECHAFF_DATA=… cargo test --release --features serde,stages --test real_pages -- --nocapture
//! ```

#[path = "../fuzz/src/lib.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a crate of its own when fuzzing")]
mod checks;
#[path = "../benches/pages/mod.rs"]
#[expect(dead_code, reason = "benchmarks use the rest")]
mod pages;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dechaff::{Article, Cleaner, Error};
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use scraper::{Html, HtmlTreeSink};

const HTML: [&str; 4] = ["fundus-dev", "wcxb-dev", "trafilatura-dev", "htmldate-dev"];
const TEXT: [&str; 4] = ["fundus-dev.wet", "fundus-dev.copy", "wcxb-dev.wet", "wcxb-dev.copy"];
/// More threads than a machine of two cores runs at once.
const THREADS: usize = 8;

/// The sets' folder, if there is one and the build is quick enough for them.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("DECHAFF_DATA").filter(|_| !cfg!(debug_assertions));
    if folder.is_none() {
        println!("SKIPPED: real pages, which need DECHAFF_DATA and a release build");
    }
    folder.map(PathBuf::from)
}

fn cleaner() -> Cleaner {
    Cleaner::new().with_comments(true)
}

/// Articles of all pages, in order, whichever thread made which.
fn in_threads<T: Send>(pages: &[String], threads: usize, make: impl Fn(&str) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        while let Some((index, page)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, pages.get(i)?)))
        {
            made.push((index, make(page)));
        }
        made
    };
    let mut made: Vec<(usize, T)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("no panic")).collect()
    });
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, made)| made).collect()
}

fn json(article: &Result<Article, Error>) -> String {
    article.as_ref().map_or_else(ToString::to_string, |article| serde_json::to_string(article).expect("JSON"))
}

/// The document as a caller parses it who does not run scripts.
fn parsed(page: &str) -> Html {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    parse_document(HtmlTreeSink::new(Html::new_document()), options).one(page)
}

/// The article as JSON, and whether all ways in give the same.
type Cleaned = (String, bool);

fn html_ways(cleaner: &Cleaner, page: &str) -> Cleaned {
    let article = cleaner.clean_html(page);
    let of_bytes = cleaner.clean_html_bytes(page.as_bytes(), Some("text/html; charset=utf-8"));
    let of_document = cleaner.clean_document(&parsed(page));
    (json(&article), article == of_bytes && (article.is_err() || article == of_document))
}

fn text_ways(cleaner: &Cleaner, text: &str) -> Cleaned {
    let article = cleaner.clean_text(text);
    let of_bytes = cleaner.clean_text_bytes(text.as_bytes(), Some("text/plain; charset=utf-8"));
    (json(&article), article == of_bytes)
}

fn check(
    set: &str,
    field: &str,
    clean: fn(&Cleaner, &str) -> Result<Article, Error>,
    ways: fn(&Cleaner, &str) -> Cleaned,
) {
    let Some(folder) = folder() else { return };
    let pages = pages::set(&folder, set, field);
    let cleaner = cleaner();
    let in_one = in_threads(&pages, 1, |page| {
        let article = clean(&cleaner, page);
        article.iter().for_each(checks::article);
        json(&article)
    });
    let in_many = in_threads(&pages, THREADS, |page| ways(&cleaner, page));
    for (index, (one, (many, agree))) in in_one.iter().zip(&in_many).enumerate() {
        assert!(agree, "{set}: the ways in differ on page {index}");
        assert!(one == many, "{set}: {THREADS} threads give something else than one on page {index}");
    }
    println!("{set}: {} pages, all ways in and {THREADS} threads give the same", in_many.len());
}

#[test]
fn every_way_in_gives_the_same_article_of_html() {
    for set in HTML {
        check(set, "html", Cleaner::clean_html, html_ways);
    }
}

#[test]
fn every_way_in_gives_the_same_article_of_text() {
    for set in TEXT {
        check(set, "text", Cleaner::clean_text, text_ways);
    }
}
