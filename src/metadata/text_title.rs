//! The headline among the lines of a flattened text.

use super::candidates::{Candidates, TitleCandidate, TitlePlace};
use super::clean;
use super::title_features::Lines;
use crate::lists::title_points::points;
use crate::page::Page;

/// Words of a headline, at most.
const MOST_WORDS: u32 = 40;
/// Lines that are looked at: a menu before the headline can be long.
const MOST_LINES: usize = 1200;
/// Lines that are kept: the headline and what may repeat it.
const MOST_CANDIDATES: usize = 20;

pub(super) fn gather(page: &Page, out: &mut Candidates) {
    let lines = Lines::new(page);
    let mut titles: Vec<TitleCandidate> = (0..page.blocks.len().min(MOST_LINES))
        .filter(|index| (1..=MOST_WORDS).contains(&page.blocks[*index].shape.words))
        .map(|index| TitleCandidate {
            text: clean::value(page.block_text(index)),
            place: TitlePlace::Line,
            block: Some(index as u32),
            weight: points(&lines.features(index)),
        })
        .collect();
    titles.sort_by_key(|title| -title.weight);
    titles.truncate(MOST_CANDIDATES);
    out.titles.append(&mut titles);
}
