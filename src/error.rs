//! What can go wrong before there is anything to clean.

use thiserror::Error;

/// Why an input or a setting was refused.
///
/// "There is no article on this page" is not an error: it is an
/// [`Article`](crate::Article) of low confidence with a page kind and flags.
/// Malformed HTML, unknown tags and broken JSON-LD never cause an error either.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The input holds no visible character.
    #[error("the input is empty")]
    Empty,
    /// The input is a file of another kind, such as a PNG or a PDF.
    #[error("the input is {format}, not HTML or text")]
    Binary {
        /// What the input looks like, with its article: "a PNG image", "binary data".
        format: &'static str,
    },
    /// A CSS selector given to the [`Cleaner`](crate::Cleaner) does not parse.
    #[error("invalid CSS selector `{selector}`")]
    Selector {
        /// The selector as it was given.
        selector: String,
    },
    /// An address given to [`Input::with_url`](crate::Input::with_url) is not an absolute URL.
    #[error("invalid page URL `{url}`: {reason}")]
    Url {
        /// The URL as it was given.
        url: String,
        /// What the URL parser said.
        reason: String,
    },
    /// A file of site profiles ([`Sites`](crate::Sites)) does not parse.
    #[error("line {line} of the profiles of sites: expected {expected}")]
    Sites {
        /// The line, from 1.
        line: usize,
        /// What it should be.
        expected: &'static str,
    },
}
