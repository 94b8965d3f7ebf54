//! What the first scores of a block's neighbours and containers tell of it.

use foldhash::{HashMap, HashMapExt};

use super::features::Ancestors;
use super::layout::Layout;
use super::named_values::named_values;
use super::phrases::Hit;
use super::scored_runs::ScoredRuns;
use super::sections::{Section, sections};
use crate::document::BlockKind;
use crate::document::{Document, Origin, RawBlock};

named_values! {
    /// One block's surroundings, in first scores from 0 to 1.
    Context:
    own_score,
    /// The blocks next to it; -1 past the page's edge.
    score_above_1,
    score_above_2,
    score_below_1,
    score_below_2,
    /// Mean by words of the nearest five and fifteen blocks.
    score_above_5,
    score_below_5,
    score_above_15,
    score_below_15,
    /// Share of the page's expected content above and below.
    content_above,
    content_below,
    /// Words of content to be expected on the page.
    content_words,
    /// Mean by words in the innermost containers.
    container_score_1,
    container_score_2,
    container_score_3,
    container_score_4,
    container_score_6,
    /// Share of the page's expected content in them.
    container_content_1,
    container_content_2,
    container_content_4,
    /// Mean over blocks of the same kind and class.
    equal_score,
    /// Lowest and highest mean by words of a container on the path with more than a few words.
    path_lowest,
    path_highest,
    /// Mean by words of the section under the last heading, of the sections above and below,
    /// the heading's own score, and the section's share of the page's expected content.
    section_score,
    section_score_above,
    section_score_below,
    heading_score,
    section_content,
    /// Mean by words of the equal cards that the block is in one of.
    cards_score,
    /// Mean by words of the page and of its main container.
    page_score,
    main_score,
    /// Expected content of the run of likely blocks that the block is in or near, as a share
    /// of the page's; blocks and words from its edge, negative above, 0 inside.
    run_content,
    run_distance,
    run_distance_words,
    /// Expected content of the run relative to the largest one.
    run_of_largest,
}

/// The surroundings of a page's blocks, for whoever asks.
pub(crate) struct Surroundings<'a> {
    page: &'a Document,
    layout: &'a Layout,
    scores: &'a [f32],
    sums: Sums,
    sections: Vec<Section>,
    section_of: Vec<usize>,
    runs: ScoredRuns,
    paths: Vec<PathScores>,
}

impl<'a> Surroundings<'a> {
    pub(crate) fn of(
        page: &'a Document,
        layout: &'a Layout,
        hits: &[Option<Hit>],
        scores: &'a [f32],
    ) -> Self {
        let sums = Sums::of(page, layout, scores);
        let (sections, section_of) = sections(page, hits);
        let runs = ScoredRuns::of(page, scores);
        let paths = paths(page, layout, &sums);
        Surroundings { page, layout, scores, sums, sections, section_of, runs, paths }
    }

    /// Those of one block.
    pub(crate) fn context(&self, index: usize) -> Context {
        let Surroundings { page, layout, scores, sums, .. } = self;
        let mut context = Context { own_score: scores[index], ..Context::default() };
        next_to(scores, index, &mut context);
        around(sums, index, &mut context);
        inside(page, layout, sums, index, &mut context);
        path(page, layout, sums, &self.paths, index, &mut context);
        section(&self.sections, self.section_of[index], sums, scores, &mut context);
        self.runs.set(index, &mut context);
        context
    }
}

type EqualKey = (std::mem::Discriminant<BlockKind>, u32);

/// Running sums over blocks and sums over containers.
struct Sums {
    /// Words, and words times score, before each block.
    words_before: Vec<f32>,
    content_before: Vec<f32>,
    /// The same a container.
    containers: Vec<(f32, f32)>,
    equal: HashMap<EqualKey, (f32, f32)>,
    /// By parent and signature: all cards of a group.
    cards: HashMap<(u32, u32), (f32, f32)>,
}

impl Sums {
    fn of(page: &Document, layout: &Layout, scores: &[f32]) -> Sums {
        let mut sums = Sums {
            words_before: vec![0.0],
            content_before: vec![0.0],
            containers: vec![(0.0, 0.0); page.containers.len()],
            equal: HashMap::new(),
            cards: HashMap::new(),
        };
        let (mut words, mut content) = (0.0, 0.0);
        for (block, score) in page.blocks.iter().zip(scores) {
            let weight = block.shape.words.max(1) as f32;
            words += weight;
            content += weight * score;
            sums.words_before.push(words);
            sums.content_before.push(content);
            let container = &mut sums.containers[block.container as usize];
            *container = (container.0 + weight, container.1 + weight * score);
            let group = sums.equal.entry(equal_key(layout, block)).or_insert((0.0, 0.0));
            *group = (group.0 + 1.0, group.1 + score);
        }
        for index in (1..sums.containers.len()).rev() {
            let (words, content) = sums.containers[index];
            let parent = &mut sums.containers[page.containers[index].parent as usize];
            *parent = (parent.0 + words, parent.1 + content);
            if layout.containers[index].equal_siblings > 1 {
                let key = (page.containers[index].parent, layout.containers[index].signature);
                let group = sums.cards.entry(key).or_insert((0.0, 0.0));
                *group = (group.0 + words, group.1 + content);
            }
        }
        sums
    }

    /// Mean score by words of the blocks in a range; -1 for an empty one.
    fn mean(&self, from: usize, to: usize) -> f32 {
        let words = self.words_before[to] - self.words_before[from];
        if words > 0.0 { (self.content_before[to] - self.content_before[from]) / words } else { -1.0 }
    }

    fn content(&self) -> f32 {
        self.content_before.last().copied().unwrap_or(0.0).max(1.0)
    }
}

/// Blocks of the same kind in containers of the same tag and names are equal.
fn equal_key(layout: &Layout, block: &RawBlock) -> EqualKey {
    (std::mem::discriminant(&block.kind), layout.containers[block.container as usize].signature)
}

fn next_to(scores: &[f32], index: usize, context: &mut Context) {
    let at = |offset: isize| {
        index.checked_add_signed(offset).and_then(|at| scores.get(at)).copied().unwrap_or(-1.0)
    };
    (context.score_above_1, context.score_above_2) = (at(-1), at(-2));
    (context.score_below_1, context.score_below_2) = (at(1), at(2));
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

/// What is known of the path from the root down to a container.
#[derive(Debug, Clone, Copy)]
struct PathScores {
    lowest: f32,
    highest: f32,
    /// Of the outermost group of equal cards.
    cards: f32,
}

/// The extremes along every path, each from its parent's.
fn paths(page: &Document, layout: &Layout, sums: &Sums) -> Vec<PathScores> {
    const FEWEST_WORDS: f32 = 20.0;
    let mut paths: Vec<PathScores> = Vec::with_capacity(page.containers.len());
    for (index, container) in page.containers.iter().enumerate() {
        let root = PathScores { lowest: 1.0, highest: 0.0, cards: f32::NAN };
        let mut own = paths.get(container.parent as usize).copied().filter(|_| index > 0).unwrap_or(root);
        let sum = sums.containers[index];
        if sum.0 >= FEWEST_WORDS {
            own.lowest = own.lowest.min(mean(sum));
            own.highest = own.highest.max(mean(sum));
        }
        if own.cards.is_nan() {
            let key = (container.parent, layout.containers[index].signature);
            own.cards = sums.cards.get(&key).map_or(f32::NAN, |&cards| mean(cards));
        }
        paths.push(own);
    }
    paths
}

fn mean((words, content): (f32, f32)) -> f32 {
    content / words.max(1.0)
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

fn section(sections: &[Section], own: usize, sums: &Sums, scores: &[f32], context: &mut Context) {
    let mean = |place: Option<usize>| {
        let section = place.and_then(|place| sections.get(place));
        section.map_or(-1.0, |section| sums.mean(section.start, section.start + section.blocks as usize))
    };
    context.section_score = mean(Some(own));
    context.section_score_above = mean(own.checked_sub(1));
    context.section_score_below = mean(Some(own + 1));
    let section = &sections[own];
    context.heading_score = section.heading.map_or(f32::NAN, |heading| scores[heading]);
    let end = section.start + section.blocks as usize;
    context.section_content =
        (sums.content_before[end] - sums.content_before[section.start]) / sums.content();
}

fn inside(page: &Document, layout: &Layout, sums: &Sums, index: usize, context: &mut Context) {
    let block = &page.blocks[index];
    let known = page.origin == Origin::Html;
    let mut path = Ancestors { page, next: known.then_some(block.container as usize) };
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
        sums.equal.get(&equal_key(layout, block)).map_or(f32::NAN, |(blocks, score)| score / blocks)
    } else {
        f32::NAN
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Reading;
    use crate::detect::testing::{FERRY, html, lines, rounded};
    use crate::metadata::Metadata;

    /// First scores as they would be: menu, headline with its date, two paragraphs, label and cards, footer.
    const SCORES: [f32; 14] = [0., 0., 0.6, 0.4, 1., 1., 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.];

    /// What is not known.
    const NO: f32 = -9.0;

    fn column(page: &Document, scores: &[f32], name: &str) -> Vec<f32> {
        let at = Context::NAMES.iter().position(|known| *known == name).expect("a value");
        let metadata = Metadata::default();
        let reading = Reading::of(page, &metadata);
        let around = reading.surroundings(scores);
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
        // Five headings, five paragraphs without a class.
        check("equal_score", [0., 0., 0.22, 0.4, 0.52, 0.52, 0.22, 0.22, 0.52, 0.22, 0.52, 0.22, 0.52, 0.]);
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
