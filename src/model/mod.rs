//! The learnt model: word tables, trees over the features, bounds of the features' bins.
//!
//! Boosted regression trees (Friedman 2001) over binned features. Everything is added up in integers, thousandths of
//! log-odds of "this is content", so that scores are the same on every platform. What the features are, the stages
//! say that ask; they name theirs with [`named_values`]. The command in `training/` writes `lists/model.bin` and
//! `generated.rs`.

mod bins;
mod file;
mod generated;
mod named;
mod node;
mod share;
mod sliced;
mod trees;

use once_cell::sync::Lazy;

use crate::document::Origin;
pub(crate) use bins::Edges;
use file::Model;
pub(crate) use file::{PAGE_KINDS, Scorer};
pub(crate) use named::named_values;
pub(crate) use share::{flag, share};
pub(crate) use trees::Trees;

static MODEL: Lazy<Model> = Lazy::new(file::read);

/// What scores the blocks of a kind of input.
pub(crate) fn scorer(origin: Origin) -> &'static Scorer {
    MODEL.scorer(origin)
}

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

/// By part of a page: the share of its words that are likely the article's, from 0 to 1, given its features in the model's order.
pub(crate) fn part_scores<const N: usize>(parts: impl Iterator<Item = [f32; N]>) -> Vec<f32> {
    let scorer = &MODEL.parts;
    let (mut last, mut bins) = ([f32::NAN; N], [0; N]);
    scorer.edges.bin(0, &last, &mut bins);
    let rows: Vec<[u16; N]> = parts
        .map(|features| {
            scorer.edges.bin_again(0, &features, &last, &mut bins);
            last = features;
            bins
        })
        .collect();
    let rows: Vec<&[u16]> = rows.iter().map(|row| &row[..]).collect();
    scorer.trees.sums(&rows).into_iter().map(logistic).collect()
}

/// The chance of each kind of page, together 1, given the features of the page in the model's order.
pub(crate) fn page_kinds<const N: usize>(features: [f32; N], origin: Origin) -> [f32; PAGE_KINDS] {
    let scorer = MODEL.kinds(origin);
    let mut bins = [0; N];
    scorer.edges.bin(0, &features, &mut bins);
    let chances = std::array::from_fn(|kind| logistic(scorer.trees[kind].sum(&bins)));
    let sum: f32 = chances.iter().sum();
    // No chance is 0: logistic values of sums of that few trees are not.
    chances.map(|chance: f32| chance / sum.max(f32::MIN_POSITIVE))
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
pub(crate) fn logistic(points: i32) -> f32 {
    logistic_steps(points).round() as f32 / 4096.0
}

fn logistic_steps(points: i32) -> f64 {
    4096.0 / (1.0 + (f64::from(-points) / 1000.0).exp())
}

/// The names of the features that the model was trained with, for the tests of those who make them: of a block, of its
/// surroundings, of a page, of a part of it, and of a page before its blocks are decided.
#[cfg(test)]
pub(crate) fn feature_names() -> [&'static [&'static str]; 5] {
    use generated::{BLOCK_FEATURES, CONTEXT_FEATURES, KIND_FEATURES, PAGE_FEATURES, PART_FEATURES};
    [BLOCK_FEATURES, CONTEXT_FEATURES, PAGE_FEATURES, PART_FEATURES, KIND_FEATURES]
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

    /// Rows of any bins: those of the multiples of a prime are in no order.
    fn rows_over(edges: &Edges) -> Vec<Vec<u16>> {
        let first_bins = std::iter::once(1).chain(edges.highest().map(|highest| highest + 1));
        let columns: Vec<(u16, u16)> = first_bins.zip(edges.highest()).collect();
        let any = |row: usize, column: usize| (row * (column + 1) * 7919 % 31) as u16;
        let bin = |row, (column, (first, highest))| first + any(row, column) % (highest - first + 1);
        (1..200)
            .map(|row| (0..).zip(columns.iter().copied()).map(|column| bin(row, column)).collect())
            .collect()
    }

    #[test]
    fn many_rows_have_the_sums_of_each_in_all_trees() {
        let of = |origin| {
            [&scorer(origin).first, &scorer(origin).second].map(|trees| (trees, &scorer(origin).edges))
        };
        let stages = [of(Origin::Html), of(Origin::Text)];
        for (trees, edges) in stages.into_iter().flatten().chain([(&MODEL.parts.trees, &MODEL.parts.edges)]) {
            let rows = rows_over(edges);
            let rows: Vec<&[u16]> = rows.iter().map(Vec::as_slice).collect();
            let walked: Vec<i32> = rows.iter().map(|bins| trees.sum(bins)).collect();
            assert_eq!(trees.sums(&rows), walked);
            assert_eq!(trees.sums(&rows[..60]), walked[..60]);
        }
    }

    #[test]
    fn no_word_says_nothing() {
        assert_eq!(word_points(Table::Own, &[]), 0.0);
    }

    #[test]
    fn logistic_is_symmetric() {
        assert_eq!(logistic(0), 0.5);
        assert_eq!(logistic(3000) + logistic(-3000), 1.0);
        assert_eq!(logistic(i32::MAX), 1.0);
    }
}
