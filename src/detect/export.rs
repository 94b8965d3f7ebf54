//! What training reads: everything as the detector computes it.

use std::ops::Range;
use std::time::{Duration, Instant};

use crate::decide::confidence::{PageFeatures, page_features};
use crate::decide::expected::expected_f1;
use crate::decide::{self, content};
use crate::document::Document;
use crate::evidence::copies::Copies;
pub(crate) use crate::evidence::kind_names;
use crate::evidence::page_kinds::PageKinds;
use crate::evidence::{Evidence, vocabulary};
use crate::label::labels_and_outline;
use crate::labels::{Flag, PageKind};
use crate::metadata::Metadata;
use crate::options::Focus;
use crate::score::binning;
use crate::score::context::Surroundings;
use crate::score::features::each_with_features;
use crate::score::values::{Context, Features};
pub(crate) use crate::sections::part_names;
use crate::sections::{Means, Settled, part_features, sections, sections_by};

/// A page that is read, as the later stages see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadPage<'a> {
    pub(crate) document: &'a Document,
    pub(crate) metadata: &'a Metadata,
    /// The chances of its kinds, where they are not to be the model's own.
    pub(crate) kinds: Option<PageKinds>,
}

impl<'a> ReadPage<'a> {
    fn evidence(&self) -> Evidence<'a> {
        let evidence = Evidence::of(self.document, self.metadata);
        match self.kinds {
            Some(kinds) => evidence.with_page_kinds(kinds),
            None => evidence,
        }
    }
}

/// What tells the kind of a page, in the order of [`kind_names`].
pub(crate) fn kind_features(page: ReadPage<'_>) -> Vec<f32> {
    page.evidence().kind_features()
}

/// The parts of a page: their blocks and their features, in the order of [`part_names`].
pub(crate) fn parts(page: ReadPage<'_>) -> Vec<(Range<usize>, Vec<f32>)> {
    part_features(&page.evidence())
}

/// Given the scores of all parts: features of every block, in the order of [`feature_names`].
pub(crate) fn features(page: ReadPage<'_>, part_scores: &[f32]) -> Vec<Vec<f32>> {
    let evidence = page.evidence();
    let sections = sections_by(&evidence, part_scores);
    let mut rows = Vec::with_capacity(page.document.blocks.len());
    each_with_features(&evidence, &sections, |_| true, |_, features| rows.push(features.values().to_vec()));
    rows
}

/// The sections that are settled by their names or labels.
pub(crate) fn sections_of(page: ReadPage<'_>) -> Vec<SettledSection> {
    let sections = sections(&page.evidence());
    let told = |section: &Settled| SettledSection {
        kind: section.kind.name(),
        name: match section.means {
            Means::Name { entry, .. } => entry,
            Means::Label => "a label",
            Means::Cards => "a row of teasers",
        },
        blocks: section.blocks(),
    };
    sections.list().iter().map(told).collect()
}

/// A part of a page that is not scored.
#[derive(Debug)]
pub struct SettledSection {
    /// The kind of boilerplate.
    pub kind: &'static str,
    /// The row of `src/lists/sections.tsv` that tells it, or that a label does.
    pub name: &'static str,
    /// Its blocks.
    pub blocks: Range<usize>,
}

/// Given the scores of all parts: which blocks need no score.
pub(crate) fn settled(page: ReadPage<'_>, part_scores: &[f32]) -> Vec<bool> {
    let sections = sections_by(&page.evidence(), part_scores);
    (0..page.document.blocks.len()).map(|index| sections.is_settled(index)).collect()
}

/// Features of every block's surroundings, in the order of [`context_names`].
pub(crate) fn contexts(page: ReadPage<'_>, scores: &[f32]) -> Vec<Vec<f32>> {
    let evidence = page.evidence();
    let surroundings = Surroundings::of(&evidence, scores);
    (0..page.document.blocks.len()).map(|index| surroundings.context(index).values().to_vec()).collect()
}

/// How long the parts of scoring take.
#[derive(Debug, Clone, Copy, Default)]
pub struct ScoringTime {
    /// Phrases, layout, word evidence, features, and what surroundings are computed from.
    pub features: Duration,
    /// Surroundings of open blocks; bins and trees of both stages.
    pub model: Duration,
}

/// Scores a page with a clock in hand.
pub(crate) fn timed(page: ReadPage<'_>) -> ScoringTime {
    let mut time = ScoringTime::default();
    let mut start = Instant::now();
    let mut lap = |part: &mut Duration| *part += std::mem::replace(&mut start, Instant::now()).elapsed();
    let evidence = page.evidence();
    let sections = sections(&evidence);
    let mut features = Vec::new();
    let is_scored = |index| !sections.is_settled(index);
    each_with_features(&evidence, &sections, is_scored, |index, of_block| {
        features.push((index, of_block.clone()))
    });
    lap(&mut time.features);
    let mut binning = binning(&evidence, features.len());
    features.iter().for_each(|(index, features)| binning.push(*index, features));
    let mut bins = binning.done();
    let first = bins.first_scores();
    lap(&mut time.model);
    let surroundings = Surroundings::of(&evidence, &first);
    lap(&mut time.features);
    std::hint::black_box(bins.second_scores(&first, |index| surroundings.context(index)));
    lap(&mut time.model);
    time
}

/// Which blocks the given scores let stay, and how sure that is, in the order of [`page_names`].
pub(crate) fn decide(page: ReadPage<'_>, scores: &[f32], focus: Focus) -> (Vec<bool>, Vec<f32>) {
    let evidence = page.evidence();
    let content = content(&decide::decide(&evidence, &sections(&evidence), scores, focus).blocks);
    let page_features =
        page_features(&evidence, scores, expected_f1(page.document, scores), &content).values().to_vec();
    (content, page_features)
}

/// What scores make of a page.
#[derive(Debug)]
#[non_exhaustive]
pub struct Judged {
    /// The name of every block's label, and the rule that decided it where one did.
    pub blocks: Vec<(&'static str, Option<&'static str>)>,
    /// What the page is.
    pub page_kind: PageKind,
    /// What is odd about it.
    pub flags: Vec<Flag>,
}

/// What the given scores make of a page, with a focus on neither side.
pub(crate) fn judged(page: ReadPage<'_>, scores: &[f32]) -> Judged {
    let evidence = page.evidence();
    let sections = sections(&evidence);
    let decided = decide::decide(&evidence, &sections, scores, Focus::Balanced);
    let (labels, _) = labels_and_outline(&evidence, &sections, &decided.blocks);
    let pairs = labels.iter().zip(&decided.blocks);
    let blocks = pairs.map(|(label, decision)| (label.name(), decision.rule())).collect();
    Judged { blocks, page_kind: decided.page_kind, flags: decided.flags }
}

/// The hashed words of a page, from which evidence is learnt.
#[derive(Debug)]
pub struct PageWords {
    /// By block: its words.
    pub blocks: Vec<Vec<u32>>,
    /// By block: whether it is short enough to be a label.
    pub labels: Vec<bool>,
    /// By block: the short heading above it.
    pub headings: Vec<Option<usize>>,
}

/// The words of every block.
pub(crate) fn words(page: &Document) -> PageWords {
    let words = vocabulary::PageWords::of(page, &Copies::of(page));
    // In the order of the hashes, as sums in training depend on the order.
    let sorted = |index: usize| {
        let mut words = words.blocks.words(index).to_vec();
        words.sort_unstable();
        words
    };
    PageWords {
        labels: (0..page.blocks.len()).map(|index| words.blocks.is_short(index)).collect(),
        blocks: (0..page.blocks.len()).map(sorted).collect(),
        headings: words.headings,
    }
}

pub(crate) fn feature_names() -> &'static [&'static str] {
    Features::NAMES
}

pub(crate) fn context_names() -> &'static [&'static str] {
    Context::NAMES
}

pub(crate) fn page_names() -> &'static [&'static str] {
    PageFeatures::NAMES
}
