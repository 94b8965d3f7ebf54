//! Forms that only values of metadata have: digits without marks, moments in seconds, months and years alone.

use std::ops::RangeInclusive;

use crate::metadata::dates::reader::Reader;
use crate::metadata::dates::reading::{Order, Reading};
use crate::metadata::dates::time;
use crate::metadata::{Precision, Time};

impl Reader<'_> {
    /// `20211012`, `20211012161800`, seconds or milliseconds since 1970.
    pub(super) fn compact(&self) -> Option<Reading> {
        let (value, digits) = self.number(0)?;
        match digits {
            8 => self.compact_day(value),
            12 | 14 => {
                let clock = if digits == 14 { value % 1_000_000 } else { value % 10_000 * 100 };
                let mut reading = self.compact_day(value / if digits == 14 { 1_000_000 } else { 10_000 })?;
                time::set_compact(&mut reading, clock);
                Some(reading)
            }
            10 if self.pieces().len() == 1 => from_epoch(value as i64, &self.years),
            13 if self.pieces().len() == 1 => from_epoch((value / 1000) as i64, &self.years),
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
    pub(super) fn month_of_year(&self) -> Option<Reading> {
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

    pub(super) fn year_alone(&self) -> Option<Reading> {
        let year = self.year(self.number(0)?).filter(|_| self.pieces().len() == 1)?;
        let reading = Reading::of_day(year, 1, 1, Order::Sure)?;
        Some(Reading { precision: Precision::Year, ..reading })
    }
}

/// Seconds since 1970.
fn from_epoch(seconds: i64, years: &RangeInclusive<u64>) -> Option<Reading> {
    let at = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    years.contains(&u64::try_from(at.year()).ok()?).then_some(())?;
    let mut reading = Reading::of_day(at.year(), at.month() as u8, at.day() as u8, Order::Sure)?;
    reading.time = Some(Time { hour: at.hour() as u8, minute: at.minute() as u8, second: at.second() as u8 });
    reading.precision = Precision::Second;
    reading.offset_minutes = Some(0);
    Some(reading)
}
