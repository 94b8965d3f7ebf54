//! What a learner writes to be merged by another process: a head, then a line of JSON for each site. A site at a time is read and
//! written, so that it takes little more memory than the learner.

use super::packed::{PackedBlocks, StoredBlock};
use super::page::{Role, Vote};
use super::store::{Store, StoredPage};

const HEAD: &str = "dechaff learner 2\n";

/// A site: its lines and paths by number, and its pages.
type SiteLine = (String, Vec<String>, Vec<PathLine>, Vec<PageLine>);
/// The number of the parent, and the step.
type PathLine = (u32, String);
/// Key, hash of the content, whether it is an article, and blocks.
type PageLine = (u64, u64, bool, Vec<BlockLine>);
/// Numbers of path and line, words, vote, role.
type BlockLine = (u32, u32, u16, u8, u8);

pub(super) fn head() -> Vec<u8> {
    HEAD.into()
}

/// Adds a site.
pub(super) fn push(bytes: &mut Vec<u8>, site: &str, store: &Store) {
    let store = store.compact();
    let pages: Vec<PageLine> = store.pages.iter().map(|(key, page)| page_line(*key, page)).collect();
    // Strings and numbers can always be written.
    let line = (site, store.strings.all(), &store.paths.all()[1..], pages);
    bytes.extend(serde_json::to_vec(&line).unwrap_or_default());
    bytes.push(b'\n');
}

fn page_line(key: u64, page: &StoredPage) -> PageLine {
    let block =
        |block: StoredBlock| (block.path, block.line, block.words, block.vote as u8, block.role as u8);
    (key, page.content, page.is_article, page.blocks.iter().map(block).collect())
}

/// The sites of what was written, `None` for one that cannot be read; `None` if it is something else.
pub(super) fn sites(bytes: &[u8]) -> Option<impl Iterator<Item = Option<(String, Store)>>> {
    let lines = bytes.strip_prefix(HEAD.as_bytes())?.split(|byte| *byte == b'\n');
    Some(lines.filter(|line| !line.is_empty()).map(site))
}

fn site(line: &[u8]) -> Option<(String, Store)> {
    let (site, texts, paths, pages): SiteLine = serde_json::from_slice(line).ok()?;
    let mut store = Store::default();
    let numbers = Numbers::of(&texts, &paths, &mut store)?;
    for (key, content, is_article, blocks) in pages {
        let blocks: Option<Vec<StoredBlock>> = blocks.into_iter().map(|block| numbers.block(block)).collect();
        let page = StoredPage { content, is_article, blocks: PackedBlocks::of(blocks?) };
        if store.wants(key, content) {
            store.pages.insert(key, page);
        }
    }
    Some((site, store))
}

/// By number in what is read: the number in the store.
struct Numbers {
    lines: Vec<u32>,
    paths: Vec<u32>,
}

impl Numbers {
    /// Parents have to come before their children.
    fn of(texts: &[String], paths: &[PathLine], store: &mut Store) -> Option<Numbers> {
        let lines = texts.iter().map(|text| store.strings.number(text)).collect();
        let mut numbers = vec![0];
        for (parent, step) in paths {
            let parent = *numbers.get(*parent as usize)?;
            numbers.push(store.paths.number(parent, step));
        }
        Some(Numbers { lines, paths: numbers })
    }

    fn block(&self, block: BlockLine) -> Option<StoredBlock> {
        let (path, line, words, vote, role) = block;
        Some(StoredBlock {
            path: *self.paths.get(path as usize)?,
            line: *self.lines.get(line as usize)?,
            words,
            vote: Vote::of_number(vote.into())?,
            role: Role::of_number(role.into())?,
        })
    }
}
