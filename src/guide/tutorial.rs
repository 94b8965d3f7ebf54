//! One page, step by step.
//!
//! # A page as it came
//!
//! A scraper saves what a server sends: an article and everything around it.
//!
//! ```html
#![doc = include_str!("page.html")]
//! ```
//!
//! # The article
//!
//! [`clean`](crate::clean) is all that is needed. Whether its input is HTML or flattened text it sees by itself.
//!
//! ```
//! # const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/page.html"));
//! let article = dechaff::clean(PAGE)?;
//! assert_eq!(article.title(), Some("Ferry returns after two years"));
//! assert!(article.text().starts_with("The ferry between Nordvik and Sunde sailed again on Monday"));
//! assert!(!article.text().contains("Bakers' strike"));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! [`Article::text`](crate::Article::text) has the body without the title, a paragraph a line;
//! [`Article::markdown`](crate::Article::markdown) and [`Article::html`](crate::Article::html) have both, with
//! headings, lists and tables.
//!
//! # What is known besides
//!
//! Every value says where on the page it was found ([`Provenance`](crate::Provenance)), so that you can decide what to
//! trust.
//!
//! ```
//! # const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/page.html"));
//! use dechaff::Provenance;
//!
//! let article = dechaff::clean(PAGE)?;
//! let metadata = article.metadata();
//! let published = metadata.published().expect("this page has a date");
//! assert_eq!(published.value().iso8601(), "2021-10-12T16:18:00+02:00");
//! assert_eq!(published.provenance(), Provenance::MetaTag);
//! let authors: Vec<&str> = metadata.authors().iter().map(|author| author.value().as_str()).collect();
//! assert_eq!(authors, ["Ada Quill"]);
//! assert_eq!(metadata.site().map(|site| site.value().as_str()), Some("The Brackwater Bell"));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # What was left out, and why
//!
//! Nothing is lost: each [`Block`](crate::Block) of the page is still there, with the kind of boilerplate it was taken
//! for, a score from 0 (boilerplate) to 1 (content), and the reasons.
//!
//! ```
//! # const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/page.html"));
//! use dechaff::{Boilerplate, Label};
//!
//! let article = dechaff::clean(PAGE)?;
//! for block in article.removed() {
//!     println!("{:.2} {:?}: {}", block.score(), block.label(), block.text());
//!     for reason in block.reasons() {
//!         println!("    {} ({:+.1})", reason.text(), reason.weight());
//!     }
//! }
//! let is_footer = |label| label == Label::Removed(Boilerplate::LegalFooter);
//! assert!(article.removed().any(|block| is_footer(block.label()) && block.text().contains("All rights reserved")));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! What was removed together is a section: the comments, a menu, the lines below "Related".
//! [`Article::sections`](crate::Article::sections) gives them with what tells them.
//!
//! # Whether to believe it
//!
//! [`Article::confidence`](crate::Article::confidence) is the chance that the body is right, and
//! [`Article::flags`](crate::Article::flags) name what a reader of the result should know: a paywall, a page that is an
//! error message, a limit that was reached. "There is no article here" is no error; it is a flag:
//!
//! ```
//! use dechaff::Flag;
//!
//! let article = dechaff::clean("<title>404</title><h1>Page not found</h1><p>Go to the <a href=/>start page</a>.</p>")?;
//! assert!(article.flags().iter().any(|flag| matches!(flag, Flag::ErrorPage | Flag::NoArticle)));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! Errors are left for input that cannot be cleaned at all: nothing visible, or a file of another kind
//! ([`Error`](crate::Error)).
//!
//! # Settings
//!
//! A [`Cleaner`](crate::Cleaner) holds them. Make it once and use it for many pages, from as many threads as you like.
//! What is known of a single page is given with it, as an [`Input`](crate::Input).
//!
//! ```
//! # const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/page.html"));
//! use dechaff::{Cleaner, Focus, Format, Input, Rendering};
//!
//! let cleaner = Cleaner::new()
//!     .with_focus(Focus::Precision); // rather lose a line than keep one of boilerplate
//! let page = Input::html(PAGE)
//!     .with_url("https://bell.example/news/ferry")?; // makes links absolute, is evidence for date and site
//! let article = cleaner.clean(page)?;
//!
//! // What shows of an article is an option of rendering: one article, any number of ways.
//! let markdown = article.render(Format::Markdown, &Rendering::new().with_links(true));
//! assert!(markdown.contains("the [ticket office](https://bell.example/tickets) painted"));
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! The [`cookbook`](super::cookbook) goes on from here.
