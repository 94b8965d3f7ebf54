//! The scorer: points of evidence, added up.
//!
//! Each feature's range is cut into bins and each bin carries points, log-odds of "this
//! block is content". A block's score is the logistic function of the sum. That is a
//! generalised additive model (Hastie & Tibshirani 1986): every block's sum can be taken
//! apart into its reasons. The points come from `lists/evidence.tsv`, which the command in
//! `training/` writes.

use once_cell::sync::Lazy;

use super::context::Context;
use super::features::Features;
use crate::page::Origin;

/// One bin's points in hundredths, so that sums are the same on every platform.
#[derive(Debug, Clone, Copy)]
struct Bin {
    upper: f32,
    with_markup: i32,
    without_markup: i32,
}

/// A feature's bins, in order; the last is without bound.
#[derive(Debug, Clone, Default)]
struct Curve {
    bins: Vec<Bin>,
    absent: Option<Bin>,
}

/// What one stage adds up.
#[derive(Debug, Default)]
struct Stage {
    /// By position in [`names`].
    curves: Vec<Curve>,
    /// What the average block has.
    bias: Option<Bin>,
}

#[derive(Debug)]
struct Model {
    first: Stage,
    second: Stage,
}

static MODEL: Lazy<Model> = Lazy::new(|| parse(include_str!("../lists/evidence.tsv")));

/// Names of all features, first those of the block, then those of its surroundings.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Features::NAMES.iter().chain(Context::NAMES).copied()
}

/// Score of a block by itself, from 0 to 1.
pub(crate) fn first_score(features: &Features, origin: Origin) -> f32 {
    let stage = &MODEL.first;
    let values = features.values();
    let points = values.iter().zip(&stage.curves).map(|(&value, curve)| curve.points(value, origin));
    logistic(points.sum::<i32>() + bias(stage, origin))
}

/// Score of a block with its surroundings, given the points of [`second_points`].
pub(crate) fn second_score(points: &[i32], origin: Origin) -> f32 {
    logistic(points.iter().sum::<i32>() + bias(&MODEL.second, origin))
}

fn bias(stage: &Stage, origin: Origin) -> i32 {
    stage.bias.map_or(0, |bin| bin.of(origin))
}

/// What every feature adds to or takes from the score of the average block.
pub(crate) fn second_points(features: &Features, context: &Context, origin: Origin) -> Vec<i32> {
    let (own, around) = (features.values(), context.values());
    own.iter()
        .chain(&around)
        .zip(&MODEL.second.curves)
        .map(|(&value, curve)| curve.points(value, origin))
        .collect()
}

/// The logistic function of log-odds in hundredths, in steps of 1/4096: the same on every platform.
fn logistic(points: i32) -> f32 {
    let odds = (f64::from(-points) / 100.0).exp();
    (4096.0 / (1.0 + odds)).round() as f32 / 4096.0
}

impl Bin {
    fn of(&self, origin: Origin) -> i32 {
        match origin {
            Origin::Html => self.with_markup,
            Origin::Text => self.without_markup,
        }
    }
}

impl Curve {
    fn points(&self, value: f32, origin: Origin) -> i32 {
        let bin = if value.is_nan() { self.absent.as_ref() } else { self.bin(value) };
        bin.map_or(0, |bin| bin.of(origin))
    }

    fn bin(&self, value: f32) -> Option<&Bin> {
        let at = self.bins.partition_point(|bin| bin.upper < value);
        self.bins.get(at).or(self.bins.last())
    }
}

/// Reads the table; a line that does not parse is a mistake in our own file, which
/// `every_line_of_the_table_parses` finds.
fn parse(table: &str) -> Model {
    let count = names().count();
    let stage = || Stage { curves: vec![Curve::default(); count], bias: None };
    let mut model = Model { first: stage(), second: stage() };
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let Some((stage, feature, bin)) = parse_line(line) else { continue };
        let stage = if stage == "first" { &mut model.first } else { &mut model.second };
        match feature {
            None => stage.bias = Some(bin),
            Some(feature) if bin.upper.is_nan() => stage.curves[feature].absent = Some(bin),
            Some(feature) => stage.curves[feature].bins.push(bin),
        }
    }
    model
}

/// Stage, position of the feature in [`names`] (none for the bias), bin.
fn parse_line(line: &str) -> Option<(&str, Option<usize>, Bin)> {
    let mut fields = line.split('\t');
    let stage = fields.next().filter(|stage| matches!(*stage, "first" | "second"))?;
    let name = fields.next()?;
    let feature = if name == "bias" { None } else { Some(names().position(|known| known == name)?) };
    let upper = fields.next()?.parse().ok()?;
    let with_markup = fields.next()?.parse().ok()?;
    let without_markup = fields.next()?.parse().ok()?;
    Some((stage, feature, Bin { upper, with_markup, without_markup }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_parses() {
        let table = include_str!("../lists/evidence.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            assert!(parse_line(line).is_some(), "{line}");
        }
    }

    #[test]
    fn bins_are_in_order_and_the_last_has_no_bound() {
        for curve in MODEL.first.curves.iter().chain(&MODEL.second.curves) {
            assert!(curve.bins.is_sorted_by(|a, b| a.upper < b.upper));
            assert!(curve.bins.last().is_none_or(|bin| bin.upper == f32::INFINITY));
        }
    }

    #[test]
    fn logistic_is_symmetric() {
        assert_eq!(logistic(0), 0.5);
        assert_eq!(logistic(300) + logistic(-300), 1.0);
        assert_eq!(logistic(i32::MAX), 1.0);
    }
}
