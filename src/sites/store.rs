//! The pages of one site that are remembered: a fair sample of bounded size, whatever their order.
//!
//! Of all pages those with the smallest hashes of their addresses are kept (a bottom-k sketch). The smallest of a whole are
//! among the smallest of its parts, so samples of parts can be merged, and the result is that of the whole.

use std::collections::BTreeMap;

use foldhash::HashMap;
use serde_json::{Value, json};

use super::page::{Role, SitePage, Vote};

/// Pages of a site that are remembered. With fifty a section that is on one page in ten is on five of them.
pub(super) const MAX_PAGES: usize = 50;

/// Pages of a site.
#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    pub(super) strings: Strings,
    /// By hash of the address.
    pub(super) pages: BTreeMap<u64, StoredPage>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoredPage {
    pub(super) content: u64,
    pub(super) is_article: bool,
    pub(super) blocks: Box<[StoredBlock]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StoredBlock {
    /// Into the strings of the store.
    pub(super) path: u32,
    pub(super) line: u32,
    pub(super) words: u16,
    pub(super) vote: Vote,
    pub(super) role: Role,
}

/// Strings with numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Strings {
    numbers: HashMap<Box<str>, u32>,
    /// From so many on those are forgotten that are no longer needed.
    limit: usize,
}

impl Strings {
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(text.into(), number);
        number
    }

    /// By number.
    pub(super) fn all(&self) -> Vec<&str> {
        let mut all = vec![""; self.numbers.len()];
        for (text, number) in &self.numbers {
            all[*number as usize] = text;
        }
        all
    }
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
            let blocks = blocks.collect();
            let stored = StoredPage { content: page.content, is_article: page.is_article(), blocks };
            self.insert(page.key, stored);
        }
    }

    pub(super) fn merge(&mut self, other: &Store) {
        let texts = other.strings.all();
        for (key, page) in &other.pages {
            if self.wants(*key, page.content) {
                let mut page = page.clone();
                for block in &mut page.blocks {
                    block.path = self.strings.number(texts[block.path as usize]);
                    block.line = self.strings.number(texts[block.line as usize]);
                }
                self.insert(*key, page);
            }
        }
    }

    /// Whether a page belongs to the sample. Of two with one address it is the one whose content has the smaller hash.
    fn wants(&self, key: u64, content: u64) -> bool {
        match self.pages.get(&key) {
            Some(known) => content < known.content,
            None => {
                let is_open = self.pages.len() < MAX_PAGES;
                is_open || self.pages.last_key_value().is_some_and(|(last, _)| key < *last)
            }
        }
    }

    fn insert(&mut self, key: u64, page: StoredPage) {
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
        if self.strings.numbers.len() > self.strings.limit.max(MIN_STRINGS) {
            *self = self.compact();
            self.strings.limit = 2 * self.strings.numbers.len();
        }
    }

    /// The same with nothing but what is needed, numbered in order: equal stores become equal.
    pub(super) fn compact(&self) -> Store {
        let mut compact = Store::default();
        let texts = self.strings.all();
        for (key, page) in &self.pages {
            let mut page = page.clone();
            for block in &mut page.blocks {
                block.path = compact.strings.number(texts[block.path as usize]);
                block.line = compact.strings.number(texts[block.line as usize]);
            }
            compact.pages.insert(*key, page);
        }
        compact
    }

    /// All of it, as numbers and strings.
    pub(super) fn to_json(&self) -> Value {
        let store = self.compact();
        let pages = store.pages.iter().map(|(key, page)| {
            let blocks = page.blocks.iter();
            let blocks = blocks.map(|block| {
                json!([block.path, block.line, block.words, block.vote as u8, block.role as u8])
            });
            json!([key, page.content, page.is_article, blocks.collect::<Value>()])
        });
        json!({ "strings": store.strings.all(), "pages": pages.collect::<Value>() })
    }

    /// Reads it; `None` if it is something else.
    pub(super) fn from_json(read: &Value) -> Option<Store> {
        let mut store = Store::default();
        let texts: Option<Vec<&str>> = read["strings"].as_array()?.iter().map(Value::as_str).collect();
        let texts = texts?;
        for page in read["pages"].as_array()? {
            let (key, content) = (page[0].as_u64()?, page[1].as_u64()?);
            let blocks = page[3].as_array()?.iter().map(|block| {
                let text = |place: usize| texts.get(usize::try_from(block[place].as_u64()?).ok()?).copied();
                Some(StoredBlock {
                    path: store.strings.number(text(0)?),
                    line: store.strings.number(text(1)?),
                    words: block[2].as_u64()?.try_into().ok()?,
                    vote: vote(block[3].as_u64()?)?,
                    role: role(block[4].as_u64()?)?,
                })
            });
            let blocks = blocks.collect::<Option<_>>()?;
            if store.wants(key, content) {
                store.insert(key, StoredPage { content, is_article: page[2].as_bool()?, blocks });
            }
        }
        Some(store)
    }
}

fn vote(number: u64) -> Option<Vote> {
    [Vote::Removed, Vote::Kept, Vote::Neither].into_iter().find(|vote| *vote as u64 == number)
}

fn role(number: u64) -> Option<Role> {
    [Role::None, Role::Title, Role::Date, Role::Authors].into_iter().find(|role| *role as u64 == number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::PageKind;
    use crate::sites::page::SeenBlock;

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
            assert!(store.strings.numbers.len() <= (2 * MAX_PAGES + 3) * LINES, "{page}");
        }
        assert_eq!(store.pages.len(), MAX_PAGES);
        assert_eq!(store.compact().strings.numbers.len(), MAX_PAGES * LINES + 1);
    }
}
