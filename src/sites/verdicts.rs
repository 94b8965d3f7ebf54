//! What the pages of a site say of each of its sections.
//!
//! Nobody labels anything. Three kinds of evidence are counted for each section, the elements with one path:
//!
//! - Lines that other pages have, too. An article's own text is on one page, give or take a refrain; a menu, a list of
//!   news or of what is read most comes again. Where a third of a section does, all of it is the template's, the
//!   lines that are new today among them.
//! - How the detector decided about the rest. It errs on single pages; what it keeps on nine of ten is text, and what it
//!   removes on nine of ten is not.
//! - Where the text is. On articles nearly all of it is in one place ([`mains`]). Elsewhere the detector has
//!   to be surer: readers' comments and teasers are prose, and it keeps some of them on each page. And headings there that it
//!   keeps are the text's, however many pages have them: "Ingredients", "Pros".

use super::mains::mains;
use super::page::Vote;
use super::survey::Survey;

/// From this share of shared lines (and of their words) on a section is the template's.
const MIN_SHARED: f64 = 0.3;
/// Up to this share the body's own sections have shared lines.
const MAX_SHARED_OF_BODY: f64 = 0.05;
/// Shares of own words that the detector keeps.
const MAX_KEPT_OF_TEMPLATE: f64 = 0.1;
const MIN_KEPT_OF_BODY: f64 = 0.9;
/// Outside of the place where the text is.
const MAX_KEPT_ELSEWHERE: f64 = 0.8;
/// Pages that say something of a section: by what they share, and by how the detector decided.
const MIN_PAGES: u32 = 2;
const MIN_PAGES_WITH_VOTES: u32 = 3;

/// What is known of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Where the article's text is.
    Body,
    /// Part of the template.
    Template,
    /// The detector decides.
    Open,
}

/// What was counted in an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) pages: u32,
    last_page: u32,
    lines: u32,
    shared_lines: u32,
    words: u64,
    shared_words: u64,
    /// On articles: words that the detector decided about and no other page has.
    own_words: u64,
    own_kept: u64,
    /// The same, whether other pages have it or not.
    decided_words: u64,
    decided_kept: u64,
}

/// What was counted in each element, by itself and with all that is in it.
pub(super) struct Tallies {
    pub(super) own: Vec<Tally>,
    pub(super) all: Vec<Tally>,
}

impl Tallies {
    pub(super) fn of(survey: &Survey<'_>) -> Tallies {
        let count = survey.elements.steps.len();
        let mut tallies = Tallies { own: vec![Tally::default(); count], all: vec![Tally::default(); count] };
        for (number, page) in survey.pages.iter().enumerate() {
            for block in &page.blocks {
                let seen = Seen {
                    page: number as u32 + 1,
                    is_shared: survey.is_shared(block),
                    words: u64::from(block.words.max(1)),
                    vote: if page.is_article { block.vote } else { Vote::Neither },
                };
                let mut at = survey.element(block);
                tallies.own[at].add(seen);
                while at > 0 {
                    tallies.all[at].add(seen);
                    at = survey.elements.parents[at] as usize;
                }
            }
        }
        tallies
    }
}

#[derive(Clone, Copy)]
struct Seen {
    page: u32,
    is_shared: bool,
    words: u64,
    vote: Vote,
}

impl Tally {
    fn add(&mut self, seen: Seen) {
        self.pages += u32::from(self.last_page != seen.page);
        self.last_page = seen.page;
        self.lines += 1;
        self.words += seen.words;
        let decided = if seen.vote == Vote::Neither { 0 } else { seen.words };
        let kept = if seen.vote == Vote::Kept { seen.words } else { 0 };
        self.decided_words += decided;
        self.decided_kept += kept;
        if seen.is_shared {
            self.shared_lines += 1;
            self.shared_words += seen.words;
        } else {
            self.own_words += decided;
            self.own_kept += kept;
        }
    }

    fn verdict(&self) -> Option<Verdict> {
        if self.pages < MIN_PAGES {
            return None;
        }
        let shared_words = share(self.shared_words, self.words);
        if !self.is_text_with_a_line()
            && shared_words >= MIN_SHARED
            && share(self.shared_lines.into(), self.lines.into()) >= MIN_SHARED
        {
            return Some(Verdict::Template);
        }
        let kept = share(self.own_kept, self.own_words);
        let is_told = self.pages >= MIN_PAGES_WITH_VOTES && self.own_words > 0;
        Some(if is_told && kept <= MAX_KEPT_OF_TEMPLATE {
            Verdict::Template
        } else if is_told && kept >= MIN_KEPT_OF_BODY && shared_words <= MAX_SHARED_OF_BODY {
            Verdict::Body
        } else {
            Verdict::Open
        })
    }

    /// Whether most of it is a text of its own, with a line that others have, too: that line goes, not the section.
    fn is_text_with_a_line(&self) -> bool {
        self.shared_words * 2 < self.words && self.shared_lines < 2 * self.pages
    }

    fn is_kept(&self) -> bool {
        self.decided_words > 0 && share(self.decided_kept, self.decided_words) >= MIN_KEPT_OF_BODY
    }

    fn is_doubted(&self) -> bool {
        let kept = share(self.own_kept, self.own_words);
        self.pages >= MIN_PAGES && self.own_words > 0 && kept < MAX_KEPT_ELSEWHERE
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What is known of each element, its own or that of the element around it, and where the text is.
pub(super) fn verdicts(survey: &Survey<'_>, tallies: &Tallies) -> (Vec<Verdict>, Vec<usize>) {
    let first = inherited(survey, |element| own_verdict(tallies, element));
    let mains = mains(survey, &|element| first[element] == Verdict::Template);
    let verdicts = if mains.is_empty() { first } else { beside(survey, tallies, &mains) };
    (verdicts, mains)
}

/// The verdicts where the place of the text is known.
fn beside(survey: &Survey<'_>, tallies: &Tallies, mains: &[usize]) -> Vec<Verdict> {
    let is_elsewhere = |element: usize| {
        !mains.iter().any(|main| is_inside(survey, element, *main) || is_inside(survey, *main, element))
    };
    inherited(survey, |element| {
        let verdict = own_verdict(tallies, element)?;
        let tally = telling(tallies, element);
        let is_heading = survey.elements.steps[element].is_heading();
        if is_heading && tally.is_kept() && is_inside_any(survey, element, mains) {
            return None;
        }
        let is_lost = verdict == Verdict::Open && tally.is_doubted() && is_elsewhere(element);
        // What is around the text is no template as a whole, however much of it is.
        let is_around = mains.iter().any(|main| is_inside(survey, *main, element));
        Some(match verdict {
            Verdict::Template if is_around => Verdict::Open,
            Verdict::Open if is_lost => Verdict::Template,
            verdict => verdict,
        })
    })
}

/// The tally that an element is judged by: that of its own blocks, where it has any.
fn telling(tallies: &Tallies, element: usize) -> &Tally {
    let own = &tallies.own[element];
    if own.lines > 0 { own } else { &tallies.all[element] }
}

fn own_verdict(tallies: &Tallies, element: usize) -> Option<Verdict> {
    telling(tallies, element).verdict()
}

fn inherited(survey: &Survey<'_>, verdict: impl Fn(usize) -> Option<Verdict>) -> Vec<Verdict> {
    let mut verdicts = vec![Verdict::Open];
    for element in 1..survey.elements.steps.len() {
        let above = verdicts[survey.elements.parents[element] as usize];
        verdicts.push(verdict(element).unwrap_or(above));
    }
    verdicts
}

/// Whether an element is another or in it. Parents come before their children.
pub(super) fn is_inside(survey: &Survey<'_>, mut element: usize, outer: usize) -> bool {
    while element > outer {
        element = survey.elements.parents[element] as usize;
    }
    element == outer
}

pub(super) fn is_inside_any(survey: &Survey<'_>, element: usize, outer: &[usize]) -> bool {
    outer.iter().any(|outer| is_inside(survey, element, *outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages with lines of ten words: shared by others, own and kept, own and removed.
    fn verdict(pages: u32, shared: u32, kept: u32, removed: u32) -> Option<Verdict> {
        let mut tally = Tally::default();
        for page in 1..=pages {
            let mut add = |lines, is_shared, vote| {
                (0..lines).for_each(|_| tally.add(Seen { page, is_shared, words: 10, vote }));
            };
            add(shared, true, Vote::Kept);
            add(kept, false, Vote::Kept);
            add(removed, false, Vote::Removed);
        }
        tally.verdict()
    }

    #[test]
    fn a_section_is_told_by_what_it_shares_and_by_votes() {
        assert_eq!(verdict(1, 9, 0, 0), None, "one page shares nothing");
        assert_eq!(verdict(2, 3, 7, 0), Some(Verdict::Template));
        assert_eq!(verdict(2, 1, 2, 0), Some(Verdict::Open), "a line of the template below a text");
        assert_eq!(verdict(2, 1, 0, 0), Some(Verdict::Template));
        assert_eq!(verdict(9, 2, 8, 0), Some(Verdict::Open), "some of it is on other pages");
        assert_eq!(verdict(9, 0, 9, 1), Some(Verdict::Body));
        assert_eq!(verdict(9, 0, 1, 9), Some(Verdict::Template));
        assert_eq!(verdict(9, 0, 5, 5), Some(Verdict::Open));
        assert_eq!(verdict(2, 0, 9, 0), Some(Verdict::Open), "two votes are few");
    }
}
