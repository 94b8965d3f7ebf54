//! Elements around blocks: what a page calls its parts.

use std::ops::Range;

/// An element that holds blocks.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    pub(crate) parent: u32,
    /// Levels below the root.
    pub(crate) depth: u16,
    /// Local name, such as `div`.
    pub(crate) tag: Tag,
    /// Range into `Document::names`.
    pub(crate) names: Range<u32>,
    /// Bytes of those that are its classes, and then, after a space, of its id.
    pub(crate) class_bytes: u16,
    pub(crate) id_bytes: u16,
    /// Hidden from some readers: from all, or only from those who have the page read to them.
    pub(crate) hidden: bool,
    /// Hidden from all, by markup or a style: `aria-hidden` alone does not do that.
    pub(crate) invisible: bool,
    /// The blocks inside, as indexes into `Document::blocks`.
    pub(crate) blocks: Range<u32>,
}

/// Elements that mean something to the detector. The numbers are part of the model: a new element takes a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Tag {
    Root = 0,
    Div = 1,
    Section = 2,
    Article = 3,
    Main = 4,
    Header = 5,
    Footer = 6,
    Nav = 7,
    Aside = 8,
    Form = 9,
    Figure = 10,
    Caption = 11,
    Paragraph = 12,
    Heading = 13,
    List = 14,
    Item = 15,
    Definitions = 16,
    Quote = 17,
    Table = 18,
    Row = 19,
    Cell = 20,
    Pre = 21,
    Details = 22,
    Dialog = 23,
    Address = 24,
    Button = 25,
    Link = 26,
    Other = 27,
}

/// Containers from the inside out, up to the root.
pub(crate) struct ContainerPath<'a> {
    pub(super) containers: &'a [Container],
    pub(super) next: Option<usize>,
}

impl Iterator for ContainerPath<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let current = self.next?;
        self.next = (current > 0).then(|| self.containers[current].parent as usize);
        Some(current)
    }
}
