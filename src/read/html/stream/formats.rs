//! The standard's list of active formatting elements.

use super::elements::Id;
use crate::read::sink::Attribute;

/// An entry of the standard's list.
#[derive(Debug)]
pub(super) enum Format<'a> {
    /// Where the list of a cell, a caption, an object or a template begins.
    Marker,
    Element(Formatting<'a>),
}

#[derive(Debug)]
pub(super) struct Formatting<'a> {
    pub(super) id: Id,
    pub(super) name: &'a str,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// Where it is in the stack, if it is open.
    pub(super) at: usize,
    pub(super) serial: u32,
}

impl Formatting<'_> {
    pub(super) fn equals(&self, id: Id, attributes: &[Attribute<'_>]) -> bool {
        self.id == id
            && self.attributes.len() == attributes.len()
            && self.attributes.iter().all(|attribute| attributes.contains(attribute))
    }
}
