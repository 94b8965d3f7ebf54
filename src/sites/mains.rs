//! Where is the text? The deepest elements that hold most of it, one for each template of the site.

use super::page::Vote;
use super::survey::Survey;

/// Templates of a site that are told apart.
const MAX_TEMPLATES: usize = 4;
/// Pages that make a template.
const MIN_PAGES: usize = 2;
/// The share of a page's text that is in its place, in the mean over the pages: the rest are standfirsts and boxes.
const MIN_SHARE: f64 = 0.6;
/// Shorter lines are labels.
const MIN_WORDS: u16 = 5;

/// The elements where the text of the site's pages is.
pub(super) fn mains(survey: &Survey<'_>, is_template: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut pages: Vec<Vec<(u32, f64)>> = (0..survey.pages.len())
        .map(|page| shares(survey, is_template, page))
        .filter(|s| !s.is_empty())
        .collect();
    let mut mains = Vec::new();
    while pages.len() >= MIN_PAGES && mains.len() < MAX_TEMPLATES {
        let Some(main) = main(survey, &pages) else { break };
        mains.push(main);
        let before = pages.len();
        pages.retain(|shares| shares.iter().all(|(element, _)| *element as usize != main));
        if pages.len() == before {
            break;
        }
    }
    mains
}

/// The deepest element that holds most of the text of these pages.
fn main(survey: &Survey<'_>, pages: &[Vec<(u32, f64)>]) -> Option<usize> {
    let mut sums = vec![0.0; survey.elements.steps.len()];
    for (element, share) in pages.iter().flatten() {
        sums[*element as usize] += share;
    }
    let least = MIN_SHARE * pages.len() as f64;
    let depth = |mut element: usize| {
        let mut depth = 0;
        while element > 0 {
            element = survey.elements.parents[element] as usize;
            depth += 1;
        }
        depth
    };
    let candidates = (1..sums.len()).filter(|element| sums[*element] >= least);
    // Beside a paragraph there may be a list: the place is what holds both.
    let is_place = |element: &usize| !survey.elements.steps[*element].is_of_text();
    candidates.filter(is_place).max_by_key(|element| (depth(*element), std::cmp::Reverse(*element)))
}

/// The elements around a page's text, each with the share of it that it holds.
fn shares(survey: &Survey<'_>, is_template: &dyn Fn(usize) -> bool, page: usize) -> Vec<(u32, f64)> {
    let page = &survey.pages[page];
    if !page.is_article {
        return Vec::new();
    }
    let mut words = std::collections::BTreeMap::<u32, u64>::new();
    let mut total = 0;
    for block in &page.blocks {
        let mut at = survey.element(block);
        let is_text = block.vote == Vote::Kept && block.words >= MIN_WORDS && !survey.is_shared(block);
        if !is_text || is_template(at) {
            continue;
        }
        total += u64::from(block.words);
        while at > 0 {
            *words.entry(at as u32).or_default() += u64::from(block.words);
            at = survey.elements.parents[at] as usize;
        }
    }
    words.into_iter().map(|(element, words)| (element, words as f64 / total as f64)).collect()
}
