//! The nodes of a page in which something has to move. They are kept until the page has ended, and reported then.

use super::pending::Pending;
use crate::read::sink::{Attribute, Element, Sink};

/// A node, by its number.
pub(super) type NodeId = u32;

/// The node around all others.
pub(super) const ROOT: NodeId = 0;
const NONE: NodeId = NodeId::MAX;

/// Where a node goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// After all that is inside of an element.
    Inside(NodeId),
    Before(NodeId),
}

#[derive(Debug, Clone, Copy)]
enum What<'a> {
    Element {
        name: &'a str,
        number: Option<u8>,
        /// Where its attributes are, and how many.
        attributes: (usize, usize),
    },
    Text {
        text: &'a str,
        /// Whether the text of the node before goes on.
        goes_on: bool,
    },
}

#[derive(Debug)]
struct Node<'a> {
    what: What<'a>,
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    before: NodeId,
    after: NodeId,
}

/// The nodes so far.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
    /// The nodes of the elements that have been on the stack, by their serial numbers.
    by_serial: Vec<NodeId>,
}

impl<'a> Kept<'a> {
    /// No nodes, with room for those of a page of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        /// Of a page that has scripts, too.
        const BYTES_PER_NODE: usize = 64;
        /// Few pages have more.
        const MAX_ROOM: usize = 1 << 14;
        let room = (bytes / BYTES_PER_NODE).min(MAX_ROOM);
        let (nodes, attributes) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut kept = Kept { nodes, attributes, by_serial: vec![ROOT] };
        kept.add_element("", None, &[]);
        kept
    }

    fn add(&mut self, what: What<'a>) -> NodeId {
        let node = Node { what, parent: NONE, first: NONE, last: NONE, before: NONE, after: NONE };
        self.nodes.push(node);
        self.nodes.len() as NodeId - 1
    }

    fn node(&mut self, id: NodeId) -> Option<&mut Node<'a>> {
        self.nodes.get_mut(id as usize)
    }

    /// Makes an element, which has no place yet.
    pub(super) fn add_element(
        &mut self,
        name: &'a str,
        number: Option<u8>,
        attributes: &[Attribute<'a>],
    ) -> NodeId {
        let first = self.attributes.len();
        self.attributes.extend_from_slice(attributes);
        self.add(What::Element { name, number, attributes: (first, attributes.len()) })
    }

    /// Makes an element like another.
    pub(super) fn copy(&mut self, id: NodeId) -> NodeId {
        self.add(self.nodes[id as usize].what)
    }

    /// Adds text at a place. Returns whether it is a node of its own.
    pub(super) fn add_text(&mut self, text: &'a str, place: Place) -> bool {
        let before = match place {
            Place::Inside(parent) => self.nodes[parent as usize].last,
            Place::Before(sibling) => self.nodes[sibling as usize].before,
        };
        let goes_on =
            self.nodes.get(before as usize).is_some_and(|node| matches!(node.what, What::Text { .. }));
        let node = self.add(What::Text { text, goes_on });
        self.insert(node, place);
        !goes_on
    }

    /// Puts a node that has no place at one.
    pub(super) fn insert(&mut self, id: NodeId, place: Place) {
        let (parent, before, after) = match place {
            Place::Inside(parent) => (parent, self.nodes[parent as usize].last, NONE),
            Place::Before(sibling) => {
                let Node { parent, before, .. } = self.nodes[sibling as usize];
                (parent, before, sibling)
            }
        };
        let node = &mut self.nodes[id as usize];
        (node.parent, node.before, node.after) = (parent, before, after);
        self.link(parent, before, id, id, after);
    }

    /// Takes a node from its place, with all that is inside.
    pub(super) fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id as usize];
        let (parent, before, after) = (node.parent, node.before, node.after);
        (node.parent, node.before, node.after) = (NONE, NONE, NONE);
        self.link(parent, before, after, before, after);
    }

    /// Makes `first` follow `before`, and `last` precede `after`.
    fn link(&mut self, parent: NodeId, before: NodeId, first: NodeId, last: NodeId, after: NodeId) {
        match self.node(before) {
            Some(node) => node.after = first,
            None => _ = self.node(parent).map(|parent| parent.first = first),
        }
        match self.node(after) {
            Some(node) => node.before = last,
            None => _ = self.node(parent).map(|parent| parent.last = last),
        }
    }

    /// Moves all that is inside of one element into another, which is empty.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        let source = &mut self.nodes[from as usize];
        let (first, last) = (source.first, source.last);
        (source.first, source.last) = (NONE, NONE);
        let target = &mut self.nodes[to as usize];
        (target.first, target.last) = (first, last);
        let mut child = first;
        while let Some(node) = self.node(child) {
            node.parent = to;
            child = node.after;
        }
    }

    pub(super) fn has_place(&self, id: NodeId) -> bool {
        self.nodes[id as usize].parent != NONE
    }

    /// Notes that the element that was made last is the next on the stack.
    pub(super) fn note_last(&mut self) {
        self.by_serial.push(self.nodes.len() as NodeId - 1);
    }

    /// The node of an element on the stack.
    pub(super) fn of_serial(&self, serial: u32) -> NodeId {
        self.by_serial.get(serial as usize).copied().unwrap_or(ROOT)
    }

    /// Reports all to a sink, without recursion.
    pub(super) fn report(&self, sink: &mut impl Sink<'a>) {
        let mut pending = Pending::default();
        let mut next = self.nodes[ROOT as usize].first;
        while let Some(node) = self.nodes.get(next as usize) {
            let is_open = match node.what {
                What::Text { text, goes_on } => {
                    if !goes_on {
                        pending.report(sink);
                    }
                    pending.add(text);
                    false
                }
                What::Element { name, number, attributes: (first, count) } => {
                    pending.report(sink);
                    let attributes = &self.attributes[first..first + count];
                    sink.open(&Element { name, number, attributes, choice: None })
                }
            };
            next = match is_open {
                true if node.first != NONE => node.first,
                true => {
                    sink.close();
                    self.following(node, &mut pending, sink)
                }
                false => self.following(node, &mut pending, sink),
            };
        }
    }

    /// The node after one, whose parents end before it if they have to.
    fn following(&self, node: &Node<'a>, pending: &mut Pending<'a>, sink: &mut impl Sink<'a>) -> NodeId {
        let mut node = node;
        while node.after == NONE && node.parent != ROOT {
            pending.report(sink);
            sink.close();
            match self.nodes.get(node.parent as usize) {
                Some(parent) => node = parent,
                None => return NONE,
            }
        }
        if node.after == NONE {
            pending.report(sink);
        }
        node.after
    }
}
