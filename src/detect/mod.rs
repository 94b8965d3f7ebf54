//! Which blocks are the article's?
//!
//! Features of every block → first score → what the neighbours and containers score →
//! second score → label, kind of boilerplate, reasons. HTML and flattened text take the
//! same way; what text cannot tell is absent.

mod context;
mod duplicates;
mod explain;
mod facts;
mod features;
mod kind;
mod layout;
mod model;
mod named_values;
mod names;
mod page_flags;
mod page_kind;
mod patterns;
mod phrases;
mod runs;
mod settle;
mod title;

#[cfg(feature = "training")]
pub(crate) mod export;

use crate::article::{Boilerplate, Flag, Label, Metadata, PageKind, Reason};
use crate::options::Focus;
use crate::page::{Choice, Page};
use layout::Layout;

/// What was decided about a page.
#[derive(Debug)]
pub(crate) struct Decisions {
    /// One a block, in order.
    pub(crate) blocks: Vec<Decision>,
    pub(crate) page_kind: PageKind,
    pub(crate) confidence: f32,
    pub(crate) flags: Vec<Flag>,
}

/// What was decided about a block.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) label: Label,
    pub(crate) score: f32,
    pub(crate) reasons: [Option<Reason>; 3],
}

/// Decides about every block of a page.
pub(crate) fn detect(page: &Page, metadata: &Metadata, focus: Focus) -> Decisions {
    let hits: Vec<_> = (0..page.blocks.len()).map(|index| phrases::find(page.block_text(index))).collect();
    let layout = Layout::of(page);
    let points = points(page, &layout, &hits, metadata);
    let scores: Vec<f32> = points.iter().map(|points| model::second_score(points, page.origin)).collect();

    let mut verdicts = verdicts(page, &hits, metadata, &scores, focus);
    settle::settle(page, &layout, metadata, &hits, &scores, &mut verdicts);
    duplicates::mark(page, &mut verdicts);
    let content: Vec<bool> = verdicts.iter().map(|verdict| *verdict == Verdict::Content).collect();
    let labels = labels(page, &layout, metadata, &hits, &verdicts);
    let (page_kind, flags) = page_kind::page_kind(page, &layout, metadata, &hits, &content);
    let confidence = confidence(page, &scores, &content);
    let blocks = (0..page.blocks.len())
        .map(|index| Decision {
            label: labels[index],
            score: scores[index],
            reasons: explain::reasons(&points[index], labels[index].is_body(), rule(verdicts[index])),
        })
        .collect();
    Decisions { blocks, page_kind, confidence, flags }
}

/// What every feature adds to every block's score, in hundredths of log-odds.
fn points(page: &Page, layout: &Layout, hits: &[Option<phrases::Hit>], metadata: &Metadata) -> Vec<Vec<i32>> {
    let features = features::features(page, layout, hits, metadata);
    let first: Vec<f32> = features.iter().map(|features| model::first_score(features, page.origin)).collect();
    let contexts = context::contexts(page, layout, &first);
    features
        .iter()
        .zip(&contexts)
        .map(|(own, around)| model::second_points(own, around, page.origin))
        .collect()
}

/// What is to happen with a block, before its kind of boilerplate is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Content,
    Title,
    Boilerplate,
    /// A rule decided against the score.
    Settled(settle::Rule),
    Duplicate,
    /// Removed by the caller's selector.
    Selector,
}

/// The rule that decided a block, where not its score did.
fn rule(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Content | Verdict::Boilerplate => None,
        Verdict::Title => Some("the headline, which is in the metadata"),
        Verdict::Settled(rule) => Some(rule.text()),
        Verdict::Duplicate => Some("the same text stands further down"),
        Verdict::Selector => Some("removed by a selector"),
    }
}

/// The score from which a block is content.
fn threshold(focus: Focus) -> f32 {
    match focus {
        Focus::Balanced => 0.5,
        Focus::Precision => 0.75,
        Focus::Recall => 0.25,
    }
}

fn verdicts(
    page: &Page,
    hits: &[Option<phrases::Hit>],
    metadata: &Metadata,
    scores: &[f32],
    focus: Focus,
) -> Vec<Verdict> {
    let threshold = threshold(focus);
    let mut verdicts: Vec<Verdict> = page
        .blocks
        .iter()
        .zip(scores)
        .zip(hits)
        .map(|((block, &score), hit)| match block.choice {
            Choice::Keep => Verdict::Content,
            Choice::Remove => Verdict::Selector,
            Choice::Open if score < threshold => Verdict::Boilerplate,
            Choice::Open if is_certain(hit.as_ref()) => Verdict::Settled(settle::Rule::Phrase),
            Choice::Open => Verdict::Content,
        })
        .collect();
    mark_titles(page, metadata, &mut verdicts);
    verdicts
}

/// The headline is repeated above the text or, as a label, in it; below, it is a link to the page itself.
fn mark_titles(page: &Page, metadata: &Metadata, verdicts: &mut [Verdict]) {
    let title = metadata.title().map_or("", |field| field.value());
    let is_text =
        |index: &usize| verdicts[*index] == Verdict::Content && layout::is_prose(&page.blocks[*index]);
    let first_text = (0..verdicts.len()).find(is_text).unwrap_or(usize::MAX);
    for index in title::title_blocks(page, title) {
        let decided = page.blocks[index].choice != Choice::Open;
        if !decided && (index <= first_text || verdicts[index] == Verdict::Content) {
            verdicts[index] = Verdict::Title;
        }
    }
}

/// Phrases that are boilerplate wherever they stand.
fn is_certain(hit: Option<&phrases::Hit>) -> bool {
    hit.is_some_and(|hit| hit.mode == phrases::Mode::Whole && hit.kind != Boilerplate::Toc)
}

fn labels(
    page: &Page,
    layout: &Layout,
    metadata: &Metadata,
    hits: &[Option<phrases::Hit>],
    verdicts: &[Verdict],
) -> Vec<Label> {
    let removed: Vec<bool> = verdicts
        .iter()
        .map(|verdict| matches!(verdict, Verdict::Boilerplate | Verdict::Settled(_)))
        .collect();
    let kinds = kind::kinds(page, layout, metadata, hits, &removed);
    verdicts
        .iter()
        .zip(kinds)
        .enumerate()
        .map(|(index, (verdict, kind))| match verdict {
            Verdict::Content if patterns::is_correction(page.block_text(index)) => Label::Correction,
            Verdict::Content => Label::Content,
            Verdict::Title => Label::Title,
            Verdict::Boilerplate | Verdict::Settled(_) => Label::Removed(kind),
            Verdict::Duplicate => Label::Removed(Boilerplate::Duplicate),
            Verdict::Selector => Label::Removed(Boilerplate::Selector),
        })
        .collect()
}

/// How sure the decisions are: the mean certainty by words, less where there is little content.
fn confidence(page: &Page, scores: &[f32], content: &[bool]) -> f32 {
    // Half of the certainty at fifty words: the length of one paragraph.
    const HALF_AT_WORDS: f32 = 50.0;
    let (mut certainty, mut words, mut content_words) = (0.0, 0.0, 0.0);
    for ((block, score), &is_content) in page.blocks.iter().zip(scores).zip(content) {
        let weight = block.shape.words as f32;
        words += weight;
        certainty += weight * (2.0 * score - 1.0).abs();
        content_words += if is_content { weight } else { 0.0 };
    }
    if words == 0.0 {
        return 0.0;
    }
    (certainty / words * content_words / (content_words + HALF_AT_WORDS)).clamp(0.0, 1.0)
}
