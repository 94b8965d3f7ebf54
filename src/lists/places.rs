//! Names in datelines: see `places.tsv`.

use foldhash::HashSet;
use once_cell::sync::Lazy;

use super::rows;
use super::word_set::WordSet;

struct Places {
    /// Cities.
    places: WordSet,
    regions: HashSet<&'static str>,
    labels: WordSet,
}

static PLACES: Lazy<Places> = Lazy::new(|| Places {
    places: cities().collect(),
    regions: of_kind("region").collect(),
    labels: of_kind("label").collect(),
});

fn of_kind(wanted: &'static str) -> impl Iterator<Item = &'static str> {
    rows(include_str!("places.tsv")).filter_map(move |row| match row[..] {
        [kind, name] => (kind == wanted).then_some(name),
        _ => None,
    })
}

/// Cities that datelines begin with.
pub(super) fn cities() -> impl Iterator<Item = &'static str> {
    of_kind("place")
}

/// Whether this is a city that datelines begin with, in whatever case.
pub(crate) fn is_known_place(name: &str) -> bool {
    PLACES.places.has(name)
}

/// Whether this is a country or a state as it follows a place: "Finland", "Conn.".
pub(crate) fn is_region(name: &str) -> bool {
    PLACES.regions.contains(name)
}

/// Whether this stands before a colon or a dash and is no place: "Breaking".
pub(crate) fn is_label(name: &str) -> bool {
    PLACES.labels.has(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in rows(include_str!("places.tsv")) {
            let [kind, name] = row[..] else { panic!("two columns: {row:?}") };
            assert!(matches!(kind, "place" | "region" | "label") && !name.is_empty(), "{row:?}");
        }
        assert!(is_known_place("VIENTIANE") && is_known_place("Казань") && is_known_place("花蓮"));
        assert!(is_region("Conn.") && !is_region("Rain"));
        assert!(is_label("BREAKING") && !is_label("Tallinn"));
    }
}
