//! The pages of one site that are remembered: a fair sample of bounded size, whatever their order.
//!
//! Of all pages those with the smallest hashes of their addresses are kept (a bottom-k sketch). The smallest of a whole are
//! among the smallest of its parts, so samples of parts can be merged, and the result is that of the whole.

use std::collections::BTreeMap;

use super::packed::{PackedBlocks, StoredBlock};
use super::page::SitePage;
use super::paths::{Paths, Translation};
use super::strings::Strings;

/// Pages of a site that are remembered. With fifty a section that is on one page in ten is on five of them.
pub(super) const MAX_PAGES: usize = 50;

/// Pages of a site.
#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    /// Lines.
    pub(super) strings: Strings,
    pub(super) paths: Paths,
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
            let mut paths = Translation::of(page.paths());
            let blocks = page.blocks.iter().map(|block| StoredBlock {
                path: paths.number(block.path, |parent, step| self.paths.number(parent, step)),
                line: self.strings.number(&block.line),
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
                // Anew for each page: where some are forgotten, the others get other numbers.
                let page = self.renumbered(page, &texts, &mut Translation::of(other.paths.all()));
                self.insert(*key, page);
            }
        }
    }

    /// A page of another store.
    fn renumbered(&mut self, page: &StoredPage, texts: &[&str], paths: &mut Translation<'_>) -> StoredPage {
        let blocks = page.blocks.iter().map(|block| StoredBlock {
            path: paths.number(block.path, |parent, step| self.paths.number(parent, step)),
            line: self.strings.number(texts[block.line as usize]),
            ..block
        });
        StoredPage { blocks: PackedBlocks::of(blocks), ..*page }
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
        let count = |store: &Store| store.strings.len() + store.paths.len();
        if count(self) > self.limit.max(MIN_STRINGS) {
            *self = self.compact();
            self.limit = 2 * count(self);
        }
    }

    /// The same with nothing but what is needed, numbered in order: equal stores become equal.
    pub(super) fn compact(&self) -> Store {
        let mut compact = Store::default();
        let texts = self.strings.all();
        let mut paths = Translation::of(self.paths.all());
        for (key, page) in &self.pages {
            let page = compact.renumbered(page, &texts, &mut paths);
            compact.pages.insert(*key, page);
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
            path: 2,
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
        assert_eq!(store.compact().strings.len(), MAX_PAGES * LINES);
    }
}
