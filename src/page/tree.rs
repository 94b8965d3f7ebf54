//! HTML to a tree, within limits. With `limited`, the only place that knows the parser.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use scraper::Html;

use super::limited::LimitedSink;
use crate::article::Limit;
use crate::options::Limits;

/// A parsed document and the limits that were reached.
pub(crate) struct Parsed {
    pub(crate) html: Html,
    pub(crate) limits: Vec<Limit>,
}

pub(crate) fn parse(html: &str, limits: &Limits) -> Parsed {
    let tokenizer = Tokenizer::new(LimitedSink::new(limits), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // `feed` returns early after a script and at a declared encoding; neither is of use here.
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    let (html, limits) = tokenizer.sink.finish();
    Parsed { html, limits }
}
