//! Pictures as callers see them.

use std::borrow::Cow;

use crate::document::{self, Base};

/// A picture as the article stores it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImageData {
    pub(crate) image: document::Image,
    /// Whether it is next to a block of the body.
    pub(crate) in_body: bool,
}

/// A picture of the article.
#[derive(Debug, Clone, Copy)]
pub struct Image<'a> {
    pub(crate) base: &'a Base,
    pub(crate) data: &'a document::Image,
}

impl<'a> Image<'a> {
    /// The picture's address, absolute where the page's address is known.
    #[must_use]
    pub fn url(&self) -> Cow<'a, str> {
        self.base.resolve(&self.data.url)
    }

    /// Whether this is a film of a known player and no picture: renderings show it as a link, where links are shown.
    ///
    /// ```
    /// let html = "<article><h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>\
    ///     <iframe src='https://www.youtube.com/embed/abcdEFGH123' title='Rain'></iframe>\
    ///     <p>By the evening the river had risen by a hand, and the boats were tied up.</p></article>";
    /// let article = dechaff::clean(html)?;
    /// assert!(article.videos().all(|film| film.is_video()));
    /// assert!(article.images().all(|picture| !picture.is_video()));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn is_video(&self) -> bool {
        self.data.is_video
    }

    /// The alternative text, or an empty string.
    #[must_use]
    pub fn alt(&self) -> &'a str {
        &self.data.alt
    }
}
