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
        if is_inside && (self.blocks.len() < 2 || heads_nothing(block(first).kind(), block(first + 1).kind()))
        {
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<p>The mill on the upper river stopped on Monday, after two hundred years, for want of water.</p>\
        <p>Its owner said that nobody had seen the river so low since the great drought, and that the wheel would turn \
        again in spring if snow falls in the hills before the end of the year.</p>";

    const MORE: &str = "<p>Until then the bakers of the town will have their flour from the coast, which costs them two hours and a \
        ferry, and the miller has let the cats in.</p>";

    fn article(markup: &str) -> Article {
        crate::clean(&format!("<h1>The mill</h1>{TEXT}{MORE}{markup}")).unwrap()
    }

    fn last(article: &Article) -> Section<'_> {
        article.sections().last().unwrap()
    }

    fn kinds(article: &Article) -> Vec<&'static str> {
        article.sections().map(|section| section.kind().name()).collect()
    }

    const COMMENT: &str = "<li id=comment-12><p>Ann Fen</p><p>4 May 2021</p><p>It rained here, too.</p></li>";

    #[test]
    fn a_settled_section_is_one_whatever_its_lines_are() {
        let list = COMMENT.repeat(12);
        let article = article(&format!("<div id=comments><h2>Comments (12)</h2><ol>{list}</ol></div>"));
        let comments = last(&article);
        assert_eq!(comments.kind(), SectionKind::Removed(Boilerplate::Comments));
        assert_eq!(comments.heading(), Some("Comments (12)"));
        assert_eq!((comments.item_count(), comments.blocks().len()), (12, 37));
        let told = SectionEvidence::Name { name: "comments", entry: "comments", settles: true };
        assert_eq!(comments.evidence(), told);
        let reasons: Vec<_> = comments.blocks().filter_map(|block| block.reasons().next()).collect();
        assert_eq!(reasons.len(), 37);
        assert!(
            reasons
                .iter()
                .all(|reason| reason.text() == "in an element named \"comments\", a name for comments")
        );
    }

    #[test]
    fn the_heading_above_a_named_element_belongs_to_it() {
        let article =
            article(&format!("<h3>12 responses</h3><ol class=comment-list>{}</ol>", COMMENT.repeat(12)));
        let comments = last(&article);
        assert_eq!((comments.heading(), comments.item_count()), (Some("12 responses"), 12));
        assert_eq!(kinds(&article).iter().filter(|kind| **kind == "comments").count(), 1);
    }

    #[test]
    fn named_elements_side_by_side_are_items_of_one_section() {
        let article =
            article(&"<div class=comment-respond><p>Ann Fen</p><p>It rained here, too.</p></div>".repeat(5));
        assert_eq!(last(&article).item_count(), 5);
        assert_eq!(last(&article).blocks().len(), 10);
    }

    #[test]
    fn what_no_name_tells_is_told_by_its_words() {
        let article = article(
            "<p><a href=/f>Facebook</a> <a href=/t>Twitter</a> <a href=/m>Email this article</a></p>",
        );
        let share = last(&article);
        assert!(matches!(share.kind(), SectionKind::Removed(_)));
        assert!(!matches!(share.evidence(), SectionEvidence::Name { .. } | SectionEvidence::Element(_)));
        assert_eq!((share.heading(), share.item_count()), (None, 0));
    }

    #[test]
    fn a_label_heads_what_is_below_it_in_flattened_text() {
        let text = "Mill stops for want of water\n\n\
            The mill on the upper river stopped on Monday, after two hundred years, for want of water. Its owner said that \
            nobody had seen the river so low since the great drought of his youth.\n\n\
            The wheel will turn again in spring if snow falls in the hills before the end of the year, he said, and until \
            then the bakers of the town will have their flour from the coast.\n\n\
            About three hundred people had come to see it stop, and many of them had brought a loaf to share.\n\n\
            Related articles\n\nFerry Returns After Two Years\n\nTown Hall Clock Stops at Noon\n\n\
            Baker Gives Away His Bread\n\nShare this story\n\nAll rights reserved.";
        let article = crate::clean(text).unwrap();
        let is_related =
            |section: &Section<'_>| section.kind() == SectionKind::Removed(Boilerplate::RelatedLinks);
        let related = article.sections().find(is_related).unwrap();
        assert_eq!(related.evidence(), SectionEvidence::Label("Related articles"));
        assert_eq!((related.heading(), related.blocks().len()), (Some("Related articles"), 4));
        assert_eq!(related.word_count(), 18);
    }

    #[test]
    fn menus_and_footers_are_told_by_their_elements() {
        let menu =
            "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a><li><a href=/s>Sport</a></ul></nav>";
        let article = article(menu);
        let last = last(&article);
        assert_eq!(last.evidence(), SectionEvidence::Element("nav"));
        assert_eq!((last.kind().name(), last.item_count()), ("navigation", 3));
    }

    #[test]
    fn what_the_caller_keeps_is_body_and_what_they_remove_says_so() {
        let page = format!(
            "<h1>The mill</h1>{TEXT}{TEXT}<div id=comments>{}<p class=kept>Well.</p></div>",
            COMMENT.repeat(3)
        );
        let cleaner = crate::Cleaner::new().with_keep_selector(".kept").unwrap();
        let article = cleaner.clean(crate::Input::html(&page)).unwrap();
        assert_eq!(last(&article).kind(), SectionKind::Body);
        let cleaner = crate::Cleaner::new().with_remove_selector("p").unwrap();
        let article = cleaner.clean(crate::Input::html(TEXT)).unwrap();
        assert_eq!(last(&article).kind(), SectionKind::Removed(Boilerplate::Selector));
        assert_eq!(last(&article).evidence().kind(), "rule");
    }

    #[test]
    fn comments_that_are_kept_apart_are_a_section_too() {
        let page = format!("{TEXT}{TEXT}<div id=comments>{}</div>", COMMENT.repeat(3));
        let article = crate::Cleaner::new().with_comments(true).clean(crate::Input::html(&page)).unwrap();
        assert_eq!(last(&article).kind(), SectionKind::Removed(Boilerplate::Comments));
        assert_eq!((article.comments().count(), last(&article).item_count()), (3, 3));
    }

    #[test]
    fn names_do_not_speak_against_all_lines() {
        let article =
            article("<div class=sharebox><p>Copyright \u{a9} 2021 Fen News. All rights reserved.</p></div>");
        assert_eq!(last(&article).kind(), SectionKind::Removed(Boilerplate::LegalFooter));
        assert_eq!(last(&article).evidence().kind(), "score");
    }

    #[test]
    fn a_row_of_equal_headings_has_none_above_it() {
        let heading = |level| BlockKind::Heading { level };
        assert!(heads_nothing(heading(3), heading(3)) && heads_nothing(heading(3), heading(2)));
        assert!(!heads_nothing(heading(2), heading(3)) && !heads_nothing(heading(2), BlockKind::Paragraph));
    }

    #[test]
    fn only_settled_sections_give_their_name_as_a_reason() {
        let article =
            article("<div class=site-nav><p><a href=/>Home</a></p><p><a href=/n>News</a></p></div>");
        let mut reasons = last(&article).blocks().flat_map(|block| block.reasons());
        assert!(reasons.all(|reason| !reason.text().contains("site-nav")));
    }
}
