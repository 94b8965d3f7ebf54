//! What has to be known of the whole page before a block's features can be told.

use std::collections::{BTreeMap, HashMap};

use super::features::kind_number;
use super::layout::{Layout, is_prose};
use super::phrases::{Hit, Mode};
use super::title::title_block;
use crate::article::Metadata;
use crate::page::{Page, RawBlock};

/// Facts of one page, each found in one pass.
pub(super) struct PageFacts<'a> {
    /// Prose blocks, and phrase hits, before each block.
    pub(super) prose_before: Vec<u32>,
    pub(super) prose_words_before: Vec<u32>,
    pub(super) hits_before: Vec<u32>,
    pub(super) short_runs: Vec<u32>,
    pub(super) below_label: Vec<f32>,
    pub(super) copies: HashMap<&'a str, u32>,
    pub(super) equal_blocks: HashMap<(u8, u32), (u32, u32)>,
    pub(super) cut_twins: Vec<bool>,
    pub(super) title_words: Vec<String>,
    pub(super) title_block: Option<usize>,
    pub(super) prose_indent: Option<u16>,
}

impl<'a> PageFacts<'a> {
    pub(super) fn of(page: &'a Page, layout: &Layout, hits: &[Option<Hit>], metadata: &Metadata) -> Self {
        let title = metadata.title().map_or("", |field| field.value());
        PageFacts {
            prose_before: running_sum(page.blocks.iter().map(|block| u32::from(is_prose(block)))),
            prose_words_before: running_sum(
                page.blocks.iter().map(|block| if is_prose(block) { block.shape.words } else { 0 }),
            ),
            hits_before: running_sum(hits.iter().map(|hit| u32::from(hit.is_some()))),
            short_runs: short_runs(page),
            below_label: below_label(page, hits),
            copies: copies(page),
            equal_blocks: equal_blocks(page, layout),
            cut_twins: cut_twins(page),
            title_words: words_of(title),
            title_block: title_block(page, layout, title),
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

fn copies(page: &Page) -> HashMap<&str, u32> {
    let mut copies = HashMap::new();
    for index in 0..page.blocks.len() {
        *copies.entry(page.block_text(index)).or_insert(0) += 1;
    }
    copies
}

fn equal_blocks(page: &Page, layout: &Layout) -> HashMap<(u8, u32), (u32, u32)> {
    let mut groups = HashMap::new();
    for block in &page.blocks {
        let group = groups.entry(equality(layout, block)).or_insert((0, 0));
        group.0 += 1;
        group.1 += block.shape.words;
    }
    groups
}

/// Blocks of the same kind in containers of the same tag and names are equal.
pub(super) fn equality(layout: &Layout, block: &RawBlock) -> (u8, u32) {
    (kind_number(block.kind), layout.containers[block.container as usize].signature)
}

/// Blocks that are another block cut short ("Headline", "Headl…"), or its uncut twin.
fn cut_twins(page: &Page) -> Vec<bool> {
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

fn short_runs(page: &Page) -> Vec<u32> {
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
fn below_label(page: &Page, hits: &[Option<Hit>]) -> Vec<f32> {
    const TEASER_WORDS: u32 = 40;
    let mut since = f32::NAN;
    page.blocks
        .iter()
        .zip(hits)
        .map(|(block, hit)| {
            let is_label = hit.as_ref().is_some_and(|hit| hit.mode == Mode::Label);
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
fn prose_indent(page: &Page) -> Option<u16> {
    let mut by_indent = BTreeMap::new();
    for block in page.blocks.iter().filter(|block| is_prose(block)) {
        *by_indent.entry(block.indent).or_insert(0u32) += block.shape.words;
    }
    by_indent
        .into_iter()
        .max_by_key(|&(indent, words)| (words, std::cmp::Reverse(indent)))
        .map(|(indent, _)| indent)
}

pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.sort_unstable();
    words.dedup();
    words
}
