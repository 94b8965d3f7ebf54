//! How do I …?
//!
//! # … clean text that somebody flattened?
//!
//! Like any other page: [`clean`](crate::clean) sees that there are no tags. Each block then says where in the input it is,
//! so that you can cut it out yourself.
//!
//! ```
//! let text = "Home | News | Sport\n\nFerry returns after two years\n\n\
//!             The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its \
//!             pier. About three hundred people had come to the harbour to see it leave.\n\nShare this story\n";
//! let article = dechaff::clean(text)?;
//! let first = article.body().next().and_then(|block| block.input_range()).expect("a block of text has its place");
//! assert!(text[first].starts_with("The ferry between"));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! Where you know which of the two it is, say so: [`Input::html`](crate::Input::html),
//! [`Input::text`](crate::Input::text).
//!
//! # … clean bytes whose encoding I do not know?
//!
//! Give the bytes: their encoding is found by a byte order mark, the HTTP header if you have it, `<meta>`, and the bytes
//! themselves.
//!
//! ```
//! use dechaff::{Flag, Input};
//!
//! let bytes = b"<h1>R\xe9union</h1><p>Le conseil s'est r\xe9uni mardi \xe0 la mairie, et personne n'a vot\xe9 contre.</p>";
//! let article = dechaff::clean(Input::from(bytes).with_content_type("text/html; charset=iso-8859-1"))?;
//! assert_eq!(article.title(), Some("Réunion"));
//! assert!(!article.flags().contains(&Flag::InvalidBytes));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # … get title and date alone?
//!
//! [`metadata`](crate::metadata()) does not look for the body: about six tenths of the time.
//!
//! # … clean a document that I parsed already?
//!
//! Give it as it is, a `&scraper::Html`. Cleaning the page's source is faster than parsing and then cleaning, because what no
//! stage reads is left out.
//!
//! ```
//! use scraper::Html;
//!
//! let document = Html::parse_document("<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>");
//! assert_eq!(dechaff::clean(&document)?.title(), Some("Rain"));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # … clean millions of pages?
//!
//! From files, with the command: `dechaff dump 'crawl/*.warc.gz' --to clean.jsonl`. In a program, share one cleaner
//! between threads; nothing is locked and nothing is kept from one page to the next.
//!
//! ```
//! use std::thread;
//!
//! let pages = vec!["<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>"; 100];
//! let cleaner = dechaff::Cleaner::new();
//! let titled: usize = thread::scope(|scope| {
//!     let parts = pages.chunks(25).map(|part| {
//!         let cleaner = &cleaner;
//!         scope.spawn(move || {
//!             let articles = part.iter().filter_map(|page| cleaner.clean(*page).ok());
//!             articles.filter(|article| article.title().is_some()).count()
//!         })
//!     });
//!     let parts: Vec<_> = parts.collect();
//!     parts.into_iter().map(|part| part.join().expect("cleaning does not panic")).sum()
//! });
//! assert_eq!(titled, 100);
//! ```
//!
//! # … keep only pages worth keeping?
//!
//! By kind, confidence and flags. Where to cut is yours to choose: confidence is calibrated, of the pages with 0.9 some
//! nine in ten are right (what "right" means: [`Article::confidence`](crate::Article::confidence)).
//!
//! ```
//! use dechaff::{Article, Flag, PageKind};
//!
//! fn is_worth_keeping(article: &Article) -> bool {
//!     let spoilt = |flag: &Flag| matches!(flag, Flag::Paywalled | Flag::ErrorPage | Flag::NoArticle);
//!     article.page_kind() == PageKind::Article
//!         && article.confidence() >= 0.5
//!         && !article.flags().iter().any(spoilt)
//! }
//! assert!(!is_worth_keeping(&dechaff::clean("<h1>Page not found</h1>")?));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # … remove something that only my site has?
//!
//! With a selector: [`Cleaner::with_remove_selector`](crate::Cleaner::with_remove_selector), and
//! [`Cleaner::with_keep_selector`](crate::Cleaner::with_keep_selector) for what must stay. They overrule the detector.
//!
//! ```
//! use dechaff::{Cleaner, Input};
//!
//! let page = "<article><h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>\
//!             <p class=weather>Tomorrow: rain, with some sun towards the evening.</p></article>";
//! let article = Cleaner::new().with_remove_selector(".weather")?.clean(Input::html(page))?;
//! assert_eq!(article.text().trim(), "It rained all day, and nobody in the town minded.");
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # … use what many pages of a site teach?
//!
//! Show them to a [`SiteLearner`](crate::SiteLearner), and give the result to
//! [`Cleaner::with_sites`](crate::Cleaner::with_sites). It is a text that can be kept in a file and changed:
//! [`Sites`](crate::Sites).
//!
//! ```
//! use std::sync::Arc;
//! use dechaff::{Cleaner, Input, SiteLearner};
//!
//! let page = |n| format!(
//!     "<h1>Rain, day {n}</h1><p>On day {n} it rained, and nobody in the town minded it at all. The ferry did not sail \
//!      before noon, and the baker closed his shop.</p><p>The Bell has told the town its news since 1951.</p>",
//! );
//! let mut learner = SiteLearner::new();
//! for n in 0..5 {
//!     let url = format!("https://bell.example/{n}"); // the same address again is not another page
//!     learner.add(&Cleaner::new().observe(Input::html(&page(n)).with_url(&url)?)?);
//! }
//! let cleaner = Cleaner::new().with_sites(Arc::new(learner.finish()));
//! let page = page(9);
//! let input = Input::html(&page).with_url("https://bell.example/9")?;
//! assert!(!cleaner.clean(input)?.text().contains("since 1951"));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # … know the day that "3 hours ago" means?
//!
//! The library has no clock. Say when the page was fetched:
//! [`Input::with_fetch_time`](crate::Input::with_fetch_time).
//!
//! # … read discussions: comments, threads, questions and answers?
//!
//! [`Cleaner::with_comments`](crate::Cleaner::with_comments) gives them as data, apart from the body:
//! [`Article::comments`](crate::Article::comments) below articles, [`Article::posts`](crate::Article::posts) of forums
//! and of questions with answers.
//!
//! ```
//! use dechaff::{Cleaner, Input};
//!
//! let page = "<article><h1>Rain</h1><p>It rained all day in three towns by the river, and nobody minded it.</p>\
//!     <p>On Tuesday the sun came out again, and the ferry sailed an hour late.</p></article>\
//!     <ol class=comment-list><li class='comment depth-1'><b class=comment-author>Ann says:</b>\
//!     <time datetime=2021-10-12>12 October</time><p>What a day!</p>\
//!     <ul class=children><li class='comment depth-2'><b class=comment-author>Bo says:</b><p>Indeed.</p></li></ul></li></ol>";
//! let article = Cleaner::new().with_comments(true).clean(Input::html(page))?;
//! let thread: Vec<_> = article.comments().map(|c| (c.depth(), c.author(), c.text())).collect();
//! assert_eq!(thread, [(Some(0), Some("Ann"), "What a day!"), (Some(1), Some("Bo"), "Indeed.")]);
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! `dechaff dump --comments` writes the same as JSON, to Parquet too.
//!
//! # … know what a page consists of?
//!
//! [`Article::sections`](crate::Article::sections) are its parts in order: stretches of the body, and between them what was
//! removed together, with what tells it. Every block is in one of them. The command prints them with `--explain`.
//!
//! ```
//! use dechaff::SectionKind;
//!
//! let text = "<p>The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm.</p>";
//! let page = format!(
//!     "<nav><a href=/>Home</a> <a href=/news>News</a></nav><h1>Ferry returns</h1>{text}{text}{text}\
//!      <div class=sharedaddy><h3>Share this</h3><ul><li>Mail</li><li>Print</li></ul></div>"
//! );
//! let article = dechaff::clean(&page)?;
//! for section in article.sections().filter(|section| section.kind() != SectionKind::Body) {
//!     let lines = section.blocks().len();
//!     println!("{}: {}, {lines} lines", section.kind().name(), section.evidence());
//! }
//! let share = article.sections().last().ok_or("no section")?;
//! assert_eq!(share.evidence().to_string(), "named \"sharedaddy\"");
//! assert_eq!((share.heading(), share.item_count()), (Some("Share this"), 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # … show the result on a page of mine?
//!
//! [`Article::html`](crate::Article::html) is written from text and has nothing but a few harmless elements: no script of
//! the page comes through. Markdown has a few elements of HTML without attributes, such as `<sup>`, for what it has no
//! marks for; all other HTML is escaped, so that it may be rendered with raw HTML switched on by a renderer that reads
//! `$…$` as mathematics. Inside formulas nothing is escaped: one that does not know them needs a sanitiser after it.
//!
//! # … write a format of my own?
//!
//! [`Article::walk`](crate::Article::walk) gives the body as a tree, step by step: groups, blocks, and the markup inside
//! blocks. `examples/own_format.rs` writes reStructuredText with it.
//!
//! # … show links, pictures and captions?
//!
//! Every article keeps them; [`Article::render`](crate::Article::render) shows those that its
//! [`Rendering`](crate::Rendering) asks for, so that one article can be written in several ways.
//!
//! # … bound what a hostile page can cost?
//!
//! It is bounded; [`Limits`](crate::Limits) has the numbers and lets you lower them.
//!
//! ```
//! use dechaff::{Cleaner, Flag, Limit, Limits};
//!
//! let cleaner = Cleaner::new().with_limits(Limits::new().with_max_input_bytes(1 << 20));
//! let article = cleaner.clean(&"It rained all day in the town by the river.\n\n".repeat(50_000))?;
//! assert!(article.flags().contains(&Flag::Truncated(Limit::InputBytes)));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # … write the result as JSON?
//!
//! With the feature `serde`: `Article` implements `Serialize`, with metadata, every block and the sections. The command does the same:
//! `dechaff --output json page.html`.
