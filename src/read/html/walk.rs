//! The walk: every node once, without recursion.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};
use url::Url;

use super::attributes::Attributes;
use super::context::Context;
use super::elements::{self, Display};
use super::marks::{self, OpenMark};
use super::run::{Inline, Run};
use super::tables::{self, Row};
use super::{head, images};
use crate::document::{Base, Choice, Document, MarkKind, Origin, empty, link};
use crate::document::{BlockKind, Image};
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::html::recent::Recent;

pub(super) const MAX_TEXT_BYTES: usize = i32::MAX as usize;

/// An element that is open.
pub(super) struct Frame<'a> {
    pub(super) context: Context,
    pub(super) element: Option<&'a Element>,
    pub(super) display: Display,
    pub(super) inline: Option<Inline>,
    /// Its container, once a block is inside.
    pub(super) container: Option<u32>,
    /// A list item whose first run of text has become a block.
    pub(super) item_used: bool,
    pub(super) row: Option<Row>,
    pub(super) mark: Option<OpenMark>,
}

pub(super) struct Walk<'a> {
    pub(super) page: Document,
    pub(super) frames: Vec<Frame<'a>>,
    pub(super) run: Run,
    /// How many of the frames enclose the whole run so far.
    pub(super) floor: usize,
    /// `<br>` since the last text.
    pub(super) breaks: u32,
    /// What classes and ids said of the elements seen last.
    named: Recent<'a, Option<MarkKind>>,
    pub(super) chosen: HashMap<NodeId, Choice>,
    pub(super) limits: &'a Limits,
    /// Whether `<noscript>` holds the page's text.
    pub(super) reads_noscript: bool,
    /// Tables so far.
    pub(super) tables: u32,
}

pub(super) fn walk(
    document: &Html,
    url: Option<&Url>,
    chosen: HashMap<NodeId, Choice>,
    limits: &Limits,
    reads_noscript: bool,
) -> Document {
    let mut walk = Walk::new(url, chosen, limits);
    walk.reads_noscript = reads_noscript;
    let root = document.tree.root();
    let mut node = root.first_child();
    while let Some(current) = node {
        node = if walk.enter(current) {
            current.first_child().or_else(|| walk.leave_from(current))
        } else {
            current.next_sibling().or_else(|| current.parent().and_then(|parent| walk.leave_from(parent)))
        };
    }
    walk.finish()
}

impl<'a> Walk<'a> {
    fn new(url: Option<&Url>, chosen: HashMap<NodeId, Choice>, limits: &'a Limits) -> Self {
        let root = Frame {
            context: Context::OUTERMOST,
            element: None,
            display: Display::Block,
            inline: None,
            container: Some(0),
            item_used: false,
            row: None,
            mark: None,
        };
        Walk {
            page: Document { base: Base::new(url), ..empty(Origin::Html) },
            frames: vec![root],
            run: Run::default(),
            floor: 1,
            breaks: 0,
            named: Recent::new(),
            chosen,
            limits,
            reads_noscript: false,
            tables: 0,
        }
    }

    /// Leaves a node and all those around it that end with it; gives the node that follows.
    fn leave_from(&mut self, node: NodeRef<'a, Node>) -> Option<NodeRef<'a, Node>> {
        let mut node = node;
        loop {
            // The tree's root was not entered.
            node.parent()?;
            self.leave();
            if let Some(next) = node.next_sibling() {
                return Some(next);
            }
            node = node.parent()?;
        }
    }

    /// Takes in a node; tells whether it was opened, so that it has to be left.
    fn enter(&mut self, node: NodeRef<'a, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.text(text);
                false
            }
            Node::Element(element) => {
                head::read(&mut self.page, node, element, self.limits);
                self.element(node, element)
            }
            _ => false,
        }
    }

    fn context(&self) -> Context {
        self.frames.last().map_or(Context::OUTERMOST, |frame| frame.context)
    }

    fn text(&mut self, text: &str) {
        // Offsets are 32 bits wide. Only a document that the caller parsed can be that long.
        if self.page.text.len() + text.len() > MAX_TEXT_BYTES {
            self.page.reach(Limit::InputBytes);
            return;
        }
        let was_empty = self.run.is_empty(&self.page.text);
        let before = self.page.text.len();
        if self.context().preformatted {
            self.run.push_verbatim(&mut self.page.text, text);
        } else {
            self.run.push(&mut self.page.text, text);
        }
        if self.page.text.len() > before {
            self.breaks = 0;
            if was_empty {
                self.floor = self.frames.len();
            }
        }
    }

    fn element(&mut self, node: NodeRef<'a, Node>, element: &'a Element) -> bool {
        let name = element.name();
        match name {
            "br" => self.line_break(),
            "hr" => self.boundary(),
            "img" => self.image(element),
            "wbr" | "input" | "meta" | "link" | "base" | "source" | "track" | "param" | "col" => {}
            _ => return self.open(node, element, name),
        }
        false
    }

    /// One `<br>` is a space, two in a row end the block.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.context().preformatted {
            self.run.push_verbatim(&mut self.page.text, "\n");
        } else if self.breaks > 1 {
            self.boundary();
        } else {
            self.run.space();
        }
    }

    fn open(&mut self, node: NodeRef<'a, Node>, element: &'a Element, name: &str) -> bool {
        let mut display = elements::display(name);
        if name == "noscript" && self.reads_noscript {
            display = Display::Block;
        }
        if matches!(display, Display::Skipped | Display::Replaced) {
            self.leave_out(element, display);
            return false;
        }
        let attributes = Attributes::of(element);
        let heading = attributes.heading_level(name);
        let choice = self.chosen.get(&node.id()).copied();
        if heading.is_some() || choice.is_some() || attributes.invisible {
            display = Display::Block;
        }
        match display {
            Display::Block => self.boundary(),
            Display::Custom => self.run.space(),
            Display::Inline | Display::Replaced | Display::Skipped => {}
        }
        let mut context = self.inner_context(name, &attributes, heading, choice, display);
        let row = self.open_table_part(node, name, &mut context);
        let mark = self.open_mark(name, &attributes, &mut context);
        let inline = self.open_inline(name, &attributes);
        self.frames.push(Frame {
            context,
            element: Some(element),
            display,
            inline,
            container: None,
            item_used: false,
            row,
            mark,
        });
        true
    }

    fn leave_out(&mut self, element: &Element, display: Display) {
        if element.name() == "math" {
            self.text(element.attr("alttext").unwrap_or_default());
        } else if display == Display::Replaced {
            self.run.space();
        }
    }

    /// The end of a block; in a row of a table only of a word.
    fn boundary(&mut self) {
        if self.context().in_row {
            self.run.space();
        } else {
            self.flush();
        }
    }

    fn open_table_part(&mut self, node: NodeRef<'a, Node>, name: &str, inner: &mut Context) -> Option<Row> {
        match name {
            "table" => {
                inner.table = self.tables;
                inner.in_table_head = false;
                self.tables += 1;
            }
            "thead" => inner.in_table_head = true,
            "tr" if !inner.in_row => {
                let row = tables::plain_row(node, inner.in_table_head);
                inner.in_row = row.is_some();
                return row;
            }
            "td" | "th" => self.next_cell(),
            _ => {}
        }
        None
    }

    /// Keeps the cells of a row apart, empty ones too.
    fn next_cell(&mut self) {
        let Some(row) = self.frames.last_mut().and_then(|frame| frame.row.as_mut()) else { return };
        row.cells_seen += 1;
        if row.cells_seen > 1 {
            self.run.next_cell(&mut self.page.text);
            self.floor = self.frames.len();
        }
    }

    fn open_mark(
        &mut self,
        name: &str,
        attributes: &Attributes<'a>,
        inner: &mut Context,
    ) -> Option<OpenMark> {
        let named = marks::named(attributes, &mut self.named);
        let kind = marks::kind(name, attributes, named, inner.marks);
        inner.marks = inner.marks.inside(attributes, named, kind);
        let (block, start) = (self.page.blocks.len() as u32, self.page.text.len());
        kind.map(|kind| marks::open(&mut self.page.marks, kind, attributes, block, start))
    }

    /// What holds inside an element that is about to be opened.
    fn inner_context(
        &self,
        name: &str,
        attributes: &Attributes<'_>,
        heading: Option<u8>,
        choice: Option<Choice>,
        display: Display,
    ) -> Context {
        let mut inner = self.context();
        let index = self.frames.len();
        if let "ul" | "ol" | "menu" | "dir" = name {
            inner.list_depth = inner.list_depth.saturating_add(1);
            inner.ordered = name == "ol";
        }
        if display != Display::Inline || name == "a" {
            inner.holder = index;
        }
        inner.preformatted |= elements::is_preformatted(name);
        inner.hidden |= attributes.hidden;
        inner.choice = choice.unwrap_or(inner.choice);
        if let Some(kind) = heading.map(|level| BlockKind::Heading { level }).or_else(|| inner.kind_in(name))
        {
            inner.kind = kind;
            inner.item = index;
        }
        inner
    }

    fn open_inline(&mut self, name: &str, attributes: &Attributes<'_>) -> Option<Inline> {
        let inline = match name {
            "a" if attributes.href.is_some() => Inline::Link,
            "strong" | "b" => Inline::Strong,
            "em" | "i" => Inline::Emphasis,
            "code" | "kbd" | "samp" | "tt" if !self.context().preformatted => Inline::Code,
            _ => return None,
        };
        let target = attributes.href.filter(|_| inline == Inline::Link).and_then(link);
        let index = target.map(|target| {
            self.page.targets.push(target);
            self.page.targets.len() as u32 - 1
        });
        self.run.open(inline, &self.page.text, index);
        Some(inline)
    }

    /// Leaves the innermost open element.
    fn leave(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        match self.frames.last() {
            Some(frame) if frame.row.is_some() => self.flush(),
            Some(frame) if frame.display == Display::Block => self.boundary(),
            _ => {}
        }
        let Some(frame) = self.frames.pop() else { return };
        if let Some(inline) = frame.inline {
            self.run.close(inline, &self.page.text);
        }
        if let Some(mark) = frame.mark {
            marks::close(&mut self.page.marks, mark, &self.page.text);
        }
        if frame.display == Display::Custom {
            self.run.space();
        }
        if let Some(container) = frame.container {
            self.page.containers[container as usize].blocks.end = self.page.blocks.len() as u32;
        }
        self.floor = self.floor.min(self.frames.len());
    }

    fn image(&mut self, element: &Element) {
        if let Some((url, alt)) = images::read(element) {
            let in_run = !self.run.is_empty(&self.page.text);
            let before_block = self.page.blocks.len() as u32 + u32::from(in_run);
            self.page.images.push(Image { url, alt, before_block, group: 0 });
        }
    }

    fn finish(mut self) -> Document {
        while self.frames.len() > 1 {
            self.leave();
        }
        self.flush();
        let blocks = self.page.blocks.len() as u32;
        self.page.containers[0].blocks = 0..blocks;
        marks::finish(&mut self.page.marks, blocks);
        for image in &mut self.page.images {
            image.before_block = image.before_block.min(blocks);
        }
        self.page
    }
}
