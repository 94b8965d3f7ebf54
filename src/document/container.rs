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
    pub(crate) hidden: bool,
    /// The blocks inside, as indexes into `Document::blocks`.
    pub(crate) blocks: Range<u32>,
}

/// Elements that mean something to the detector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Tag {
    Root,
    Div,
    Section,
    Article,
    Main,
    Header,
    Footer,
    Nav,
    Aside,
    Form,
    Figure,
    Caption,
    Paragraph,
    Heading,
    List,
    Item,
    Definitions,
    Quote,
    Table,
    Row,
    Cell,
    Pre,
    Details,
    Dialog,
    Address,
    Button,
    Link,
    Other,
}
