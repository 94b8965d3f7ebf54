//! The pages of one site that are remembered: a fair sample of bounded size, whatever their order.
//!
//! Of all pages those with the smallest hashes of their addresses are kept (a bottom-k sketch). The smallest of a whole are
//! among the smallest of its parts, so samples of parts can be merged, and the result is that of the whole.

use std::collections::BTreeMap;

use super::packed::{PackedBlocks, StoredBlock};
use super::page::SitePage;
use super::strings::Strings;

/// Pages of a site that are remembered. With fifty a section that is on one page in ten is on five of them.
pub(super) const MAX_PAGES: usize = 50;

/// Pages of a site.
#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    pub(super) strings: Strings,
    /// By hash of the address.
    pub(super) pages: BTreeMap<u64, StoredPage>,
    /// From so many strings on those are forgotten that are no longer needed.
    limit: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoredPage {
    pub(super) content: u64,
    pub(super) is_article: bool,
    pub(super) blocks: PackedBlocks,
}

impl Store {
    pub(super) fn add(&mut self, page: &SitePage) {
        if self.wants(page.key, page.content) {
            let strings = &mut self.strings;
            let blocks = page.blocks.iter().map(|block| StoredBlock {
                path: strings.number(&block.path),
                line: strings.number(&block.line),
                words: block.words,
                vote: block.vote,
                role: block.role,
            });
            let blocks = PackedBlocks::of(blocks);
            let stored = StoredPage { content: page.content, is_article: page.is_article(), blocks };
            self.insert(page.key, stored);
        }
    }

    pub(super) fn merge(&mut self, other: &Store) {
        let texts = other.strings.all();
        for (key, page) in &other.pages {
            if self.wants(*key, page.content) {
                let blocks = page.blocks.renumbered(|number| self.strings.number(texts[number as usize]));
                self.insert(*key, StoredPage { blocks, ..*page });
            }
        }
    }

    /// Whether a page belongs to the sample. Of two with one address it is the one whose content has the smaller hash.
    pub(super) fn wants(&self, key: u64, content: u64) -> bool {
        match self.pages.get(&key) {
            Some(known) => content < known.content,
            None => {
                let is_open = self.pages.len() < MAX_PAGES;
                is_open || self.pages.last_key_value().is_some_and(|(last, _)| key < *last)
            }
        }
    }

    pub(super) fn insert(&mut self, key: u64, page: StoredPage) {
        self.pages.insert(key, page);
        if self.pages.len() > MAX_PAGES {
            self.pages.pop_last();
        }
        self.forget_strings();
    }

    /// Forgets the strings of pages that have gone, when half of all may be theirs: the work is that of the strings that came.
    fn forget_strings(&mut self) {
        /// Of about ten pages; fewer are not worth it.
        const MIN_STRINGS: usize = 1_000;
        if self.strings.len() > self.limit.max(MIN_STRINGS) {
            *self = self.compact();
            self.limit = 2 * self.strings.len();
        }
    }

    /// The same with nothing but what is needed, numbered in order: equal stores become equal.
    pub(super) fn compact(&self) -> Store {
        let mut compact = Store::default();
        let texts = self.strings.all();
        for (key, page) in &self.pages {
            let blocks = page.blocks.renumbered(|number| compact.strings.number(texts[number as usize]));
            compact.pages.insert(*key, StoredPage { blocks, ..*page });
        }
        compact
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::PageKind;
    use crate::sites::page::{Role, SeenBlock, Vote};

    #[test]
    fn lines_of_pages_that_went_are_forgotten() {
        const LINES: usize = 100;
        let line = |page: u64, line: usize| SeenBlock {
            path: "p".to_owned(),
            line: format!("Line {line} of page {page}"),
            words: 5,
            vote: Vote::Kept,
            role: Role::None,
        };
        let mut store = Store::default();
        // The smallest keys come last, so that every page is remembered for a while.
        for page in (0..1_000).rev() {
            let blocks = (0..LINES).map(|number| line(page, number)).collect();
            store.add(&SitePage::of_blocks(page, PageKind::Article, blocks));
            assert!(store.strings.len() <= (2 * MAX_PAGES + 3) * LINES, "{page}");
        }
        assert_eq!(store.pages.len(), MAX_PAGES);
        assert_eq!(store.compact().strings.len(), MAX_PAGES * LINES + 1);
    }
}
