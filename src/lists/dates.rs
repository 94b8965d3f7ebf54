//! Months, time zones and the words that say what a date is.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use jiff::{civil::DateTime, tz::TimeZone};
use once_cell::sync::Lazy;

use super::table::Table;
use super::word_set::Openings;
use super::{Row, rows};

/// Spelling of a month → the languages that write it so, with the month's number.
static MONTHS: Lazy<Table<&'static str, Vec<(&'static str, u8)>>> = Lazy::new(|| {
    let mut months: Table<&'static str, Vec<(&'static str, u8)>> = Table::default();
    for row in rows(include_str!("months.tsv")) {
        let Some((language, names)) = row.split_first() else { continue };
        for (spellings, number) in names.iter().zip(1..) {
            for spelling in spellings.split(',') {
                months.entry(spelling).or_default().push((*language, number));
            }
        }
    }
    months
});

/// How the names of months begin.
static MONTH_OPENINGS: Lazy<Openings> = Lazy::new(|| {
    let mut openings = Openings::default();
    MONTHS.keys().for_each(|name| openings.insert_same(name));
    openings
});

/// The month a word names, as the given language has it, else as the first language that has it.
pub(crate) fn month(lower: &str, language: Option<&str>) -> Option<u8> {
    if !MONTH_OPENINGS.may_begin(lower.as_bytes()) {
        return None;
    }
    let readings = MONTHS.get(lower)?;
    let own = readings
        .iter()
        .find(|(code, _)| language.is_some_and(|language| code.eq_ignore_ascii_case(language)));
    own.or(readings.first()).map(|(_, number)| *number)
}

struct Zone {
    rule: TimeZone,
    shared: bool,
}

static ZONES: Lazy<Table<&'static str, Zone>> = Lazy::new(|| {
    let zone = |row: Row| match row[..] {
        [name, posix, note] => {
            Some((name, Zone { rule: TimeZone::posix(posix).ok()?, shared: note == "shared" }))
        }
        _ => None,
    };
    rows(include_str!("zones.tsv")).filter_map(zone).collect()
});

/// Minutes east of UTC that an abbreviation stands for at a local time, and whether other
/// zones share the abbreviation.
pub(crate) fn zone(abbreviation: &str, at: DateTime) -> Option<(i16, bool)> {
    let zone = ZONES.get(abbreviation)?;
    let offset = at.to_zoned(zone.rule.clone()).ok()?.offset();
    Some(((offset.seconds() / 60) as i16, zone.shared))
}

/// Whether an abbreviation of a time zone is known.
pub(crate) fn is_zone(abbreviation: &str) -> bool {
    ZONES.contains_key(abbreviation)
}

/// What a word next to a date says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateWord {
    Published,
    Modified,
    /// The date of something other than the article.
    Other,
}

/// Words next to dates.
struct DateWords {
    words: Vec<(&'static str, DateWord)>,
    search: AhoCorasick,
    openings: Openings,
}

static DATE_WORDS: Lazy<DateWords> = Lazy::new(|| {
    let word = |row: Row| match row[..] {
        ["published", word] => Some((word, DateWord::Published)),
        ["modified", word] => Some((word, DateWord::Modified)),
        ["other", word] => Some((word, DateWord::Other)),
        _ => None,
    };
    let words: Vec<_> = rows(include_str!("date_words.tsv")).filter_map(word).collect();
    let search = AhoCorasick::new(words.iter().map(|(word, _)| word))
        .expect("the table of words is far below the automaton's limits");
    let mut openings = Openings::default();
    words.iter().for_each(|(word, _)| openings.insert_start(word));
    DateWords { words, search, openings }
});

/// Whether a text, in whatever case, may begin with a word next to dates.
pub(crate) fn may_begin_with_date_word(text: &str) -> bool {
    DATE_WORDS.openings.may_begin(text.as_bytes())
}

/// Whether a text in ASCII may have a word next to dates, which no letter or digit is before.
pub(crate) fn may_have_date_word(text: &str) -> bool {
    DATE_WORDS.openings.places(text).next().is_some()
}

/// The last place of every word next to dates that a text in lower case has, the word, and its meaning.
pub(crate) fn last_date_words(lower: &str) -> impl Iterator<Item = (usize, &'static str, DateWord)> {
    let mut last = BTreeMap::new();
    for found in DATE_WORDS.search.find_overlapping_iter(lower) {
        last.insert(found.pattern().as_usize(), found.start());
    }
    last.into_iter().map(|(word, at)| {
        let (word, role) = DATE_WORDS.words[word];
        (at, word, role)
    })
}

/// Words between the parts of a date.
pub(crate) static FILLING: Lazy<Vec<&'static str>> =
    Lazy::new(|| rows(include_str!("date_filling.txt")).filter_map(|row| row.first().copied()).collect());

/// Words of dates that count back from now.
pub(crate) mod relative {
    use once_cell::sync::Lazy;

    use super::{Row, rows};

    /// What a word of a relative date is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) enum Word {
        Before,
        After,
        One,
        Minute,
        Hour,
        Day,
        Week,
        Month,
        Year,
        Today,
        Yesterday,
    }

    fn kind(name: &str) -> Option<Word> {
        Some(match name {
            "before" => Word::Before,
            "after" => Word::After,
            "one" => Word::One,
            "minute" => Word::Minute,
            "hour" => Word::Hour,
            "day" => Word::Day,
            "week" => Word::Week,
            "month" => Word::Month,
            "year" => Word::Year,
            "today" => Word::Today,
            "yesterday" => Word::Yesterday,
            _ => return None,
        })
    }

    /// The spellings of each kind, in the order of the kinds.
    static WORDS: Lazy<[Vec<&'static str>; Word::Yesterday as usize + 1]> = Lazy::new(|| {
        let row = |row: Row| match row[..] {
            [name, spellings] => Some((kind(name)?, spellings)),
            _ => None,
        };
        let mut words: [Vec<&'static str>; Word::Yesterday as usize + 1] = Default::default();
        for (kind, spellings) in rows(include_str!("relative_dates.tsv")).filter_map(row) {
            words[kind as usize] = spellings.split(',').collect();
        }
        words
    });

    /// The spellings of a kind of word.
    pub(crate) fn words_of(kind: Word) -> impl Iterator<Item = &'static str> {
        WORDS[kind as usize].iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_two_words_are_not_in_ascii() {
        assert!(MONTHS.keys().all(|name| !name.is_ascii() || !name.contains([' ', '.'])));
    }

    #[test]
    fn every_language_has_twelve_months() {
        for row in rows(include_str!("months.tsv")) {
            assert_eq!(row.len(), 13, "{row:?}");
        }
    }

    #[test]
    fn the_language_decides_between_months() {
        assert_eq!(month("listopad", Some("hr")), Some(10));
        assert_eq!(month("listopad", Some("pl")), Some(11));
        assert_eq!(month("october", Some("hr")), Some(10));
    }

    #[test]
    fn every_zone_can_be_read_and_summer_time_counts() {
        assert_eq!(ZONES.len(), rows(include_str!("zones.tsv")).count());
        let summer = jiff::civil::date(2021, 7, 1).at(12, 0, 0, 0);
        let winter = jiff::civil::date(2021, 12, 1).at(12, 0, 0, 0);
        assert_eq!(zone("ET", summer), Some((-240, false)));
        assert_eq!(zone("ET", winter), Some((-300, false)));
        assert_eq!(zone("IST", winter), Some((330, true)));
    }
}
