//! What is each block, and why?
//!
//! Kept blocks are content, corrections to it, or the headline; removed ones get the kind of boilerplate they are,
//! from what they say and where they are ([`kind`], [`runs`]). The reasons are worked out on request
//! ([`explanation`]).

mod explanation;
mod kind;
mod known;
mod lines;
mod runs;

use crate::decide::{Decided, Decision};
use crate::evidence::{Evidence, forms};
use crate::labels::{Boilerplate, Flag, Label, PageKind};
use crate::score::Scored;
pub(crate) use explanation::{Ground, Grounds};

/// A page whose blocks have their labels.
#[derive(Debug, Clone)]
pub(crate) struct Decisions {
    /// One a block, in order.
    pub(crate) blocks: Vec<Labelled>,
    pub(crate) grounds: Grounds,
    pub(crate) page_kind: PageKind,
    pub(crate) confidence: f32,
    pub(crate) flags: Vec<Flag>,
}

/// What is known of a block in the end.
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    pub(crate) label: Label,
    pub(crate) score: f32,
    pub(crate) ground: Ground,
}

/// Labels the blocks of a page.
pub(crate) fn label(evidence: &Evidence<'_>, scored: Scored, decided: &Decided) -> Decisions {
    let Scored { scores, bins } = scored;
    let blocks = labels(evidence, &decided.blocks)
        .into_iter()
        .zip(scores)
        .zip(&decided.blocks)
        .map(|((label, score), decision)| {
            let ground = Ground { is_content: label.is_body(), rule: decision.rule() };
            Labelled { label, score, ground }
        })
        .collect();
    Decisions {
        blocks,
        grounds: explanation::grounds(bins, evidence.document.origin),
        page_kind: decided.page_kind,
        confidence: decided.confidence,
        flags: decided.flags.clone(),
    }
}

/// The label of every block.
pub(crate) fn labels(evidence: &Evidence<'_>, decisions: &[Decision]) -> Vec<Label> {
    let page = evidence.document;
    let is_removed = |decision: &Decision| {
        matches!(decision, Decision::Boilerplate | Decision::Overridden(_) | Decision::Settled(..))
    };
    let removed: Vec<bool> = decisions.iter().map(is_removed).collect();
    let kinds = kind::kinds(evidence, &removed);
    decisions
        .iter()
        .zip(kinds)
        .enumerate()
        .map(|(index, (decision, kind))| match decision {
            Decision::Content if forms::is_correction(page.block_text(index)) => Label::Correction,
            Decision::Content => Label::Content,
            Decision::Title => Label::Title,
            Decision::Boilerplate | Decision::Overridden(_) => Label::Removed(kind),
            Decision::Settled(kind, _) => Label::Removed(*kind),
            Decision::Duplicate => Label::Removed(Boilerplate::Duplicate),
            Decision::Selector => Label::Removed(Boilerplate::Selector),
        })
        .collect()
}
