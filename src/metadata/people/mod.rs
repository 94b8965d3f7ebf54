//! Who wrote the article?
//!
//! A byline is taken apart ([`byline`]) and its parts are kept if they look like names ([`names`],
//! [`name_ends`]). What all sources found,
//! and lines that may be names by their place ([`near`]), give the credits of the page ([`credits`]). One is chosen, or none,
//! by what speaks for each ([`signs`], [`mentions`], `decide`), with a chance that it is right.

pub(crate) mod byline;
pub(crate) mod credits;
mod decide;
pub(crate) mod mentions;
pub(crate) mod name_ends;
pub(crate) mod names;
pub(crate) mod near;
mod pages;
pub(crate) mod signs;

pub(crate) use decide::decide;
pub(crate) use pages::decide as author_pages;
