//! The steps of the pipeline one by one, with the default settings. Not part of the public API.

use std::borrow::Cow;

use crate::article::Article;
use crate::detect;
use crate::discussion::Discussion;
use crate::document::Document;
use crate::error::Error;
use crate::input::PageFacts;
use crate::labels::Label;
use crate::metadata::Metadata;
use crate::options::Keep;
use crate::pipeline::{self, Settings};
use crate::read;
use crate::read::Purpose;

/// Bytes to text.
///
/// # Errors
///
/// Those of [`clean`](crate::clean).
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    Ok(pipeline::decode(bytes.into(), None, &Settings::default())?.text)
}

/// The tree of a document.
pub struct Tree(read::html::tree::Parsed);

impl Tree {
    /// Text to tree: tokenizer and tree builder.
    #[must_use]
    pub fn of(html: &str) -> Tree {
        Tree(pipeline::parse(html, &Settings::default()))
    }

    /// Tree to blocks.
    #[must_use]
    pub fn page(&self) -> Page {
        Page(pipeline::document_of_tree(&self.0.html, &PageFacts::default(), &Settings::default()))
    }
}

/// Where the tree of a document is another than that of html5ever's own tokenizer, or the document read in one pass another
/// than that of the tree.
#[must_use]
pub fn tree_difference(html: &str) -> Option<String> {
    read::html::tree_difference(html)
}

/// A page of blocks.
#[derive(Debug, Clone)]
pub struct Page(Document);

impl Page {
    /// HTML to blocks, as callers get them: in one pass where that can be.
    #[must_use]
    pub fn of_html(html: &str) -> Page {
        let settings = Settings::default();
        Page(pipeline::document_of_html(html, &PageFacts::default(), &settings, Purpose::Article))
    }

    /// Flattened text to blocks.
    #[must_use]
    pub fn of_text(text: &str) -> Page {
        Page(pipeline::document_of_text(text, &Settings::default()))
    }

    /// What the page says of its article.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        pipeline::metadata(&self.0, &PageFacts::default())
    }

    /// The first half of scoring: features.
    #[must_use]
    pub fn prepare<'a>(&'a self, metadata: &'a Metadata) -> Prepared<'a> {
        Prepared(detect::steps::prepare(&self.0, metadata))
    }

    /// All of detection: features, scores, rules, kinds.
    #[must_use]
    pub fn detect(&self, metadata: &Metadata) -> Decisions {
        Decisions(pipeline::detect(&self.0, metadata, &Settings::default()))
    }

    /// Page, metadata and decisions to the article.
    #[must_use]
    pub fn assemble(self, metadata: Metadata, decisions: Decisions) -> Article {
        pipeline::assemble(self.0, metadata, decisions.0, Discussion::default(), &Settings::default())
    }

    /// The same as if all of the page were the article: the most that there can be to render.
    #[must_use]
    pub fn assemble_whole(self, metadata: Metadata, mut decisions: Decisions) -> Article {
        decisions.0.blocks.iter_mut().for_each(|decision| decision.label = Label::Content);
        let keep = Keep { tables: true, comments: true };
        let settings = Settings { keep, ..Settings::default() };
        pipeline::assemble(self.0, metadata, decisions.0, Discussion::default(), &settings)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, clean};

    fn in_steps(page: Page) -> Article {
        let metadata = page.metadata();
        let decisions = page.detect(&metadata);
        page.assemble(metadata, decisions)
    }

    #[test]
    fn steps_by_hand_make_the_article_that_callers_get() {
        let html = "<title>Rain - Bell</title><nav><a href=/>Home</a></nav><h1>Rain</h1>\
            <p>It rained all day in three towns by the river, and nobody minded it.</p><footer>© Bell</footer>";
        assert_eq!(in_steps(Tree::of(html).page()), clean(Input::html(html)).unwrap());
        assert_eq!(in_steps(Page::of_html(html)), clean(Input::html(html)).unwrap());
        let text = "Home\nNews\n\nRain\n\nIt rained all day in three towns by the river, and nobody minded it.\n\n© Bell";
        assert_eq!(in_steps(Page::of_text(text)), clean(Input::text(text)).unwrap());
        assert_eq!(decode(b"R\xe9union").unwrap(), "Réunion");
    }
}
