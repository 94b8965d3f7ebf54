//! What tells whether the title that was chosen is right.
//!
//! The choice itself is made by rules and, among lines, by points; these signs say how sure it is.
//! [`TITLE_CHANCES`](crate::lists::points::TITLE_CHANCES) has what each is worth.

use super::stripped::{Stripped, is_head, is_heading};
use crate::metadata::candidates::Candidates;
use crate::metadata::normalise;
use crate::metadata::trust::TitlePlace;

/// Names of the signs, in the order of their values.
pub(crate) const NAMES: [&str; 12] = [
    "place",
    "line_points",
    "line_margin",
    "headings_alike",
    "heads_alike",
    "heads_other",
    "headings",
    "address",
    "words",
    "site_cut",
    "to_date",
    "to_author",
];

/// What is known of a title, in the order of [`NAMES`]; `NAN` where nothing is.
pub(crate) type Signs = [f32; NAMES.len()];

/// Share of common words from which two titles are alike.
const ALIKE: f32 = 0.8;

/// Where the page has no address.
const NO_ADDRESS: f32 = -1.0;
/// Blocks to the nearest of a kind, where the page has no such block.
const NOWHERE: f32 = 1000.0;

/// The signs of the title that was chosen among all of the page, which is in a block.
pub(super) fn of(
    chosen: &Stripped<'_>,
    all: &[Stripped<'_>],
    block: Option<u32>,
    candidates: &Candidates,
) -> Signs {
    let slug = candidates.slug.as_deref();
    let dates = candidates.dates.iter().filter_map(|date| date.block);
    let authors = candidates.authors.iter().filter_map(|author| author.block);
    let is_alike = |other: &&Stripped<'_>| normalise::similarity(&other.folded, &chosen.folded) >= ALIKE;
    let count = |is: &dyn Fn(&Stripped<'_>) -> bool| all.iter().filter(|title| is(title)).count() as f32;
    let heads = all.iter().filter(|title| is_head(title.candidate));
    let alike = places(heads.clone().filter(is_alike));
    [
        f32::from(chosen.candidate.place as u8),
        line_points(chosen),
        line_margin(chosen, all),
        count(&|title| is_heading(title.candidate) && is_alike(&title)),
        alike,
        places(heads) - alike,
        count(&|title| title.candidate.place == TitlePlace::TopHeading),
        slug.map_or(NO_ADDRESS, |slug| normalise::similarity(&chosen.folded, slug)),
        chosen.folded.split(' ').count() as f32,
        f32::from(u8::from(chosen.site.is_some())),
        to_nearest(block, dates),
        to_nearest(block, authors),
    ]
}

/// Blocks from the title to the nearest of some: articles have date and byline at their headline.
fn to_nearest(title: Option<u32>, blocks: impl Iterator<Item = u32>) -> f32 {
    let Some(title) = title else { return f32::NAN };
    blocks.map(|block| block.abs_diff(title)).min().map_or(NOWHERE, |blocks| blocks as f32)
}

/// How many kinds of sources titles are from.
fn places<'a>(titles: impl Iterator<Item = &'a Stripped<'a>>) -> f32 {
    let mut places: Vec<TitlePlace> = titles.map(|title| title.candidate.place).collect();
    places.sort_unstable();
    places.dedup();
    places.len() as f32
}

/// The points of a line as a headline.
fn line_points(title: &Stripped<'_>) -> f32 {
    if title.candidate.place == TitlePlace::Line { title.candidate.weight as f32 } else { f32::NAN }
}

/// By how many points a line is better than the best other one.
fn line_margin(chosen: &Stripped<'_>, all: &[Stripped<'_>]) -> f32 {
    let lines = all.iter().filter(|title| title.folded != chosen.folded);
    let best = lines.map(line_points).filter(|points| !points.is_nan()).reduce(f32::max);
    best.map_or(f32::NAN, |best| line_points(chosen) - best)
}
