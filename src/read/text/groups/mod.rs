//! Blocks of flattened text to groups: what bullets, numbers, `>`, pipes, fences, tabs and indents mean together.
//!
//! Text has no elements, only habits of writing: those of Markdown, of mail, and of programs that flatten pages. What is
//! certain by them becomes a group; all else stays a paragraph, which is never wrong. How the text was cut into blocks and
//! what kind each is does not change here, since the detector learnt from that, and neither does the text: marks stay in it,
//! covered by spans (`Marker`) where a group says the same.
//!
//! First every block's marks are read (`prefix`). Runs that are one thing whatever their lines look like come next: listings
//! of code (`code`), then tables (`tables`). Of the other blocks some are footnotes (`notes`) and some items of numbered
//! lists (`numbers`). In the end one walk over all blocks opens and closes lists and quotes around them (`nest`).

mod code;
mod leaf;
mod nest;
mod notes;
mod numbers;
mod prefix;
mod spans;
mod tables;
mod tree;

use leaf::Leaf;
use nest::Nest;
use prefix::Prefix;
use tree::Tree;

use crate::document::{Document, Span};
use crate::labels::Limit;
use crate::options::Limits;

/// Makes groups and spans of the blocks, which were made of `input`; the links in them are known.
pub(super) fn group(document: &mut Document, input: &str, links: Vec<(usize, Span)>, limits: &Limits) {
    let mut prefixes = prefix::prefixes(document, input);
    let listings = code::listings(document, input, &mut prefixes);
    let tables = tables::tables(document, input, &mut prefixes, &listings);
    let leaves = in_order(listings, tables);
    let notes = notes::notes(document, &mut prefixes, &leaves);
    numbers::confirm(document, &mut prefixes);
    let tree = nested(document, &leaves, &notes.blocks, &mut prefixes, limits.max_nodes);
    let (groups, is_full) = tree.finish(document.blocks.len());
    document.groups = groups;
    if is_full {
        document.reach(Limit::Nodes);
    }
    let mut found = spans::markers(document, input, &prefixes);
    found.extend(links);
    found.extend(notes.spans);
    found.extend(spans::formulas(document, &prefixes, &leaves));
    spans::set(document, found);
}

fn in_order(listings: Vec<Leaf>, tables: Vec<Leaf>) -> Vec<Leaf> {
    let mut leaves = listings;
    leaves.extend(tables);
    leaves.sort_by_key(|leaf| leaf.blocks.start);
    leaves
}

/// The tree of all blocks.
fn nested(
    document: &mut Document,
    leaves: &[Leaf],
    notes: &[(usize, String)],
    prefixes: &mut [Prefix],
    max_groups: usize,
) -> Tree {
    let mut nest = Nest::new(Tree::new(max_groups));
    let mut leaves = leaves.iter().peekable();
    let mut notes = notes.iter().peekable();
    let mut block = 0;
    while block < prefixes.len() {
        if let Some(leaf) = leaves.next_if(|leaf| leaf.blocks.start == block) {
            nest.add_leaf(document, leaf, &mut prefixes[block]);
            block = leaf.blocks.end;
            continue;
        }
        let label = notes.next_if(|(at, _)| *at == block).map(|(_, label)| label.as_str());
        nest.add_block(document, block, &mut prefixes[block], label);
        block += 1;
    }
    nest.into_tree()
}

#[cfg(test)]
mod tests;
