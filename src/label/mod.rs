//! What is each block, and why?
//!
//! Kept blocks are content, corrections to it, or the headline; removed ones get the kind of boilerplate they are,
//! from what they say and where they are ([`kind`], [`runs`]), and what they are together ([`outline`]). The reasons are
//! worked out on request ([`explanation`]).

mod explanation;
mod kind;
mod known;
mod lines;
mod outline;
mod repeats;
mod runs;

use crate::decide::{Decided, Decision};
use crate::document::Aside;
use crate::evidence::{Evidence, forms};
use crate::labels::{Boilerplate, Flag, Label, PageKind};
use crate::score::Scored;
use crate::sections::{Means, Sections};
pub(crate) use explanation::{Ground, Grounds};
use known::Known;
pub(crate) use outline::{By, Outline, Part, Told};

/// A page whose blocks have their labels.
#[derive(Debug, Clone)]
pub(crate) struct Decisions {
    /// One a block, in order.
    pub(crate) blocks: Vec<Labelled>,
    pub(crate) grounds: Grounds,
    pub(crate) outline: Outline,
    pub(crate) page_kind: PageKind,
    pub(crate) page_kind_chance: Option<f32>,
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
pub(crate) fn label(
    evidence: &Evidence<'_>,
    sections: &Sections,
    scored: Scored,
    decided: &Decided,
) -> Decisions {
    let Scored { scores, bins } = scored;
    let (labels, outline) = labels_and_outline(evidence, sections, &decided.blocks);
    let blocks = labels
        .into_iter()
        .zip(scores)
        .zip(&decided.blocks)
        .map(|((label, score), decision)| {
            let is_settled = matches!(decision, Decision::Settled(_, Means::Name { .. }));
            let is_of_site = matches!(decision, Decision::Overridden(rule) if rule.is_of_site());
            let ground =
                Ground { is_content: label.is_body(), rule: decision.rule(), is_settled, is_of_site };
            Labelled { label, score, ground }
        })
        .collect();
    Decisions {
        blocks,
        grounds: Grounds::new(bins),
        outline,
        page_kind: decided.page_kind,
        page_kind_chance: decided.page_kind_chance,
        confidence: decided.confidence,
        flags: decided.flags.clone(),
    }
}

/// The label of every block, and which of them are a section together.
pub(crate) fn labels_and_outline(
    evidence: &Evidence<'_>,
    sections: &Sections,
    decisions: &[Decision],
) -> (Vec<Label>, Outline) {
    let is_removed = |decision: &Decision| {
        matches!(
            decision,
            Decision::Boilerplate | Decision::OfPart | Decision::Overridden(_) | Decision::Settled(..)
        )
    };
    let removed: Vec<bool> = decisions.iter().map(is_removed).collect();
    let known = Known::of(evidence, &removed);
    let kinds = kind::kinds(&known);
    let is_out = |index: usize| !matches!(decisions[index], Decision::Content | Decision::Title);
    let outline = outline::outline(&known, sections, &kinds.governing, is_out);
    let with_kinds = decisions.iter().zip(kinds.of_blocks).enumerate();
    (
        with_kinds.map(|(index, (decision, kind))| label_of(evidence, index, *decision, kind)).collect(),
        outline,
    )
}

fn label_of(evidence: &Evidence<'_>, index: usize, decision: Decision, kind: Boilerplate) -> Label {
    match decision {
        Decision::Content if forms::is_correction(evidence.document.block_text(index)) => Label::Correction,
        Decision::Content => Label::Content,
        Decision::Title => Label::Title,
        Decision::Boilerplate | Decision::OfPart | Decision::Overridden(_) => Label::Removed(kind),
        Decision::Settled(kind, _) => Label::Removed(kind),
        Decision::Duplicate => Label::Removed(Boilerplate::Duplicate),
        Decision::Aside(Aside::Record) => Label::Removed(Boilerplate::Other),
        Decision::Aside(Aside::Data) => Label::Removed(Boilerplate::Hidden),
        Decision::Aside(Aside::Sheet) => Label::Removed(Boilerplate::Pagination),
        Decision::Selector => Label::Removed(Boilerplate::Selector),
    }
}
