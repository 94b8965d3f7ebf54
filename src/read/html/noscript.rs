//! Text for readers without scripts.
//!
//! Pages that scripts draw often hold their text in `<noscript>` alone, for search engines.
//! Elsewhere `<noscript>` repeats pictures or asks to turn scripts on.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use html5ever::local_name;
use scraper::{Html, Node};

/// Fewer bytes than this are a notice, not a page.
const MIN_BYTES: usize = 400;

/// Whether the document keeps more text inside `<noscript>` than outside.
pub(super) fn holds_the_page(document: &Html) -> bool {
    // Most documents have none, and looking through the nodes is cheaper than walking the tree.
    if !document.tree.nodes().any(is_noscript) {
        return false;
    }
    let (mut inside, mut outside, mut open) = (0, 0, 0usize);
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) if is_noscript(node) => open += 1,
            Edge::Close(node) if is_noscript(node) => open = open.saturating_sub(1),
            Edge::Open(node) if open > 0 => inside += text_bytes(node),
            Edge::Open(node) => outside += text_bytes(node),
            Edge::Close(_) => {}
        }
    }
    inside >= MIN_BYTES && inside > outside
}

fn is_noscript(node: NodeRef<'_, Node>) -> bool {
    let is_named =
        node.value().as_element().is_some_and(|element| element.name.local == local_name!("noscript"));
    is_named && parent_name(node) != "head"
}

/// Bytes of text that shows, white space around aside. JSON-LD, styles and titles do not show.
fn text_bytes(node: NodeRef<'_, Node>) -> usize {
    let hidden =
        || matches!(parent_name(node), "script" | "style" | "title" | "template" | "textarea" | "option");
    node.value().as_text().filter(|_| !hidden()).map_or(0, |text| text.trim().len())
}

fn name<'a>(node: NodeRef<'a, Node>) -> &'a str {
    node.value().as_element().map_or("", |element| element.name())
}

fn parent_name<'a>(node: NodeRef<'a, Node>) -> &'a str {
    node.parent().map_or("", name)
}
