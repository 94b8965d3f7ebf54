//! A page's dates compared with each other: which day the page shows where its markup has another, and which number
//! is the month.
//!
//! Content systems write the day of the last change, or the moment in UTC, into their markup; readers see the day of
//! publication at the title. And one date with a day above 12 shows the order of day and month for all the others.

use jiff::civil;
use jiff::tz::TimeZone;

use crate::metadata::candidates::{DateCandidate, DateRole};
use crate::metadata::dates::rank::{BLOCKS_RIGHT_BELOW, Context, is_beside, more_precise, rank};
use crate::metadata::dates::reading::{Order, Reading};
use crate::metadata::trust::DateTrust;
use crate::metadata::{Ambiguity, Date, Field, Precision};

/// Dates around the title that are compared with the markup's.
const MAX_BESIDE: usize = 16;

/// What tells day from month in dates that are open.
pub(crate) struct Comparison<'a> {
    context: &'a Context<'a>,
    /// Days that some date of the page names without doubt.
    days: Vec<(i16, u8, u8)>,
    /// Order in the page's other dates with slashes, and with other marks.
    slashed: Option<bool>,
    dotted: Option<bool>,
    /// What language and country use: month first or not, and whether that is certain.
    custom: (bool, bool),
}

impl<'a> Comparison<'a> {
    pub(crate) fn of(dates: &[DateCandidate], context: &'a Context<'a>) -> Comparison<'a> {
        let certain = dates.iter().filter(|date| !matches!(date.reading.order, Order::Open { .. }));
        let told = |with_slash: bool| {
            dates.iter().find_map(|date| match date.reading.order {
                Order::Told { slash, month_first } if slash == with_slash => Some(month_first),
                _ => None,
            })
        };
        Comparison {
            context,
            days: certain
                .filter(|date| date.reading.precision >= Precision::Day)
                .map(|date| date.reading.day())
                .collect(),
            slashed: told(true),
            dotted: told(false),
            custom: custom(context),
        }
    }

    /// The date that markup gives, unless the page shows a better one at the title: the same moment
    /// in the site's own zone, or an earlier day. Content systems write the day of the last change
    /// into their markup; none shows a day on which the article was not there yet.
    pub(crate) fn published(&self, best: &DateCandidate, all: &[&DateCandidate]) -> Field<Date> {
        if best.trust > DateTrust::OtherEntity {
            return self.date(more_precise(best, all));
        }
        let mut beside: Vec<&DateCandidate> =
            all.iter().copied().filter(|date| is_own(date, self.context)).collect();
        beside.sort_by_key(|date| rank(date, self.context));
        beside.truncate(MAX_BESIDE);
        let told =
            beside.iter().find_map(|shown| Some((*shown, self.told_locally(&best.reading, &shown.reading)?)));
        if let Some((shown, reading)) = told {
            return field(shown, reading, false);
        }
        let marked = self.settled(&best.reading).0;
        let is_confirmed = || beside.iter().any(|shown| self.settled(&shown.reading).0.day() == marked.day());
        let shown = beside.first().filter(|shown| self.is_better(shown, &marked, all) && !is_confirmed());
        if let Some(shown) = shown {
            return self.date(more_precise(shown, all));
        }
        self.date(more_precise(best, all))
    }

    /// Whether the page shows at its title that it was changed last on a day before the markup's date of
    /// publication: then that is the day on which a machine wrote the page.
    pub(crate) fn is_refuted(
        &self,
        date: &DateCandidate,
        other: &[&DateCandidate],
        changed: &[&DateCandidate],
    ) -> bool {
        if date.trust > DateTrust::OtherEntity {
            return false;
        }
        let marked = self.settled(&date.reading).0;
        let is_shown = other.iter().any(|date| is_own(date, self.context));
        let mut changes = changed.iter().filter(|change| is_own(change, self.context)).take(MAX_BESIDE);
        let is_earlier = |change: &DateCandidate| self.settled(&change.reading).0.day() < marked.day();
        !is_shown && changes.any(|change| is_earlier(change) && self.is_better(change, &marked, &[]))
    }

    /// The same moment as that of `universal`, on another day, in a local zone.
    fn told_locally(&self, universal: &Reading, shown: &Reading) -> Option<Reading> {
        let (mut local, _) = self.settled(shown);
        let is_universal = universal.offset_minutes == Some(0);
        if !is_universal || local.day() == universal.day() {
            return None;
        }
        let ahead = minutes(&local)? - minutes(universal)?;
        let offset = local.offset_minutes.filter(|_| !local.zone_shared).map_or(ahead, i64::from);
        if ahead != offset || !is_offset(ahead) {
            return None;
        }
        local.offset_minutes = i16::try_from(ahead).ok();
        local.zone_shared = false;
        Some(local)
    }

    /// Whether the day that is shown is an earlier one than the markup's. A single day of difference
    /// is rather the zone's: then the address or a word for publication has to confirm it.
    fn is_better(&self, shown: &DateCandidate, marked: &Reading, all: &[&DateCandidate]) -> bool {
        let reading = self.settled(&shown.reading).0;
        let Some((on, marked_on)) = civil_day(&reading).zip(civil_day(marked)) else { return false };
        let days = (marked_on - on).get_days();
        let is_zone = match (days, marked.time, reading.time) {
            (1, Some(time), None) => time.hour < 12,
            (-1, Some(time), None) => time.hour >= 10,
            (_, _, Some(_)) if reading.offset_minutes.is_some() => {
                moment(&reading).is_some_and(|at| Some(at) == moment(marked))
            }
            _ => return days > 0,
        };
        let in_address =
            || all.iter().any(|date| date.trust == DateTrust::Url && date.reading.day() == reading.day());
        let is_confirmed =
            || shown.role == DateRole::Published || shown.trust == DateTrust::Property || in_address();
        match days {
            1 | -1 if reading.time.is_none() => is_zone && is_confirmed(),
            _ => days > 0 && !is_zone,
        }
    }

    pub(crate) fn date(&self, candidate: &DateCandidate) -> Field<Date> {
        let (reading, order_open) = self.settled(&candidate.reading);
        field(candidate, reading, order_open)
    }

    /// The reading with day and month in order, and whether the order stays a guess.
    fn settled(&self, reading: &Reading) -> (Reading, bool) {
        let Order::Open { slash } = reading.order else { return (reading.clone(), false) };
        let swapped = reading.swapped();
        match (self.context.is_after(reading), self.context.is_after(&swapped)) {
            (true, false) => return (swapped, false),
            (false, true) => return (reading.clone(), false),
            _ => {}
        }
        match (self.days.contains(&reading.day()), self.days.contains(&swapped.day())) {
            (true, false) => return (reading.clone(), false),
            (false, true) => return (swapped, false),
            _ => {}
        }
        let told = if slash { self.slashed } else { self.dotted };
        let (month_first, certain) = match told {
            Some(month_first) => (month_first, true),
            // Dots and dashes put the day first nearly everywhere.
            None if !slash => (false, true),
            None => self.custom,
        };
        (if month_first { swapped } else { reading.clone() }, !certain)
    }
}

/// The date of a candidate as it was read at last.
fn field(candidate: &DateCandidate, reading: Reading, order_open: bool) -> Field<Date> {
    let ambiguity = match (order_open, reading.zone_shared) {
        (true, _) => Ambiguity::DayMonthOrder,
        (false, true) => Ambiguity::Zone,
        _ => Ambiguity::None,
    };
    let date = Date {
        raw: candidate.raw.clone(),
        year: reading.year,
        month: reading.month,
        day: reading.day,
        time: reading.time,
        offset_minutes: reading.offset_minutes,
        precision: reading.precision,
        ambiguity,
    };
    Field::new(date, candidate.provenance)
}

/// A date that the page shows at its title as the article's own, to the day.
fn is_own(date: &DateCandidate, context: &Context<'_>) -> bool {
    date.trust <= DateTrust::Line
        && date.reading.precision >= Precision::Day
        && is_beside(date, context, BLOCKS_RIGHT_BELOW)
}

/// Whether a zone in use is so many minutes ahead of UTC: whole hours, and those of Newfoundland, Iran,
/// Afghanistan, India, Nepal, Burma and the middle of Australia.
fn is_offset(minutes: i64) -> bool {
    let is_odd = || matches!(minutes, -210 | -150 | 210 | 270 | 330 | 345 | 390 | 570 | 630);
    (-12 * 60..=14 * 60).contains(&minutes) && (minutes % 60 == 0 || is_odd())
}

fn civil_day(reading: &Reading) -> Option<civil::Date> {
    civil::Date::new(reading.year, reading.month as i8, reading.day as i8).ok()
}

/// Minutes since 1970, UTC.
fn moment(reading: &Reading) -> Option<i64> {
    Some(minutes(reading)? - i64::from(reading.offset_minutes?))
}

/// Minutes since 1970 as a clock on the wall shows them.
fn minutes(reading: &Reading) -> Option<i64> {
    let time = reading.time?;
    let at = civil_day(reading)?.at(time.hour as i8, time.minute as i8, 0, 0).to_zoned(TimeZone::UTC).ok()?;
    Some(at.timestamp().as_second() / 60)
}

/// Whether the month comes first where the page is from, and whether that is certain.
fn custom(context: &Context<'_>) -> (bool, bool) {
    let tag = context.language.unwrap_or_default();
    let (language, region) = tag.split_once('-').map_or((tag, ""), |(language, rest)| (language, rest));
    let country = context.top_domain.filter(|label| label.len() == 2);
    match (language, region) {
        ("en", "US" | "PH") => (true, true),
        ("en", "") | ("en", "EN") => match country {
            Some("us" | "ph") => (true, true),
            Some("io" | "co" | "ai" | "me" | "tv") | None => (true, false),
            Some(_) => (false, true),
        },
        ("", _) => (false, false),
        _ => (false, true),
    }
}
