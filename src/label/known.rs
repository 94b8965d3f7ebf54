//! The evidence about a page in the light of what was kept.

use super::lines::is_menu_line;
use crate::document::RawBlock;
use crate::evidence::Evidence;
use crate::evidence::copies::Copies;
use crate::evidence::layout::Region;
use crate::evidence::phrases::{self, Mode};
use crate::labels::Boilerplate;

/// The evidence about a page, and where its kept blocks are.
pub(super) struct Known<'a> {
    pub(super) evidence: &'a Evidence<'a>,
    pub(super) removed: &'a [bool],
    /// First and last block that is not removed.
    pub(super) kept: Option<(usize, usize)>,
    /// By the first block of the page with a text: the last kept one.
    kept_copies: Vec<Option<usize>>,
    /// Dates as the page writes them.
    dates: Vec<&'a str>,
    authors: Vec<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn of(evidence: &'a Evidence<'a>, removed: &'a [bool]) -> Known<'a> {
        let kept = || (0..removed.len()).filter(|&index| !removed[index]);
        let metadata = evidence.metadata;
        let dates = [metadata.published(), metadata.modified()];
        Known {
            evidence,
            removed,
            kept: kept().next().zip(kept().next_back()),
            kept_copies: kept_copies(&evidence.copies, removed),
            dates: dates.into_iter().flatten().map(|date| date.value().raw()).collect(),
            authors: metadata.credits().map(|author| author.value().as_str()).collect(),
        }
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        self.evidence.document.block_text(index)
    }

    /// The last kept block with the text of a block.
    pub(super) fn kept_copy(&self, index: usize) -> Option<usize> {
        self.kept_copies[self.evidence.copies.first(index)]
    }

    pub(super) fn block(&self, index: usize) -> &'a RawBlock {
        &self.evidence.document.blocks[index]
    }

    pub(super) fn is_above_kept(&self, index: usize) -> bool {
        self.kept.is_some_and(|(first, _)| index < first)
    }

    pub(super) fn is_below_kept(&self, index: usize) -> bool {
        self.kept.is_some_and(|(_, last)| index > last)
    }

    /// Whether a date of the article, as the page writes it, is in the block.
    pub(super) fn shows_date(&self, index: usize) -> bool {
        self.dates.iter().any(|date| !date.is_empty() && self.text(index).contains(date))
    }

    pub(super) fn names_author(&self, index: usize) -> bool {
        self.authors.iter().any(|author| !author.is_empty() && self.text(index).contains(author))
    }

    /// The kind that phrases in the block tell, in the light of where it is.
    pub(super) fn phrase(&self, index: usize) -> Option<Boilerplate> {
        // A stock phrase somewhere inside a long paragraph says little of the paragraph.
        const MAX_CONTAINING_WORDS: u32 = 30;
        let hit = self.evidence.hits[index].as_ref()?;
        let long = self.block(index).shape.words > MAX_CONTAINING_WORDS;
        if hit.mode == Mode::Contains && long {
            return None;
        }
        match hit.kind {
            // A trail is above the title: below, slashes part the sections of a list.
            Boilerplate::Breadcrumb if self.kept.is_some() && !self.is_above_kept(index) => None,
            Boilerplate::NewsletterPrompt if self.follows_cut_text(index) => Some(Boilerplate::PaywallLogin),
            kind if is_of_a_menu(kind) && self.is_menu_item(index) => Some(Boilerplate::Navigation),
            kind if is_of_a_footer(kind) && self.names_legal_page(index) => Some(Boilerplate::LegalFooter),
            kind => Some(kind),
        }
    }

    /// Right below the last kept block, a paragraph that breaks off: what is offered there is
    /// the rest. A notice of how much was read may stand between.
    fn follows_cut_text(&self, index: usize) -> bool {
        // A line of so many words without an end is no label.
        const PARAGRAPH_WORDS: u32 = 12;
        let breaks_off = |last: usize| {
            let shape = &self.block(last).shape;
            shape.words >= PARAGRAPH_WORDS && (shape.cut_off || !shape.terminated)
        };
        self.kept.is_some_and(|(_, last)| (last + 1..=last + 2).contains(&index) && breaks_off(last))
    }

    /// A short line in a `<nav>`.
    fn is_menu_item(&self, index: usize) -> bool {
        let block = self.block(index);
        let region = self.evidence.layout.containers.get(block.container as usize).map(|facts| facts.region);
        region == Some(Region::Nav) && is_menu_line(block)
    }

    /// A row of links parted by bars, one of them to a legal page.
    fn names_legal_page(&self, index: usize) -> bool {
        let block = self.block(index);
        let is_legal =
            |part: &str| phrases::find(part.trim()).is_some_and(|hit| hit.kind == Boilerplate::LegalFooter);
        block.shape.separators > 0 && self.text(index).split(['|', '\u{b7}', '\u{2022}']).any(is_legal)
    }
}

/// By the first block of the page with a text: the last kept one.
fn kept_copies(copies: &Copies, removed: &[bool]) -> Vec<Option<usize>> {
    let mut kept = vec![None; removed.len()];
    let indices = (0..removed.len()).filter(|&index| !removed[index]);
    indices.for_each(|index| kept[copies.first(index)] = Some(index));
    kept
}

/// Kinds whose phrases are also names of sections: "Reviews", "Newsletters", "Shop".
fn is_of_a_menu(kind: Boilerplate) -> bool {
    matches!(
        kind,
        Boilerplate::PollRating
            | Boilerplate::Comments
            | Boilerplate::TrendingList
            | Boilerplate::RelatedLinks
            | Boilerplate::Commerce
            | Boilerplate::Contact
            | Boilerplate::MediaPlayer
            | Boilerplate::Tags
    )
}

/// Kinds whose phrases come next to "Terms of use" in the last line of a page.
fn is_of_a_footer(kind: Boilerplate) -> bool {
    matches!(
        kind,
        Boilerplate::CookieConsent
            | Boilerplate::Contact
            | Boilerplate::Navigation
            | Boilerplate::Commerce
            | Boilerplate::AdLabel
    )
}
