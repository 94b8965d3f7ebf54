//! HTML to events in one pass over its bytes, without a tree.
//!
//! Tags and text are read as they come (`tags`, `attributes`, `text`) and drive a stack of open elements (`stack`) by the
//! rules of the standard's tree construction: what stands before the body (`head`), the body (`body`, `ends`), formatting
//! elements that are opened again (`formatting`), tables (`tables`), templates, and SVG and MathML (`foreign`). An element that
//! is put on the stack opens for the sink, one that is taken from it closes. Inside what the sink does not want only the
//! stack moves. Limits are those of the tree (`limits`).
//!
//! The standard sometimes moves what was read before: a formatting element that ends around an open block, text that a
//! table puts before itself, a `<frameset>` in place of a body. A stream cannot: it gives up and names the reason
//! ([`Moved`]), and the page is read by way of the tree. Attributes of a late `<html>` or `<body>`, which belong to the
//! first, are handed back ([`Outcome::Late`]): the page is read again with them.

mod arena;
mod attributes;
mod body;
#[cfg(any(test, feature = "stages"))]
pub(super) mod compare;
mod elements;
mod ends;
mod foreign;
mod formatting;
mod head;
mod limits;
mod names;
mod quirks;
mod raw;
mod stack;
mod tables;
mod tags;
mod text;

use std::borrow::Cow;

pub(super) use self::arena::Arena;
use self::arena::End;
use self::attributes::TagAttributes;
use self::formatting::Format;
use self::limits::{Depth, LeftOut};
use self::raw::RawText;
use self::stack::{Form, Mode, Stack};
use self::text::Pending;
use super::tokenizer::normalised;
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::sink::{Attribute, Sink};

/// The text of a page with what is needed to read it.
pub(super) struct Source<'h> {
    html: Cow<'h, str>,
}

impl<'h> Source<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        // A byte order mark at the start belongs to the encoding.
        Source { html: normalised(html.strip_prefix('\u{feff}').unwrap_or(html)) }
    }
}

/// Why a page has to be read by way of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moved {
    /// A formatting element ended around an open block.
    Formatting,
    /// Something in a table belongs before it.
    Table,
    /// A `<frameset>` is in place of a body.
    Frameset,
    /// There are more late attributes of `<html>` and `<body>`.
    Root,
}

/// Attributes of `<html>` and `<body>` that were found after these had opened.
#[derive(Debug, Clone, Default)]
pub(super) struct RootAttributes<'a> {
    pub(super) html: Vec<Attribute<'a>>,
    pub(super) body: Vec<Attribute<'a>>,
}

/// What became of a page.
pub(super) enum Outcome<'a> {
    /// It was read; these limits were reached.
    Read(Vec<Limit>),
    /// It has to be read again with these attributes.
    Late(RootAttributes<'a>),
    /// It cannot be read so.
    Moved(Moved),
}

/// A page that was read.
pub(super) struct Reading<'a, S> {
    pub(super) sink: S,
    pub(super) reached: Vec<Limit>,
    /// What [`report`] needs to do it again.
    pub(super) late: Option<RootAttributes<'a>>,
}

/// Reads a page with a sink of its own, which is made anew if it has to be read again.
pub(super) fn read<'a, S: Sink<'a>>(
    source: &'a Source<'_>,
    arena: &'a Arena,
    limits: &Limits,
    new_sink: impl Fn() -> S,
) -> Result<Reading<'a, S>, Moved> {
    let mut late = None;
    // Late attributes are found once; after that the page is given up.
    loop {
        let mut sink = new_sink();
        match report(source, arena, late.as_ref(), limits, &mut sink) {
            Outcome::Read(reached) => return Ok(Reading { sink, reached, late }),
            Outcome::Late(found) => late = Some(found),
            Outcome::Moved(moved) => return Err(moved),
        }
    }
}

/// Reports a page to a sink.
pub(super) fn report<'a>(
    source: &'a Source<'_>,
    arena: &'a Arena,
    late: Option<&RootAttributes<'a>>,
    limits: &Limits,
    sink: &mut impl Sink<'a>,
) -> Outcome<'a> {
    let mut reader = Reader::new(&source.html, arena, limits, sink);
    if let Some(late) = late {
        reader.roots.known = late.clone();
        reader.roots.is_second = true;
    }
    reader.run();
    match (reader.moved, reader.roots.late) {
        (Some(moved), _) => Outcome::Moved(moved),
        (None, Some(late)) => Outcome::Late(late),
        (None, None) => Outcome::Read(reader.reached),
    }
}

/// What is known of the attributes of `<html>` and `<body>`.
#[derive(Default)]
struct Roots<'a> {
    /// Those that the two have had so far, and get as they open.
    known: RootAttributes<'a>,
    /// All, once late ones were found.
    late: Option<RootAttributes<'a>>,
    /// Whether the page was read before.
    is_second: bool,
    tags: u32,
}

/// A tag.
#[derive(Debug, Clone, Copy)]
struct Tag<'a> {
    id: elements::Id,
    /// In lower case.
    name: &'a str,
    closes_itself: bool,
}

/// A page that is being read.
struct Reader<'a, 's, S> {
    html: &'a str,
    /// Where the next byte to be read is.
    at: usize,
    has_nul: bool,
    made: End<'a>,
    sink: &'s mut S,
    limits: Limits,
    reached: Vec<Limit>,

    attributes: TagAttributes<'a>,
    /// What follows the tag if it is no markup.
    raw: Option<RawText>,
    pending: Pending<'a>,

    mode: Mode,
    /// The mode to return to from raw text.
    outer_mode: Mode,
    template_modes: Vec<Mode>,
    stack: Stack<'a>,
    formats: Vec<Format<'a>>,
    form: Option<Form>,
    has_head: bool,
    quirks: bool,
    frameset_ok: bool,
    /// Whether what a table has no place for is being inserted.
    fosters: bool,
    ignores_line_feed: bool,
    /// How many elements are open, the unwanted one among them, where nothing is reported; 0 where all is.
    unwanted: usize,
    roots: Roots<'a>,
    left_out: LeftOut<'a>,
    depth: Depth,
    /// Nodes that a tree would have by now.
    nodes: usize,
    /// Whether text would go on in the last node.
    in_text: bool,
    /// Bytes of text since the last tag.
    text_bytes: usize,
    moved: Option<Moved>,
}

impl<'a, 's, S: Sink<'a>> Reader<'a, 's, S> {
    fn new(html: &'a str, arena: &'a Arena, limits: &Limits, sink: &'s mut S) -> Self {
        Reader {
            html,
            at: 0,
            has_nul: memchr::memchr(0, html.as_bytes()).is_some(),
            made: End::of(arena),
            sink,
            limits: *limits,
            reached: Vec::new(),
            attributes: TagAttributes::default(),
            raw: None,
            pending: Pending::default(),
            mode: Mode::Initial,
            outer_mode: Mode::InBody,
            template_modes: Vec::new(),
            stack: Stack::default(),
            formats: Vec::new(),
            form: None,
            has_head: false,
            quirks: false,
            frameset_ok: true,
            fosters: false,
            ignores_line_feed: false,
            unwanted: 0,
            roots: Roots::default(),
            left_out: LeftOut::default(),
            depth: Depth::NONE,
            nodes: 1,
            in_text: false,
            text_bytes: 0,
            moved: None,
        }
    }

    fn run(&mut self) {
        while self.at < self.html.len() && self.moved.is_none() && self.roots.late.is_none() {
            if self.nodes >= self.limits.max_nodes {
                self.reach(Limit::Nodes);
                break;
            }
            match self.raw.take() {
                Some(raw) => self.raw_text(raw),
                None => self.data(),
            }
        }
        self.end();
    }

    fn reach(&mut self, limit: Limit) {
        if !self.reached.contains(&limit) {
            self.reached.push(limit);
        }
    }

    /// Gives up: something would have to move.
    fn give_up(&mut self, moved: Moved) {
        self.moved.get_or_insert(moved);
    }
}
