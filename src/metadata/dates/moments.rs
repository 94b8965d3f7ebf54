//! Moments as the page's readers saw them.
//!
//! Content systems write the moment in UTC into their markup and show the day and the time of their own zone. Where
//! both are the same moment, the date is told with that zone's offset, which may be on the day before or after.

use jiff::civil;
use jiff::tz::TimeZone;

use crate::metadata::candidates::DateCandidate;
use crate::metadata::dates::calendar::day_number;
use crate::metadata::dates::reading::Reading;
use crate::metadata::trust::DateTrust;

const MINUTES_OF_DAY: i64 = 24 * 60;
/// Up to this hour in UTC the Americas have the day before, and from the other on Asia has the day after.
const LAST_HOUR_OF_DAY_BEFORE: u8 = 12;
const FIRST_HOUR_OF_DAY_AFTER: u8 = 10;

/// The moment in the zone whose clock the other date shows, if that is the same moment.
pub(crate) fn in_zone_of(universal: &Reading, shown: &Reading) -> Option<Reading> {
    let ahead = minutes_ahead(universal, shown)?;
    let at = civil_time(universal)?.checked_add(jiff::SignedDuration::from_mins(ahead)).ok()?;
    Some(Reading {
        year: at.year(),
        month: at.month() as u8,
        day: at.day() as u8,
        time: universal.time.map(|time| crate::metadata::Time {
            hour: at.hour() as u8,
            minute: at.minute() as u8,
            ..time
        }),
        offset_minutes: i16::try_from(ahead).ok(),
        zone_shared: false,
        ..universal.clone()
    })
}

/// How far ahead of UTC the clock of a date is that shows a moment in UTC.
fn minutes_ahead(universal: &Reading, shown: &Reading) -> Option<i64> {
    if universal.offset_minutes != Some(0) {
        return None;
    }
    let ahead = minutes(shown)? - minutes(universal)?;
    let said = shown.offset_minutes.filter(|_| !shown.zone_shared).map_or(ahead, i64::from);
    (ahead == said && is_offset(ahead)).then_some(ahead)
}

/// Whether a day without a zone may be the local day of a moment.
pub(crate) fn may_be_local_day(on: (i16, u8, u8), moment: &Reading) -> bool {
    let Some(time) = moment.time else { return false };
    match day_number(on) - day_number(moment.day()) {
        0 => true,
        -1 => moment.offset_minutes == Some(0) && time.hour < LAST_HOUR_OF_DAY_BEFORE,
        1 => moment.offset_minutes == Some(0) && time.hour >= FIRST_HOUR_OF_DAY_AFTER,
        _ => false,
    }
}

/// Whether markup gives a date to the minute and with its offset from UTC.
pub(crate) fn is_marked_moment(date: &DateCandidate) -> bool {
    date.trust <= DateTrust::OtherEntity && second_of(&date.reading).is_some()
}

/// Seconds since 1970, UTC.
pub(crate) fn second_of(reading: &Reading) -> Option<i64> {
    let at = civil_time(reading)?.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second();
    Some(at - 60 * i64::from(reading.offset_minutes?))
}

/// Minutes of the clock on the wall, counted on from day to day.
fn minutes(reading: &Reading) -> Option<i64> {
    let time = reading.time?;
    let of_day = 60 * i64::from(time.hour) + i64::from(time.minute);
    Some(i64::from(day_number(reading.day())) * MINUTES_OF_DAY + of_day)
}

fn civil_time(reading: &Reading) -> Option<civil::DateTime> {
    let time = reading.time?;
    let (year, month, day) = reading.day();
    let (hour, minute, second) = (time.hour as i8, time.minute as i8, time.second as i8);
    civil::DateTime::new(year, month as i8, day as i8, hour, minute, second, 0).ok()
}

/// Whether a zone in use is so many minutes ahead of UTC: whole hours, and those of Newfoundland, Iran,
/// Afghanistan, India, Nepal, Burma and the middle of Australia.
fn is_offset(minutes: i64) -> bool {
    let is_odd = || matches!(minutes, -210 | -150 | 210 | 270 | 330 | 345 | 390 | 570 | 630);
    (-12 * 60..=14 * 60).contains(&minutes) && (minutes % 60 == 0 || is_odd())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::dates::parse::parse_value;

    fn seen(universal: &str, shown: &str) -> Option<(String, Option<i16>)> {
        let read = |raw| parse_value(raw, None);
        let local = in_zone_of(&read(universal)?, &read(shown)?)?;
        let time = local.time?;
        let (year, month, day) = local.day();
        let clock = format!("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
        Some((format!("{year}-{month:02}-{day:02} {clock}"), local.offset_minutes))
    }

    #[test]
    fn a_moment_is_told_by_the_clock_that_is_shown() {
        let told = |at: &str, ahead| Some((at.to_owned(), Some(ahead)));
        assert_eq!(seen("2021-10-12T16:18:30Z", "12 Oct 2021 21:48"), told("2021-10-12 21:48:30", 330));
        assert_eq!(seen("2021-10-13T02:18:30Z", "12 Oct 2021 22:18"), told("2021-10-12 22:18:30", -240));
        assert_eq!(seen("2021-12-31T16:18:00Z", "1 Jan 2022 00:18"), told("2022-01-01 00:18:00", 480));
        assert_eq!(
            seen("2021-10-12T16:18:30Z", "12 Oct 2021 21:47"),
            None,
            "no zone is 5 hours and 29 minutes ahead"
        );
        assert_eq!(seen("2021-10-12T16:18:30Z", "12 Oct 2021 18:18 +0300"), None, "another moment");
        assert_eq!(seen("2021-10-12T16:18:30+02:00", "12 Oct 2021 18:18"), None, "it is local already");
    }

    #[test]
    fn a_day_is_local_where_some_zone_has_it() {
        let is_local = |on, raw| parse_value(raw, None).is_some_and(|moment| may_be_local_day(on, &moment));
        assert!(is_local((2021, 10, 12), "2021-10-13T11:59:00Z"));
        assert!(!is_local((2021, 10, 12), "2021-10-13T12:00:00Z"));
        assert!(is_local((2021, 10, 12), "2021-10-11T10:00:00Z"));
        assert!(!is_local((2021, 10, 12), "2021-10-11T09:59:00Z"));
        assert!(!is_local((2021, 10, 12), "2021-10-13T02:00:00+02:00"), "that is local already");
        assert!(!is_local((2021, 10, 12), "2021-10-12"), "no moment");
    }
}
