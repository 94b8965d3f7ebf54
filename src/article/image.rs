//! Pictures as callers see them.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{self, Base};

/// A picture as the article stores it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImageData {
    pub(crate) image: document::Image,
    /// Whether it is next to a block of the body.
    pub(crate) in_body: bool,
    /// The text of its caption: a range into `Article::text`.
    pub(crate) caption: Option<Range<u32>>,
}

/// A picture of the article.
#[derive(Debug, Clone, Copy)]
pub struct Image<'a> {
    base: &'a Base,
    data: &'a ImageData,
    /// The text that its caption is a part of.
    text: &'a str,
}

impl<'a> Image<'a> {
    pub(crate) fn new(data: &'a ImageData, base: &'a Base, text: &'a str) -> Self {
        Image { base, data, text }
    }

    /// The picture's address, absolute where the page's address is known.
    #[must_use]
    pub fn url(&self) -> Cow<'a, str> {
        self.base.resolve(&self.data.image.url)
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
        self.data.image.is_video
    }

    /// The alternative text, or an empty string.
    #[must_use]
    pub fn alt(&self) -> &'a str {
        &self.data.image.alt
    }

    /// Its width in pixels, as the page gives it: where it is shown, else for the file, in `srcset` or JSON-LD.
    ///
    /// ```
    /// let html = "<article><h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>\
    ///     <figure><img src=/a.jpg width=800 height=600><figcaption>The pier in the rain</figcaption></figure>\
    ///     <p>By the evening the river had risen by a hand, and the boats were tied up.</p></article>";
    /// let article = dechaff::clean(html)?;
    /// let picture = article.images().next().ok_or("no picture")?;
    /// assert_eq!((picture.width(), picture.height()), (Some(800), Some(600)));
    /// assert_eq!(picture.caption(), Some("The pier in the rain"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn width(&self) -> Option<u32> {
        self.data.image.size.width
    }

    /// Its height in pixels, as the page gives it: see [`Image::width`].
    #[must_use]
    pub fn height(&self) -> Option<u32> {
        self.data.image.size.height
    }

    /// Its caption, where both are in one figure: see [`Image::width`] for an example.
    #[must_use]
    pub fn caption(&self) -> Option<&'a str> {
        let range = self.data.caption.as_ref()?;
        self.text.get(range.start as usize..range.end as usize)
    }
}
