//! Decides the headline, without the site's name.
//!
//! Head and page both have it, the head with the name of the site around it, the page among other headings. A heading
//! that agrees with the head is the headline; without one the most trusted source decides.

use std::collections::HashSet;

use super::own_line::line_of_its_own;
use super::signs::{self, Signs};
use super::site::{SEPARATORS, Site, before_bar, without_site};
use super::spelling::well_written;
use super::stripped::{Stripped, is_head, is_heading};
use crate::lists::points::{TITLE_CHANCES, odds};
use crate::lists::title_placeholders::is_placeholder;
use crate::metadata::candidates::{Candidates, TitleCandidate};
use crate::metadata::normalise;
use crate::metadata::trust::TitlePlace;
use crate::metadata::{Field, Provenance};

/// Share of common words from which a heading and another title are the same one.
const SAME: f32 = 0.5;
const MAX_CANDIDATES: usize = 200;
/// Shorter words of a link to the home page are arrows and signs.
const MIN_NAME_BYTES: usize = 4;

pub(crate) struct Title {
    pub(crate) field: Field<String>,
    /// What tells whether it is right.
    pub(crate) signs: Signs,
    /// Where it is on the page.
    pub(crate) block: Option<u32>,
    /// What was cut off and is the name of the site.
    pub(crate) site: Option<String>,
}

impl Title {
    /// The chance that it is right.
    pub(crate) fn chance(&self) -> f64 {
        let odds = odds(TITLE_CHANCES.of(&self.signs));
        odds / (1.0 + odds)
    }
}

pub(crate) fn decide(candidates: &Candidates, site_names: &[String]) -> Option<Title> {
    let titles = &candidates.titles[..candidates.titles.len().min(MAX_CANDIDATES)];
    let domain = candidates.domain.as_deref().map(normalise::key);
    let names = all_names(candidates, site_names);
    let site = Site { names: &names, domain: domain.as_deref() };
    let stripped = all_stripped(titles, site);
    let slug = candidates.slug.as_deref();
    let page_name = candidates.page_name.as_deref();
    let best = agreed(&stripped, slug, site).or_else(|| chosen(&stripped, slug, page_name, site))?;
    let best = line_of_its_own(best, &stripped);
    let of_page =
        stripped.iter().find(|title| title.candidate.block.is_some() && title.folded == best.folded);
    let block = best.candidate.block.or(of_page.and_then(|title| title.candidate.block));
    let is_of_head = is_head(best.candidate);
    let signs = signs::of(best, &stripped, block, candidates);
    let best = well_written(best, &stripped);
    let cut_off = stripped
        .iter()
        .find_map(|title| title.site.filter(|_| title.candidate.place == TitlePlace::HeadTitle));
    let place = best.candidate.place;
    let text = if is_of_head { before_bar(best.text) } else { best.text };
    Some(Title {
        field: Field::new(text.to_owned(), place.provenance()),
        signs,
        block,
        site: cut_off.map(str::to_owned),
    })
}

/// The names of the site, with those of links to the home page that say more than "Home".
fn all_names(candidates: &Candidates, site_names: &[String]) -> Vec<String> {
    let of_lines = names_of_lines(candidates);
    let known = site_names.iter().filter(|name| !of_lines.contains(name.as_str()));
    let of_home = candidates.home_names.iter();
    let of_home = of_home.filter(|name| !is_placeholder(&normalise::phrase(name)));
    let of_home = of_home.map(|name| normalise::key(name)).filter(|key| key.len() >= MIN_NAME_BYTES);
    known.cloned().chain(of_home).collect()
}

/// Names of the site that lines alone give, of a page with a head: what a manual says of its subject reads like what a site
/// says of itself, and the head has the site's name.
fn names_of_lines(candidates: &Candidates) -> HashSet<String> {
    if !candidates.titles.iter().any(is_head) {
        return HashSet::new();
    }
    let is_line = |site: &&Field<String>| site.provenance() == Provenance::TextLine;
    let lines = candidates.sites.iter().filter(is_line);
    let others = candidates.sites.iter().filter(|site| !is_line(site)).chain(&candidates.publishers);
    let others = others.map(|site| site.value().as_str());
    let others =
        others.chain([&candidates.domain, &candidates.holder].into_iter().flatten().map(String::as_str));
    let others: HashSet<String> = others.map(normalise::key).collect();
    lines.map(|site| normalise::key(site.value())).filter(|name| !others.contains(name)).collect()
}

/// All titles without the site's name; those that name no page only if there are no others.
fn all_stripped<'a>(titles: &'a [TitleCandidate], site: Site<'_>) -> Vec<Stripped<'a>> {
    let others: Vec<String> = titles.iter().map(|title| normalise::phrase(&title.text)).collect();
    let said_twice = confirmed(titles, &others);
    let strip = |(candidate, folded): (&'a TitleCandidate, &String)| {
        let others = if said_twice.contains(folded.as_str()) { None } else { Some(others.as_slice()) };
        let (text, site) = without_site(without_signs(candidate), site, others);
        let is_whole = text.len() == candidate.text.len();
        let folded = if is_whole { folded.clone() } else { normalise::phrase(text) };
        stripped(candidate, text, folded, site)
    };
    let mut all: Vec<Stripped<'_>> = titles.iter().zip(&others).map(strip).collect();
    all.retain(|title| !title.folded.is_empty());
    let names_page =
        |title: &Stripped<'_>| title.candidate.place == TitlePlace::Line || !is_placeholder(&title.folded);
    if all.iter().any(names_page) {
        all.retain(names_page);
    }
    all
}

/// A title without the site's name. "Home | Daily Fen" names the site alone.
fn stripped<'a>(
    candidate: &'a TitleCandidate,
    text: &'a str,
    folded: String,
    site: Option<&'a str>,
) -> Stripped<'a> {
    match site.filter(|_| is_placeholder(&folded)) {
        Some(name) => Stripped { text: name, folded: normalise::phrase(name), candidate, site },
        None => Stripped { text, folded, candidate, site },
    }
}

/// Whole texts that a heading and the head both have: what comes before a colon or a dash in
/// them is a kicker, not the site.
fn confirmed<'a>(titles: &[TitleCandidate], folded: &'a [String]) -> HashSet<&'a str> {
    let of = |is: fn(&TitleCandidate) -> bool| {
        let texts = titles.iter().zip(folded).filter(move |(title, _)| is(title));
        texts.map(|(_, folded)| folded.as_str()).collect::<HashSet<&str>>()
    };
    &of(is_heading) & &of(is_head)
}

/// The heading that says what the head says too.
fn agreed<'a>(titles: &'a [Stripped<'a>], slug: Option<&str>, site: Site<'_>) -> Option<&'a Stripped<'a>> {
    let head: Vec<&Stripped<'_>> = titles.iter().filter(|title| is_head(title.candidate)).collect();
    let headings = titles.iter().filter(|title| is_heading(title.candidate) && !site.is_named_by(title.text));
    let mut best: Option<(f32, &Stripped<'_>)> = None;
    for heading in headings {
        let with_slug = slug.map_or(0.0, |slug| normalise::similarity(&heading.folded, slug));
        let agreement = head.iter().map(|other| agreement(heading, other)).fold(with_slug, f32::max);
        if agreement >= SAME && best.is_none_or(|(highest, _)| agreement > highest) {
            best = Some((agreement, heading));
        }
    }
    best.map(|(_, heading)| heading)
}

fn agreement(heading: &Stripped<'_>, other: &Stripped<'_>) -> f32 {
    let words = heading.folded.split(' ').count();
    let held = words >= 3 && other.folded.contains(&heading.folded) || opens(heading.text, other.text);
    normalise::similarity(&heading.folded, &other.folded).max(if held { 0.9 } else { 0.0 })
}

/// Whether a title is the heading and, after a separator, more.
fn opens(heading: &str, title: &str) -> bool {
    let behind = title.strip_prefix(heading).unwrap_or_default();
    behind.starts_with(": ") || SEPARATORS.iter().any(|mark| behind.starts_with(mark))
}

/// Where no heading says what the head says: a heading that the page's address ends with, else the title of the most
/// trusted source.
fn chosen<'a>(
    titles: &'a [Stripped<'a>],
    slug: Option<&str>,
    page_name: Option<&str>,
    site: Site<'_>,
) -> Option<&'a Stripped<'a>> {
    let best = most_trusted(titles, slug, page_name == Some(""), site)?;
    let best_key = normalise::key(best.text);
    let in_address = titles.iter().find(|title| {
        let key = normalise::key(title.text);
        is_heading(title.candidate)
            && Some(key.as_str()) == page_name
            && !site.is_named_by(title.text)
            && key != best_key
    });
    Some(in_address.unwrap_or(best))
}

fn most_trusted<'a>(
    titles: &'a [Stripped<'a>],
    slug: Option<&str>,
    is_home: bool,
    site: Site<'_>,
) -> Option<&'a Stripped<'a>> {
    let order = |title: &Stripped<'_>| match title.candidate.place {
        TitlePlace::JsonLd => 0,
        TitlePlace::Meta => 1,
        TitlePlace::HeadTitle => 2,
        TitlePlace::HeadlineMark => 3,
        TitlePlace::TopHeading => 4,
        TitlePlace::Line => 5,
    };
    // The lines of a home page are titles of other pages: it is called by the site's name.
    let doubt = |title: &Stripped<'_>| {
        if title.text.contains('\u{FFFD}') || is_home && title.candidate.place == TitlePlace::Line {
            2
        } else {
            i32::from(site.is_called(title.text) || site.has_issue(title.text))
        }
    };
    let weight =
        |title: &Stripped<'_>| title.candidate.weight + slug.map_or(0, |slug| slug_points(title, slug));
    titles.iter().min_by_key(|title| (doubt(title), order(title), -weight(title)))
}

/// What it adds to the points of a line that the page's address repeats it: by the words that both have, and by the
/// address's words that the line has, since addresses leave words out and headlines do not. Of 0 to 1200 points, 600 and 900
/// find as many titles of WCXB's flattened articles: 4 (copied) to 5 (a block a line) in 100 more than none.
fn slug_points(title: &Stripped<'_>, slug: &str) -> i32 {
    const POINTS: f32 = 600.0;
    if title.candidate.place != TitlePlace::Line {
        return 0;
    }
    let count = |text: &str| text.split(' ').count() as f32;
    let similarity = normalise::similarity(&title.folded, slug);
    let held = similarity * (count(&title.folded) + count(slug)) / 2.0 / count(slug);
    (POINTS * (similarity + held) / 2.0) as i32
}

/// Without what titles carry besides their words: the sign of a heading's link to itself, the number of unread messages
/// that applications write before a document's title.
fn without_signs(candidate: &TitleCandidate) -> &str {
    let title = candidate.text.trim_end_matches(['¶', '🔗', ' ']);
    let title = title.strip_suffix(" #").unwrap_or(title);
    let counted = title.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let is_count = |count: &str| {
        count.len() <= 3 && count.trim_end_matches('+').bytes().all(|byte| byte.is_ascii_digit())
    };
    match counted.filter(|(count, _)| candidate.place == TitlePlace::HeadTitle && is_count(count)) {
        Some((_, rest)) => rest,
        None => title,
    }
}

#[cfg(test)]
mod tests;
