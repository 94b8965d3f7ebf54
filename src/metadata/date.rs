//! Decides when the article was published and when it was changed.

use super::candidates::{Candidates, DateCandidate, DateRole, DateTrust};
use super::date_parse::{Order, Reading};
use crate::article::{Ambiguity, Date, Field, Precision};
use crate::page::Origin;

/// Blocks around the title in which a date belongs to the article.
const BLOCKS_ABOVE: u32 = 6;
const BLOCKS_BELOW: u32 = 25;
/// Where no block is the title, the first blocks of the page stand for its surroundings.
const BLOCKS_WITHOUT_TITLE: u32 = 60;

/// What else decides: where the title is, how dates are read where the page is from.
pub(super) struct Context<'a> {
    pub(super) origin: Origin,
    pub(super) title_block: Option<u32>,
    /// BCP 47 tag.
    pub(super) language: Option<&'a str>,
    /// Last label of the page's host: a country or "com".
    pub(super) top_domain: Option<&'a str>,
}

pub(super) struct Dates {
    pub(super) published: Option<Field<Date>>,
    pub(super) modified: Option<Field<Date>>,
}

pub(super) fn decide(candidates: &Candidates, context: &Context<'_>) -> Dates {
    let evidence = Evidence::of(&candidates.dates, context);
    let best = |is_wanted: fn(DateRole) -> bool| {
        let wanted = candidates.dates.iter().filter(|date| is_wanted(date.role) && can_tell(date, context));
        let best = wanted.clone().min_by_key(|date| rank(date, context))?;
        Some(evidence.date(more_precise(best, wanted)))
    };
    Dates {
        published: best(|role| role != DateRole::Modified),
        modified: best(|role| role == DateRole::Modified),
    }
}

/// Whether a date may be the article's. In flattened text one that a line far from the title tells without
/// saying what it is of is another article's as often as not (34 of 63 on WCXB's pages).
fn can_tell(date: &DateCandidate, context: &Context<'_>) -> bool {
    let unsaid =
        context.origin == Origin::Text && date.trust == DateTrust::Line && date.role == DateRole::Unsaid;
    let far = || date.block.is_some_and(|block| distance(block, context.title_block) == u32::MAX);
    date.trust != DateTrust::Witness && !(unsaid && far())
}

/// Lower is better: trust, then whether the date's role is said, then distance from the title.
fn rank(date: &DateCandidate, context: &Context<'_>) -> (u8, bool, u32) {
    let coarse = if date.reading.precision < Precision::Day { 20 } else { 0 };
    let distance = date.block.map_or(0, |block| distance(block, context.title_block));
    let far = if distance == u32::MAX { 10 } else { 0 };
    (date.trust as u8 + far + coarse, date.role == DateRole::Unsaid, distance)
}

/// Blocks between a date and the title: above it counts double and a little more, since sites
/// print today's date and other articles' dates there. The greatest number for a date that is not near.
fn distance(block: u32, title: Option<u32>) -> u32 {
    let Some(title) = title else {
        return if block < BLOCKS_WITHOUT_TITLE { block } else { u32::MAX };
    };
    match block.checked_sub(title) {
        Some(below) if below <= BLOCKS_BELOW => below,
        None if title - block <= BLOCKS_ABOVE => 2 * (title - block) + 1,
        _ => u32::MAX,
    }
}

/// Another candidate for the same day that tells the time too, if markup does.
fn more_precise<'a>(
    best: &'a DateCandidate,
    all: impl Iterator<Item = &'a DateCandidate>,
) -> &'a DateCandidate {
    if best.reading.time.is_some() || best.reading.precision < Precision::Day {
        return best;
    }
    let mut timed = all.filter(|date| date.trust <= DateTrust::SaidLine && date.reading.time.is_some());
    timed.find(|date| date.reading.day() == best.reading.day()).unwrap_or(best)
}

/// What tells day from month in dates that are open.
struct Evidence {
    /// Days that some date of the page names without doubt.
    days: Vec<(i16, u8, u8)>,
    /// Order in the page's other dates with slashes, and with other marks.
    slashed: Option<bool>,
    dotted: Option<bool>,
    /// What language and country use: month first or not, and whether that is certain.
    custom: (bool, bool),
}

impl Evidence {
    fn of(dates: &[DateCandidate], context: &Context<'_>) -> Evidence {
        let certain = dates.iter().filter(|date| !matches!(date.reading.order, Order::Open { .. }));
        let told = |with_slash: bool| {
            dates.iter().find_map(|date| match date.reading.order {
                Order::Told { slash, month_first } if slash == with_slash => Some(month_first),
                _ => None,
            })
        };
        Evidence {
            days: certain
                .filter(|date| date.reading.precision >= Precision::Day)
                .map(|date| date.reading.day())
                .collect(),
            slashed: told(true),
            dotted: told(false),
            custom: custom(context),
        }
    }

    fn date(&self, candidate: &DateCandidate) -> Field<Date> {
        let (reading, order_open) = self.settled(&candidate.reading);
        let zone_open = reading.zone_shared;
        let ambiguity = match (order_open, zone_open) {
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

    /// The reading with day and month in order, and whether the order stays a guess.
    fn settled(&self, reading: &Reading) -> (Reading, bool) {
        let Order::Open { slash } = reading.order else { return (reading.clone(), false) };
        let swapped = reading.swapped();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Provenance;
    use crate::metadata::date_parse::parse_value;

    fn candidate(raw: &str, trust: DateTrust, role: DateRole, block: Option<u32>) -> Option<DateCandidate> {
        let reading = parse_value(raw, None)?;
        Some(DateCandidate { raw: raw.into(), reading, role, trust, block, provenance: Provenance::TextLine })
    }

    fn decided(
        dates: &[(&str, DateTrust, DateRole, Option<u32>)],
        language: &str,
    ) -> (String, String, Option<Ambiguity>) {
        let dates = dates
            .iter()
            .filter_map(|(raw, trust, role, block)| candidate(raw, *trust, *role, *block))
            .collect();
        let candidates = Candidates { dates, ..Candidates::default() };
        let context = Context {
            origin: Origin::Text,
            title_block: Some(10),
            language: Some(language),
            top_domain: None,
        };
        let dates = decide(&candidates, &context);
        let iso = |field: &Option<Field<Date>>| {
            field.as_ref().map(|field| field.value.iso8601()).unwrap_or_default()
        };
        let ambiguity = dates.published.as_ref().map(|field| field.value.ambiguity);
        (iso(&dates.published), iso(&dates.modified), ambiguity)
    }

    use DateRole::{Modified, Published, Unsaid};
    use DateTrust::{Line, MainEntity, Meta, SaidLine, Time, Witness};

    #[test]
    fn the_more_trusted_source_decides() {
        let dates = [("2021-10-13", Meta, Published, None), ("2021-10-12", MainEntity, Published, None)];
        assert_eq!(decided(&dates, "en").0, "2021-10-12");
    }

    #[test]
    fn far_from_the_title_markup_counts_little() {
        let dates = [("2021-10-13", Time, Unsaid, Some(90)), ("2021-10-12", Line, Unsaid, Some(11))];
        assert_eq!(decided(&dates, "en").0, "2021-10-12");
    }

    #[test]
    fn a_changed_date_is_not_a_published_one() {
        let dates = [("2021-10-12 16:18", SaidLine, Modified, Some(11))];
        assert_eq!(decided(&dates, "en"), (String::new(), "2021-10-12T16:18:00".into(), None));
    }

    #[test]
    fn a_witness_settles_the_order() {
        let dates = [("10/12/2021", Line, Unsaid, Some(11)), ("2021-10-12", Witness, Unsaid, None)];
        assert_eq!(decided(&dates, "de"), ("2021-10-12".into(), String::new(), Some(Ambiguity::None)));
        let dates = [("10/12/2021", Line, Unsaid, Some(11)), ("10/31/2021", Witness, Unsaid, None)];
        assert_eq!(decided(&dates, "de").0, "2021-10-12");
    }

    #[test]
    fn the_language_settles_the_order_or_it_is_flagged() {
        let dates = [("10/12/2021", Line, Unsaid, Some(11))];
        assert_eq!(decided(&dates, "en-US"), ("2021-10-12".into(), String::new(), Some(Ambiguity::None)));
        assert_eq!(decided(&dates, "en-GB"), ("2021-12-10".into(), String::new(), Some(Ambiguity::None)));
        assert_eq!(decided(&dates, "en").2, Some(Ambiguity::DayMonthOrder));
        assert_eq!(decided(&[("10-12-2021", Line, Unsaid, Some(11))], "en").0, "2021-12-10");
    }

    #[test]
    fn the_time_is_taken_from_where_it_is_told() {
        let dates =
            [("2021-10-12", MainEntity, Published, None), ("2021-10-12T16:18:00Z", Meta, Published, None)];
        assert_eq!(decided(&dates, "en").0, "2021-10-12T16:18:00Z");
    }
}
