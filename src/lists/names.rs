//! The words around authors' names, and the names of meta elements.

use std::collections::BTreeSet;

use once_cell::sync::Lazy;

use super::lower::lower;
use super::table::Table;
use super::word_set::{Openings, WordSet};
use super::{Row, rows};

/// What a phrase does in a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BylineWord {
    Before,
    After,
    Role,
    Nobody,
    And,
    Particle,
    Team,
    Office,
    Account,
    Behind,
    /// Before names that people have, a word of the language elsewhere.
    Maybe,
    /// Before those who are credited with something else: photos, editing.
    Apart,
    /// On buttons and in menus.
    Share,
    /// Before a role: "Political".
    Beat,
    /// Of dates.
    When,
    /// Before a colon and whom the article comes from.
    Source,
    /// After "with": agencies whose words were used, too.
    Agencies,
}

/// The kinds with their names in the table, in their order.
const KINDS: [(BylineWord, &str); 17] = [
    (BylineWord::Before, "before"),
    (BylineWord::After, "after"),
    (BylineWord::Role, "role"),
    (BylineWord::Nobody, "nobody"),
    (BylineWord::And, "and"),
    (BylineWord::Particle, "particle"),
    (BylineWord::Team, "team"),
    (BylineWord::Office, "office"),
    (BylineWord::Account, "account"),
    (BylineWord::Behind, "behind"),
    (BylineWord::Maybe, "maybe"),
    (BylineWord::Apart, "apart"),
    (BylineWord::Share, "share"),
    (BylineWord::Beat, "beat"),
    (BylineWord::When, "when"),
    (BylineWord::Source, "source"),
    (BylineWord::Agencies, "agencies"),
];

/// The phrases of each kind, in the order of the kinds.
static BYLINE_WORDS: Lazy<[WordSet; KINDS.len()]> = Lazy::new(|| {
    let mut words: [WordSet; KINDS.len()] = Default::default();
    for (kind, phrase) in byline_words() {
        words[kind as usize].insert(phrase);
    }
    words
});

fn byline_words() -> impl Iterator<Item = (BylineWord, &'static str)> {
    rows(include_str!("bylines.tsv")).filter_map(|row| match row[..] {
        [kind, phrase] => KINDS.iter().find(|(_, name)| *name == kind).map(|(kind, _)| (*kind, phrase)),
        _ => None,
    })
}

/// Whether a phrase does this in bylines, in whatever case.
pub(crate) fn is_byline_word(kind: BylineWord, phrase: &str) -> bool {
    BYLINE_WORDS[kind as usize].has(phrase)
}

/// Whether a phrase is of no person: of nobody, an account, a team or an office.
pub(crate) fn is_of_nobody(phrase: &str) -> bool {
    static OF_NOBODY: Lazy<WordSet> = Lazy::new(|| {
        let is_of_nobody = |kind| {
            matches!(kind, BylineWord::Nobody | BylineWord::Account | BylineWord::Team | BylineWord::Office)
        };
        byline_words().filter(|(kind, _)| is_of_nobody(*kind)).map(|(_, phrase)| phrase).collect()
    });
    OF_NOBODY.has(phrase)
}

/// The phrases that stand before names (or after, for [`BylineWord::After`]), longest first.
pub(crate) static BYLINE_PREFIXES: Lazy<Vec<&'static str>> = Lazy::new(|| phrases(BylineWord::Before));
pub(crate) static BYLINE_SUFFIXES: Lazy<Vec<&'static str>> = Lazy::new(|| phrases(BylineWord::After));

/// Phrases by their first two characters.
#[derive(Default)]
struct ByFirst {
    phrases: Table<(char, char), Vec<String>>,
    openings: Openings,
}

impl ByFirst {
    fn of(all: impl Iterator<Item = String>) -> ByFirst {
        let mut by_first = ByFirst::default();
        for phrase in all {
            by_first.openings.insert_start(&phrase);
            by_first.phrases.entry(first_two(&phrase)).or_default().push(phrase);
        }
        by_first
    }

    /// Whether a phrase may begin with the first bytes of a text; beyond ASCII each may, and after a short one.
    fn may_begin(&self, text: &[u8]) -> bool {
        text.len() < SHORT_BYTES || self.openings.may_begin(text)
    }

    /// The phrases that begin as a text does, in the order in which they were given.
    fn beginning(&self, text: &str) -> impl Iterator<Item = &str> {
        let phrases = Some(&self.phrases).filter(|_| self.may_begin(text.as_bytes()));
        phrases.into_iter().flat_map(|phrases| {
            let (first, second) = first_two(text);
            let of_two = phrases.get(&(first, second));
            // Words of one character, as Chinese has them.
            let of_one = phrases.get(&(first, '\0')).filter(|_| second != '\0');
            // Most phrases with the same beginning have another third letter.
            let third = text.as_bytes().get(2).copied();
            let is_alike = move |phrase: &&str| match (phrase.as_bytes().get(2), third) {
                (Some(own), Some(third)) => own.eq_ignore_ascii_case(&third) || !(own | third).is_ascii(),
                _ => true,
            };
            of_two.into_iter().chain(of_one).flatten().map(String::as_str).filter(is_alike)
        })
    }
}

/// The phrases that stand before names and begin as a line does, longest first.
pub(crate) fn byline_prefixes(line: &str) -> impl Iterator<Item = &'static str> {
    static BY_FIRST: Lazy<ByFirst> =
        Lazy::new(|| ByFirst::of(BYLINE_PREFIXES.iter().map(|phrase| (*phrase).to_owned())));
    BY_FIRST.beginning(line)
}

/// Bytes of which phrases are ruled out; a shorter text may be the beginning of one.
const SHORT_BYTES: usize = 3;

/// Whether a line may open as a byline does: with a phrase that stands before names, or with a word that does before names
/// that people have. Most lines have another first word.
pub(crate) fn may_open_byline(line: &str) -> bool {
    static FIRST_WORDS: Lazy<(Openings, WordSet)> = Lazy::new(|| {
        let (mut openings, mut words) = (Openings::default(), WordSet::default());
        for (kind, phrase) in byline_words() {
            match kind {
                BylineWord::Before => openings.insert_start(phrase),
                // What comes after the word parts it from the name.
                BylineWord::Maybe => {
                    [" ", ":"].iter().for_each(|end| openings.insert(&(phrase.to_owned() + end)));
                }
                _ => continue,
            }
            words.insert(ascii_start(phrase));
        }
        (openings, words)
    });
    let (openings, words) = &*FIRST_WORDS;
    let first = || ascii_start(line);
    line.len() < SHORT_BYTES
        || openings.may_begin(line.as_bytes()) && (words.has(first()) || has_hump(first()))
}

/// The letters and digits of ASCII that a text begins with.
fn ascii_start(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

/// Whether a capital comes after a small letter, as where a space is lost: "byAnn".
fn has_hump(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// The first two characters in lower case.
fn first_two(text: &str) -> (char, char) {
    let mut chars = text.chars().map(|c| lower(c).next().unwrap_or(c));
    (chars.next().unwrap_or_default(), chars.next().unwrap_or_default())
}

/// The first place of a phrase before other credits ("photo by", "editing by") among those that are wanted. In ASCII
/// only words' beginnings are looked at.
pub(crate) fn first_other_credit(text: &str, is_wanted: impl Fn(usize) -> bool) -> Option<usize> {
    static BY_FIRST: Lazy<ByFirst> = Lazy::new(|| {
        let forms = other_credits().map(|form| form.to_ascii_lowercase());
        ByFirst::of(forms.collect::<BTreeSet<_>>().into_iter())
    });
    let by_first = &*BY_FIRST;
    let bytes = text.as_bytes();
    let is_ascii = text.is_ascii();
    let mut is_inside = false;
    (0..bytes.len()).find(|&at| {
        let begins = !std::mem::replace(&mut is_inside, is_ascii && bytes[at].is_ascii_alphanumeric());
        let is_at = |phrase: &str| {
            let part = bytes.get(at..at + phrase.len());
            part.is_some_and(|part| part.eq_ignore_ascii_case(phrase.as_bytes()))
        };
        begins
            && by_first.may_begin(&bytes[at..])
            && text.get(at..).is_some_and(|rest| by_first.beginning(rest).any(is_at))
            && is_wanted(at)
    })
}

/// The phrases before other credits: in small letters, with a capital at the beginning, and in capitals alone.
fn other_credits() -> impl Iterator<Item = String> {
    phrases(BylineWord::Apart).into_iter().flat_map(|phrase| {
        let first = phrase.chars().next().map_or(0, char::len_utf8);
        let titled = phrase[..first].to_uppercase() + &phrase[first..];
        [phrase.to_owned(), titled, phrase.to_uppercase()]
    })
}

pub(super) fn phrases(kind: BylineWord) -> Vec<&'static str> {
    let mut phrases: Vec<_> =
        byline_words().filter(|(other, _)| *other == kind).map(|(_, phrase)| phrase).collect();
    phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.len()), *phrase));
    phrases.dedup();
    phrases
}

/// The field a meta element is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum MetaField {
    Published,
    Modified,
    Author,
    Title,
    Site,
    Publisher,
    Language,
    Canonical,
    Image,
    Section,
    Tags,
    Location,
    License,
    /// Who may read the article.
    Access,
    /// What kind of article it is.
    ArticleType,
    /// What kind of article it is, where the element says yes.
    IsType(&'static str),
    /// How many comments readers wrote.
    CommentCount,
    /// A field of metadata, by its name, that is taken as the page states it.
    Stated(&'static str),
}

/// What precedes a key of JSON-LD in the list.
const JSON_LD: &str = "json-ld:";

/// Keys of JSON-LD objects, each with the field of metadata that is taken as it is stated there.
pub(crate) static JSON_LD_KEYS: Lazy<Vec<(&'static str, &'static str)>> = Lazy::new(|| {
    let key = |row: Row| match row[..] {
        [field, name] => Some((name.strip_prefix(JSON_LD)?, field)),
        _ => None,
    };
    rows(include_str!("meta_keys.tsv")).filter_map(key).collect()
});

static META_KEYS: Lazy<Table<&'static str, (usize, MetaField)>> = Lazy::new(|| {
    let key = |(rank, row): (usize, Row)| match row[..] {
        [field, name] => Some((name, (rank, meta_field(field)))),
        _ => None,
    };
    let is_element = |row: &Row| row.iter().all(|column| !column.starts_with(JSON_LD));
    rows(include_str!("meta_keys.tsv")).filter(is_element).enumerate().filter_map(key).collect()
});

fn meta_field(name: &'static str) -> MetaField {
    match name {
        "published" => MetaField::Published,
        "modified" => MetaField::Modified,
        "author" => MetaField::Author,
        "title" => MetaField::Title,
        "site" => MetaField::Site,
        "publisher" => MetaField::Publisher,
        "language" => MetaField::Language,
        "canonical" => MetaField::Canonical,
        "image" => MetaField::Image,
        "section" => MetaField::Section,
        "tags" => MetaField::Tags,
        "location" => MetaField::Location,
        "license" => MetaField::License,
        "access" => MetaField::Access,
        "article_type" => MetaField::ArticleType,
        "comment_count" => MetaField::CommentCount,
        _ => match name.strip_prefix("article_type=") {
            Some(value) => MetaField::IsType(value),
            None => MetaField::Stated(name),
        },
    }
}

/// The fields of metadata that are taken as the page states them.
#[cfg(test)]
pub(crate) fn stated_fields() -> impl Iterator<Item = &'static str> {
    let of_elements = META_KEYS.values().filter_map(|(_, field)| match field {
        MetaField::Stated(name) => Some(*name),
        _ => None,
    });
    of_elements.chain(JSON_LD_KEYS.iter().map(|(_, field)| *field))
}

/// What a meta element's name says, with its rank (lower is more trusted).
pub(crate) fn meta_key(name: &str) -> Option<(usize, MetaField)> {
    META_KEYS.get(name).copied().or_else(|| date_key(name))
}

/// What the name of a meta element says of a date after a site's own prefix: "acme:published_time",
/// "w-published-date". Only words that say of what the date is.
fn date_key(name: &str) -> Option<(usize, MetaField)> {
    const TELLING: [&str; 4] = ["publish", "modif", "updat", "upload"];
    /// Names of meta elements have a few dozen bytes at most.
    const MAX_BYTES: usize = 100;
    if name.len() > MAX_BYTES {
        return None;
    }
    let after_prefix = name.match_indices(['.', ':', '-', '_']).map(|(at, _)| &name[at + 1..]);
    let mut known = after_prefix.filter(|rest| TELLING.iter().any(|word| rest.contains(word)));
    let (rank, field) = known.find_map(|rest| META_KEYS.get(rest)).copied()?;
    matches!(field, MetaField::Published | MetaField::Modified).then_some((META_KEYS.len() + rank, field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_before_a_telling_name_is_the_sites_own() {
        let field = |name| meta_key(name).map(|(_, field)| field);
        assert_eq!(field("w-published-date"), Some(MetaField::Published));
        assert_eq!(field("acme:last_updated"), Some(MetaField::Modified));
        assert_eq!(field("book:release_date"), None);
        assert_eq!(field("event:date"), None);
        let rank = |name| meta_key(name).map(|(rank, _)| rank);
        assert!(rank("acme:published_time") > rank("date"));
    }

    #[test]
    fn words_before_sources_begin_with_a_letter() {
        assert!(phrases(BylineWord::Source).iter().all(|phrase| phrase.starts_with(char::is_alphanumeric)));
    }

    #[test]
    fn every_row_of_the_tables_is_understood() {
        assert!(KINDS.iter().enumerate().all(|(place, (kind, _))| *kind as usize == place));
        let rows_read: usize = BYLINE_WORDS.iter().map(WordSet::len).sum();
        assert_eq!(rows_read, rows(include_str!("bylines.tsv")).count());
        let keys = META_KEYS.len() + JSON_LD_KEYS.len();
        assert_eq!(keys, rows(include_str!("meta_keys.tsv")).count());
    }
}
