//! The F1 that a page's scores promise.

use crate::document::Document;

/// The best F1 by words that any threshold is expected to reach, if every score is the chance
/// of its block to be content: 2 Σ kept p·w / (Σ kept w + Σ all p·w).
pub(crate) fn expected_f1(page: &Document, scores: &[f32]) -> f32 {
    let ranked = ranked(scores);
    let ranked = || ranked.iter().map(|&index| (scores[index], page.blocks[index].shape.words as f32));
    let content: f32 = ranked().map(|(score, words)| score * words).sum();
    if content <= 0.0 {
        return 0.0;
    }
    let (mut hits, mut words, mut best) = (0.0, 0.0, 0.0f32);
    for (score, own) in ranked() {
        hits += score * own;
        words += own;
        best = best.max(2.0 * hits / (words + content));
    }
    best
}

/// The places of scores, those of the highest first, of equals in their order. Numbers are sorted with fewer jumps than scores are
/// compared.
fn ranked(scores: &[f32]) -> Vec<usize> {
    let number = |(place, score): (u64, &f32)| u64::from(!ascending(*score)) << 32 | place;
    let mut numbers: Vec<u64> = (0..).zip(scores).map(number).collect();
    numbers.sort_unstable();
    numbers.into_iter().map(|number| number as u32 as usize).collect()
}

/// A number that is the greater, the greater a score is by [`f32::total_cmp`].
fn ascending(score: f32) -> u32 {
    const SIGN: u32 = 1 << 31;
    let bits = score.to_bits();
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    #[test]
    fn the_highest_scores_are_first_and_equals_in_their_order() {
        let scores = [0.5, -1.0, f32::NAN, 0.5, -0.0, 0.0, f32::INFINITY, 1e-40, -2.0, 0.5, -f32::NAN];
        let mut expected: Vec<usize> = (0..scores.len()).collect();
        expected.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        assert_eq!(ranked(&scores), expected);
    }

    fn two_lines() -> Document {
        lines("One two three four five six seven eight.\n\nNine ten eleven twelve and so on again.")
    }

    #[test]
    fn certain_scores_promise_everything() {
        assert_eq!(expected_f1(&two_lines(), &[1.0, 0.0]), 1.0);
        assert_eq!(expected_f1(&two_lines(), &[0.0, 0.0]), 0.0);
    }

    #[test]
    fn doubt_promises_less() {
        let doubtful = expected_f1(&two_lines(), &[0.5, 0.5]);
        assert!((0.6..0.7).contains(&doubtful), "{doubtful}");
    }

    #[test]
    fn the_best_threshold_leaves_the_unlikely_out() {
        // Eight words kept: 2·8·0.8 / (8 + 8·0.8 + 8·0.2); with all of them it were 2·8 / (16 + 8).
        let expected = expected_f1(&two_lines(), &[0.8, 0.2]);
        assert!((expected - 0.8).abs() < 1e-5, "{expected}");
    }
}
