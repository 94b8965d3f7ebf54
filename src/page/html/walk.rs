//! The walk: every node once, without recursion.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};
use url::Url;

use super::address::Base;
use super::attributes::Attributes;
use super::elements::{self, Display};
use super::marks::{self, OpenMark, Surroundings};
use super::run::{Inline, Run};
use super::tables::{self, Row};
use super::{head, images};
use crate::article::{BlockKind, Image, Limit};
use crate::options::Limits;
use crate::page::{Choice, Container, Origin, Page, RawBlock, Shape, Tag, empty};

const MAX_TEXT_BYTES: usize = i32::MAX as usize;

/// What an element hands down to what is inside it.
#[derive(Debug, Clone, Copy)]
struct Context {
    /// What a block is here.
    kind: BlockKind,
    /// Index of the frame of the list item that `kind` speaks of.
    item: usize,
    list_depth: u8,
    ordered: bool,
    preformatted: bool,
    hidden: bool,
    choice: Choice,
    /// Index of the nearest frame that can become a container.
    holder: usize,
    /// Number of the table around, from 0.
    table: u32,
    in_table_head: bool,
    /// Inside a row that becomes one block.
    in_row: bool,
    marks: Surroundings,
}

/// An element that is open.
struct Frame<'a> {
    context: Context,
    element: Option<&'a Element>,
    display: Display,
    inline: Option<Inline>,
    /// Its container, once a block is inside.
    container: Option<u32>,
    /// A list item whose first run of text has become a block.
    item_used: bool,
    row: Option<Row>,
    mark: Option<OpenMark>,
}

struct Walk<'a> {
    page: Page,
    frames: Vec<Frame<'a>>,
    run: Run,
    /// How many of the frames enclose the whole run so far.
    floor: usize,
    /// `<br>` since the last text.
    breaks: u32,
    base: Base,
    chosen: HashMap<NodeId, Choice>,
    max_blocks: usize,
    /// Tables so far.
    tables: u32,
}

pub(super) fn walk(
    document: &Html,
    url: Option<&Url>,
    chosen: HashMap<NodeId, Choice>,
    limits: &Limits,
) -> Page {
    let mut walk = Walk::new(url, chosen, limits);
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
    fn new(url: Option<&Url>, chosen: HashMap<NodeId, Choice>, limits: &Limits) -> Self {
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
            page: empty(Origin::Html),
            frames: vec![root],
            run: Run::default(),
            floor: 1,
            breaks: 0,
            base: Base::new(url),
            chosen,
            max_blocks: limits.max_blocks,
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
                head::read(&mut self.page.head, &mut self.base, node, element);
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
            self.reach(Limit::InputBytes);
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
        if display == Display::Skipped {
            if name == "math" {
                self.text(element.attr("alttext").unwrap_or_default());
            }
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
            Display::Inline | Display::Skipped => {}
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
        attributes: &Attributes<'_>,
        inner: &mut Context,
    ) -> Option<OpenMark> {
        let kind = marks::kind(name, attributes, inner.marks);
        inner.marks = inner.marks.inside(attributes, kind);
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
        let target = attributes.href.filter(|_| inline == Inline::Link).and_then(|href| self.base.link(href));
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

    /// Makes the run so far a block, if there is text in it.
    fn flush(&mut self) {
        self.breaks = 0;
        let Some(frame) = self.frames.get(self.floor - 1) else { return };
        let context = frame.context;
        let range = self.run_range(context);
        if range.is_empty() || self.is_full() {
            self.page.text.truncate(self.run.start);
            self.run.restart(&self.page.text);
            return;
        }
        let first_span = self.page.spans.len() as u32;
        let mut spans = self.run.take_spans(&self.page.text[..range.end]);
        self.page.spans.append(&mut spans);
        let block = RawBlock {
            text: range.start as u32..range.end as u32,
            kind: self.kind_of_run(context),
            container: self.container(context.holder),
            link_chars: self.run.link_chars,
            link_count: self.run.link_count,
            strong_chars: self.run.strong_chars,
            spans: first_span..self.page.spans.len() as u32,
            input: None,
            gap_above: false,
            indent: 0,
            choice: context.choice,
            shape: Shape::default(),
        };
        self.page.blocks.push(block);
        self.page.text.truncate(range.end);
        self.page.text.push('\n');
        self.run.restart(&self.page.text);
    }

    fn is_full(&mut self) -> bool {
        let full = self.page.blocks.len() >= self.max_blocks;
        if full {
            self.reach(Limit::Blocks);
        }
        full
    }

    fn reach(&mut self, limit: Limit) {
        if !self.page.limits.contains(&limit) {
            self.page.limits.push(limit);
        }
    }

    /// Where the text of the run is, without white space around it; the first line of
    /// preformatted text keeps its indent.
    fn run_range(&self, context: Context) -> std::ops::Range<usize> {
        let run = &self.page.text[self.run.start..];
        let trimmed = run.trim_end();
        // The tabs around empty cells stay.
        let keeps_end = context.in_row && !trimmed.is_empty();
        let end = self.run.start + if keeps_end { run.len() } else { trimmed.len() };
        let start = if context.preformatted { run.len() - run.trim_start_matches('\n').len() } else { 0 };
        (self.run.start + start).min(end)..end
    }

    /// The first run of text in a list item is the item, later ones are paragraphs in it.
    fn kind_of_run(&mut self, context: Context) -> BlockKind {
        if let Some(row) = self.frames.last().and_then(|frame| frame.row) {
            return BlockKind::TableRow { table: context.table, header: row.header };
        }
        if let BlockKind::ListItem { .. } = context.kind
            && let Some(item) = self.frames.get_mut(context.item)
            && std::mem::replace(&mut item.item_used, true)
        {
            return BlockKind::Paragraph;
        }
        context.kind
    }

    /// The container that the frame at `holder` is; makes it and those around it if this is
    /// their first block. Each frame is looked at until it has its container, hence linear.
    fn container(&mut self, holder: usize) -> u32 {
        let mut missing = Vec::new();
        let mut index = holder;
        while self.frames[index].container.is_none() {
            missing.push(index);
            index = self.frames[index - 1].context.holder;
        }
        let mut parent = self.frames[index].container.unwrap_or(0);
        for index in missing.into_iter().rev() {
            parent = self.add_container(index, parent);
        }
        parent
    }

    fn add_container(&mut self, index: usize, parent: u32) -> u32 {
        let number = self.page.containers.len() as u32;
        let frame = &mut self.frames[index];
        frame.container = Some(number);
        let names_start = self.page.names.len() as u32;
        if let Some(element) = frame.element {
            Attributes::of(element).append_names(&mut self.page.names);
        }
        let first = self.page.blocks.len() as u32;
        self.page.containers.push(Container {
            parent,
            depth: self.page.containers[parent as usize].depth.saturating_add(1),
            tag: frame.element.map_or(Tag::Other, |element| elements::tag(element.name())),
            names: names_start..self.page.names.len() as u32,
            hidden: frame.context.hidden,
            blocks: first..first,
        });
        number
    }

    fn image(&mut self, element: &Element) {
        if let Some((url, alt)) = images::read(element, &self.base) {
            let in_run = !self.run.is_empty(&self.page.text);
            let before_block = self.page.blocks.len() as u32 + u32::from(in_run);
            self.page.images.push(Image { url, alt, before_block });
        }
    }

    fn finish(mut self) -> Page {
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

impl Context {
    /// What holds outside all elements.
    const OUTERMOST: Context = Context {
        kind: BlockKind::Paragraph,
        item: 0,
        list_depth: 0,
        ordered: false,
        preformatted: false,
        hidden: false,
        choice: Choice::Open,
        holder: 0,
        table: 0,
        in_table_head: false,
        in_row: false,
        marks: Surroundings::NONE,
    };

    /// The kind of the blocks inside an element, if it says more than its parents do.
    fn kind_in(&self, name: &str) -> Option<BlockKind> {
        Some(match name {
            "pre" | "listing" | "xmp" | "plaintext" => BlockKind::Preformatted,
            "li" => BlockKind::ListItem { depth: self.list_depth.max(1), ordered: self.ordered },
            "blockquote" => BlockKind::Quote,
            "figcaption" | "caption" => BlockKind::Caption,
            "dt" => BlockKind::Term,
            "dd" => BlockKind::Definition,
            "table" | "summary" => BlockKind::Paragraph,
            // "<h2><button>", as in an accordion, is a heading first.
            "button" | "label" | "legend" if !matches!(self.kind, BlockKind::Heading { .. }) => {
                BlockKind::Control
            }
            _ => return None,
        })
    }
}
