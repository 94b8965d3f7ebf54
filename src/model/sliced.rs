//! The sums of many rows, a bit a row.
//!
//! Rows are not led through a tree one by one. A set of rows has a bit for each, a tree asks each of its questions
//! once for all rows, and what comes out is added up digit by digit: the sum of all rows is a set for each binary
//! digit, of the rows that have it. No jump waits for an answer or depends on where a row ends.

use std::array::from_fn;
use std::ops::Range;

use super::node::{LEAF, Node};

/// A set of rows. Of bytes, because the compiler takes these sixteen at a time.
type Rows<const BYTES: usize> = [u8; BYTES];

/// Trees that are asked for many rows.
#[derive(Debug, Default)]
pub(super) struct Sliced {
    /// By column of a row: its highest bin.
    highest_bins: Vec<u16>,
    /// Columns that a row may be asked for: those up to the last that is.
    columns: usize,
    questions: Vec<Question>,
    /// The slots of a digit: the rows that have it are those that are in an odd number of them.
    flips: Vec<u8>,
    /// By tree and digit, from the lowest on: where its flips end.
    digits: Vec<u32>,
    /// By tree: where its questions and digits end.
    ends: Vec<(usize, usize)>,
    /// The sum of the trees' lowest leaves, which digits count from, and that of their highest.
    lowest: i32,
    highest: i32,
}

/// A node that is no leaf.
#[derive(Debug, Clone, Copy)]
struct Question {
    /// Rows up to this bin go to the left.
    bin: u16,
    /// Its own slot in [`Slots`].
    at: u8,
}

/// A set of rows for each node of a tree: on one side those whose parents' answer is yes, on the other those with
/// no, in the order of the parents, so that no question has to name its children.
type Slots<const BYTES: usize> = [[Rows<BYTES>; SIDE]; 2];
/// The number of a tree's nodes is one byte.
const SIDE: usize = 128;
/// The slot of a tree's root, in which no child is.
const ROOT: u8 = 0;

impl Sliced {
    /// No trees yet, over columns with these highest bins.
    pub(super) fn over(highest_bins: impl Iterator<Item = u16>) -> Sliced {
        Sliced { highest_bins: highest_bins.collect(), ..Sliced::default() }
    }

    /// Adds a tree whose children follow their parents.
    pub(super) fn push(&mut self, nodes: &[Node]) {
        let mut slots = vec![ROOT; nodes.len()];
        let mut child = ROOT;
        for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.feature != LEAF) {
            self.columns = self.columns.max(usize::from(node.feature) + 1);
            self.questions.push(Question { bin: node.bin, at: slots[at] });
            child += 1;
            (slots[usize::from(node.left)], slots[usize::from(node.right)]) = (child, child + SIDE as u8);
        }
        self.push_leaves(nodes, &slots);
        self.ends.push((self.questions.len(), self.digits.len()));
    }

    fn push_leaves(&mut self, nodes: &[Node], slots: &[u8]) {
        let leaves = nodes.iter().filter(|node| node.feature == LEAF).map(|node| node.value);
        let (lowest, highest) = (leaves.clone().min().unwrap_or(0), leaves.max().unwrap_or(0));
        let flips = flips(nodes, lowest);
        for digit in 0..digits(i32::from(highest) - i32::from(lowest)) {
            let of_digit = flips.iter().zip(slots).filter(|(flips, _)| **flips >> digit & 1 == 1);
            self.flips.extend(of_digit.map(|(_, slot)| slot));
            self.digits.push(self.flips.len() as u32);
        }
        (self.lowest, self.highest) = (self.lowest + i32::from(lowest), self.highest + i32::from(highest));
    }

    /// The sums of the leaves that the bins of rows lead to.
    pub(super) fn sums(&self, rows: &[&[u16]]) -> Vec<i32> {
        let mut sums = vec![self.lowest; rows.len()];
        if rows.len() <= Answers::<16>::ROWS {
            self.add_to::<16>(&mut sums, rows);
        } else {
            self.add_to::<32>(&mut sums, rows);
        }
        sums
    }

    fn add_to<const BYTES: usize>(&self, sums: &mut [i32], rows: &[&[u16]]) {
        let mut answers = Answers::<BYTES>::default();
        let mut total = vec![[0; BYTES]; digits(self.highest - self.lowest)];
        for (rows, sums) in rows.chunks(Answers::<BYTES>::ROWS).zip(sums.chunks_mut(Answers::<BYTES>::ROWS)) {
            answers.fill(rows, &self.highest_bins[..self.columns]);
            total.fill([0; BYTES]);
            let (mut question, mut digit) = (0, 0);
            for &(questions_end, digits_end) in &self.ends {
                let slots = answers.ask(&self.questions[question..questions_end]);
                self.add_tree(digit..digits_end, slots.as_flattened(), &mut total);
                (question, digit) = (questions_end, digits_end);
            }
            add_digits(&total, sums);
        }
    }

    /// Adds what a tree says of all rows, given its digits.
    fn add_tree<const BYTES: usize>(
        &self,
        digits: Range<usize>,
        slots: &[Rows<BYTES>],
        total: &mut [Rows<BYTES>],
    ) {
        let (low, high) = total.split_at_mut(digits.len());
        let mut from = digits.start.checked_sub(1).map_or(0, |before| self.digits[before]);
        let mut carried = [0; BYTES];
        for (total, &to) in low.iter_mut().zip(&self.digits[digits]) {
            let mut own = [0; BYTES];
            for &slot in &self.flips[from as usize..to as usize] {
                let rows = &slots[usize::from(slot)];
                own = from_fn(|byte| own[byte] ^ rows[byte]);
            }
            let either: Rows<BYTES> = from_fn(|byte| total[byte] ^ own[byte]);
            let both: Rows<BYTES> = from_fn(|byte| total[byte] & own[byte]);
            *total = from_fn(|byte| either[byte] ^ carried[byte]);
            carried = from_fn(|byte| both[byte] | either[byte] & carried[byte]);
            from = to;
        }
        for total in high {
            let both = from_fn(|byte| total[byte] & carried[byte]);
            *total = from_fn(|byte| total[byte] ^ carried[byte]);
            carried = both;
        }
    }
}

/// Binary digits of a number that is not negative.
fn digits(number: i32) -> usize {
    (i32::BITS - number.leading_zeros()) as usize
}

/// By node: the digits, as bits, for which its rows change sides, so that the rows that end on the other side are those
/// of leaves that have the digit, counted from the lowest leaf. It is the way with the fewest changes: leaves of one
/// node often share theirs.
fn flips(nodes: &[Node], lowest: i16) -> Vec<u16> {
    let wanted = |node: &Node| node.value.abs_diff(lowest);
    let costs = costs(nodes, wanted);
    let mut sides = vec![0; nodes.len()];
    let mut flips = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let side: u16 = sides[at];
        let children = [node.left, node.right].map(usize::from);
        if node.feature == LEAF {
            flips.push(side ^ wanted(node));
        } else {
            let own = worth_a_flip(side, children.map(|child| &costs[child]));
            flips.push(own);
            children.into_iter().for_each(|child| sides[child] = side ^ own);
        }
    }
    flips
}

/// By side that a node's rows come from, and digit: how many changes it and the nodes below need.
type Costs = [[u8; 16]; 2];

/// The digits for which fewer changes are needed if a node's rows change sides before they are parted.
fn worth_a_flip(side: u16, [left, right]: [&Costs; 2]) -> u16 {
    let is_worth = |digit: usize| {
        let below = |side: usize| left[side][digit] + right[side][digit];
        let from = usize::from(side >> digit & 1);
        below(1 - from) + 1 < below(from)
    };
    (0..16).filter(|&digit| is_worth(digit)).fold(0, |digits, digit| digits | 1 << digit)
}

fn costs(nodes: &[Node], wanted: impl Fn(&Node) -> u16) -> Vec<Costs> {
    let mut costs = vec![[[0; 16]; 2]; nodes.len()];
    for (at, node) in nodes.iter().enumerate().rev() {
        costs[at] = if node.feature == LEAF {
            let has = from_fn(|digit| (wanted(node) >> digit & 1) as u8);
            [has, has.map(|has| 1 - has)]
        } else {
            let (left, right) = (costs[usize::from(node.left)], costs[usize::from(node.right)]);
            let below: Costs = from_fn(|side| from_fn(|digit| left[side][digit] + right[side][digit]));
            from_fn(|side| from_fn(|digit| below[side][digit].min(below[1 - side][digit] + 1)))
        };
    }
    costs
}

/// Adds to each row's sum the digits that it has.
fn add_digits<const BYTES: usize>(total: &[Rows<BYTES>], sums: &mut [i32]) {
    for (byte, sums) in sums.chunks_mut(8).enumerate() {
        for (digits, shift) in total.chunks(8).zip((0..).step_by(8)) {
            let mut columns = [0; 8];
            for (column, rows) in columns.iter_mut().zip(digits) {
                *column = rows[byte];
            }
            for (sum, digits) in sums.iter_mut().zip(transposed(columns)) {
                *sum += i32::from(digits) << shift;
            }
        }
    }
}

/// Eight bytes as a square of bits, turned over: bit n of byte m becomes bit m of byte n (Warren, Hacker's Delight, 7-3).
fn transposed(bytes: [u8; 8]) -> [u8; 8] {
    let swapped = |square: u64, distance: u32, upper: u64| {
        let changed = (square ^ square >> distance) & upper;
        square ^ changed ^ changed << distance
    };
    let square = swapped(u64::from_le_bytes(bytes), 7, 0x00aa_00aa_00aa_00aa);
    let square = swapped(square, 14, 0x0000_cccc_0000_cccc);
    swapped(square, 28, 0x0000_0000_f0f0_f0f0).to_le_bytes()
}

/// The answers of many rows to all questions that a node can ask.
#[derive(Debug)]
struct Answers<const BYTES: usize> {
    /// By bin: the rows whose bin of the same column is not above.
    yes: Vec<Rows<BYTES>>,
    /// The rows that come to each node of a tree.
    slots: Slots<BYTES>,
}

impl<const BYTES: usize> Default for Answers<BYTES> {
    fn default() -> Self {
        Answers { yes: Vec::new(), slots: [[[0; BYTES]; SIDE]; 2] }
    }
}

impl<const BYTES: usize> Answers<BYTES> {
    const ROWS: usize = BYTES * u8::BITS as usize;

    fn fill(&mut self, rows: &[&[u16]], highest_bins: &[u16]) {
        self.yes.clear();
        self.yes.resize(highest_bins.last().map_or(0, |&highest| usize::from(highest) + 1), [0; BYTES]);
        let mut all = [0; BYTES];
        for (index, row) in rows.iter().enumerate() {
            let (byte, bit) = (index / 8, 1 << (index % 8));
            all[byte] |= bit;
            let mut mark = |bin: u16| self.yes[usize::from(bin)][byte] |= bit;
            // Eight at a time, which spares seven tests of where the row ends.
            let (runs, rest) = row[..highest_bins.len()].as_chunks::<8>();
            runs.iter().for_each(|run| run.iter().for_each(|&bin| mark(bin)));
            rest.iter().for_each(|&bin| mark(bin));
        }
        self.slots.as_flattened_mut()[usize::from(ROOT)] = all;
        let mut start = 0;
        for &highest in highest_bins {
            let mut below = [0; BYTES];
            for yes in &mut self.yes[start..=usize::from(highest)] {
                below = from_fn(|byte| below[byte] | yes[byte]);
                *yes = below;
            }
            start = usize::from(highest) + 1;
        }
    }

    /// The rows that come to each node of a tree. Those of other trees need not be cleared: a node comes after its
    /// parent, which writes it.
    fn ask(&mut self, questions: &[Question]) -> &Slots<BYTES> {
        for (question, child) in questions.iter().zip(1..) {
            let here = self.slots.as_flattened()[usize::from(question.at)];
            let yes = &self.yes[usize::from(question.bin)];
            let [left, right] = &mut self.slots;
            left[child % SIDE] = from_fn(|byte| here[byte] & yes[byte]);
            right[child % SIDE] = from_fn(|byte| here[byte] & !yes[byte]);
        }
        &self.slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of two questions: below the first one's yes the second, then the three leaves.
    fn tree(values: [i16; 3]) -> Vec<Node> {
        let node = |feature, left, right, value| Node { feature, bin: 0, left, right, value };
        let leaf = |value| node(LEAF, 0, 0, value);
        vec![node(0, 1, 4, 0), node(1, 2, 3, 0), leaf(values[0]), leaf(values[1]), leaf(values[2])]
    }

    #[test]
    fn rows_end_on_the_side_of_their_leaf() {
        for (low, middle, high) in (0..12).flat_map(|n| (0..12).map(move |m| (n, m, 77 * n - 40 * m))) {
            let nodes = tree([low, middle, high]);
            let lowest = low.min(middle).min(high);
            let flips = flips(&nodes, lowest);
            let ends = [flips[0] ^ flips[1] ^ flips[2], flips[0] ^ flips[1] ^ flips[3], flips[0] ^ flips[4]];
            assert_eq!(ends, [low, middle, high].map(|value| value.abs_diff(lowest)));
        }
    }

    #[test]
    fn leaves_of_one_node_share_a_change() {
        assert_eq!(flips(&tree([1, 1, 0]), 0), [0, 1, 0, 0, 0]);
        assert_eq!(flips(&tree([4, 4, 4]), 0), [4, 0, 0, 0, 0]);
        assert_eq!(flips(&tree([0, 2, 0]), 0), [0, 0, 0, 2, 0]);
    }

    #[test]
    fn digits_are_those_of_the_number() {
        assert_eq!([0, 1, 7, 8, 1023].map(digits), [0, 1, 3, 4, 10]);
    }

    #[test]
    fn a_square_of_bits_is_turned_over() {
        let square = [0b1000_0001, 0, 0, 0b100, 0, 0, 0, 0xff];
        for (n, byte) in transposed(square).into_iter().enumerate() {
            let column: u8 = (0..8).map(|m| (square[m] >> n & 1) << m).sum();
            assert_eq!(byte, column, "{n}");
        }
        assert_eq!(transposed(transposed(square)), square);
    }
}
