//! dechaff cleans scraped web articles.
//!
//! (crate docs are written when the stages stand)

mod article;
mod assemble;
mod cleaner;
mod detect;
mod error;
mod input;
mod lists;
mod metadata;
mod options;
mod page;
mod render;

#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;

pub use article::{
    Ambiguity, Article, Block, BlockKind, Boilerplate, Date, Field, Flag, Image, Label, Limit, Metadata,
    PageKind, Precision, Provenance, Reason,
};
pub use cleaner::Cleaner;
pub use error::Error;
pub use options::{Focus, Limits};

/// Cleans one document: HTML, or text that was already flattened.
pub fn clean(input: &str) -> Result<Article, Error> {
    Cleaner::new().clean(input)
}
