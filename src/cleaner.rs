//! The cleaner: every stage once, in order.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use scraper::{Html, Selector};
use url::Url;

use crate::article::{Article, assemble};
use crate::cut;
use crate::detect::detect;
use crate::document::Document;
use crate::error::Error;
use crate::labels::{Flag, Limit};
use crate::metadata;
use crate::metadata::Metadata;
use crate::options::{Focus, Keep, Limits};
use crate::read::decode::{self, Sniffed, encoding::decode};
use crate::read::{html, text};
use crate::repeats::{Repeats, site_of};

/// Cleans documents with settings of the caller's.
///
/// A cleaner is cheap to make, can be shared between threads, and gives the same
/// article for the same input whatever it cleaned before.
///
/// ```
/// use dechaff::{Cleaner, Focus};
///
/// let cleaner = Cleaner::new().with_url("https://example.org/news/1")?.with_focus(Focus::Precision);
/// let article = cleaner.clean_html("<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>")?;
/// assert_eq!(article.title(), Some("Rain"));
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Cleaner {
    url: Option<Url>,
    reference: Option<Timestamp>,
    focus: Focus,
    keep: Keep,
    limits: Limits,
    keep_selectors: Vec<Selector>,
    remove_selectors: Vec<Selector>,
    repeats: Option<Arc<Repeats>>,
}

impl Cleaner {
    /// A cleaner with the default settings.
    #[must_use]
    pub fn new() -> Self {
        Cleaner::default()
    }

    /// The address of the page: links become absolute, and its date and site serve as evidence.
    ///
    /// # Errors
    ///
    /// [`Error::Url`] if this is not an absolute URL.
    pub fn with_url(mut self, url: &str) -> Result<Self, Error> {
        let parsed =
            Url::parse(url).map_err(|e| Error::Url { url: url.to_owned(), reason: e.to_string() })?;
        self.url = Some(parsed);
        Ok(self)
    }

    /// When the page was fetched. The library has no clock: only with this time are relative
    /// dates ("3 hours ago") read, and dates more than a day after it left out.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// // 12 October 2021, noon.
    /// let fetched = SystemTime::UNIX_EPOCH + Duration::from_secs(1_634_040_000);
    /// let cleaner = dechaff::Cleaner::new().with_reference_time(fetched);
    /// let article = cleaner.clean_html("<h1>Rain</h1><p>2 days ago</p><p>It rained all day.</p>")?;
    /// assert_eq!(article.metadata().published().map(|date| date.value().iso8601()), Some("2021-10-10".into()));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_reference_time(mut self, time: SystemTime) -> Self {
        // A time that is no time of a calendar is as good as none.
        self.reference = Timestamp::try_from(time).ok();
        self
    }

    /// Where to lean in doubt; [`Focus::Balanced`] by default.
    #[must_use]
    pub fn with_focus(mut self, focus: Focus) -> Self {
        self.focus = focus;
        self
    }

    /// Whether tables of the article stay in its body; they do by default.
    #[must_use]
    pub fn with_tables(mut self, keep: bool) -> Self {
        self.keep.tables = keep;
        self
    }

    /// Whether readers' comments are kept apart, in [`Article::comments`]; otherwise
    /// they are among [`Article::removed`].
    #[must_use]
    pub fn with_comments(mut self, keep: bool) -> Self {
        self.keep.comments = keep;
        self
    }

    /// Elements whose text belongs to the body whatever the detector thinks. Can be called
    /// several times; the innermost matching element decides, and removal wins a tie.
    ///
    /// # Errors
    ///
    /// [`Error::Selector`] if this is not a CSS selector.
    pub fn with_keep_selector(mut self, css: &str) -> Result<Self, Error> {
        self.keep_selectors.push(parse_selector(css)?);
        Ok(self)
    }

    /// Elements whose text is removed whatever the detector thinks.
    ///
    /// # Errors
    ///
    /// [`Error::Selector`] if this is not a CSS selector.
    pub fn with_remove_selector(mut self, css: &str) -> Result<Self, Error> {
        self.remove_selectors.push(parse_selector(css)?);
        Ok(self)
    }

    /// Lines that many pages of a site share: of pages of that site they are removed, headings and rows of tables
    /// aside. Which site a page is of, its address ([`Cleaner::with_url`]) tells.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// let file = "# dechaff repeats 1\nexample.org\t40\t52\tWe write about the river, since 1951.\n";
    /// let cleaner = dechaff::Cleaner::new().with_repeats(Arc::new(file.parse()?)).with_url("https://example.org/9")?;
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.<p>We write about the river, since 1951.";
    /// assert_eq!(cleaner.clean_html(page)?.text().trim(), "It rained all day, and nobody in the town minded.");
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_repeats(mut self, repeats: Arc<Repeats>) -> Self {
        self.repeats = Some(repeats);
        self
    }

    /// How much of an input is read.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Cleans HTML or flattened text, whichever this seems to be.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if there is no visible character, [`Error::Binary`] if this is a
    /// file of another kind.
    pub fn clean(&self, input: &str) -> Result<Article, Error> {
        match decode::sniff::sniff(input) {
            Sniffed::Html => self.clean_html(input),
            Sniffed::Text => self.clean_text(input),
        }
    }

    /// Cleans HTML: a document or a fragment.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_html(&self, html: &str) -> Result<Article, Error> {
        Ok(self.article(self.html_page(html)?))
    }

    /// Cleans text that was already flattened.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_text(&self, text: &str) -> Result<Article, Error> {
        Ok(self.article(self.text_page(text)?))
    }

    /// What HTML or flattened text tells of its article beside the body: what [`Article::metadata`] of
    /// [`Cleaner::clean`] would be, without looking for the body. Limits that were reached are not told.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_metadata(&self, input: &str) -> Result<Metadata, Error> {
        match decode::sniff::sniff(input) {
            Sniffed::Html => self.clean_metadata_html(input),
            Sniffed::Text => self.clean_metadata_text(input),
        }
    }

    /// As [`Cleaner::clean_metadata`], for HTML.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_metadata_html(&self, html: &str) -> Result<Metadata, Error> {
        Ok(self.metadata(&self.html_page(html)?))
    }

    /// As [`Cleaner::clean_metadata`], for flattened text.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_metadata_text(&self, text: &str) -> Result<Metadata, Error> {
        Ok(self.metadata(&self.text_page(text)?))
    }

    /// Cleans bytes in whatever encoding they are: that of a byte order mark, of the HTTP
    /// header `Content-Type` given here, of a `<meta>`, or detected.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Article, Error> {
        self.clean_decoded(bytes, content_type, Cleaner::clean)
    }

    /// As [`Cleaner::clean_metadata`], for bytes in whatever encoding they are.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_metadata_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Metadata, Error> {
        decode::check_bytes(bytes)?;
        self.clean_metadata(&self.decoded(bytes, content_type))
    }

    /// As [`Cleaner::clean_metadata`], for bytes that are known to be HTML.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_metadata_html_bytes(
        &self,
        bytes: &[u8],
        content_type: Option<&str>,
    ) -> Result<Metadata, Error> {
        decode::check_bytes(bytes)?;
        self.clean_metadata_html(&self.decoded(bytes, content_type))
    }

    /// As [`Cleaner::clean_bytes`], for bytes that are known to be HTML.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_html_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Article, Error> {
        self.clean_decoded(bytes, content_type, Cleaner::clean_html)
    }

    /// As [`Cleaner::clean_bytes`], for bytes that are known to be flattened text.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_text_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Article, Error> {
        self.clean_decoded(bytes, content_type, Cleaner::clean_text)
    }

    /// As [`Cleaner::clean_metadata`], for bytes that are known to be flattened text.
    ///
    /// # Errors
    ///
    /// As [`Cleaner::clean`].
    pub fn clean_metadata_text_bytes(
        &self,
        bytes: &[u8],
        content_type: Option<&str>,
    ) -> Result<Metadata, Error> {
        decode::check_bytes(bytes)?;
        self.clean_metadata_text(&self.decoded(bytes, content_type))
    }

    fn decoded<'a>(&self, bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
        decode(cut::bytes(bytes, self.limits.max_input_bytes), content_type).text
    }

    fn clean_decoded(
        &self,
        bytes: &[u8],
        content_type: Option<&str>,
        clean: fn(&Cleaner, &str) -> Result<Article, Error>,
    ) -> Result<Article, Error> {
        decode::check_bytes(bytes)?;
        let read = cut::bytes(bytes, self.limits.max_input_bytes);
        let decoded = decode(read, content_type);
        let mut article = clean(self, &decoded.text)?;
        let cut = Flag::Truncated(Limit::InputBytes);
        if read.len() < bytes.len() && !article.flags.contains(&cut) {
            article.flags.push(cut);
        }
        if decoded.lossy {
            article.flags.push(Flag::InvalidBytes);
        }
        Ok(article)
    }

    /// Cleans a document that the caller has already parsed. Of the limits those on blocks and JSON-LD apply.
    ///
    /// # Errors
    ///
    /// None so far: a document without text gives an article without blocks.
    pub fn clean_document(&self, document: &Html) -> Result<Article, Error> {
        Ok(self.article(self.page_of(document)))
    }

    fn html_page(&self, html: &str) -> Result<Document, Error> {
        decode::check(html)?;
        let (html, cut) = self.within_limit(html);
        let parsed = html::tree::parse(html, &self.limits, self.choices().attributes());
        let mut page = self.page_of(&parsed.html);
        page.limits.extend(cut.into_iter().chain(parsed.limits));
        Ok(page)
    }

    fn text_page(&self, text: &str) -> Result<Document, Error> {
        decode::check(text)?;
        let (text, cut) = self.within_limit(text);
        let mut page = text::page(text, &self.limits);
        page.limits.extend(cut);
        Ok(page)
    }

    fn page_of(&self, document: &Html) -> Document {
        html::page(document, self.url.as_ref(), &self.choices(), &self.limits)
    }

    fn choices(&self) -> html::Choices<'_> {
        html::Choices { keep: &self.keep_selectors, remove: &self.remove_selectors }
    }

    /// Document → metadata → decisions → article.
    fn article(&self, mut page: Document) -> Article {
        self.mark_repeats(&mut page);
        let metadata = self.metadata(&page);
        let decisions = detect(&page, &metadata, self.focus);
        assemble(page, metadata, decisions, self.keep)
    }

    fn mark_repeats(&self, page: &mut Document) {
        let Some(repeats) = &self.repeats else { return };
        let site = self.url.as_ref().and_then(|url| site_of(url.as_str())).unwrap_or_default();
        for index in 0..page.blocks.len() {
            page.blocks[index].repeated = repeats.holds(&site, page.block_text(index));
        }
    }

    fn metadata(&self, page: &Document) -> Metadata {
        metadata::collect(page, self.url.as_ref(), self.reference)
    }

    fn within_limit<'a>(&self, input: &'a str) -> (&'a str, Option<Limit>) {
        let max = self.limits.max_input_bytes;
        if input.len() <= max {
            return (input, None);
        }
        (cut::text(input, max), Some(Limit::InputBytes))
    }
}

fn parse_selector(css: &str) -> Result<Selector, Error> {
    Selector::parse(css).map_err(|_| Error::Selector { selector: css.to_owned() })
}
