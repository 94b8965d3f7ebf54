//! The headline among the lines of a flattened text.

use std::collections::HashMap;

use super::candidates::{Candidates, TitleCandidate, TitlePlace};
use super::{clean, date_parse, names};
use crate::page::Page;

/// Words of a paragraph of prose, at least.
const PROSE_WORDS: u32 = 18;
/// Words of a headline.
const TITLE_WORDS: std::ops::RangeInclusive<u32> = 3..=35;
/// Lines that are looked at: a menu before the headline can be long.
const MOST_LINES: usize = 400;

pub(super) fn gather(page: &Page, out: &mut Candidates) {
    let body = body_start(page);
    let counts = counts(page);
    let end = (body + 1).min(page.blocks.len());
    for index in 0..end {
        let shape = &page.blocks[index].shape;
        let words = shape.words;
        let line = page.block_text(index);
        if shape.cut_off
            || !(TITLE_WORDS.contains(&words) || shape.unspaced && shape.chars >= 8)
            || index == body && body > 0
        {
            continue;
        }
        let weight = weight(page, index, body, counts.get(&clean::folded(line)).copied().unwrap_or(1));
        let text = clean::value(line);
        out.titles.push(TitleCandidate { text, place: TitlePlace::Line, block: Some(index as u32), weight });
    }
}

fn is_prose(page: &Page, index: usize) -> bool {
    let shape = &page.blocks[index].shape;
    (shape.words >= PROSE_WORDS || shape.unspaced && shape.chars >= 60)
        && (shape.terminated || shape.sentences >= 2)
}

/// The first paragraph of prose that another follows soon, else the first at all.
fn body_start(page: &Page) -> usize {
    /// Datelines, captions and credits that can stand between the first two paragraphs.
    const BETWEEN: usize = 6;
    let count = page.blocks.len();
    let followed =
        |index: &usize| (index + 1..(index + 1 + BETWEEN).min(count)).any(|below| is_prose(page, below));
    let prose: Vec<usize> = (0..count).filter(|index| is_prose(page, *index)).take(MOST_LINES).collect();
    prose.iter().find(|index| followed(index)).or(prose.first()).copied().unwrap_or(count.min(MOST_LINES))
}

/// How often each line stands on the page.
fn counts(page: &Page) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for index in 0..page.blocks.len() {
        if TITLE_WORDS.contains(&page.blocks[index].shape.words) {
            *counts.entry(clean::folded(page.block_text(index))).or_default() += 1;
        }
    }
    counts
}

/// Signs that a line is the headline. The weights were set by hand so that being close to the
/// body outweighs length, and repetition outweighs a few lines of distance.
fn weight(page: &Page, index: usize, body: usize, count: u32) -> i32 {
    let block = &page.blocks[index];
    let line = page.block_text(index);
    let below = body.saturating_sub(index).min(40) as i32;
    let mut weight = -below;
    weight += if count > 1 { 10 } else { 0 };
    weight += block.shape.words.min(10) as i32;
    weight += if block.gap_above { 2 } else { 0 };
    weight -= if block.shape.terminated && !line.ends_with(['?', '!']) { 8 } else { 0 };
    weight -= if block.shape.separators > 1 || line.contains(" | ") { 8 } else { 0 };
    weight -= if block.shape.ends_with_colon { 8 } else { 0 };
    weight -= if tells_author_or_date(line) { 25 } else { 0 };
    weight += if follows_credit(page, index, body) { 6 } else { 0 };
    weight
}

fn tells_author_or_date(line: &str) -> bool {
    let byline = || {
        names::behind_prefix(line).is_some_and(|rest| !names::split(rest, &[], names::Trust::Line).is_empty())
    };
    byline() || !date_parse::scan(line, None).is_empty()
}

/// Whether a byline or a dateline stands in the next few lines.
fn follows_credit(page: &Page, index: usize, body: usize) -> bool {
    let end = (index + 4).min(body + 3).min(page.blocks.len());
    (index + 1..end)
        .any(|below| page.blocks[below].shape.words <= 20 && tells_author_or_date(page.block_text(below)))
}
