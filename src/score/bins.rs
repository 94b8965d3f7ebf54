//! The binned features of a page's blocks, and the scores that the trees make of them.

use super::values::{Context, Features};
use crate::document::Origin;
use crate::model::{Edges, Trees, logistic, scorer};

/// Names of all features, first those of the block, then those of its surroundings.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Features::NAMES.iter().chain(Context::NAMES).copied()
}

/// Features of a block, of which the first of its surroundings is the next.
const OWN: usize = Features::NAMES.len();
const ALL: usize = OWN + Context::NAMES.len();
/// Those that are not the same for all blocks of a page; the others come after them.
const OF_BLOCK: usize = OWN - 21;

/// The features of the blocks that are scored, of those that the trees ask for, each as the number of its bin: a row a
/// block, first the block's own, then those of its surroundings, which are 0 (no bin) where the block's own decided its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bins {
    rows: Vec<u16>,
    width: usize,
    /// The blocks that the rows are of, ascending.
    scored: Vec<usize>,
    /// Blocks of the page.
    blocks: usize,
    origin: Origin,
}

/// First scores below this stay: of the words that the second stage kept on held-out pages,
/// at most one in 100,000 stood in such blocks. They are three of five blocks of a page.
const SETTLED_BELOW: f32 = 0.05;

/// Cuts the own features of a page's blocks into bins, one block after the other: they take four times the room of
/// their bins.
#[derive(Debug)]
pub(crate) struct Binning {
    bins: Bins,
    /// The features of the last block and of the one before, in turn.
    values: [[f32; OWN]; 2],
    /// The bins of the last block.
    last: [u16; ALL],
}

impl Binning {
    /// Of a page with so many blocks, given how many of them are scored.
    pub(crate) fn new(blocks: usize, scored: usize, origin: Origin) -> Binning {
        let width = scorer(origin).edges.columns().len();
        // No more room than is needed: of a page that is meant to hurt they are a quarter of its memory.
        let (rows, scored) = (Vec::with_capacity(scored * width), Vec::with_capacity(scored));
        let bins = Bins { rows, width, scored, blocks, origin };
        Binning { bins, values: [[0.0; OWN]; 2], last: [0; ALL] }
    }

    /// Adds the next block that is scored.
    pub(crate) fn push(&mut self, index: usize, features: &Features) {
        let Binning { bins, values: [even, odd], last } = self;
        let (own, others) = if bins.scored.len() % 2 == 0 { (even, odd) } else { (odd, even) };
        *own = features.values();
        let edges = &scorer(bins.origin).edges;
        if bins.scored.is_empty() {
            edges.bin(0, own, last);
        } else {
            edges.bin_again(0, &own[..OF_BLOCK], &others[..OF_BLOCK], last);
        }
        bins.rows.extend_from_slice(&last[..bins.width]);
        bins.scored.push(index);
    }

    pub(crate) fn done(self) -> Bins {
        self.bins
    }
}

impl Bins {
    /// Scores of all blocks by themselves, from 0 to 1; 0 for those that are not scored.
    pub(crate) fn first_scores(&self) -> Vec<f32> {
        let rows: Vec<&[u16]> = self.rows.chunks_exact(self.width).collect();
        let sums = scorer(self.origin).first.sums(&rows);
        let mut scores = vec![0.0; self.blocks];
        for (&index, sum) in self.scored.iter().zip(sums) {
            scores[index] = logistic(sum);
        }
        scores
    }

    /// Scores of all blocks with their surroundings, given those by themselves.
    pub(crate) fn second_scores(&mut self, first: &[f32], context: impl Fn(usize) -> Context) -> Vec<f32> {
        let scorer = scorer(self.origin);
        let is_open = |row: &usize| first[self.scored[*row]] >= SETTLED_BELOW;
        let open: Vec<usize> = (0..self.scored.len()).filter(is_open).collect();
        let own = scorer.edges.columns().take_while(|&feature| feature < OWN).count();
        let (mut values, mut last) = ([0.0; Context::NAMES.len()], [0; Context::NAMES.len()]);
        for (place, &row) in open.iter().enumerate() {
            let others = std::mem::replace(&mut values, context(self.scored[row]).values());
            scorer.edges.bin_again(OWN, &values, if place == 0 { &[] } else { &others }, &mut last);
            let bins = &mut self.rows[row * self.width..][own..self.width];
            bins.copy_from_slice(&last[..bins.len()]);
        }
        let rows: Vec<&[u16]> = open.iter().map(|row| &self.rows[row * self.width..][..self.width]).collect();
        let sums = scorer.second.sums(&rows);
        let mut scores = first.to_vec();
        for (row, sum) in open.into_iter().zip(sums) {
            scores[self.scored[row]] = logistic(sum);
        }
        scores
    }

    /// The row of a block; without bins if it was not scored.
    fn row(&self, block: usize) -> &[u16] {
        let row = self.scored.binary_search(&block).ok();
        row.map_or(&[], |row| &self.rows[row * self.width..][..self.width])
    }
}

/// What every feature adds to a block's score, in thousandths of log-odds, by position in [`names`]: nothing where it was
/// not scored.
pub(crate) fn points(bins: &Bins, block: usize) -> Vec<i32> {
    let (row, origin) = (bins.row(block), bins.origin);
    let mut points = vec![0; ALL];
    if row.is_empty() {
        return points;
    }
    let scorer = scorer(origin);
    let first = points_of(row, &scorer.first, &scorer.edges);
    if logistic(scorer.first.sum(row)) < SETTLED_BELOW {
        return first;
    }
    points = points_of(row, &scorer.second, &scorer.edges);
    redistribute(&first, &mut points);
    points
}

/// The points of one stage.
fn points_of(row: &[u16], trees: &Trees, edges: &Edges) -> Vec<i32> {
    let (mut by_column, mut points) = ([0; ALL], vec![0; ALL]);
    trees.explain(row, &mut by_column);
    for (feature, of_feature) in edges.columns().zip(by_column) {
        points[feature] = of_feature;
    }
    points
}

/// What the first score added is told by what made the first score: the points of
/// `own_score` go to the features that spoke for the same side, in proportion.
fn redistribute(reasons: &[i32], points: &mut [i32]) {
    let own_score = OWN;
    let to_share = std::mem::take(&mut points[own_score]);
    let same_side = |points: &i32| (*points > 0) == (to_share > 0);
    let whole: i64 = reasons.iter().filter(|points| same_side(points)).map(|&points| i64::from(points)).sum();
    if whole == 0 {
        points[own_score] = to_share;
        return;
    }
    for (own, points) in reasons.iter().zip(points).filter(|(own, _)| same_side(own)) {
        *points += (i64::from(*own) * i64::from(to_share) / whole) as i32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::feature_names;

    #[test]
    fn the_model_was_made_for_these_features() {
        let [block, context, ..] = feature_names();
        assert_eq!(block, Features::NAMES);
        assert_eq!(context, Context::NAMES);
        assert_eq!(Context::NAMES[0], "own_score", "redistribute knows its place");
        assert_eq!(Features::NAMES[OF_BLOCK - 1..=OF_BLOCK], ["part_half", "page_words"]);
    }

    #[test]
    fn the_first_scores_share_is_told_by_its_reasons() {
        let own_score = Features::NAMES.len();
        let mut reasons = vec![0; own_score + Context::NAMES.len()];
        (reasons[0], reasons[1], reasons[2]) = (-300, -100, 50);
        let mut points = vec![0; reasons.len()];
        (points[0], points[own_score]) = (10, -80);
        redistribute(&reasons, &mut points);
        assert_eq!((points[0], points[1], points[2], points[own_score]), (-50, -20, 0, 0));
    }
}
