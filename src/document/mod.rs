//! A document: the blocks of a page in order, a tree of groups over them, the elements around them, and what its head says.
//!
//! HTML and flattened text both become a [`Document`]; everything after this stage is shared. What text cannot know (tags,
//! classes, links) is absent, not another type.
//!
//! The text of all blocks is one buffer, written as plain text says it ([`scripts`] for raised and lowered text, [`tex`] for
//! formulas); blocks, cells and spans are ranges of it. Blocks are what is decided about ([`block`]), groups what they mean
//! together ([`group`]), spans the markup inside them ([`inline`]), containers the evidence around them ([`container`]).

mod address;
mod block;
#[cfg(test)]
mod check;
mod container;
mod entities;
mod group;
pub(crate) mod hash;
mod head;
mod inline;
pub(crate) mod json_repair;
mod measure;
pub(crate) mod prose;
pub(crate) mod scripts;
mod shape;
mod signs;
mod targets;
pub(crate) mod tex;
pub(crate) mod words;

use std::ops::Range;

use crate::labels::Limit;
pub(crate) use address::{Base, candidate_width, first_candidate, image, link};
pub use block::BlockKind;
pub(crate) use block::{Aside, Choice, RawBlock, SiteMark};
pub(crate) use container::{Container, ContainerPath, Tag};
pub(crate) use entities::without_entities;
pub(crate) use group::GroupData;
pub use group::{GroupKind, ListMarker};
pub(crate) use head::{Head, Mark, MarkKind};
pub(crate) use inline::{Image, Size, Span, SpanKind};
pub(crate) use measure::{measure, measure_without_language};
pub(crate) use shape::{Shape, word_count};
pub(crate) use signs::Signs;
pub(crate) use targets::Targets;

/// What kind of input a page was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Html,
    Text,
}

/// A document as an ordered list of blocks.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) origin: Origin,
    /// The text of all blocks, one after the other.
    pub(crate) text: String,
    pub(crate) blocks: Vec<RawBlock>,
    /// Where paragraphs go on in the input after the end of a printed page, as block and bytes, in order.
    pub(crate) continuations: Vec<(u32, Range<u32>)>,
    /// Parts that mean something together, as a tree in document order; 0 is the root.
    pub(crate) groups: Vec<GroupData>,
    /// Labels of the footnotes that marks point to.
    pub(crate) notes: Vec<String>,
    /// Readings of characters (ruby).
    pub(crate) readings: Vec<String>,
    /// Elements around blocks in document order; a parent comes before its children and
    /// 0 is the root. Text has the root alone.
    pub(crate) containers: Vec<Container>,
    /// Class, id, role and the like of all containers, lower-cased.
    pub(crate) names: String,
    /// Inline markup, ordered by block.
    pub(crate) spans: Vec<Span>,
    /// What links point to, as written.
    pub(crate) targets: Targets,
    /// Pictures with their addresses as written.
    pub(crate) images: Vec<Image>,
    /// What addresses are relative to.
    pub(crate) base: Base,
    pub(crate) head: Head,
    /// Elements that carry metadata by their markup, in document order.
    pub(crate) marks: Vec<Mark>,
    /// Limits that were reached.
    pub(crate) limits: Vec<Limit>,
    /// Whether part of it was not shown, but in the page's state or JSON-LD.
    pub(crate) is_from_state: bool,
    /// Whether bytes that are invalid in the input's encoding were replaced.
    pub(crate) has_invalid_bytes: bool,
    /// Whether characters were put right that somebody had read in a wrong encoding.
    pub(crate) has_mojibake: bool,
    /// Whether other records follow the one that is read.
    pub(crate) has_other_records: bool,
    /// What the profile of its site says, if there is one.
    pub(crate) site: Option<Box<SiteView>>,
    /// Language whose stop words the text holds most, as an ISO 639-1 code.
    pub(crate) language: Option<&'static str>,
}

/// What the profile of a site says of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SiteView {
    pub(crate) host: String,
    /// By block: the index of its evidence in `evidence` plus 1; 0 without evidence.
    pub(crate) of_block: Vec<u32>,
    /// What is said, and on how many pages it was seen, of how many.
    pub(crate) evidence: Vec<(SiteMark, u32, u32)>,
    /// Whether the page has a section that the profile knows as the body's.
    pub(crate) has_body: bool,
    /// Whether the page has no section that the profile knows as the body's, but other pages of the site have.
    pub(crate) lacks_body: bool,
    /// Whether the profile was set aside, because it would have left the page next to nothing.
    pub(crate) is_set_aside: bool,
}

impl SiteView {
    /// What is said of a block: the mark, and on how many pages of how many it was seen.
    pub(crate) fn of_block(&self, block: usize) -> Option<(SiteMark, u32, u32)> {
        let place = (*self.of_block.get(block)? as usize).checked_sub(1)?;
        self.evidence.get(place).copied()
    }
}

impl Document {
    /// Notes that a limit was reached.
    pub(crate) fn reach(&mut self, limit: Limit) {
        if !self.limits.contains(&limit) {
            self.limits.push(limit);
        }
    }

    /// The containers from one up to the root.
    pub(crate) fn container_path(&self, container: usize) -> ContainerPath<'_> {
        ContainerPath { containers: &self.containers, next: Some(container) }
    }

    /// The bytes of the input in which a block goes on.
    #[cfg(test)]
    pub(crate) fn continuations(&self, block: usize) -> impl Iterator<Item = &Range<u32>> {
        self.continuations.iter().filter(move |(at, _)| *at as usize == block).map(|(_, range)| range)
    }

    /// The text of a block.
    pub(crate) fn block_text(&self, index: usize) -> &str {
        let range = &self.blocks[index].text;
        &self.text[range.start as usize..range.end as usize]
    }
}

/// A page without blocks.
pub(crate) fn empty(origin: Origin) -> Document {
    Document {
        origin,
        text: String::new(),
        blocks: Vec::new(),
        continuations: Vec::new(),
        groups: vec![GroupData::root()],
        notes: Vec::new(),
        readings: Vec::new(),
        containers: vec![Container {
            parent: 0,
            depth: 0,
            tag: Tag::Root,
            names: 0..0,
            class_bytes: 0,
            id_bytes: 0,
            hidden: false,
            invisible: false,
            blocks: 0..0,
        }],
        names: String::new(),
        spans: Vec::new(),
        targets: Targets::default(),
        images: Vec::new(),
        base: Base::default(),
        head: Head::default(),
        marks: Vec::new(),
        limits: Vec::new(),
        is_from_state: false,
        has_invalid_bytes: false,
        has_mojibake: false,
        has_other_records: false,
        site: None,
        language: None,
    }
}
