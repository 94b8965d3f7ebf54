//! Regression trees over binned features.

use super::bins::Edges;
use super::node::{LEAF, Node};
use super::sliced::Sliced;

/// Trees whose leaves are added up.
#[derive(Debug, Default)]
pub(crate) struct Trees {
    nodes: Vec<Node>,
    starts: Vec<usize>,
    /// The same trees once more, for many rows.
    sliced: Sliced,
}

impl Trees {
    /// Trees that ask for columns and for bins as they are numbered there, given how to change their nodes.
    pub(super) fn over(edges: &Edges, trees: &[Vec<Node>], asking: impl Fn(&Node) -> Node) -> Trees {
        let mut own = Trees { sliced: Sliced::over(edges.highest()), ..Trees::default() };
        for nodes in trees {
            own.push(&nodes.iter().map(&asking).collect::<Vec<_>>());
        }
        own
    }

    /// Adds a tree; children must follow their parents, so that every walk ends.
    fn push(&mut self, nodes: &[Node]) {
        debug_assert!(
            nodes
                .iter()
                .enumerate()
                .all(|(at, node)| { node.feature == LEAF || usize::from(node.left.min(node.right)) > at })
        );
        self.starts.push(self.nodes.len());
        self.nodes.extend_from_slice(nodes);
        self.sliced.push(nodes);
    }

    /// The sum of the leaves that the bins lead to.
    pub(crate) fn sum(&self, bins: &[u16]) -> i32 {
        self.starts.iter().map(|&start| i32::from(self.leaf(start, bins))).sum()
    }

    /// The same for many rows of bins.
    pub(crate) fn sums(&self, rows: &[&[u16]]) -> Vec<i32> {
        self.sliced.sums(rows)
    }

    fn leaf(&self, start: usize, bins: &[u16]) -> i16 {
        let mut node = self.nodes[start];
        while node.feature != LEAF {
            node = self.nodes[start + next(&node, bins)];
        }
        node.value
    }

    /// The same sum, taken apart: each step from a node to its child adds the change of the
    /// mean to the feature that the node asks for (Saabas 2014). What is left is the mean of
    /// all blocks.
    pub(crate) fn explain(&self, bins: &[u16], points: &mut [i32]) -> i32 {
        let mut sum = 0;
        for &start in &self.starts {
            let mut node = self.nodes[start];
            while node.feature != LEAF {
                let child = self.nodes[start + next(&node, bins)];
                points[usize::from(node.feature)] += i32::from(child.value) - i32::from(node.value);
                node = child;
            }
            sum += i32::from(node.value);
        }
        sum
    }
}

fn next(node: &Node, bins: &[u16]) -> usize {
    usize::from(if bins[usize::from(node.feature)] <= node.bin { node.left } else { node.right })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Over two columns of ten bins each.
    fn stump() -> Trees {
        let node = |feature, bin, left, right, value| Node { feature, bin, left, right, value };
        let mut trees = Trees { sliced: Sliced::over([9, 19].into_iter()), ..Trees::default() };
        trees.push(&[node(1, 13, 1, 2, 10), node(LEAF, 0, 0, 0, -40), node(LEAF, 0, 0, 0, 60)]);
        trees
    }

    #[test]
    fn bins_lead_to_leaves() {
        assert_eq!(stump().sum(&[9, 13]), -40);
        assert_eq!(stump().sum(&[0, 14]), 60);
    }

    /// Four leaves: two below yes, two below no.
    fn bush() -> Trees {
        let node = |feature, bin, left, right, value| Node { feature, bin, left, right, value };
        let leaf = |value| node(LEAF, 0, 0, 0, value);
        let mut trees = stump();
        let inner = [node(0, 5, 1, 2, 0), node(1, 12, 3, 4, 0), node(1, 17, 5, 6, 0)];
        trees.push(&[&inner[..], &[leaf(1), leaf(2), leaf(3), leaf(4)]].concat());
        trees
    }

    #[test]
    fn many_rows_have_the_sums_of_each() {
        let rows: Vec<[u16; 2]> = (0..600).map(|n: u16| [n % 10, 10 + n / 10 % 10]).collect();
        let rows: Vec<&[u16]> = rows.iter().map(|row| &row[..]).collect();
        let walked: Vec<i32> = rows.iter().map(|bins| bush().sum(bins)).collect();
        for count in [1, 100, 128, 129, 256, 257, 600] {
            assert_eq!(bush().sums(&rows[..count]), walked[..count]);
        }
        let ends: std::collections::BTreeSet<i32> = walked.into_iter().collect();
        assert_eq!(ends.len(), 6, "all leaves are reached: {ends:?}");
        assert!(bush().sums(&[]).is_empty());
    }

    #[test]
    fn the_parts_make_the_sum() {
        let mut points = [0, 0];
        assert_eq!(stump().explain(&[9, 13], &mut points), -40);
        assert_eq!(points, [0, -50]);
    }
}
