//! The lines of a comment, each with what its element and the marks in it say.

use std::ops::Range;

use super::names::Names;
use crate::document::{BlockKind, Document, Mark, SpanKind, Tag};
use crate::lists::discussion::{Roles, is_profile};

/// One line of a block.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) block: u32,
    /// Range into the document's text.
    pub(super) text: Range<usize>,
    /// What the elements around it say, up to that of the comment.
    pub(super) roles: Roles,
    /// The outermost quotation around it inside the comment: its container, or 0.
    pub(super) quote: u32,
}

/// What elements say of the lines inside them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inherited {
    pub(super) roles: Roles,
    pub(super) quote: u32,
}

impl Unit {
    pub(super) fn of<'a>(&self, page: &'a Document) -> &'a str {
        page.text.get(self.text.clone()).unwrap_or("")
    }
}

/// What is a part of a comment and not a comment itself.
pub(super) fn part_roles() -> Roles {
    Roles::AUTHOR.with(Roles::DATE).with(Roles::TEXT).with(Roles::SKIP)
}

/// By container: what the innermost telling element says, up to that of the comment around it.
pub(super) fn inherited(page: &Document, names: &Names, items: &[bool]) -> Vec<Inherited> {
    let holds_text = holds_text(page, names, items);
    let mut inherited = vec![Inherited::default(); page.containers.len()];
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        if items[index] {
            continue;
        }
        let (mut own, outer) = (names.own[index].roles, inherited[container.parent as usize]);
        if holds_text[index] {
            own = own.without(Roles::TEXT);
        }
        // A signature has an element for text inside it, as posts have.
        let is_skipped = outer.roles.any(Roles::SKIP) && own.any(Roles::TEXT);
        let is_quote = container.tag == Tag::Quote || own.any(Roles::QUOTE);
        inherited[index] = Inherited {
            roles: if own.any(part_roles()) && !is_skipped { own } else { outer.roles },
            quote: if outer.quote == 0 && is_quote { index as u32 } else { outer.quote },
        };
    }
    inherited
}

/// By container: whether an element for text is inside it, so that it is the box around the whole comment.
fn holds_text(page: &Document, names: &Names, items: &[bool]) -> Vec<bool> {
    let mut holds = vec![false; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate().skip(1).rev() {
        let own = names.own[index].roles;
        let is_quote = container.tag == Tag::Quote || own.any(Roles::QUOTE);
        if !items[index] && !is_quote {
            holds[container.parent as usize] |= holds[index] || own.any(Roles::TEXT);
        }
    }
    holds
}

/// The lines of a block. What is preformatted stays one.
pub(super) fn of_block(page: &Document, block: u32, inherited: Inherited) -> Vec<Unit> {
    let raw = &page.blocks[block as usize];
    let (start, end) = (raw.text.start as usize, raw.text.end as usize);
    let Inherited { roles, quote } = inherited;
    let unit = |text| Unit { block, text, roles, quote };
    if raw.kind == BlockKind::Preformatted {
        return vec![unit(start..end)];
    }
    let text = page.text.get(start..end).unwrap_or("");
    let mut units = Vec::new();
    let mut at = start;
    for line in text.split(['\n', '\t']) {
        let lead = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            units.push(unit(at + lead..at + lead + trimmed.len()));
        }
        at += line.len() + 1;
    }
    units
}

/// The marks in a block.
pub(super) fn marks(page: &Document, block: u32) -> &[Mark] {
    let start = page.marks.partition_point(|mark| mark.block < block);
    let end = page.marks.partition_point(|mark| mark.block <= block);
    page.marks.get(start..end).unwrap_or(&[])
}

/// Links to people's pages inside a line, as ranges of the document's text.
pub(super) fn profiles<'a>(page: &'a Document, unit: &'a Unit) -> impl Iterator<Item = Range<usize>> + 'a {
    let spans = page.blocks[unit.block as usize].spans.clone();
    let spans = page.spans.get(spans.start as usize..spans.end as usize).unwrap_or(&[]);
    spans.iter().filter_map(move |span| {
        let SpanKind::Link(target) = span.kind else { return None };
        let range = span.text.start as usize..span.text.end as usize;
        let is_inside = unit.text.start <= range.start && range.end <= unit.text.end;
        let target = page.targets.get(target)?;
        let is_short = range.len() < 100 && !page.text.get(range.clone())?.trim().is_empty();
        (is_inside && is_short && is_profile(&target.to_lowercase())).then_some(range)
    })
}
