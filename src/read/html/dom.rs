//! A tree as events: every node once, without recursion.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node, node};

use crate::document::Choice;
use crate::read::sink::{Attribute, Element, Sink};

/// Reports a tree to a sink.
pub(super) fn report<'a>(document: &'a Html, chosen: &HashMap<NodeId, Choice>, sink: &mut impl Sink<'a>) {
    let mut walk = Walk { chosen, sink, attributes: Vec::new() };
    let mut node = document.tree.root().first_child();
    while let Some(current) = node {
        node = if walk.enter(current) {
            current.first_child().or_else(|| walk.leave_from(current))
        } else {
            current.next_sibling().or_else(|| current.parent().and_then(|parent| walk.leave_from(parent)))
        };
    }
}

struct Walk<'a, 's, S> {
    chosen: &'s HashMap<NodeId, Choice>,
    sink: &'s mut S,
    /// Those of the element at hand; kept so that the room is taken once.
    attributes: Vec<Attribute<'a>>,
}

impl<'a, S: Sink<'a>> Walk<'a, '_, S> {
    /// Reports a node. Returns whether it was opened, so that its end has to be reported.
    fn enter(&mut self, node: NodeRef<'a, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.sink.text(text);
                false
            }
            Node::Element(element) => self.open(node.id(), element),
            // What a template holds.
            Node::Fragment => true,
            _ => false,
        }
    }

    fn open(&mut self, id: NodeId, element: &'a node::Element) -> bool {
        self.attributes.clear();
        self.attributes.extend(element.attrs());
        let choice = if self.chosen.is_empty() { None } else { self.chosen.get(&id).copied() };
        self.sink.open(&Element { name: element.name(), number: None, attributes: &self.attributes, choice })
    }

    /// Leaves a node and all those around it that end with it. Returns the node that follows.
    fn leave_from(&mut self, node: NodeRef<'a, Node>) -> Option<NodeRef<'a, Node>> {
        let mut node = node;
        loop {
            // The tree's root was not entered.
            node.parent()?;
            if !node.value().is_fragment() {
                self.sink.close();
            }
            if let Some(next) = node.next_sibling() {
                return Some(next);
            }
            node = node.parent()?;
        }
    }
}
