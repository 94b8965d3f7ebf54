//! Comments whose elements have no names that are known: elements that are alike, side by side, each with a date.

use foldhash::{HashMap, HashMapExt};

use super::items::{Item, of_containers};
use super::line::{Line, Lines};
use super::names::names;
use super::units;
use crate::document::MarkKind;

/// Comments of which two are enough to know them by.
const MIN_ALIKE: u32 = 2;
/// Dates in one of them: that of the comment, those of its answers and of what it quotes.
const MAX_DATES: u32 = 3;

/// What elements that are alike add up to.
#[derive(Default)]
struct Alike {
    count: u32,
    dated: u32,
    dates: u32,
}

/// Finds elements that repeat among the blocks that may hold comments.
pub(super) fn items(lines: &Lines<'_>, is_open: impl Fn(usize) -> bool) -> Vec<Item> {
    let page = lines.page;
    let dates = sums(page.blocks.len(), |block| has_date(lines, block as u32));
    let open = sums(page.blocks.len(), &is_open);
    let names = names(page);
    let mut alike: HashMap<(u32, u32), Alike> = HashMap::new();
    let of = |sums: &[u32], index: usize| {
        let blocks = &page.containers[index].blocks;
        sums[blocks.end as usize] - sums[blocks.start as usize]
    };
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let known = alike.entry((container.parent, names.own[index].signature)).or_default();
        let dates = of(&dates, index);
        let is_whole = of(&open, index) * 2 >= container.blocks.len() as u32;
        known.count += 1;
        known.dated += u32::from(dates > 0 && is_whole && container.blocks.len() > 1);
        known.dates += dates;
    }
    let repeats = |index: usize| {
        let key = (page.containers[index].parent, names.own[index].signature);
        alike.get(&key).is_some_and(|alike| {
            alike.dated >= MIN_ALIKE
                && alike.dated * 2 > alike.count
                && alike.dates <= alike.dated * MAX_DATES
        })
    };
    // The outermost that repeat, and those like them inside.
    let mut outer: Vec<Option<u32>> = vec![None; page.containers.len()];
    let mut is_item = vec![false; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let around = outer[container.parent as usize];
        let signature = names.own[index].signature;
        let is_dated = of(&dates, index) > 0;
        is_item[index] = is_dated
            && match around {
                None => repeats(index),
                Some(outer) => outer == signature && !container.blocks.is_empty(),
            };
        outer[index] = around.or(is_item[index].then_some(signature));
    }
    of_containers(page, |index| is_item[index])
}

/// Whether a block tells when something was written.
fn has_date(lines: &Lines<'_>, block: u32) -> bool {
    let is_date =
        |kind: MarkKind| matches!(kind, MarkKind::Time | MarkKind::PublishedTime | MarkKind::DateClass);
    if units::marks(lines.page, block).iter().any(|mark| is_date(mark.kind)) {
        return true;
    }
    let dated = |line: &str| matches!(lines.read(line), Line::Header(header) if header.date.is_some());
    lines.page.block_text(block as usize).split('\n').take(3).any(dated)
}

/// For every place between blocks how many before it are such.
fn sums(blocks: usize, is_such: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut sums = vec![0; blocks + 1];
    for block in 0..blocks {
        sums[block + 1] = sums[block] + u32::from(is_such(block));
    }
    sums
}
