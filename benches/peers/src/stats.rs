//! Percentiles, and how sure a ratio of sums is.

/// How often the pages are drawn anew for an interval.
const DRAWS: usize = 2_000;

/// The value below which a share of the values lies, between neighbours in proportion. `None` without values.
pub fn percentile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = share * (sorted.len().checked_sub(1)? as f64);
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    Some(below + (above - below) * place.fract())
}

/// The sum of the first of each pair over the sum of the second.
pub fn ratio_of_sums<'a>(pairs: impl Iterator<Item = &'a (f64, f64)>) -> f64 {
    let (above, below) = pairs.fold((0.0, 0.0), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
    above / below
}

/// A 95 % interval of [`ratio_of_sums`] by the bootstrap over pages (Efron 1979). `None` without pairs.
///
/// The draws are the same in every run, so that one measurement gives one answer.
pub fn interval(pairs: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let ratios: Vec<f64> = (0..DRAWS)
        .filter(|_| !pairs.is_empty())
        .map(|_| ratio_of_sums((0..pairs.len()).map(|_| &pairs[dice.below(pairs.len())])))
        .collect();
    Some((percentile(&ratios, 0.025)?, percentile(&ratios, 0.975)?))
}

/// Marsaglia's xorshift: good enough to draw pages.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{interval, percentile, ratio_of_sums};

    #[test]
    fn percentiles_lie_between_neighbours() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(percentile(&values, 0.0), Some(1.0));
        assert_eq!(percentile(&values, 0.5), Some(2.5));
        assert_eq!(percentile(&values, 1.0), Some(4.0));
        assert_eq!(percentile(&[7.0], 0.95), Some(7.0));
        assert_eq!(percentile(&[], 0.5), None);
    }

    #[test]
    fn long_pages_weigh_more_in_a_ratio_of_sums() {
        assert_eq!(ratio_of_sums([(10.0, 10.0), (1.0, 2.0)].iter()), 11.0 / 12.0);
    }

    #[test]
    fn equal_pages_leave_no_doubt() {
        assert_eq!(interval(&[(6.0, 2.0), (6.0, 2.0), (6.0, 2.0)]), Some((3.0, 3.0)));
        assert_eq!(interval(&[]), None);
    }

    #[test]
    fn an_interval_is_as_wide_as_theory_has_it() {
        // A mean of 400 values of 0 and 2 with equal chance: 1 ± 1.96 / √400.
        let pairs: Vec<(f64, f64)> = (0..400).map(|n| (f64::from(n % 2) * 2.0, 1.0)).collect();
        let (low, high) = interval(&pairs).expect("there are pairs");
        assert!((low - 0.902).abs() < 0.01 && (high - 1.098).abs() < 0.01, "{low} to {high}");
    }
}
