//! Decides when the article was published and when it was changed.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, civil};

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
    /// When the page was fetched, if the caller said so.
    pub(super) reference: Option<Timestamp>,
}

impl Context<'_> {
    /// Whether a date is more than a day after the page was fetched, however it is read.
    fn is_to_come(&self, reading: &Reading) -> bool {
        let is_settled = !matches!(reading.order, Order::Open { .. });
        self.is_after(reading) && (is_settled || self.is_after(&reading.swapped()))
    }

    fn is_after(&self, reading: &Reading) -> bool {
        let latest = self.reference.and_then(|reference| reference.checked_add(MOST_AHEAD).ok());
        let latest = latest.map(|latest| latest.to_zoned(TimeZone::UTC).date());
        latest.is_some_and(|day| reading.day() > (day.year(), day.month() as u8, day.day() as u8))
    }
}

/// Clocks and zones differ: what is published today is dated tomorrow at most.
const MOST_AHEAD: SignedDuration = SignedDuration::from_hours(24);

pub(super) struct Dates {
    pub(super) published: Option<Field<Date>>,
    pub(super) modified: Option<Field<Date>>,
}

pub(super) fn decide(candidates: &Candidates, context: &Context<'_>) -> Dates {
    let evidence = Evidence::of(&candidates.dates, context);
    let known: Vec<&DateCandidate> = candidates.dates.iter().filter(|date| can_tell(date, context)).collect();
    let (changed, other): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|date| date.role == DateRole::Modified);
    let modified = best(&changed, context);
    let published =
        best(&other, context).filter(|date| !evidence.is_refuted(date, &other, &changed)).filter(|date| {
            !(is_of_list(date, &other, context) && modified.is_some_and(|date| !is_far(date, context)))
        });
    Dates {
        published: published.map(|date| evidence.published(date, &other)),
        modified: modified.map(|date| evidence.date(more_precise(date, &changed))),
    }
}

fn best<'a>(dates: &[&'a DateCandidate], context: &Context<'_>) -> Option<&'a DateCandidate> {
    dates.iter().copied().min_by_key(|date| rank(date, context))
}

/// Whether a date may be the article's. In flattened text one that a line far from the title tells without
/// saying what it is of is another article's as often as not (34 of 63 on WCXB's pages).
fn can_tell(date: &DateCandidate, context: &Context<'_>) -> bool {
    let unsaid =
        context.origin == Origin::Text && date.trust == DateTrust::Line && date.role == DateRole::Unsaid;
    let is_away = match date.trust {
        DateTrust::LongLine => !is_beside(date, context, BLOCKS_TO_LONG_LINE),
        _ if unsaid || date.trust == DateTrust::Opening => is_far(date, context),
        _ => false,
    };
    date.trust != DateTrust::Witness
        && date.role != DateRole::Other
        && !is_away
        && !context.is_to_come(&date.reading)
}

/// Whether a date stands in a list of dates far from the title, as lists of other articles have them.
fn is_of_list(date: &DateCandidate, all: &[&DateCandidate], context: &Context<'_>) -> bool {
    let listed = || all.iter().filter(|other| is_shown(other.trust) && is_far(other, context));
    let first = date.reading.day();
    let second = || listed().map(|other| other.reading.day()).find(|day| *day != first);
    let third = |second| listed().any(|other| other.reading.day() != first && other.reading.day() != second);
    is_shown(date.trust) && is_far(date, context) && second().is_some_and(third)
}

fn is_shown(trust: DateTrust) -> bool {
    (DateTrust::Property..=DateTrust::LongLine).contains(&trust)
}

/// Whether the page shows a date right at its title.
fn is_beside(date: &DateCandidate, context: &Context<'_>, most_below: u32) -> bool {
    let at_title =
        |block: u32, title: u32| block + BLOCKS_RIGHT_ABOVE >= title && block <= title + most_below;
    is_shown(date.trust)
        && date.block.zip(context.title_block).is_some_and(|(block, title)| at_title(block, title))
}

fn is_far(date: &DateCandidate, context: &Context<'_>) -> bool {
    date.block.is_some_and(|block| distance(block, context.title_block) == u32::MAX)
}

/// Lower is better: markup by its trust; dates on the page by their distance from the title, to which
/// a mark that says little adds some blocks and a word for publication takes many.
fn rank(date: &DateCandidate, context: &Context<'_>) -> (u8, u32, bool, u8) {
    let coarse = if date.reading.precision < Precision::Day { 20 } else { 0 };
    let (trust, unsaid) = (date.trust as u8, date.role == DateRole::Unsaid);
    if !is_shown(date.trust) {
        return (trust + coarse, 0, unsaid, trust);
    }
    // Microdata is worth as much as a `<meta>`, where it is not of another article.
    if date.trust == DateTrust::Property && is_beside(date, context, BLOCKS_RIGHT_BELOW) {
        return (DateTrust::Meta as u8 + coarse, 0, false, 0);
    }
    if is_far(date, context) {
        return (DateTrust::Time as u8 + 10 + coarse, u32::from(trust), unsaid, trust);
    }
    let distance = date.block.map_or(0, |block| distance(block, context.title_block));
    let blocks = distance + blocks_for(date.trust) + if unsaid { BLOCKS_FOR_A_WORD } else { 0 };
    (DateTrust::Time as u8 + coarse, blocks, unsaid, trust)
}

/// Blocks that a word for publication or change is worth.
const BLOCKS_FOR_A_WORD: u32 = 40;

/// How many blocks nearer to the title a date has to stand to be preferred to a `<time>`. Half of
/// these numbers or nothing at all decide the same on all sets but for one page.
fn blocks_for(trust: DateTrust) -> u32 {
    match trust {
        DateTrust::Class => 4,
        DateTrust::Line => 8,
        DateTrust::Opening => 12,
        DateTrust::LongLine => 16,
        _ => 0,
    }
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
fn more_precise<'a>(best: &'a DateCandidate, all: &[&'a DateCandidate]) -> &'a DateCandidate {
    if best.reading.time.is_some() || best.reading.precision < Precision::Day {
        return best;
    }
    let mut timed =
        all.iter().filter(|date| date.trust <= DateTrust::SaidLine && date.reading.time.is_some());
    timed.find(|date| date.reading.day() == best.reading.day()).copied().unwrap_or(best)
}

/// Blocks around the title in which a date is shown as the article's own.
const BLOCKS_RIGHT_ABOVE: u32 = 3;
const BLOCKS_RIGHT_BELOW: u32 = 6;
/// The same for lines that may be captions or a part of the story.
const BLOCKS_TO_LONG_LINE: u32 = 3;
/// Dates around the title that are compared with the markup's.
const MOST_BESIDE: usize = 16;

/// What tells day from month in dates that are open.
struct Evidence<'a> {
    context: &'a Context<'a>,
    /// Days that some date of the page names without doubt.
    days: Vec<(i16, u8, u8)>,
    /// Order in the page's other dates with slashes, and with other marks.
    slashed: Option<bool>,
    dotted: Option<bool>,
    /// What language and country use: month first or not, and whether that is certain.
    custom: (bool, bool),
}

impl<'a> Evidence<'a> {
    fn of(dates: &[DateCandidate], context: &'a Context<'a>) -> Evidence<'a> {
        let certain = dates.iter().filter(|date| !matches!(date.reading.order, Order::Open { .. }));
        let told = |with_slash: bool| {
            dates.iter().find_map(|date| match date.reading.order {
                Order::Told { slash, month_first } if slash == with_slash => Some(month_first),
                _ => None,
            })
        };
        Evidence {
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
    fn published(&self, best: &DateCandidate, all: &[&DateCandidate]) -> Field<Date> {
        if best.trust > DateTrust::OtherEntity {
            return self.date(more_precise(best, all));
        }
        let mut beside: Vec<&DateCandidate> =
            all.iter().copied().filter(|date| is_own(date, self.context)).collect();
        beside.sort_by_key(|date| rank(date, self.context));
        beside.truncate(MOST_BESIDE);
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
    fn is_refuted(&self, date: &DateCandidate, other: &[&DateCandidate], changed: &[&DateCandidate]) -> bool {
        if date.trust > DateTrust::OtherEntity {
            return false;
        }
        let marked = self.settled(&date.reading).0;
        let is_shown = other.iter().any(|date| is_own(date, self.context));
        let mut changes = changed.iter().filter(|change| is_own(change, self.context)).take(MOST_BESIDE);
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

    fn date(&self, candidate: &DateCandidate) -> Field<Date> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Provenance;
    use crate::metadata::date_parse::parse_value;

    fn candidate(raw: &str, trust: DateTrust, role: DateRole, block: Option<u32>) -> Option<DateCandidate> {
        let reading = parse_value(raw, None)?;
        Some(DateCandidate { raw: raw.into(), reading, role, trust, block, provenance: Provenance::TextLine })
    }

    type Dates<'a> = &'a [(&'a str, DateTrust, DateRole, Option<u32>)];

    fn decided(dates: Dates<'_>, language: &str) -> (String, String, Option<Ambiguity>) {
        decided_at(dates, language, None)
    }

    fn decided_at(
        dates: Dates<'_>,
        language: &str,
        reference: Option<Timestamp>,
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
            reference,
        };
        let dates = decide(&candidates, &context);
        let iso = |field: &Option<Field<Date>>| {
            field.as_ref().map(|field| field.value.iso8601()).unwrap_or_default()
        };
        let ambiguity = dates.published.as_ref().map(|field| field.value.ambiguity);
        (iso(&dates.published), iso(&dates.modified), ambiguity)
    }

    use DateRole::{Modified, Published, Unsaid};
    use DateTrust::{Class, Line, LongLine, MainEntity, Meta, Property, SaidLine, Time, Url, Witness};

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
    fn an_earlier_day_at_the_title_beats_the_markup() {
        let main = ("2021-10-20T09:00:00Z", MainEntity, Published, None);
        let shown = ("12 October 2021", Line, Unsaid, Some(11));
        assert_eq!(decided(&[main, shown], "en").0, "2021-10-12");
        let confirmed = [main, shown, ("20 October 2021", Line, Unsaid, Some(12))];
        assert_eq!(decided(&confirmed, "en").0, "2021-10-20T09:00:00Z");
        assert_eq!(
            decided(&[main, ("30 October 2021", Line, Unsaid, Some(11))], "en").0,
            "2021-10-20T09:00:00Z"
        );
        assert_eq!(
            decided(&[main, ("12 October 2021", Line, Unsaid, Some(30))], "en").0,
            "2021-10-20T09:00:00Z"
        );
    }

    #[test]
    fn a_moment_is_told_in_the_zone_of_the_site() {
        let main = ("2021-10-13T02:18:30Z", MainEntity, Published, None);
        let local = ("12 October 2021 at 10:18 pm", Line, Unsaid, Some(11));
        assert_eq!(decided(&[main, local], "en").0, "2021-10-12T22:18:00-04:00");
        let with_zone = ("2021-10-12T22:18:30-04:00", Time, Unsaid, Some(11));
        assert_eq!(decided(&[main, with_zone], "en").0, "2021-10-12T22:18:30-04:00");
        // No zone is 13 hours and 21 minutes behind.
        let other = ("12 October 2021 at 12:57 pm", Line, Modified, Some(11));
        assert_eq!(decided(&[main, other], "en").0, "");
    }

    #[test]
    fn a_day_that_differs_by_one_needs_a_second_word() {
        let main = ("2021-10-13T02:18:30Z", MainEntity, Published, None);
        let shown = ("12 October 2021", Line, Unsaid, Some(11));
        assert_eq!(decided(&[main, shown], "en").0, "2021-10-13T02:18:30Z");
        assert_eq!(decided(&[main, shown, ("2021-10-12", Url, Unsaid, None)], "en").0, "2021-10-12");
        assert_eq!(
            decided(&[main, ("12 October 2021", SaidLine, Published, Some(11))], "en").0,
            "2021-10-12"
        );
    }

    #[test]
    fn what_was_changed_before_was_not_published_after() {
        let dates =
            [("2021-10-20", Meta, Published, None), ("12 October 2021", SaidLine, Modified, Some(11))];
        assert_eq!(decided(&dates, "en").0, "");
    }

    #[test]
    fn the_nearest_of_the_dates_shown_counts_and_a_word_for_publication_more() {
        let dates = [("2021-10-13", Time, Unsaid, Some(30)), ("2021-10-12", Class, Unsaid, Some(11))];
        assert_eq!(decided(&dates, "en").0, "2021-10-12");
        let dates = [("2021-10-13", Line, Unsaid, Some(11)), ("2021-10-12", SaidLine, Published, Some(30))];
        assert_eq!(decided(&dates, "en").0, "2021-10-12");
        let dates = [("2021-10-13", Meta, Published, None), ("2021-10-14", Property, Unsaid, Some(11))];
        assert_eq!(decided(&dates, "en").0, "2021-10-14");
        assert_eq!(decided(&[("2021-10-13", LongLine, Unsaid, Some(20))], "en").0, "");
        assert_eq!(decided(&[("2021-10-13", SaidLine, DateRole::Other, Some(11))], "en").0, "");
    }

    #[test]
    fn a_list_of_other_dates_is_of_other_articles() {
        let listed = |day| (day, Time, Unsaid, Some(90));
        let list = [listed("2021-10-13"), listed("2021-10-14"), listed("2021-10-15")];
        assert_eq!(decided(&list, "en").0, "2021-10-13");
        let [first, second, third] = list;
        let changed = ("2021-10-12", SaidLine, Modified, Some(11));
        assert_eq!(decided(&[first, second, third, changed], "en").0, "");
    }

    #[test]
    fn with_a_reference_nothing_is_to_come() {
        let reference = "2021-10-12T16:18:00Z".parse().ok();
        let told = |raw| decided_at(&[(raw, Line, Unsaid, Some(11))], "en-GB", reference).0;
        assert_eq!(told("13 October 2021"), "2021-10-13");
        assert_eq!(told("14 October 2021"), "");
        // In Britain the day comes first, but that day is still to come.
        assert_eq!(told("10/12/2021"), "2021-10-12");
        assert_eq!(told("10/11/2022"), "");
    }

    #[test]
    fn the_time_is_taken_from_where_it_is_told() {
        let dates =
            [("2021-10-12", MainEntity, Published, None), ("2021-10-12T16:18:00Z", Meta, Published, None)];
        assert_eq!(decided(&dates, "en").0, "2021-10-12T16:18:00Z");
    }
}
