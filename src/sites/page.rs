//! What is remembered of a page: for each block, in which element it is, its line, and what was decided.

use url::Url;

use super::host::{line_key, site_of};
use super::selector::Elements;
use super::step::Step;
use crate::document::Document;
use crate::document::hash;
use crate::labels::PageKind;

/// Blocks of a page that are looked at, the first ones; 99.9 % of pages have fewer.
const MAX_BLOCKS: usize = 2_000;
/// Levels of a path; deeper elements are taken for their ancestor.
const MAX_DEPTH: usize = 48;

/// How the detector decided about a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Vote {
    Removed,
    Kept,
    /// The title, a copy of another block, a caption: says nothing about the section.
    Neither,
}

impl Vote {
    pub(super) fn of_number(number: u32) -> Option<Vote> {
        [Vote::Removed, Vote::Kept, Vote::Neither].into_iter().find(|vote| *vote as u32 == number)
    }
}

/// What a page says about its site: see [`SiteLearner`](crate::SiteLearner).
///
/// [`Cleaner::observe`](crate::Cleaner::observe) makes it.
#[derive(Debug, Clone)]
pub struct SitePage {
    pub(super) site: String,
    /// Of the address, else of the content: the same page again has the same.
    pub(super) key: u64,
    pub(super) content: u64,
    kind: PageKind,
    /// The elements by number, as their parents and steps; parents come before their children, and 0 is the page itself.
    paths: Vec<(u32, String)>,
    pub(super) blocks: Vec<SeenBlock>,
}

/// What is remembered of a block.
#[derive(Debug, Clone)]
pub(super) struct SeenBlock {
    /// The number of its element.
    pub(super) path: u32,
    pub(super) line: String,
    pub(super) words: u16,
    pub(super) vote: Vote,
    pub(super) role: Role,
}

/// What of the metadata a block shows, for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    None,
    Title,
    Date,
    Authors,
}

impl Role {
    pub(super) fn of_number(number: u32) -> Option<Role> {
        [Role::None, Role::Title, Role::Date, Role::Authors].into_iter().find(|role| *role as u32 == number)
    }
}

/// What is known of a block, besides its text and its element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decided {
    pub(crate) vote: Vote,
    pub(crate) role: Role,
}

impl SitePage {
    /// What a page tells, given how the detector decided about its blocks.
    pub(crate) fn new(
        document: &Document,
        url: Option<&Url>,
        kind: PageKind,
        decided: &[Decided],
    ) -> SitePage {
        let (paths, path_of) = paths(document);
        let blocks: Vec<SeenBlock> = document
            .blocks
            .iter()
            .zip(decided)
            .take(MAX_BLOCKS)
            .enumerate()
            .map(|(index, (block, decided))| SeenBlock {
                path: path_of.get(block.container as usize).copied().unwrap_or_default(),
                line: line_key(document.block_text(index)),
                words: block.shape.words.min(u32::from(u16::MAX)) as u16,
                vote: decided.vote,
                role: decided.role,
            })
            .collect();
        let content = content(&blocks);
        let key = url.map_or(content, |url| hash::of_chars(url.as_str().chars()));
        SitePage {
            site: url.and_then(site_of).unwrap_or_default().to_owned(),
            key: spread(key),
            content,
            kind,
            paths,
            blocks,
        }
    }
}

impl SitePage {
    /// A page whose blocks are in element 2, a paragraph.
    #[cfg(test)]
    pub(super) fn of_blocks(key: u64, kind: PageKind, blocks: Vec<SeenBlock>) -> SitePage {
        let paths = [(0, ""), (0, "div.page"), (1, "p")];
        let paths = paths.map(|(parent, step)| (parent, step.to_owned())).into();
        SitePage { site: String::new(), key, content: content(&blocks), kind, paths, blocks }
    }

    /// What kind of page it seems to be.
    #[must_use]
    pub fn page_kind(&self) -> PageKind {
        self.kind
    }

    /// The words that the detector keeps.
    #[must_use]
    pub fn kept_words(&self) -> u64 {
        let kept = self.blocks.iter().filter(|block| block.vote == Vote::Kept);
        kept.map(|block| u64::from(block.words)).sum()
    }

    /// About how many bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let paths = self.paths.iter().map(|(_, step)| step.len() + size_of::<(u32, String)>());
        let blocks = self.blocks.iter().map(|block| block.line.len() + size_of::<SeenBlock>());
        paths.chain(blocks).sum()
    }

    pub(super) fn paths(&self) -> Vec<(u32, &str)> {
        self.paths.iter().map(|(parent, step)| (*parent, step.as_str())).collect()
    }

    pub(super) fn is_article(&self) -> bool {
        self.kind == PageKind::Article
    }
}

/// A hash of the lines of a page.
fn content(blocks: &[SeenBlock]) -> u64 {
    let add = |sum: u64, block: &SeenBlock| {
        hash::step(block.line.chars().fold(sum, |sum, c| hash::step(sum, u64::from(c))), 10)
    };
    blocks.iter().fold(hash::BASIS, add)
}

/// The elements of a document as their parents and steps, and by container which of them it is.
fn paths(document: &Document) -> (Vec<(u32, String)>, Vec<u32>) {
    let mut paths = vec![(0, String::new())];
    let mut path_of: Vec<u32> = vec![0];
    for container in document.containers.iter().skip(1) {
        let above = path_of.get(container.parent as usize).copied().unwrap_or_default();
        if usize::from(container.depth) > MAX_DEPTH {
            path_of.push(above);
            continue;
        }
        path_of.push(paths.len() as u32);
        paths.push((above, Step::of(document, container).to_string()));
    }
    (paths, path_of)
}

/// The elements of a document.
pub(super) fn elements(document: &Document) -> Elements {
    let mut elements = Elements { steps: vec![Step::default()], parents: vec![0] };
    for container in document.containers.iter().skip(1) {
        elements.steps.push(Step::of(document, container));
        elements.parents.push(container.parent);
    }
    elements
}

/// Makes every bit of a hash depend on all others (the finaliser of SplitMix64), so that the smallest hashes are a fair sample.
fn spread(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The hash that sites are sampled by.
pub(super) fn site_key(site: &str) -> u64 {
    spread(hash::of_chars(site.chars()))
}
