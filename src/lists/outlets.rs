//! News outlets and agencies: their names, what else they are called, their domains.

use once_cell::sync::Lazy;

use super::lower::with_lower;
use super::rows;
use super::table::{Table, with_room};
use super::word_set::{Lengths, Openings};

/// What an organisation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutletKind {
    /// Sells news to others.
    Agency,
    /// Publishes its own.
    Outlet,
    /// Shows what others publish.
    Portal,
    /// Hands on press releases.
    Wire,
}

/// An organisation under one of its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outlet {
    /// Its first name in the table, or the one used where that alone is of another script ("РИА Новости" of "RIA").
    pub(crate) name: &'static str,
    /// Its first name in the table: two names of one organisation share it.
    pub(crate) first_name: &'static str,
    pub(crate) kind: OutletKind,
    /// Whether the name used is also a word of the language ("Time"): it counts only where it is all that is said.
    pub(crate) is_word: bool,
    /// Whether the name used is also an item of menus ("Sport"): it counts only beside other evidence.
    pub(crate) needs_company: bool,
}

/// The most words of a name.
pub(crate) const MAX_NAME_WORDS: usize = 6;

/// Everything in the table.
struct Outlets {
    by_name: Table<String, Outlet>,
    by_domain: Table<&'static str, Outlet>,
    /// By the first word of a name, as it is written: the most words of such a name.
    first_words: Table<&'static str, usize>,
    /// Filters that rule out most names and words that are not in the table.
    name_lengths: Lengths,
    first_lengths: Lengths,
    agency_openings: Openings,
}

static OUTLETS: Lazy<Outlets> = Lazy::new(|| {
    // About twice as many names as rows.
    const KEYS: usize = 6_000;
    let mut outlets = Outlets {
        by_name: with_room(KEYS),
        by_domain: with_room(KEYS),
        first_words: with_room(KEYS),
        name_lengths: Lengths::default(),
        first_lengths: Lengths::default(),
        agency_openings: Openings::default(),
    };
    for row in rows(include_str!("outlets.tsv")) {
        let [kind, name, aliases, domains] = row[..] else { continue };
        let Some(kind) = kind_of(kind) else { continue };
        outlets.add(kind, name, aliases, domains);
    }
    outlets
});

impl Outlets {
    fn add(&mut self, kind: OutletKind, name: &'static str, aliases: &'static str, domains: &'static str) {
        let (first_name, ..) = marked(name);
        for alias in std::iter::once(name).chain(listed(aliases)) {
            let (alias, is_word, needs_company) = marked(alias);
            let key = with_key(alias, str::to_owned);
            let words = key.split(' ').count();
            let first = alias.split(' ').next().unwrap_or_default();
            let most = self.first_words.entry(first).or_default();
            *most = words.max(*most);
            self.first_lengths.insert_same(first);
            if kind == OutletKind::Agency {
                self.agency_openings.insert(alias);
            }
            self.name_lengths.insert(&key);
            let name = if is_latin(first_name) && !is_latin(alias) { alias } else { first_name };
            self.by_name.entry(key).or_insert(Outlet { name, first_name, kind, is_word, needs_company });
        }
        for domain in listed(domains) {
            let (name, is_word, needs_company) = (first_name, false, false);
            self.by_domain.entry(domain).or_insert(Outlet { name, first_name, kind, is_word, needs_company });
        }
    }
}

/// A name without its marks, whether it is also a word, and whether it needs company.
fn marked(name: &'static str) -> (&'static str, bool, bool) {
    if let Some(name) = name.strip_prefix("!!") {
        return (name, true, true);
    }
    name.strip_prefix('!').map_or((name, false, false), |name| (name, true, false))
}

fn is_latin(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_alphabetic())
}

fn kind_of(name: &str) -> Option<OutletKind> {
    match name {
        "agency" => Some(OutletKind::Agency),
        "outlet" => Some(OutletKind::Outlet),
        "portal" => Some(OutletKind::Portal),
        "wire" => Some(OutletKind::Wire),
        _ => None,
    }
}

fn listed(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|part| !matches!(*part, "" | "-"))
}

/// What a look-up says of a name as it is compared: short ones as written ("AP" is an agency, "ap" is not), long ones
/// without case.
fn with_key<T>(name: &str, look_up: impl Fn(&str) -> T) -> T {
    const MAX_SHORT_CHARS: usize = 4;
    let is_short = name.chars().nth(MAX_SHORT_CHARS).is_none();
    if is_short { look_up(name) } else { with_lower(name, look_up) }
}

/// The organisation that has this name.
pub(crate) fn outlet(name: &str) -> Option<Outlet> {
    let outlets = &*OUTLETS;
    if !outlets.name_lengths.may_have(name) {
        return None;
    }
    with_key(name, |key| outlets.by_name.get(key).copied())
}

/// The organisation whose name a longer one begins with: "Guardian" of "Guardian News & Media Limited".
pub(crate) fn named_first(name: &str) -> Option<Outlet> {
    /// Shorter names are the beginning of too many.
    const MIN_CHARS: usize = 3;
    let ends = name.match_indices(' ').map(|(at, _)| at).chain([name.len()]).take(MAX_NAME_WORDS);
    let starts: Vec<&str> = ends.map(|end| &name[..end]).collect();
    let long = |start: &&str| start.chars().nth(MIN_CHARS - 1).is_some();
    starts.into_iter().rev().filter(long).find_map(outlet)
}

/// The most words of a name that begins with this word, written so; 0 for none.
pub(crate) fn most_words_after(first: &str) -> usize {
    let outlets = &*OUTLETS;
    let is_likely = outlets.first_lengths.may_have_same(first);
    if is_likely { outlets.first_words.get(first).copied().unwrap_or(0) } else { 0 }
}

/// The names of organisations as they are compared, and whether each is an agency's.
pub(super) fn names() -> impl Iterator<Item = (&'static str, bool)> {
    let names = OUTLETS.by_name.iter();
    names.map(|(name, outlet)| (name.as_str(), outlet.kind == OutletKind::Agency))
}

/// The names of organisations as they are written.
pub(super) fn written_names() -> impl Iterator<Item = &'static str> {
    rows(include_str!("outlets.tsv")).flat_map(|row| {
        let (name, aliases) = if let [_, name, aliases, _] = row[..] { (name, aliases) } else { ("", "") };
        std::iter::once(name).chain(listed(aliases)).map(|name| marked(name).0)
    })
}

/// The organisation at this domain or at one above it: "english.example.org" is example.org's.
pub(crate) fn of_domain(domain: &str) -> Option<Outlet> {
    let mut rest = domain.strip_prefix("www.").unwrap_or(domain);
    loop {
        if let Some(found) = OUTLETS.by_domain.get(rest) {
            return Some(*found);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// The news agency that a credit names.
pub(crate) fn agency(credit: &str) -> Option<&'static str> {
    let credit = credit.trim_start();
    if !OUTLETS.agency_openings.may_begin(credit.as_bytes()) {
        return None;
    }
    let credit = credit.trim_end().trim_end_matches(['.', ',', ':']);
    outlet(credit).filter(|found| found.kind == OutletKind::Agency).map(|found| found.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_have_their_names_and_short_forms() {
        assert_eq!(agency("The Associated Press"), Some("AP"));
        assert_eq!(agency("reuters"), Some("Reuters"));
        assert_eq!(agency("AFP."), Some("AFP"));
        assert_eq!(agency("ap"), None, "short names are compared as written");
        assert_eq!(agency("Reuters staff"), None);
        assert_eq!(agency("The Guardian"), None, "no agency");
    }

    #[test]
    fn outlets_have_names_and_domains() {
        let name = |found: Option<Outlet>| found.map(|outlet| outlet.name);
        assert_eq!(name(outlet("the guardian")), Some("The Guardian"));
        assert_eq!(name(of_domain("www.theguardian.com")), Some("The Guardian"));
        assert_eq!(name(of_domain("amp.theguardian.com")), Some("The Guardian"));
        assert_eq!(of_domain("theguardian.example"), None);
        assert_eq!(of_domain("com"), None);
        assert!(most_words_after("The") >= 2 && most_words_after("Guardianship") == 0);
    }

    #[test]
    fn every_row_is_read() {
        for row in rows(include_str!("outlets.tsv")) {
            let [kind, name, aliases, domains] = row[..] else { panic!("four columns: {row:?}") };
            assert!(kind_of(kind).is_some() && !name.is_empty(), "{row:?}");
            let words = std::iter::once(name).chain(listed(aliases)).map(|name| name.split(' ').count());
            assert!(words.max() <= Some(MAX_NAME_WORDS), "{row:?}");
            let mut aliases = std::iter::once(name).chain(listed(aliases)).map(|alias| marked(alias).0);
            let begins = |alias: &str| alias.starts_with(char::is_alphanumeric);
            assert!(kind != "agency" || aliases.all(begins), "{row:?}");
            let is_domain = |domain: &str| {
                domain.contains('.') && domain == domain.to_lowercase() && !domain.contains(['/', ' '])
            };
            assert!(listed(domains).all(is_domain), "{row:?}");
        }
        assert!(OUTLETS.by_name.len() > 1500);
    }
}
