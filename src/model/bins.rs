//! Features cut into bins.

/// Bounds that are compared at once.
const LANES: usize = 8;

/// Upper bounds of the bins of each feature, ascending, one feature after the other.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    /// Those of a feature are filled up to whole lanes with infinity, which is below nothing.
    bounds: Vec<f32>,
    /// Where each feature's bounds begin, and the end of the last.
    starts: Vec<usize>,
}

impl Edges {
    pub(super) fn new() -> Edges {
        Edges { bounds: Vec::new(), starts: vec![0] }
    }

    pub(super) fn push(&mut self, bounds: impl Iterator<Item = f32>) {
        self.bounds.extend(bounds);
        self.bounds.resize(self.bounds.len().next_multiple_of(LANES), f32::INFINITY);
        self.starts.push(self.bounds.len());
    }

    /// Writes the bins of values, given the position of the first one's feature: 0 for an
    /// absent value, then 1 for the lowest bin.
    pub(crate) fn bin(&self, first: usize, values: &[f32], bins: &mut [u8]) {
        let ranges = self.starts.get(first..).unwrap_or(&[]).windows(2);
        for ((value, range), bin) in values.iter().zip(ranges).zip(bins) {
            let bounds = &self.bounds[range[0]..range[1]];
            // At most 253 bounds a feature: training cuts into 32 at most.
            // Counting all that are below is one pass without a branch: for so few faster than bisection.
            let below: u32 = bounds.iter().map(|bound| u32::from(bound < value)).sum();
            *bin = if value.is_nan() { 0 } else { 1 + below as u8 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_the_bin_below() {
        let mut edges = Edges::new();
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
    fn as_many_bins_as_bounds_and_one_more() {
        let mut edges = Edges::new();
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
