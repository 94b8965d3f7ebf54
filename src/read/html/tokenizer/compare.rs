//! The trees of this tokenizer and of html5ever's own, side by side.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::{QualName, TokenizerResult, ns};
use scraper::{Html, Node};

use super::names::READ;
use super::tags::{is_compared, most_attributes};
use crate::options::Limits;
use crate::read::html::limited::LimitedSink;
use crate::read::html::tree::{self, Attributes};

/// The tree by html5ever's tokenizer.
fn by_html5ever(html: &str) -> Html {
    // The tokenizer drops a byte order mark wherever a script ends, too.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(LimitedSink::new(&Limits::new()), options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html.strip_prefix('\u{feff}').unwrap_or(html)));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.finish().0
}

fn by_us(html: &str, attributes: Attributes) -> Html {
    tree::parse(html, &Limits::new(), attributes).html
}

/// A tree as text, one node a line, with the attributes that are looked for.
fn outline(html: &Html, attributes: Attributes) -> String {
    let (mut lines, mut depth) = (String::new(), 0);
    for edge in html.tree.root().traverse() {
        let Edge::Open(node) = edge else {
            depth -= 1;
            continue;
        };
        match node.value() {
            Node::Element(element) => {
                let is_kept = |name: &QualName| {
                    let is_read = name.prefix.is_none() && name.ns == ns!() && READ.contains(&&*name.local);
                    attributes == Attributes::All || is_read || is_compared(&element.name.local)
                };
                let attributes = element.attrs.iter().filter(|(name, _)| is_kept(name));
                let kept: Vec<_> = attributes.map(|(name, value)| (name, &**value)).collect();
                let _ = writeln!(lines, "{depth} {:?} {kept:?}", element.name);
            }
            // html5ever makes empty ones of empty CDATA sections.
            Node::Text(text) if text.is_empty() => {}
            // Scripts are read or left out by their text, which html5ever gives in pieces.
            Node::Text(_) if node.parent().is_some_and(is_script) => {}
            other => {
                let _ = writeln!(lines, "{depth} {other:?}");
            }
        }
        depth += 1;
    }
    format!("{:?}\n{lines}", html.quirks_mode)
}

/// Whether text in it depends on what it says.
fn is_script(node: NodeRef<'_, Node>) -> bool {
    let element = node.value().as_element();
    element.is_some_and(|element| matches!(element.name(), "script" | "style"))
}

/// The first line in which the outlines of the two trees differ. Trees in which attributes are too many to be
/// kept are not compared.
pub(crate) fn difference(html: &str, attributes: Attributes) -> Option<String> {
    let (ours, theirs) = (by_us(html, attributes), by_html5ever(html));
    let mut elements = theirs.tree.values().filter_map(|node| node.as_element());
    if elements.any(|element| element.attrs.len() > most_attributes(&element.name.local)) {
        return None;
    }
    let (ours, theirs) = (outline(&ours, attributes), outline(&theirs, attributes));
    if ours == theirs {
        return None;
    }
    let lines = ours.lines().zip(theirs.lines());
    let line = lines.enumerate().find(|(_, (ours, theirs))| ours != theirs);
    Some(line.map_or("one is shorter".to_owned(), |(at, lines)| format!("line {at}: {lines:#?}")))
}
