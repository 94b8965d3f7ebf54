//! Pictures as callers see them.

use std::borrow::Cow;

use crate::document::{self, Base};

/// A picture as the article stores it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImageData {
    pub(crate) image: document::Image,
    /// Whether it stands next to a block of the body.
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

    /// Whether this is a film and no picture: shown as a link, where links are.
    pub(crate) fn is_video(&self) -> bool {
        self.data.is_video
    }

    /// The alternative text, empty where there is none.
    #[must_use]
    pub fn alt(&self) -> &'a str {
        &self.data.alt
    }
}
