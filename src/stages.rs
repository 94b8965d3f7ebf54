//! The stages one by one, as [`Cleaner`](crate::Cleaner) with its default settings runs them. Not part of the
//! public API.

use std::borrow::Cow;

use crate::article::{Article, Label, Metadata};
use crate::assemble;
use crate::detect;
use crate::input;
use crate::metadata;
use crate::options::{Focus, Keep, Limits};
use crate::page;

/// Bytes to text.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    input::decode::decode(bytes, None).text
}

const NO_CHOICES: page::html::Choices<'static> = page::html::Choices { keep: &[], remove: &[] };

/// The tree of a document.
pub struct Tree(page::tree::Parsed);

impl Tree {
    /// Text to tree: tokenizer and tree builder.
    #[must_use]
    pub fn of(html: &str) -> Tree {
        Tree(page::tree::parse(html, &Limits::new(), NO_CHOICES.attributes()))
    }

    /// Tree to blocks.
    #[must_use]
    pub fn page(&self) -> Page {
        Page(page::html::page(&self.0.html, None, &NO_CHOICES, &Limits::new()))
    }
}

/// Where the tree of a document is another than that of html5ever's own tokenizer.
#[must_use]
pub fn tree_difference(html: &str) -> Option<String> {
    page::tree::difference(html)
}

/// A page of blocks.
#[derive(Debug, Clone)]
pub struct Page(page::Page);

impl Page {
    /// Flattened text to blocks.
    #[must_use]
    pub fn of_text(text: &str) -> Page {
        Page(page::text::page(text, &Limits::new()))
    }

    /// What the page says of its article.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        metadata::collect(&self.0, None, None)
    }

    /// The first half of scoring: features.
    #[must_use]
    pub fn prepare<'a>(&'a self, metadata: &'a Metadata) -> Prepared<'a> {
        Prepared(detect::steps::prepare(&self.0, metadata))
    }

    /// All of detection: features, scores, rules, kinds.
    #[must_use]
    pub fn detect(&self, metadata: &Metadata) -> Decisions {
        Decisions(detect::detect(&self.0, metadata, Focus::Balanced))
    }

    /// Page, metadata and decisions to the article.
    #[must_use]
    pub fn assemble(self, metadata: Metadata, decisions: Decisions) -> Article {
        assemble::assemble(self.0, metadata, decisions.0, Keep::default())
    }

    /// The same as if all of the page were the article: the most that there can be to render.
    #[must_use]
    pub fn assemble_whole(self, metadata: Metadata, mut decisions: Decisions) -> Article {
        decisions.0.blocks.iter_mut().for_each(|decision| decision.label = Label::Content);
        let keep = Keep { tables: true, captions: true, links: true, images: true, comments: true };
        assemble::assemble(self.0, metadata, decisions.0, keep)
    }
}

/// A page whose blocks have their features.
pub struct Prepared<'a>(detect::steps::Prepared<'a>);

impl Prepared<'_> {
    /// The second half of scoring: bins, trees and surroundings.
    #[must_use]
    pub fn score(&self) -> Vec<f32> {
        detect::steps::score(&self.0)
    }
}

/// What was decided about the blocks of a page.
#[derive(Debug, Clone)]
pub struct Decisions(detect::Decisions);
