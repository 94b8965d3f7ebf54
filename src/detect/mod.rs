//! Which blocks are the article's?
//!
//! Features of every block → first score → what the neighbours and containers score →
//! second score → label, kind of boilerplate, reasons. HTML and flattened text take the
//! same way; what text cannot tell is absent.

mod confidence;
mod context;
mod duplicates;
mod explain;
mod facts;
mod features;
mod grounds;
mod kind;
mod layout;
mod likeness;
mod model;
mod named_values;
mod names;
mod page_flags;
mod page_kind;
mod patterns;
mod phrases;
mod plain_page;
mod runs;
mod scored_runs;
mod sections;
mod settle;
mod text_words;
mod title;
mod vocabulary;

#[cfg(feature = "training")]
pub(crate) mod export;
#[cfg(feature = "stages")]
pub(crate) mod steps;
#[cfg(test)]
mod testing;

use crate::document::{Choice, Document};
use crate::labels::{Boilerplate, Flag, Label, PageKind};
use crate::metadata::Metadata;
use crate::options::Focus;
pub(crate) use grounds::{Ground, Grounds};
use layout::Layout;
use model::Bins;

/// What was decided about a page.
#[derive(Debug, Clone)]
pub(crate) struct Decisions {
    /// One a block, in order.
    pub(crate) blocks: Vec<Decision>,
    pub(crate) grounds: Grounds,
    pub(crate) page_kind: PageKind,
    pub(crate) confidence: f32,
    pub(crate) flags: Vec<Flag>,
}

/// What was decided about a block.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) label: Label,
    pub(crate) score: f32,
    pub(crate) ground: Ground,
}

/// Decides about every block of a page.
pub(crate) fn detect(page: &Document, metadata: &Metadata, focus: Focus) -> Decisions {
    let reading = Reading::of(page, metadata);
    let (scores, bins) = scored(&reading);
    let verdicts = verdicts(&reading, &scores, focus);
    let labels = labels(&reading, &verdicts);
    let content = content(&verdicts);
    let (page_kind, flags) =
        page_kind::page_kind(page, &reading.layout, &reading.declared, &reading.hits, &content);
    let confidence = model::confidence(&reading.certainty(&scores, &content), page.origin);
    let decided = labels.into_iter().zip(&scores).zip(&verdicts);
    let blocks = decided
        .map(|((label, &score), &verdict)| {
            let ground = Ground { is_content: label.is_body(), rule: rule(verdict) };
            Decision { label, score, ground }
        })
        .collect();
    Decisions { blocks, grounds: explain::grounds(bins, page.origin), page_kind, confidence, flags }
}

/// A page and what can be known of it before any block is scored.
#[derive(Debug)]
struct Reading<'a> {
    page: &'a Document,
    metadata: &'a Metadata,
    hits: Vec<Option<phrases::Hit>>,
    layout: Layout,
    /// What the page says it is.
    declared: page_kind::Points,
}

impl<'a> Reading<'a> {
    fn of(page: &'a Document, metadata: &'a Metadata) -> Reading<'a> {
        let slug = metadata.canonical_url().and_then(|url| names::slug(url.value()));
        Reading {
            page,
            metadata,
            hits: (0..page.blocks.len()).map(|index| phrases::find(page.block_text(index))).collect(),
            layout: Layout::of(page, slug.as_deref()),
            declared: page_kind::declared(page, metadata),
        }
    }

    fn features(&self) -> Vec<features::Features> {
        let evidence = vocabulary::WordEvidence::of(self.page);
        features::features(self.page, &self.layout, &self.hits, self.metadata, &self.declared, &evidence)
    }

    fn surroundings<'b>(&'b self, scores: &'b [f32]) -> context::Surroundings<'b> {
        context::Surroundings::of(self.page, &self.layout, &self.hits, scores)
    }

    fn certainty(&self, scores: &[f32], content: &[bool]) -> confidence::Certainty {
        confidence::certainty(self.page, &self.layout, &self.declared, scores, content)
    }
}

/// Scores of all blocks, and what they were made from.
fn scored(reading: &Reading<'_>) -> (Vec<f32>, Bins) {
    let mut bins = Bins::new(&reading.features(), reading.page.origin);
    let first = bins.first_scores();
    let surroundings = reading.surroundings(&first);
    let scores = bins.second_scores(&first, |index| surroundings.context(index));
    (scores, bins)
}

/// What is to happen with every block: its score, then the rules, then repetition.
fn verdicts(reading: &Reading<'_>, scores: &[f32], focus: Focus) -> Vec<Verdict> {
    let (page, hits) = (reading.page, &reading.hits);
    let threshold = threshold(reading, scores, focus);
    let mut verdicts = by_score(page, hits, scores, threshold);
    let is_plain = plain_page::is_plain(page, &reading.layout, hits);
    if is_plain {
        plain_page::keep(page, &mut verdicts);
    }
    mark_titles(page, reading.metadata, &mut verdicts);
    settle::settle(page, &reading.layout, reading.metadata, hits, scores, &mut verdicts);
    if is_plain {
        plain_page::keep(page, &mut verdicts);
    } else {
        duplicates::mark(page, &reading.layout, &mut verdicts);
    }
    verdicts
}

fn content(verdicts: &[Verdict]) -> Vec<bool> {
    verdicts.iter().map(|verdict| *verdict == Verdict::Content).collect()
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
///
/// The threshold that makes the expected F1 greatest is half of that F1 (Lipton et al. 2014):
/// a page full of doubt keeps more. In articles a block wrongly kept is seen more than one
/// wrongly dropped, so the bound leans a little to precision there. The focus moves the odds.
fn threshold(reading: &Reading<'_>, scores: &[f32], focus: Focus) -> f32 {
    const SHARE_OF_F1: f32 = 0.58;
    const LOWEST: f32 = 0.2;
    const HIGHEST: f32 = 0.57;
    const FOCUS_ODDS: f32 = 3.0;
    let expected = confidence::expected_f1(reading.page, scores);
    let balanced = (SHARE_OF_F1 * expected).clamp(LOWEST, HIGHEST).min(most_for_prose(reading, scores));
    let odds = balanced / (1.0 - balanced);
    let odds = match focus {
        Focus::Balanced => odds,
        Focus::Precision => odds * FOCUS_ODDS,
        Focus::Recall => odds / FOCUS_ODDS,
    };
    odds / (1.0 + odds)
}

/// A page that is prose for the most part has an article: the threshold stays below the
/// best score of its prose, however odd the rest of the page is.
fn most_for_prose(reading: &Reading<'_>, scores: &[f32]) -> f32 {
    const SHARE_OF_BEST: f32 = 0.8;
    let blocks = &reading.page.blocks;
    let words: u32 = blocks.iter().map(|block| block.shape.words).sum();
    if reading.layout.prose_words * 2 < words {
        return 1.0;
    }
    let prose = blocks.iter().zip(scores).filter(|(block, _)| layout::is_prose(block));
    let best = prose.map(|(_, &score)| score).fold(0.0, f32::max);
    // Never nothing: odds are multiplied and divided by the focus.
    (SHARE_OF_BEST * best).max(0.001)
}

fn by_score(page: &Document, hits: &[Option<phrases::Hit>], scores: &[f32], threshold: f32) -> Vec<Verdict> {
    page.blocks
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
        .collect()
}

/// The headline is repeated above the text or, as a label, in it; below, it is a link to the page itself.
fn mark_titles(page: &Document, metadata: &Metadata, verdicts: &mut [Verdict]) {
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

fn labels(reading: &Reading<'_>, verdicts: &[Verdict]) -> Vec<Label> {
    let page = reading.page;
    let removed: Vec<bool> = verdicts
        .iter()
        .map(|verdict| matches!(verdict, Verdict::Boilerplate | Verdict::Settled(_)))
        .collect();
    let kinds = kind::kinds(page, &reading.layout, reading.metadata, &reading.hits, &removed);
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

#[cfg(test)]
mod tests {
    use super::*;
    use testing::lines;

    #[test]
    fn focus_moves_the_odds_three_times() {
        let (page, metadata) = (lines("Home\n\nSport\n\nWeather"), Metadata::default());
        let at = |focus| threshold(&Reading::of(&page, &metadata), &[1.0, 1.0, 0.0], focus);
        let odds = |focus| at(focus) / (1.0 - at(focus));
        // A page without doubt has the highest threshold.
        assert!((at(Focus::Balanced) - 0.57).abs() < 1e-5);
        assert!((odds(Focus::Precision) / odds(Focus::Balanced) - 3.0).abs() < 1e-4);
        assert!((odds(Focus::Recall) * 3.0 / odds(Focus::Balanced) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn prose_holds_the_threshold_below_its_best_score() {
        let text = "The ferry sailed again on Monday, two years after a storm had torn away its pier.";
        let (page, metadata) = (lines(&format!("{text}\n\nHome")), Metadata::default());
        let most = |scores: &[f32]| most_for_prose(&Reading::of(&page, &metadata), scores);
        assert!((most(&[0.3, 0.9]) - 0.24).abs() < 1e-6);
        assert!(most(&[0.0, 0.9]) > 0.0);
        let menu = lines(&format!("{text}\n\n{}", "Home\n\n".repeat(20)));
        assert_eq!(
            most_for_prose(&Reading::of(&menu, &metadata), &[0.3; 21]),
            1.0,
            "mostly other than prose"
        );
    }

    #[test]
    fn a_score_at_the_threshold_is_content_unless_a_phrase_or_selector_decides() {
        let mut page = lines("One\n\nTwo\n\nThree\n\nFour\n\nFive\n\nSix");
        page.blocks[4].choice = Choice::Keep;
        page.blocks[5].choice = Choice::Remove;
        let whole = |kind| Some(phrases::Hit { kind, mode: phrases::Mode::Whole });
        let hits = [None, None, None, whole(Boilerplate::SharePrompt), None, None];
        let verdicts = by_score(&page, &hits, &[0.49, 0.5, 0.51, 0.9, 0.1, 0.9], 0.5);
        let phrase = Verdict::Settled(settle::Rule::Phrase);
        assert_eq!(verdicts[..4], [Verdict::Boilerplate, Verdict::Content, Verdict::Content, phrase]);
        assert_eq!(verdicts[4..], [Verdict::Content, Verdict::Selector]);
    }
}
