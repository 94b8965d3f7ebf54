//! Features cut into bins.

use std::ops::Range;

/// Bounds that are compared at once.
const LANES: usize = 8;

/// Upper bounds of the bins of each feature, ascending, one feature after the other.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    /// Those of a feature are filled up to whole lanes with infinity, which is below nothing.
    bounds: Vec<f32>,
    features: Vec<Feature>,
}

#[derive(Debug)]
struct Feature {
    place: usize,
    /// Where its bounds are.
    bounds: Range<usize>,
}

/// How many of some bounds are below a value: at most 253, training cuts into 32 at most. First the lanes whose last
/// bound is below are counted, then the bounds of the next lane: two short passes without a branch.
fn below(bounds: &[f32], value: f32) -> u8 {
    let lanes = bounds.as_chunks::<LANES>().0;
    let whole = lanes.iter().filter(|lane| lane[LANES - 1] < value).count();
    let is_below = |lane: &[f32; LANES]| lane.iter().map(|bound| u32::from(*bound < value)).sum::<u32>();
    let below = whole * LANES + lanes.get(whole).map_or(0, is_below) as usize;
    u8::try_from(below).unwrap_or(u8::MAX - 1)
}

impl Edges {
    pub(super) fn push(&mut self, bounds: impl Iterator<Item = f32>) {
        let start = self.bounds.len();
        self.bounds.extend(bounds);
        self.bounds.resize(self.bounds.len().next_multiple_of(LANES), f32::INFINITY);
        self.features.push(Feature { place: self.features.len(), bounds: start..self.bounds.len() });
    }

    /// Leaves out all features but those that trees ask for: their bins stay 0.
    pub(super) fn keep(&mut self, is_asked: impl Fn(usize) -> bool) {
        self.features.retain(|feature| is_asked(feature.place));
    }

    /// Writes the bins of values, given the position of the first one's feature: 0 for an
    /// absent value, then 1 for the lowest bin.
    pub(crate) fn bin(&self, first: usize, values: &[f32], bins: &mut [u8]) {
        let before = self.features.partition_point(|feature| feature.place < first);
        for feature in &self.features[before..] {
            let at = feature.place - first;
            let (Some(value), Some(bin)) = (values.get(at), bins.get_mut(at)) else { break };
            let bounds = &self.bounds[feature.bounds.clone()];
            *bin = if value.is_nan() { 0 } else { 1 + below(bounds, *value) };
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
        assert_eq!(bins, [2, 0, 2]);
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
