//! The F1 that a page's scores promise.

use crate::document::Document;

/// The best F1 by words that any threshold is expected to reach, if every score is the chance
/// of its block to be content: 2 Σ kept p·w / (Σ kept w + Σ all p·w).
pub(crate) fn expected_f1(page: &Document, scores: &[f32]) -> f32 {
    let mut ranked: Vec<(f32, f32)> =
        page.blocks.iter().zip(scores).map(|(block, &score)| (score, block.shape.words as f32)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let content: f32 = ranked.iter().map(|(score, words)| score * words).sum();
    if content <= 0.0 {
        return 0.0;
    }
    let (mut hits, mut words, mut best) = (0.0, 0.0, 0.0f32);
    for (score, own) in ranked {
        hits += score * own;
        words += own;
        best = best.max(2.0 * hits / (words + content));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

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
