//! Decides who wrote the article.
//!
//! The most trusted source that names people wins. Prefer no author to a wrong one: a name far from the title, a
//! user name or the name of the site is left out unless nothing better is on the page.

use crate::lists::names::{BylineWord, is_byline_word};
use crate::lists::outlets::agency;
use crate::metadata::Field;
use crate::metadata::candidates::{AuthorCandidate, Candidates};
use crate::metadata::normalise;
use crate::metadata::people::names::{Trust, organisation, split};
use crate::metadata::trust::AuthorTrust;

/// Blocks around the title in which a byline belongs to the article.
const BLOCKS_ABOVE: u32 = 4;
const BLOCKS_BELOW: u32 = 20;
/// Blocks below the title in which a name alone is a byline.
const BLOCKS_TO_BARE: u32 = 8;
/// Blocks over which the names of one byline are spread.
const BYLINE_BLOCKS: u32 = 2;

/// Candidates of one kind that are looked at; pages with more list people.
const MAX_CANDIDATES: usize = 200;

/// Who wrote an article.
pub(crate) struct Credit {
    pub(crate) people: Vec<Field<String>>,
    /// Only where no people are named.
    pub(crate) organisation: Option<Field<String>>,
}

/// The people who are named, else the organisation that the page gives as its author.
pub(crate) fn decide(candidates: &Candidates, title_block: Option<u32>, site_names: &[String]) -> Credit {
    let people = people(candidates, title_block, site_names);
    let organisation = match people {
        Some(_) => None,
        None => credited(candidates, title_block, site_names),
    };
    let last = || {
        let signed = || signature(candidates, site_names);
        only_byline(candidates, site_names).or_else(signed).filter(|_| organisation.is_none())
    };
    let people = people.or_else(last).unwrap_or_default();
    match organisation {
        Some(name) if is_person(name.value(), candidates) => {
            Credit { people: vec![name], organisation: None }
        }
        organisation => Credit { people, organisation },
    }
}

/// Whether the page says that what is credited is a person, and the name looks like one: people name their
/// sites after themselves.
fn is_person(name: &str, candidates: &Candidates) -> bool {
    (2..=3).contains(&name.split(' ').count()) && candidates.persons.iter().any(|person| person == name)
}

fn of_tier(candidates: &Candidates, tier: AuthorTrust) -> Vec<&AuthorCandidate> {
    candidates.authors.iter().filter(|author| author.trust == tier).take(MAX_CANDIDATES).collect()
}

/// What the most trusted source says that names people; a user's name gives way to a full name
/// in the byline.
fn people(
    candidates: &Candidates,
    title_block: Option<u32>,
    site_names: &[String],
) -> Option<Vec<Field<String>>> {
    let declared = candidates.authors.iter().any(|author| author.trust == AuthorTrust::Organisation);
    let mut user = None;
    for tier in AuthorTrust::OF_PEOPLE {
        let names = names(&chosen(of_tier(candidates, tier), title_block), tier, site_names);
        let full = names.iter().all(|name| name.contains(' '));
        // A declared organisation says more than a word that has an author's class.
        let doubtful = !full && tier == AuthorTrust::Class && declared;
        if names.is_empty() || doubtful || user.is_some() && (!full || tier >= AuthorTrust::Bare) {
            continue;
        }
        let fields = fields(names, tier);
        if full || tier > AuthorTrust::Meta {
            return Some(fields);
        }
        user = Some(fields);
    }
    user
}

fn fields(names: Vec<String>, tier: AuthorTrust) -> Vec<Field<String>> {
    names.into_iter().map(|name| Field::new(name, tier.provenance())).collect()
}

/// The names of the only byline of a page, wherever it is: below the text as often as not.
fn only_byline(candidates: &Candidates, site_names: &[String]) -> Option<Vec<Field<String>>> {
    [AuthorTrust::Mark, AuthorTrust::Line].into_iter().find_map(|tier| {
        let mut only: Option<Vec<String>> = None;
        for candidate in of_tier(candidates, tier) {
            let trust = if tier == AuthorTrust::Mark { Trust::Field } else { Trust::Line };
            let names = split(&candidate.text, site_names, trust);
            match (&only, names.first()) {
                (_, None) => {}
                // The longer one has words after the name: "Ann Fenwick Tags".
                (Some(known), Some(name)) if name.starts_with(&known[0]) => {}
                (Some(known), Some(name)) if !known[0].starts_with(name) => return None,
                _ => only = Some(names),
            }
        }
        only.map(|names| fields(names, tier))
    })
}

/// The name that a page has in lines of its own far from the headline: below the text, above what it says of its
/// author. One that is there more often than all others, or the only one.
fn signature(candidates: &Candidates, site_names: &[String]) -> Option<Vec<Field<String>>> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for candidate in of_tier(candidates, AuthorTrust::Bare) {
        let Some(name) = split(&candidate.text, site_names, Trust::Line).into_iter().next() else { continue };
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let mut best = counts.iter().filter(|(_, count)| *count == most);
    let (name, _) = best.next()?;
    let is_only = best.next().is_none() && (most > 1 || counts.len() == 1);
    is_only.then(|| fields(vec![name.clone()], AuthorTrust::Bare))
}

/// The editorial team, the agency or the site, where the page gives no other author.
fn credited(
    candidates: &Candidates,
    title_block: Option<u32>,
    site_names: &[String],
) -> Option<Field<String>> {
    AuthorTrust::OF_ORGANISATIONS.into_iter().find_map(|tier| {
        let near = chosen(of_tier(candidates, tier), title_block);
        let declared = !matches!(tier, AuthorTrust::Mark | AuthorTrust::Class);
        let mut names = near.iter().filter_map(|author| organisation(&author.text));
        let name = names.find(|name| declared || is_team(name, site_names))?;
        Some(Field::new(name, tier.provenance()))
    })
}

/// Whether visible text names the site, an agency or those who work there.
fn is_team(name: &str, site_names: &[String]) -> bool {
    let of_team = |word: &str| {
        let lower = word.to_lowercase();
        is_byline_word(BylineWord::Team, &lower) || is_byline_word(BylineWord::Office, &lower)
    };
    agency(name).is_some() || site_names.contains(&normalise::key(name)) || name.split(' ').any(of_team)
}

/// Candidates of the head all together; of the page those of the byline next to the title.
fn chosen(mut candidates: Vec<&AuthorCandidate>, title_block: Option<u32>) -> Vec<&AuthorCandidate> {
    let is_near = |author: &&AuthorCandidate| match (author.block, title_block) {
        (Some(block), Some(title)) if author.trust >= AuthorTrust::Bare => {
            block > title && block <= title + BLOCKS_TO_BARE
        }
        (None | Some(_), None) if author.trust >= AuthorTrust::Bare => false,
        (Some(block), Some(title)) => block + BLOCKS_ABOVE >= title && block <= title + BLOCKS_BELOW,
        _ => true,
    };
    candidates.retain(is_near);
    let from_title = |author: &&AuthorCandidate| author.block.unwrap_or(0).abs_diff(title_block.unwrap_or(0));
    let nearest = candidates.iter().map(from_title).min();
    let anchor =
        candidates.iter().find(|author| Some(from_title(author)) == nearest).and_then(|author| author.block);
    if let Some(anchor) = anchor {
        candidates.retain(|author| author.block.is_some_and(|block| block.abs_diff(anchor) <= BYLINE_BLOCKS));
    }
    candidates
}

fn names(candidates: &[&AuthorCandidate], tier: AuthorTrust, site_names: &[String]) -> Vec<String> {
    /// A short text with an author's class can be a single name or a user's.
    const SHORT: usize = 3;
    let trust = |author: &AuthorCandidate| match tier {
        AuthorTrust::Class if author.text.split(' ').count() <= SHORT => Trust::Field,
        AuthorTrust::Line | AuthorTrust::Class | AuthorTrust::Bare | AuthorTrust::Doubtful => Trust::Line,
        _ => Trust::Field,
    };
    // An element around a name and more: "Ann Fenwick 12 posts" beside "Ann Fenwick".
    let is_box = |author: &AuthorCandidate| {
        candidates.iter().any(|other| {
            let behind = author.text.strip_prefix(other.text.as_str()).unwrap_or_default();
            behind.starts_with(' ') && !split(&other.text, site_names, trust(other)).is_empty()
        })
    };
    let mut names: Vec<String> = Vec::new();
    for author in candidates.iter().filter(|author| author.block.is_none() || !is_box(author)) {
        for name in split(&author.text, site_names, trust(author)) {
            if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                names.push(name);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(authors: &[(&str, AuthorTrust, Option<u32>)]) -> Vec<String> {
        let authors = authors.iter().map(|(text, trust, block)| AuthorCandidate {
            text: (*text).to_owned(),
            trust: *trust,
            block: *block,
        });
        let candidates = Candidates { authors: authors.collect(), ..Candidates::default() };
        let credit = decide(&candidates, Some(10), &["dailyfen".to_owned()]);
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
    fn organisations_are_authors_where_nobody_else_is() {
        let fen = ("The Daily Fen", AuthorTrust::Organisation, None);
        assert_eq!(decided(&[fen]), ["The Daily Fen"]);
        assert_eq!(decided(&[fen, ("By Ann Fenwick", AuthorTrust::Line, Some(11))]), ["Ann Fenwick"]);
        assert_eq!(decided(&[fen, ("ajf", AuthorTrust::Class, Some(11))]), ["The Daily Fen"]);
        assert_eq!(decided(&[("Daily Fen", AuthorTrust::Meta, None)]), ["Daily Fen"]);
        assert_eq!(decided(&[("AP", AuthorTrust::Organisation, None)]), ["AP"]);
        assert_eq!(decided(&[("By Daily Fen Staff", AuthorTrust::Class, Some(11))]), ["Daily Fen Staff"]);
        for nobody in ["Staff", "admin", "NOC Admin", "ann@example.org", "By", "5 mins read"] {
            assert!(decided(&[(nobody, AuthorTrust::Class, Some(11))]).is_empty(), "{nobody}");
        }
    }

    #[test]
    fn a_person_after_whom_the_site_is_named_is_one() {
        let author =
            AuthorCandidate { text: "Ann Fenwick".to_owned(), trust: AuthorTrust::JsonLd, block: None };
        let mut candidates = Candidates { authors: vec![author], ..Candidates::default() };
        let people =
            |candidates: &Candidates| decide(candidates, None, &["annfenwick".to_owned()]).people.len();
        assert_eq!(people(&candidates), 0);
        candidates.persons.push("Ann Fenwick".to_owned());
        assert_eq!(people(&candidates), 1);
    }

    #[test]
    fn the_only_byline_may_stand_below_the_text() {
        let byline = ("By Ann Fenwick", AuthorTrust::Line, Some(90));
        assert_eq!(decided(&[byline]), ["Ann Fenwick"]);
        let other = ("By Bo Lindqvist", AuthorTrust::Line, Some(99));
        assert!(decided(&[byline, other]).is_empty());
    }

    #[test]
    fn far_from_the_title_only_a_mark_makes_a_single_word_a_name() {
        assert_eq!(decided(&[("fenwick42", AuthorTrust::Mark, Some(90))]), ["fenwick42"]);
        assert!(decided(&[("fenwick42", AuthorTrust::Line, Some(90))]).is_empty());
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
        let doubtful = |block| decided(&[("Ann Fenwick", AuthorTrust::Doubtful, Some(block))]);
        assert_eq!(doubtful(11), ["Ann Fenwick"]);
        assert!(doubtful(10 + BLOCKS_TO_BARE + 1).is_empty());
        assert!(doubtful(9).is_empty(), "above the title");
    }

    #[test]
    fn a_name_far_from_the_title_signs_where_it_is_alone_or_repeated() {
        let bare = |name, block| (name, AuthorTrust::Bare, Some(block));
        assert_eq!(decided(&[bare("Ann Fenwick", 90)]), ["Ann Fenwick"]);
        assert!(decided(&[bare("Ann Fenwick", 90), bare("Bo Lindqvist", 95)]).is_empty());
        let repeated = [bare("Ann Fenwick", 90), bare("Bo Lindqvist", 95), bare("Ann Fenwick", 99)];
        assert_eq!(decided(&repeated), ["Ann Fenwick"]);
    }

    #[test]
    fn a_short_name_that_the_page_marks_is_the_author() {
        let marked = ("ajf", AuthorTrust::Mark, Some(11));
        assert_eq!(decided(&[marked, ("By Ann Fenwick", AuthorTrust::Line, Some(12))]), ["ajf"]);
    }
}
