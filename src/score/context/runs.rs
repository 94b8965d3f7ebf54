//! Runs of blocks that are likely content by their first scores.

use super::interruptions::Interruptions;
use crate::document::Document;
use crate::score::values::Context;

/// Scores from here on make a run.
const LIKELY: f32 = 0.5;

/// A run: blocks from `start` to before `end` and what content is to be expected in them.
#[derive(Debug)]
struct ScoredRun {
    start: usize,
    end: usize,
    /// The end without the interruptions right below it, which do not count as a gap.
    passed: usize,
    content: f32,
}

/// The runs of a page and where the blocks stand to them.
#[derive(Debug)]
pub(super) struct ScoredRuns {
    runs: Vec<ScoredRun>,
    words_before: Vec<f32>,
    content: f32,
    largest: f32,
}

impl ScoredRuns {
    pub(super) fn of(page: &Document, interruptions: &Interruptions, scores: &[f32]) -> ScoredRuns {
        let mut runs: Vec<ScoredRun> = Vec::new();
        let mut words_before = vec![0.0];
        let (mut words, mut content) = (0.0, 0.0);
        for (index, (block, &score)) in page.blocks.iter().zip(scores).enumerate() {
            let own = block.shape.words.max(1) as f32;
            words += own;
            content += own * score;
            words_before.push(words);
            if interruptions.has(index) {
                extend(&mut runs, index);
            } else if score >= LIKELY {
                join(&mut runs, index, own * score);
            }
        }
        let largest = runs.iter().map(|run| run.content).fold(1.0, f32::max);
        ScoredRuns { runs, words_before, content: content.max(1.0), largest }
    }

    /// Describes the block's own run, or the nearest one.
    pub(super) fn set(&self, index: usize, context: &mut Context) {
        let below = self.runs.partition_point(|run| run.end <= index);
        let at = |place: usize| self.runs.get(place);
        let above = below.checked_sub(1).and_then(at);
        let words = |from: usize, to: usize| self.words_before[to] - self.words_before[from];
        let (run, blocks, gap) = match (above, at(below)) {
            (_, Some(run)) if run.start <= index => (run, 0.0, 0.0),
            (Some(run), Some(next)) if next.start - index > index + 1 - run.end => {
                distance_below(run, index, words)
            }
            (Some(run), None) => distance_below(run, index, words),
            (_, Some(run)) => (run, index as f32 - run.start as f32, -words(index, run.start)),
            (None, None) => return,
        };
        context.run_content = run.content / self.content;
        context.run_of_largest = run.content / self.largest;
        context.run_distance = blocks;
        context.run_distance_words = gap;
    }
}

fn distance_below(
    run: &ScoredRun,
    index: usize,
    words: impl Fn(usize, usize) -> f32,
) -> (&ScoredRun, f32, f32) {
    (run, (index + 1 - run.end) as f32, words(run.end, index + 1))
}

/// One unlikely block does not end a run.
fn join(runs: &mut Vec<ScoredRun>, index: usize, content: f32) {
    const MAX_GAP: usize = 1;
    match runs.last_mut() {
        Some(run) if index - run.passed <= MAX_GAP => {
            (run.end, run.passed) = (index + 1, index + 1);
            run.content += content;
        }
        _ => runs.push(ScoredRun { start: index, end: index + 1, passed: index + 1, content }),
    }
}

/// An interruption right below a run does not end it.
fn extend(runs: &mut [ScoredRun], index: usize) {
    if let Some(run) = runs.last_mut().filter(|run| run.passed == index) {
        run.passed = index + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::read::text;

    #[test]
    fn a_block_knows_its_distance_from_the_nearest_run() {
        let page = text::page(&"one two three\n\n".repeat(7), &Limits::new());
        let runs = ScoredRuns::of(&page, &Interruptions::default(), &[0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.1]);
        let distance = |index: usize| {
            let mut context = Context::default();
            runs.set(index, &mut context);
            (context.run_distance, context.run_distance_words)
        };
        assert_eq!(distance(0), (-1.0, -3.0));
        assert_eq!(distance(2), (0.0, 0.0), "one unlikely block does not end a run");
        assert_eq!(distance(5), (2.0, 6.0));
    }
}
