//! Tables of points: what each value of a feature is worth, fitted by the programs in `training/`.

use once_cell::sync::Lazy;

use super::rows;

/// What each sign that a credit is the article's is worth.
pub(crate) static AUTHORS: Lazy<Points> = Lazy::new(|| Points::read(include_str!("author_points.tsv")));
/// What each sign that a day is the one of publication is worth.
pub(crate) static DAYS: Lazy<Points> = Lazy::new(|| Points::read(include_str!("day_points.tsv")));
/// What each sign of a headline is worth among the lines of a flattened text.
pub(crate) static TITLES: Lazy<Points> = Lazy::new(|| Points::read(title_points()));
/// What each sign that the chosen title is right is worth.
pub(crate) static TITLE_CHANCES: Lazy<Points> =
    Lazy::new(|| Points::read(include_str!("title_chance_points.tsv")));

/// A table in place of the built-in one of titles, if it is there before the first page is read: points that have not seen
/// some sites are measured through the whole crate.
#[cfg(feature = "training")]
pub(crate) static OTHER_TITLES: once_cell::sync::OnceCell<String> = once_cell::sync::OnceCell::new();

fn title_points() -> &'static str {
    #[cfg(feature = "training")]
    if let Some(table) = OTHER_TITLES.get() {
        return table;
    }
    include_str!("title_points.tsv")
}

/// Counts whose points are in a table of their own: as many as one byte has.
const COUNTS: usize = 256;

/// One feature: its name, the upper bounds of its bins, ascending, and what each bin is worth.
#[derive(Clone)]
struct Feature {
    name: &'static str,
    bins: Vec<(f32, i32)>,
    /// What small counts are worth, as most values are.
    of_counts: [i32; COUNTS],
}

impl Feature {
    fn new(name: &'static str) -> Feature {
        Feature { name, bins: Vec::new(), of_counts: [0; COUNTS] }
    }

    /// When all bins are known.
    fn with_counts(mut self) -> Feature {
        for count in 0..COUNTS {
            self.of_counts[count] = self.binned(count as f32);
        }
        self
    }

    /// What a value is worth; one that is absent nothing.
    #[inline]
    fn points(&self, value: f32) -> i32 {
        // The nearest count is the value itself, unless that is NaN, a fraction, below zero or too high.
        let count = value as u8;
        if f32::from(count) == value { self.of_counts[usize::from(count)] } else { self.binned(value) }
    }

    fn binned(&self, value: f32) -> i32 {
        if value.is_nan() {
            return 0;
        }
        self.bins.iter().find(|(bound, _)| value <= *bound).map_or(0, |(_, points)| *points)
    }
}

/// The features of a table in its order.
pub(crate) struct Points {
    features: Vec<Feature>,
}

impl Points {
    /// Reads rows of feature, upper bound of the bin and points.
    pub(crate) fn read(data: &'static str) -> Points {
        let mut features: Vec<Feature> = Vec::new();
        for row in rows(data) {
            let [name, bound, points] = row[..] else { continue };
            let (Ok(bound), Ok(points)) = (bound.parse(), points.parse()) else { continue };
            if features.last().is_none_or(|feature| feature.name != name) {
                features.push(Feature::new(name));
            }
            if let Some(feature) = features.last_mut() {
                feature.bins.push((bound, points));
            }
        }
        Points { features: features.into_iter().map(Feature::with_counts).collect() }
    }

    /// What the values of the features, in the order of the table, are worth in hundredths of log-odds.
    pub(crate) fn of(&self, values: &[f32]) -> i32 {
        self.features.iter().zip(values).map(|(feature, value)| feature.points(*value)).sum()
    }

    /// What counts of the features at these places of the table are worth.
    pub(crate) fn of_counts<const N: usize>(&self, places: &[usize; N]) -> CountPoints<N> {
        let mut points = Box::new([[0; COUNTS]; N]);
        for (own, place) in points.iter_mut().zip(places) {
            if let Some(feature) = self.features.get(*place) {
                *own = feature.of_counts;
            }
        }
        CountPoints(points)
    }

    /// The features at these places of the table, in their order.
    pub(crate) fn selected(&self, places: &[usize]) -> Points {
        Points { features: places.iter().filter_map(|place| self.features.get(*place)).cloned().collect() }
    }

    /// The most that all features can be worth together.
    pub(crate) fn most(&self) -> i32 {
        let of = |feature: &Feature| feature.bins.iter().map(|(_, points)| *points).max().unwrap_or(0);
        self.features.iter().map(of).sum()
    }
}

/// What counts of some features are worth. As their number is known beforehand, no loop over them is left in the program.
pub(crate) struct CountPoints<const N: usize>(Box<[[i32; COUNTS]; N]>);

impl<const N: usize> CountPoints<N> {
    /// What a count of each feature is worth together. All above the highest are in its bin.
    pub(crate) fn of(&self, counts: &[u8; N]) -> i32 {
        self.0.iter().zip(counts).map(|(points, count)| points[usize::from(*count)]).sum()
    }
}

/// Odds of log-odds in hundredths, by multiplication alone, which gives the same on every platform.
pub(crate) fn odds(points: i32) -> f64 {
    const MAX_POINTS: u32 = 3000;
    let (mut power, mut odds) = (ODDS_OF_ONE, 1.0);
    let mut rest = points.unsigned_abs().min(MAX_POINTS);
    while rest > 0 {
        odds *= if rest % 2 == 1 { power } else { 1.0 };
        power *= power;
        rest /= 2;
    }
    if points < 0 { 1.0 / odds } else { odds }
}

/// The odds of a hundredth.
const ODDS_OF_ONE: f64 = 1.010_050_167_084_168;

#[cfg(test)]
impl Points {
    /// The names of the features in the order of the table.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.features.iter().map(|feature| feature.name)
    }

    /// The highest bound of a bin that has one.
    pub(crate) fn highest_bound(&self) -> f32 {
        let bounds = self.features.iter().flat_map(|feature| &feature.bins).map(|(bound, _)| *bound);
        bounds.filter(|bound| bound.is_finite()).fold(0.0, f32::max)
    }

    /// The first feature whose bins do not ascend to one without a bound.
    pub(crate) fn broken(&self) -> Option<&'static str> {
        let is_whole = |bins: &[(f32, i32)]| {
            bins.is_sorted_by(|low, high| low.0 < high.0)
                && bins.last().is_some_and(|(bound, _)| bound.is_infinite())
        };
        self.features.iter().find(|feature| !is_whole(&feature.bins)).map(|feature| feature.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_points() {
        for points in [&AUTHORS, &DAYS, &TITLES, &TITLE_CHANCES] {
            assert!(points.names().count() > 0);
            assert_eq!(points.broken(), None);
        }
    }

    #[test]
    fn counts_are_worth_what_their_bins_are() {
        let halves = (-10..200).map(|half| half as f32 / 2.0);
        for value in halves.chain([f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0, 1e30]) {
            let feature = |feature: &Feature| feature.points(value) == feature.binned(value);
            assert!(TITLES.features.iter().all(feature), "{value}");
        }
    }

    #[test]
    fn counts_of_some_features_are_worth_what_their_values_are() {
        let (counts, points) = (TITLES.of_counts(&[3, 0, 12]), TITLES.selected(&[3, 0, 12]));
        for values in [[0, 0, 0], [7, 1, 3], [255, 40, 9]] {
            assert_eq!(counts.of(&values), points.of(&values.map(f32::from)), "{values:?}");
        }
        assert_eq!(TITLES.of_counts(&[usize::MAX]).of(&[1]), 0, "no such feature");
    }

    #[test]
    fn odds_are_those_of_their_logarithm() {
        for (points, expected) in
            [(0, 1.0), (200, 7.389_056), (-200, 0.135_335_3), (1, 1.010_050_2), (937, 11_731.1)]
        {
            assert!((odds(points) / expected - 1.0).abs() < 1e-4, "{points}");
        }
        assert!(odds(i32::MAX).is_finite() && odds(i32::MIN) > 0.0);
    }
}
