//! Days counted, so that they can be compared across months and taken from one calendar into another.

use crate::lists::calendars::{Calendar, lunar_year};

/// Year, month, day.
type Day = (i16, u8, u8);

/// Days since the last one before the common era, in the Gregorian calendar.
pub(crate) fn day_number((year, month, day): Day) -> i32 {
    let (year, month) = (i32::from(year), i32::from(month));
    // Years that begin in March have the leap day at their end.
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * from_march + 2) / 5
        + i32::from(day)
        - 306
}

/// The day of the Gregorian calendar with this number.
fn day_of_number(number: i32) -> Option<Day> {
    let first = jiff::civil::date(1, 1, 1);
    let day = first.checked_add(jiff::Span::new().try_days(i64::from(number) - 1).ok()?).ok()?;
    Some((day.year(), day.month() as u8, day.day() as u8))
}

/// A day of another calendar in the Gregorian one.
pub(crate) fn converted(calendar: Calendar, day: Day) -> Option<Day> {
    match calendar {
        Calendar::Solar => solar(day),
        Calendar::Lunar => lunar(day),
    }
}

/// Years of the solar calendar in which the rule of 33 years is the calendar in use.
const SOLAR_YEARS: std::ops::RangeInclusive<i16> = 1300..=1500;
/// The day before the first of the solar calendar.
const BEFORE_SOLAR: i32 = 226_894;

/// The year begins in spring: six months of 31 days, five of 30, and a last one of 29 or, eight times in 33 years, 30.
fn solar((year, month, day): Day) -> Option<Day> {
    let before = |year: i32| BEFORE_SOLAR + 365 * (year - 1) + (8 * year + 21).div_euclid(33);
    let (first, next) = (before(i32::from(year)), before(i32::from(year) + 1));
    let months = i32::from(month) - 1;
    let number = first + 30 * months + months.min(6) + i32::from(day);
    let days = if month <= 6 { 31 } else { 30 };
    let is_valid = SOLAR_YEARS.contains(&year)
        && (1..=12).contains(&month)
        && (1..=days).contains(&day)
        && number <= next;
    day_of_number(number).filter(|_| is_valid)
}

fn lunar((year, month, day): Day) -> Option<Day> {
    let known = lunar_year(year)?;
    let month = usize::from(month.checked_sub(1)?);
    let days = |is_long: &u8| if *is_long == b'1' { 30 } else { 29 };
    let months = known.long_months.as_bytes();
    let is_valid = day >= 1 && i32::from(day) <= days(months.get(month)?);
    let first: jiff::civil::Date = known.first_day.parse().ok()?;
    let first = day_number((first.year(), first.month() as u8, first.day() as u8));
    let number = first + months[..month].iter().map(days).sum::<i32>() + i32::from(day) - 1;
    day_of_number(number).filter(|_| is_valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        assert_eq!(day_number((1, 1, 1)), 1);
        assert_eq!(day_number((1970, 1, 1)), 719_163);
        assert_eq!(day_number((2024, 3, 1)) - day_number((2024, 2, 28)), 2);
        assert_eq!(day_number((2022, 1, 1)) - day_number((2021, 1, 1)), 365);
    }

    #[test]
    fn solar_days_are_those_of_the_calendar_in_iran() {
        let told = |day| converted(Calendar::Solar, day);
        assert_eq!(told((1400, 7, 20)), Some((2021, 10, 12)));
        assert_eq!(told((1403, 1, 1)), Some((2024, 3, 20)));
        assert_eq!(told((1404, 1, 1)), Some((2025, 3, 21)));
        assert_eq!(told((1399, 12, 30)), Some((2021, 3, 20)), "a leap year");
        assert_eq!(told((1400, 12, 30)), None, "no leap year");
        assert_eq!(told((1370, 1, 1)), Some((1991, 3, 21)));
        for none in [(1400, 7, 31), (1400, 13, 1), (1400, 0, 1), (1400, 1, 0), (2021, 1, 1)] {
            assert_eq!(told(none), None, "{none:?}");
        }
    }

    #[test]
    fn lunar_days_are_those_of_the_calendar_in_saudi_arabia() {
        let told = |day| converted(Calendar::Lunar, day);
        assert_eq!(told((1443, 3, 6)), Some((2021, 10, 12)));
        assert_eq!(told((1443, 1, 1)), Some((2021, 8, 9)));
        assert_eq!(told((1445, 9, 1)), Some((2024, 3, 11)));
        for none in [(1443, 2, 30), (1443, 13, 1), (1443, 0, 1), (1443, 1, 0), (1300, 1, 1)] {
            assert_eq!(told(none), None, "{none:?}");
        }
    }
}
