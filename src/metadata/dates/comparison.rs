//! A page's dates compared with each other: which number is the day and which the month.
//!
//! One date with a day above 12 shows the order for all the others, and a day that is named without doubt elsewhere on
//! the page is the one that is meant.

use std::collections::HashSet;

use crate::metadata::candidates::DateCandidate;
use crate::metadata::dates::moments;
use crate::metadata::dates::rank::Context;
use crate::metadata::dates::reading::{Order, Reading};
use crate::metadata::{Ambiguity, Date, Field, Precision};

/// What tells day from month in dates that are open.
pub(crate) struct Comparison<'a> {
    context: &'a Context<'a>,
    /// Days that some date of the page names without doubt.
    days: HashSet<(i16, u8, u8)>,
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

    pub(crate) fn date(&self, candidate: &DateCandidate) -> Field<Date> {
        let (reading, order_open) = self.settled(&candidate.reading);
        field(candidate, &reading, order_open)
    }

    /// The reading with day and month in order, and whether the order stays a guess.
    pub(crate) fn settled(&self, reading: &Reading) -> (Reading, bool) {
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
pub(crate) fn field(candidate: &DateCandidate, reading: &Reading, order_open: bool) -> Field<Date> {
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
        instant: moments::second_of(reading),
        chance: None,
    };
    Field::new(date, candidate.provenance)
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
