//! An article to text, Markdown, HTML and JSON.

mod html;
#[cfg(feature = "serde")]
mod json;
mod markdown;
mod text;
