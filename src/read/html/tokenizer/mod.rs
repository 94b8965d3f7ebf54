//! HTML to tokens, as the standard's tokenizer makes them.
//!
//! The input is whole and in memory, so text, attribute values, comments and raw text are found by
//! searching for the byte that ends them, and are handed on as parts of one shared buffer. What no later
//! stage reads is passed over: comments, the text of scripts, most attributes. Parse errors are not reported.

#[cfg(any(test, feature = "stages"))]
pub(super) mod compare;
pub(super) mod declarations;
#[cfg(test)]
mod html5lib;
pub(super) mod line_ends;
pub(super) mod names;
pub(super) mod raw;
pub(super) mod references;
pub(super) mod tags;
mod text;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};

use crate::read::recent::Recent;

/// A token sink that can say what it does not read.
pub(super) trait Reader: TokenSink {
    /// Whether the raw text that follows the last tag is read by anybody.
    fn reads_text(&self, text: &str) -> bool;
}

/// What is handed on besides what the tree and the later stages need.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extras {
    /// Attributes that no stage reads.
    pub(super) attributes: bool,
    pub(super) comments: bool,
}

/// Reads a document and hands its tokens to `sink`.
pub(super) fn tokenize(html: &str, sink: &impl Reader, extras: Extras) {
    // A byte order mark at the start belongs to the encoding.
    let source = line_ends::preprocess(html.strip_prefix('\u{feff}').unwrap_or(html));
    Tokenizer::new(&source, sink, extras).run();
}

/// How the next bytes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Data,
    Raw(RawKind),
    Plain,
}

struct Tokenizer<'a, S> {
    /// The whole input, of which texts are shared parts.
    source: &'a StrTendril,
    html: &'a str,
    /// Where the next byte to be read is.
    at: usize,
    mode: Mode,
    sink: &'a S,
    extras: Extras,
    /// Its end tag ends raw text.
    last_start: Option<LocalName>,
    /// Names of elements, and of all attributes where these are kept.
    names: Recent<'a, Option<LocalName>>,
    /// Names of attributes, without those that nobody reads.
    read: Recent<'a, Option<LocalName>>,
    has_nul: bool,
}

impl<'a, S: Reader> Tokenizer<'a, S> {
    fn new(source: &'a StrTendril, sink: &'a S, extras: Extras) -> Self {
        Tokenizer {
            source,
            html: source,
            at: 0,
            mode: Mode::Data,
            sink,
            extras,
            last_start: None,
            names: Recent::new(),
            read: Recent::new(),
            has_nul: memchr::memchr(0, source.as_bytes()).is_some(),
        }
    }

    fn run(mut self) {
        while self.at < self.html.len() {
            match self.mode {
                Mode::Data => self.data(),
                Mode::Raw(kind) => self.raw(kind),
                Mode::Plain => self.plain(),
            }
        }
        self.emit(Token::EOFToken);
        self.sink.end();
    }

    /// The bytes that are not read yet, from `offset` bytes ahead.
    fn ahead(&self, offset: usize) -> &'a [u8] {
        self.html.as_bytes().get(self.at + offset..).unwrap_or_default()
    }

    /// Text up to the next markup, and that markup.
    fn data(&mut self) {
        self.text();
        match self.ahead(0) {
            [] => {}
            [b'<', b'/', b'>', ..] => self.at += 3,
            [b'<', b'/', first, ..] if first.is_ascii_alphabetic() => self.end_tag(),
            [b'<', b'/', ..] => self.bogus_comment(2),
            [b'<', b'?', ..] => self.bogus_comment(1),
            [b'<', b'!', ..] => self.declaration(),
            _ => self.start_tag(),
        }
    }

    /// Hands on a token and takes up the mode that the sink asks for, which it does at tags only.
    fn emit(&mut self, token: Token) {
        self.mode = match self.sink.process_token(token, 1) {
            TokenSinkResult::RawData(kind) => Mode::Raw(kind),
            TokenSinkResult::Plaintext => Mode::Plain,
            // Scripts do not run, and what the input's encoding was is known by now.
            _ => Mode::Data,
        };
    }
}
