//! The learnt model: word tables, trees over the features, bounds of the features' bins.
//!
//! Boosted regression trees (Friedman 2001) over binned features, in two stages: a block by
//! itself, then with what its surroundings scored. Everything is added up in integers,
//! thousandths of log-odds of "this block is content", so that scores are the same on every
//! platform. The command in `training/` writes `lists/model.bin` and `generated.rs`.

mod bins;
mod file;
mod generated;
mod trees;

use once_cell::sync::Lazy;

use self::bins::Edges;
use self::trees::Trees;
use super::confidence::Certainty;
use super::context::Context;
use super::features::Features;
use crate::page::Origin;

/// Everything for one kind of input.
#[derive(Debug)]
struct Scorer {
    /// Of the block's features, then of its surroundings'.
    edges: Edges,
    first: Trees,
    second: Trees,
    /// How sure a page is, from its [`Certainty`].
    certainty_edges: Edges,
    certainty: Trees,
}

#[derive(Debug)]
struct Model {
    /// By [`Table`].
    words: [&'static [u8]; 4],
    markup: Scorer,
    text: Scorer,
}

static MODEL: Lazy<Model> = Lazy::new(file::read);

impl Model {
    fn scorer(&self, origin: Origin) -> &Scorer {
        match origin {
            Origin::Html => &self.markup,
            Origin::Text => &self.text,
        }
    }
}

/// The tables of word evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// The block's own words.
    Own,
    /// Those of a label above, below, and of the heading.
    Above,
    Below,
    Heading,
}

/// What hashed words say, in log-odds.
pub(crate) fn word_points(table: Table, words: &[u32]) -> f32 {
    /// Steps of the tables' weights a unit of log-odds.
    const STEPS: f32 = 32.0;
    let weights = MODEL.words[table as usize];
    // Tables are powers of two long.
    let mask = weights.len().saturating_sub(1);
    let weight = |&word: &u32| weights.get(word as usize & mask).map_or(0, |&weight| i32::from(weight as i8));
    words.iter().map(weight).sum::<i32>() as f32 / STEPS
}

/// Names of all features, first those of the block, then those of its surroundings.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Features::NAMES.iter().chain(Context::NAMES).copied()
}

/// A block's features, each as the number of its bin.
#[derive(Debug, Clone)]
pub(crate) struct Binned(Vec<u8>);

/// Cuts a block's features into bins.
pub(crate) fn binned(features: &Features, origin: Origin) -> Binned {
    let mut bins = Vec::with_capacity(names().count());
    MODEL.scorer(origin).edges.bin(0, &features.values(), &mut bins);
    Binned(bins)
}

/// A block's score, from 0 to 1, and what every feature adds to it, in thousandths of log-odds.
#[derive(Debug, Clone)]
pub(crate) struct Scored {
    pub(crate) score: f32,
    /// By position in [`names`].
    pub(crate) points: Vec<i32>,
}

/// First scores below this stay: of the words that the second stage kept on held-out pages,
/// at most one in 100,000 stood in such blocks. They are three of five blocks of a page.
const SETTLED_BELOW: f32 = 0.05;

/// Score of a block by itself.
pub(crate) fn first_score(own: &Binned, origin: Origin) -> Scored {
    let mut points = vec![0; Features::NAMES.len() + Context::NAMES.len()];
    let sum = MODEL.scorer(origin).first.explain(&own.0, &mut points);
    Scored { score: logistic(sum), points }
}

/// Score of a block with its surroundings, given its score by itself.
pub(crate) fn second_score(first: Scored, own: Binned, context: &Context, origin: Origin) -> Scored {
    if first.score < SETTLED_BELOW {
        return first;
    }
    let scorer = MODEL.scorer(origin);
    let Binned(mut bins) = own;
    scorer.edges.bin(bins.len(), &context.values(), &mut bins);
    let mut points = vec![0; bins.len()];
    let sum = scorer.second.explain(&bins, &mut points);
    hand_down(&first.points, &mut points);
    Scored { score: logistic(sum), points }
}

/// What the first score added is told by what made the first score: the points of
/// `own_score` go to the features that spoke for the same side, in proportion.
fn hand_down(reasons: &[i32], points: &mut [i32]) {
    let own_score = Features::NAMES.len();
    let to_share = std::mem::take(&mut points[own_score]);
    let same_side = |points: &i32| (*points > 0) == (to_share > 0);
    let whole: i64 = reasons.iter().filter(|points| same_side(points)).map(|&points| i64::from(points)).sum();
    if whole == 0 {
        points[own_score] = to_share;
        return;
    }
    for (own, points) in reasons.iter().zip(points).filter(|(own, _)| same_side(own)) {
        *points += (i64::from(*own) * i64::from(to_share) / whole) as i32;
    }
}

/// The chance that a page's body is right, from 0 to 1.
pub(crate) fn confidence(certainty: &Certainty, origin: Origin) -> f32 {
    let scorer = MODEL.scorer(origin);
    let mut bins = Vec::new();
    scorer.certainty_edges.bin(0, &certainty.values(), &mut bins);
    logistic(scorer.certainty.sum(&bins))
}

/// The logistic function of log-odds in thousandths, in steps of 1/4096: the same on every platform.
fn logistic(points: i32) -> f32 {
    let odds = (f64::from(-points) / 1000.0).exp();
    (4096.0 / (1.0 + odds)).round() as f32 / 4096.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_was_made_for_these_features() {
        assert_eq!(generated::BLOCK_FEATURES, Features::NAMES);
        assert_eq!(generated::CONTEXT_FEATURES, Context::NAMES);
        assert_eq!(Context::NAMES[0], "own_score", "hand_down knows where it stands");
        assert_eq!(generated::PAGE_FEATURES, Certainty::NAMES);
    }

    /// Features that are names are numbers to the trees: the order of these enums is part of the model.
    #[test]
    fn names_have_the_numbers_that_the_model_was_trained_with() {
        use crate::article::Boilerplate;
        use crate::detect::layout::Region;
        use crate::page::Tag;
        assert_eq!((Tag::Root as u8, Tag::Item as u8, Tag::Other as u8), (0, 15, 27));
        assert_eq!((Region::None as u8, Region::Aside as u8, Region::Dialog as u8), (0, 5, 8));
        let place = |kind| Boilerplate::ALL.iter().position(|&known| known == kind);
        let (first, last) = (Boilerplate::ALL[0], Boilerplate::ALL[Boilerplate::ALL.len() - 1]);
        assert_eq!((first.name(), last.name(), Boilerplate::ALL.len()), ("skip_link", "other", 34));
        assert_eq!(place(Boilerplate::AdLabel), Some(19));
    }

    #[test]
    fn no_word_says_nothing() {
        assert_eq!(word_points(Table::Own, &[]), 0.0);
    }

    #[test]
    fn the_first_scores_share_is_told_by_its_reasons() {
        let own_score = Features::NAMES.len();
        let mut reasons = vec![0; own_score + Context::NAMES.len()];
        (reasons[0], reasons[1], reasons[2]) = (-300, -100, 50);
        let mut points = vec![0; reasons.len()];
        (points[0], points[own_score]) = (10, -80);
        hand_down(&reasons, &mut points);
        assert_eq!((points[0], points[1], points[2], points[own_score]), (-50, -20, 0, 0));
    }

    #[test]
    fn logistic_is_symmetric() {
        assert_eq!(logistic(0), 0.5);
        assert_eq!(logistic(3000) + logistic(-3000), 1.0);
        assert_eq!(logistic(i32::MAX), 1.0);
    }
}
