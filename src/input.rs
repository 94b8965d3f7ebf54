//! What is to be cleaned: the content, what the caller says that it is, and what is known of this page alone.
//!
//! Settings that hold for a whole job are in [`Cleaner`](crate::Cleaner); what changes from page to page is here, so that
//! one cleaner serves all pages without being cloned for the address of each.

use std::borrow::Cow;
use std::time::SystemTime;

use jiff::Timestamp;
use scraper::Html;
use url::Url;

use crate::error::Error;

/// A page to clean: its content, and what is known of it besides.
///
/// Whatever [`clean`](crate::clean) and [`metadata`](crate::metadata()) take becomes an `Input`: `&str` and `&String`,
/// bytes in any encoding (`&[u8]`, `&Vec<u8>`), and a document that `scraper` has already parsed (`&Html`). Borrowed
/// content is not copied.
///
/// | made by | the content is read as |
/// |---|---|
/// | `Input::from(content)` | HTML or flattened text, whichever it looks like |
/// | [`Input::html`] | HTML |
/// | [`Input::text`] | flattened text |
/// | `Input::from(&Html)` | the document that it is |
///
/// By default nothing else is known of a page: no address, no content type, no time of fetching.
///
/// ```
/// use dechaff::{Cleaner, Input};
///
/// let cleaner = Cleaner::new();
/// for (url, page) in [
///     ("https://example.org/1", "<h1>Rain</h1><p>It rained all day, and nobody in the town minded."),
///     ("https://example.org/2", "<h1>Snow</h1><p>It snowed all night, and the buses stayed in their sheds."),
/// ] {
///     let article = cleaner.clean(Input::html(page).with_url(url)?)?;
///     println!("{url}: {:?}", article.title());
/// }
/// # Ok::<(), dechaff::Error>(())
/// ```
///
/// # What contradicts itself
///
/// The caller's word counts most, then the content, then what a server said of it:
///
/// - [`Input::html`] and [`Input::text`] are believed, whatever the content looks like and whatever its content type
///   is. In text that is declared as HTML, line breaks mean nothing; in HTML that is declared as text, tags are words.
/// - Without either, the content decides. The media type of [`Input::with_content_type`] is never used, because servers
///   often send `text/html` for plain text and `text/plain` for HTML: `Input::from("Rain").with_content_type("text/html")`
///   is text.
/// - The `charset` of a content type is a hint for bytes. What the bytes show comes first: a byte order mark, UTF-16, or
///   text that is valid UTF-8, which scrapers often save under an old header. The header comes before a `<meta>`.
///   `&str` and a parsed document are decoded already; for them a content type means nothing.
/// - Site and date are read off an address given here before a canonical one of the page. Relative links follow
///   `<base href>`, if the page has one.
///
/// An input is made where it is cleaned: it cannot be sent to another thread, because a parsed document cannot be shared
/// between threads. A [`Cleaner`](crate::Cleaner) can.
///
/// ```
/// use dechaff::Input;
///
/// let input = Input::text("Rain\n\nIt rained all day.").with_content_type("text/html; charset=utf-8");
/// let article = dechaff::clean(input)?;
/// // Blocks of flattened text know the bytes that they were read from.
/// assert_eq!(article.blocks().last().and_then(|block| block.input_range()), Some(6..24));
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Input<'a> {
    pub(crate) source: Source<'a>,
    /// The HTTP header, for its `charset`.
    pub(crate) content_type: Option<&'a str>,
    pub(crate) page: PageFacts,
}

/// The content and what the caller says that it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    Auto(Content<'a>),
    Html(Content<'a>),
    Text(Content<'a>),
    Parsed(&'a Html),
}

/// What is known of a page from outside.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageFacts {
    pub(crate) url: Option<Url>,
    pub(crate) fetch_time: Option<Timestamp>,
}

/// Content that has to be read: text, or bytes in some encoding.
///
/// This is what [`Input::html`] and [`Input::text`] take. It is made from `&str`, `&String`, `&Cow<str>`, `&[u8]`,
/// `&Vec<u8>` and `&[u8; N]`, so it is rarely named.
///
/// ```
/// use dechaff::{Content, Input};
///
/// let bytes: &[u8] = b"<p>It rained all day, and nobody minded.";
/// assert!(matches!(Content::from(bytes), Content::Bytes(_)));
/// assert!(matches!(Content::from("It rained all day."), Content::Str(_)));
/// assert_eq!(dechaff::clean(Input::html(bytes))?, dechaff::clean(Input::html("<p>It rained all day, and nobody minded."))?);
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content<'a> {
    /// Text that is decoded already.
    Str(&'a str),
    /// Bytes whose encoding is found out: by a byte order mark, [`Input::with_content_type`], a `<meta>`, or detection.
    Bytes(&'a [u8]),
}

impl<'a> Input<'a> {
    /// HTML: a document or a fragment. What the content looks like does not matter.
    ///
    /// ```
    /// use dechaff::Input;
    ///
    /// // This looks like text, but line breaks mean nothing in HTML.
    /// let article = dechaff::clean(Input::html("It rained all day,\n\nand nobody in the town minded."))?;
    /// assert_eq!(article.blocks().count(), 1);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn html(content: impl Into<Content<'a>>) -> Self {
        Input::of(Source::Html(content.into()))
    }

    /// Text that was already flattened. What the content looks like does not matter: tags in it are words.
    ///
    /// ```
    /// use dechaff::Input;
    ///
    /// let article = dechaff::clean(Input::text("<b> makes text bold, and <i> makes it slanted."))?;
    /// assert_eq!(article.blocks().next().map(|block| block.text()), Some("<b> makes text bold, and <i> makes it slanted."));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn text(content: impl Into<Content<'a>>) -> Self {
        Input::of(Source::Text(content.into()))
    }

    fn of(source: Source<'a>) -> Self {
        Input { source, content_type: None, page: PageFacts::default() }
    }

    /// The address of the page, none by default: links become absolute, and its date and site serve as evidence.
    ///
    /// ```
    /// use dechaff::Input;
    ///
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.";
    /// let metadata = dechaff::metadata(Input::html(page).with_url("https://example.org/2021/10/12/rain")?)?;
    /// assert_eq!(metadata.published().map(|date| date.value().iso8601()).as_deref(), Some("2021-10-12"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Url`] if this is not an absolute URL. Where addresses are data rather than arguments, see
    /// [`Input::with_url_if_valid`].
    pub fn with_url(mut self, url: &str) -> Result<Self, Error> {
        let parsed =
            Url::parse(url).map_err(|error| Error::Url { url: url.to_owned(), reason: error.to_string() })?;
        self.page.url = Some(parsed);
        Ok(self)
    }

    /// As [`Input::with_url`], but an address that is not an absolute URL is ignored: in a dump, a record whose
    /// address is broken still has its article.
    ///
    /// ```
    /// use dechaff::Input;
    ///
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.";
    /// let article = dechaff::clean(Input::html(page).with_url_if_valid("/news/1"))?;
    /// assert_eq!(article, dechaff::clean(Input::html(page))?);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_url_if_valid(mut self, url: &str) -> Self {
        self.page.url = Url::parse(url).ok();
        self
    }

    /// The HTTP header `Content-Type` that bytes came with, none by default. Only its `charset` is used, and only for
    /// bytes; a label that names no encoding means nothing.
    ///
    /// ```
    /// use dechaff::Input;
    ///
    /// let bytes = b"<p>Der Fluss stieg in der Nacht \xfcber die Ufer, und die Br\xfccke blieb gesperrt.";
    /// let article = dechaff::clean(Input::from(bytes).with_content_type("text/html; charset=iso-8859-1"))?;
    /// assert!(article.text().contains("über die Ufer"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_content_type(mut self, content_type: &'a str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// When the page was fetched, unknown by default. The library has no clock: relative dates ("3 hours ago") are read
    /// only with this time, and dates more than a day after it are left out.
    ///
    /// A time outside the calendar's range, the years -9999 to 9999, is ignored.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use dechaff::Input;
    ///
    /// // 12 October 2021, noon.
    /// let fetched = SystemTime::UNIX_EPOCH + Duration::from_secs(1_634_040_000);
    /// let page = "<h1>Rain</h1><p>2 days ago</p><p>It rained all day.</p>";
    /// let metadata = dechaff::metadata(Input::html(page).with_fetch_time(fetched))?;
    /// assert_eq!(metadata.published().map(|date| date.value().iso8601()).as_deref(), Some("2021-10-10"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_fetch_time(mut self, time: SystemTime) -> Self {
        self.page.fetch_time = Timestamp::try_from(time).ok();
        self
    }
}

/// HTML or flattened text, whichever the content looks like.
///
/// ```
/// use dechaff::Input;
///
/// let text = String::from("Rain\n\nIt rained all day, and nobody in the town minded.");
/// assert_eq!(dechaff::clean(Input::from(&text))?, dechaff::clean(Input::text(&text))?);
/// # Ok::<(), dechaff::Error>(())
/// ```
impl<'a, C: Into<Content<'a>>> From<C> for Input<'a> {
    fn from(content: C) -> Self {
        Input::of(Source::Auto(content.into()))
    }
}

/// A document that the caller has already parsed. Of the limits only those on blocks and JSON-LD apply to it, and a
/// document without text is no error.
///
/// ```
/// let document = scraper::Html::parse_document("<h1>Rain</h1><p>It rained all day, and nobody in the town minded.");
/// assert_eq!(dechaff::clean(&document)?.title(), Some("Rain"));
/// # Ok::<(), dechaff::Error>(())
/// ```
impl<'a> From<&'a Html> for Input<'a> {
    fn from(document: &'a Html) -> Self {
        Input::of(Source::Parsed(document))
    }
}

impl<'a> From<&'a str> for Content<'a> {
    fn from(text: &'a str) -> Self {
        Content::Str(text)
    }
}

impl<'a> From<&'a String> for Content<'a> {
    fn from(text: &'a String) -> Self {
        Content::Str(text)
    }
}

impl<'a> From<&'a Cow<'_, str>> for Content<'a> {
    fn from(text: &'a Cow<'_, str>) -> Self {
        Content::Str(text)
    }
}

impl<'a> From<&'a [u8]> for Content<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Content::Bytes(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Content<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Content::Bytes(bytes)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Content<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Content::Bytes(bytes)
    }
}
