//! The pages of one site side by side: the tree of all their elements, and on how many pages each line is.

use foldhash::HashMap;
use foldhash::HashSet;

use super::packed::StoredBlock;
use super::page::Vote;
use super::paths::Translation;
use super::selector::Elements;
use super::step::Step;
use super::store::{Store, StoredPage};

/// Lines with fewer words are on pages of different stories by chance.
const MIN_OWN_WORDS: u16 = 6;

/// What a site's pages have in common.
#[derive(Debug)]
pub(super) struct Survey<'a> {
    /// Those of all pages, each path once.
    pub(super) elements: Elements,
    pub(super) pages: Vec<SurveyedPage>,
    /// By number of a string: pages that have this line.
    pub(super) line_pages: Vec<u32>,
    pub(super) texts: Vec<&'a str>,
}

#[derive(Debug)]
pub(super) struct SurveyedPage {
    pub(super) is_article: bool,
    /// With the numbers of elements for those of paths.
    pub(super) blocks: Vec<StoredBlock>,
}

impl SurveyedPage {
    fn of(page: &StoredPage) -> SurveyedPage {
        SurveyedPage { is_article: page.is_article, blocks: page.blocks.iter().collect() }
    }
}

impl<'a> Survey<'a> {
    /// Looks at the pages of a store; those that are much the same count once.
    pub(super) fn of(store: &'a Store) -> Survey<'a> {
        let texts = store.strings.all();
        let mut pages = different(distinct(store), texts.len());
        let line_pages = line_pages(&pages, texts.len());
        let mut elements = Elements { steps: vec![Step::default()], parents: vec![0] };
        let mut paths = Translation::of(store.paths.all());
        for block in pages.iter_mut().flat_map(|page| &mut page.blocks) {
            block.path = paths.number(block.path, |parent, step| elements.add(parent, step));
        }
        Survey { pages, elements, line_pages, texts }
    }

    /// Whether other pages have the line of a block, too.
    pub(super) fn is_shared(&self, block: &StoredBlock) -> bool {
        self.line_pages[block.line as usize] > 1
    }

    pub(super) fn element(&self, block: &StoredBlock) -> usize {
        block.path as usize
    }
}

/// The pages without those that have the same lines as one before.
fn distinct(store: &Store) -> Vec<SurveyedPage> {
    let mut seen = HashSet::default();
    let distinct = store.pages.values().filter(|page| seen.insert(page.content));
    distinct.map(SurveyedPage::of).collect()
}

/// By number of a string: pages that have this line.
fn line_pages(pages: &[SurveyedPage], strings: usize) -> Vec<u32> {
    let mut counts = vec![0; strings];
    let mut last = vec![usize::MAX; strings];
    for (number, page) in pages.iter().enumerate() {
        for block in &page.blocks {
            let line = block.line as usize;
            if last[line] != number {
                last[line] = number;
                counts[line] += 1;
            }
        }
    }
    counts
}

/// The pages without those whose text is mostly that of one before: the same story at another address, or its next version.
/// Only lines that few pages have are compared, since all have those of the template.
fn different(pages: Vec<SurveyedPage>, strings: usize) -> Vec<SurveyedPage> {
    let counts = line_pages(&pages, strings);
    let most = (pages.len() as u32 / 5).max(2);
    let mut known: Vec<(HashMap<u32, u32>, u32)> = Vec::new();
    let mut different = Vec::new();
    for page in pages {
        let is_own = |block: &&StoredBlock| {
            let is_kept = block.vote == Vote::Kept && block.words >= MIN_OWN_WORDS;
            is_kept && counts[block.line as usize] <= most
        };
        let own: HashMap<u32, u32> =
            page.blocks.iter().filter(is_own).map(|block| (block.line, u32::from(block.words))).collect();
        let words: u32 = own.values().sum();
        if known.iter().any(|(other, other_words)| are_much_the_same(&own, words, other, *other_words)) {
            continue;
        }
        known.push((own, words));
        different.push(page);
    }
    different
}

fn are_much_the_same(
    own: &HashMap<u32, u32>,
    words: u32,
    other: &HashMap<u32, u32>,
    other_words: u32,
) -> bool {
    /// Of fewer words a few may be the same by chance.
    const MIN_WORDS: u32 = 20;
    let smaller = words.min(other_words);
    let shared: u32 = own.iter().filter(|(line, _)| other.contains_key(line)).map(|(_, words)| words).sum();
    smaller >= MIN_WORDS && shared * 5 > smaller * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::PageKind;
    use crate::sites::page::{Role, SeenBlock, SitePage};

    fn store(pages: &[&[&str]]) -> Store {
        let mut store = Store::default();
        for (number, lines) in pages.iter().enumerate() {
            let block = |line: &&str| SeenBlock {
                path: 2,
                line: (*line).to_owned(),
                words: 10,
                vote: Vote::Kept,
                role: Role::None,
            };
            store.add(&SitePage::of_blocks(
                number as u64,
                PageKind::Article,
                lines.iter().map(block).collect(),
            ));
        }
        store
    }

    fn pages(pages: &[&[&str]]) -> usize {
        Survey::of(&store(pages)).pages.len()
    }

    #[test]
    fn a_story_counts_once_whatever_its_addresses() {
        assert_eq!(pages(&[&["a", "b", "c"], &["a", "b", "c"]]), 1, "the same lines");
        assert_eq!(pages(&[&["a", "b", "c"], &["a", "b", "d"]]), 1, "its next version");
        assert_eq!(pages(&[&["a", "b", "c"], &["a", "d", "e"]]), 2);
        let template: [&[&str]; 4] =
            [&["t", "u", "v", "a"], &["t", "u", "v", "b"], &["t", "u", "v", "c"], &["t", "u", "v", "d"]];
        assert_eq!(pages(&template), 4, "all have what the template says");
    }

    #[test]
    fn elements_are_a_tree_in_order() {
        let store = store(&[&["a"]]);
        let survey = Survey::of(&store);
        assert_eq!(survey.elements.parents, [0, 0, 1]);
        assert_eq!(survey.elements.steps[2].to_string(), "p");
    }
}
