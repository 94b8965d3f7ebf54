//! HTML to a document.
//!
//! The bytes are reported to the builder as events in one pass (`stream`), or in a second one where the standard moves what
//! was read before. What is left goes by way of a tree (`tree`, with a tokenizer of our own and within the same limits),
//! which is reported as the same events (`dom`); so do pages with the caller's selectors, and trees that the caller has. A
//! page may be reported twice, if it keeps its text in `<noscript>`; and where it shows hardly any text, the body in its
//! state is reported after it.

mod dom;
mod limited;
mod page;
mod state_body;
mod stream;
#[cfg(test)]
mod testing;
mod tokenizer;
pub(crate) mod tree;

pub(crate) use page::{Choices, page, read};

/// Where the tree of a document is another than that of html5ever's own tokenizer, or the document read in one pass another
/// than that of the tree.
#[cfg(feature = "stages")]
pub(crate) fn tree_difference(html: &str) -> Option<String> {
    let differs = |attributes| tokenizer::compare::difference(html, attributes);
    let of_trees = [tree::Attributes::All, tree::Attributes::Read].into_iter().find_map(differs);
    of_trees.or_else(|| stream::compare::difference(html, &crate::options::Limits::new()))
}
