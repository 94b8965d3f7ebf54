//! Who the page credits: names that are given together, with all places that give them.
//!
//! JSON-LD, `<meta>` elements and bylines often name the same people, and it is the credit that is chosen: what gives it
//! speaks for it together. What is found within a few blocks is one byline.

use std::collections::HashMap;

use crate::lists::names::{BylineWord, is_byline_word};
use crate::lists::outlets::agency;
use crate::lists::person_names::is_given_name;
use crate::metadata::candidates::AuthorCandidate;
use crate::metadata::normalise;
use crate::metadata::people::byline::is_cased;
use crate::metadata::people::names::{Trust, organisation, split};
use crate::metadata::trust::AuthorTrust;

/// Blocks over which the names of one byline are spread.
const BYLINE_BLOCKS: u32 = 2;
/// Candidates of one kind that are looked at; pages with more list people.
const MAX_CANDIDATES: usize = 200;
/// A short text with an author's class can be a single name or a user's.
const SHORT_WORDS: usize = 3;

/// Names that are given together.
#[derive(Debug)]
pub(crate) struct Credit<'a> {
    pub(crate) names: Vec<String>,
    /// The names without spaces, marks and case, in order.
    pub(crate) keys: Vec<String>,
    pub(crate) is_organisation: bool,
    /// What gives it, by trust.
    pub(crate) places: Vec<&'a AuthorCandidate>,
}

impl<'a> Credit<'a> {
    /// Takes over what else gives the same names, and names in words in place of accounts: "Ann Fenwick" for "ann_fenwick".
    fn join(&mut self, other: Credit<'a>) {
        let is_account = |name: &String| is_cased(name) && !name.contains(' ');
        if self.names.iter().any(is_account) && !other.names.iter().any(is_account) {
            self.names = other.names;
        }
        self.places.extend(other.places);
    }
}

impl Credit<'_> {
    /// The most trusted source.
    pub(crate) fn trust(&self) -> AuthorTrust {
        self.places.iter().map(|place| place.trust).min().unwrap_or(AuthorTrust::Doubtful)
    }

    /// Whether both name one person.
    pub(crate) fn shares_name(&self, other: &Credit<'_>) -> bool {
        self.keys.iter().any(|key| other.keys.binary_search(key).is_ok())
    }

    /// The blocks that show it, in those of its places that are as asked for.
    pub(crate) fn blocks<'c>(
        &'c self,
        is: impl Fn(AuthorTrust) -> bool + 'c,
    ) -> impl Iterator<Item = u32> + 'c {
        self.places.iter().filter(move |place| is(place.trust)).filter_map(|place| place.block)
    }
}

/// The credits of a page, by the trust of what gives them first.
pub(crate) fn of<'a>(
    authors: &'a [AuthorCandidate],
    near: &'a [AuthorCandidate],
    site_names: &[String],
) -> Vec<Credit<'a>> {
    let mut reader = Reader { site_names, known: HashMap::new() };
    let mut all: Vec<Credit<'a>> = Vec::new();
    let mut by_keys: HashMap<Vec<String>, usize> = HashMap::new();
    for tier in AuthorTrust::ALL {
        for byline in bylines(authors.iter().chain(near), tier) {
            let Some(credit) = reader.credit(byline, tier) else { continue };
            match by_keys.get(&credit.keys).and_then(|at| all.get_mut(*at)) {
                Some(known) => known.join(credit),
                None => {
                    by_keys.insert(credit.keys.clone(), all.len());
                    all.push(credit);
                }
            }
        }
    }
    all
}

/// What sources of a kind give, in one byline or several.
fn bylines<'a>(
    all: impl Iterator<Item = &'a AuthorCandidate>,
    tier: AuthorTrust,
) -> Vec<Vec<&'a AuthorCandidate>> {
    let of_tier = all.filter(|author| author.trust == tier);
    let mut of_tier: Vec<&AuthorCandidate> = of_tier.take(MAX_CANDIDATES).collect();
    // Lines without any mark are names by themselves or none.
    let blocks = if tier >= AuthorTrust::Near { 0 } else { BYLINE_BLOCKS };
    of_tier.sort_by_key(|author| author.block);
    let mut bylines: Vec<Vec<&AuthorCandidate>> = Vec::new();
    for author in of_tier {
        let is_same = |first: &AuthorCandidate| match (first.block, author.block) {
            (Some(first), Some(block)) => block - first <= blocks,
            (first, block) => first == block,
        };
        match bylines.last_mut().filter(|byline| is_same(byline[0])) {
            Some(byline) => byline.push(author),
            None => bylines.push(vec![author]),
        }
    }
    bylines
}

/// Reads each text once: a forum names a poster again and again.
struct Reader<'a, 's> {
    site_names: &'s [String],
    known: HashMap<(&'a str, bool), Vec<String>>,
}

impl<'a> Reader<'a, '_> {
    fn credit(&mut self, byline: Vec<&'a AuthorCandidate>, tier: AuthorTrust) -> Option<Credit<'a>> {
        let names = self.people(&byline);
        let is_organisation = names.is_empty();
        let names = if is_organisation { vec![self.organisation(&byline, tier)?] } else { names };
        let mut keys: Vec<String> = names.iter().map(|name| normalise::key(name)).collect();
        keys.sort_unstable();
        keys.dedup();
        Some(Credit { names, keys, is_organisation, places: byline })
    }

    fn people(&mut self, byline: &[&'a AuthorCandidate]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for author in byline {
            // An element around a name and more: "Ann Fenwick 12 posts" beside "Ann Fenwick".
            let is_box = author.block.is_some()
                && byline.iter().any(|other| {
                    let rest = author.text.strip_prefix(other.text.as_str()).unwrap_or_default();
                    rest.starts_with(' ') && !self.names(other).is_empty()
                });
            for name in if is_box { &[] } else { self.names(author) } {
                if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                    names.push(name.clone());
                }
            }
        }
        names
    }

    fn names(&mut self, author: &'a AuthorCandidate) -> &[String] {
        // What sources of these kinds give was read already.
        let is_name = matches!(author.trust, AuthorTrust::Bare | AuthorTrust::Doubtful);
        let trust = trust(author);
        let site_names = self.site_names;
        self.known.entry((&author.text, trust == Trust::Field)).or_insert_with(|| match is_name {
            true if site_names.contains(&normalise::key(&author.text)) => Vec::new(),
            true => vec![author.text.clone()],
            false => split(&author.text, site_names, trust),
        })
    }

    /// The editorial team, the agency or the site.
    fn organisation(&self, byline: &[&AuthorCandidate], tier: AuthorTrust) -> Option<String> {
        let is_declared = tier <= AuthorTrust::Meta || tier == AuthorTrust::Handle;
        let may_be = !matches!(
            tier,
            AuthorTrust::Poster | AuthorTrust::Bare | AuthorTrust::Doubtful | AuthorTrust::Signed
        );
        // An agency that a line names is the article's source, not its author.
        let is_line = tier > AuthorTrust::Mark && tier != AuthorTrust::Class;
        let names = byline.iter().filter(|_| may_be).filter_map(|author| organisation(&author.text));
        let mut names = names.filter(|name| !is_line || agency(name).is_none());
        names.find(|name| is_declared || self.is_team(name))
    }

    /// Whether visible text names the site, an agency or those who work there.
    fn is_team(&self, name: &str) -> bool {
        let of_team = |word: &str| {
            let lower = word.to_lowercase();
            is_byline_word(BylineWord::Team, &lower) || is_byline_word(BylineWord::Office, &lower)
        };
        agency(name).is_some()
            || self.site_names.contains(&normalise::key(name))
            || name.split(' ').any(of_team)
    }
}

fn trust(author: &AuthorCandidate) -> Trust {
    match author.trust {
        AuthorTrust::Class if author.text.split(' ').count() <= SHORT_WORDS => Trust::Field,
        AuthorTrust::Near | AuthorTrust::Signed
            if !author.text.contains(' ') && is_given_name(&author.text) =>
        {
            Trust::Field
        }
        AuthorTrust::Line | AuthorTrust::Class | AuthorTrust::Bare | AuthorTrust::Doubtful => Trust::Line,
        AuthorTrust::Near | AuthorTrust::Signed => Trust::Line,
        _ => Trust::Field,
    }
}
