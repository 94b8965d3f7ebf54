//! Reads `lists/model.bin`, whose parts `generated.rs` knows.
//!
//! The file is ours and belongs to the build: its tests read all of it and follow every branch.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bins::Edges;
use super::generated as parts;
use super::node::{LEAF, Node};
use super::trees::Trees;
use crate::document::Origin;

const BYTES: &[u8] = include_bytes!("../lists/model.bin");
const NODE_BYTES: usize = 6;
/// Kinds of pages that are told apart before anything is decided.
pub(crate) const PAGE_KINDS: usize = 5;

/// Everything for one kind of input.
#[derive(Debug)]
pub(crate) struct Scorer {
    /// Of the block's features, then of its surroundings'.
    pub(crate) edges: Edges,
    pub(crate) first: Trees,
    pub(crate) second: Trees,
    /// How sure a page is, from its features.
    pub(crate) certainty_edges: Edges,
    pub(crate) certainty: Trees,
}

/// Everything for the parts of a page.
#[derive(Debug)]
pub(super) struct PartScorer {
    pub(super) edges: Edges,
    pub(super) trees: Trees,
}

/// Everything for the kind of a page: trees for each kind.
#[derive(Debug)]
pub(super) struct KindScorer {
    pub(super) edges: Edges,
    pub(super) trees: [Trees; PAGE_KINDS],
}

#[derive(Debug)]
pub(super) struct Model {
    /// By the number of the table.
    pub(super) words: [&'static [u8]; 4],
    pub(super) parts: PartScorer,
    pub(super) markup_kinds: KindScorer,
    pub(super) text_kinds: KindScorer,
    pub(super) markup: Scorer,
    pub(super) text: Scorer,
}

impl Model {
    pub(super) fn scorer(&self, origin: Origin) -> &Scorer {
        match origin {
            Origin::Html => &self.markup,
            Origin::Text => &self.text,
        }
    }

    pub(super) fn kinds(&self, origin: Origin) -> &KindScorer {
        match origin {
            Origin::Html => &self.markup_kinds,
            Origin::Text => &self.text_kinds,
        }
    }
}

pub(super) fn read() -> Model {
    let [edges, trees] = parts::PARTS;
    Model {
        words: parts::WORD_TABLES.map(part),
        parts: part_scorer(edges, trees),
        markup_kinds: kind_scorer(parts::MARKUP_KINDS),
        text_kinds: kind_scorer(parts::TEXT_KINDS),
        markup: scorer(&parts::MARKUP),
        text: scorer(&parts::TEXT),
    }
}

fn part(range: Range<usize>) -> &'static [u8] {
    BYTES.get(range).unwrap_or(&[])
}

fn part_scorer(edges: Range<usize>, trees: Range<usize>) -> PartScorer {
    let (edges, [trees]) = read_trees_over(edges, [trees]);
    PartScorer { edges, trees }
}

fn kind_scorer((edges, trees): (Range<usize>, [Range<usize>; PAGE_KINDS])) -> KindScorer {
    let (edges, trees) = read_trees_over(edges, trees);
    KindScorer { edges, trees }
}

fn scorer([edges, first, second, certainty_edges, certainty]: &[Range<usize>; 5]) -> Scorer {
    let (edges, [first, second]) = read_trees_over(edges.clone(), [first.clone(), second.clone()]);
    let (certainty_edges, [certainty]) = read_trees_over(certainty_edges.clone(), [certainty.clone()]);
    Scorer { edges, first, second, certainty_edges, certainty }
}

/// Trees, and the bounds that one of them asks for: the others part nothing.
fn read_trees_over<const N: usize>(edges: Range<usize>, trees: [Range<usize>; N]) -> (Edges, [Trees; N]) {
    let trees = trees.map(|range| read_trees(part(range)));
    let asked: BTreeSet<(u8, u16)> =
        trees.iter().flatten().flatten().map(|node| (node.feature, node.bin)).collect();
    let edges = read_edges(part(edges), &asked);
    let trees = trees.map(|trees| Trees::over(&edges, &trees, |node| asking(node, &edges, &asked)));
    (edges, trees)
}

/// What trees ask of a feature.
fn of_feature(asked: &BTreeSet<(u8, u16)>, feature: u8) -> impl DoubleEndedIterator<Item = u16> + '_ {
    asked.range((feature, 0)..=(feature, u16::MAX)).map(|&(_, bin)| bin)
}

/// A node that asks for a column and for bins numbered through all of them, where it asked for a feature and for
/// the bins of all of that feature's bounds.
fn asking(node: &Node, edges: &Edges, asked: &BTreeSet<(u8, u16)>) -> Node {
    let Some((column, absent)) = edges.column(node.feature) else { return Node { feature: LEAF, ..*node } };
    // Bin 0 is that of an absent value, which has no bound.
    let up_to = of_feature(asked, node.feature).filter(|bin| (1..=node.bin).contains(bin)).count();
    Node { feature: column, bin: absent + up_to as u16, ..*node }
}

/// A feature: the number of its bounds in one byte, then each as a little-endian `f32`.
fn read_edges(mut bytes: &[u8], asked: &BTreeSet<(u8, u16)>) -> Edges {
    let mut edges = Edges::default();
    for feature in 0..LEAF {
        let Some((&count, rest)) = bytes.split_first() else { break };
        let (bounds, after) = rest.split_at_checked(usize::from(count) * 4).unwrap_or((rest, &[]));
        if of_feature(asked, feature).next().is_some() {
            let bound = |bin: u16| bounds.as_chunks().0.get(usize::from(bin.checked_sub(1)?));
            let bounds = of_feature(asked, feature).filter_map(bound).map(|bytes| f32::from_le_bytes(*bytes));
            edges.push(feature, bounds);
        }
        bytes = after;
    }
    edges
}

/// A tree: the number of its nodes in one byte, then each in six.
fn read_trees(mut bytes: &[u8]) -> Vec<Vec<Node>> {
    let mut trees = Vec::new();
    while let Some((&count, rest)) = bytes.split_first() {
        let Some((nodes, after)) = rest.split_at_checked(usize::from(count) * NODE_BYTES) else { break };
        let nodes: Vec<Node> = nodes.chunks_exact(NODE_BYTES).map(node).collect();
        if !nodes.is_empty() {
            trees.push(nodes);
        }
        bytes = after;
    }
    trees
}

fn node(bytes: &[u8]) -> Node {
    Node {
        feature: bytes[0],
        bin: bytes[1].into(),
        left: bytes[2],
        right: bytes[3],
        value: i16::from_le_bytes([bytes[4], bytes[5]]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every tree of a part, read without mercy.
    fn check(mut bytes: &[u8], features: usize) -> usize {
        let mut trees = 0;
        while let Some((&count, rest)) = bytes.split_first() {
            let (nodes, after) = rest.split_at(usize::from(count) * NODE_BYTES);
            for (at, node) in nodes.chunks_exact(NODE_BYTES).map(node).enumerate() {
                let inner = node.feature != LEAF;
                assert!(!inner || usize::from(node.feature) < features);
                assert!(
                    !inner
                        || (at < usize::from(node.left.min(node.right)) && node.left.max(node.right) < count)
                );
            }
            trees += 1;
            bytes = after;
        }
        trees
    }

    #[test]
    fn every_walk_through_every_tree_ends_in_a_leaf() {
        let block = parts::BLOCK_FEATURES.len();
        assert!(check(part(parts::PARTS[1].clone()), parts::PART_FEATURES.len()) > 0);
        let all = block + parts::CONTEXT_FEATURES.len();
        for [_, first, second, _, certainty] in [&parts::MARKUP, &parts::TEXT] {
            assert!(check(part(first.clone()), block) > 0);
            assert!(check(part(second.clone()), all) > 0);
            assert!(check(part(certainty.clone()), parts::PAGE_FEATURES.len()) > 0);
        }
    }

    #[test]
    fn the_file_is_whole_and_belongs_to_the_generated_parts() {
        let sum = BYTES
            .iter()
            .fold(0x811c_9dc5u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        assert_eq!(sum, parts::CHECKSUM);
        assert!(BYTES.len() <= 700 * 1024);
        assert!(parts::WORD_TABLES.map(part).iter().all(|table| table.len().is_power_of_two()));
    }

    /// All bounds of each feature, those that nothing asks for among them.
    fn bounds(mut bytes: &[u8]) -> Vec<Vec<f32>> {
        let mut all = Vec::new();
        while let Some((&count, rest)) = bytes.split_first() {
            let (bounds, after) = rest.split_at(usize::from(count) * 4);
            all.push(bounds.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect());
            bytes = after;
        }
        all
    }

    /// The leaf of a tree as the file has it, for bins of all bounds.
    fn leaf(nodes: &[Node], bins: &[u16]) -> i32 {
        let mut node = nodes[0];
        while node.feature != LEAF {
            let goes_left = bins[usize::from(node.feature)] <= node.bin;
            node = nodes[usize::from(if goes_left { node.left } else { node.right })];
        }
        node.value.into()
    }

    #[test]
    fn bounds_that_nothing_asks_for_part_nothing() {
        let [edges, trees] = parts::PARTS;
        let (all, nodes) = (bounds(part(edges.clone())), read_trees(part(trees.clone())));
        let scorer = part_scorer(edges, trees);
        for row in 0..300 {
            // A bound of each feature, a little more, or nothing.
            let value = |(at, bounds): (usize, &Vec<f32>)| match (row * 7 + at * 13) % (3 * bounds.len() + 1)
            {
                0 => f32::NAN,
                nth => bounds[(nth - 1) / 3] + (nth % 3) as f32 * 1e-3,
            };
            let values: Vec<f32> = all.iter().enumerate().map(value).collect();
            let bin = |(value, bounds): (&f32, &Vec<f32>)| match value.is_nan() {
                true => 0,
                false => 1 + bounds.iter().filter(|bound| *bound < value).count() as u16,
            };
            let bins: Vec<u16> = values.iter().zip(&all).map(bin).collect();
            let mut asked = vec![0; all.len()];
            scorer.edges.bin(0, &values, &mut asked);
            let sum: i32 = nodes.iter().map(|nodes| leaf(nodes, &bins)).sum();
            assert_eq!(scorer.trees.sum(&asked), sum, "{row}");
        }
    }
}
