//! The learnt model: word tables, trees over the features, bounds of the features' bins.
//!
//! Boosted regression trees (Friedman 2001) over binned features, in two stages: a block by
//! itself, then with what its surroundings scored. Everything is added up in integers,
//! thousandths of log-odds of "this block is content", so that scores are the same on every
//! platform. The command in `training/` writes `lists/model.bin` and `generated.rs`.

mod bins;
mod file;
mod generated;
mod trees;

use once_cell::sync::Lazy;

use super::values::{Context, Features};
use crate::document::Origin;
use file::Model;

static MODEL: Lazy<Model> = Lazy::new(file::read);

/// The tables of word evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// The block's own words.
    Own,
    /// Those of a label above, below, and of the heading.
    Above,
    Below,
    Heading,
}

/// What hashed words say, in log-odds.
pub(crate) fn word_points(table: Table, words: &[u32]) -> f32 {
    /// Steps of the tables' weights a unit of log-odds.
    const STEPS: f32 = 32.0;
    let weights = MODEL.words[table as usize];
    // Tables are powers of two long.
    let mask = weights.len().saturating_sub(1);
    let weight = |&word: &u32| weights.get(word as usize & mask).map_or(0, |&weight| i32::from(weight as i8));
    words.iter().map(weight).sum::<i32>() as f32 / STEPS
}

/// Names of all features, first those of the block, then those of its surroundings.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Features::NAMES.iter().chain(Context::NAMES).copied()
}

/// Features of a block and of its surroundings.
const WIDTH: usize = Features::NAMES.len() + Context::NAMES.len();

/// The features of a page's blocks, each as the number of its bin: a row a block, first the block's own, then
/// those of its surroundings, which are 0 where the block's own decided its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bins {
    bins: Vec<u8>,
    /// The blocks that are scored; rows of others are 0.
    scored: Vec<usize>,
    origin: Origin,
}

/// First scores below this stay: of the words that the second stage kept on held-out pages,
/// at most one in 100,000 stood in such blocks. They are three of five blocks of a page.
const SETTLED_BELOW: f32 = 0.05;

impl Bins {
    /// Cuts the blocks' own features into bins.
    pub(crate) fn new(features: &[Option<Features>], origin: Origin) -> Bins {
        let edges = &MODEL.scorer(origin).edges;
        let mut bins = vec![0; features.len() * WIDTH];
        let mut scored = Vec::with_capacity(features.len());
        for (index, (features, row)) in features.iter().zip(bins.chunks_exact_mut(WIDTH)).enumerate() {
            if let Some(features) = features {
                edges.bin(0, &features.values(), row);
                scored.push(index);
            }
        }
        Bins { bins, scored, origin }
    }

    /// Scores of all blocks by themselves, from 0 to 1; 0 for those that are not scored.
    pub(crate) fn first_scores(&self) -> Vec<f32> {
        let rows: Vec<&[u8]> = self.scored.iter().map(|&index| self.row(index)).collect();
        let sums = MODEL.scorer(self.origin).first.sums(&rows);
        let mut scores = vec![0.0; self.bins.len() / WIDTH];
        for (&index, sum) in self.scored.iter().zip(sums) {
            scores[index] = logistic(sum);
        }
        scores
    }

    /// Scores of all blocks with their surroundings, given those by themselves.
    pub(crate) fn second_scores(&mut self, first: &[f32], context: impl Fn(usize) -> Context) -> Vec<f32> {
        let scorer = MODEL.scorer(self.origin);
        let open: Vec<usize> = (0..first.len()).filter(|&index| first[index] >= SETTLED_BELOW).collect();
        let own = Features::NAMES.len();
        for &index in &open {
            let row = &mut self.bins[index * WIDTH..][..WIDTH];
            scorer.edges.bin(own, &context(index).values(), &mut row[own..]);
        }
        let rows: Vec<&[u8]> = open.iter().map(|&index| self.row(index)).collect();
        let sums = scorer.second.sums(&rows);
        let mut scores = first.to_vec();
        for (index, sum) in open.into_iter().zip(sums) {
            scores[index] = logistic(sum);
        }
        scores
    }

    fn row(&self, index: usize) -> &[u8] {
        &self.bins[index * WIDTH..][..WIDTH]
    }

    /// The rows, one after the other, and their length.
    pub(crate) fn into_rows(self) -> (Vec<u8>, usize) {
        (self.bins, WIDTH)
    }
}

/// What every feature adds to a block's score, in thousandths of log-odds, by position in [`names`].
pub(crate) fn points(row: &[u8], origin: Origin) -> Vec<i32> {
    // No block that was scored has nothing but absent values.
    if row.iter().all(|bin| *bin == 0) {
        return vec![0; WIDTH];
    }
    let scorer = MODEL.scorer(origin);
    let mut first = vec![0; WIDTH];
    let sum = scorer.first.explain(row, &mut first);
    if logistic(sum) < SETTLED_BELOW {
        return first;
    }
    let mut points = vec![0; WIDTH];
    scorer.second.explain(row, &mut points);
    redistribute(&first, &mut points);
    points
}

/// What the first score added is told by what made the first score: the points of
/// `own_score` go to the features that spoke for the same side, in proportion.
fn redistribute(reasons: &[i32], points: &mut [i32]) {
    let own_score = Features::NAMES.len();
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

/// The chance that a page's body is right, from 0 to 1, given the features of the page in the model's order.
pub(crate) fn confidence<const N: usize>(page_features: [f32; N], origin: Origin) -> f32 {
    let scorer = MODEL.scorer(origin);
    let mut bins = [0; N];
    scorer.certainty_edges.bin(0, &page_features, &mut bins);
    logistic(scorer.certainty.sum(&bins))
}

/// The logistic function of log-odds in thousandths, in steps of 1/4096: the same on every platform, although `exp` may
/// differ in its last digit, because no result is that close to the middle between two steps.
fn logistic(points: i32) -> f32 {
    logistic_steps(points).round() as f32 / 4096.0
}

fn logistic_steps(points: i32) -> f64 {
    4096.0 / (1.0 + (f64::from(-points) / 1000.0).exp())
}

/// The names of the page features that the model was trained with, for the test of those who make them.
#[cfg(test)]
pub(crate) fn page_feature_names() -> &'static [&'static str] {
    generated::PAGE_FEATURES
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 4096 steps in a double leave twelve decimal digits; libraries differ in the last of sixteen.
    #[test]
    fn no_chance_is_so_close_between_two_steps_that_platforms_could_differ() {
        for points in -100_000..=100_000 {
            let beyond_middle = (logistic_steps(points).fract() - 0.5).abs();
            assert!(beyond_middle > 1e-9, "{points}: {beyond_middle}");
        }
    }

    #[test]
    fn the_model_was_made_for_these_features() {
        assert_eq!(generated::BLOCK_FEATURES, Features::NAMES);
        assert_eq!(generated::CONTEXT_FEATURES, Context::NAMES);
        assert_eq!(Context::NAMES[0], "own_score", "redistribute knows where it stands");
    }

    #[test]
    fn no_word_says_nothing() {
        assert_eq!(word_points(Table::Own, &[]), 0.0);
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

    #[test]
    fn logistic_is_symmetric() {
        assert_eq!(logistic(0), 0.5);
        assert_eq!(logistic(3000) + logistic(-3000), 1.0);
        assert_eq!(logistic(i32::MAX), 1.0);
    }
}
