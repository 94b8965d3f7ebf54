//! Blocks that are marked up alike.
//!
//! Blocks of the same kind in elements of the same tag and the same names come from the same template: the teasers
//! of a list, the paragraphs of the article. Levels of headings and kinds of lists are kinds of their own.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt};

use super::layout::Layout;
use super::numbers::kind_number;
use crate::document::Document;

/// The groups of blocks that are marked up alike.
#[derive(Debug)]
pub(crate) struct EqualBlocks {
    /// By block: its group.
    pub(crate) group_of: Vec<u32>,
    pub(crate) groups: Vec<EqualGroup>,
}

/// The size of a group.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct EqualGroup {
    pub(crate) blocks: u32,
    pub(crate) words: u32,
}

impl EqualBlocks {
    pub(crate) fn of(page: &Document, layout: &Layout) -> EqualBlocks {
        let signature = |container: u32| layout.containers[container as usize].signature;
        let keys = page.blocks.iter().map(|block| (kind_number(block.kind), signature(block.container)));
        let (group_of, count) = numbered(keys);
        let mut groups = vec![EqualGroup::default(); count];
        for (block, &group) in page.blocks.iter().zip(&group_of) {
            let group = &mut groups[group as usize];
            group.blocks += 1;
            group.words += block.shape.words;
        }
        EqualBlocks { group_of, groups }
    }

    /// The group of a block.
    pub(crate) fn group(&self, block: usize) -> EqualGroup {
        self.groups[self.group_of[block] as usize]
    }

    /// Whether two blocks are of one group.
    pub(crate) fn are_equal(&self, first: usize, second: usize) -> bool {
        self.group_of[first] == self.group_of[second]
    }
}

/// Numbers for keys in the order of their first use, and how many there are.
fn numbered<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> (Vec<u32>, usize) {
    let mut known = HashMap::new();
    let numbers = keys
        .map(|key| {
            let next = known.len() as u32;
            *known.entry(key).or_insert(next)
        })
        .collect();
    (numbers, known.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    #[test]
    fn levels_of_headings_are_groups_of_their_own() {
        let page =
            html("<h1>Harbour</h1><h2>Ferry</h2><p>It sailed.</p><h2>Pier</h2><p class=a>It stood.</p>");
        let equal = EqualBlocks::of(&page, &Layout::of(&page, None));
        assert!(equal.are_equal(1, 3) && !equal.are_equal(0, 1) && !equal.are_equal(2, 4));
        assert_eq!((equal.group(1).blocks, equal.group(1).words), (2, 2));
    }
}
