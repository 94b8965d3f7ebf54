//! From what the caller hands over to a document.
//!
//! Bytes become text (`decode`). HTML is read (`html`) and reported, element by element, to the builder (`build`),
//! which knows nothing of the parser: what passes between them are the events of `sink`. A page that shows too little may have
//! its body in the data of its scripts (`state`), which is read after it in the same way. Flattened text is cut into
//! blocks line by line (`text`).

mod build;
mod bytes;
pub(crate) mod decode;
pub(crate) mod html;
mod keys;
mod math;
mod recent;
mod sink;
mod state;
pub(crate) mod tex;
pub(crate) mod text;

/// What a document is read for: what nobody asks for need not be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Purpose {
    /// For all that is known of a page.
    #[default]
    Article,
    /// For its metadata alone: without the formulas that are raw in the text, and, where the page names its language, without
    /// stop words.
    Metadata,
}
