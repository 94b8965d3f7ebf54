//! Which parts of the page are known by their names?
//!
//! A page is a tree of sections, and everybody recognises some of them: the element that WordPress calls
//! `comment-respond` holds a form for comments on every site. What the names of elements settle ([`names`]) is not scored
//! and cannot come back, whatever the words inside. A name can also be on an element that wraps the article
//! (`has-comments`), so elements that hold it are passed over ([`wrappers`]), and so is everything that would leave a
//! page without text.

mod names;
mod wrappers;

use std::ops::Range;

use crate::document::prose::is_prose;
use crate::evidence::Evidence;
use crate::labels::Boilerplate;
use names::Verdicts;

/// A part of the page that is known by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settled {
    pub(crate) kind: Boilerplate,
    /// What of the element's names tells it.
    pub(crate) name: &'static str,
    /// The element that has it.
    pub(crate) container: u32,
    /// First block, and the one after the last.
    start: u32,
    end: u32,
}

impl Settled {
    pub(crate) fn blocks(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The parts of a page that need no score.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// In order, without overlap.
    settled: Vec<Settled>,
    /// By block: the position of its section and one, or 0.
    of_block: Vec<u32>,
}

impl Sections {
    /// What a block is part of, if that is settled.
    pub(crate) fn settled(&self, block: usize) -> Option<&Settled> {
        let place = (*self.of_block.get(block)? as usize).checked_sub(1)?;
        self.settled.get(place)
    }

    #[cfg(feature = "training")]
    pub(crate) fn list(&self) -> &[Settled] {
        &self.settled
    }

    pub(crate) fn is_settled(&self, block: usize) -> bool {
        self.of_block.get(block).is_some_and(|place| *place > 0)
    }
}

/// Parts the page into what its names settle and the rest.
pub(crate) fn sections(evidence: &Evidence<'_>) -> Sections {
    let mut settled = outermost(evidence);
    if leaves_too_little(evidence, &settled) {
        settled.clear();
    }
    let mut of_block = vec![0; evidence.document.blocks.len()];
    for (place, section) in settled.iter().enumerate() {
        of_block[section.blocks()].fill(place as u32 + 1);
    }
    Sections { settled, of_block }
}

/// The outermost elements whose names settle what they hold, in order.
fn outermost(evidence: &Evidence<'_>) -> Vec<Settled> {
    let page = evidence.document;
    let verdicts = Verdicts::of(evidence);
    let wraps = wrappers::wrappers(evidence, &verdicts);
    let mut settled: Vec<Settled> = Vec::new();
    // Parents come before their children, and a container's blocks follow each other.
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let is_inside = settled.last().is_some_and(|last| container.blocks.start < last.end);
        let Some(convention) = verdicts.settles[index].filter(|_| !is_inside && !wraps[index]) else {
            continue;
        };
        let Range { start, end } = container.blocks;
        if let Some(kind) = convention.kind
            && start < end
        {
            settled.push(Settled { kind, name: convention.name, container: index as u32, start, end });
        }
    }
    settled
}

/// Whether hardly any prose is outside of these sections, but some inside: then what is called comments is the text.
fn leaves_too_little(evidence: &Evidence<'_>, settled: &[Settled]) -> bool {
    // A sentence of a caption or a footer is on every page.
    const MIN_PROSE_WORDS: u32 = 40;
    let page = evidence.document;
    let prose = |range: Range<usize>| -> u32 {
        let blocks = page.blocks[range].iter().filter(|block| is_prose(block));
        blocks.map(|block| block.shape.words).sum()
    };
    let inside: u32 = settled.iter().map(|section| prose(section.blocks())).sum();
    let outside = evidence.layout.prose_words.saturating_sub(inside);
    inside >= MIN_PROSE_WORDS && outside < MIN_PROSE_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;
    use crate::metadata::Metadata;

    const TEXT: &str = "<p>The mill on the upper river stopped on Monday, after two hundred years, for want of water. \
        Its owner said that nobody had seen the river so low since the great drought, and that the wheel would turn \
        again in spring if snow falls in the hills before the end of the year.</p>";

    fn settled(markup: &str) -> Vec<(&'static str, usize)> {
        let page = html(markup);
        let metadata = Metadata::default();
        let found = sections(&Evidence::of(&page, &metadata));
        found.settled.iter().map(|section| (section.kind.name(), section.blocks().len())).collect()
    }

    #[test]
    fn comments_are_settled_by_their_name() {
        let page = format!("{TEXT}<ol class=comment-list><li>Well said.<li>{TEXT}</ol>");
        assert_eq!(settled(&page), [("comments", 2)]);
    }

    #[test]
    fn the_outermost_element_counts() {
        let page = format!(
            "{TEXT}<div id=comments><h2>Comments</h2><div class=sharedaddy><p>Share</p></div></div><p>End.</p>"
        );
        assert_eq!(settled(&page), [("comments", 2)]);
    }

    #[test]
    fn what_wraps_the_article_is_not_settled() {
        for wrapper in ["<div class=comments-area><main>", "<div class=share-container><h1>Mill</h1>"] {
            assert_eq!(settled(&format!("{wrapper}{TEXT}{TEXT}</main></div><p>End of it.</p>")), []);
        }
    }

    #[test]
    fn a_page_keeps_its_only_text() {
        assert_eq!(settled(&format!("<h2>Mill</h2><div id=comments>{TEXT}</div>")), []);
        assert_eq!(settled(&format!("{TEXT}<div id=comments>{TEXT}</div>")).len(), 1);
    }

    #[test]
    fn a_commentary_is_no_comment() {
        assert_eq!(settled(&format!("{TEXT}<div class=live-commentary>{TEXT}</div>")), []);
    }
}
