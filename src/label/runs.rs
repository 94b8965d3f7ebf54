//! What kind of boilerplate a removed block's place among the others suggests: the label above, the shape of the run
//! it is in, the kinds next to it. Every pass is one walk over the blocks.

use super::known::Known;
use super::lines::{is_headline, is_menu_line, is_number};
use crate::document::BlockKind;
use crate::document::RawBlock;
use crate::evidence::forms::is_currency;
use crate::evidence::phrases::Mode;
use crate::labels::Boilerplate;

/// Blocks between a line of a footer and the legal phrase that tells what it is.
const LEGAL_DISTANCE: usize = 10;

/// A label or a prompt above a block, which tells its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Governor {
    pub(super) kind: Boilerplate,
    /// The block that says so.
    pub(super) block: u32,
}

/// A label and how far it governs.
#[derive(Clone, Copy)]
struct Section {
    kind: Boilerplate,
    label: usize,
    /// First block that it does not govern.
    end: usize,
}

/// For every removed block the label that governs it, which governs itself.
pub(super) fn governing_labels(known: &Known<'_>) -> Vec<Option<Governor>> {
    let mut section: Option<Section> = None;
    (0..known.removed.len())
        .map(|index| {
            section = section.filter(|section| index < section.end && goes_on(known, *section, index));
            if let Some(kind) = known.phrase(index).filter(|_| known.removed[index]) {
                section = after_phrase(known, index, kind, section);
            }
            section.map(|section| Governor { kind: section.kind, block: section.label as u32 })
        })
        .collect()
}

/// The section below a block with a phrase: a new one, the same, or none.
fn after_phrase(
    known: &Known<'_>,
    index: usize,
    kind: Boilerplate,
    section: Option<Section>,
) -> Option<Section> {
    let is_label = known.evidence.hits[index].as_ref().is_some_and(|hit| hit.mode == Mode::Label);
    let belongs = section.is_some_and(|section| stands_in(kind, section.kind));
    let opens = is_label || reach(kind) > 0 && !belongs;
    if opens && !heads_a_menu(known, index, kind) {
        Some(Section { kind, label: index, end: section_end(known, index, reach(kind)) })
    } else {
        section.filter(|_| belongs)
    }
}

/// Whether a block leaves the section above it open.
fn goes_on(known: &Known<'_>, section: Section, index: usize) -> bool {
    let block = known.block(index);
    if !known.removed[index] {
        // A rank that was kept by mistake does not end the list of headlines.
        return is_list(section.kind) && is_number(block);
    }
    if is_list(section.kind) {
        return true;
    }
    // Links to other stories follow a prompt or an address without a label of their own.
    let is_other_story = matches!(
        section.kind,
        Boilerplate::Contact | Boilerplate::AuthorBio | Boilerplate::SharePrompt | Boilerplate::FollowPrompt
    ) && is_headline(block)
        && block.shape.digits == 0;
    !is_other_story && !matches!(block.kind, BlockKind::Heading { .. })
}

/// Kinds that come as lists, whose items may be headings.
fn is_list(kind: Boilerplate) -> bool {
    reach(kind) == usize::MAX
}

/// Whether a label of a list is an item of the menu above the text: two short lines below it.
fn heads_a_menu(known: &Known<'_>, label: usize, kind: Boilerplate) -> bool {
    let is_item = |index: usize| {
        known
            .evidence
            .document
            .blocks
            .get(index)
            .is_some_and(|block| is_menu_line(block) && !is_number(block))
    };
    matches!(kind, Boilerplate::TrendingList | Boilerplate::RelatedLinks)
        && known.is_above_kept(label)
        && is_item(label + 1)
        && is_item(label + 2)
}

/// How many blocks below a label or phrase of this kind belong to it at most.
fn reach(kind: Boilerplate) -> usize {
    match kind {
        // Lists and discussions go on until something else begins.
        Boilerplate::TrendingList | Boilerplate::RelatedLinks | Boilerplate::Comments => usize::MAX,
        Boilerplate::Toc | Boilerplate::Navigation | Boilerplate::Commerce => usize::MAX,
        Boilerplate::CookieConsent | Boilerplate::Ticker => 20,
        Boilerplate::Tags | Boilerplate::Contact | Boilerplate::PollRating => 10,
        // A call, its explanation, the field, the button, the small print.
        Boilerplate::NewsletterPrompt | Boilerplate::PaywallLogin => 5,
        Boilerplate::SharePrompt | Boilerplate::FollowPrompt | Boilerplate::AppDownload => 5,
        Boilerplate::AuthorBio => 2,
        _ => 0,
    }
}

/// Whether a phrase of a kind may stand inside a section of another without ending it.
fn stands_in(kind: Boilerplate, section: Boilerplate) -> bool {
    let in_items = matches!(
        kind,
        Boilerplate::AdLabel
            | Boilerplate::Dateline
            | Boilerplate::Byline
            | Boilerplate::ImageCaption
            | Boilerplate::MediaPlayer
            | Boilerplate::Hidden
    );
    let under_a_comment = section == Boilerplate::Comments
        && matches!(kind, Boilerplate::SharePrompt | Boilerplate::PaywallLogin | Boilerplate::PollRating);
    kind == section || in_items || under_a_comment
}

/// Where a label's section ends: with its reach, or with the innermost container that holds
/// more than the label and one link next to it ("See all").
fn section_end(known: &Known<'_>, label: usize, reach: usize) -> usize {
    // Labels lie a few wrappers deep; the walk must not cost the depth of the page.
    const LEVELS: usize = 8;
    let mut container = known.block(label).container as usize;
    let mut end = label + 1;
    for _ in 0..LEVELS {
        let Some(around) = known.evidence.document.containers.get(container) else { break };
        end = end.max(around.blocks.end as usize);
        if end > label + 2 || container == 0 {
            break;
        }
        container = around.parent as usize;
    }
    end.min(label.saturating_add(reach).saturating_add(1))
}

/// Figures: more digits than a third of the characters, and not one number alone.
fn is_figures(block: &RawBlock) -> bool {
    block.shape.digits * 3 > block.shape.chars && block.shape.words > 1
}

/// A currency's sign and a figure in a line of four words: now and before.
fn is_price(known: &Known<'_>, index: usize) -> bool {
    let shape = &known.block(index).shape;
    shape.words <= 4 && shape.digits > 0 && known.text(index).contains(is_currency)
}

/// Kinds by a block's shape and by where it is, for those that have none.
pub(super) fn by_shape(known: &Known<'_>, kinds: &mut [Option<Boilerplate>]) {
    let (legal, beside_legal) = (near_legal(kinds, LEGAL_DISTANCE), near_legal(kinds, 1));
    for index in 0..kinds.len() {
        if known.removed[index] && kinds[index].is_none() {
            kinds[index] = shape_alone(known, index)
                .or_else(|| shape_and_place(known, index, legal[index], beside_legal[index]));
        }
    }
}

fn shape_alone(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    let block = known.block(index);
    let is_alike = |other: Option<usize>, test: fn(&RawBlock) -> bool| {
        other.and_then(|other| known.evidence.document.blocks.get(other)).is_some_and(test)
    };
    let beside = |test| is_alike(index.checked_sub(1), test) || is_alike(Some(index + 1), test);
    if block.kind == BlockKind::Caption {
        Some(Boilerplate::ImageCaption)
    } else if is_number(block) && beside(is_number) {
        Some(Boilerplate::Pagination)
    } else if is_figures(block) && (beside(is_figures) || matches!(block.kind, BlockKind::TableRow { .. })) {
        Some(Boilerplate::Ticker)
    } else if is_price(known, index) {
        Some(Boilerplate::Commerce)
    } else {
        None
    }
}

fn shape_and_place(
    known: &Known<'_>,
    index: usize,
    near_legal: bool,
    beside_legal: bool,
) -> Option<Boilerplate> {
    let block = known.block(index);
    let has_company = has_company(known, index);
    if known.is_above_kept(index) {
        return above(known, index);
    }
    if is_headline(block) && has_company && !beside_legal {
        return Some(Boilerplate::RelatedLinks);
    }
    if known.kept.is_some() && !known.is_below_kept(index) {
        return None;
    }
    match (is_menu_line(block) || block.shape.separators > 0, near_legal) {
        (_, true) if !block.shape.terminated => Some(Boilerplate::LegalFooter),
        (true, _) => Some(Boilerplate::Navigation),
        _ => None,
    }
}

/// Above the first kept block: trails and menus.
fn above(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    let block = known.block(index);
    let is_trail = known.text(index).contains(['>', '\u{203a}', '\u{bb}', '\u{2192}']);
    if is_trail && !block.shape.terminated && block.shape.words > 1 {
        Some(Boilerplate::Breadcrumb)
    } else if is_menu_line(block) || block.shape.separators > 1 || block.kind == BlockKind::Control {
        Some(Boilerplate::Navigation)
    } else if is_headline(block) && has_company(known, index) {
        Some(Boilerplate::RelatedLinks)
    } else {
        None
    }
}

/// Whether another removed headline is within two blocks: those of a list have
/// the texts of pictures, sections and dates between them.
fn has_company(known: &Known<'_>, index: usize) -> bool {
    let range = index.saturating_sub(2)..(index + 3).min(known.removed.len());
    range.filter(|&other| other != index && known.removed[other]).any(|other| is_headline(known.block(other)))
}

/// Whether a legal block is within a distance in blocks.
fn near_legal(kinds: &[Option<Boilerplate>], distance: usize) -> Vec<bool> {
    let mut near = vec![false; kinds.len()];
    let mut mark = |order: &mut dyn Iterator<Item = usize>| {
        let mut left = 0;
        for index in order {
            left = if kinds[index] == Some(Boilerplate::LegalFooter) { distance + 1 } else { left };
            near[index] |= left > 0;
            left = left.saturating_sub(1);
        }
    };
    mark(&mut (0..kinds.len()));
    mark(&mut (0..kinds.len()).rev());
    near
}

/// What is left takes the kind of the nearest block above, else below, in the same run of
/// removed blocks.
pub(super) fn by_neighbours(known: &Known<'_>, kinds: &mut [Option<Boilerplate>]) {
    let above = nearest(known, kinds, 0..kinds.len());
    let below = nearest(known, kinds, (0..kinds.len()).rev());
    for index in 0..kinds.len() {
        if known.removed[index] && kinds[index].is_none() {
            kinds[index] = above[index].or(below[index]).or_else(|| link_amid_text(known, index));
        }
    }
}

/// A short link between kept blocks: a jump, an item of a menu drawn next to the text.
fn link_amid_text(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    let block = known.block(index);
    (block.link_chars * 2 > block.shape.chars && is_menu_line(block)).then_some(Boilerplate::Navigation)
}

fn nearest(
    known: &Known<'_>,
    kinds: &[Option<Boilerplate>],
    order: impl Iterator<Item = usize>,
) -> Vec<Option<Boilerplate>> {
    let mut out = vec![None; kinds.len()];
    let mut last = None;
    for index in order {
        last = match kinds[index] {
            _ if !known.removed[index] => None,
            Some(kind) => spreads(kind).then_some(kind),
            None => last,
        };
        out[index] = last;
    }
    out
}

/// Whether a kind comes in runs, so that a block next to it is likely to be of it.
fn spreads(kind: Boilerplate) -> bool {
    reach(kind) > 2
        || matches!(kind, Boilerplate::LegalFooter | Boilerplate::Pagination | Boilerplate::Breadcrumb)
}
