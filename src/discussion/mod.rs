//! Readers' comments and the posts of a thread as data: who wrote what, when, in answer to what.
//!
//! Every comment system leaves the same evidence: an element for each comment, called by a name of the system's own or
//! at least like its neighbours; inside it a name, a date, a text and buttons. So the elements of comments are found
//! first, by name ([`names`]) or because they repeat ([`repeated`]), and nested ones become answers ([`items`]). Then
//! each one's lines are read ([`line`]) and parted into author, date and text ([`parts`]). Where there are no
//! such elements, as in flattened text, lines with names and dates are what begins a comment ([`lines`]).
//!
//! What is a comment and not the article was decided before: only what is labelled as comments is looked at here, and
//! on forums the body. All of this is worked out only for callers who ask for it.

mod items;
mod line;
mod lines;
mod names;
mod parts;
mod repeated;
mod units;

use std::ops::Range;

use crate::document::{Document, Origin};
use crate::label::Decisions;
use crate::labels::{Boilerplate, Label, PageKind};
use crate::metadata::Date;
use crate::metadata::shown::Custom;
use items::{Item, Kind};
use line::Lines;
use parts::Parts;

/// What readers wrote on a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Discussion {
    pub(crate) comments: Vec<Entry>,
    pub(crate) posts: Vec<Entry>,
}

/// One comment or post.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) author: Option<String>,
    /// The date in the page's words.
    pub(crate) date_text: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) text: String,
    pub(crate) depth: Option<u32>,
    /// Indices of blocks.
    pub(crate) blocks: Range<u32>,
    /// Whether a thread begins with it.
    pub(crate) is_first: bool,
    /// Whether it was chosen as the answer.
    pub(crate) is_accepted: bool,
}

/// Finds the comments and posts of a page.
pub(crate) fn discussion(page: &Document, decisions: &Decisions, custom: Custom<'_>) -> Discussion {
    let lines = Lines { page, custom };
    let place = Place { page, decisions };
    let mut found = match page.origin {
        Origin::Html => by_elements(&lines, place),
        Origin::Text => Vec::new(),
    };
    if found.is_empty() && decisions.page_kind != PageKind::Forum {
        let is_body = |block| matches!(place.label(block), Some(Label::Title)) || place.is_body(block);
        found = lines::read(&lines, |block| place.is_comment(block), is_body);
    }
    if decisions.page_kind != PageKind::Forum && are_teasers(&found) {
        found.clear();
    }
    let dates = dates(&mut found, &custom);
    let mut discussion = Discussion::default();
    for ((item, parts), date) in found.into_iter().zip(dates) {
        let entry = Entry {
            author: parts.author,
            date_text: parts.date.map(|(raw, _)| raw),
            date,
            text: parts.text,
            depth: item.depth,
            blocks: item.blocks,
            is_first: false,
            is_accepted: item.is_accepted,
        };
        if item.kind == Kind::Comment {
            discussion.comments.push(entry);
        } else {
            let is_first = discussion.posts.is_empty() && item.kind == Kind::Post;
            discussion.posts.push(Entry { is_first, ..entry });
        }
    }
    discussion
}

/// What was decided about the blocks of a page.
#[derive(Clone, Copy)]
struct Place<'a> {
    page: &'a Document,
    decisions: &'a Decisions,
}

impl Place<'_> {
    fn label(self, block: usize) -> Option<Label> {
        self.decisions.blocks.get(block).map(|block| block.label)
    }

    fn is_body(self, block: usize) -> bool {
        self.label(block).is_some_and(|label| label.is_body())
    }

    fn is_comment(self, block: usize) -> bool {
        matches!(self.label(block), Some(Label::Comment | Label::Removed(Boilerplate::Comments)))
    }

    fn holds_title(self, blocks: &[u32]) -> bool {
        blocks.iter().any(|block| self.label(*block as usize) == Some(Label::Title))
    }

    /// Words of some blocks, those of them in the body, and those labelled as comments.
    fn words(self, blocks: &[u32]) -> [u32; 3] {
        let mut words = [0; 3];
        for &block in blocks {
            let block = block as usize;
            let own = self.page.blocks[block].shape.words;
            words[0] += own;
            words[1] += own * u32::from(self.is_body(block));
            words[2] += own * u32::from(self.is_comment(block));
        }
        words
    }
}

/// Comments and posts that are elements of their own.
fn by_elements(lines: &Lines<'_>, place: Place<'_>) -> Vec<(Item, Parts)> {
    let names = names::names(lines.page);
    let is_forum = place.decisions.page_kind == PageKind::Forum;
    let mut items = items::named(lines.page, &names, is_forum);
    settle_kinds(&mut items, place, is_forum);
    let mut found = parts::read(lines, &names, items);
    if found.is_empty() {
        let is_open = |block| place.is_comment(block) || is_forum && place.is_body(block);
        let mut items = repeated::items(lines, is_open);
        settle_kinds(&mut items, place, is_forum);
        found = parts::read(lines, &names, items);
    }
    found
}

/// Whether most of what repeats is cut off, as the beginnings of other articles are.
fn are_teasers(found: &[(Item, Parts)]) -> bool {
    let is_cut = |(_, parts): &&(Item, Parts)| parts.text.ends_with('…') || parts.text.ends_with("...");
    found.iter().filter(is_cut).count() * 2 > found.len()
}

/// Says of each item whether it is a comment or a post, and drops what is neither.
fn settle_kinds(items: &mut Vec<Item>, place: Place<'_>, is_forum: bool) {
    let is_posted = |item: &Item| matches!(item.kind, Kind::Post | Kind::Thread);
    let holds_posts = items.iter().any(is_posted);
    let threads = items.iter().filter(|item| item.kind == Kind::Thread).count();
    // One post of a thread may be alone on a forum's page; elsewhere a name alone is not enough.
    let is_thread = is_forum || threads > 1;
    for item in items.iter_mut() {
        let [all, body, comment] = place.words(&item.own);
        let mostly_body = body * 2 > all;
        item.kind = match item.kind {
            Kind::Post | Kind::Thread if is_thread => Kind::Post,
            Kind::Comment if is_forum && !holds_posts => Kind::Reply,
            // The whole page may be called what a comment is.
            Kind::Comment if place.holds_title(&item.own) => Kind::Nothing,
            Kind::Comment if comment > 0 || !mostly_body => Kind::Comment,
            Kind::Post | Kind::Thread if comment > 0 && !mostly_body => Kind::Comment,
            _ => Kind::Nothing,
        };
    }
    items.retain(|item| item.kind != Kind::Nothing);
}

/// The dates of the entries as they are read together.
fn dates(found: &mut [(Item, Parts)], custom: &Custom<'_>) -> Vec<Option<Date>> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for (place, (_, parts)) in found.iter_mut().enumerate() {
        if let Some((raw, reading)) = &mut parts.date
            && let Some(reading) = reading.take()
        {
            places.push(place);
            read.push((raw.clone(), reading));
        }
    }
    let mut dates = vec![None; found.len()];
    for (place, date) in places.into_iter().zip(custom.settle(read)) {
        dates[place] = Some(date);
    }
    dates
}
