//! Rows of teasers around an article: equal elements side by side, each a title that is a link and a few lines.
//!
//! News sites surround a short story with as many teasers as fit, and each reads like the story. What tells them is what they
//! are together: alike, several, each headed by a link to another page. Only rows above the headline or below the last
//! paragraph of the story are settled; between its paragraphs a row can be its own list.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::settled::{Means, Settled};
use crate::document::prose::is_prose;
use crate::document::{Origin, RawBlock};
use crate::evidence::Evidence;
use crate::labels::{Boilerplate, PageKind};

/// Fewer may be parts of one text.
const MIN_CARDS: usize = 4;
/// A teaser is a title and an excerpt; longer ones are texts.
const MAX_CARD_WORDS: u32 = 80;
/// A story has at least two sentences of its own.
const MIN_STORY_WORDS: u32 = 40;
/// With more words in the rows for each of the story they are the text, and what is around them is its introduction.
const MAX_ROWS_BY_STORY: u32 = 20;

/// The rows of teasers on a page of one article, in order.
pub(super) fn rows(evidence: &Evidence<'_>) -> Vec<Settled> {
    let is_article = evidence.page_kinds().is(PageKind::Article);
    let Some(headline) = evidence.headline.block else { return Vec::new() };
    if evidence.document.origin == Origin::Text || !is_article {
        return Vec::new();
    }
    let rows = all_rows(evidence, headline);
    let Some(story) = story(evidence, headline, &rows) else { return Vec::new() };
    let is_outside = |row: &Range<usize>| row.end <= headline || row.start > story;
    let settled = |row: Range<usize>| Settled {
        kind: Boilerplate::RelatedLinks,
        means: Means::Cards,
        start: row.start as u32,
        end: row.end as u32,
    };
    rows.into_iter().filter(is_outside).map(settled).collect()
}

/// The blocks of every row, outermost first in order; no row is inside another.
fn all_rows(evidence: &Evidence<'_>, headline: usize) -> Vec<Range<usize>> {
    let (page, layout) = (evidence.document, &evidence.layout);
    let mut groups: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let facts = &layout.containers[index];
        if facts.equal_siblings as usize >= MIN_CARDS && container.blocks.len() > 1 {
            groups.entry((container.parent, facts.signature)).or_default().push(index);
        }
    }
    let is_row = |cards: &Vec<usize>| is_row(evidence, cards, headline);
    let mut rows: Vec<Range<usize>> = groups
        .into_values()
        .filter(is_row)
        .flat_map(|cards| cards.into_iter())
        .map(|card| {
            let blocks = &page.containers[card].blocks;
            blocks.start as usize..blocks.end as usize
        })
        .collect();
    rows.sort_by_key(|row| (row.start, std::cmp::Reverse(row.end)));
    let mut end = 0;
    rows.retain(|row| {
        let is_free = row.start >= end;
        end = end.max(row.end);
        is_free
    });
    rows
}

/// Whether equal elements are teasers: nearly all are headed by a link, all are short, and none has the headline.
fn is_row(evidence: &Evidence<'_>, cards: &[usize], headline: usize) -> bool {
    let page = evidence.document;
    let is_short = |card: &&usize| {
        let holds_headline = page.containers[**card].blocks.contains(&(headline as u32));
        evidence.layout.containers[**card].words <= MAX_CARD_WORDS && !holds_headline
    };
    let is_headed = |card: &&usize| {
        let blocks = &page.containers[**card].blocks;
        page.blocks[blocks.start as usize..blocks.end as usize].iter().any(is_title)
    };
    cards.iter().filter(is_short).count() == cards.len()
        && cards.iter().filter(is_headed).count() * 10 >= cards.len() * 9
}

/// A line that is a link from end to end and long enough for a headline.
fn is_title(block: &RawBlock) -> bool {
    const MIN_WORDS: u32 = 3;
    block.shape.words >= MIN_WORDS && block.link_chars * 10 >= block.shape.chars * 9
}

/// The last paragraph below the headline that is in no row, if what is there is enough for a story.
fn story(evidence: &Evidence<'_>, headline: usize, rows: &[Range<usize>]) -> Option<usize> {
    let blocks = &evidence.document.blocks;
    let in_row = |index: usize| {
        let next = rows.partition_point(|row| row.end <= index);
        rows.get(next).is_some_and(|row| row.contains(&index))
    };
    let is_story = |index: &usize| is_prose(&blocks[*index]) && !in_row(*index);
    let paragraphs: Vec<usize> = (headline..blocks.len()).filter(is_story).collect();
    let words: u32 = paragraphs.iter().map(|index| blocks[*index].shape.words).sum();
    let in_rows: u32 = rows.iter().flat_map(|row| &blocks[row.clone()]).map(|block| block.shape.words).sum();
    let is_enough = words >= MIN_STORY_WORDS && in_rows <= words * MAX_ROWS_BY_STORY;
    paragraphs.last().copied().filter(|_| is_enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;
    use crate::metadata;

    const STORY: &str = "<h1>The mill stops</h1><p>The mill on the upper river stopped on Monday, after two hundred years, for want \
        of water, and nobody had seen the river so low.</p><p>Its owner said that the wheel would turn again in spring if snow \
        falls in the hills before the end of the year.</p>";

    fn rows_of(markup: &str) -> Vec<Range<usize>> {
        let declared = "<meta property=og:type content=article>";
        let page = html(&format!("<title>The mill stops</title>{declared}{markup}"));
        let metadata = metadata::collect(&page, None, None);
        rows(&Evidence::of(&page, &metadata)).iter().map(Settled::blocks).collect()
    }

    fn cards(count: usize) -> String {
        let card = "<div class=card><h3><a href=/ferry>The ferry sails again</a></h3><p>Two years after the storm it crosses the \
            sound once more, on Mondays.</p></div>";
        card.repeat(count)
    }

    #[test]
    fn teasers_above_and_below_a_story_are_rows() {
        assert_eq!(rows_of(&format!("<div>{}</div><article>{STORY}</article>", cards(4))).len(), 4);
        assert_eq!(rows_of(&format!("<article>{STORY}</article><div>{}</div>", cards(4))).len(), 4);
    }

    #[test]
    fn few_teasers_and_those_inside_a_story_are_not() {
        assert_eq!(rows_of(&format!("<article>{STORY}</article><div>{}</div>", cards(3))), [0..0; 0]);
        let end = "<p>He has let the cats in, and the mice have gone to the bakery down the road.</p>";
        assert_eq!(rows_of(&format!("<article>{STORY}<div>{}</div>{end}</article>", cards(4))), [0..0; 0]);
    }

    #[test]
    fn a_list_of_articles_is_the_text_where_there_is_no_story() {
        assert_eq!(rows_of(&format!("<h1>The mill stops</h1><div>{}</div>", cards(9))), [0..0; 0]);
    }
}
