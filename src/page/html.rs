//! A tree to blocks.

use scraper::{Html, Selector};
use url::Url;

use super::Page;
use crate::options::Limits;

/// The caller's selectors.
pub(crate) struct Choices<'a> {
    pub(crate) keep: &'a [Selector],
    pub(crate) remove: &'a [Selector],
}

pub(crate) fn page(_document: &Html, _url: Option<&Url>, _choices: &Choices<'_>, _limits: &Limits) -> Page {
    super::empty(super::Origin::Html)
}
