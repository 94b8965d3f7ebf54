//! The way of an input through the stages, and the only place where they are joined.
//!
//! ```text
//! Input ─ read ─▶ Document ─┬─ metadata ─▶ Metadata ─┬─ detect ─▶ Decisions ─ assemble ─▶ Article
//!                           └────────────────────────┘
//! ```
//!
//! Reading takes more steps than the others, because an input comes in several forms: bytes are decoded, text is found
//! to be HTML or flattened where the caller does not say, and HTML is parsed, to a tree where the caller has selectors; all
//! of them end as a [`Document`]. The cleaner, benchmarks, fuzzing and training call these functions, so that what is measured and
//! learnt from is what callers get.

use std::borrow::Cow;
use std::sync::Arc;

use scraper::{Html, Selector};

use crate::article::{self, Article};
use crate::cut;
use crate::detect::{self, Decisions};
use crate::discussion::{self, Discussion};
use crate::document::Document;
use crate::error::Error;
use crate::input::{Content, Input, PageFacts, Source};
use crate::labels::{Boilerplate, Label, Limit};
use crate::metadata::places::{self, Shows};
use crate::metadata::shown::Custom;
use crate::metadata::{self, Metadata};
use crate::options::{Focus, Keep, Limits};
use crate::read::decode::{self, Sniffed, encoding, sniff::sniff};
use crate::read::html::tree::{self, Parsed};
use crate::read::{Purpose, html, text};
use crate::sites::{self, Decided, Role, SitePage, Sites, Vote};

/// What is the same for every page of a job.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) focus: Focus,
    pub(crate) keep: Keep,
    pub(crate) limits: Limits,
    pub(crate) keep_selectors: Vec<Selector>,
    pub(crate) remove_selectors: Vec<Selector>,
    pub(crate) sites: Option<Arc<Sites>>,
}

impl Settings {
    fn choices(&self) -> html::Choices<'_> {
        html::Choices { keep: &self.keep_selectors, remove: &self.remove_selectors }
    }
}

/// Input → article.
pub(crate) fn clean(input: &Input<'_>, settings: &Settings) -> Result<Article, Error> {
    let mut document = read(input, settings)?;
    mark(&mut document, input, settings);
    let metadata = metadata(&document, &input.page);
    let decisions = detect_on_site(&mut document, &metadata, settings);
    let discussion = discussion(&document, &metadata, &decisions, &input.page, settings);
    Ok(assemble(document, metadata, decisions, discussion, settings))
}

/// Input → what the page says about its site, as the detector decides without a profile.
pub(crate) fn observe(input: &Input<'_>, settings: &Settings) -> Result<SitePage, Error> {
    let document = read(input, settings)?;
    let metadata = metadata(&document, &input.page);
    let decisions = detect(&document, &metadata, settings);
    let shown = places::shown(&document, &metadata, custom(&metadata, &input.page));
    let blocks = decisions.blocks.iter().zip(shown);
    let decided: Vec<Decided> =
        blocks.map(|(block, shown)| Decided { vote: vote(block.label), role: role(shown) }).collect();
    Ok(SitePage::new(&document, input.page.url.as_ref(), decisions.page_kind, &decided))
}

fn role(shown: Shows) -> Role {
    match shown {
        Shows::Nothing => Role::None,
        Shows::Title => Role::Title,
        Shows::Date => Role::Date,
        Shows::Authors => Role::Authors,
    }
}

fn vote(label: Label) -> Vote {
    match label {
        Label::Title
        | Label::Caption
        | Label::Removed(Boilerplate::Duplicate | Boilerplate::ImageCaption) => Vote::Neither,
        label if label.is_body() => Vote::Kept,
        _ => Vote::Removed,
    }
}

/// Input → metadata, without looking for the body.
pub(crate) fn clean_metadata(input: &Input<'_>, settings: &Settings) -> Result<Metadata, Error> {
    let mut document = read_for(input, settings, Purpose::Metadata)?;
    mark(&mut document, input, settings);
    Ok(metadata(&document, &input.page))
}

/// Marks what the profile of the page's site says something of.
fn mark(document: &mut Document, input: &Input<'_>, settings: &Settings) {
    if let Some(sites) = &settings.sites {
        sites::mark(document, input.page.url.as_ref(), sites);
    }
}

/// Input → document.
pub(crate) fn read(input: &Input<'_>, settings: &Settings) -> Result<Document, Error> {
    read_for(input, settings, Purpose::Article)
}

fn read_for(input: &Input<'_>, settings: &Settings, purpose: Purpose) -> Result<Document, Error> {
    let (content, declared) = match input.source {
        Source::Parsed(tree) => return Ok(document_of_tree(tree, &input.page, settings)),
        Source::Auto(content) => (content, None),
        Source::Html(content) => (content, Some(Sniffed::Html)),
        Source::Text(content) => (content, Some(Sniffed::Text)),
    };
    let decoded = decode(content, input.content_type, settings)?;
    decode::check(&decoded.text)?;
    let kind = declared.unwrap_or_else(|| sniff(&decoded.text));
    let text = cut::text(&decoded.text, settings.limits.max_input_bytes);
    let mut document = match kind {
        Sniffed::Html => document_of_html(text, &input.page, settings, purpose),
        Sniffed::Text => document_of_text(text, settings),
    };
    if decoded.is_cut || text.len() < decoded.text.len() {
        document.reach(Limit::InputBytes);
    }
    document.has_invalid_bytes = decoded.has_invalid_bytes;
    Ok(document)
}

/// Content as text.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Whether bytes beyond the limit were left out.
    is_cut: bool,
    /// Whether invalid bytes were replaced by U+FFFD.
    has_invalid_bytes: bool,
}

/// Content → text.
pub(crate) fn decode<'a>(
    content: Content<'a>,
    content_type: Option<&str>,
    settings: &Settings,
) -> Result<Decoded<'a>, Error> {
    let bytes = match content {
        Content::Str(text) => {
            return Ok(Decoded { text: Cow::Borrowed(text), is_cut: false, has_invalid_bytes: false });
        }
        Content::Bytes(bytes) => bytes,
    };
    decode::check_bytes(bytes)?;
    let read = cut::bytes(bytes, settings.limits.max_input_bytes);
    let decoded = encoding::decode(read, content_type);
    let is_cut = read.len() < bytes.len();
    Ok(Decoded { text: decoded.text, is_cut, has_invalid_bytes: decoded.lossy })
}

/// HTML → document.
pub(crate) fn document_of_html(
    html: &str,
    page: &PageFacts,
    settings: &Settings,
    purpose: Purpose,
) -> Document {
    if settings.choices().are_none() {
        return html::read(html, page.url.as_ref(), &settings.limits, purpose);
    }
    let parsed = parse(html, settings);
    let mut document = document_of_tree(&parsed.html, page, settings);
    document.limits.extend(parsed.limits);
    document
}

/// HTML → tree.
pub(crate) fn parse(html: &str, settings: &Settings) -> Parsed {
    tree::parse(html, &settings.limits, settings.choices().attributes())
}

/// Tree → document.
pub(crate) fn document_of_tree(tree: &Html, page: &PageFacts, settings: &Settings) -> Document {
    html::page(tree, page.url.as_ref(), &settings.choices(), &settings.limits)
}

/// Flattened text → document.
pub(crate) fn document_of_text(text: &str, settings: &Settings) -> Document {
    text::page(text, &settings.limits)
}

/// Document → metadata.
pub(crate) fn metadata(document: &Document, page: &PageFacts) -> Metadata {
    metadata::collect(document, page.url.as_ref(), page.fetch_time)
}

/// Document and metadata → what becomes of every block.
pub(crate) fn detect(document: &Document, metadata: &Metadata, settings: &Settings) -> Decisions {
    detect::detect(document, metadata, settings.focus)
}

/// The same with the profile of the page's site, as much of it as leaves the page a text: all, its lines alone, or nothing.
fn detect_on_site(document: &mut Document, metadata: &Metadata, settings: &Settings) -> Decisions {
    let mut decisions = detect(document, metadata, settings);
    for forget in [sites::forget_sections, sites::forget_all] {
        let is_empty = document.site.is_some() && empties(document, &decisions);
        if !is_empty {
            break;
        }
        forget(document);
        decisions = detect(document, metadata, settings);
    }
    decisions
}

/// Whether the profile of its site takes the text of a page.
fn empties(document: &Document, decisions: &Decisions) -> bool {
    let blocks = || document.blocks.iter().zip(&decisions.blocks);
    let kept = blocks().filter(|(_, decided)| decided.label.is_body());
    let went = blocks().filter(|(_, decided)| decided.ground.is_of_site);
    sites::leaves_too_little(
        kept.map(|(block, _)| block.shape.words).sum(),
        went.map(|(block, _)| block.shape.words).sum(),
    )
}

/// Document and decisions → comments and posts, where they are asked for.
pub(crate) fn discussion(
    document: &Document,
    metadata: &Metadata,
    decisions: &Decisions,
    page: &PageFacts,
    settings: &Settings,
) -> Discussion {
    if !settings.keep.comments {
        return Discussion::default();
    }
    discussion::discussion(document, decisions, custom(metadata, page))
}

/// How dates are read on a page.
fn custom<'a>(metadata: &'a Metadata, page: &'a PageFacts) -> Custom<'a> {
    let host = page.url.as_ref().and_then(|url| url.host_str());
    Custom {
        language: metadata.language().map(|field| field.value().as_str()),
        top_domain: host.and_then(|host| host.rsplit('.').next()),
        reference: page.fetch_time,
    }
}

/// Document, metadata and decisions → article.
pub(crate) fn assemble(
    document: Document,
    metadata: Metadata,
    decisions: Decisions,
    discussion: Discussion,
    settings: &Settings,
) -> Article {
    article::assemble(document, metadata, decisions, discussion, settings.keep)
}
