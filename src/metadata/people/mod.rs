//! Who wrote the article?
//!
//! A byline is taken apart ([`byline`]), its parts are kept if they look like names ([`names`]), and of what all sources
//! found the most trusted is chosen.

pub(crate) mod byline;
mod decide;
pub(crate) mod names;
mod pages;

pub(crate) use decide::decide;
pub(crate) use pages::decide as author_pages;
