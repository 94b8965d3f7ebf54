//! Where the pages of a site show their title, their date and their authors.
//!
//! Most pages say them for machines. An element that shows the same as they say, on nearly all pages that have it, is the place of
//! the metadata on the pages that say nothing.

use super::page::Role;
use super::profile::{Evidence, Rule};
use super::selector::Selector;
use super::survey::Survey;

/// Places of one field on a site: of its templates.
const MAX_PLACES: usize = 4;
/// Pages that show it there.
const MIN_PAGES: u32 = 3;

/// The places of a field, each with the pages that show it there.
pub(super) fn places(survey: &Survey<'_>, role: Role) -> Vec<(usize, u32)> {
    let (mut with, mut shown) = (Counts::new(survey), Counts::new(survey));
    for (number, page) in survey.pages.iter().enumerate() {
        for block in &page.blocks {
            let element = survey.element(block);
            with.add(element, number);
            if block.role == role {
                shown.add(element, number);
            }
        }
    }
    let is_place = |element: &usize| {
        let pages = shown.pages[*element];
        // Four of five: a byline is sometimes an agency's.
        pages >= MIN_PAGES && pages * 5 >= with.pages[*element] * 4
    };
    let mut places: Vec<(usize, u32)> =
        (1..shown.pages.len()).filter(is_place).map(|element| (element, shown.pages[element])).collect();
    places.sort_by_key(|(element, pages)| (std::cmp::Reverse(*pages), *element));
    places.truncate(MAX_PLACES);
    places
}

/// Pages by element.
struct Counts {
    pages: Vec<u32>,
    last: Vec<usize>,
}

impl Counts {
    fn new(survey: &Survey<'_>) -> Counts {
        let elements = survey.elements.steps.len();
        Counts { pages: vec![0; elements], last: vec![usize::MAX; elements] }
    }

    fn add(&mut self, element: usize, page: usize) {
        if self.last[element] != page {
            self.last[element] = page;
            self.pages[element] += 1;
        }
    }
}

/// The selectors of a field.
pub(super) fn fields(
    survey: &Survey<'_>,
    role: Role,
    shortest: impl Fn(usize, &dyn Fn(usize) -> bool) -> Selector,
) -> Vec<Rule> {
    let places = places(survey, role);
    let is_rival = |element: usize| places.iter().all(|(place, _)| *place != element);
    let of = survey.pages.len() as u32;
    let rule = |(place, pages): &(usize, u32)| Rule {
        selector: shortest(*place, &is_rival),
        evidence: Evidence::Learnt { pages: *pages, of },
    };
    let mut rules: Vec<Rule> = places.iter().map(rule).collect();
    rules.dedup_by(|next, first| next.selector == first.selector);
    rules
}
