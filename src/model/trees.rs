//! Regression trees over binned features.

/// A node. A leaf names no feature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) feature: u8,
    /// Bins up to this one go left.
    pub(super) bin: u8,
    /// Positions within the tree.
    pub(super) left: u8,
    pub(super) right: u8,
    /// Mean of the training blocks that came here: thousandths of log-odds.
    pub(super) value: i16,
}

/// What stands for a feature in a leaf.
pub(super) const LEAF: u8 = u8::MAX;

/// Trees whose leaves are added up.
#[derive(Debug, Default)]
pub(crate) struct Trees {
    nodes: Vec<Node>,
    starts: Vec<usize>,
    /// The features that the trees ask for.
    features: Vec<u8>,
    /// By feature: its place among these, [`LEAF`] for none.
    places: Vec<u8>,
    /// The same trees once more, questions and leaves apart.
    questions: Vec<Question>,
    leaves: Vec<Leaf>,
    /// By tree: where its questions and leaves end.
    ends: Vec<(usize, usize)>,
}

/// A node that is no leaf.
#[derive(Debug, Clone, Copy)]
struct Question {
    /// Where its answers stand in [`Answers`].
    answers: u16,
    at: u8,
    left: u8,
    right: u8,
}

#[derive(Debug, Clone, Copy)]
struct Leaf {
    at: u8,
    value: i16,
}

impl Trees {
    /// Adds a tree; children must follow their parents, so that every walk ends.
    pub(super) fn push(&mut self, nodes: &[Node]) {
        debug_assert!(nodes.iter().enumerate().all(|(at, node)| {
            let answerable = usize::from(node.bin) < Answers::BINS;
            node.feature == LEAF || answerable && usize::from(node.left.min(node.right)) > at
        }));
        self.starts.push(self.nodes.len());
        self.nodes.extend_from_slice(nodes);
        for (node, at) in nodes.iter().zip(0..) {
            match node.feature {
                LEAF => self.leaves.push(Leaf { at, value: node.value }),
                _ => {
                    let answers = Answers::place(self.place_of(node.feature), node.bin);
                    self.questions.push(Question { answers, at, left: node.left, right: node.right });
                }
            }
        }
        self.ends.push((self.questions.len(), self.leaves.len()));
    }

    /// The place of a feature among those that are asked for.
    fn place_of(&mut self, feature: u8) -> usize {
        self.places.resize(usize::from(LEAF), LEAF);
        let place = &mut self.places[usize::from(feature)];
        if *place == LEAF {
            *place = self.features.len() as u8;
            self.features.push(feature);
        }
        usize::from(*place)
    }

    /// Whether a tree asks for a feature.
    pub(super) fn ask_for(&self, feature: usize) -> bool {
        self.places.get(feature).is_some_and(|place| *place != LEAF)
    }

    /// The sum of the leaves that the bins lead to.
    pub(crate) fn sum(&self, bins: &[u8]) -> i32 {
        self.starts.iter().map(|&start| i32::from(self.leaf(start, bins))).sum()
    }

    /// The same for many rows of bins.
    pub(crate) fn sums(&self, rows: &[&[u8]]) -> Vec<i32> {
        let mut sums = vec![0; rows.len()];
        let mut answers = Answers::default();
        for (rows, sums) in rows.chunks(Answers::ROWS).zip(sums.chunks_mut(Answers::ROWS)) {
            answers.fill(rows, &self.features);
            let (mut question, mut leaf) = (0, 0);
            let mut of_rows = [0; Answers::ROWS];
            for &(questions_end, leaves_end) in &self.ends {
                let rows_at = answers.ask(&self.questions[question..questions_end]);
                add_leaves(&self.leaves[leaf..leaves_end], rows_at, &mut of_rows);
                (question, leaf) = (questions_end, leaves_end);
            }
            sums.copy_from_slice(&of_rows[..rows.len()]);
        }
        sums
    }

    fn leaf(&self, start: usize, bins: &[u8]) -> i16 {
        let mut node = self.nodes[start];
        while node.feature != LEAF {
            node = self.nodes[start + next(&node, bins)];
        }
        node.value
    }

    /// The same sum, taken apart: each step from a node to its child adds the change of the
    /// mean to the feature that the node asks for (Saabas 2014). What is left is the mean of
    /// all blocks.
    pub(crate) fn explain(&self, bins: &[u8], points: &mut [i32]) -> i32 {
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

/// The answers of many rows to all questions that a node can ask, a bit a row: a tree asks each of its
/// questions once for all rows, which takes two operations, and no jump waits for an answer.
#[derive(Debug)]
struct Answers {
    /// By feature that is asked for, and bin: the rows whose bin is not above.
    yes: Vec<[u64; Self::BINS]>,
    /// All rows.
    rows: u64,
    /// The rows that come to each node of a tree, whose position is one byte.
    rows_at: [u64; 256],
}

impl Default for Answers {
    fn default() -> Answers {
        Answers { yes: Vec::new(), rows: 0, rows_at: [0; 256] }
    }
}

impl Answers {
    const ROWS: usize = u64::BITS as usize;
    /// Bins of a feature: training cuts into 31, and 0 stands for an absent value.
    const BINS: usize = 32;

    fn fill(&mut self, rows: &[&[u8]], features: &[u8]) {
        self.yes.clear();
        self.yes.resize(features.len(), [0; Self::BINS]);
        self.rows = u64::MAX >> (Self::ROWS - rows.len());
        for (index, row) in rows.iter().enumerate() {
            for (of_feature, &feature) in self.yes.iter_mut().zip(features) {
                of_feature[usize::from(row[usize::from(feature)]) % Self::BINS] |= 1 << index;
            }
        }
        for of_feature in &mut self.yes {
            let mut below = 0;
            for yes in of_feature {
                below |= *yes;
                *yes = below;
            }
        }
    }

    /// Where the answers to a question stand: after those of the features before.
    fn place(feature: usize, bin: u8) -> u16 {
        (feature * Self::BINS) as u16 + u16::from(bin) % Self::BINS as u16
    }

    /// The rows that come to each node of a tree. Those of other trees need not be cleared: a node comes after its
    /// parent, which writes it.
    fn ask(&mut self, questions: &[Question]) -> &[u64; 256] {
        let yes = self.yes.as_flattened();
        self.rows_at[0] = self.rows;
        for question in questions {
            let (here, yes) = (self.rows_at[usize::from(question.at)], yes[usize::from(question.answers)]);
            self.rows_at[usize::from(question.left)] = here & yes;
            self.rows_at[usize::from(question.right)] = here & !yes;
        }
        &self.rows_at
    }
}

fn add_leaves(leaves: &[Leaf], rows_at: &[u64; 256], sums: &mut [i32; Answers::ROWS]) {
    for leaf in leaves {
        let mut here = rows_at[usize::from(leaf.at)];
        while here != 0 {
            sums[here.trailing_zeros() as usize] += i32::from(leaf.value);
            here &= here - 1;
        }
    }
}

fn next(node: &Node, bins: &[u8]) -> usize {
    usize::from(if bins[usize::from(node.feature)] <= node.bin { node.left } else { node.right })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stump() -> Trees {
        let node = |feature, bin, left, right, value| Node { feature, bin, left, right, value };
        let mut trees = Trees::default();
        trees.push(&[node(1, 3, 1, 2, 10), node(LEAF, 0, 0, 0, -40), node(LEAF, 0, 0, 0, 60)]);
        trees
    }

    #[test]
    fn bins_lead_to_leaves() {
        assert_eq!(stump().sum(&[9, 3]), -40);
        assert_eq!(stump().sum(&[0, 4]), 60);
    }

    /// Four leaves: two below yes, two below no.
    fn bush() -> Trees {
        let node = |feature, bin, left, right, value| Node { feature, bin, left, right, value };
        let leaf = |value| node(LEAF, 0, 0, 0, value);
        let mut trees = stump();
        let inner = [node(0, 5, 1, 2, 0), node(1, 2, 3, 4, 0), node(1, 7, 5, 6, 0)];
        trees.push(&[&inner[..], &[leaf(1), leaf(2), leaf(3), leaf(4)]].concat());
        trees
    }

    #[test]
    fn many_rows_have_the_sums_of_each() {
        let rows: Vec<[u8; 2]> = (0..100).map(|n| [n % 10, n / 10]).collect();
        let rows: Vec<&[u8]> = rows.iter().map(|row| &row[..]).collect();
        let walked: Vec<i32> = rows.iter().map(|bins| bush().sum(bins)).collect();
        assert_eq!(bush().sums(&rows), walked);
        let ends: std::collections::BTreeSet<i32> = walked.into_iter().collect();
        assert_eq!(ends.len(), 6, "all leaves are reached: {ends:?}");
        assert!(bush().sums(&[]).is_empty());
    }

    #[test]
    fn the_parts_make_the_sum() {
        let mut points = [0, 0];
        assert_eq!(stump().explain(&[9, 3], &mut points), -40);
        assert_eq!(points, [0, -50]);
    }
}
