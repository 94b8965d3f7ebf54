//! Dates beside what readers write: found in a line, and read together.
//!
//! A comment's date is one of a list of dates in one form, so that each tells how the others are to be read: where one
//! has a day above 12, the order of day and month is known for all.

use std::ops::Range;

use jiff::Timestamp;

use crate::document::Origin;
use crate::lists::dates::month;
use crate::metadata::candidates::{DateCandidate, DateRole};
use crate::metadata::dates::comparison::Comparison;
use crate::metadata::dates::rank::Context;
pub(crate) use crate::metadata::dates::reading::Reading;
use crate::metadata::dates::time::clock_at;
use crate::metadata::dates::tokens::{Kind, Piece};
use crate::metadata::dates::{parse, reader::Reader, relative};
use crate::metadata::trust::DateTrust;
use crate::metadata::{Date, Provenance};

/// Longest line that is searched for a date, in bytes.
const MAX_LINE_BYTES: usize = 300;

/// Numbers of a line that may count units of time.
const MAX_NUMBERS: usize = 4;

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Where it is.
    pub(crate) range: Range<usize>,
    /// What it says, where that is a day. It is not where the year is missing, or where it counts back from an unknown moment.
    pub(crate) reading: Option<Reading>,
}

/// How dates are read on a page.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Custom<'a> {
    /// BCP 47 tag.
    pub(crate) language: Option<&'a str>,
    /// Last label of the page's host.
    pub(crate) top_domain: Option<&'a str>,
    /// When the page was fetched, if the caller said so.
    pub(crate) reference: Option<Timestamp>,
}

impl Custom<'_> {
    /// The first date of a line.
    pub(crate) fn find(&self, line: &str) -> Option<Shown> {
        if line.len() > MAX_LINE_BYTES {
            return None;
        }
        if let Some(found) = parse::scan(line, self.language).into_iter().next() {
            return Some(Shown { range: found.range, reading: Some(found.reading) });
        }
        self.relative(line).or_else(|| self.without_year(line)).or_else(|| age(line))
    }

    /// What a machine-readable value says.
    pub(crate) fn value(&self, value: &str) -> Option<Reading> {
        parse::parse_value(value, self.language)
    }

    fn relative(&self, line: &str) -> Option<Shown> {
        let lower = line.to_lowercase();
        if lower.len() != line.len() {
            return None;
        }
        let now = self.reference.unwrap_or(Timestamp::UNIX_EPOCH);
        // The number in a name such as "ann77" is not the one that counts.
        let starts = std::iter::once(0).chain(number_starts(&lower).take(MAX_NUMBERS));
        let found = |start: usize| {
            let (range, reading) = relative::find(lower.get(start..)?, now)?;
            Some((range.start + start..range.end + start, reading))
        };
        let (range, reading) = starts.into_iter().find_map(found)?;
        line.get(range.clone())?;
        Some(Shown { range, reading: self.reference.map(|_| reading) })
    }

    /// "12 May at 10:20", "May 12": a day of a year that goes without saying.
    fn without_year(&self, line: &str) -> Option<Shown> {
        let reader = Reader::new(line, self.language, 0..=0);
        let pieces = reader.pieces();
        let is_day = |piece: Option<&Piece>| {
            piece.is_some_and(|piece| matches!(piece.kind, Kind::Number(1..=31, 1..=2)))
        };
        // "May" and "mar" are words, too: beside a number they are months.
        let is_month = |at: &usize| reader.word(*at).is_some_and(|word| month(word, self.language).is_some());
        let at = (0..pieces.len()).find(is_month)?;
        let before = at.checked_sub(1).filter(|before| is_day(pieces.get(*before)));
        let after = Some(at + 1).filter(|after| is_day(pieces.get(*after)) && pieces[*after].gap);
        let (first, mut last) = match before {
            Some(before) => (before, at),
            None => (at, after?),
        };
        // "at" and a comma may stand between the day and the time.
        let clock = (last + 1..last + 4).find_map(|at| clock_at(&reader, at));
        last = clock.map_or(last, |(_, next)| next - 1);
        let range = reader.pieces().get(first)?.start..reader.pieces().get(last)?.end;
        Some(Shown { range, reading: None })
    }

    /// The dates of a page, each with the words that it was read from.
    pub(crate) fn settle(&self, read: Vec<(String, Reading)>) -> Vec<Date> {
        let candidate = |(raw, reading)| DateCandidate {
            raw,
            reading,
            role: DateRole::Unsaid,
            trust: DateTrust::Line,
            block: None,
            provenance: Provenance::TextLine,
        };
        let candidates: Vec<DateCandidate> = read.into_iter().map(candidate).collect();
        let context = Context {
            origin: Origin::Html,
            title_block: None,
            prose: None,
            prose_words: Vec::new(),
            main: None,
            language: self.language,
            reference: self.reference,
            top_domain: self.top_domain,
        };
        let comparison = Comparison::of(&candidates, &context);
        candidates.iter().map(|candidate| comparison.date(candidate).value).collect()
    }
}

/// Where numbers begin that are words of their own.
fn number_starts(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    (1..bytes.len()).filter(|&at| bytes[at].is_ascii_digit() && matches!(bytes[at - 1], b' ' | b'('))
}

/// "3h", "2 d", "5mo": the whole line is an age, as networks shorten it.
fn age(line: &str) -> Option<Shown> {
    const UNITS: [&str; 14] =
        ["s", "m", "min", "mins", "h", "hr", "hrs", "d", "w", "wk", "mo", "y", "yr", "yrs"];
    let trimmed = line.trim();
    let start = line.len() - line.trim_start().len();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let unit = trimmed.get(digits..)?.trim();
    ((1..=3).contains(&digits) && UNITS.contains(&unit))
        .then(|| Shown { range: start..start + trimmed.len(), reading: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<&str> {
        let custom = Custom { language: Some("en"), ..Custom::default() };
        custom.find(line).and_then(|shown| line.get(shown.range))
    }

    #[test]
    fn dates_are_found_in_lines() {
        assert_eq!(found("Ann | 12 October 2021 at 16:18"), Some("12 October 2021 at 16:18"));
        assert_eq!(found("Ann 3 hours ago Reply"), Some("3 hours ago"));
        assert_eq!(found("Ann, May 12 at 10:20"), Some("May 12 at 10:20"));
        assert_eq!(found("5 May"), Some("5 May"));
        assert_eq!(found("ann77 • 3 years ago"), Some("3 years ago"));
        assert_eq!(found(" 3h "), Some("3h"));
        assert_eq!(found("Ann may come at 5"), None);
        assert_eq!(found("I ate 3 hamburgers"), None);
    }

    #[test]
    fn one_date_tells_how_the_others_are_read() {
        let custom = Custom::default();
        let read = ["03/04/2021", "03/25/2021"].map(|raw| (raw.to_owned(), custom.value(raw).unwrap()));
        let dates: Vec<String> = custom.settle(read.to_vec()).iter().map(Date::iso8601).collect();
        assert_eq!(dates, ["2021-03-04", "2021-03-25"]);
    }
}
