//! A page: the ordered blocks of a document plus what its head said.
//!
//! HTML and flattened text both become a [`Page`]; everything after this stage is shared.
//! What text cannot know (tags, classes, links) is absent, not another type.

pub(crate) mod hash;
pub(crate) mod html;
mod limited;
mod recent;
mod shape;
pub(crate) mod text;
mod tokenizer;
pub(crate) mod tree;
mod words;

use std::ops::Range;

use crate::article::{BlockKind, Image, Limit, Span};
pub(crate) use html::address::Base;
pub(crate) use shape::Shape;

/// What kind of input a page was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Html,
    Text,
}

/// A document as an ordered list of blocks.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) origin: Origin,
    /// The text of all blocks, one after the other.
    pub(crate) text: String,
    pub(crate) blocks: Vec<RawBlock>,
    /// Elements around blocks in document order; a parent stands before its children and
    /// 0 is the root. Text has the root alone.
    pub(crate) containers: Vec<Container>,
    /// Class, id, role and the like of all containers, lower-cased.
    pub(crate) names: String,
    /// Inline markup, ordered by block.
    pub(crate) spans: Vec<Span>,
    /// What links point to, as written.
    pub(crate) targets: Vec<String>,
    /// Pictures with their addresses as written.
    pub(crate) images: Vec<Image>,
    /// What addresses are relative to.
    pub(crate) base: Base,
    pub(crate) head: Head,
    /// Elements that carry metadata by their markup, in document order.
    pub(crate) marks: Vec<Mark>,
    /// Limits that were reached.
    pub(crate) limits: Vec<Limit>,
    /// Language whose stop words the text holds most, as an ISO 639-1 code.
    pub(crate) language: Option<&'static str>,
}

/// One block before anything is decided about it.
#[derive(Debug, Clone)]
pub(crate) struct RawBlock {
    /// Range into `Page::text`.
    pub(crate) text: Range<u32>,
    pub(crate) kind: BlockKind,
    /// Innermost container: index into `Page::containers`.
    pub(crate) container: u32,
    /// Characters inside links.
    pub(crate) link_chars: u32,
    pub(crate) link_count: u16,
    /// Characters in bold or emphasis.
    pub(crate) strong_chars: u32,
    /// Range into `Page::spans`.
    pub(crate) spans: Range<u32>,
    /// Flattened text: bytes of the input.
    pub(crate) input: Option<Range<u32>>,
    /// Flattened text: whether a blank line stands above.
    pub(crate) gap_above: bool,
    /// Flattened text: columns of white space before the line.
    pub(crate) indent: u16,
    /// What the caller's selectors say of the block.
    pub(crate) choice: Choice,
    /// Whether many pages of the site hold it, as far as the caller knows.
    pub(crate) repeated: bool,
    pub(crate) shape: Shape,
}

/// What the caller's CSS selectors say of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Choice {
    /// Nothing: the detector decides.
    #[default]
    Open,
    Keep,
    Remove,
}

/// An element that holds blocks.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    pub(crate) parent: u32,
    /// Levels below the root.
    pub(crate) depth: u16,
    /// Local name, such as `div`.
    pub(crate) tag: Tag,
    /// Range into `Page::names`.
    pub(crate) names: Range<u32>,
    pub(crate) hidden: bool,
    /// The blocks inside, as indexes into `Page::blocks`.
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

/// What the head of a document says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// Text of `<title>`.
    pub(crate) title: Option<String>,
    /// `<meta>`: its lower-cased name, property, itemprop or http-equiv, and its content.
    pub(crate) metas: Vec<(String, String)>,
    /// `<link>`: its lower-cased rel and its href.
    pub(crate) links: Vec<(String, String)>,
    /// Bodies of `<script type="application/ld+json">`.
    pub(crate) json_ld: Vec<String>,
    /// Bytes of all of them.
    pub(crate) json_ld_bytes: usize,
    /// `lang` of `<html>` or `<body>`.
    pub(crate) language: Option<String>,
    /// `href` of `<base>`.
    pub(crate) base_url: Option<String>,
}

/// An element that says what it is: a time, an author's name.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) kind: MarkKind,
    /// The element's own text, white space collapsed.
    pub(crate) text: String,
    /// The machine-readable value: `datetime`, `content`, `title`.
    pub(crate) value: Option<String>,
    /// The block that the element is in or that follows it.
    pub(crate) block: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `itemprop="datePublished"`.
    PublishedTime,
    /// `<time>` or `itemprop` with a date: published unless said otherwise.
    Time,
    /// The same, marked as a date of change.
    ModifiedTime,
    /// Text whose class or id names a date ("date", "published", "timestamp").
    DateClass,
    /// `rel="author"` or `itemprop="author"`.
    Author,
    /// Text whose class or id names an author ("byline", "author").
    AuthorClass,
    /// `itemprop="headline"`.
    Headline,
    /// An item of a breadcrumb trail.
    Breadcrumb,
    /// `rel="tag"`.
    TagLink,
    /// A link to the licence of what stands around it.
    License,
}

impl Page {
    /// Notes that a limit was reached.
    pub(crate) fn reach(&mut self, limit: Limit) {
        if !self.limits.contains(&limit) {
            self.limits.push(limit);
        }
    }

    /// The text of a block.
    pub(crate) fn block_text(&self, index: usize) -> &str {
        let range = &self.blocks[index].text;
        &self.text[range.start as usize..range.end as usize]
    }
}

/// A page without blocks.
pub(crate) fn empty(origin: Origin) -> Page {
    Page {
        origin,
        text: String::new(),
        blocks: Vec::new(),
        containers: vec![Container {
            parent: 0,
            depth: 0,
            tag: Tag::Root,
            names: 0..0,
            hidden: false,
            blocks: 0..0,
        }],
        names: String::new(),
        spans: Vec::new(),
        targets: Vec::new(),
        images: Vec::new(),
        base: Base::default(),
        head: Head::default(),
        marks: Vec::new(),
        limits: Vec::new(),
        language: None,
    }
}
