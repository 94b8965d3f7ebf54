//! An article to text, Markdown, HTML, JSON and XML.
//!
//! Every format is made from the steps of [`Article::walk`](crate::Article::walk) by a visitor of its own;
//! `format` is the table of them.

mod escape;
mod format;
mod html;
#[cfg(feature = "serde")]
mod json;
mod markdown;
mod notes;
mod part;
mod text;
mod xml;

use url::Url;

use crate::article::Image;

pub use format::Format;

/// A picture's address if it is one on the web.
fn picture_address(image: &Image<'_>) -> Option<Url> {
    Url::parse(&image.url()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// What is written for a picture: its alternative text, and for a film that has none that it is one.
fn picture_label<'a>(image: &Image<'a>) -> &'a str {
    match image.alt() {
        "" if image.is_video() => "Video",
        alt => alt,
    }
}

/// Text on one line: white space collapsed.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod trees;
