//! Which parts does the page have, and what is in them?
//!
//! A page is a tree of sections. Its elements divide it into [`parts`]; what is known of each ([`features`]) gives it a
//! score, the share of its words that are likely the article's. Everybody recognises some parts by the names of their
//! elements ([`names`]): what WordPress calls `comment-respond` is a form for comments on every site. What names settle
//! is not scored line by line and cannot come back, whatever the words inside, and neither is what scores next to
//! nothing as a whole. A name can also be on an element that wraps the article (`has-comments`), so elements that hold
//! it are passed over ([`wrappers`]), and so is everything that would leave a page without text.
//!
//! Where names tell nothing, and in flattened text, which has no elements, a label below the article opens a section that
//! lasts as long as its lines are of its shape ([`labels`]), or as people's names and dates come back below it
//! ([`comments`]). Lists that tell where they begin and end go wherever they are ([`interruptions`]). Rows of teasers around a story are told by their structure ([`cards`]).

mod cards;
mod comments;
mod features;
mod interruptions;
mod labels;
mod names;
mod parts;
mod settled;
mod standing;
mod wrappers;

use std::ops::Range;

use crate::document::Origin;
use crate::document::prose::is_prose;
use crate::evidence::Evidence;
use crate::model;
use features::PartFeatures;
use names::Verdicts;
use parts::Parts;
pub(crate) use settled::{Means, Settled};
pub(crate) use standing::Standing;

/// The parts of a page, and which of them need no look at their lines.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// What names, labels and rows of teasers settle, in order, without overlap.
    settled: Vec<Settled>,
    /// By block: the position of its section in `settled` and one, or 0.
    of_block: Vec<u32>,
    parts: Parts,
    /// By part: its score beside others.
    standings: Vec<Standing>,
    /// By block: whether it is in a part that scores next to nothing. Empty where no block is.
    in_low_part: Vec<bool>,
}

/// On pages of one article, lines of parts that score less are not scored one by one. Below 0.003 there were 0.05 % of the
/// gold's words (scores held out by site).
const MIN_SCORE: f32 = 0.002;

impl Sections {
    /// What a block is part of, if that is settled without a score.
    pub(crate) fn settled(&self, block: usize) -> Option<&Settled> {
        let place = (*self.of_block.get(block)? as usize).checked_sub(1)?;
        self.settled.get(place)
    }

    #[cfg(feature = "training")]
    pub(crate) fn list(&self) -> &[Settled] {
        &self.settled
    }

    /// Whether a block needs no score of its own.
    pub(crate) fn is_settled(&self, block: usize) -> bool {
        self.settled(block).is_some() || self.is_in_low_part(block)
    }

    /// Whether a block is not scored because the part that it is in scores next to nothing.
    pub(crate) fn is_in_low_part(&self, block: usize) -> bool {
        self.in_low_part.get(block) == Some(&true)
    }

    /// How the parts that a block is in score; None where nothing divides the page.
    pub(crate) fn standing(&self, block: usize) -> Option<&Standing> {
        if self.standings.is_empty() { None } else { self.standings.get(self.parts.place(block)) }
    }
}

/// Parts the page and decides what its names, its labels and the scores of its parts settle.
pub(crate) fn sections(evidence: &Evidence<'_>) -> Sections {
    let verdicts = Verdicts::of(evidence);
    let parts = Parts::of(evidence.document);
    let scores = match evidence.document.origin {
        Origin::Html => scores(&features::features(evidence, &verdicts, &parts)),
        // Flattened text has no elements.
        Origin::Text => Vec::new(),
    };
    with_scores(evidence, &verdicts, parts, &scores)
}

/// By part: the share of its words that are likely the article's.
fn scores(features: &[PartFeatures]) -> Vec<f32> {
    model::part_scores(features.iter().map(PartFeatures::values))
}

/// Parts the page, given the scores of its parts.
fn with_scores(evidence: &Evidence<'_>, verdicts: &Verdicts, parts: Parts, scores: &[f32]) -> Sections {
    let mut settled = outermost(evidence, verdicts);
    add(evidence, interruptions::interruptions(evidence), &mut settled);
    add(evidence, labels::below_labels(evidence), &mut settled);
    add(evidence, cards::rows(evidence), &mut settled);
    if leaves_too_little(evidence, settled.iter().map(Settled::blocks)) {
        settled.clear();
    }
    let of_block = of_block(evidence, &settled);
    let standings = standing::standings(evidence, &parts, scores);
    let in_low_part = low_parts(evidence, &parts, &standings);
    Sections { settled, of_block, parts, standings, in_low_part }
}

/// By block: the position of its section and one, or 0.
fn of_block(evidence: &Evidence<'_>, settled: &[Settled]) -> Vec<u32> {
    let mut of_block = vec![0; evidence.document.blocks.len()];
    for (place, section) in settled.iter().enumerate() {
        of_block[section.blocks()].fill(place as u32 + 1);
    }
    of_block
}

/// By block: whether a part that it is in scores next to nothing.
fn low_parts(evidence: &Evidence<'_>, parts: &Parts, standings: &[Standing]) -> Vec<bool> {
    if standings.is_empty() || !evidence.page_kinds().is_one_text() {
        return Vec::new();
    }
    let is_low = |block: usize| standings[parts.place(block)].lowest < MIN_SCORE;
    let low: Vec<bool> = (0..evidence.document.blocks.len()).map(is_low).collect();
    let blocks = (0..low.len()).filter(|&block| low[block]).map(|block| block..block + 1);
    if leaves_too_little(evidence, blocks) { Vec::new() } else { low }
}

/// Adds what others settle and those before do not.
fn add(evidence: &Evidence<'_>, others: Vec<Settled>, settled: &mut Vec<Settled>) {
    let known = of_block(evidence, settled);
    let is_free = |section: &Settled| known[section.blocks()].iter().all(|place| *place == 0);
    settled.extend(others.into_iter().filter(is_free));
    settled.sort_by_key(|section| section.start);
}

/// The outermost elements whose names settle what they hold, in order.
fn outermost(evidence: &Evidence<'_>, verdicts: &Verdicts) -> Vec<Settled> {
    let page = evidence.document;
    let wraps = wrappers::wrappers(evidence, verdicts);
    let mut settled: Vec<Settled> = Vec::new();
    // Parents come before their children, and a container's blocks follow each other.
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let is_inside = settled.last().is_some_and(|last| container.blocks.start < last.end);
        let Some(convention) = verdicts.settles[index].filter(|_| !is_inside && !wraps[index]) else {
            continue;
        };
        let Range { start, end } = container.blocks;
        if let Some(kind) = convention.kind
            && start < end
        {
            let means = Means::Name { entry: convention.name, container: index as u32 };
            settled.push(Settled { kind, means, start, end });
        }
    }
    settled
}

/// Whether hardly any prose is outside of these blocks, but some inside: then what is called comments is the text.
fn leaves_too_little(evidence: &Evidence<'_>, settled: impl Iterator<Item = Range<usize>>) -> bool {
    // A sentence of a caption or a footer is on every page.
    const MIN_PROSE_WORDS: u32 = 40;
    let page = evidence.document;
    let prose = |range: Range<usize>| -> u32 {
        let blocks = page.blocks[range].iter().filter(|block| is_prose(block));
        blocks.map(|block| block.shape.words).sum()
    };
    let inside: u32 = settled.map(prose).sum();
    let outside = evidence.layout.prose_words.saturating_sub(inside);
    inside >= MIN_PROSE_WORDS && outside < MIN_PROSE_WORDS
}

/// For training: the blocks of all parts and their features.
#[cfg(feature = "training")]
pub(crate) fn part_features(evidence: &Evidence<'_>) -> Vec<(Range<usize>, Vec<f32>)> {
    if evidence.document.origin == Origin::Text {
        return Vec::new();
    }
    let parts = Parts::of(evidence.document);
    let features = features::features(evidence, &Verdicts::of(evidence), &parts);
    let pairs = parts.list.iter().zip(features);
    pairs.map(|(part, features)| (part.blocks(), features.values().to_vec())).collect()
}

/// For training: the names of those features.
#[cfg(feature = "training")]
pub(crate) fn part_names() -> &'static [&'static str] {
    PartFeatures::NAMES
}

/// For training: the sections that other scores of the parts would make.
#[cfg(feature = "training")]
pub(crate) fn sections_by(evidence: &Evidence<'_>, scores: &[f32]) -> Sections {
    with_scores(evidence, &Verdicts::of(evidence), Parts::of(evidence.document), scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;
    use crate::metadata::Metadata;

    const TEXT: &str = "<p>The mill on the upper river stopped on Monday, after two hundred years, for want of water. \
        Its owner said that nobody had seen the river so low since the great drought, and that the wheel would turn \
        again in spring if snow falls in the hills before the end of the year.</p>";

    fn settled(markup: &str) -> Vec<(&'static str, usize)> {
        let page = html(markup);
        let metadata = Metadata::default();
        let found = sections(&Evidence::of(&page, &metadata));
        found.settled.iter().map(|section| (section.kind.name(), section.blocks().len())).collect()
    }

    #[test]
    fn comments_are_settled_by_their_name() {
        let page = format!("{TEXT}<ol class=comment-list><li>Well said.<li>{TEXT}</ol>");
        assert_eq!(settled(&page), [("comments", 2)]);
    }

    #[test]
    fn the_outermost_element_counts() {
        let page = format!(
            "{TEXT}<div id=comments><h2>Comments</h2><div class=sharedaddy><p>Share</p></div></div><p>End.</p>"
        );
        assert_eq!(settled(&page), [("comments", 2)]);
    }

    #[test]
    fn what_wraps_the_article_is_not_settled() {
        for wrapper in ["<div class=comments-area><main>", "<div class=share-container><h1>Mill</h1>"] {
            assert_eq!(settled(&format!("{wrapper}{TEXT}{TEXT}</main></div><p>End of it.</p>")), []);
        }
    }

    #[test]
    fn a_page_keeps_its_only_text() {
        assert_eq!(settled(&format!("<h2>Mill</h2><div id=comments>{TEXT}</div>")), []);
        assert_eq!(settled(&format!("{TEXT}<div id=comments>{TEXT}</div>")).len(), 1);
    }

    /// The blocks that need no score, given scores of the parts: the page, an element of text, a list.
    fn unscored_blocks(markup: &str, scores: [f32; 3]) -> Vec<usize> {
        let page = html(markup);
        let metadata = Metadata::default();
        let evidence = Evidence::of(&page, &metadata);
        let parts = Parts::of(&page);
        assert_eq!(parts.list.len(), 3);
        let found = with_scores(&evidence, &Verdicts::of(&evidence), parts, &scores);
        (0..page.blocks.len()).filter(|block| found.is_settled(*block)).collect()
    }

    #[test]
    fn lines_of_a_part_that_scores_next_to_nothing_need_no_score() {
        let page = format!("<div>{TEXT}{TEXT}</div><ul><li>One of two<li>Two of two</ul><p>End of it.");
        assert_eq!(unscored_blocks(&page, [0.4, 0.9, 0.001]), [2, 3]);
        assert_eq!(unscored_blocks(&page, [0.4, 0.9, 0.1]), [0; 0]);
        assert_eq!(unscored_blocks(&page, [0.4, 0.001, 0.001]), [0; 0], "a page keeps its only text");
        let forum = page.replace("<div>", "<div class='phpbb viewtopic'>");
        assert_eq!(
            unscored_blocks(&forum, [0.4, 0.9, 0.001]),
            [0; 0],
            "what is next to nothing is learnt from articles"
        );
    }

    #[test]
    fn a_commentary_is_no_comment() {
        assert_eq!(settled(&format!("{TEXT}<div class=live-commentary>{TEXT}</div>")), []);
    }
}
