//! Reads dates: in the values of metadata, and in lines that people read.
//!
//! Pieces are tried from left to right as year first, as numbers, as a day and the name of a month, as a name and a
//! day, in the forms of many languages. `3/4/2021` is read day first for now and marked as open; the rest of the page
//! settles it in [`super::comparison`].

use std::ops::{Range, RangeInclusive};

use crate::lists::dates::{FILLING, month};
use crate::metadata::dates::calendar;
use crate::metadata::dates::eras;
use crate::metadata::dates::reader::Reader;
use crate::metadata::dates::reading::{Order, Reading};
use crate::metadata::dates::time;
use crate::metadata::dates::tokens::{Kind, has_two_numbers, is_in_characters, tokens};
use crate::metadata::{Precision, Time};

/// Years that a web page's own date can have. There is no clock here, so the upper end is loose.
const YEARS: RangeInclusive<u64> = 1990..=2100;
/// Years that markup can name: archives of newspapers say when the print was published.
const MARKED_YEARS: RangeInclusive<u64> = 1600..=2100;
/// Days that stand for no date in the clocks of systems and databases.
const VOID_DAYS: [(i16, u8, u8); 5] =
    [(1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (1753, 1, 1)];
/// Words after a year and after a month: of Chinese, Japanese, Korean, Mongolian, Lithuanian, Latvian and Basque dates.
const YEAR_WORDS: [&str; 7] = ["年", "년", "оны", "m", "gada", "eko", "ko"];
const MONTH_WORDS: [&str; 3] = ["月", "월", "сарын"];
/// Years between the Buddhist era of Thailand and the common era.
const BUDDHIST_YEARS: u64 = 543;

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
    // Day and year are numbers in every form.
    if !has_two_numbers(line) && !is_in_characters(line) {
        return Vec::new();
    }
    let reader = Reader { line, pieces: tokens(line), language, years };
    let mut found: Vec<(Found, bool)> = Vec::new();
    let (mut at, mut free_from) = (0, 0);
    while at < reader.pieces.len() {
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
        let range = reader.pieces[start].start..reader.pieces[next - 1].end;
        found.push((Found { range, reading }, is_converted));
        (at, free_from) = (next, next);
    }
    without_said_twice(found)
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
    let reader = Reader { line: value, pieces: tokens(value), language, years: YEARS };
    reader.compact().or_else(|| reader.month_of_year()).or_else(|| reader.year_alone())
}

impl Reader<'_> {
    fn date_at(&self, at: usize) -> Option<(Reading, usize)> {
        match self.piece(at)?.kind {
            Kind::Number(..) if self.is_inside_number(at) => None,
            Kind::Number(_, 4) => self.year_first(at),
            Kind::Number(_, 1 | 2) => self.numbers(at).or_else(|| self.day_then_name(at)),
            Kind::Word(_) => self.era_first(at).or_else(|| self.name_then_day(at)),
            _ => None,
        }
    }

    /// A date in another calendar than ours.
    fn of_other_calendar(&self, at: usize) -> Option<(Reading, usize)> {
        match self.piece(at)?.kind {
            Kind::Number(..) if self.is_inside_number(at) => None,
            Kind::Number(_, 4) => eras::year_first(self, at),
            Kind::Number(_, 1 | 2) => eras::day_then_month(self, at),
            _ => None,
        }
    }

    /// Whether a number continues a longer one: a version, an address, a telephone number.
    fn is_inside_number(&self, at: usize) -> bool {
        let attached = self.piece(at).is_some_and(|piece| !piece.gap);
        attached
            && at >= 2
            && self.is_mark(at - 1, &['.', '-', '+', '/'])
            && self.pieces[at - 1].start == self.pieces[at - 2].end
            && self.number(at - 2).is_some()
    }

    /// A year of two digits.
    fn short_year(&self, number: (u64, u8)) -> Option<i16> {
        eras::short_buddhist_year(self, number).or_else(|| short_year(number))
    }

    /// A year of four digits, of the common or the Buddhist era.
    fn year(&self, (value, digits): (u64, u8)) -> Option<i16> {
        let common = if value > *self.years.end() { value.checked_sub(BUDDHIST_YEARS)? } else { value };
        (digits == 4 && self.years.contains(&common)).then_some(common as i16)
    }

    /// `2021-10-12`, `2021. 10. 12.`, `2021年10月12日`, `2021. október 12.`
    fn year_first(&self, at: usize) -> Option<(Reading, usize)> {
        let year = self.year(self.number(at)?)?;
        let after_year = self.skip_separator(at + 1, &YEAR_WORDS);
        let month_at = eras::skip_bracketed(self, after_year);
        self.month_then_day(year, month_at, after_year > at + 1)
            .or_else(|| self.day_then_month(year, month_at))
    }

    /// `令和3年10月12日`, `民國110年10月12日`, `R3.10.12`
    fn era_first(&self, at: usize) -> Option<(Reading, usize)> {
        let (year, month_at) = eras::era_year(self, at).or_else(|| eras::letter_year(self, at))?;
        self.month_then_day(year, month_at, true)
    }

    /// A month as a number, where something parts it from the year, or as a name, and a day.
    fn month_then_day(&self, year: i16, at: usize, is_parted: bool) -> Option<(Reading, usize)> {
        let (month, after_month) =
            self.small(at, 12).filter(|_| is_parted).or_else(|| self.month_name(at))?;
        let day_at = self.skip_separator(after_month, &MONTH_WORDS);
        let separated = day_at > after_month || self.piece(day_at).is_some_and(|piece| piece.gap);
        let (day, mut next) = self.small(day_at, 31).filter(|_| separated)?;
        if self.is_word(next, &["日", "일", "号", "號"]) {
            next += 1;
        }
        Some((Reading::of_day(year, month, day, Order::Sure)?, next))
    }

    /// `2021. gada 12. oktobris`
    fn day_then_month(&self, year: i16, at: usize) -> Option<(Reading, usize)> {
        let (day, after) = self.small(at, 31)?;
        let (month, next) = self.month_name(self.skip_filling(after, 1))?;
        Some((Reading::of_day(year, month, day, Order::Sure)?, next))
    }

    fn skip_separator(&self, at: usize, words: &[&str]) -> usize {
        let at = at + usize::from(self.is_mark(at, &['-', '/', '.', '‐', '–', '−']));
        let has_word = self.is_word(at, words);
        at + usize::from(has_word) + usize::from(has_word && self.is_mark(at + 1, &['.']))
    }

    /// `12/10/2021`, `12.10.2021`, `12-10-21`, `12 | 10 | 2021`
    fn numbers(&self, at: usize) -> Option<(Reading, usize)> {
        let (first, after) = self.small(at, 31)?;
        let mark = self.mark(after).filter(|mark| matches!(mark, '/' | '.' | '-' | '‐' | '–' | '|'))?;
        let (second, after) = self.small(after + 1, 31)?;
        if self.mark(after) != Some(mark) || self.goes_on(after + 2) {
            return None;
        }
        let in_short = |number| self.short_year(number).filter(|_| mark != '|');
        let year =
            self.number(after + 1).and_then(|number| self.year(number).or_else(|| in_short(number)))?;
        let slash = mark == '/';
        let (month, day, order) = match (first, second) {
            (13.., _) => (second, first, Order::Told { slash, month_first: false }),
            (_, 13..) => (first, second, Order::Told { slash, month_first: true }),
            _ if first == second => (first, second, Order::Sure),
            _ => (second, first, Order::Open { slash }),
        };
        Some((Reading::of_day(year, month, day, order)?, after + 2))
    }

    /// Whether a number's digits go on after a full stop or a slash.
    fn goes_on(&self, at: usize) -> bool {
        self.is_mark(at, &['.', '/'])
            && !self.pieces[at].gap
            && self.piece(at + 1).is_some_and(|piece| !piece.gap && matches!(piece.kind, Kind::Number(..)))
    }

    /// `12 October 2021`, `12. Okt. 2021`, `12 de octubre de 2021`, `12-Oct-2021`
    fn day_then_name(&self, at: usize) -> Option<(Reading, usize)> {
        let (day, after) = self.small(at, 31)?;
        let month_at = self.skip_filling(after, 3);
        let (month, after) = self.month_name(month_at)?;
        let year_at = eras::skip_thai_mark(self, self.skip_filling(after, 3));
        let number = self.number(year_at)?;
        let year = self.year(number).or_else(|| {
            self.short_year(number).filter(|_| self.is_mark(year_at - 1, &['\'', '’', '-', '.']))
        })?;
        Some((Reading::of_day(year, month, day, Order::Sure)?, year_at + 1))
    }

    /// `October 12, 2021`, `Oct. 12th 2021`, `Oct 12 16:18:00 2021`
    fn name_then_day(&self, at: usize) -> Option<(Reading, usize)> {
        let (month, after) = self.month_name(at)?;
        let day_at = self.skip_filling(after, 1);
        let (day, after) = self.small(day_at, 31)?;
        let year_at = self.skip_filling(after, 3);
        if let Some(year) = self.number(year_at).and_then(|number| self.year(number)) {
            return Some((Reading::of_day(year, month, day, Order::Sure)?, year_at + 1));
        }
        let (clock, after) = time::clock_at(self, after)?;
        let year_at = after + usize::from(self.word(after).is_some());
        let year = self.number(year_at).and_then(|number| self.year(number))?;
        let mut reading = Reading::of_day(year, month, day, Order::Sure)?;
        time::set(&mut reading, clock);
        Some((reading, year_at + 1))
    }

    /// Skips what comes between day, month and year: marks, ordinal endings, "of".
    pub(crate) fn skip_filling(&self, at: usize, most: usize) -> usize {
        let fills = |at: &usize| {
            self.is_mark(*at, &['.', ',', '-', '/', '\'', '’', '،', '–', '|', 'º', '°'])
                || self.is_word(*at, &FILLING)
        };
        at + (at..at + most).take_while(fills).count()
    }

    /// A number of one or two digits from 1 to `most`.
    pub(crate) fn small(&self, at: usize, most: u64) -> Option<(u8, usize)> {
        match self.number(at)? {
            (value, 1..=2) if (1..=most).contains(&value) => Some((value as u8, at + 1)),
            _ => None,
        }
    }

    /// A month's name of one or two words, or Vietnamese "tháng 10".
    fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.word(at)?;
        if matches!(word, "tháng" | "thg") {
            return self.small(at + 1, 12);
        }
        let second = if self.is_mark(at + 1, &['.']) { at + 2 } else { at + 1 };
        // No name in ASCII has two words.
        if let Some(rest) = self.word(second).filter(|_| !word.is_ascii()) {
            let joiner = if second == at + 2 { "." } else { " " };
            if let Some(month) = month(&format!("{word}{joiner}{rest}"), self.language) {
                return Some((month, second + 1));
            }
        }
        month(word, self.language).map(|month| (month, at + 1))
    }

    /// `20211012`, `20211012161800`, seconds or milliseconds since 1970.
    fn compact(&self) -> Option<Reading> {
        let (value, digits) = self.number(0)?;
        match digits {
            8 => self.compact_day(value),
            12 | 14 => {
                let clock = if digits == 14 { value % 1_000_000 } else { value % 10_000 * 100 };
                let mut reading = self.compact_day(value / if digits == 14 { 1_000_000 } else { 10_000 })?;
                time::set_compact(&mut reading, clock);
                Some(reading)
            }
            10 if self.pieces.len() == 1 => from_epoch(value as i64),
            13 if self.pieces.len() == 1 => from_epoch((value / 1000) as i64),
            _ => None,
        }
    }

    fn compact_day(&self, value: u64) -> Option<Reading> {
        let year = self.year((value / 10_000, 4))?;
        let mut reading = Reading::of_day(year, (value / 100 % 100) as u8, (value % 100) as u8, Order::Sure)?;
        if self.is_word(1, &["t"])
            && let Some((clock, 6)) = self.number(2)
        {
            time::set_compact(&mut reading, clock);
            time::zone(self, 3, &mut reading);
        }
        Some(reading)
    }

    /// `2021-10`, `October 2021`
    fn month_of_year(&self) -> Option<Reading> {
        let by_number = || {
            let year = self.year(self.number(0)?)?;
            let after = self.skip_separator(1, &["年", "년"]);
            Some((year, self.small(after, 12).filter(|_| after == 2)?.0))
        };
        let by_name = || {
            let (month, after) = self.month_name(0)?;
            Some((self.number(self.skip_filling(after, 2)).and_then(|number| self.year(number))?, month))
        };
        let (year, month) = by_number().or_else(by_name)?;
        let reading = Reading::of_day(year, month, 1, Order::Sure)?;
        Some(Reading { precision: Precision::Month, ..reading })
    }

    fn year_alone(&self) -> Option<Reading> {
        let year = self.year(self.number(0)?).filter(|_| self.pieces.len() == 1)?;
        let reading = Reading::of_day(year, 1, 1, Order::Sure)?;
        Some(Reading { precision: Precision::Year, ..reading })
    }
}

/// A year of two digits: from 1995 to 2094, since nothing on the web is older.
fn short_year((value, digits): (u64, u8)) -> Option<i16> {
    match value {
        _ if digits != 2 => None,
        95..=99 => Some(1900 + value as i16),
        _ => Some(2000 + value as i16),
    }
}

fn from_epoch(seconds: i64) -> Option<Reading> {
    let at = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    YEARS.contains(&u64::try_from(at.year()).ok()?).then_some(())?;
    let mut reading = Reading::of_day(at.year(), at.month() as u8, at.day() as u8, Order::Sure)?;
    reading.time = Some(Time { hour: at.hour() as u8, minute: at.minute() as u8, second: at.second() as u8 });
    reading.precision = Precision::Second;
    reading.offset_minutes = Some(0);
    Some(reading)
}

#[cfg(test)]
mod tests {
    use super::*;

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
