//! Names that tell what an element holds: see `sections.tsv`.

use once_cell::sync::Lazy;

use super::table::Table;
use crate::labels::{Boilerplate, PageKind};

/// How much a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Force {
    /// Nothing, although another row fits it.
    Spares,
    /// A sign among others, for the scores of parts.
    Speaks,
    /// Right on the pages it was counted on, and still only a sign: see `sections.tsv`.
    Certain,
    /// The lines inside are of its kind, whatever their words.
    Settles,
}

/// What a name says about the element that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Convention {
    pub(crate) name: &'static str,
    /// None for what holds the article.
    pub(crate) kind: Option<Boilerplate>,
    pub(crate) force: Force,
    /// Bits of the page kinds on which it is content.
    except: u8,
}

impl Convention {
    /// Whether the name means what the row says, given which kinds a page may have.
    pub(crate) fn holds_where(&self, may_be: impl Fn(PageKind) -> bool) -> bool {
        EXCEPTED.into_iter().all(|kind| bit(kind) & self.except == 0 || !may_be(kind))
    }
}

/// Kinds that rows may except.
const EXCEPTED: [PageKind; 4] =
    [PageKind::Forum, PageKind::Listing, PageKind::Product, PageKind::Documentation];

fn bit(kind: PageKind) -> u8 {
    match kind {
        PageKind::Forum => 1,
        PageKind::Listing => 1 << 1,
        PageKind::Product => 1 << 2,
        PageKind::Documentation => 1 << 3,
        PageKind::Article | PageKind::ErrorPage | PageKind::Other => 0,
    }
}

struct Conventions {
    whole: Table<&'static str, Vec<Convention>>,
    /// What names begin with or hold.
    parts: Vec<Part>,
    /// By the number of its first letters, see [`opening`]: places in `parts`.
    by_opening: Vec<Vec<usize>>,
    is_opening: [bool; OPENINGS],
}

struct Part {
    convention: Convention,
    /// At the beginning alone.
    is_start: bool,
}

static CONVENTIONS: Lazy<Conventions> = Lazy::new(|| {
    let mut whole: Table<_, Vec<_>> = Table::default();
    let mut parts = Vec::new();
    for (how, convention) in super::rows(include_str!("sections.tsv")).filter_map(|row| entry(&row)) {
        match how {
            "is" => whole.entry(convention.name).or_default().push(convention),
            how => parts.push(Part { convention, is_start: how == "starts" }),
        }
    }
    let mut by_opening = vec![Vec::new(); OPENINGS];
    let mut is_opening = [false; OPENINGS];
    for (place, part) in parts.iter().enumerate() {
        if let Some(opening) = part.opening() {
            by_opening[opening].push(place);
            is_opening[opening] = true;
        }
    }
    Conventions { whole, parts, by_opening, is_opening }
});

const OPENINGS: usize = 1 << 12;

/// The first letters of a name as a number below [`OPENINGS`].
fn opening(letters: [u8; 3]) -> usize {
    letters.iter().fold(0, |number, letter| number * 37 + usize::from(*letter)) % OPENINGS
}

impl Part {
    fn opening(&self) -> Option<usize> {
        self.convention.name.as_bytes().first_chunk().map(|letters| opening(*letters))
    }

    /// Whether a name has this at a place.
    fn is_at(&self, place: usize, rest: &[u8]) -> bool {
        (place == 0 || !self.is_start) && rest.starts_with(self.convention.name.as_bytes())
    }
}

fn entry(row: &[&'static str]) -> Option<(&'static str, Convention)> {
    let [kind, how, name, force, except, _system] = *row else { return None };
    let force = match force {
        "spares" => Force::Spares,
        "speaks" => Force::Speaks,
        "certain" => Force::Certain,
        "settles" => Force::Settles,
        _ => return None,
    };
    let kind = if kind == "body" { None } else { Some(Boilerplate::from_name(kind)?) };
    let except = except.split(',').map(exception).fold(0, |all, one| all | one);
    Some((how, Convention { name, kind, force, except }))
}

/// A kind of page as WCXB calls it; of two of its kinds the crate has no like.
fn exception(kind: &str) -> u8 {
    match kind {
        "forum" => bit(PageKind::Forum),
        "listing" | "collection" => bit(PageKind::Listing),
        "product" => bit(PageKind::Product),
        "documentation" => bit(PageKind::Documentation),
        _ => 0,
    }
}

/// Calls `found` for everything that is known of a name in lower case.
pub(crate) fn each_convention(name: &str, mut found: impl FnMut(&'static Convention)) {
    let known = &*CONVENTIONS;
    known.whole.get(name).into_iter().flatten().for_each(&mut found);
    let mut hits: Vec<(usize, usize, &Part)> = Vec::new();
    for (place, letters) in name.as_bytes().windows(3).enumerate() {
        let opening = opening([letters[0], letters[1], letters[2]]);
        // At most places nothing begins.
        if !known.is_opening[opening] {
            continue;
        }
        let rest = &name.as_bytes()[place..];
        for part in known.by_opening[opening].iter().map(|part| &known.parts[*part]) {
            if part.is_at(place, rest) {
                hits.push((place + part.convention.name.len(), place, part));
            }
        }
    }
    // By where they end, the longer first.
    hits.sort_by_key(|(end, start, _)| (*end, *start));
    hits.iter().for_each(|(.., part)| found(&part.convention));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(name: &str) -> Vec<&'static str> {
        let mut kinds = Vec::new();
        each_convention(name, |convention| kinds.push(convention.kind.map_or("body", Boilerplate::name)));
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    #[test]
    fn every_row_is_read() {
        let rows = super::super::rows(include_str!("sections.tsv"));
        for row in rows {
            let (how, convention) = entry(&row).unwrap_or_else(|| panic!("{row:?}"));
            assert!(["is", "starts", "holds"].contains(&how), "{row:?}");
            assert_eq!(convention.name, convention.name.to_lowercase());
        }
        assert!(CONVENTIONS.parts.iter().all(|part| part.opening().is_some()));
    }

    #[test]
    fn names_are_found_whole_at_their_start_or_anywhere() {
        assert_eq!(kinds("yarpp"), kinds("widget-yarpp-grid"));
        assert_eq!(kinds("comment-list"), ["comments"]);
        assert!(kinds("dsq-brlink").contains(&"comments"));
        assert!(!kinds("a-dsq-brlink").contains(&"comments"));
        assert!(kinds("article-body").contains(&"body"));
        assert_eq!(kinds("headline"), [] as [&str; 0]);
    }

    #[test]
    fn a_forum_is_made_of_comments() {
        let mut settles = Vec::new();
        each_convention("comment-list", |convention| {
            settles.push((
                convention.holds_where(|_| false),
                convention.holds_where(|kind| kind == PageKind::Forum),
            ));
        });
        assert!(!settles.is_empty() && settles.iter().all(|on| *on == (true, false)), "{settles:?}");
    }
}
