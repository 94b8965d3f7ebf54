//! What callers see: the article, its blocks and what was decided about each of them.
//!
//! An article keeps the whole document, kept or removed, with links, pictures and captions; what is shown of it is chosen
//! when it is rendered or walked ([`tree`]). What the removed blocks are together is in [`section`].

mod assemble;
mod comment;
mod evidence;
mod image;
pub(crate) mod inline;
pub(crate) mod nesting;
mod pictures;
mod section;
mod text;
mod tree;

use std::ops::Range;

pub(crate) use assemble::assemble;
pub use comment::{Comment, Post};
pub use evidence::SectionEvidence;
pub use image::Image;
pub(crate) use image::ImageData;
pub use inline::{Inline, Style};
pub use section::{Section, SectionKind, Sections};
pub use text::Text;
pub use tree::{Group, Step, Walk};

use crate::discussion::Discussion;
use crate::document::{Base, BlockKind, GroupData, SiteView, Span, Targets, word_count};
use crate::label::{Ground, Grounds, Outline};
use crate::labels::{Flag, Label, PageKind};
use crate::metadata::Metadata;

/// Words that adults read in a minute, silently: the mean over 190 studies of English prose, in Brysbaert, "How many
/// words do we read per minute?", Journal of Memory and Language 109 (2019). With two characters to a word that is 476
/// characters of Chinese, near the 500 that Medium counts with.
const WORDS_PER_MINUTE: usize = 238;

/// A cleaned document: every block of the input in order, kept or removed, and its metadata.
///
/// Nothing is thrown away: [`Article::body`] are the blocks of the article,
/// [`Article::removed`] all others with the kind of boilerplate they are and the
/// reasons. [`Article::text`], [`Article::markdown`], [`Article::html`] and [`Article::render`]
/// render the body on demand, and [`Article::walk`] gives it part by part.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The text of all blocks, one after the other; blocks hold ranges into it.
    pub(crate) text: String,
    pub(crate) blocks: Vec<BlockData>,
    /// Where blocks go on in the input, as block and bytes, in order.
    pub(crate) continuations: Vec<(u32, Range<u32>)>,
    pub(crate) grounds: Grounds,
    pub(crate) outline: Outline,
    pub(crate) groups: Vec<GroupData>,
    pub(crate) spans: Vec<Span>,
    /// Labels of footnotes.
    pub(crate) notes: Vec<String>,
    /// Readings of characters (ruby).
    pub(crate) readings: Vec<String>,
    /// What links point to, as written.
    pub(crate) targets: Targets,
    pub(crate) images: Vec<ImageData>,
    /// What addresses are relative to.
    pub(crate) base: Base,
    pub(crate) metadata: Metadata,
    /// What the profile of the site says, if there is one.
    pub(crate) site: Option<Box<SiteView>>,
    /// What readers wrote, where the caller asked for it.
    pub(crate) discussion: Discussion,
    pub(crate) page_kind: PageKind,
    pub(crate) page_kind_chance: Option<f32>,
    pub(crate) confidence: f32,
    pub(crate) flags: Vec<Flag>,
}

/// One block as the article stores it. Callers see it through [`Block`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BlockData {
    pub(crate) text: Range<u32>,
    pub(crate) kind: BlockKind,
    pub(crate) label: Label,
    pub(crate) score: f32,
    pub(crate) ground: Ground,
    pub(crate) input: Option<Range<u32>>,
    pub(crate) mended: bool,
    /// Innermost group: index into `Article::groups`.
    pub(crate) group: u32,
    /// Range into `Article::spans`.
    pub(crate) spans: Range<u32>,
}

impl Article {
    /// The headline, without the site's name.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.metadata.title().map(|field| field.value().as_str())
    }

    /// Dates, source, authors and the rest, each with where it was found.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Every block of the input in order, kept or removed.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block<'_>> + ExactSizeIterator {
        (0..self.blocks.len()).map(|index| Block { article: self, index })
    }

    /// The blocks of the article itself, in order.
    pub fn body(&self) -> impl DoubleEndedIterator<Item = Block<'_>> {
        self.blocks().filter(|block| block.label().is_body())
    }

    /// The blocks outside the body, in order, those of the title and of captions among them.
    pub fn removed(&self) -> impl DoubleEndedIterator<Item = Block<'_>> {
        self.blocks()
            .filter(|block| matches!(block.label(), Label::Title | Label::Caption | Label::Removed(_)))
    }

    /// Readers' comments in the page's order, each with author, date and text as far as the page tells, where
    /// [`Cleaner::with_comments`](crate::Cleaner::with_comments) asked for them.
    ///
    /// Given is what is certain. Lines of the discussion that could not be told apart are blocks with the label
    /// [`Label::Comment`] all the same.
    pub fn comments(&self) -> impl DoubleEndedIterator<Item = Comment<'_>> + ExactSizeIterator {
        self.discussion.comments.iter().map(|entry| Comment { entry })
    }

    /// The posts of a forum's thread, or a question and its answers, in the page's order, where
    /// [`Cleaner::with_comments`](crate::Cleaner::with_comments) asked for them.
    ///
    /// They are the page's body, too. Remarks below an answer are [`Article::comments`].
    pub fn posts(&self) -> impl DoubleEndedIterator<Item = Post<'_>> + ExactSizeIterator {
        self.discussion.posts.iter().map(|entry| Post { entry })
    }

    /// The captions inside the body, in order.
    pub fn captions(&self) -> impl DoubleEndedIterator<Item = Block<'_>> {
        self.blocks().filter(|block| block.label() == Label::Caption)
    }

    /// The pictures inside the body, in order.
    pub fn images(&self) -> impl DoubleEndedIterator<Item = Image<'_>> {
        let of_body = self.images.iter().filter(|data| data.in_body && !data.image.is_video);
        of_body.map(|data| Image::new(data, &self.base, &self.text))
    }

    /// The films inside the body, in order: where known players have them, and what is said of them. Renderings show
    /// them as links, where links are shown.
    pub fn videos(&self) -> impl DoubleEndedIterator<Item = Image<'_>> {
        let of_body = self.images.iter().filter(|data| data.in_body && data.image.is_video);
        of_body.map(|data| Image::new(data, &self.base, &self.text))
    }

    /// How sure dechaff is that the body is the article, whole and clean, from 0 to 1: the
    /// chance that its word F1 against what a person would mark is at least 0.9.
    ///
    /// Learnt from held-out pages; DESIGN.md says how well it is calibrated.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// What kind of page this seems to be.
    #[must_use]
    pub fn page_kind(&self) -> PageKind {
        self.page_kind
    }

    /// The chance that [`page_kind`](Article::page_kind) is right, above 0 and up to 1. `None` where a rule told the kind
    /// ([`PageKind::ErrorPage`], [`PageKind::Other`]).
    ///
    /// Learnt from pages whose kind was read; DESIGN.md says how well it is calibrated.
    ///
    /// ```
    /// let text = "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";
    /// let article = dechaff::clean(text)?;
    /// assert!(article.page_kind_chance().is_some_and(|chance| chance > 0.5));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn page_kind_chance(&self) -> Option<f32> {
        self.page_kind_chance
    }

    /// The words of the body, the title and captions apart. Two characters of scripts without spaces are a word.
    ///
    /// ```
    /// let article = dechaff::clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")?;
    /// assert_eq!(article.word_count(), 11);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.body().map(|block| word_count(block.text()) as usize).sum()
    }

    /// The minutes that an adult takes to read the body, rounded up; 0 where it has no words.
    ///
    /// ```
    /// let paragraph = "<p>It rained all day, and nobody in the town minded it, for the fields were dry.</p>";
    /// let page = format!("<article><h1>Rain</h1>{}</article>", paragraph.repeat(40));
    /// let article = dechaff::clean(page.as_str())?;
    /// assert_eq!((article.word_count(), article.reading_minutes()), (640, 3));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn reading_minutes(&self) -> usize {
        self.word_count().div_ceil(WORDS_PER_MINUTE)
    }

    /// What a caller should know before trusting the result.
    #[must_use]
    pub fn flags(&self) -> &[Flag] {
        &self.flags
    }
}

/// One block of the input: a paragraph, a heading, a list item, a row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    pub(crate) article: &'a Article,
    pub(crate) index: usize,
}

impl<'a> Block<'a> {
    pub(crate) fn data(&self) -> &'a BlockData {
        &self.article.blocks[self.index]
    }

    /// Position among all blocks of the document, counted from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The block's text with white space collapsed (kept as it is in preformatted
    /// blocks). The cells of a table's row are separated by tabs.
    #[must_use]
    pub fn text(&self) -> &'a str {
        let range = &self.data().text;
        &self.article.text[range.start as usize..range.end as usize]
    }

    /// What the block is in the document's structure.
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        self.data().kind
    }

    /// What was decided about the block.
    #[must_use]
    pub fn label(&self) -> Label {
        self.data().label
    }

    /// How likely the block is content, from 0 to 1.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.data().score
    }

    /// For flattened text: the bytes of the input the block was read from, at character
    /// boundaries. Ranges of successive blocks are in order and do not overlap. `None`
    /// for HTML. Of a paragraph that goes on on the next sheet of a printed page this is the first part:
    /// see [`Block::input_ranges`].
    #[must_use]
    pub fn input_range(&self) -> Option<Range<usize>> {
        self.data().input.as_ref().map(|range| range.start as usize..range.end as usize)
    }

    /// For flattened text: all parts of the input the block was read from, in order: [`Block::input_range`], and of
    /// a paragraph that goes on on further sheets of a printed page a range for each of them. Between them are the
    /// foot of one sheet and the head of the next, which are blocks of their own and come after it.
    ///
    /// ```
    /// let sheets = "The ferry stayed in the harbour all day, because the wind\n\n\
    ///     The Harbour Letter   Page 1 of 2\n\n\
    ///     would not turn before the evening, and nobody came.\n\nThe Harbour Letter   Page 2 of 2\n";
    /// let article = dechaff::clean(sheets)?;
    /// let paragraph = article.blocks().next().expect("the paragraph");
    /// assert!(paragraph.text().ends_with("because the wind would not turn before the evening, and nobody came."));
    /// let parts: Vec<&str> = paragraph.input_ranges().map(|range| &sheets[range]).collect();
    /// assert!(parts[0].ends_with("because the wind") && parts[1].starts_with("would not turn"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    pub fn input_ranges(&self) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let all = &self.article.continuations;
        let first = all.partition_point(|(block, _)| (*block as usize) < self.index);
        let index = self.index;
        let further = all[first..].iter().take_while(move |(block, _)| *block as usize == index);
        let further = further.map(|(_, range)| range.start as usize..range.end as usize);
        self.input_range().into_iter().chain(further)
    }

    /// For flattened text: whether the block's text was mended, so that it has other characters than its
    /// [range](Block::input_range) of the input. UTF-8 that somebody read as Windows-1252 or Latin-1 is read
    /// rightly, and words that were divided at the end of a line are whole again. White space that was collapsed,
    /// and marks of headings, lists and links that were read, do not count.
    ///
    /// ```
    /// let text = "Rain\n\nIt rained all day, and the baker didnâ€™t close his cafÃ© before the evening came.";
    /// let article = dechaff::clean(text)?;
    /// let mended: Vec<&str> = article.blocks().filter(|block| block.is_mended()).map(|block| block.text()).collect();
    /// assert_eq!(mended, ["It rained all day, and the baker didn’t close his café before the evening came."]);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn is_mended(&self) -> bool {
        self.data().mended
    }
}
