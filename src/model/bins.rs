//! Features cut into bins.

/// Bounds that are compared at once.
const LANES: usize = 8;
/// Runs of so many bounds that a feature has: training cuts into 32 bins at most.
const MAX_RUNS: usize = 4;

/// Upper bounds of the bins of each feature, ascending, one feature after the other.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    /// Those of a feature are filled up to whole runs with infinity, which is below nothing; the last is always that.
    bounds: Vec<[f32; LANES]>,
    features: Vec<Feature>,
}

#[derive(Debug)]
struct Feature {
    place: u8,
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
    pub(super) fn push(&mut self, bounds: impl Iterator<Item = f32>) {
        let start = self.bounds.len();
        let mut bounds: Vec<f32> = bounds.take(LANES * MAX_RUNS).collect();
        bounds.resize((bounds.len() + 1).next_multiple_of(LANES), f32::INFINITY);
        self.bounds.extend_from_slice(bounds.as_chunks().0);
        let mut lasts = [f32::INFINITY; MAX_RUNS];
        for (last, run) in lasts.iter_mut().zip(&self.bounds[start..]) {
            *last = run[LANES - 1];
        }
        self.features.push(Feature { place: self.features.len() as u8, start, lasts });
    }

    /// Leaves out all features but those that trees ask for: they have no bins.
    pub(super) fn keep(&mut self, is_asked: impl Fn(u8) -> bool) {
        self.features.retain(|feature| is_asked(feature.place));
    }

    /// Which of the bins of a row are those of a feature, if it was kept.
    pub(super) fn column(&self, feature: u8) -> Option<u8> {
        Some(self.features.binary_search_by_key(&feature, |own| own.place).ok()? as u8)
    }

    /// The features that were kept, ascending: a row has a bin for each.
    pub(crate) fn columns(&self) -> impl ExactSizeIterator<Item = usize> {
        self.features.iter().map(|feature| usize::from(feature.place))
    }

    /// Writes the bins of values, given the position of the first one's feature: 0 for an
    /// absent value, then 1 for the lowest bin.
    pub(crate) fn bin(&self, first: usize, values: &[f32], bins: &mut [u8]) {
        self.bin_again(first, values, &[], bins);
    }

    /// The same where the bins are those of other values, if there are any: most features of a block are those of the
    /// block before.
    pub(crate) fn bin_again(&self, first: usize, values: &[f32], others: &[f32], bins: &mut [u8]) {
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
            *bin = u8::try_from(number).unwrap_or(u8::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_the_bin_below() {
        let mut edges = Edges::default();
        edges.push([0.0, 2.5].into_iter());
        edges.push([7.0].into_iter());
        let bin = |first: usize, value: f32| {
            let mut bins = [9];
            edges.bin(first, &[value], &mut bins);
            bins[0]
        };
        assert_eq!([f32::NAN, -1.0, 0.0, 1.0, 2.5, 3.0].map(|value| bin(0, value)), [0, 1, 1, 2, 2, 3]);
        assert_eq!(bin(1, 8.0), 2);
    }

    #[test]
    fn features_that_nothing_asks_for_have_no_bin() {
        let mut edges = Edges::default();
        (0..4).for_each(|feature| edges.push([feature as f32].into_iter()));
        edges.keep(|feature| feature != 2);
        let mut bins = [0; 3];
        edges.bin(1, &[5.0, 5.0, f32::NAN], &mut bins);
        assert_eq!(bins, [2, 0, 0]);
        edges.bin(1, &[5.0, 5.0, 5.0], &mut bins);
        assert_eq!(bins, [2, 2, 0]);
        assert!(edges.columns().eq([0, 1, 3]));
        assert_eq!([1, 2, 3].map(|feature| edges.column(feature)), [Some(1), None, Some(2)]);
    }

    #[test]
    fn values_that_are_the_same_keep_their_bins() {
        let mut edges = Edges::default();
        (0..4).for_each(|feature| edges.push([feature as f32].into_iter()));
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
    fn as_many_bins_as_bounds_and_one_more() {
        let mut edges = Edges::default();
        edges.push((0..20).map(|bound| bound as f32));
        let bin = |value: f32| {
            let mut bins = [9];
            edges.bin(0, &[value], &mut bins);
            bins[0]
        };
        assert_eq!(
            [-1.0, 0.0, 7.5, 8.0, 8.5, 19.0, 19.5, f32::INFINITY].map(bin),
            [1, 1, 9, 9, 10, 20, 21, 21]
        );
    }
}
