//! Decides who wrote the article.
//!
//! One credit is chosen among those that the page gives ([`super::credits`]), or none, by points that were fitted to pages
//! with known authors ([`super::signs`]); the share of its weight is the chance that it is right. An organisation is credited
//! only where it is chosen before people.

use std::collections::HashSet;

use crate::document::{Document, Origin};
use crate::lists::outlets::{agency, outlet};
use crate::lists::person_names::is_given_name;
use crate::lists::points::{AUTHORS, odds};
use crate::metadata::Field;
use crate::metadata::candidates::Candidates;
use crate::metadata::dates::rank::Context;
use crate::metadata::people::credits::{self, Credit};
use crate::metadata::people::near;
use crate::metadata::people::signs::Around;
use crate::metadata::trust::AuthorTrust;

/// A credit with a lower chance is not told: what lines of a flattened text say, what those of a page with elements say, and
/// what its head or an element names as the author. In text 0.35 finds six authors in a hundred more, and is wrong
/// about one more in a hundred that it gives.
const MIN_CHANCE_TEXT: f64 = 0.6;
const MIN_CHANCE: f64 = 0.35;
const MIN_CHANCE_MARKED: f64 = 0.2;
/// The same for an organisation that the head gives: where nobody else is likely, the page's own word is told.
const MIN_CHANCE_DECLARED: f64 = 0.1;

/// Who wrote an article.
pub(crate) struct Credited {
    pub(crate) people: Vec<Field<String>>,
    /// Only where no people are named.
    pub(crate) organisation: Option<Field<String>>,
}

/// The people who are named, else the organisation that the page gives as its author. `date_blocks` show the day of publication.
pub(crate) fn decide(
    page: &Document,
    candidates: &Candidates,
    context: &Context<'_>,
    date_blocks: &[u32],
    site_names: &[String],
) -> Credited {
    let near = near::gather(page, context);
    let all = credits::of(&candidates.authors, &near, site_names);
    let around = Around::new(page, context, date_blocks, site_names, &all);
    let weights: Vec<f64> = (0..all.len()).map(|at| odds(AUTHORS.of(&around.signs(&all, at)))).collect();
    let Some((credit, chance)) = chosen(&all, &weights, page.origin) else {
        return Credited { people: Vec::new(), organisation: None };
    };
    let provenance = credit.trust().provenance();
    let fields = credit.names.iter().map(|name| Field::new(name.clone(), provenance).with_chance(chance));
    let mut fields: Vec<Field<String>> = fields.collect();
    if !credit.is_organisation || credit.names.iter().any(|name| is_person(name, candidates)) {
        return Credited { people: fields, organisation: None };
    }
    Credited { people: Vec::new(), organisation: fields.pop() }
}

/// The likeliest credit, and the chance that it is right: that of all that name somebody of it.
fn chosen<'c, 'a>(all: &'c [Credit<'a>], weights: &[f64], origin: Origin) -> Option<(&'c Credit<'a>, f64)> {
    // The first of equals, as the head comes first.
    let likeliest = all.iter().zip(weights).reduce(|best, next| if next.1 > best.1 { next } else { best });
    let (credit, _) = likeliest?;
    if credit.is_organisation
        && let Some(people) = declared_people(all, weights)
    {
        return Some(people);
    }
    let same = all.iter().zip(weights).filter(|(other, _)| other.shares_name(credit));
    let chance = same.map(|(_, weight)| weight).sum::<f64>() / (1.0 + weights.iter().sum::<f64>());
    (chance >= least_chance(credit, origin)).then(|| (with_its_line(credit, all), chance))
}

/// Of a credit that lines alone give, the one that names most of those who are named in the same line.
fn with_its_line<'c, 'a>(credit: &'c Credit<'a>, all: &'c [Credit<'a>]) -> &'c Credit<'a> {
    if credit.is_organisation || is_marked(credit) {
        return credit;
    }
    let blocks: HashSet<u32> = credit.blocks(|_| true).collect();
    let is_whole = |other: &&Credit<'_>| {
        other.keys.len() > credit.keys.len()
            && credit.keys.iter().all(|key| other.keys.binary_search(key).is_ok())
            && other.blocks(|_| true).any(|block| blocks.contains(&block))
    };
    let whole = all.iter().filter(is_whole);
    whole.reduce(|most, next| if next.keys.len() > most.keys.len() { next } else { most }).unwrap_or(credit)
}

/// Whether the head or an element names it as the author.
fn is_marked(credit: &Credit<'_>) -> bool {
    credit.places.iter().any(|place| place.trust <= AuthorTrust::Mark)
}

/// The chance from which a credit is told.
fn least_chance(credit: &Credit<'_>, origin: Origin) -> f64 {
    match origin {
        _ if credit.is_organisation && credit.trust() <= AuthorTrust::Meta => MIN_CHANCE_DECLARED,
        _ if is_marked(credit) => MIN_CHANCE_MARKED,
        Origin::Text => MIN_CHANCE_TEXT,
        _ => MIN_CHANCE,
    }
}

/// The people whom the head gives, if among people they are likely: an organisation is credited only where no people are.
fn declared_people<'c, 'a>(all: &'c [Credit<'a>], weights: &[f64]) -> Option<(&'c Credit<'a>, f64)> {
    let people = || all.iter().zip(weights).filter(|(credit, _)| !credit.is_organisation);
    let of_head = people().filter(|(credit, _)| credit.trust() <= AuthorTrust::Meta);
    let (credit, weight) = of_head.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let chance = weight / (1.0 + people().map(|(_, weight)| weight).sum::<f64>());
    (chance >= MIN_CHANCE_MARKED).then_some((credit, chance))
}

/// Whether what is credited is a person after whom the site is named: the page says so, or the name begins as people's do.
fn is_person(name: &str, candidates: &Candidates) -> bool {
    let words = name.split(' ').count();
    let is_said = || candidates.persons.iter().any(|person| person == name);
    let is_name = || {
        name.split(' ').next().is_some_and(is_given_name) && outlet(name).is_none() && agency(name).is_none()
    };
    (2..=3).contains(&words) && (is_said() || is_name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::candidates::AuthorCandidate;

    /// A page with its title in block 10 and prose from block 14 to block 40, without names.
    fn page() -> Document {
        let prose = "it rained all day in the old town, and nobody who lived there minded it very much.";
        let line = |at: usize| if (14..=40).contains(&at) { prose.to_owned() } else { format!("wet {at}") };
        let lines: Vec<String> = (0..100).map(line).collect();
        crate::read::text::page(&lines.join("\n\n"), &crate::options::Limits::new())
    }

    fn credited(candidates: &Candidates, site: &str) -> Credited {
        let page = page();
        let context = Context {
            origin: page.origin,
            title_block: Some(10),
            prose: Some((14, 40)),
            prose_words: (0..=100u32).map(|block| 17 * (block.clamp(14, 41) - 14)).collect(),
            main: None,
            language: Some("en"),
            top_domain: None,
            reference: None,
        };
        decide(&page, candidates, &context, &[12], &[site.to_owned()])
    }

    fn decided(authors: &[(&str, AuthorTrust, Option<u32>)]) -> Vec<String> {
        let authors = authors.iter().map(|(text, trust, block)| AuthorCandidate {
            text: (*text).to_owned(),
            trust: *trust,
            block: *block,
        });
        let candidates = Candidates { authors: authors.collect(), ..Candidates::default() };
        let credit = credited(&candidates, "dailyfen");
        assert!(credit.people.is_empty() || credit.organisation.is_none());
        credit.people.into_iter().chain(credit.organisation).map(|field| field.value).collect()
    }

    #[test]
    fn the_next_source_speaks_where_the_first_names_nobody() {
        let authors = [("Daily Fen", AuthorTrust::JsonLd, None), ("Ann Fenwick", AuthorTrust::Meta, None)];
        assert_eq!(decided(&authors), ["Ann Fenwick"]);
    }

    #[test]
    fn a_user_gives_way_to_the_full_name_in_the_byline() {
        let byline = ("By Ann Fenwick", AuthorTrust::Line, Some(11));
        assert_eq!(decided(&[("afenwick", AuthorTrust::JsonLd, None), byline]), ["Ann Fenwick"]);
        assert_eq!(decided(&[("afenwick", AuthorTrust::JsonLd, None)]), ["afenwick"]);
    }

    #[test]
    fn an_account_is_spelled_as_the_page_spells_the_name() {
        let account = ("ann_fenwick", AuthorTrust::JsonLd, None);
        assert_eq!(decided(&[account, ("By Ann Fenwick", AuthorTrust::Line, Some(11))]), ["Ann Fenwick"]);
        assert_eq!(decided(&[account]), ["ann_fenwick"]);
    }

    #[test]
    fn organisations_are_authors_where_nobody_else_is() {
        let fen = ("The Daily Fen", AuthorTrust::Organisation, None);
        assert_eq!(decided(&[fen]), ["The Daily Fen"]);
        assert_eq!(decided(&[fen, ("By Ann Fenwick", AuthorTrust::Line, Some(11))]), ["Ann Fenwick"]);
        assert_eq!(decided(&[("Daily Fen", AuthorTrust::Meta, None)]), ["Daily Fen"]);
        let ann = ("Ann Fenwick", AuthorTrust::JsonLd, None);
        assert_eq!(decided(&[ann, ("Daily Fen", AuthorTrust::Mark, Some(11))]), ["Ann Fenwick"]);
        assert_eq!(decided(&[("AP", AuthorTrust::Organisation, None)]), ["AP"]);
        assert_eq!(decided(&[("By Daily Fen Staff", AuthorTrust::Class, Some(11))]), ["Daily Fen Staff"]);
        for nobody in ["Staff", "admin", "NOC Admin", "ann@example.org", "By", "5 mins read"] {
            assert!(decided(&[(nobody, AuthorTrust::Class, Some(11))]).is_empty(), "{nobody}");
        }
    }

    #[test]
    fn a_person_after_whom_the_site_is_named_is_one() {
        let author =
            AuthorCandidate { text: "Wetland Fenwick".to_owned(), trust: AuthorTrust::JsonLd, block: None };
        let mut candidates = Candidates { authors: vec![author], ..Candidates::default() };
        let people = |candidates: &Candidates| credited(candidates, "wetlandfenwick").people.len();
        assert_eq!(people(&candidates), 0);
        candidates.persons.push("Wetland Fenwick".to_owned());
        assert_eq!(people(&candidates), 1);
        candidates.authors[0].text = "Ann Fenwick".to_owned();
        assert_eq!(credited(&candidates, "annfenwick").people.len(), 1, "a name that people have");
    }

    #[test]
    fn the_only_byline_may_stand_below_the_text() {
        let byline = ("Ann Fenwick", AuthorTrust::Line, Some(41));
        assert_eq!(decided(&[byline]), ["Ann Fenwick"]);
        let others = [70, 75, 80, 85].map(|block| ("Bo Lindqvist", AuthorTrust::Line, Some(block)));
        assert!(decided(&[others[0], others[3], ("Una Bray", AuthorTrust::Line, Some(90))]).is_empty());
    }

    #[test]
    fn the_chance_is_that_of_all_who_name_the_same() {
        let byline = |text: &str, trust, block| AuthorCandidate { text: text.to_owned(), trust, block };
        let chance = |authors: &[AuthorCandidate]| {
            let candidates = Candidates { authors: authors.to_vec(), ..Candidates::default() };
            credited(&candidates, "dailyfen").people[0].chance().unwrap()
        };
        let head = byline("Ann Fenwick", AuthorTrust::JsonLd, None);
        let shown = byline("Ann Fenwick", AuthorTrust::Line, Some(11));
        let rival = byline("Bo Lindqvist", AuthorTrust::Line, Some(17));
        assert!(chance(&[head.clone(), shown.clone()]) > 0.95);
        assert!(chance(&[shown.clone(), rival]) < chance(&[head, shown]));
    }

    #[test]
    fn who_is_named_in_one_line_is_named_together() {
        let list = "Ann Fenwick, Bo Lindqvist";
        let authors = [("Ann Fenwick", AuthorTrust::Bare, Some(11)), (list, AuthorTrust::Near, Some(11))];
        assert_eq!(decided(&authors), ["Ann Fenwick", "Bo Lindqvist"]);
        let other = [("Ann Fenwick", AuthorTrust::Bare, Some(11)), (list, AuthorTrust::Near, Some(13))];
        assert_eq!(decided(&other).len(), 1, "another line");
    }

    #[test]
    fn a_box_around_a_name_is_none() {
        let authors = [
            ("Ann Fenwick Old Town Reader", AuthorTrust::Mark, Some(11)),
            ("Ann Fenwick", AuthorTrust::Mark, Some(11)),
        ];
        assert_eq!(decided(&authors), ["Ann Fenwick"]);
    }

    #[test]
    fn only_the_byline_at_the_title_counts() {
        let authors = [
            ("By Teaser Writer", AuthorTrust::Line, Some(200)),
            ("Ann Fenwick", AuthorTrust::Mark, Some(11)),
            ("Bo Lindqvist", AuthorTrust::Mark, Some(11)),
            ("Other Person", AuthorTrust::Mark, Some(25)),
        ];
        assert_eq!(decided(&authors), ["Ann Fenwick", "Bo Lindqvist"]);
    }

    #[test]
    fn a_name_without_a_mark_stands_right_below_the_title() {
        let bare = |block| decided(&[("Ann Fenwick", AuthorTrust::Bare, Some(block))]);
        assert_eq!(bare(11), ["Ann Fenwick"]);
        assert!(bare(75).is_empty());
        let doubtful = |block| decided(&[("Ann Fenwick", AuthorTrust::Doubtful, Some(block))]);
        assert_eq!(doubtful(11), ["Ann Fenwick"]);
        assert!(doubtful(60).is_empty());
    }

    #[test]
    fn a_short_name_that_the_page_marks_is_the_author() {
        let marked = ("ajf", AuthorTrust::Mark, Some(11));
        assert_eq!(decided(&[marked, ("By Ann Fenwick", AuthorTrust::Line, Some(12))]), ["ajf"]);
    }
}
