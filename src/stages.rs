//! The stages one by one, as [`Cleaner`](crate::Cleaner) with its default settings runs them. Not part of the
//! public API.

use std::borrow::Cow;

use crate::article;
use crate::article::Article;
use crate::detect;
use crate::document;
use crate::labels::Label;
use crate::metadata;
use crate::metadata::Metadata;
use crate::options::{Focus, Keep, Limits};
use crate::read;

/// Bytes to text.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    read::decode::encoding::decode(bytes, None).text
}

const NO_CHOICES: read::html::Choices<'static> = read::html::Choices { keep: &[], remove: &[] };

/// The tree of a document.
pub struct Tree(read::html::tree::Parsed);

impl Tree {
    /// Text to tree: tokenizer and tree builder.
    #[must_use]
    pub fn of(html: &str) -> Tree {
        Tree(read::html::tree::parse(html, &Limits::new(), NO_CHOICES.attributes()))
    }

    /// Tree to blocks.
    #[must_use]
    pub fn page(&self) -> Page {
        Page(read::html::page(&self.0.html, None, &NO_CHOICES, &Limits::new()))
    }
}

/// Where the tree of a document is another than that of html5ever's own tokenizer.
#[must_use]
pub fn tree_difference(html: &str) -> Option<String> {
    read::html::tree_difference(html)
}

/// A page of blocks.
#[derive(Debug, Clone)]
pub struct Page(document::Document);

impl Page {
    /// Flattened text to blocks.
    #[must_use]
    pub fn of_text(text: &str) -> Page {
        Page(read::text::page(text, &Limits::new()))
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
        article::assemble(self.0, metadata, decisions.0, Keep::default())
    }

    /// The same as if all of the page were the article: the most that there can be to render.
    #[must_use]
    pub fn assemble_whole(self, metadata: Metadata, mut decisions: Decisions) -> Article {
        decisions.0.blocks.iter_mut().for_each(|decision| decision.label = Label::Content);
        let keep = Keep { tables: true, captions: true, links: true, images: true, comments: true };
        article::assemble(self.0, metadata, decisions.0, keep)
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
