//! The parts of a page: the body's stretches and what lies between them.
//!
//! What tells the removed parts is found with the labels; the sections are put together when somebody asks for them, from that
//! and from what became of each block in the end.

use std::iter::FusedIterator;
use std::ops::Range;

use super::evidence::SectionEvidence;
use crate::article::{Article, Block};
use crate::document::{BlockKind, GroupKind, word_count};
use crate::label::Part;
use crate::labels::{Boilerplate, Label};

/// What a [`Section`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SectionKind {
    /// A stretch of the body, with the captions in it.
    Body,
    /// The headline.
    Title,
    /// Not part of the article. Single lines inside can have other labels: the date of a teaser, a name above a comment.
    Removed(Boilerplate),
}

impl SectionKind {
    /// The kind's name in output: `"body"`, `"title"`, or the kind of boilerplate.
    ///
    /// ```
    /// use dechaff::{Boilerplate, SectionKind};
    ///
    /// assert_eq!(SectionKind::Body.name(), "body");
    /// assert_eq!(SectionKind::Removed(Boilerplate::RelatedLinks).name(), "related_links");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Body => "body",
            SectionKind::Title => "title",
            SectionKind::Removed(kind) => kind.name(),
        }
    }
}

/// A part of the page: successive blocks that are one thing together. See [`Article::sections`].
#[derive(Debug, Clone)]
pub struct Section<'a> {
    article: &'a Article,
    kind: SectionKind,
    blocks: Range<usize>,
    /// The run of the outline that it is, if one thing tells it.
    place: Option<usize>,
}

impl<'a> Section<'a> {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> SectionKind {
        self.kind
    }

    /// The positions of its blocks among all blocks of the document.
    #[must_use]
    pub fn block_range(&self) -> Range<usize> {
        self.blocks.clone()
    }

    /// Its blocks in order, at least one.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block<'a>> + ExactSizeIterator + use<'a> {
        let article = self.article;
        self.blocks.clone().map(move |index| Block { article, index })
    }

    /// Its words, which are counted when asked for. Two characters of scripts without spaces are a word.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.blocks().map(|block| word_count(block.text()) as usize).sum()
    }

    /// What tells its kind.
    #[must_use]
    pub fn evidence(&self) -> SectionEvidence<'a> {
        match self.part().and_then(|part| part.told.as_ref()) {
            Some(told) => SectionEvidence::of(self.article, told),
            None => SectionEvidence::of_block(&self.article.blocks[self.blocks.start]),
        }
    }

    /// Its heading: its first block where that heads others, or the label above that tells its kind.
    #[must_use]
    pub fn heading(&self) -> Option<&'a str> {
        let told = self.part().filter(|part| part.told.is_some());
        let first = match told {
            Some(part) => part.heading? as usize,
            None if self.kind == SectionKind::Title => return None,
            None => self.blocks.start,
        };
        let block = |index| Block { article: self.article, index };
        let is_inside = first == self.blocks.start;
        if is_inside && (self.blocks.len() < 2 || heads_nothing(block(first).kind(), block(first + 1).kind())) {
            return None;
        }
        let is_heading = told.is_some() || matches!(block(first).kind(), BlockKind::Heading { .. });
        is_heading.then(|| block(first).text())
    }

    /// How many alike parts hold most of it: comments, cards, items of a list. 0 where there are none.
    #[must_use]
    pub fn item_count(&self) -> usize {
        match self.part().map_or(0, |part| part.items) {
            0 if self.kind != SectionKind::Body => self.list_items(),
            items => items as usize,
        }
    }

    /// A name, a label or an element tells a section, but not against all of its lines: if none has that kind, it is of the
    /// kind that most of them have.
    fn agreeing_with_its_lines(self) -> Section<'a> {
        let SectionKind::Removed(told) = self.kind else { return self };
        let kind_of = |block: Block<'a>| match block.label() {
            Label::Removed(kind) => Some(kind),
            _ => None,
        };
        // What is hidden, or is there twice, can be of any kind.
        let says_nothing = |kind: Boilerplate| matches!(kind, Boilerplate::Hidden | Boilerplate::Duplicate);
        let agrees = |block| kind_of(block).is_none_or(|kind| kind == told || says_nothing(kind));
        if self.part().is_none_or(Part::is_settled) || self.blocks().any(agrees) {
            return self;
        }
        let mut counts = [0usize; Boilerplate::ALL.len()];
        self.blocks().filter_map(kind_of).for_each(|kind| counts[kind as usize] += 1);
        // Of equals the first.
        let most = (0..counts.len()).rev().max_by_key(|&kind| counts[kind]);
        let kind = most.and_then(|kind| Boilerplate::ALL.get(kind)).copied().unwrap_or(told);
        Section { kind: SectionKind::Removed(kind), place: None, ..self }
    }

    fn part(&self) -> Option<&'a Part> {
        self.article.outline.part(self.place?)
    }

    /// The items of the list that holds most of it.
    fn list_items(&self) -> usize {
        let groups = &self.article.groups;
        let first = groups.partition_point(|group| (group.blocks.start as usize) < self.blocks.start);
        let inside = groups[first..].iter().enumerate();
        let inside = inside.take_while(|(_, group)| (group.blocks.start as usize) < self.blocks.end);
        let is_list = |kind| matches!(kind, GroupKind::List { .. });
        let length = |range: &Range<u32>| range.end.min(self.blocks.end as u32).saturating_sub(range.start);
        let mut lists = inside.clone().filter(|(_, group)| is_list(group.kind));
        let Some((list, _)) = lists.find(|(_, group)| length(&group.blocks) as usize * 2 > self.blocks.len())
        else {
            return 0;
        };
        let is_item = |kind| matches!(kind, GroupKind::Item { .. });
        let items = inside.filter(|(_, group)| is_item(group.kind) && group.parent as usize == first + list);
        // A list of one item is a line.
        Some(items.count()).filter(|count| *count > 1).unwrap_or(0)
    }
}

/// Whether a heading is followed by another one of its rank, as teasers are.
fn heads_nothing(heading: BlockKind, next: BlockKind) -> bool {
    matches!((heading, next), (BlockKind::Heading { level }, BlockKind::Heading { level: next }) if next <= level)
}

/// The sections of an article in order: see [`Article::sections`].
#[derive(Debug, Clone)]
pub struct Sections<'a> {
    article: &'a Article,
    /// First block of the next section.
    next: usize,
}

impl<'a> Iterator for Sections<'a> {
    type Item = Section<'a>;

    fn next(&mut self) -> Option<Section<'a>> {
        let (article, start) = (self.article, self.next);
        let (kind, place) = part_of(article, start)?;
        let alike = (start..).take_while(|&index| part_of(article, index) == Some((kind, place)));
        self.next = start + alike.count();
        let section = Section { article, kind, blocks: start..self.next, place };
        Some(section.agreeing_with_its_lines())
    }
}

impl FusedIterator for Sections<'_> {}

/// What a block is part of: two that follow each other are in one section if this is the same.
fn part_of(article: &Article, block: usize) -> Option<(SectionKind, Option<usize>)> {
    let label = article.blocks.get(block)?.label;
    let place = article.outline.place(block);
    let part = place.and_then(|place| article.outline.part(place));
    let told = part.and_then(|part| part.told.as_ref()).map(|told| told.kind);
    let is_settled = part.is_some_and(Part::is_settled);
    Some(match (label, told) {
        (Label::Content | Label::Correction, _) => (SectionKind::Body, None),
        (Label::Caption, None | Some(Boilerplate::ImageCaption)) => (SectionKind::Body, None),
        (Label::Title, _) if !is_settled => (SectionKind::Title, None),
        (Label::Removed(kind @ (Boilerplate::Selector | Boilerplate::NotAsked)), _) if !is_settled => {
            (SectionKind::Removed(kind), None)
        }
        (_, Some(kind)) => (SectionKind::Removed(kind), place),
        (Label::Removed(kind), None) => (SectionKind::Removed(kind), None),
        (Label::Title, None) => (SectionKind::Title, None),
        (Label::Comment, None) => (SectionKind::Removed(Boilerplate::Comments), None),
    })
}

impl Article {
    /// The parts of the page in order: every block is in exactly one of them.
    ///
    /// A stretch of the body is a section, and so is what was removed together: what an element holds whose name tells it, the
    /// lines below a label such as "Related", a menu. What nothing tells but each line for itself is parted by the
    /// kinds of the lines.
    ///
    /// ```
    /// use dechaff::{Boilerplate, SectionKind};
    ///
    /// let page = "<h1>Rain</h1><p>It rained all day, and nobody in the town by the river minded it much.</p>\
    ///     <p>The wells had been dry since May, and the mill had not turned for as long.</p>\
    ///     <div id=comments class=comments-area><h2>2 comments</h2><ol><li><p>Ann</p><p>Here, too.</p></li>\
    ///     <li><p>Bob</p><p>It was time.</p></li></ol></div>";
    /// let article = dechaff::clean(page)?;
    /// let comments = article.sections().last().ok_or("no section")?;
    /// assert_eq!(comments.kind(), SectionKind::Removed(Boilerplate::Comments));
    /// assert_eq!(comments.heading(), Some("2 comments"));
    /// assert_eq!((comments.blocks().len(), comments.item_count()), (5, 2));
    /// assert_eq!(comments.evidence().to_string(), "named \"comments-area\"");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sections(&self) -> Sections<'_> {
        Sections { article: self, next: 0 }
    }
}
