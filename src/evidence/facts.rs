//! Counts over the whole page that the features of single blocks are read from.
//!
//! Most are running sums, so that "words in the eight blocks above" is one subtraction. Only scoring asks for them,
//! so they are made when it does.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};

use super::copies::Copies;
use super::layout::{self, Layout};
use super::phrases::{Hit, Mode};
use super::title_words::TitleWords;
use crate::document::BlockKind;
use crate::document::prose::is_prose;
use crate::document::{Document, Mark, MarkKind, RawBlock};
use crate::metadata::Headline;

/// Counts over one page, each made in one pass.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Sums over the blocks before each block, and over all of them at the end.
    pub(crate) prose_before: Vec<u32>,
    pub(crate) prose_words_before: Vec<u32>,
    pub(crate) hits_before: Vec<u32>,
    pub(crate) words_before: Vec<u32>,
    pub(crate) chars_before: Vec<u32>,
    pub(crate) link_chars_before: Vec<u32>,
    pub(crate) headlines_before: Vec<u32>,
    /// Pictures and marks of dates and authors before each block, what is directly in front
    /// of it apart; at the end those in front of the last block, then all.
    pub(crate) images_before: Vec<u32>,
    pub(crate) dates_before: Vec<u32>,
    pub(crate) authors_before: Vec<u32>,
    /// Blocks since the last mark of a date or an author.
    pub(crate) since_mark: Vec<f32>,
    /// The longest paragraph.
    pub(crate) longest: Option<usize>,
    pub(crate) longest_words: u32,
    /// By container: see [`layout::tree_distances`].
    pub(crate) to_main: Vec<(u16, u16)>,
    pub(crate) to_title: Vec<(u16, u16)>,
    /// Number and words of the repeated siblings that hold most of the page's words.
    pub(crate) largest_cards: (u32, u32),
    pub(crate) short_runs: Vec<u32>,
    pub(crate) below_label: Vec<f32>,
    pub(crate) copies: Vec<u32>,
    pub(crate) cut_twins: Vec<bool>,
    pub(crate) title_words: TitleWords,
    pub(crate) prose_indent: Option<u16>,
}

/// What the texts of a page tell.
pub(crate) struct Texts<'a> {
    pub(crate) copies: &'a Copies,
    pub(crate) hits: &'a [Option<Hit>],
    pub(crate) title: &'a str,
}

impl Facts {
    pub(crate) fn of(
        page: &Document,
        layout: &Layout,
        headline: &Headline,
        Texts { copies, hits, title }: Texts<'_>,
    ) -> Self {
        let over_blocks = |count: fn(&RawBlock) -> u32| running_sum(page.blocks.iter().map(count));
        let longest = longest(page);
        Facts {
            prose_before: over_blocks(|block| u32::from(is_prose(block))),
            prose_words_before: over_blocks(|block| if is_prose(block) { block.shape.words } else { 0 }),
            words_before: over_blocks(|block| block.shape.words),
            chars_before: over_blocks(|block| block.shape.chars),
            link_chars_before: over_blocks(|block| block.link_chars),
            headlines_before: over_blocks(|block| u32::from(block.kind == BlockKind::Heading { level: 1 })),
            images_before: counts(page, page.images.iter().map(|image| image.before_block)),
            dates_before: counts(page, marked(page, is_date)),
            authors_before: counts(page, marked(page, is_author)),
            since_mark: since_mark(page),
            longest,
            longest_words: longest.map_or(0, |longest| page.blocks[longest].shape.words),
            to_main: layout::tree_distances(page, layout.main),
            to_title: headline.block.map_or_else(Vec::new, |block| {
                layout::tree_distances(page, page.blocks[block].container as usize)
            }),
            largest_cards: largest_cards(page, layout),
            hits_before: running_sum(
                hits.iter().map(|hit| u32::from(hit.is_some_and(|hit| hit.mode != Mode::Notice))),
            ),
            short_runs: short_runs(page),
            below_label: below_label(page, hits),
            copies: copies.counts(),
            cut_twins: cut_twins(page),
            title_words: TitleWords::of(title),
            prose_indent: prose_indent(page),
        }
    }
}

fn running_sum(values: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sum = 0;
    std::iter::once(0)
        .chain(values.map(|value| {
            sum += value;
            sum
        }))
        .collect()
}

/// How many of some things stand before each block's end, given the blocks they stand before.
fn counts(page: &Document, before_blocks: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut counts = vec![0; page.blocks.len() + 1];
    for block in before_blocks {
        counts[(block as usize).min(page.blocks.len())] += 1;
    }
    running_sum(counts.into_iter())
}

fn is_date(mark: &Mark) -> bool {
    matches!(
        mark.kind,
        MarkKind::PublishedTime | MarkKind::Time | MarkKind::ModifiedTime | MarkKind::DateClass
    )
}

fn is_author(mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Author | MarkKind::AuthorClass)
}

fn marked(page: &Document, is_wanted: fn(&Mark) -> bool) -> impl Iterator<Item = u32> {
    page.marks.iter().filter(move |mark| is_wanted(mark)).map(|mark| mark.block)
}

fn since_mark(page: &Document) -> Vec<f32> {
    let mut since = vec![f32::NAN; page.blocks.len()];
    for mark in page.marks.iter().filter(|mark| is_date(mark) || is_author(mark)) {
        if let Some(at) = since.get_mut(mark.block as usize) {
            *at = 0.0;
        }
    }
    for index in 1..since.len() {
        if since[index].is_nan() {
            since[index] = since[index - 1] + 1.0;
        }
    }
    since
}

/// The block with most words outside links; of equals the first.
fn longest(page: &Document) -> Option<usize> {
    let is_text = |index: &usize| page.blocks[*index].link_chars * 2 < page.blocks[*index].shape.chars;
    (0..page.blocks.len())
        .filter(is_text)
        .max_by_key(|&index| (page.blocks[index].shape.words, std::cmp::Reverse(index)))
}

fn largest_cards(page: &Document, layout: &Layout) -> (u32, u32) {
    const MIN_CARDS: u32 = 3;
    let mut groups: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
    let pairs = page.containers.iter().zip(&layout.containers);
    for (container, facts) in pairs.filter(|(_, facts)| facts.equal_siblings >= MIN_CARDS) {
        let group = groups.entry((container.parent, facts.signature)).or_default();
        *group = (group.0 + 1, group.1 + facts.words);
    }
    groups.into_values().max_by_key(|&(_, words)| words).unwrap_or_default()
}

/// Blocks that are another block cut short ("Headline", "Headl…"), or its uncut twin.
fn cut_twins(page: &Document) -> Vec<bool> {
    /// Cut headlines keep at least this many characters in front of the dots.
    const PREFIX_CHARS: usize = 24;
    let prefix = |index: usize| {
        let text = page.block_text(index);
        text.char_indices().nth(PREFIX_CHARS).map(|(at, _)| &text[..at])
    };
    let mut twins = vec![false; page.blocks.len()];
    let mut cut: HashMap<&str, Vec<usize>> = HashMap::new();
    for index in (0..page.blocks.len()).filter(|&i| page.blocks[i].shape.cut_off) {
        if let Some(prefix) = prefix(index) {
            cut.entry(prefix).or_default().push(index);
        }
    }
    if cut.is_empty() {
        return twins;
    }
    for index in (0..page.blocks.len()).filter(|&i| !page.blocks[i].shape.cut_off) {
        for &short in prefix(index).and_then(|p| cut.get(p)).into_iter().flatten().take(4) {
            let stem = page.block_text(short).trim_end_matches(['.', '\u{2026}', ' ']);
            if page.block_text(index).starts_with(stem) {
                twins[index] = true;
                twins[short] = true;
            }
        }
    }
    twins
}

/// Lines of at most eight words that do not end as a sentence.
fn is_short_line(block: &RawBlock) -> bool {
    block.shape.words <= 8 && !block.shape.terminated
}

fn short_runs(page: &Document) -> Vec<u32> {
    let mut runs = vec![0; page.blocks.len()];
    let mut start = 0;
    while start < page.blocks.len() {
        let length = page.blocks[start..].iter().take_while(|block| is_short_line(block)).count();
        runs[start..start + length].fill(length as u32);
        start += length.max(1);
    }
    runs
}

/// Blocks since a section label, as long as no prose of more than a teaser's length came between.
fn below_label(page: &Document, hits: &[Option<Hit>]) -> Vec<f32> {
    const TEASER_WORDS: u32 = 40;
    let mut since = f32::NAN;
    page.blocks
        .iter()
        .zip(hits)
        .map(|(block, hit)| {
            let is_label = hit.as_ref().is_some_and(Hit::is_label);
            since = match () {
                () if is_label => 0.0,
                () if is_prose(block) && block.shape.words > TEASER_WORDS => f32::NAN,
                () => since + 1.0,
            };
            since
        })
        .collect()
}

/// The indent that most words of prose have.
fn prose_indent(page: &Document) -> Option<u16> {
    let mut by_indent = BTreeMap::new();
    for block in page.blocks.iter().filter(|block| is_prose(block)) {
        *by_indent.entry(block.indent).or_insert(0u32) += block.shape.words;
    }
    by_indent
        .into_iter()
        .max_by_key(|&(indent, words)| (words, std::cmp::Reverse(indent)))
        .map(|(indent, _)| indent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    #[test]
    fn prose_stands_where_most_of_its_words_stand() {
        const PROSE: &str =
            "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";
        let page = |here: usize, there: usize| {
            let left = format!("{PROSE}\n\n").repeat(here);
            lines(&format!("{left}{}", format!("    {PROSE}\n\n").repeat(there)))
        };
        assert_eq!(prose_indent(&page(2, 1)), Some(0));
        assert_eq!(prose_indent(&page(1, 2)), Some(4));
        assert_eq!(prose_indent(&page(1, 1)), Some(0));
        assert_eq!(prose_indent(&lines("Mill stops")), None);
    }
}
