//! Dates that count back from when the page was fetched: "3 hours ago", "yesterday".

use std::ops::Range;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Unit, Zoned};

use crate::lists::dates::relative::{Word, words_of};
use crate::metadata::candidates::{Candidates, DateCandidate, DateRole};
use crate::metadata::dates::labels::{role_of, words};
use crate::metadata::dates::reading::{Order, Reading};
use crate::metadata::trust::DateTrust;
use crate::metadata::{Precision, Provenance, Time};

/// Longest line that tells such a date, in bytes; in longer ones "two years ago" is a part of a story.
const MAX_BYTES: usize = 80;
/// Words of such a line besides its date.
const MAX_OTHER_WORDS: usize = 5;
/// The largest count of a unit: nobody writes "200 hours ago".
const MAX_UNITS: i64 = 120;

/// Reads a line that tells how long ago it was written. Only the caller knows what now is.
pub(crate) fn gather(line: &str, block: u32, out: &mut Candidates) {
    let Some(now) = out.reference.filter(|_| line.len() <= MAX_BYTES) else { return };
    let now = now.to_zoned(TimeZone::UTC);
    let lower = line.to_lowercase();
    let Some((place, reading)) = counted(&lower, &now).or_else(|| named(&lower, &now)) else { return };
    let said = role_of(lower.get(..place.start).unwrap_or_default());
    out.dates.push(DateCandidate {
        raw: line.to_owned(),
        reading,
        role: said.unwrap_or(DateRole::Unsaid),
        trust: if said.is_some() { DateTrust::SaidLine } else { DateTrust::Line },
        block: Some(block),
        provenance: Provenance::TextLine,
    });
}

/// Whether a text is nothing but such a date, whatever now is.
pub(crate) fn is_relative(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_named = [Word::Today, Word::Yesterday].into_iter().flat_map(words_of).any(|word| word == lower);
    is_named || counted(&lower, &Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC)).is_some()
}

/// Where a line in lower case tells how long ago it was written, and when that was, as seen from `now`.
pub(crate) fn find(lower: &str, now: Timestamp) -> Option<(Range<usize>, Reading)> {
    let now = now.to_zoned(TimeZone::UTC);
    counted(lower, &now).or_else(|| named(lower, &now))
}

/// "3 hours ago", "vor 3 Stunden", "3시간 전": where it is, and the date.
fn counted(line: &str, now: &Zoned) -> Option<(Range<usize>, Reading)> {
    let (start, count, end) = count_of(line)?;
    let rest = line[end..].trim_start();
    let (unit, length) = unit_of(rest)?;
    let (before, after) = (line[..start].trim_end(), rest[length..].trim_start());
    let marker_after = starting(after, Word::After);
    let marker_before = words_of(Word::Before).find(|marker| ends_with_word(before, marker));
    let others = words(line).saturating_sub(3);
    if (marker_after.is_none() && marker_before.is_none()) || others > MAX_OTHER_WORDS {
        return None;
    }
    let span = match unit {
        Word::Minute => count.minutes(),
        Word::Hour => count.hours(),
        Word::Day => count.days(),
        Word::Week => count.weeks(),
        Word::Month => count.months(),
        _ => count.years(),
    };
    let precision = match unit {
        Word::Minute => Precision::Minute,
        Word::Hour | Word::Day => Precision::Day,
        // Half a month is rounded to weeks, a year and a half to years.
        Word::Week | Word::Month => Precision::Month,
        _ => Precision::Year,
    };
    let start = start - marker_before.map_or(0, |marker| (start - before.len()) + marker.len());
    let end = match marker_after {
        Some(marker) => line.len() - after.len() + marker,
        None => line.len() - rest.len() + length,
    };
    Some((start..end, reading(&now.checked_sub(span).ok()?, precision)))
}

/// The first number of a line, in digits or as the word for one: start, value, end.
fn count_of(line: &str) -> Option<(usize, i64, usize)> {
    if let Some(start) = line.find(|c: char| c.is_ascii_digit()) {
        let end =
            line[start..].find(|c: char| !c.is_ascii_digit()).map_or(line.len(), |length| start + length);
        let count = line[start..end].parse().ok().filter(|count| (1..=MAX_UNITS).contains(count))?;
        return Some((start, count, end));
    }
    let mut at = 0;
    for word in line.split(' ') {
        let end = at + word.len();
        let is_one = words_of(Word::One).any(|one| one == word);
        if is_one && unit_of(line[end..].trim_start()).is_some() {
            return Some((at, 1, end));
        }
        at = end + 1;
    }
    None
}

/// The unit that a text begins with, and its length.
fn unit_of(text: &str) -> Option<(Word, usize)> {
    let units = [Word::Minute, Word::Hour, Word::Day, Word::Week, Word::Month, Word::Year];
    let found = units.into_iter().filter_map(|unit| Some((unit, starting(text, unit)?)));
    found.max_by_key(|(_, length)| *length)
}

/// Length of the longest word of a kind that a text begins with.
fn starting(text: &str, kind: Word) -> Option<usize> {
    let starts = |word: &&str| {
        let goes_on = || text[word.len()..].chars().next().is_some_and(char::is_alphabetic);
        text.starts_with(*word)
            && (word.starts_with(crate::metadata::dates::tokens::stands_alone)
                || is_joined(word)
                || !goes_on())
    };
    words_of(kind).filter(starts).map(str::len).max()
}

/// Korean writes "3시간 전" and "3시간전" alike, Thai knows no blanks between words.
fn is_joined(word: &str) -> bool {
    word.starts_with(|c: char| matches!(c as u32, 0xAC00..=0xD7A3 | 0x0E00..=0x0E7F))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|before| !before.ends_with(char::is_alphabetic))
}

/// "Yesterday", "Today at 4:25 AM": a line of little else.
fn named(line: &str, now: &Zoned) -> Option<(Range<usize>, Reading)> {
    let has = |kind: Word| {
        let place = |word: &str| {
            let at = line.find(word)?;
            let is_whole = !line[..at].ends_with(char::is_alphabetic)
                && !line[at + word.len()..].starts_with(char::is_alphabetic);
            is_whole.then_some(at)
        };
        words_of(kind).find_map(place)
    };
    if words(line) > MAX_OTHER_WORDS {
        return None;
    }
    // Most sites print such a word alone; without a time it may be the name of a section.
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let is_clock = |mark: &[u8]| {
        is_digit(mark.first()) && matches!(mark.get(1), Some(b':' | b'.' | b'h')) && is_digit(mark.get(2))
    };
    let is_timed = line.as_bytes().windows(3).any(is_clock);
    let (start, days) = has(Word::Yesterday).map(|at| (at, 1)).or_else(|| Some((has(Word::Today)?, 0)))?;
    let day = now.checked_sub(days.days()).ok().filter(|_| is_timed)?;
    Some((start..line.len(), reading(&day, Precision::Day)))
}

fn reading(at: &Zoned, precision: Precision) -> Reading {
    let at = at.round(Unit::Minute).unwrap_or_else(|_| at.clone());
    let time = Time { hour: at.hour() as u8, minute: at.minute() as u8, second: 0 };
    let timed = precision >= Precision::Minute;
    Reading {
        year: at.year(),
        month: at.month() as u8,
        day: at.day() as u8,
        order: Order::Sure,
        time: timed.then_some(time),
        offset_minutes: timed.then_some(0),
        zone_shared: false,
        precision,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        let reference = "2021-10-12T16:18:00Z".parse().ok();
        let mut out = Candidates { reference, ..Candidates::default() };
        gather(line, 0, &mut out);
        let text = |date: &DateCandidate| {
            let reading = &date.reading;
            format!("{}-{:02}-{:02} {:?}", reading.year, reading.month, reading.day, reading.precision)
        };
        out.dates.first().map(text).unwrap_or_default()
    }

    #[test]
    fn counts_back_in_many_languages() {
        for line in [
            "2 days ago",
            "vor 2 Tagen",
            "il y a 2 jours",
            "hace 2 días",
            "há 2 dias",
            "2 giorni fa",
            "2 dagen geleden",
            "2 dagar sedan",
            "2 dni temu",
            "2 дня назад",
            "2 gün önce",
            "2 hari yang lalu",
            "2 ngày trước",
            "2天前",
            "2日前",
            "2일 전",
        ] {
            assert_eq!(read(line), "2021-10-10 Day", "{line}");
        }
    }

    #[test]
    fn tells_no_more_than_the_unit_does() {
        assert_eq!(read("Published 5 minutes ago"), "2021-10-12 Minute");
        assert_eq!(read("17 hours ago"), "2021-10-11 Day");
        assert_eq!(read("an hour ago"), "2021-10-12 Day");
        assert_eq!(read("3 weeks ago"), "2021-09-21 Month");
        assert_eq!(read("vor einem Jahr"), "2020-10-12 Year");
        assert_eq!(read("Yesterday at 4:25 AM"), "2021-10-11 Day");
    }

    #[test]
    fn other_lines_tell_nothing() {
        for line in ["3 hours", "Read in 5 minutes", "Two days", "Today", "500 years ago", "ago", ""] {
            assert_eq!(read(line), "", "{line}");
        }
        let story = "It was 3 years ago that the old town hall of the town burned down to its walls";
        assert_eq!(read(story), "");
    }

    #[test]
    fn the_label_counts_and_without_a_reference_nothing_is_read() {
        let mut out = Candidates { reference: "2021-10-12T16:18:00Z".parse().ok(), ..Candidates::default() };
        gather("Updated 2 days ago", 0, &mut out);
        assert_eq!(out.dates.first().map(|date| date.role), Some(DateRole::Modified));
        let mut out = Candidates::default();
        gather("2 days ago", 0, &mut out);
        assert!(out.dates.is_empty());
    }
}
