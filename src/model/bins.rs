//! Features cut into bins.

/// Bounds that are compared at once.
const LANES: usize = 8;
/// Runs of so many bounds that a feature has: training cuts into 32 bins at most.
const MAX_RUNS: usize = 4;

/// Upper bounds of the bins of each feature, ascending, one feature after the other.
///
/// Bins are numbered through all features: those of a feature come after those of the one before. Its first is that of an
/// absent value, then comes the lowest; no bin is 0.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    /// Those of a feature are filled up to whole runs with infinity, which is below nothing; the last is always that.
    bounds: Vec<[f32; LANES]>,
    features: Vec<Feature>,
}

#[derive(Debug)]
struct Feature {
    place: u8,
    /// The bin of an absent value.
    absent: u16,
    /// The highest bin.
    highest: u16,
    /// Where its bounds begin.
    start: usize,
    /// The last bounds of its runs.
    lasts: [f32; MAX_RUNS],
}

/// How many of some bounds are below a value: one pass without a branch.
fn below<const N: usize>(bounds: &[f32; N], value: f32) -> usize {
    bounds.iter().map(|bound| u32::from(*bound < value)).sum::<u32>() as usize
}

impl Edges {
    /// Adds the bounds of a feature: of those that trees ask for alone, in the order of their places.
    pub(super) fn push(&mut self, place: u8, bounds: impl Iterator<Item = f32>) {
        let start = self.bounds.len();
        let mut bounds: Vec<f32> = bounds.take(LANES * MAX_RUNS).collect();
        let absent = self.features.last().map_or(1, |last| last.highest + 1);
        let highest = absent + 1 + bounds.len() as u16;
        bounds.resize((bounds.len() + 1).next_multiple_of(LANES), f32::INFINITY);
        self.bounds.extend_from_slice(bounds.as_chunks().0);
        let mut lasts = [f32::INFINITY; MAX_RUNS];
        for (last, run) in lasts.iter_mut().zip(&self.bounds[start..]) {
            *last = run[LANES - 1];
        }
        self.features.push(Feature { place, absent, highest, start, lasts });
    }

    /// Where a feature's bin is in a row, and the bin of its absent value.
    pub(super) fn column(&self, feature: u8) -> Option<(u8, u16)> {
        let column = self.features.binary_search_by_key(&feature, |own| own.place).ok()?;
        Some((column as u8, self.features[column].absent))
    }

    /// The highest bin of each column.
    pub(super) fn highest(&self) -> impl Iterator<Item = u16> {
        self.features.iter().map(|feature| feature.highest)
    }

    /// The features that trees ask for, ascending: a row has a bin for each.
    pub(crate) fn columns(&self) -> impl ExactSizeIterator<Item = usize> {
        self.features.iter().map(|feature| usize::from(feature.place))
    }

    /// Writes the bins of values, given the position of the first one's feature.
    pub(crate) fn bin(&self, first: usize, values: &[f32], bins: &mut [u16]) {
        self.bin_again(first, values, &[], bins);
    }

    /// The same where the bins are those of other values, if there are any: most features of a block are those of the
    /// block before.
    pub(crate) fn bin_again(&self, first: usize, values: &[f32], others: &[f32], bins: &mut [u16]) {
        let before = self.features.partition_point(|feature| usize::from(feature.place) < first);
        for (feature, bin) in self.features[before..].iter().zip(bins) {
            let at = usize::from(feature.place) - first;
            let Some(value) = values.get(at) else { break };
            if others.get(at).is_some_and(|other| other.to_bits() == value.to_bits()) {
                continue;
            }
            // First the runs that are below as a whole are counted, then the bounds of the next.
            let runs = below(&feature.lasts, *value);
            let of_run = self.bounds.get(feature.start + runs).map_or(0, |run| below(run, *value));
            let number = if value.is_nan() { 0 } else { 1 + runs * LANES + of_run };
            *bin = feature.absent + number as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Features with these bounds, the first of which are at 0, 1 and so on.
    fn edges<const N: usize>(bounds: [&[f32]; N]) -> Edges {
        let mut edges = Edges::default();
        for (place, bounds) in (0..).zip(bounds) {
            edges.push(place, bounds.iter().copied());
        }
        edges
    }

    #[test]
    fn a_bound_belongs_to_the_bin_below() {
        let edges = edges([&[0.0, 2.5], &[7.0]]);
        let bin = |first: usize, value: f32| {
            let mut bins = [99];
            edges.bin(first, &[value], &mut bins);
            bins[0]
        };
        assert_eq!([f32::NAN, -1.0, 0.0, 1.0, 2.5, 3.0].map(|value| bin(0, value)), [1, 2, 2, 3, 3, 4]);
        assert_eq!([f32::NAN, 7.0, 8.0].map(|value| bin(1, value)), [5, 6, 7], "after those of the first");
        assert!(edges.highest().eq([4, 7]));
    }

    #[test]
    fn features_that_nothing_asks_for_have_no_bin() {
        let mut edges = Edges::default();
        [0, 1, 3].into_iter().for_each(|place| edges.push(place, [f32::from(place)].into_iter()));
        let mut bins = [0; 3];
        edges.bin(1, &[5.0, 5.0, f32::NAN], &mut bins);
        assert_eq!(bins, [6, 7, 0]);
        edges.bin(1, &[5.0, 5.0, 5.0], &mut bins);
        assert_eq!(bins, [6, 9, 0]);
        assert!(edges.columns().eq([0, 1, 3]));
        assert_eq!([1, 2, 3].map(|feature| edges.column(feature)), [Some((1, 4)), None, Some((2, 7))]);
    }

    #[test]
    fn values_that_are_the_same_keep_their_bins() {
        let edges = edges([&[0.0], &[1.0], &[2.0], &[3.0]]);
        let (others, values) = ([f32::NAN, 1.0, 5.0, 9.0], [f32::NAN, 1.5, 5.0, -9.0]);
        let (mut again, mut anew) = ([0; 4], [0; 4]);
        edges.bin(0, &others, &mut again);
        edges.bin_again(0, &values, &others, &mut again);
        edges.bin(0, &values, &mut anew);
        assert_eq!(again, anew);
        edges.bin_again(0, &[7.0; 4], &[7.0; 4], &mut again);
        assert_eq!(again, anew, "nothing is asked again");
    }

    #[test]
    fn as_many_bins_as_bounds_and_two_more() {
        let bounds: Vec<f32> = (0..20).map(|bound| bound as f32).collect();
        let edges = edges([&bounds]);
        let bin = |value: f32| {
            let mut bins = [99];
            edges.bin(0, &[value], &mut bins);
            bins[0]
        };
        assert_eq!(
            [-1.0, 0.0, 7.5, 8.0, 8.5, 19.0, 19.5, f32::INFINITY].map(bin),
            [2, 2, 10, 10, 11, 21, 22, 22]
        );
        assert!(edges.highest().eq([22]));
    }
}
