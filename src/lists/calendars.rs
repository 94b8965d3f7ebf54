//! Calendars other than the Gregorian.

use once_cell::sync::Lazy;

use super::table::Table;
use super::{Row, rows};

/// A calendar with months of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// Of Iran and Afghanistan.
    Solar,
    /// The Islamic one.
    Lunar,
}

static MONTHS: Lazy<Table<&'static str, (Calendar, u8)>> = Lazy::new(|| {
    let mut months = Table::default();
    for row in rows(include_str!("calendars.tsv")) {
        let Some((calendar, names)) = row.split_first() else { continue };
        let calendar = if *calendar == "solar" { Calendar::Solar } else { Calendar::Lunar };
        for (spellings, number) in names.iter().zip(1..) {
            months.extend(spellings.split(',').map(|spelling| (spelling, (calendar, number))));
        }
    }
    months
});

/// The month that a word or two name.
pub(crate) fn month(lower: &str) -> Option<(Calendar, u8)> {
    MONTHS.get(lower).copied()
}

/// A year of the Islamic calendar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LunarYear {
    number: i16,
    /// Its first day in the Gregorian calendar, ISO 8601.
    pub(crate) first_day: &'static str,
    /// Whether each of its months has 30 days, else 29: `1` or `0`.
    pub(crate) long_months: &'static str,
}

static LUNAR_YEARS: Lazy<Vec<LunarYear>> = Lazy::new(|| {
    let year = |row: Row| match row[..] {
        [number, first_day, long_months] => {
            Some(LunarYear { number: number.parse().ok()?, first_day, long_months })
        }
        _ => None,
    };
    rows(include_str!("umm_al_qura.tsv")).filter_map(year).collect()
});

/// A year of the Islamic calendar, if it is one of the last or the next decades.
pub(crate) fn lunar_year(number: i16) -> Option<LunarYear> {
    let first = LUNAR_YEARS.first()?.number;
    LUNAR_YEARS.get(usize::try_from(number - first).ok()?).copied().filter(|year| year.number == number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_has_a_name_and_every_year_twelve_months() {
        for calendar in [Calendar::Solar, Calendar::Lunar] {
            for number in 1..=12 {
                assert!(MONTHS.values().any(|month| *month == (calendar, number)), "{calendar:?} {number}");
            }
        }
        for (year, number) in LUNAR_YEARS.iter().zip(LUNAR_YEARS[0].number..) {
            assert_eq!((year.number, year.long_months.len()), (number, 12));
        }
        assert_eq!(lunar_year(1443).map(|year| year.first_day), Some("2021-08-09"));
        assert!(lunar_year(1399).is_none() && lunar_year(1501).is_none());
    }
}
