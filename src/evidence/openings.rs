//! Which section below a heading or a label a block is in.
//!
//! "Comments (12)", "Related articles", "Share": a line of the list opens a section of its kind, and how far that
//! reaches is a fact about the phrase (`lists/section_headings.tsv`). A section ends at a heading of the same or a higher
//! level, and with the element that holds the heading and what follows it. Flattened text has neither: there a
//! section lasts until text begins that reads as an article, and comments until the next section. Sections may hold others ("Share"
//! below a comment), so the open ones are a stack; one walk over the blocks finds them all.

use super::phrases::{Hit, Mode, Reach};
use crate::document::prose::is_prose;
use crate::document::{BlockKind, Document, Origin, RawBlock};
use crate::labels::Boilerplate;

/// What a heading or a label opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening {
    pub(crate) kind: Boilerplate,
    pub(crate) reach: Reach,
}

/// The opening that a block is below, or is itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) kind: Boilerplate,
    /// The block of the heading or label.
    pub(crate) at: u32,
    /// Blocks since; 0 for the opening itself.
    pub(crate) blocks: u32,
}

/// All openings of a page.
#[derive(Debug)]
pub(crate) struct Openings {
    /// By block: what it opens.
    opens: Vec<Option<Opening>>,
    /// By block: what it is in.
    opened: Vec<Option<Opened>>,
}

impl Openings {
    pub(crate) fn of(page: &Document, hits: &[Option<Hit>]) -> Openings {
        let opens: Vec<Option<Opening>> =
            page.blocks.iter().zip(hits).map(|(block, hit)| opening(block, hit.as_ref())).collect();
        let opened = opened(page, &opens);
        Openings { opens, opened }
    }

    /// What a block opens.
    pub(crate) fn opening(&self, block: usize) -> Option<Opening> {
        *self.opens.get(block)?
    }

    /// What a block is in.
    pub(crate) fn opened(&self, block: usize) -> Option<Opened> {
        *self.opened.get(block)?
    }
}

fn opening(block: &RawBlock, hit: Option<&Hit>) -> Option<Opening> {
    // A line of more words that begins like a label says something itself.
    const MAX_WORDS: u32 = 12;
    let hit = hit?;
    let reach = hit.reach.filter(|_| hit.mode != Mode::Start || block.shape.words <= MAX_WORDS)?;
    Some(Opening { kind: hit.kind, reach })
}

/// Open sections at once; the innermost count.
const MAX_OPEN: usize = 4;
/// Blocks below a label that reaches over few lines: a call, its explanation, the field, the button, the small print.
const FEW_BLOCKS: usize = 5;
/// Level of a label that is no heading.
const LABEL_LEVEL: u8 = 7;

/// A section while it is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    kind: Boilerplate,
    reach: Reach,
    at: usize,
    /// First block that it does not reach.
    end: usize,
    level: u8,
}

fn opened(page: &Document, opens: &[Option<Opening>]) -> Vec<Option<Opened>> {
    let is_text = page.origin == Origin::Text;
    let (mut stack, mut is_below_prose): (Vec<Open>, bool) = (Vec::new(), false);
    let mut out = Vec::with_capacity(page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let is_article = is_article(block, is_below_prose);
        is_below_prose = is_prose(block);
        stack.retain(|open| index < open.end && goes_on(open, block, is_text, is_article));
        if let Some(opening) = opens[index] {
            if opening.reach == Reach::Section && is_text {
                stack.clear();
            }
            // Of equal labels one below the other, each opens its own.
            stack.retain(|open| open.kind != opening.kind);
            if stack.len() == MAX_OPEN {
                stack.remove(0);
            }
            let end = end(page, index, opening.reach);
            let Opening { kind, reach } = opening;
            stack.push(Open { kind, reach, at: index, end, level: level(block) });
        }
        out.push(stack.last().map(|open| Opened {
            kind: open.kind,
            at: open.at as u32,
            blocks: (index - open.at) as u32,
        }));
    }
    out
}

fn level(block: &RawBlock) -> u8 {
    match block.kind {
        BlockKind::Heading { level } => level,
        _ => LABEL_LEVEL,
    }
}

/// Whether a block reads as a paragraph of an article: longer than what a list says of one, or below another.
fn is_article(block: &RawBlock, is_below_prose: bool) -> bool {
    const MAX_TEASER_WORDS: u32 = 40;
    is_prose(block) && (is_below_prose || block.shape.words > MAX_TEASER_WORDS)
}

/// Whether a block below a label does not end its section.
fn goes_on(open: &Open, block: &RawBlock, is_text: bool, is_article: bool) -> bool {
    let is_label = open.level == LABEL_LEVEL;
    match open.reach {
        Reach::Section => {
            // The items below a label that is no heading may have headings of their own.
            let keeps_level = is_text || level(block) > if is_label { 1 } else { open.level };
            let keeps_shape = !is_label || open.kind == Boilerplate::Comments || !is_article;
            keeps_level && keeps_shape
        }
        Reach::Few | Reach::Block => level(block) > open.level.min(LABEL_LEVEL - 1) && !is_prose(block),
    }
}

/// The first block that a label cannot reach.
fn end(page: &Document, at: usize, reach: Reach) -> usize {
    let end = end_of_element(page, at);
    match reach {
        Reach::Section => end,
        Reach::Few => end.min(at + 1 + FEW_BLOCKS),
        Reach::Block => end.min(at + 2),
    }
}

/// Where the innermost element ends that holds more than a label and a link beside it ("See all").
pub(crate) fn end_of_element(page: &Document, label: usize) -> usize {
    // A heading is a few wrappers deep; the walk must not cost the depth of the page.
    const MAX_LEVELS: usize = 8;
    let mut end = label + 1;
    let mut container = page.blocks[label].container as usize;
    for _ in 0..MAX_LEVELS {
        let Some(around) = page.containers.get(container) else { break };
        end = end.max(around.blocks.end as usize);
        if end > label + 2 || container == 0 {
            break;
        }
        container = around.parent as usize;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::phrases;
    use crate::evidence::testing::{html, lines};

    /// By block: the kind of the section that it is in, and blocks since the opening.
    fn found(page: &Document) -> Vec<Option<(&'static str, u32)>> {
        let hits: Vec<Option<Hit>> =
            (0..page.blocks.len()).map(|index| phrases::find(page.block_text(index))).collect();
        let openings = Openings::of(page, &hits);
        (0..hits.len())
            .map(|block| openings.opened(block).map(|opened| (opened.kind.name(), opened.blocks)))
            .collect()
    }

    const TEXT: &str = "The mill on the upper river stopped on Monday, after two hundred years, for want of water, and \
        its owner said that nobody had seen the river so low since the great drought, and that the wheel would turn \
        again in spring if snow falls in the hills before the year ends.";

    #[test]
    fn numbers_beside_a_label_are_left_out() {
        for label in ["Comments (12)", "3 comments", "COMMENTS:", "Related articles:", "» Most read «"] {
            assert!(found(&lines(&format!("{label}\n\nA line\n")))[1].is_some(), "{label}");
        }
        assert_eq!(found(&lines("Comments by the mayor angered fishermen\n\nA line\n")), [None, None]);
    }

    #[test]
    fn a_section_ends_at_a_heading_of_the_same_level() {
        let page = html("<h2>Comments (2)</h2><h3>Ann</h3><p>Good.</p><h2>Mill</h2><p>Text</p>");
        let comments = |blocks| Some(("comments", blocks));
        assert_eq!(found(&page), [comments(0), comments(1), comments(2), None, None]);
    }

    #[test]
    fn a_section_ends_with_its_element() {
        let page = html("<div><p>Most read</p><h3>Oysters</h3><h3>Ferries</h3></div><p>Text</p>");
        let trending = |blocks| Some(("trending_list", blocks));
        assert_eq!(found(&page), [trending(0), trending(1), trending(2), None]);
    }

    #[test]
    fn a_label_among_paragraphs_reaches_over_one_block() {
        let page = lines(&format!("Lesen Sie auch\n\nOysters are back\n\nA line\n\n{TEXT}"));
        let related = |blocks| Some(("related_links", blocks));
        assert_eq!(found(&page), [related(0), related(1), None, None]);
    }

    #[test]
    fn a_list_of_text_ends_at_a_paragraph_and_comments_do_not() {
        let open = |label: &str| {
            let page = lines(&format!("{label}\n\nOysters are back\n\n{TEXT}\n\nThe end"));
            found(&page).iter().flatten().count()
        };
        assert_eq!((open("Most read"), open("Comments")), (2, 4));
    }

    #[test]
    fn blocks_are_counted_from_the_opening() {
        let page = lines(&format!("{TEXT}\n\nMost read\n\nOysters are back\n\nFerries\n"));
        let hits: Vec<Option<Hit>> =
            (0..page.blocks.len()).map(|index| phrases::find(page.block_text(index))).collect();
        let opened = Openings::of(&page, &hits).opened(3).expect("in a list");
        assert_eq!((opened.at, opened.blocks), (1, 2));
    }
}
