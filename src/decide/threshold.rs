//! From which score on is a block content?

use crate::document::prose::is_prose;
use crate::document::{Origin, RawBlock};
use crate::evidence::Evidence;
use crate::options::Focus;

/// The scores from which blocks are content.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thresholds {
    of_lines: f32,
    /// Of sentences in flattened text.
    of_sentences: f32,
}

impl Thresholds {
    pub(super) fn new(evidence: &Evidence<'_>, scores: &[f32], expected_f1: f32, focus: Focus) -> Thresholds {
        let balanced = balanced(evidence, scores, expected_f1);
        Thresholds {
            of_lines: focused(balanced, focus),
            of_sentences: focused(balanced.min(MAX_OF_SENTENCES), focus),
        }
    }

    #[cfg(test)]
    pub(super) fn same(threshold: f32) -> Thresholds {
        Thresholds { of_lines: threshold, of_sentences: threshold }
    }

    pub(super) fn of(self, origin: Origin, block: &RawBlock) -> f32 {
        let is_sentence = origin == Origin::Text && block.shape.terminated;
        if is_sentence { self.of_sentences } else { self.of_lines }
    }
}

/// Flattened text has little to tell a last sentence from a footer's, so the scores of single sentences are low. Held out, 0.42 to 0.57
/// give the same word F1 on news, fundus and WCXB's pages in this form; 0.42 loses fewest paragraphs. For lines a lower threshold loses.
const MAX_OF_SENTENCES: f32 = 0.42;

/// The score from which a block is content, before the focus moves it.
///
/// The threshold that makes the expected F1 greatest is half of that F1 (Lipton et al. 2014):
/// a page full of doubt keeps more. In articles a block wrongly kept is seen more than one
/// wrongly dropped, so the bound leans a little to precision there.
fn balanced(evidence: &Evidence<'_>, scores: &[f32], expected_f1: f32) -> f32 {
    const SHARE_OF_F1: f32 = 0.58;
    const MIN_THRESHOLD: f32 = 0.2;
    const MAX_THRESHOLD: f32 = 0.57;
    (SHARE_OF_F1 * expected_f1).clamp(MIN_THRESHOLD, MAX_THRESHOLD).min(most_for_prose(evidence, scores))
}

/// The focus moves the odds.
fn focused(balanced: f32, focus: Focus) -> f32 {
    const FOCUS_ODDS: f32 = 3.0;
    let odds = balanced / (1.0 - balanced);
    let odds = match focus {
        Focus::Balanced => odds,
        Focus::Precision => odds * FOCUS_ODDS,
        Focus::Recall => odds / FOCUS_ODDS,
    };
    odds / (1.0 + odds)
}

/// A page that is prose for the most part has an article: the threshold stays below the
/// best score of its prose, however odd the rest of the page is.
fn most_for_prose(evidence: &Evidence<'_>, scores: &[f32]) -> f32 {
    const SHARE_OF_BEST: f32 = 0.8;
    let blocks = &evidence.document.blocks;
    if evidence.layout.prose_words * 2 < evidence.words {
        return 1.0;
    }
    let prose = blocks.iter().zip(scores).filter(|(block, _)| is_prose(block));
    let best = prose.map(|(_, &score)| score).fold(0.0, f32::max);
    // Never nothing: odds are multiplied and divided by the focus.
    (SHARE_OF_BEST * best).max(0.001)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    #[test]
    fn focus_moves_the_odds_three_times() {
        let (page, metadata) = (lines("Home\n\nSport\n\nWeather"), Metadata::default());
        let evidence = Evidence::of(&page, &metadata);
        let at = |focus| Thresholds::new(&evidence, &[1.0, 1.0, 0.0], 1.0, focus).of_lines;
        let odds = |focus| at(focus) / (1.0 - at(focus));
        // A page without doubt has the highest threshold.
        assert!((at(Focus::Balanced) - 0.57).abs() < 1e-5);
        assert!((odds(Focus::Precision) / odds(Focus::Balanced) - 3.0).abs() < 1e-4);
        assert!((odds(Focus::Recall) * 3.0 / odds(Focus::Balanced) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn a_sentence_needs_less_than_a_line_in_flattened_text() {
        let (page, metadata) = (lines("Home\n\nThe ferry sailed again."), Metadata::default());
        let evidence = Evidence::of(&page, &metadata);
        let at = |focus, origin, block: usize| {
            Thresholds::new(&evidence, &[1.0, 1.0], 1.0, focus).of(origin, &page.blocks[block])
        };
        for focus in [Focus::Balanced, Focus::Precision, Focus::Recall] {
            assert!(at(focus, Origin::Text, 1) < at(focus, Origin::Text, 0));
            assert!((at(focus, Origin::Html, 1) - at(focus, Origin::Text, 0)).abs() < 1e-6);
        }
        assert!(at(Focus::Precision, Origin::Text, 1) > at(Focus::Balanced, Origin::Text, 1));
    }

    #[test]
    fn prose_holds_the_threshold_below_its_best_score() {
        let text = "The ferry sailed again on Monday, two years after a storm had torn away its pier.";
        let (page, metadata) = (lines(&format!("{text}\n\nHome")), Metadata::default());
        let most = |scores: &[f32]| most_for_prose(&Evidence::of(&page, &metadata), scores);
        assert!((most(&[0.3, 0.9]) - 0.24).abs() < 1e-6);
        assert!(most(&[0.0, 0.9]) > 0.0);
        let menu = lines(&format!("{text}\n\n{}", "Home\n\n".repeat(20)));
        assert_eq!(
            most_for_prose(&Evidence::of(&menu, &metadata), &[0.3; 21]),
            1.0,
            "mostly other than prose"
        );
    }
}
