//! The article as a tree, walked as a flat sequence of steps.
//!
//! A document is a list of blocks, each inside groups: a list and an item, a quotation, a row and
//! a cell. The walk gives the blocks and pictures that are shown in their order, and the start and
//! the end of the groups around them. Each step knows nothing of the others, so that a format needs
//! no recursion however deep a page nests; a group in which nothing is shown is left out.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use super::nesting::trim;
use crate::article::{Article, Image, Text};
use crate::document::{BlockKind, GroupData, GroupKind, SpanKind};
use crate::labels::Label;
use crate::options::Rendering;

/// One step of a walk through an article: see [`Article::walk`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Step<'a> {
    /// The start of a group; what follows is inside, up to its [`Step::Leave`].
    Enter(Group<'a>),
    /// A block, or one cell of a block that is a row of a table.
    Text(Text<'a>),
    /// A picture.
    Image(Image<'a>),
    /// The end of the group that was entered last.
    Leave(Group<'a>),
}

impl<'a> Step<'a> {
    /// The text, if this step is one.
    #[must_use]
    pub fn text(self) -> Option<Text<'a>> {
        match self {
            Step::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A part of the document that means something together: a list, a table, a quotation.
#[derive(Debug, Clone, Copy)]
pub struct Group<'a> {
    article: &'a Article,
    index: usize,
}

impl<'a> Group<'a> {
    fn data(&self) -> &'a GroupData {
        &self.article.groups[self.index]
    }

    /// Position among all groups of the document in document order; 0 is the document itself.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// What the group is.
    #[must_use]
    pub fn kind(&self) -> GroupKind {
        self.data().kind
    }

    /// The group around this one; `None` for the document itself.
    #[must_use]
    pub fn parent(&self) -> Option<Group<'a>> {
        let index = self.data().parent as usize;
        (self.index > 0).then_some(Group { article: self.article, index })
    }

    /// The blocks inside, shown or not, as positions among all blocks of the document.
    #[must_use]
    pub fn blocks(&self) -> Range<usize> {
        self.data().blocks.start as usize..self.data().blocks.end as usize
    }

    /// For a cell of a row that is one block: the cell's bytes of the block's text.
    #[must_use]
    pub fn part(&self) -> Option<Range<usize>> {
        let part = self.data().part.as_ref().filter(|_| matches!(self.kind(), GroupKind::Cell { .. }))?;
        let start = self.article.blocks.get(self.data().blocks.start as usize)?.text.start;
        Some(part.start.checked_sub(start)? as usize..part.end.checked_sub(start)? as usize)
    }

    fn detail(&self, of: GroupKind) -> Option<&'a str> {
        self.data().detail.as_deref().filter(|detail| self.kind() == of && !detail.is_empty())
    }

    /// The language of [`GroupKind::Code`] as the page writes it, such as `rust`.
    #[must_use]
    pub fn language(&self) -> Option<&'a str> {
        self.detail(GroupKind::Code)
    }

    /// The address that a [`GroupKind::Quote`] is quoted from, absolute where the page's address is known.
    #[must_use]
    pub fn source(&self) -> Option<Cow<'a, str>> {
        self.detail(GroupKind::Quote).map(|written| self.article.base.resolve(written))
    }

    /// The label of a [`GroupKind::Footnote`], such as `1`: that of the marks in the text
    /// ([`Inline::Note`](crate::Inline::Note)).
    #[must_use]
    pub fn label(&self) -> Option<&'a str> {
        self.detail(GroupKind::Footnote)
    }

    /// What a [`GroupKind::Callout`] is, such as `warning`.
    #[must_use]
    pub fn callout(&self) -> Option<&'a str> {
        self.detail(GroupKind::Callout)
    }
}

impl Article {
    /// The body as a tree, step by step: what [`Article::text`] and the other renderings are made from.
    ///
    /// Pictures and captions are among the steps, and links in [`Text::inlines`], where the options ask for them.
    /// A row of a table is always a group of cells.
    ///
    /// ```
    /// use dechaff::{GroupKind, Rendering, Step};
    ///
    /// let page = "<h1>Rain</h1><p>It rained all day in the town by the river, and nobody minded it.</p>";
    /// let article = dechaff::clean(page)?;
    /// let mut quoted = 0;
    /// for step in article.walk(&Rendering::new()) {
    ///     match step {
    ///         Step::Enter(group) if group.kind() == GroupKind::Quote => quoted += 1,
    ///         Step::Leave(group) if group.kind() == GroupKind::Quote => quoted -= 1,
    ///         Step::Text(text) => println!("{}{}", "> ".repeat(quoted), text.as_str()),
    ///         _ => {}
    ///     }
    /// }
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    ///
    /// `examples/own_format.rs` writes a format of its own in this way.
    #[must_use]
    pub fn walk(&self, options: &Rendering) -> Walk<'_> {
        Walk::new(self, Some(*options))
    }

    /// Every block of the document as a tree, kept or removed, with all pictures and links.
    ///
    /// ```
    /// let article = dechaff::clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")?;
    /// let texts = article.walk_all().filter_map(|step| step.text()).count();
    /// assert_eq!(texts, article.blocks().len());
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn walk_all(&self) -> Walk<'_> {
        Walk::new(self, None)
    }

    /// The groups of the document in document order, a parent before its children; the first is the document itself.
    pub fn groups(&self) -> impl DoubleEndedIterator<Item = Group<'_>> + ExactSizeIterator {
        (0..self.groups.len()).map(|index| Group { article: self, index })
    }
}

/// The steps through an article: see [`Article::walk`].
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    article: &'a Article,
    /// `None` for everything.
    options: Option<Rendering>,
    /// The next block to look at.
    block: usize,
    /// The next picture to look at.
    image: usize,
    /// The open groups, outermost first. Never empty: the document itself is always open.
    open: Vec<Open>,
    /// Steps that are due.
    due: VecDeque<Step<'a>>,
    /// Pictures in cells of rows that are one block, as group and picture, by group: they go with their cell.
    in_cells: Vec<(u32, usize)>,
}

/// An open group.
#[derive(Debug, Clone, Copy)]
struct Open {
    group: usize,
    /// The group after the last one inside that was given or passed over.
    next: usize,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        loop {
            if let Some(step) = self.due.pop_front() {
                return Some(step);
            }
            if !self.advance() {
                return None;
            }
        }
    }
}

impl<'a> Walk<'a> {
    fn new(article: &'a Article, options: Option<Rendering>) -> Self {
        let root = Open { group: 0, next: 1 };
        let mut walk = Walk {
            article,
            options,
            block: 0,
            image: 0,
            open: vec![root],
            due: VecDeque::new(),
            in_cells: Vec::new(),
        };
        let shown = (0..article.images.len()).filter(|image| walk.shows_image(*image));
        let group = |image: usize| article.images[image].image.group;
        let in_cells = shown.filter(|image| walk.is_part(group(*image) as usize));
        let mut in_cells: Vec<_> = in_cells.map(|image| (group(image), image)).collect();
        in_cells.sort_unstable();
        walk.in_cells = in_cells;
        walk
    }

    /// Makes the steps to the next block or picture due. False at the end of the article.
    fn advance(&mut self) -> bool {
        while self.block < self.article.blocks.len() && !self.shows_block(self.block) {
            self.block += 1;
        }
        while self.image < self.article.images.len() && !self.stands_alone(self.image) {
            self.image += 1;
        }
        let image = self.article.images.get(self.image).filter(|data| {
            self.block == self.article.blocks.len() || data.image.before_block as usize <= self.block
        });
        if let Some(data) = image {
            self.image += 1;
            self.go_to(data.image.group as usize);
            self.due.push_back(Step::Image(Image::new(data, &self.article.base, &self.article.text)));
        } else if self.block < self.article.blocks.len() {
            self.block += 1;
            self.push_block(self.block - 1);
        } else {
            self.leave_until(0);
            return !self.due.is_empty();
        }
        true
    }

    fn shows_block(&self, block: usize) -> bool {
        let data = &self.article.blocks[block];
        let is_shown = match self.options {
            Some(options) => data.label.is_body() || options.captions && data.label == Label::Caption,
            None => true,
        };
        is_shown && !self.article.text[data.text.start as usize..data.text.end as usize].trim().is_empty()
    }

    fn shows_image(&self, image: usize) -> bool {
        let data = &self.article.images[image];
        let is_asked = |options: Rendering| if data.image.is_video { options.links } else { options.images };
        self.options.is_none_or(|options| data.in_body && is_asked(options))
    }

    /// Whether a picture is shown, and not with the cell of a row that is one block.
    fn stands_alone(&self, image: usize) -> bool {
        self.shows_image(image) && !self.is_part(self.article.images[image].image.group as usize)
    }

    fn is_part(&self, group: usize) -> bool {
        self.article
            .groups
            .get(group)
            .is_some_and(|group| group.part.is_some() && matches!(group.kind, GroupKind::Cell { .. }))
    }

    fn kind(&self, group: usize) -> GroupKind {
        self.article.groups.get(group).map_or(GroupKind::Document, |group| group.kind)
    }

    /// The group around a group, always of a lower number.
    fn parent(&self, group: usize) -> usize {
        let parent = self.article.groups.get(group).map_or(0, |group| group.parent as usize);
        parent.min(group.saturating_sub(1))
    }

    /// Leaves and enters groups so that this one is the innermost that is open.
    fn go_to(&mut self, group: usize) {
        let mut path = Vec::new();
        let mut group = group;
        loop {
            // A group holds only groups of higher numbers.
            self.leave_until(group);
            if self.open.last().is_none_or(|open| open.group == group) {
                break;
            }
            path.push(group);
            group = self.parent(group);
        }
        for group in path.into_iter().rev() {
            if matches!(self.kind(group), GroupKind::Cell { .. }) {
                self.push_empty_cells(group);
            }
            self.due.push_back(Step::Enter(Group { article: self.article, index: group }));
            self.open.push(Open { group, next: group + 1 });
        }
    }

    /// Leaves groups of numbers above this one.
    fn leave_until(&mut self, group: usize) {
        while let Some(open) = self.open.last().copied().filter(|open| open.group > group) {
            self.push_empty_cells(usize::MAX);
            let next = self.open.pop().map_or(0, |open| open.next);
            if let Some(outer) = self.open.last_mut() {
                outer.next = outer.next.max(next);
            }
            self.due.push_back(Step::Leave(Group { article: self.article, index: open.group }));
        }
    }

    /// Cells in which nothing is shown keep their place in the row: those before a group of the innermost row that
    /// is open, and that group is the next.
    fn push_empty_cells(&mut self, before: usize) {
        let Some(open) = self.open.last().copied() else { return };
        if !matches!(self.kind(open.group), GroupKind::Row { .. }) {
            return;
        }
        let mut cell = open.next;
        while cell < before.min(self.article.groups.len()) && self.parent(cell) >= open.group {
            if self.parent(cell) == open.group && matches!(self.kind(cell), GroupKind::Cell { .. }) {
                self.push_cell(cell, None);
            }
            cell += 1;
        }
        self.pass(cell);
    }

    /// Notes that all groups before this one were given or passed over.
    fn pass(&mut self, group: usize) {
        if let Some(open) = self.open.last_mut() {
            open.next = open.next.max(group);
        }
    }

    fn push_cell(&mut self, cell: usize, text: Option<Text<'a>>) {
        let group = Group { article: self.article, index: cell };
        self.due.push_back(Step::Enter(group));
        let first = self.in_cells.partition_point(|(group, _)| (*group as usize) < cell);
        for (_, image) in self.in_cells[first..].iter().take_while(|(group, _)| *group as usize == cell) {
            let data = &self.article.images[*image];
            self.due.push_back(Step::Image(Image::new(data, &self.article.base, &self.article.text)));
        }
        self.due.extend(text.map(Step::Text));
        self.due.push_back(Step::Leave(group));
    }

    fn push_block(&mut self, block: usize) {
        let group = self.article.blocks[block].group as usize;
        self.go_to(group);
        if self.push_cells(group, block) || self.push_listing(group, block) {
            return;
        }
        let data = &self.article.blocks[block];
        let range = data.text.start as usize..data.text.end as usize;
        let is_exact = data.kind == BlockKind::Preformatted;
        let shown = self.without_markers(block, range.clone());
        if shown.is_empty() {
            return;
        }
        // Among other marks those of a line are left out where the line is written.
        let range = if is_exact { shown } else { trim(&self.article.text, range) };
        let text = self.text(block, range);
        self.due.push_back(Step::Text(text));
    }

    /// Gives the cells of a row that is one block. Returns whether it is.
    fn push_cells(&mut self, group: usize, block: usize) -> bool {
        let mut cell = group + 1;
        while self.is_part(cell) && self.parent(cell) == group {
            let data = &self.article.groups[cell];
            if !data.blocks.contains(&(block as u32)) {
                break;
            }
            let part = data.part.clone().unwrap_or_default();
            let part = trim(&self.article.text, part.start as usize..part.end as usize);
            let text = (!part.is_empty()).then(|| self.text(block, part));
            self.push_cell(cell, text);
            cell += 1;
        }
        if cell > group + 1 {
            self.pass(cell);
        }
        cell > group + 1
    }

    /// Gives code of flattened text as a whole, at its first block. Returns whether the block is in such code.
    fn push_listing(&mut self, group: usize, block: usize) -> bool {
        let data = &self.article.groups[group];
        let (GroupKind::Code, Some(part)) = (data.kind, &data.part) else { return false };
        if data.blocks.start as usize == block {
            let range = part.start as usize..part.end as usize;
            let text = Text { is_listing: true, ..self.text(block, range) };
            self.due.push_back(Step::Text(text));
        }
        true
    }

    /// Code without the fences that flattened text writes around it.
    fn without_markers(&self, block: usize, range: Range<usize>) -> Range<usize> {
        let spans = &self.article.blocks[block].spans;
        let spans = self.article.spans.get(spans.start as usize..spans.end as usize).unwrap_or_default();
        spans.iter().filter(|span| span.kind == SpanKind::Marker).fold(range, |range, span| {
            let (start, end) = (span.text.start as usize, span.text.end as usize);
            if start <= range.start && end > range.start {
                end.min(range.end)..range.end
            } else if end >= range.end && start < range.end {
                range.start..start.max(range.start)
            } else {
                range
            }
        })
    }

    fn text(&self, block: usize, range: Range<usize>) -> Text<'a> {
        let links = self.options.is_none_or(|options| options.links);
        Text { article: self.article, block, range, links, is_listing: false }
    }
}
