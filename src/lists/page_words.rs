//! Words that tell what kind of page this is: see `page_words.tsv`.

use once_cell::sync::Lazy;

use super::table::Table;
use super::word_set::Lengths;
use crate::labels::PageKind;

/// Where on a page a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// `"@type"` of JSON-LD, or `og:type`.
    Type,
    /// A class or id.
    Name,
    /// The canonical address.
    Path,
    /// The last part of the page's title.
    Title,
    /// Before a colon, in at least two short lines.
    Label,
}

/// A word and what it speaks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageWord {
    pub(crate) word: &'static str,
    pub(crate) kind: PageKind,
    /// In tenths of log-odds.
    pub(crate) points: i32,
}

type Words = Table<(Place, &'static str), PageWord>;

static WORDS: Lazy<Words> = Lazy::new(|| include_str!("page_words.tsv").lines().filter_map(entry).collect());

fn entry(line: &'static str) -> Option<((Place, &'static str), PageWord)> {
    let mut fields = line.split('\t');
    let kind = match fields.next()? {
        "article" => PageKind::Article,
        "documentation" => PageKind::Documentation,
        "forum" => PageKind::Forum,
        "listing" => PageKind::Listing,
        "product" => PageKind::Product,
        _ => return None,
    };
    let place = match fields.next()? {
        "type" => Place::Type,
        "name" => Place::Name,
        "path" => Place::Path,
        "title" => Place::Title,
        "label" => Place::Label,
        _ => return None,
    };
    let (word, points) = (fields.next()?, fields.next()?.parse().ok()?);
    Some(((place, word), PageWord { word, kind, points }))
}

/// The words of classes and ids, which a page has hundreds of.
static NAMES: Lazy<Lengths> = Lazy::new(|| {
    let mut lengths = Lengths::default();
    let names = WORDS.keys().filter(|(place, _)| *place == Place::Name);
    names.for_each(|(_, word)| lengths.insert_same(word));
    lengths
});

/// What a word in lower case speaks for where it is.
pub(crate) fn find(place: Place, word: &str) -> Option<PageWord> {
    if place == Place::Name && !NAMES.may_have_same(word) {
        return None;
    }
    WORDS.get(&(place, word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_none_twice() {
        let lines = include_str!("page_words.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), WORDS.len());
        assert!(WORDS.iter().all(|(&(place, word), _)| find(place, word).is_some()));
    }
}
