//! What a learner writes to be merged by another process: a head, then a line of JSON for each site. A site at a time is read and
//! written, so that it takes little more memory than the learner.

use super::packed::{PackedBlocks, StoredBlock};
use super::page::{Role, Vote};
use super::store::{Store, StoredPage};

const HEAD: &str = "dechaff learner 2\n";

/// A site: its strings by number, and its pages.
type Line = (String, Vec<String>, Vec<PageLine>);
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
    bytes.extend(serde_json::to_vec(&(site, store.strings.all(), pages)).unwrap_or_default());
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
    let (site, texts, pages): Line = serde_json::from_slice(line).ok()?;
    let mut store = Store::default();
    for (key, content, is_article, blocks) in pages {
        let blocks: Option<Vec<StoredBlock>> =
            blocks.into_iter().map(|block| stored(block, &texts, &mut store)).collect();
        let page = StoredPage { content, is_article, blocks: PackedBlocks::of(blocks?) };
        if store.wants(key, content) {
            store.insert(key, page);
        }
    }
    Some((site, store))
}

fn stored(block: BlockLine, texts: &[String], store: &mut Store) -> Option<StoredBlock> {
    let (path, line, words, vote, role) = block;
    let mut number = |place: u32| Some(store.strings.number(texts.get(place as usize)?));
    Some(StoredBlock {
        path: number(path)?,
        line: number(line)?,
        words,
        vote: Vote::of_number(vote.into())?,
        role: Role::of_number(role.into())?,
    })
}
