//! The settings of a job.

use std::sync::Arc;

use scraper::Selector;

use crate::article::Article;
use crate::error::Error;
use crate::input::Input;
use crate::metadata::Metadata;
use crate::options::{Focus, Limits};
use crate::pipeline::{self, Settings};
use crate::sites::{SitePage, Sites};

/// Cleans pages with settings of the caller's.
///
/// A cleaner holds what is the same for all pages of a job; what belongs to one page, such as its address, is given with
/// its [`Input`]. It is cheap to make, can be shared between threads, and gives the same article for the same input
/// whatever it cleaned before.
///
/// ```
/// use dechaff::{Cleaner, Focus, Input};
///
/// let cleaner = Cleaner::new().with_focus(Focus::Precision);
/// let page = Input::html("<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>");
/// let article = cleaner.clean(page.with_url("https://example.org/news/1")?)?;
/// assert_eq!(article.title(), Some("Rain"));
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Cleaner {
    settings: Settings,
}

impl Cleaner {
    /// A cleaner with the default settings: those of [`clean`](crate::clean) and [`metadata`](crate::metadata()).
    ///
    /// ```
    /// use dechaff::Cleaner;
    ///
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>";
    /// assert_eq!(Cleaner::new().clean(page)?, dechaff::clean(page)?);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Cleaner::default()
    }

    /// Where to lean when a block could be either content or boilerplate.
    ///
    /// The default is [`Focus::Balanced`], which keeps what makes the best word F1 in expectation.
    ///
    /// ```
    /// use dechaff::{Cleaner, Focus};
    ///
    /// let page = "Rain in town\n\nIt rained all day, and nobody in the town minded.\n\nSee also our umbrellas, all week.";
    /// let kept = |focus| Ok(Cleaner::new().with_focus(focus).clean(page)?.body().count());
    /// assert!(kept(Focus::Precision)? <= kept(Focus::Balanced)?);
    /// assert!(kept(Focus::Balanced)? <= kept(Focus::Recall)?);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_focus(mut self, focus: Focus) -> Self {
        self.settings.focus = focus;
        self
    }

    /// Whether tables of the article stay in its body.
    ///
    /// They do by default. Rows that are left out are among [`Article::removed`].
    ///
    /// ```
    /// use dechaff::{Cleaner, Input};
    ///
    /// let page = "<article><h1>Rain</h1><p>It rained all day in three towns by the river, and nobody minded it.</p>\
    ///     <table><tr><th>Town</th><th>Rain</th></tr><tr><td>Nordvik</td><td>9 mm</td></tr></table>\
    ///     <p>On Tuesday the sun came out again, and the ferry sailed an hour late.</p></article>";
    /// let text = |keep| Ok(Cleaner::new().with_tables(keep).clean(Input::html(page))?.text());
    /// assert!(text(true)?.contains("9 mm"));
    /// assert!(!text(false)?.contains("9 mm"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_tables(mut self, keep: bool) -> Self {
        self.settings.keep.tables = keep;
        self
    }

    /// Whether readers' comments are kept apart, as data in [`Article::comments`], and the posts of a thread in
    /// [`Article::posts`].
    ///
    /// They are not by default: comments are among [`Article::removed`], as
    /// [`Boilerplate::Comments`](crate::Boilerplate::Comments), and nothing is worked out of them. Where they are kept
    /// apart, their blocks have the label [`Label::Comment`](crate::Label::Comment).
    ///
    /// ```
    /// use dechaff::{Cleaner, Input};
    ///
    /// let page = "<article><h1>Rain</h1><p>It rained all day in three towns by the river, and nobody minded it.</p>\
    ///     <p>On Tuesday the sun came out again, and the ferry sailed an hour late.</p></article>\
    ///     <section id=comments><h2>2 Comments</h2><ol class=comment-list>\
    ///     <li class=comment><p>Ann says: I loved this, thanks!</p></li>\
    ///     <li class=comment><p>Bo says: Me too, what a day!</p></li></ol></section>";
    /// let comments = |keep| Ok(Cleaner::new().with_comments(keep).clean(Input::html(page))?.comments().count());
    /// assert!(comments(true)? > 0);
    /// assert_eq!(comments(false)?, 0);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_comments(mut self, keep: bool) -> Self {
        self.settings.keep.comments = keep;
        self
    }

    /// Elements whose text belongs to the body, whatever the detector finds.
    ///
    /// There are none by default. Can be called several times; the innermost element that a selector matches decides, and
    /// where one element is both kept and removed, it is removed. Flattened text has no elements.
    ///
    /// ```
    /// use dechaff::{Cleaner, Input};
    ///
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p><footer class=weather>9 mm</footer>";
    /// let cleaner = Cleaner::new().with_keep_selector(".weather")?;
    /// assert!(cleaner.clean(Input::html(page))?.text().contains("9 mm"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Selector`] if this is not a CSS selector.
    pub fn with_keep_selector(mut self, css: &str) -> Result<Self, Error> {
        self.settings.keep_selectors.push(parse_selector(css)?);
        Ok(self)
    }

    /// Elements whose text is removed, whatever the detector finds.
    ///
    /// There are none by default. Can be called several times, see [`Cleaner::with_keep_selector`].
    ///
    /// ```
    /// use dechaff::{Cleaner, Input};
    ///
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p><p class=advert>Umbrellas.</p>";
    /// let cleaner = Cleaner::new().with_remove_selector("p.advert")?;
    /// assert!(!cleaner.clean(Input::html(page))?.text().contains("Umbrellas"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Selector`] if this is not a CSS selector.
    pub fn with_remove_selector(mut self, css: &str) -> Result<Self, Error> {
        self.settings.remove_selectors.push(parse_selector(css)?);
        Ok(self)
    }

    /// What is known of the sites that pages are from: what is their template goes, and what is doubtful where the text of
    /// their pages is stays.
    ///
    /// There is nothing by default. The site of a page is known from its address ([`Input::with_url`]). Where a profile does
    /// not fit, the detector decides, and the article says so ([`Flag::OtherTemplate`](crate::Flag::OtherTemplate)).
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use dechaff::{Cleaner, Input};
    ///
    /// let file = "# dechaff sites 1\n[\"example.org\".lines]\n\"We write about the river, since 1951.\" = [40, 52]\n";
    /// let cleaner = Cleaner::new().with_sites(Arc::new(file.parse()?));
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded. The ferry was late, the baker went home, \
    ///     and the mill stood still.<p>We write about the river, since 1951.";
    /// let article = cleaner.clean(Input::html(page).with_url("https://example.org/9")?)?;
    /// assert!(!article.text().contains("since 1951"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_sites(mut self, sites: Arc<Sites>) -> Self {
        self.settings.sites = Some(sites);
        self
    }

    /// What a page teaches of its site, for a [`SiteLearner`](crate::SiteLearner). What is known of sites already
    /// ([`Cleaner::with_sites`]) is not used: how the detector decides by itself is what is learnt from.
    ///
    /// ```
    /// use dechaff::{Cleaner, Input, SiteLearner};
    ///
    /// let page = Input::html("<p>It rained all day, and nobody in the town minded.").with_url("https://example.org/9")?;
    /// let mut learner = SiteLearner::new();
    /// learner.add(&Cleaner::new().observe(page)?);
    /// assert!(learner.finish().is_empty(), "one page teaches nothing");
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Cleaner::clean`].
    pub fn observe<'a>(&self, input: impl Into<Input<'a>>) -> Result<SitePage, Error> {
        pipeline::observe(&input.into(), &self.settings)
    }

    /// How much of an input is read.
    ///
    /// The defaults are those of [`Limits::new`]: more than any real page needs, and little enough that no input takes
    /// more than 0.8 GB or five seconds.
    ///
    /// ```
    /// use dechaff::{Cleaner, Flag, Limit, Limits};
    ///
    /// let cleaner = Cleaner::new().with_limits(Limits::new().with_max_blocks(100));
    /// let article = cleaner.clean(&"<p>It rained all day, and nobody minded.</p>".repeat(1_000))?;
    /// assert_eq!(article.blocks().count(), 100);
    /// assert!(article.flags().contains(&Flag::Truncated(Limit::Blocks)));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Cleans a page: HTML or flattened text, in any form that [`Input`] can be made from.
    ///
    /// ```
    /// use dechaff::{Cleaner, Input};
    ///
    /// let cleaner = Cleaner::new();
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>";
    /// let article = cleaner.clean(page)?;
    /// assert_eq!(article, cleaner.clean(page.as_bytes())?);
    /// assert_eq!(article, cleaner.clean(Input::html(page))?);
    /// assert_eq!(article, cleaner.clean(&scraper::Html::parse_document(page))?);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if there is no visible character, [`Error::Binary`] if this is a file of another kind. A document
    /// that was parsed by the caller gives neither: without text it becomes an article without blocks. A page without an
    /// article is no error, see [`Article::flags`].
    pub fn clean<'a>(&self, input: impl Into<Input<'a>>) -> Result<Article, Error> {
        pipeline::clean(&input.into(), &self.settings)
    }

    /// What a page says about its article besides the body: title, dates, authors, source and the rest. This is
    /// [`Article::metadata`] of [`Cleaner::clean`], without looking for the body. Limits that were reached are not
    /// reported.
    ///
    /// ```
    /// use dechaff::{Cleaner, Input};
    ///
    /// let cleaner = Cleaner::new();
    /// let page = Input::html("<h1>Rain</h1><p>It rained all day, and nobody in the town minded.</p>");
    /// assert_eq!(cleaner.metadata(page.clone())?, *cleaner.clean(page)?.metadata());
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Cleaner::clean`].
    pub fn metadata<'a>(&self, input: impl Into<Input<'a>>) -> Result<Metadata, Error> {
        pipeline::clean_metadata(&input.into(), &self.settings)
    }
}

fn parse_selector(css: &str) -> Result<Selector, Error> {
    Selector::parse(css).map_err(|_| Error::Selector { selector: css.to_owned() })
}
