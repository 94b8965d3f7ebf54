//! Between tokenizer and tree builder: keeps the tree within limits while it grows.
//!
//! The tree builder looks through its stack of open elements and its list of open
//! formatting elements for most tags, so both have to stay short for the time to be linear.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use ego_tree::NodeId;
use html5ever::interface::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, local_name};
use scraper::{Html, HtmlTreeSink};

use super::tokenizer::Reader;
use crate::cut;
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::build::{can_hide, reads_script};
use crate::read::sink::ScriptKind;

/// Handles that the tree builder holds besides its open elements: document, head, form.
const OTHER_HANDLES: usize = 3;

/// `<html>` and `<body>` tags whose attributes are read; each adds to the first one's.
pub(super) const MAX_ROOT_TAGS: u32 = 16;

/// How deep formatting elements nest. They are opened again in every paragraph that follows, if nothing closes them.
pub(super) fn max_formatting_levels(max_depth: usize) -> usize {
    (max_depth / 4).max(8)
}

/// A token sink that passes on to html5ever's tree builder what fits into the limits.
pub(super) struct LimitedSink {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    limits: Limits,
    /// Open elements and open formatting elements: never less than there are.
    levels: Cell<usize>,
    /// Whether `levels` was counted after the last tag.
    counted: Cell<bool>,
    /// Start tags left out because of the depth, whose end tags are left out too.
    dissolved: RefCell<HashMap<LocalName, usize>>,
    /// The same for formatting elements, which have a lower limit.
    unformatted: RefCell<HashMap<LocalName, usize>>,
    /// What the raw text is that follows.
    raw: Cell<Raw>,
    root_tags: Cell<u32>,
    /// Bytes of text since the last tag.
    text_bytes: Cell<usize>,
    /// Inside a script that has a limit of its own, JSON-LD.
    in_script: Cell<bool>,
    /// Inside raw text, which its end tag ends whatever was left out before.
    in_raw: Cell<bool>,
    reached: RefCell<Vec<Limit>>,
}

impl LimitedSink {
    pub(super) fn new(limits: &Limits) -> Self {
        // Without scripting `<noscript>` holds nodes, not text.
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        LimitedSink {
            builder: TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), options),
            limits: *limits,
            levels: Cell::new(0),
            counted: Cell::new(true),
            dissolved: RefCell::default(),
            unformatted: RefCell::default(),
            raw: Cell::new(Raw::Read),
            root_tags: Cell::new(0),
            text_bytes: Cell::new(0),
            in_script: Cell::new(false),
            in_raw: Cell::new(false),
            reached: RefCell::default(),
        }
    }

    /// The tree and the limits that were reached.
    pub(super) fn finish(self) -> (Html, Vec<Limit>) {
        (self.builder.sink.finish(), self.reached.into_inner())
    }

    fn reach(&self, limit: Limit) {
        let mut reached = self.reached.borrow_mut();
        if !reached.contains(&limit) {
            reached.push(limit);
        }
    }

    fn nodes(&self) -> usize {
        self.builder.sink.0.borrow().tree.values().len()
    }

    /// Whether `max` levels are open; counts them only when the estimate reaches `max`.
    fn is_full(&self, max: usize) -> bool {
        if self.levels.get() >= max && !self.counted.get() {
            let counter = HandleCounter(Cell::new(0));
            self.builder.trace_handles(&counter);
            self.levels.set(counter.0.get().saturating_sub(OTHER_HANDLES));
            self.counted.set(true);
        }
        self.levels.get() >= max
    }

    /// Hands a token to the tree builder and keeps the estimate of open levels.
    fn pass(&self, token: Token) -> TokenSinkResult<NodeId> {
        let before = self.nodes();
        if matches!(token, Token::TagToken(_)) {
            self.counted.set(false);
        }
        let result = self.builder.process_token(token, 1);
        // Text can reopen formatting elements, too.
        self.levels.set(self.levels.get() + (self.nodes() - before));
        result
    }

    fn start_tag(&self, mut tag: Tag) -> TokenSinkResult<NodeId> {
        match nesting(&tag.name) {
            Nesting::Never => {}
            Nesting::Root => {
                self.root_tags.set(self.root_tags.get().saturating_add(1));
                if self.root_tags.get() > MAX_ROOT_TAGS {
                    tag.attrs.clear();
                }
            }
            Nesting::Raw if self.is_full(2 * self.limits.max_depth) => {
                return self.dissolve(&tag, &self.dissolved);
            }
            Nesting::Raw => {}
            // Unclosed formatting elements are opened again in every paragraph that follows.
            Nesting::Formatting if self.is_full(max_formatting_levels(self.limits.max_depth)) => {
                return self.dissolve(&tag, &self.unformatted);
            }
            Nesting::Formatting => self.unformatted.borrow_mut().clear(),
            Nesting::Nests if self.is_full(self.limits.max_depth) => {
                return self.dissolve(&tag, &self.dissolved);
            }
            // There is room again: an element around all dissolved ones has ended.
            Nesting::Nests => self.dissolved.borrow_mut().clear(),
        }
        self.leave_out_long_attributes(&mut tag);
        let raw = raw(&tag);
        let is_script = tag.name == local_name!("script");
        let result = self.pass(Token::TagToken(tag));
        let is_raw = matches!(result, TokenSinkResult::RawData(_));
        self.raw.set(if is_raw { raw } else { Raw::Read });
        self.in_script.set(is_script && is_raw);
        self.in_raw.set(is_raw);
        result
    }

    fn leave_out_long_attributes(&self, tag: &mut Tag) {
        let max = self.limits.max_attribute_bytes;
        // The state that Discourse has in an attribute has a limit of its own.
        let is_long =
            |attribute: &Attribute| attribute.value.len() > max && &*attribute.name.local != "data-preloaded";
        if tag.attrs.iter().any(is_long) {
            tag.attrs.retain(|attribute| !is_long(attribute));
            self.reach(Limit::AttributeBytes);
        }
    }

    /// Passes on of a run of text what fits.
    fn text(&self, text: StrTendril) -> TokenSinkResult<NodeId> {
        let room = self.limits.max_text_bytes.saturating_sub(self.text_bytes.get());
        if text.len() <= room || self.in_script.get() {
            self.text_bytes.set(self.text_bytes.get() + text.len());
            return self.pass(Token::CharacterTokens(text));
        }
        self.reach(Limit::TextBytes);
        self.text_bytes.set(self.limits.max_text_bytes);
        match cut::text(&text, room).len() {
            0 => TokenSinkResult::Continue,
            end => self.pass(Token::CharacterTokens(text.subtendril(0, end as u32))),
        }
    }

    fn end_tag(&self, tag: Tag) -> TokenSinkResult<NodeId> {
        if self.in_raw.take() {
            return self.pass(Token::TagToken(tag));
        }
        for left_out in [&self.dissolved, &self.unformatted] {
            if let Some(count) = left_out.borrow_mut().get_mut(&tag.name)
                && *count > 0
            {
                *count -= 1;
                return self.gap(&tag.name);
            }
        }
        self.pass(Token::TagToken(tag))
    }

    /// Leaves out a start tag and notes that its end tag is to be left out.
    fn dissolve(&self, tag: &Tag, left_out: &RefCell<HashMap<LocalName, usize>>) -> TokenSinkResult<NodeId> {
        self.reach(Limit::Depth);
        let closes_itself =
            tag.self_closing && self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        if !closes_itself {
            *left_out.borrow_mut().entry(tag.name.clone()).or_insert(0) += 1;
        }
        self.gap(&tag.name)
    }

    /// Keeps the words before and after a tag that is left out apart.
    fn gap(&self, name: &LocalName) -> TokenSinkResult<NodeId> {
        let inline =
            matches!(*name, local_name!("a") | local_name!("span")) || nesting(name) == Nesting::Formatting;
        if inline {
            return TokenSinkResult::Continue;
        }
        self.pass(Token::CharacterTokens(StrTendril::from(" ")))
    }
}

impl TokenSink for LimitedSink {
    type Handle = NodeId;

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<NodeId> {
        if self.nodes() >= self.limits.max_nodes && !matches!(token, Token::EOFToken) {
            self.reach(Limit::Nodes);
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) => {
                self.raw.set(Raw::Read);
                self.in_script.set(false);
                self.text_bytes.set(0);
                match tag.kind {
                    TagKind::StartTag => self.start_tag(tag),
                    TagKind::EndTag => self.end_tag(tag),
                }
            }
            Token::CharacterTokens(_) if self.raw.get() == Raw::Unread => TokenSinkResult::Continue,
            Token::CharacterTokens(text) => self.text(text),
            Token::CommentToken(_) | Token::ParseError(_) => TokenSinkResult::Continue,
            other => self.pass(other),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Reader for LimitedSink {
    fn reads_text(&self, text: &str) -> bool {
        match self.raw.get() {
            Raw::Read => true,
            Raw::Unread => false,
            Raw::Style => can_hide(text),
            Raw::JavaScript => reads_script(text),
        }
    }
}

struct HandleCounter(Cell<usize>);

impl Tracer for HandleCounter {
    type Handle = NodeId;

    fn trace_handle(&self, _node: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// How an element adds to the depth of the tree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// Void elements.
    Never,
    /// There is one of each, whatever the input says.
    Root,
    /// The tokenizer must learn of it, because what follows is no markup. Nests in SVG only.
    Raw,
    /// Is opened again after it was cut off.
    Formatting,
    Nests,
}

/// The categories of the HTML standard; `a` is not among the formatting elements here
/// because a second one ends the first.
fn nesting(name: &LocalName) -> Nesting {
    match &**name {
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "img"
        | "input" | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr" => Nesting::Never,
        "html" | "head" | "body" => Nesting::Root,
        "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes"
        | "plaintext" => Nesting::Raw,
        "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt"
        | "u" => Nesting::Formatting,
        _ => Nesting::Nests,
    }
}

/// What is in an element whose content is no markup.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Raw {
    /// What is read.
    Read,
    /// What no later stage reads.
    Unread,
    /// A style sheet, read if it hides something.
    Style,
    /// Read if it holds data of the page.
    JavaScript,
}

fn raw(tag: &Tag) -> Raw {
    match &*tag.name {
        "style" => Raw::Style,
        "script" => {
            let get = |name: &str| {
                let mut attributes = tag.attrs.iter();
                attributes.find(|attr| &*attr.name.local == name).map_or("", |attr| &*attr.value)
            };
            match ScriptKind::of(get("id"), get("type")) {
                ScriptKind::JavaScript => Raw::JavaScript,
                ScriptKind::Other => Raw::Unread,
                ScriptKind::JsonLd | ScriptKind::Tex { .. } | ScriptKind::Json => Raw::Read,
            }
        }
        _ => Raw::Read,
    }
}
