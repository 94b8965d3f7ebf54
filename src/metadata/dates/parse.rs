//! Reads dates: in the values of metadata, and in lines that people read.
//!
//! Pieces are tried from left to right in the forms of many languages ([`super::forms`]), values of metadata in those of machines,
//! too ([`super::values`]). `3/4/2021` is read day first for now and marked as open; the rest of the page
//! settles it in [`super::comparison`].

use std::ops::{Range, RangeInclusive};

use crate::metadata::dates::calendar;
use crate::metadata::dates::reader::Reader;
use crate::metadata::dates::reading::Reading;
use crate::metadata::dates::time;
use crate::metadata::dates::tokens::{has_plain_digits, has_two_numbers, is_in_characters, may_have_year};

/// Years that a web page's own date can have. There is no clock here, so the upper end is loose.
const YEARS: RangeInclusive<u64> = 1990..=2100;
/// Years that markup can name: archives of newspapers say when the print was published.
const MARKED_YEARS: RangeInclusive<u64> = 1600..=2100;
/// Days that stand for no date in the clocks of systems and databases.
const VOID_DAYS: [(i16, u8, u8); 5] =
    [(1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (1753, 1, 1)];
/// Dates of a line that those in another calendar are compared with.
const MAX_SAID: usize = 8;

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Bytes of the line, the time of day included.
    pub(crate) range: Range<usize>,
    pub(crate) reading: Reading,
}

/// All dates with day, month and year in a line that people read.
pub(crate) fn scan(line: &str, language: Option<&str>) -> Vec<Found> {
    scan_years(line, language, YEARS)
}

fn scan_years(line: &str, language: Option<&str>, years: RangeInclusive<u64>) -> Vec<Found> {
    if !may_have_date(line, language) {
        return Vec::new();
    }
    let reader = Reader::new(line, language, years);
    let mut found: Vec<(Found, bool)> = Vec::new();
    let (mut at, mut free_from) = (0, 0);
    while at < reader.pieces().len() {
        let common = reader.date_at(at);
        let is_converted = common.is_none();
        let Some((mut reading, mut next)) = common.or_else(|| reader.of_other_calendar(at)) else {
            at += 1;
            continue;
        };
        let mut start = at;
        if reading.time.is_none() {
            if let Some(begin) = time::directly_before(&reader, free_from, at, &mut reading) {
                start = begin;
            } else if let Some(end) = time::after(&reader, next, &mut reading) {
                next = end;
            } else if let Some(begin) = time::before(&reader, free_from, at, &mut reading) {
                start = begin;
            }
        }
        let range = reader.pieces()[start].start..reader.pieces()[next - 1].end;
        found.push((Found { range, reading }, is_converted));
        (at, free_from) = (next, next);
    }
    without_said_twice(found)
}

/// Whether a line has two numbers, as day and year are in every form, of which one may be the year. In Japanese that may
/// have one digit.
fn may_have_date(line: &str, language: Option<&str>) -> bool {
    let is_japanese = || language.is_some_and(|language| language.starts_with("ja"));
    let may_be = || may_have_year(line) || !has_plain_digits(line) || is_japanese();
    has_two_numbers(line) && may_be() || is_in_characters(line)
}

/// Of a date in two calendars the one in ours: what another one counts may begin a day earlier or later.
fn without_said_twice(found: Vec<(Found, bool)>) -> Vec<Found> {
    const MAX_DAYS: i32 = 2;
    if found.iter().all(|(_, is_converted)| *is_converted)
        || found.iter().all(|(_, is_converted)| !is_converted)
    {
        return found.into_iter().map(|(found, _)| found).collect();
    }
    let number = |found: &Found| calendar::day_number(found.reading.day());
    let ours: Vec<i32> =
        found.iter().filter(|(_, converted)| !converted).map(|(found, _)| number(found)).collect();
    let is_said =
        |found: &Found| ours.iter().take(MAX_SAID).any(|day| (day - number(found)).abs() <= MAX_DAYS);
    found
        .into_iter()
        .filter(|(found, converted)| !(*converted && is_said(found)))
        .map(|(found, _)| found)
        .collect()
}

/// The date that a value of metadata holds.
pub(crate) fn parse_value(value: &str, language: Option<&str>) -> Option<Reading> {
    let value = value.trim();
    if value.len() > 100 {
        return None;
    }
    if let Some(found) = scan_years(value, language, MARKED_YEARS).into_iter().next() {
        return Some(found.reading).filter(|reading| !VOID_DAYS.contains(&reading.day()));
    }
    let reader = Reader::new(value, language, YEARS);
    reader.compact().or_else(|| reader.month_of_year()).or_else(|| reader.year_alone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Precision;
    use crate::metadata::dates::reading::Order;

    fn iso(reading: &Reading) -> String {
        let mut out = format!("{:04}-{:02}-{:02}", reading.year, reading.month, reading.day);
        if let Some(time) = reading.time {
            out += &format!("T{:02}:{:02}", time.hour, time.minute);
        }
        if let Some(minutes) = reading.offset_minutes {
            out += &format!("{minutes:+}");
        }
        out
    }

    fn first(line: &str, language: &str) -> String {
        scan(line, Some(language)).first().map(|found| iso(&found.reading)).unwrap_or_default()
    }

    fn value(text: &str) -> String {
        parse_value(text, None).map(|reading| iso(&reading)).unwrap_or_default()
    }

    #[test]
    fn a_time_right_before_a_date_is_the_dates() {
        let found = scan("PUBLISHED: 14:02, 13 October 2021 | UPDATED: 15:31, 14 October 2021", None);
        let told: Vec<String> = found.iter().map(|found| iso(&found.reading)).collect();
        assert_eq!(told, ["2021-10-13T14:02", "2021-10-14T15:31"]);
        let glued = scan("Published On 13 Oct 202113 Oct 2021", None);
        assert_eq!(glued.len(), 2);
        assert_eq!(iso(&scan("October 13, 20215:01 AM ET", None)[0].reading), "2021-10-13T05:01-240");
        assert_eq!(iso(&scan("13/10/2021 02:02 م", None)[0].reading), "2021-10-13T14:02");
    }

    #[test]
    fn numbers_that_are_no_years_rule_dates_out() {
        for line in [
            "12-10-21",
            "12 . 10 . 21",
            "Tue, 12-Oct-21 4 pm",
            "12 Oct. '21",
            "Oct 12, 20215:01 AM",
            "13 Oct 202113 Oct 2021",
            "5 Rabiul Awal 1443",
            "12 Oct 2564",
            "12–10–21",
            "12.\u{a0}10.\u{a0}21",
            "12 октября 2021 г.",
            "12 Oct ’21",
            "१२ अक्टूबर २०२१",
        ] {
            assert!(may_have_date(line, None) && !scan(line, None).is_empty(), "{line}");
        }
        for line in [
            "3 of 12",
            "12.50 to 14.99",
            "$1,299 or 4500",
            "5-10 days in 20 towns",
            "555-0123 4567",
            "5 € für 20 Tage",
        ] {
            assert!(!may_have_date(line, None), "{line}");
        }
        assert!(may_have_date("R3.10.12", Some("ja-JP")));
    }

    #[test]
    fn reads_machine_formats() {
        assert_eq!(value("2021-10-12T16:18:00+05:30"), "2021-10-12T16:18+330");
        assert_eq!(value("2021-10-12T16:18:00.123Z"), "2021-10-12T16:18+0");
        assert_eq!(value("2021-10-12 16:18:00 -0400"), "2021-10-12T16:18-240");
        assert_eq!(value("20211012T161800Z"), "2021-10-12T16:18+0");
        assert_eq!(value("20211012"), "2021-10-12");
        assert_eq!(value("Tue, 12 Oct 2021 16:18:00 GMT"), "2021-10-12T16:18+0");
        assert_eq!(value("Tue Oct 12 16:18:00 EDT 2021"), "2021-10-12T16:18");
        assert_eq!(value("1634055480"), "2021-10-12T16:18+0");
        assert_eq!(value("1634055480000"), "2021-10-12T16:18+0");
        assert_eq!(value("2021-10-12T16:18"), "2021-10-12T16:18");
        assert_eq!(value("2021-10-12T16:18:0Z"), "2021-10-12T16:18+0");
        assert_eq!(value("1965-03-01"), "1965-03-01");
    }

    #[test]
    fn keeps_the_precision_that_is_given() {
        let precision = |text| parse_value(text, None).map(|reading| reading.precision);
        assert_eq!(precision("2021"), Some(Precision::Year));
        assert_eq!(precision("2021-10"), Some(Precision::Month));
        assert_eq!(precision("October 2021"), Some(Precision::Month));
        assert_eq!(precision("2021-10-12"), Some(Precision::Day));
        assert_eq!(precision("2021-10-12 16:18"), Some(Precision::Minute));
        assert_eq!(precision("2021-10-12 16:18:05"), Some(Precision::Second));
    }

    #[test]
    fn reads_english_lines() {
        assert_eq!(first("Updated: 12-10-2021 16:18 IST", "en"), "2021-10-12T16:18+330");
        assert_eq!(first("Oct 12, 2021 at 4:18 p.m. ET", "en"), "2021-10-12T16:18-240");
        assert_eq!(first("Tue 12 Oct 2021 16.18 BST", "en"), "2021-10-12T16:18+60");
        assert_eq!(first("4:18 PM EDT, Tue October 12, 2021", "en"), "2021-10-12T16:18-240");
        assert_eq!(first("October 12th 2021", "en"), "2021-10-12");
        assert_eq!(first("the 12th of October, 2021", "en"), "2021-10-12");
        assert_eq!(first("12-Oct-21", "en"), "2021-10-12");
        assert_eq!(first("12:05 am on 3 May 2021", "en"), "2021-05-03T00:05");
    }

    #[test]
    fn reads_other_languages() {
        assert_eq!(first("12. Oktober 2021, 16:18 Uhr", "de"), "2021-10-12T16:18");
        assert_eq!(first("le 1er octobre 2021 à 16h18", "fr"), "2021-10-01T16:18");
        assert_eq!(first("12 de octubre de 2021 a las 16:18", "es"), "2021-10-12T16:18");
        assert_eq!(first("12 października 2021, 16:18", "pl"), "2021-10-12T16:18");
        assert_eq!(first("2021. október 12. 16:18", "hu"), "2021-10-12T16:18");
        assert_eq!(first("12 октября 2021 г. 16:18 МСК", "ru"), "2021-10-12T16:18+180");
        assert_eq!(first("2021年10月12日(火) 16時18分", "ja"), "2021-10-12T16:18");
        assert_eq!(first("2021年10月12日下午4:18", "zh"), "2021-10-12T16:18");
        assert_eq!(first("2021. 10. 12. 오후 4:18", "ko"), "2021-10-12T16:18");
        assert_eq!(first("2021년 10월 12일", "ko"), "2021-10-12");
        assert_eq!(first("१२ अक्टूबर २०२१", "hi"), "2021-10-12");
        assert_eq!(first("١٢ أكتوبر ٢٠٢١", "ar"), "2021-10-12");
        assert_eq!(first("12 ตุลาคม 2564", "th"), "2021-10-12");
        assert_eq!(first("12 ต.ค. 2564", "th"), "2021-10-12");
        assert_eq!(first("12 tháng 10, 2021", "vi"), "2021-10-12");
        assert_eq!(first("12.10.2021 klo 16.18", "fi"), "2021-10-12T16:18");
        assert_eq!(first("Ann1 am 12.10.2021", "de"), "2021-10-12");
        assert_eq!(first("1 am 12 October 2021", "en"), "2021-10-12T01:00");
        assert_eq!(first("12 | 10 | 2021", "de"), "2021-10-12");
    }

    #[test]
    fn day_and_month_stay_open_unless_a_number_tells() {
        let order = |line| scan(line, None).first().map(|found| found.reading.order);
        assert_eq!(order("10/12/2021"), Some(Order::Open { slash: true }));
        assert_eq!(order("10/13/2021"), Some(Order::Told { slash: true, month_first: true }));
        assert_eq!(order("13.10.2021"), Some(Order::Told { slash: false, month_first: false }));
        assert_eq!(order("10/10/2021"), Some(Order::Sure));
    }

    #[test]
    fn finds_several_dates_in_a_line() {
        let line = "Created: 12-10-2021 16:06 IST | Updated: 13-10-2021 16:18 IST";
        let found: Vec<_> = scan(line, None).iter().map(|found| iso(&found.reading)).collect();
        assert_eq!(found, ["2021-10-12T16:06+330", "2021-10-13T16:18+330"]);
        assert_eq!(&line[scan(line, None)[0].range.clone()], "12-10-2021 16:06 IST");
    }

    #[test]
    fn what_is_no_date_is_not_read_as_one() {
        for line in [
            "3 hours ago",
            "© 2021 Example",
            "30 February 2021",
            "version 1.2.2021.4",
            "+91-12-10-2021-55",
            "12 October 1889",
            "32/13/2021",
            "",
        ] {
            assert_eq!(scan(line, Some("en")), [], "{line}");
        }
        for void in ["1970-01-01T00:00:00Z", "1900-01-01", "30.12.1899", "1965"] {
            assert_eq!(parse_value(void, None), None, "{void}");
        }
        assert_eq!(parse_value("-1", None), None);
        assert_eq!(parse_value("0001-01-01T00:00:00", None), None);
        assert_eq!(parse_value("99999999999999999999999999", None), None);
    }

    #[test]
    fn parts_of_longer_numbers_are_no_dates() {
        for line in ["Version 7.12.10.2021", "Call 0049-12-10-2021", "Order 123456-12.10.2021"] {
            assert_eq!(first(line, "en"), "", "{line}");
        }
        assert_eq!(first("Room 7, 12.10.2021", "de"), "2021-10-12");
        assert_eq!(first("Stand/12.10.2021", "de"), "2021-10-12", "behind a word");
    }
}
