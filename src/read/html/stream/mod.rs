//! HTML to events in one pass over its bytes, without a tree.
//!
//! Tags and text are read as they come (`tags`, `attributes`, `text`) and drive a stack of open elements (`stack`) by the
//! rules of the standard's tree construction: what stands before the body (`head`), the body (`body`, `ends`), formatting
//! elements that are opened again (`formatting`), tables (`tables`), templates, and SVG and MathML (`foreign`). An element that
//! is put on the stack opens for the sink, one that is taken from it closes. Inside what the sink does not want only the
//! stack moves. Limits are those of the tree (`limits`).
//!
//! The standard sometimes moves what was read before: a formatting element that ends around an open block, or text that a
//! table puts before itself. A stream cannot: it gives up and names the reason ([`Moved`]). The page is read again by the
//! same rules, but its nodes are kept until it has ended (`kept`), so that they can be moved (`moves`). Attributes of a late
//! `<html>` or `<body>`, which belong to the first, are handed back ([`Outcome::Late`]): the page is read again with them.
//! What is left, a `<frameset>` in place of a body, is read by way of the tree.

mod arena;
mod attributes;
mod body;
#[cfg(any(test, feature = "stages"))]
pub(super) mod compare;
mod depth;
mod elements;
mod ends;
mod foreign;
mod formats;
mod formatting;
mod head;
mod kept;
mod limits;
mod moves;
mod names;
mod open;
mod pending;
mod quirks;
mod raw;
mod reader;
mod returns;
mod rules;
mod short_names;
mod source;
mod stack;
mod tables;
mod tag;
mod tags;
mod text;

pub(super) use self::arena::Arena;
use self::kept::Kept;
use self::reader::Reader;
pub(super) use self::reader::{Known, Moved, RootAttributes};
pub(super) use self::source::Source;
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::sink::Sink;

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
    pub(super) known: Known<'a>,
}

/// Reads a page with a sink of its own, which is made anew if it has to be read again.
pub(super) fn read<'a, S: Sink<'a>>(
    source: &Source<'a>,
    arena: &'a Arena,
    limits: &Limits,
    new_sink: impl Fn() -> S,
) -> Result<Reading<'a, S>, Moved> {
    let mut known = Known::default();
    // Late attributes are found once, and nodes are kept from the first move on; after that the page is given up.
    loop {
        let mut sink = new_sink();
        match report(source, arena, &known, limits, &mut sink) {
            Outcome::Read(reached) => return Ok(Reading { sink, reached, known }),
            Outcome::Late(found) => known.late = Some(found),
            Outcome::Moved(Moved::Formatting | Moved::Table) if !known.moves => known.moves = true,
            Outcome::Moved(moved) => return Err(moved),
        }
    }
}

/// Reports a page to a sink.
pub(super) fn report<'a>(
    source: &Source<'a>,
    arena: &'a Arena,
    known: &Known<'a>,
    limits: &Limits,
    sink: &mut impl Sink<'a>,
) -> Outcome<'a> {
    let mut reader = Reader::new(source, arena, limits, sink);
    if let Some(late) = &known.late {
        reader.roots.known = late.clone();
        reader.roots.is_second = true;
    }
    reader.kept = known.moves.then(|| Kept::new(source.html.len()));
    reader.run();
    if let Some(kept) = reader.kept.filter(|_| reader.moved.is_none() && reader.roots.late.is_none()) {
        kept.report(reader.sink);
    }
    match (reader.moved, reader.roots.late) {
        (Some(moved), _) => Outcome::Moved(moved),
        (None, Some(late)) => Outcome::Late(late),
        (None, None) => Outcome::Read(reader.reached),
    }
}
