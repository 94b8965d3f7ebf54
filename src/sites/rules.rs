//! Verdicts about sections, written as few and short selectors.
//!
//! Only where the verdict changes from an element to one in it is there something to write. A selector begins with the
//! element itself and goes on outwards until no element with another verdict fits it: `#story > p`, not the whole path.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::fields::fields;
use super::host::start_of_key;
use super::packed::StoredBlock;
use super::page::{Role, Vote};
use super::profile::{Evidence, Profile, Rule};
use super::selector::Selector;
use super::survey::Survey;
use super::verdicts::{Tallies, Verdict, is_inside_any, verdicts};

/// Selectors of one site, of each kind; those on most pages stay.
const MAX_RULES: usize = 200;
/// Lines of one site.
const MAX_LINES: usize = 400;
/// Pages that have to have a line: at least so many, a tenth of the pages where there are more, but no more than five.
const MIN_LINE_PAGES: u32 = 2;
const MAX_MIN_LINE_PAGES: u32 = 5;
/// Pages of a site that say something of it.
const MIN_PAGES: usize = 2;

/// What a site's pages teach; `None` where there are too few.
pub(super) fn profile(survey: &Survey<'_>) -> Option<Profile> {
    if survey.pages.len() < MIN_PAGES {
        return None;
    }
    let tallies = Tallies::of(survey);
    let (verdicts, mains) = verdicts(survey, &tallies);
    let mut profile = Profile { pages: survey.pages.len() as u32, ..Profile::default() };
    for element in 1..verdicts.len() {
        let above = verdicts[survey.elements.parents[element] as usize];
        if verdicts[element] == above || tallies.all[element].pages == 0 {
            continue;
        }
        let rule = Rule {
            selector: shortest(survey, element, &|rival| verdicts[rival] != verdicts[element]),
            evidence: Evidence::Learnt { pages: tallies.all[element].pages, of: profile.pages },
        };
        match verdicts[element] {
            Verdict::Body => profile.body.push(rule),
            Verdict::Template => profile.remove.push(rule),
            Verdict::Open => profile.open.push(rule),
        }
    }
    for rules in [&mut profile.body, &mut profile.remove, &mut profile.open] {
        tidy(rules);
    }
    profile.lines = lines(survey, &verdicts, &mains);
    let shortest = |element, is_rival: &dyn Fn(usize) -> bool| shortest(survey, element, is_rival);
    profile.title = fields(survey, Role::Title, shortest);
    profile.date = fields(survey, Role::Date, shortest);
    profile.authors = fields(survey, Role::Authors, shortest);
    (!profile.is_empty()).then_some(profile)
}

/// The shortest selector of an element that fits none of its rivals.
fn shortest(survey: &Survey<'_>, element: usize, is_rival: &dyn Fn(usize) -> bool) -> Selector {
    let plain = |length| Selector::chain(&survey.elements, element, length);
    let found = unambiguous(survey, is_rival, element, plain);
    // Beside a `div` there is a `div.a` that it would fit, too.
    let found = found.or_else(|| unambiguous(survey, is_rival, element, |length| plain(length).bare(1)));
    let found = found.or_else(|| unambiguous(survey, is_rival, element, |length| plain(length).bare(length)));
    found.unwrap_or_else(|| plain(usize::MAX).bare(usize::MAX))
}

/// The shortest of these selectors, by their steps, that names something and fits no rival.
fn unambiguous(
    survey: &Survey<'_>,
    is_rival: &dyn Fn(usize) -> bool,
    element: usize,
    selector: impl Fn(usize) -> Selector,
) -> Option<Selector> {
    let elements = &survey.elements;
    let mut rivals: Vec<usize> = (1..elements.steps.len()).filter(|rival| is_rival(*rival)).collect();
    let (mut outermost, mut is_named) = (element, false);
    for length in 1.. {
        let selector = selector(length);
        rivals.retain(|rival| selector.fits(elements, *rival));
        if outermost == 0 {
            return rivals.is_empty().then_some(selector);
        }
        is_named |= elements.steps[outermost].is_named();
        if rivals.is_empty() && is_named {
            return Some(selector);
        }
        outermost = elements.parents[outermost] as usize;
    }
    None
}

/// Sorts rules, without those that others say, too. One selector of several elements is on the pages of the one that is on most.
fn tidy(rules: &mut Vec<Rule>) {
    rules.sort_unstable_by(|a, b| {
        a.selector.cmp(&b.selector).then(b.evidence.pages().cmp(&a.evidence.pages()))
    });
    rules.dedup_by(|next, first| next.selector == first.selector);
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.evidence.pages()));
    rules.truncate(MAX_RULES);
}

/// The lines that many pages have, but for those in sections that go anyway, and that the detector never keeps: where another
/// template has them, it will not, either. A sentence in the place of the text is a story's where only one other page has it: as
/// its teaser, or in the next story.
fn lines(survey: &Survey<'_>, verdicts: &[Verdict], mains: &[usize]) -> BTreeMap<String, Evidence> {
    let of = survey.pages.len() as u32;
    let least = of.div_ceil(10).clamp(MIN_LINE_PAGES, MAX_MIN_LINE_PAGES);
    let (mut found, mut told) = (HashSet::default(), HashSet::default());
    for block in survey.pages.iter().flat_map(|page| &page.blocks) {
        let is_open = verdicts[survey.element(block)] != Verdict::Template;
        if (is_open || block.vote == Vote::Kept) && survey.line_pages[block.line as usize] >= least {
            found.insert(block.line);
        }
        if is_sentence_of_few(survey, block) && is_inside_any(survey, survey.element(block), mains) {
            told.insert(block.line);
        }
    }
    let line = |line: u32| (survey.line_pages[line as usize], start_of_key(survey.texts[line as usize]));
    let mut lines: Vec<(u32, &str)> =
        found.difference(&told).copied().map(line).filter(|(_, line)| !line.is_empty()).collect();
    lines.sort_unstable_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(&a.0)));
    // Of those that begin alike, the one that most pages have.
    lines.dedup_by_key(|(_, line)| *line);
    lines.sort_by_key(|(pages, _)| std::cmp::Reverse(*pages));
    lines.truncate(MAX_LINES);
    lines.into_iter().map(|(pages, line)| (line.to_owned(), Evidence::Learnt { pages, of })).collect()
}

/// Whether a line is a sentence that is kept here and on fewer pages than a template's would be.
fn is_sentence_of_few(survey: &Survey<'_>, block: &StoredBlock) -> bool {
    /// Where there are pages enough, a template's line is on three.
    const MIN_PAGES: u32 = 3;
    const MIN_PAGES_OF_SITE: usize = 5;
    const MIN_WORDS: u16 = 10;
    block.vote == Vote::Kept
        && block.words >= MIN_WORDS
        && survey.line_pages[block.line as usize] < MIN_PAGES
        && survey.pages.len() >= MIN_PAGES_OF_SITE
}
