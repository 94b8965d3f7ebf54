//! dechaff cleans scraped web articles.
//!
//! Give [`clean`] what a scraper left behind, HTML or text that somebody already flattened
//! (menus, TRENDING lists, share prompts and footers mixed into the article), and get back an
//! [`Article`]: body, title, dates, source, authors, and an account of what was removed and why.
//!
//! ```
//! let article = dechaff::clean(
//!     "Home | News | Sport\n\n\
//!      Ferry returns after two years\n\n\
//!      The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore \
//!      away its pier. About three hundred people had come to the harbour to see it leave.\n\n\
//!      Also read: Storm damage still unpaid\n\n\
//!      \"We had begun to think it would never come back,\" said the harbour master, who had kept the \
//!      ticket office painted all the same.\n\n\
//!      Share this story",
//! )?;
//! assert_eq!(article.title(), Some("Ferry returns after two years"));
//! assert!(article.text().starts_with("The ferry between Nordvik and Sunde"));
//! assert!(!article.text().contains("Also read"));
//! for block in article.removed() {
//!     println!("{:?}: {} ({:.2})", block.label(), block.text(), block.score());
//! }
//! # Ok::<(), dechaff::Error>(())
//! ```
//!
//! # What there is
//!
//! - [`Input`] is a page: `&str`, bytes in any encoding, or a document that `scraper` has parsed, said to be HTML or
//!   text or neither, with its address and the time at which it was fetched.
//! - [`Cleaner`] holds the settings of a job: where to lean in doubt ([`Focus`]), what to keep, CSS selectors of your
//!   own, [`Limits`].
//! - [`Article`] has every [`Block`] of the input, kept or removed, with its [`Label`], score and
//!   reasons; [`Article::text`], [`Article::markdown`] and [`Article::html`] render the body,
//!   [`Article::render`] writes any [`Format`] with what a [`Rendering`] asks to be shown, and [`Article::walk`]
//!   gives the body as a tree of [`GroupKind`]s: lists, tables, quotations, code, footnotes.
//! - [`Article::sections`] are the parts of the page: the body's stretches, the comments, the menu, each with its heading,
//!   its number of items and what told it ([`SectionEvidence`]).
//! - Text keeps its meaning in every format: superscripts (`10⁶`), formulas (TeX), code with its language, footnotes, line
//!   ends in poems. Pages that have their body only in the data of their scripts are read, and flagged
//!   ([`Flag::FromState`]).
//! - [`Sites`] is what many pages of a site teach about its template and where its text is, learnt by a [`SiteLearner`]
//!   over a dump, in a file that people can read and change.
//! - `record` (feature `serde`) is a cleaned page as a row, with the names and values of `dechaff dump`.
//! - [`Metadata`] has dates, authors, source and the rest, each with its [`Provenance`].
//!
//! New here? The [`guide`] has a [tutorial](guide::tutorial) and a [cookbook](guide::cookbook).
//!
//! # What dechaff does not do
//!
//! It fetches nothing, runs no scripts, and does not follow pages that are split over several
//! addresses. The HTML that it gives is made of a few harmless elements, but it is no sanitiser
//! for HTML that is to be kept as it is.
//!
//! # Features
//!
//! - `serde`: `Serialize` for [`Article`] and everything in it.
//! - `lang`: finds the language by its letters where the page does not declare it and its stop words do not decide.
//! - `cli`: the command `dechaff`.
//! - `parquet`: the command reads and writes Parquet, too.

mod article;
mod cleaner;
mod cut;
mod decide;
mod detect;
mod discussion;
mod document;
mod error;
mod evidence;
pub mod guide;
mod input;
mod label;
mod labels;
mod lists;
mod metadata;
mod model;
mod options;
mod pipeline;
mod read;
#[cfg(feature = "serde")]
pub mod record;
mod render;
mod score;
mod sections;
mod sites;

#[cfg(feature = "stages")]
#[doc(hidden)]
pub mod stages;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;

pub use article::{
    Article, Block, Comment, Group, Image, Inline, Post, Section, SectionEvidence, SectionKind, Sections,
    Step, Style, Text, Walk,
};
pub use cleaner::Cleaner;
pub use document::{BlockKind, GroupKind, ListMarker};
pub use error::Error;
pub use input::{Content, Input};
pub use labels::{Boilerplate, Flag, Label, Limit, PageKind, Reason};
pub use metadata::{
    Ambiguity, Date, Field, FieldKind, Found, Metadata, MetadataField, Precision, Provenance,
};
pub use options::{Focus, Limits, Rendering};
pub use render::Format;
pub use sites::{SiteLearner, SitePage, SiteRow, SiteTable, Sites};

/// Cleans a page: HTML, or text that was already flattened.
///
/// This is [`Cleaner::clean`] with the default settings. It takes `&str`, bytes, a parsed document, or an [`Input`] that
/// says more about the page.
///
/// ```
/// use dechaff::Input;
///
/// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>";
/// assert_eq!(dechaff::clean(page)?.title(), Some("Rain"));
/// assert_eq!(dechaff::clean(Input::html(page).with_url("https://example.org/1")?)?.title(), Some("Rain"));
/// # Ok::<(), dechaff::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Empty`] if there is no visible character, [`Error::Binary`] if the input is a file
/// of another kind. A page without an article is no error, see [`Article::flags`].
pub fn clean<'a>(input: impl Into<Input<'a>>) -> Result<Article, Error> {
    Cleaner::new().clean(input)
}

/// What a page says about its article besides the body: title, dates, authors, source and the rest, without
/// looking for the body. The same as [`Article::metadata`] of [`clean`], in less time.
///
/// This is [`Cleaner::metadata`] with the default settings.
///
/// ```
/// let metadata = dechaff::metadata(
///     "<title>Ferry returns | Fen News</title><meta property=og:site_name content='Fen News'>\
///      <p>By Ann Fenwick, 12 October 2021</p>",
/// )?;
/// assert_eq!(metadata.title().map(|title| title.value().as_str()), Some("Ferry returns"));
/// assert_eq!(metadata.published().map(|date| date.value().iso8601()).as_deref(), Some("2021-10-12"));
/// # Ok::<(), dechaff::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`clean`].
pub fn metadata<'a>(input: impl Into<Input<'a>>) -> Result<Metadata, Error> {
    Cleaner::new().metadata(input)
}
