//! Reads the time of day and the zone next to a date.

use jiff::civil;

use crate::lists::dates;
use crate::metadata::dates::reader::Reader;
use crate::metadata::dates::reading::Reading;
use crate::metadata::{Precision, Time};

/// Pieces that may stand between a date and its time, and how many of them may be words.
const MAX_BETWEEN: usize = 5;
const MAX_WORDS_BETWEEN: usize = 2;

/// A time of day and whether seconds were given.
pub(crate) type Clock = (Time, bool);

/// Reads a time after a date into the reading; gives the position after it.
pub(crate) fn after(reader: &Reader<'_>, date_end: usize, reading: &mut Reading) -> Option<usize> {
    let mut words = 0;
    for at in date_end..=date_end + MAX_BETWEEN {
        if let Some((clock, next)) = clock_at(reader, at) {
            set(reading, clock);
            return Some(zone(reader, next, reading));
        }
        words += usize::from(reader.word(at).is_some());
        if reader.piece(at).is_none() || reader.number(at).is_some() || words > MAX_WORDS_BETWEEN {
            return None;
        }
    }
    None
}

/// The same of a time that nothing but a comma parts from the date: "14:02, 13 October 2021 | Updated: 15:31".
pub(crate) fn directly_before(
    reader: &Reader<'_>,
    from: usize,
    date_start: usize,
    reading: &mut Reading,
) -> Option<usize> {
    let end = date_start - usize::from(date_start > 0 && reader.is_mark(date_start - 1, &[',']));
    let mut timed = reading.clone();
    let begin = before(reader, from, end, &mut timed)?;
    let (clock, clock_end) = clock_at(reader, begin)?;
    set(&mut timed, clock);
    if zone(reader, clock_end, &mut timed) != end {
        return None;
    }
    *reading = timed;
    Some(begin)
}

/// Reads a time before a date into the reading; gives the position where it begins.
pub(crate) fn before(
    reader: &Reader<'_>,
    from: usize,
    date_start: usize,
    reading: &mut Reading,
) -> Option<usize> {
    // hh:mm:ss with "p.m." and a zone takes up to 12 pieces.
    for at in from.max(date_start.saturating_sub(12 + MAX_BETWEEN))..date_start {
        let Some((clock, end)) = clock_at(reader, at) else { continue };
        let mut timed = reading.clone();
        set(&mut timed, clock);
        let end = zone(reader, end, &mut timed);
        if end <= date_start && only_filling(reader, end, date_start) {
            *reading = timed;
            return Some(at);
        }
    }
    None
}

fn only_filling(reader: &Reader<'_>, from: usize, to: usize) -> bool {
    let words = (from..to).filter(|at| reader.word(*at).is_some()).count();
    to - from <= MAX_BETWEEN && words <= MAX_WORDS_BETWEEN && (from..to).all(|at| reader.number(at).is_none())
}

/// `16:18`, `16.18`, `16h18`, `16時18分`, `4:18:05 p.m.`, `4 pm`, `下午4:18`
pub(crate) fn clock_at(reader: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let (half_before, hour_at) = half_day_before(reader, at);
    let (hour, digits) = reader.number(hour_at)?;
    if digits > 2 || hour > 24 {
        return None;
    }
    let minutes = minutes_at(reader, hour_at + 1);
    let after = minutes.map_or(hour_at + 1, |(_, _, next)| next);
    let (half, next) = match half_day_after(reader, after) {
        Some((half, next)) => (Some(half), next),
        None => (half_before, after),
    };
    let (minute, second, _) = minutes.or(half.map(|_| (0, None, 0)))?;
    let hour = on_24_hours(hour as u8, half)?;
    Some(((Time { hour, minute, second: second.unwrap_or(0) }, second.is_some()), next))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

fn on_24_hours(hour: u8, half: Option<Half>) -> Option<u8> {
    let hour = match (hour, half) {
        (12, Some(Half::Morning)) => 0,
        (1..12, Some(Half::Afternoon)) => hour + 12,
        (24, _) => 0,
        _ => hour,
    };
    (hour < 24).then_some(hour)
}

/// Minutes, seconds and the position after them.
fn minutes_at(reader: &Reader<'_>, at: usize) -> Option<(u8, Option<u8>, usize)> {
    let dotted = reader.is_mark(at, &['.']);
    let marked = dotted || reader.is_mark(at, &[':', '：', '.']);
    if !marked && !reader.is_word(at, &["h", "時", "时", "點", "点", "시", "u", "g", "ч"]) {
        return None;
    }
    let (minute, digits) = reader.number(at + 1)?;
    let attached = marked && reader.piece(at + 1).is_some_and(|piece| piece.gap);
    if minute > 59 || digits > 2 || (marked && digits != 2) || attached {
        return None;
    }
    let mut next = at + 2 + usize::from(reader.is_word(at + 2, &["分", "분", "m"]));
    let mut second = None;
    if reader.is_mark(next, &[':', '.']) && !reader.pieces()[next].gap {
        match reader.number(next + 1) {
            Some((value, 1..=2)) if value < 61 && !reader.pieces()[next + 1].gap => {
                second = Some(value.min(59) as u8);
                next += 2;
            }
            // 16.18.2021 is a date, 16:18:005 is nothing.
            Some(_) if !reader.pieces()[next + 1].gap => return None,
            _ => {}
        }
    }
    if second.is_some()
        && reader.is_mark(next, &['.', ','])
        && reader.number(next + 1).is_some()
        && !reader.pieces()[next + 1].gap
    {
        next += 2;
    }
    Some((minute as u8, second, next))
}

/// "a.m." and "p.m." after a time; "Uhr", "hrs" say nothing and are skipped.
fn half_day_after(reader: &Reader<'_>, at: usize) -> Option<(Half, usize)> {
    let half = match reader.word(at)? {
        // "1 am 20.09.2020": a German preposition.
        "am" if reader.language == Some("de") && reader.number(at + 1).is_some() => return None,
        "am" | "a" | "ص" | "صباحا" | "صباحاً" | "πμ" => Half::Morning,
        "pm" | "p" | "م" | "مساء" | "مساءً" | "μμ" => Half::Afternoon,
        _ => return None,
    };
    if !reader.is_word(at, &["a", "p"]) {
        return Some((half, at + 1));
    }
    let m_at = at + 1 + usize::from(reader.is_mark(at + 1, &['.']));
    if !reader.is_word(m_at, &["m"]) {
        return None;
    }
    Some((half, m_at + 1 + usize::from(reader.is_mark(m_at + 1, &['.']))))
}

/// 上午, 午前, 오전 … before a time, and the position of the hour.
fn half_day_before(reader: &Reader<'_>, at: usize) -> (Option<Half>, usize) {
    let pair = |first: &[&str], second: &[&str]| reader.is_word(at, first) && reader.is_word(at + 1, second);
    if reader.is_word(at, &["오전"]) {
        (Some(Half::Morning), at + 1)
    } else if reader.is_word(at, &["오후"]) {
        (Some(Half::Afternoon), at + 1)
    } else if pair(&["上"], &["午"]) || pair(&["午"], &["前"]) {
        (Some(Half::Morning), at + 2)
    } else if pair(&["下"], &["午"]) || pair(&["午"], &["後", "后"]) {
        (Some(Half::Afternoon), at + 2)
    } else {
        (None, at)
    }
}

pub(crate) fn set(reading: &mut Reading, (time, with_seconds): Clock) {
    reading.time = Some(time);
    reading.precision = if with_seconds { Precision::Second } else { Precision::Minute };
}

/// Sets a time written as `161800`.
pub(crate) fn set_compact(reading: &mut Reading, clock: u64) {
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100);
    if hour < 24 && minute < 60 && second < 60 {
        set(reading, (Time { hour: hour as u8, minute: minute as u8, second: second as u8 }, true));
    }
}

/// Reads a zone or an offset into the reading; gives the position after it.
pub(crate) fn zone(reader: &Reader<'_>, at: usize, reading: &mut Reading) -> usize {
    let at = at + usize::from(reader.is_word(at, &["uhr", "hrs", "hours", "h"]));
    let name_at = at + usize::from(reader.is_mark(at, &['(']));
    if let Some((minutes, next)) = offset_at(reader, at, false) {
        reading.offset_minutes = Some(minutes);
        return next;
    }
    let Some(name) = reader.piece(name_at).and_then(|piece| reader.line.get(piece.start..piece.end)) else {
        return at;
    };
    if !dates::is_zone(name) {
        return at;
    }
    let universal = matches!(name, "GMT" | "UTC");
    if let Some((minutes, next)) = offset_at(reader, name_at + 1, true).filter(|_| universal) {
        reading.offset_minutes = Some(minutes);
        return next;
    }
    if let Some((minutes, shared)) = local(reading).and_then(|at| dates::zone(name, at)) {
        reading.offset_minutes = Some(minutes);
        reading.zone_shared = shared;
    }
    name_at + 1
}

fn local(reading: &Reading) -> Option<civil::DateTime> {
    let time = reading.time?;
    let (hour, minute) = (time.hour as i8, time.minute as i8);
    civil::DateTime::new(reading.year, reading.month as i8, reading.day as i8, hour, minute, 0, 0).ok()
}

/// `+05:30`, `-0400`, `+2`: the last only after "GMT" or without a space.
fn offset_at(reader: &Reader<'_>, at: usize, named: bool) -> Option<(i16, usize)> {
    let west = match reader.mark(at)? {
        '+' => false,
        '-' | '−' | '–' => true,
        _ => return None,
    };
    let (value, digits) = reader.number(at + 1).filter(|_| !reader.pieces()[at + 1].gap)?;
    let (minutes, next) = match digits {
        4 => (value / 100 * 60 + value % 100, at + 2),
        1 | 2 if reader.is_mark(at + 2, &[':']) => {
            (value * 60 + reader.number(at + 3).filter(|(_, digits)| *digits == 2)?.0, at + 4)
        }
        1 | 2 if named || !reader.pieces()[at].gap => (value * 60, at + 2),
        _ => return None,
    };
    // The offsets in use end at 14 hours.
    let minutes = i16::try_from(minutes).ok().filter(|minutes| *minutes <= 14 * 60)?;
    Some((if west { -minutes } else { minutes }, next))
}

#[cfg(test)]
mod tests {
    fn first(line: &str) -> Option<(u8, u8)> {
        let found = crate::metadata::dates::parse::scan(line, Some("en")).into_iter().next()?;
        found.reading.time.map(|time| (time.hour, time.minute))
    }

    #[test]
    fn a_time_belongs_to_the_date_beside_it() {
        assert_eq!(first("12 October 2021 at 16:18"), Some((16, 18)));
        assert_eq!(first("16:18, 12 October 2021"), Some((16, 18)));
        assert_eq!(first("16:18 was when all of them came and sat down 12 October 2021"), None);
        assert_eq!(first("16:18 page 7, 12 October 2021"), None, "a number between");
    }

    #[test]
    fn seconds_stand_right_behind_the_minutes() {
        let second = |line: &str| {
            let found = crate::metadata::dates::parse::scan(line, Some("en")).into_iter().next()?;
            found.reading.time.map(|time| time.second)
        };
        assert_eq!(second("12 October 2021 16:18:30 boats"), Some(30));
        assert_eq!(second("12 October 2021 16:18: 30 boats"), Some(0));
    }

    #[test]
    fn an_hour_has_sixty_minutes() {
        assert_eq!(first("12 October 2021 16:59"), Some((16, 59)));
        assert_eq!(first("12 October 2021 16:60"), None);
        assert_eq!(first("12 October 2021 16:75"), None);
        assert_eq!(first("12 October 2021 25:10"), None);
    }

    #[test]
    fn seconds_and_their_fractions_are_skipped_to_the_zone() {
        let offset = |line: &str| {
            let found = crate::metadata::dates::parse::scan(line, Some("en")).into_iter().next()?;
            found.reading.offset_minutes
        };
        assert_eq!(offset("12 October 2021 16:18:05 +0530"), Some(330));
        assert_eq!(offset("12 October 2021 16:18:05.123 +0530"), Some(330));
        assert_eq!(offset("12 October 2021 16:18 -04:30"), Some(-270));
        assert_eq!(offset("12 October 2021 16:18 GMT+2"), Some(120));
        assert_eq!(offset("12 October 2021 16:18 (UTC)"), Some(0));
        assert_eq!(offset("12 October 2021 16:18 hrs UTC"), Some(0));
        assert_eq!(offset("12 October 2021 16:18 +1530"), None, "no zone is so far ahead");
    }
}
