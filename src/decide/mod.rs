//! Which blocks stay?
//!
//! The score against a threshold that fits the page, then the headline, then rules that override the score, then
//! repetition. Once the blocks are decided, so is the page: what kind it is, what its reader should be warned of,
//! and how sure all of this is.

pub(crate) mod confidence;
mod decision;
mod duplicates;
mod error_page;
pub(crate) mod expected;
mod flags;
mod groups;
mod inserted;
mod kept;
mod listings;
mod neighbours;
mod overrides;
mod page_kind;
mod plain_page;
mod restored;
mod template;
mod threshold;

use crate::document::prose::is_prose;
use crate::document::{Choice, Document};
use crate::evidence::Evidence;
use crate::evidence::phrases::{Hit, Mode};
use crate::labels::{Boilerplate, Flag, PageKind};
use crate::options::Focus;
use crate::sections::Sections;
pub(crate) use decision::{Decision, Rule};
use expected::expected_f1;
use threshold::Thresholds;

/// What was decided about a page.
#[derive(Debug)]
pub(crate) struct Decided {
    /// One a block, in order.
    pub(crate) blocks: Vec<Decision>,
    pub(crate) page_kind: PageKind,
    /// The chance of this kind, where no rule told it.
    pub(crate) page_kind_chance: Option<f32>,
    pub(crate) flags: Vec<Flag>,
    /// The chance that the body is right.
    pub(crate) confidence: f32,
}

/// Decides about every block of a page and about the page.
pub(crate) fn decide(evidence: &Evidence<'_>, sections: &Sections, scores: &[f32], focus: Focus) -> Decided {
    let expected_f1 = expected_f1(evidence.document, scores);
    let thresholds = Thresholds::new(evidence, scores, expected_f1, focus);
    let blocks = decide_blocks(evidence, sections, scores, thresholds);
    let content = content(&blocks);
    let (page_kind, page_kind_chance) = page_kind::page_kind(evidence, &content);
    Decided {
        page_kind,
        page_kind_chance,
        flags: flags::flags(evidence, &content, page_kind),
        confidence: confidence::confidence(evidence, scores, expected_f1, &content),
        blocks,
    }
}

fn decide_blocks(
    evidence: &Evidence<'_>,
    sections: &Sections,
    scores: &[f32],
    thresholds: Thresholds,
) -> Vec<Decision> {
    let mut decisions = by_score(evidence.document, &evidence.hits, scores, thresholds);
    let is_plain = plain_page::is_plain(evidence);
    if is_plain {
        plain_page::keep(evidence.document, &mut decisions);
    }
    settle(evidence.document, sections, &mut decisions);
    mark_titles(evidence, &mut decisions);
    overrides::apply(evidence, scores, &mut decisions);
    if is_plain {
        plain_page::keep(evidence.document, &mut decisions);
    } else {
        duplicates::mark(evidence.document, &evidence.layout, &mut decisions);
    }
    tell_parts(sections, &mut decisions);
    decisions
}

/// Lines without a score of their own have gone because of the part that they are in.
fn tell_parts(sections: &Sections, decisions: &mut [Decision]) {
    for (index, decision) in decisions.iter_mut().enumerate() {
        if *decision == Decision::Boilerplate && sections.is_in_low_part(index) {
            *decision = Decision::OfPart;
        }
    }
}

/// By block: whether it is content.
pub(crate) fn content(decisions: &[Decision]) -> Vec<bool> {
    decisions.iter().map(|decision| *decision == Decision::Content).collect()
}

fn by_score(page: &Document, hits: &[Option<Hit>], scores: &[f32], thresholds: Thresholds) -> Vec<Decision> {
    page.blocks
        .iter()
        .zip(scores)
        .zip(hits)
        .map(|((block, &score), hit)| match block.choice {
            Choice::Keep => Decision::Content,
            Choice::Remove => Decision::Selector,
            Choice::Aside(aside) => Decision::Aside(aside),
            Choice::Open if is_notice(hit.as_ref()) => Decision::Overridden(Rule::Notice),
            Choice::Open if score < thresholds.of(page.origin, block) => Decision::Boilerplate,
            Choice::Open if is_certain(hit.as_ref()) => Decision::Overridden(Rule::Phrase),
            Choice::Open => Decision::Content,
        })
        .collect()
}

/// What is known by the names around it goes, unless the caller's selectors keep it.
fn settle(page: &Document, sections: &Sections, decisions: &mut [Decision]) {
    for (index, decision) in decisions.iter_mut().enumerate() {
        if let Some(section) = sections.settled(index)
            && page.blocks[index].choice == Choice::Open
        {
            *decision = Decision::Settled(section.kind, section.means);
        }
    }
}

/// The headline is repeated above the text or, as a label, in it; below, it is a link to the page itself.
fn mark_titles(evidence: &Evidence<'_>, decisions: &mut [Decision]) {
    let page = evidence.document;
    let is_text = |index: &usize| decisions[*index] == Decision::Content && is_prose(&page.blocks[*index]);
    let first_text = (0..decisions.len()).find(is_text).unwrap_or(usize::MAX);
    for &index in &evidence.headline.copies {
        let decided = page.blocks[index].choice != Choice::Open;
        if !decided && (index <= first_text || decisions[index] == Decision::Content) {
            decisions[index] = Decision::Title;
        }
    }
}

/// Phrases that are boilerplate wherever they stand.
fn is_certain(hit: Option<&Hit>) -> bool {
    hit.is_some_and(|hit| hit.mode == Mode::Whole && hit.kind != Boilerplate::Toc)
}

/// A fixed notice is boilerplate whatever is around it, on a page of three sentences as on one of thirty.
fn is_notice(hit: Option<&Hit>) -> bool {
    hit.is_some_and(|hit| hit.mode == Mode::Notice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    #[test]
    fn a_score_at_the_threshold_is_content_unless_a_phrase_or_selector_decides() {
        let mut page = lines("One\n\nTwo\n\nThree\n\nFour\n\nFive\n\nSix");
        page.blocks[4].choice = Choice::Keep;
        page.blocks[5].choice = Choice::Remove;
        let whole = |kind| Some(Hit { kind, mode: Mode::Whole, reach: None });
        let hits = [None, None, None, whole(Boilerplate::SharePrompt), None, None];
        let decisions = by_score(&page, &hits, &[0.49, 0.5, 0.51, 0.9, 0.1, 0.9], Thresholds::same(0.5));
        let phrase = Decision::Overridden(Rule::Phrase);
        assert_eq!(decisions[..4], [Decision::Boilerplate, Decision::Content, Decision::Content, phrase]);
        assert_eq!(decisions[4..], [Decision::Content, Decision::Selector]);
    }

    #[test]
    fn a_fixed_notice_goes_whatever_its_score() {
        let page = lines("One\n\nTwo\n\nThree");
        let notice = Some(Hit { kind: Boilerplate::FollowPrompt, mode: Mode::Notice, reach: None });
        let decisions = by_score(&page, &[None, notice, notice], &[0.99, 0.99, 0.01], Thresholds::same(0.5));
        let goes = Decision::Overridden(Rule::Notice);
        assert_eq!(decisions, [Decision::Content, goes, goes]);
    }
}
