//! What the first scores of a block's neighbours and elements show about it.
//!
//! A short line between two paragraphs is likely content and one in a footer is not, whatever it says: the second
//! stage of the model sees what the first made of the neighbours, of the elements around, of blocks that are marked
//! up alike, of the section, and of the nearest run of likely blocks. In flattened text the notices between two paragraphs are
//! passed over ([`interruptions`]): the neighbour of a paragraph below an advertisement's label is the paragraph above it.

mod interruptions;
mod paths;
mod runs;
mod sums;

use super::values::Context;
use crate::document::{Document, Origin};
use crate::evidence::Evidence;
use crate::evidence::headed::HeadedParts;
use crate::evidence::layout::Layout;
use interruptions::Interruptions;
use paths::{PathScores, paths};
use runs::ScoredRuns;
use sums::{Sums, mean};

/// The surroundings of a page's blocks, for whoever asks.
pub(crate) struct Surroundings<'a> {
    evidence: &'a Evidence<'a>,
    scores: &'a [f32],
    interruptions: Interruptions,
    sums: Sums,
    runs: ScoredRuns,
    paths: Vec<PathScores>,
}

impl<'a> Surroundings<'a> {
    pub(crate) fn of(evidence: &'a Evidence<'a>, scores: &'a [f32]) -> Self {
        let interruptions = Interruptions::of(evidence);
        let sums = Sums::of(evidence, &interruptions, scores);
        let runs = ScoredRuns::of(evidence.document, &interruptions, scores);
        let paths = paths(evidence.document, &evidence.layout, &sums);
        Surroundings { evidence, scores, interruptions, sums, runs, paths }
    }

    /// Those of one block.
    pub(crate) fn context(&self, index: usize) -> Context {
        let Surroundings { evidence, scores, sums, .. } = self;
        let (page, layout) = (evidence.document, &evidence.layout);
        let mut context = Context { own_score: scores[index], ..Context::default() };
        next_to(scores, &self.interruptions, index, &mut context);
        around(sums, index, &mut context);
        inside(evidence, sums, index, &mut context);
        path(page, layout, sums, &self.paths, index, &mut context);
        section(&evidence.headed, index, sums, scores, &mut context);
        self.runs.set(index, &mut context);
        context
    }
}

fn next_to(scores: &[f32], interruptions: &Interruptions, index: usize, context: &mut Context) {
    let score = |at: Option<usize>| at.and_then(|at| scores.get(at)).copied().unwrap_or(-1.0);
    let above = interruptions.above(index);
    let below = interruptions.below(index);
    (context.score_above_1, context.score_above_2) = (score(above[0]), score(above[1]));
    (context.score_below_1, context.score_below_2) = (score(below[0]), score(below[1]));
}

fn around(sums: &Sums, index: usize, context: &mut Context) {
    let count = sums.words_before.len() - 1;
    let above = |blocks: usize| sums.mean(index.saturating_sub(blocks), index);
    let below = |blocks: usize| sums.mean(index + 1, (index + 1 + blocks).min(count));
    (context.score_above_5, context.score_above_15) = (above(5), above(15));
    (context.score_below_5, context.score_below_15) = (below(5), below(15));
    let content = sums.content();
    context.content_above = sums.content_before[index] / content;
    context.content_below = (sums.content_before[count] - sums.content_before[index + 1]) / content;
    context.content_words = content;
}

/// The extremes of the path, its cards, and the page as a whole.
fn path(
    page: &Document,
    layout: &Layout,
    sums: &Sums,
    paths: &[PathScores],
    index: usize,
    context: &mut Context,
) {
    context.page_score = sums.mean(0, page.blocks.len());
    if page.origin == Origin::Text {
        return;
    }
    context.main_score = mean(sums.containers[layout.main]);
    let path = paths[page.blocks[index].container as usize];
    (context.path_lowest, context.path_highest) = (path.lowest, path.highest);
    context.cards_score = path.cards;
}

fn section(parts: &HeadedParts, index: usize, sums: &Sums, scores: &[f32], context: &mut Context) {
    let own = parts.place(index);
    let mean = |place: Option<usize>| {
        let part = place.and_then(|place| parts.list.get(place));
        part.map_or(-1.0, |part| sums.mean(part.start, part.start + part.blocks as usize))
    };
    context.section_score = mean(Some(own));
    context.section_score_above = mean(own.checked_sub(1));
    context.section_score_below = mean(Some(own + 1));
    let part = parts.part(index);
    context.heading_score = part.heading.map_or(f32::NAN, |heading| scores[heading]);
    let end = part.start + part.blocks as usize;
    context.section_content = (sums.content_before[end] - sums.content_before[part.start]) / sums.content();
}

fn inside(evidence: &Evidence<'_>, sums: &Sums, index: usize, context: &mut Context) {
    let page = evidence.document;
    let block = &page.blocks[index];
    let known = page.origin == Origin::Html;
    let mut path = page.container_path(block.container as usize).filter(|_| known);
    let mut levels = [None; 6];
    for level in &mut levels {
        *level = path.next().map(|container| sums.containers[container]);
    }
    let mean = |level: usize| levels[level].map_or(f32::NAN, |(words, content)| content / words.max(1.0));
    let share = |level: usize| levels[level].map_or(f32::NAN, |(_, content)| content / sums.content());
    (context.container_score_1, context.container_score_2) = (mean(0), mean(1));
    (context.container_score_3, context.container_score_4) = (mean(2), mean(3));
    context.container_score_6 = mean(5);
    (context.container_content_1, context.container_content_2) = (share(0), share(1));
    context.container_content_4 = share(3);
    context.equal_score = if known {
        let (blocks, score) = sums.equal[evidence.equal.group_of[index] as usize];
        score / blocks
    } else {
        f32::NAN
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::{FERRY, html, lines, rounded};
    use crate::metadata::Metadata;

    /// First scores as they would be: menu, headline with its date, two paragraphs, label and cards, footer.
    const SCORES: [f32; 14] = [0., 0., 0.6, 0.4, 1., 1., 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.];

    /// What is not known.
    const NO: f32 = -9.0;

    fn column(page: &Document, scores: &[f32], name: &str) -> Vec<f32> {
        let at = Context::NAMES.iter().position(|known| *known == name).expect("a value");
        let metadata = Metadata::default();
        let evidence = Evidence::of(page, &metadata);
        let around = Surroundings::of(&evidence, scores);
        rounded((0..scores.len()).map(|index| around.context(index).values()[at]))
    }

    /// A value of the page that was counted by hand.
    fn check(name: &str, expected: [f32; 14]) {
        assert_eq!(column(&html(FERRY), &SCORES, name), expected, "{name}");
    }

    #[test]
    fn scores_above_and_below_end_at_the_edge_of_the_page() {
        check("score_above_1", [-1., 0., 0., 0.6, 0.4, 1., 1., 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2]);
        check("score_above_2", [-1., -1., 0., 0., 0.6, 0.4, 1., 1., 0.2, 0.1, 0.2, 0.1, 0.2, 0.1]);
        check("score_below_1", [0., 0.6, 0.4, 1., 1., 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0., -1.]);
        check("score_below_2", [0.6, 0.4, 1., 1., 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0., -1., -1.]);
        check(
            "score_above_5",
            [-1., 0., 0., 0.36, 0.37, 0.81, 0.91, 0.89, 0.85, 0.84, 0.64, 0.15, 0.13, 0.15],
        );
        check(
            "score_below_5",
            [0.91, 0.89, 0.85, 0.84, 0.64, 0.15, 0.13, 0.15, 0.11, 0.11, 0.09, 0.08, 0., -1.],
        );
    }

    #[test]
    fn content_is_words_times_score() {
        // 3 · 0.6 + 2 · 0.4 + 30 in the article, 0.4 in the label, 2.2 in the cards.
        check("content_words", [35.2; 14]);
        check("content_above", [0., 0., 0., 0.05, 0.07, 0.53, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1.]);
        check("content_below", [1., 1., 0.95, 0.93, 0.47, 0.07, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01, 0., 0.]);
        check("page_score", [0.61; 14]);
        check("main_score", [0.93; 14]);
    }

    #[test]
    fn containers_have_the_mean_of_what_is_inside() {
        check(
            "container_score_2",
            [0., 0., 0.93, 0.93, 0.93, 0.93, 0.14, 0.14, 0.14, 0.14, 0.14, 0.13, 0.13, 0.61],
        );
        check(
            "container_content_2",
            [0., 0., 0.93, 0.93, 0.93, 0.93, 0.07, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 1.],
        );
        // Containers of less than twenty words are no part of it: the cards, the section.
        check("path_lowest", [0.61; 14]);
        check(
            "path_highest",
            [0.61, 0.61, 0.93, 0.93, 0.93, 0.93, 0.66, 0.66, 0.66, 0.66, 0.66, 0.66, 0.66, 0.61],
        );
        check("cards_score", [NO, NO, NO, NO, NO, NO, NO, 0.14, 0.14, 0.14, 0.14, 0.14, 0.14, NO]);
        // Headings of a level each, five paragraphs without a class.
        check("equal_score", [0., 0., 0.6, 0.4, 0.52, 0.52, 0.2, 0.1, 0.52, 0.1, 0.52, 0.1, 0.52, 0.]);
    }

    #[test]
    fn sections_have_the_mean_of_what_is_below_their_heading() {
        check(
            "section_score",
            [0., 0., 0.93, 0.93, 0.93, 0.93, 0.2, 0.14, 0.14, 0.14, 0.14, 0.09, 0.09, 0.09],
        );
        check(
            "section_score_above",
            [-1., -1., 0., 0., 0., 0., 0.93, 0.2, 0.2, 0.14, 0.14, 0.14, 0.14, 0.14],
        );
        check(
            "section_score_below",
            [0.93, 0.93, 0.2, 0.2, 0.2, 0.2, 0.14, 0.14, 0.14, 0.09, 0.09, -1., -1., -1.],
        );
        check("heading_score", [NO, NO, 0.6, 0.6, 0.6, 0.6, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
        check(
            "section_content",
            [0., 0., 0.93, 0.93, 0.93, 0.93, 0.01, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02],
        );
    }

    #[test]
    fn likely_blocks_make_a_run() {
        // From the headline to the last paragraph; the date between them does not end it.
        check("run_content", [0.9; 14]);
        check("run_of_largest", [1.; 14]);
        check("run_distance", [-2., -1., 0., 0., 0., 0., 1., 2., 3., 4., 5., 6., 7., 8.]);
        check("run_distance_words", [-2., -1., 0., 0., 0., 0., 2., 5., 7., 10., 12., 16., 18., 21.]);
    }

    #[test]
    fn text_has_scores_but_no_containers() {
        let page = lines("One two\n\nThree four\n\nFive six");
        let scores = [0.2, 0.8, 0.4];
        assert_eq!(column(&page, &scores, "page_score"), [0.47; 3]);
        assert_eq!(column(&page, &scores, "score_above_5"), [-1., 0.2, 0.5]);
        for name in ["main_score", "container_score_1", "path_lowest", "cards_score", "equal_score"] {
            assert_eq!(column(&page, &scores, name), [NO; 3], "{name}");
        }
    }
}
