//! A sample that is spread evenly over a sequence of unknown length.

/// Items that are held for each one that is wanted: with more the sample is more even, with fewer it takes less memory.
const HELD_FOR_ONE: usize = 4;

/// Keeps every item at first, then every second one, every fourth and so on, so that a bounded number is held.
/// Deterministic: the same sequence gives the same sample.
pub(super) struct EvenSample<T> {
    wanted: usize,
    seen: usize,
    stride: usize,
    kept: Vec<T>,
}

impl<T> EvenSample<T> {
    pub(super) fn new(wanted: usize) -> Self {
        EvenSample { wanted: wanted.max(1), seen: 0, stride: 1, kept: Vec::new() }
    }

    pub(super) fn push(&mut self, item: T) {
        if self.seen.is_multiple_of(self.stride) {
            if self.kept.len() == HELD_FOR_ONE * self.wanted {
                let mut place = 0..;
                self.kept.retain(|_| place.next().is_some_and(|place: usize| place.is_multiple_of(2)));
                self.stride *= 2;
            }
            if self.seen.is_multiple_of(self.stride) {
                self.kept.push(item);
            }
        }
        self.seen += 1;
    }

    /// At most the wanted number of items, in their order.
    pub(super) fn items(self) -> Vec<T> {
        let (wanted, held) = (self.wanted, self.kept.len());
        if held <= wanted {
            return self.kept;
        }
        // The middle of each of the wanted number of equal shares.
        let mut middles = (0..wanted).map(|share| (2 * share + 1) * held / (2 * wanted)).peekable();
        let chosen =
            self.kept.into_iter().enumerate().filter(|(place, _)| middles.next_if_eq(place).is_some());
        chosen.map(|(_, item)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::EvenSample;

    fn sample(of: usize, wanted: usize) -> Vec<usize> {
        let mut sample = EvenSample::new(wanted);
        (0..of).for_each(|item| sample.push(item));
        sample.items()
    }

    #[test]
    fn short_sequences_are_kept_whole() {
        assert!(sample(0, 20).is_empty());
        assert_eq!(sample(20, 20), (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn a_sample_has_the_wanted_number_and_no_large_gaps() {
        for of in [21, 39, 40, 41, 100, 999, 12_345] {
            let sample = sample(of, 20);
            assert_eq!(sample.len(), 20, "of {of}");
            let widest = sample.windows(2).map(|pair| pair[1] - pair[0]).max();
            let ends = sample[0].max(of - sample[19]);
            assert!(widest.max(Some(ends)) <= Some(of / 20 * 3 / 2 + 2), "of {of}: {sample:?}");
        }
    }
}
