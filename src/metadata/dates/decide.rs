//! Decides when the article was published and when it was changed.
//!
//! The day of publication is chosen among the days that the page names ([`super::days`]), by points that were fitted to
//! pages with known dates; the share of its weight is the chance that it is right. Of the dates that name that day the
//! most precise is told. When the article was changed is decided by rules: of the pages with a gold standard none says it.

use crate::document::Origin;
use crate::lists::points::{DAYS, odds};
use crate::metadata::candidates::{Candidates, ChangeTime, DateCandidate, DateRole};
use crate::metadata::dates::changes::on_day_of;
use crate::metadata::dates::comparison::{Comparison, field};
use crate::metadata::dates::days::{Day, Days};
use crate::metadata::dates::moments;
use crate::metadata::dates::rank::{
    BLOCKS_RIGHT_BELOW, BLOCKS_TO_LONG_LINE, Context, is_beside, is_far, more_precise, rank,
};
use crate::metadata::trust::DateTrust;
use crate::metadata::{Date, Field, Precision};

pub(crate) struct Dates {
    pub(crate) published: Option<Field<Date>>,
    pub(crate) modified: Option<Field<Date>>,
    /// Whether the day of the change is likely that of another thing on the page.
    pub(crate) is_change_aside: bool,
}

/// A day with a lower chance of being that of publication is not told. The best of 0.2, 0.3, 0.35 and 0.5 for both F1
/// and dates given where readers saw none.
const MIN_CHANCE: f64 = 0.3;

/// Dates around the title that are compared with the markup's.
const MAX_BESIDE: usize = 16;

/// Times of a change that are looked at: those of the article are near its top.
const MAX_CHANGE_TIMES: usize = 16;

pub(crate) fn decide(candidates: &Candidates, context: &Context<'_>) -> Dates {
    let comparison = Comparison::of(&candidates.dates, context);
    let days = Days::of(&candidates.dates, &comparison, context);
    let weights: Vec<f64> = days.all.iter().map(|day| weight(&days, day)).collect();
    let page = Page { context, comparison: &comparison, dates: &candidates.dates };
    let chosen = chosen(&days, &weights).map(|(day, chance)| page.published(day, chance));
    let modified = page.best(|date| date.role == DateRole::Modified && can_tell(date, context));
    let is_aside = |field: &Field<Date>| {
        let on = (field.value.year, field.value.month, field.value.day);
        let own =
            days.all.iter().zip(&weights).find(|(day, _)| day.on == on).map_or(0.0, |(_, weight)| *weight);
        context.origin == Origin::Text && own < MIN_CHANCE * (1.0 + weights.iter().sum::<f64>())
    };
    let modified = modified.map(|date| page.changed(date));
    let modified = modified.or_else(|| page.changed_on_day(&candidates.change_times, chosen.as_ref()?));
    Dates {
        published: chosen.or_else(|| page.coarse()),
        is_change_aside: modified.as_ref().is_some_and(is_aside),
        modified,
    }
}

/// What a day weighs against no date at all, which weighs 1.
fn weight(days: &Days<'_>, day: &Day<'_>) -> f64 {
    odds(DAYS.of(&days.signs(day)))
}

/// The day of publication, and the chance that it is right.
fn chosen<'d, 'a>(days: &'d Days<'a>, weights: &[f64]) -> Option<(&'d Day<'a>, f64)> {
    let may_be = || days.all.iter().zip(weights).filter(|(day, _)| !day.is_change());
    let all: f64 = may_be().map(|(_, weight)| weight).sum();
    // The first of equals, as markup comes first.
    let best = may_be().reduce(|best, next| if next.1 > best.1 { next } else { best });
    let (day, chance) = best.map(|(day, weight)| (day, weight / (1.0 + all)))?;
    (chance >= MIN_CHANCE).then_some((day, chance))
}

/// What the dates of the chosen day are compared with.
struct Page<'a> {
    context: &'a Context<'a>,
    comparison: &'a Comparison<'a>,
    dates: &'a [DateCandidate],
}

impl<'a> Page<'a> {
    fn published(&self, day: &Day<'a>, chance: f64) -> Field<Date> {
        let named = day.dates.iter().map(|named| named.date);
        let known: Vec<&DateCandidate> = named.filter(|date| date.role != DateRole::Modified).collect();
        let told = known.iter().copied().min_by_key(|date| rank(date, self.context));
        let told = told.map(|best| more_precise(best, &known)).unwrap_or(day.dates[0].date);
        let mut field = self.as_seen(told, |date| date.role != DateRole::Modified);
        field.value.chance = Some((chance * 1000.0).round() as u16);
        field
    }

    fn changed(&self, best: &DateCandidate) -> Field<Date> {
        let changes: Vec<&DateCandidate> = self
            .dates
            .iter()
            .filter(|date| date.role == DateRole::Modified && can_tell(date, self.context))
            .collect();
        self.as_seen(more_precise(best, &changes), |date| date.role != DateRole::Published)
    }

    /// The last change on the day of publication, where a line tells its time alone.
    fn changed_on_day(&self, times: &[ChangeTime], published: &Field<Date>) -> Option<Field<Date>> {
        let day = (published.value.year, published.value.month, published.value.day);
        let is_of_day = |date: &&DateCandidate| {
            let (reading, _) = self.comparison.settled(&date.reading);
            reading.day() == day && can_tell(date, self.context)
        };
        let dates: Vec<&DateCandidate> = self.dates.iter().filter(is_of_day).collect();
        let on_day = |time| dates.iter().find_map(|date| on_day_of(time, date));
        let change = times.iter().take(MAX_CHANGE_TIMES).find_map(on_day)?;
        Some(self.as_seen(&change, |date| date.role != DateRole::Published))
    }

    /// The month or the year of publication, where no day is known.
    fn coarse(&self) -> Option<Field<Date>> {
        let is_coarse = |date: &DateCandidate| {
            date.reading.precision < Precision::Day
                && date.role != DateRole::Modified
                && can_tell(date, self.context)
        };
        self.best(is_coarse).map(|date| self.comparison.date(date))
    }

    fn best(&self, is: impl Fn(&DateCandidate) -> bool) -> Option<&'a DateCandidate> {
        self.dates.iter().filter(|date| is(date)).min_by_key(|date| rank(date, self.context))
    }

    /// A date in the zone of the page's readers, if one of those that are shown at the title or that markup gives is the same moment.
    fn as_seen(&self, told: &DateCandidate, is: impl Fn(&DateCandidate) -> bool) -> Field<Date> {
        let (reading, order_open) = self.comparison.settled(&told.reading);
        let mut moments = self.dates.iter().filter(|date| moments::is_marked_moment(date) && is(date));
        if reading.time.is_some() && reading.offset_minutes.is_none() {
            let local = moments.find_map(|moment| moments::in_zone_of(&moment.reading, &reading));
            return field(told, local.as_ref().unwrap_or(&reading), order_open);
        }
        let mut beside: Vec<&DateCandidate> =
            self.dates.iter().filter(|date| is_own(date, self.context) && is(date)).collect();
        beside.sort_by_key(|date| rank(date, self.context));
        let local = beside.into_iter().take(MAX_BESIDE).find_map(|shown| {
            let local = moments::in_zone_of(&reading, &self.comparison.settled(&shown.reading).0)?;
            Some((if local.day() == reading.day() { told } else { shown }, local))
        });
        if let Some((source, local)) = local {
            return field(source, &local, false);
        }
        let mut seen = field(told, &reading, order_open);
        if reading.time.is_none() && reading.precision == Precision::Day {
            let moment = moments.find(|moment| moments::may_be_local_day(reading.day(), &moment.reading));
            seen.value.instant = moment.and_then(|moment| moments::second_of(&moment.reading));
        }
        seen
    }
}

/// A date that the page shows at its title as the article's own, to the day.
fn is_own(date: &DateCandidate, context: &Context<'_>) -> bool {
    date.trust <= DateTrust::Line
        && date.reading.precision >= Precision::Day
        && is_beside(date, context, BLOCKS_RIGHT_BELOW)
}

/// Whether a date may be the article's at all.
fn can_tell(date: &DateCandidate, context: &Context<'_>) -> bool {
    let is_away = match date.trust {
        DateTrust::LongLine => !is_beside(date, context, BLOCKS_TO_LONG_LINE),
        DateTrust::Opening => is_far(date, context),
        _ => false,
    };
    date.trust != DateTrust::Witness
        && date.role != DateRole::Other
        && !is_away
        && !context.is_to_come(&date.reading)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::metadata::Ambiguity;
    use crate::metadata::Provenance;
    use crate::metadata::dates::parse::parse_value;

    fn candidate(raw: &str, trust: DateTrust, role: DateRole, block: Option<u32>) -> Option<DateCandidate> {
        let reading = parse_value(raw, None)?;
        Some(DateCandidate { raw: raw.into(), reading, role, trust, block, provenance: Provenance::TextLine })
    }

    fn published_at(dates: Dates<'_>, language: &str, reference: Option<Timestamp>) -> Option<Date> {
        all_of(dates, language, reference).published.map(|field| field.value)
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
        let dates = all_of(dates, language, reference);
        let iso = |field: &Option<Field<Date>>| {
            field.as_ref().map(|field| field.value.iso8601()).unwrap_or_default()
        };
        let ambiguity = dates.published.as_ref().map(|field| field.value.ambiguity);
        (iso(&dates.published), iso(&dates.modified), ambiguity)
    }

    /// On a page with its title in block 10 and prose from block 14 to block 40.
    fn all_of(dates: Dates<'_>, language: &str, reference: Option<Timestamp>) -> super::Dates {
        let dates = dates
            .iter()
            .filter_map(|(raw, trust, role, block)| candidate(raw, *trust, *role, *block))
            .collect();
        let candidates = Candidates { dates, ..Candidates::default() };
        let context = Context {
            origin: Origin::Text,
            title_block: Some(10),
            prose: Some((14, 40)),
            prose_words: (0..80u32).map(|block| 20 * block.clamp(14, 41)).map(|words| words - 280).collect(),
            main: None,
            language: Some(language),
            top_domain: None,
            reference,
        };
        decide(&candidates, &context)
    }

    use DateRole::{Modified, Published, Unsaid};
    use DateTrust::{Class, Line, MainEntity, Meta, SaidLine, Time, Witness};

    #[test]
    fn two_sources_outweigh_one() {
        let (meta, shown) =
            (("2021-10-13", Meta, Published, None), ("12 October 2021", Line, Unsaid, Some(11)));
        assert_eq!(
            decided(&[meta, shown, ("2021-10-12", MainEntity, Published, None)], "en").0,
            "2021-10-12"
        );
        assert_eq!(decided(&[meta, ("2021-10-13", MainEntity, Published, None)], "en").0, "2021-10-13");
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
    fn an_unsaid_date_of_a_card_is_not_the_articles() {
        let changed = ("2021-10-13 16:18", SaidLine, Modified, Some(11));
        let card = |block| ("30 September 2021", Line, Unsaid, Some(block));
        let cards = [
            card(60),
            ("1 October 2021", Line, Unsaid, Some(62)),
            ("2 October 2021", Line, Unsaid, Some(64)),
        ];
        assert_eq!(decided(&[changed, cards[0], cards[1], cards[2]], "en").0, "");
        assert_eq!(decided(&cards, "en").0, "", "nothing at the title");
        assert_eq!(decided(&[changed, card(12)], "en").0, "2021-09-30");
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
    fn a_day_at_the_title_beats_the_markup_unless_both_are_shown() {
        let main = ("2021-10-20T09:00:00Z", MainEntity, Published, None);
        let shown = ("12 October 2021", Line, Unsaid, Some(11));
        assert_eq!(decided(&[main, shown], "en").0, "2021-10-12");
        let confirmed =
            [main, ("20 October 2021", Line, Unsaid, Some(11)), ("12 October 2021", Line, Unsaid, Some(12))];
        assert_eq!(decided(&confirmed, "en").0, "2021-10-20T09:00:00Z");
        let away = ("12 October 2021", Line, Unsaid, Some(60));
        assert_eq!(decided(&[main, away], "en").0, "2021-10-20T09:00:00Z");
    }

    #[test]
    fn a_moment_is_told_in_the_zone_of_the_site() {
        let main = ("2021-10-13T02:18:30Z", MainEntity, Published, None);
        let local = ("12 October 2021 at 10:18 pm", Line, Unsaid, Some(11));
        assert_eq!(decided(&[main, local], "en").0, "2021-10-12T22:18:30-04:00");
        let with_zone = ("2021-10-12T22:18:30-04:00", Time, Unsaid, Some(11));
        assert_eq!(decided(&[main, with_zone], "en").0, "2021-10-12T22:18:30-04:00");
        // No zone is 13 hours and 21 minutes behind.
        let other = ("12 October 2021 at 12:57 pm", Line, Modified, Some(11));
        assert_eq!(decided(&[main, other], "en").0, "2021-10-13T02:18:30Z");
    }

    #[test]
    fn the_day_that_is_shown_is_told_with_the_moment_that_the_markup_gives() {
        let dates = [
            ("2021-10-13T02:18:30Z", MainEntity, Published, None),
            ("12 October 2021", Line, Unsaid, Some(11)),
        ];
        let published = published_at(&dates, "en", None).unwrap();
        assert_eq!((published.iso8601(), published.instant), ("2021-10-12".to_owned(), Some(1_634_091_510)));
        let same_day = [
            ("2021-10-12T16:18:30Z", Meta, Published, None),
            ("12 October 2021, 18:18", Line, Unsaid, Some(11)),
        ];
        let published = published_at(&same_day, "de", None).unwrap();
        assert_eq!(
            (published.iso8601(), published.raw()),
            ("2021-10-12T18:18:30+02:00".to_owned(), "2021-10-12T16:18:30Z")
        );
    }

    #[test]
    fn the_nearest_of_the_dates_shown_counts_and_a_word_for_publication_more() {
        let dates = [("2021-10-13", Time, Unsaid, Some(30)), ("2021-10-12", Class, Unsaid, Some(11))];
        assert_eq!(decided(&dates, "en").0, "2021-10-12");
        let dates = [("2021-10-13", Line, Unsaid, Some(9)), ("2021-10-12", SaidLine, Published, Some(11))];
        assert_eq!(decided(&dates, "en").0, "2021-10-12");
        assert_eq!(decided(&[("2021-10-13", SaidLine, DateRole::Other, Some(11))], "en").0, "");
    }

    #[test]
    fn a_list_of_other_dates_is_of_other_articles() {
        let listed = |day| (day, Time, Unsaid, Some(90));
        let list = [listed("2021-10-13"), listed("2021-10-14"), listed("2021-10-15")];
        assert_eq!(decided(&list, "en").0, "");
        assert_eq!(decided(&[("2021-10-13", Time, Unsaid, Some(12))], "en").0, "2021-10-13");
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

    #[test]
    fn a_date_that_is_to_come_settles_the_order() {
        let reference = "2021-06-01T12:00:00Z".parse().ok();
        for raw in ["05/10/2021", "10/05/2021"] {
            let (published, _, ambiguity) =
                decided_at(&[(raw, DateTrust::Class, Published, Some(11))], "en", reference);
            assert_eq!((published.as_str(), ambiguity), ("2021-05-10", Some(Ambiguity::None)), "{raw}");
        }
    }

    #[test]
    fn a_chance_is_told_with_a_day_and_lower_where_days_compete() {
        let chance = |dates: Dates<'_>| {
            published_at(dates, "en", None).and_then(|date| date.chance()).unwrap_or_default()
        };
        let shown = |raw, block| (raw, Line, Unsaid, Some(block));
        let one = chance(&[shown("12 October 2021", 11)]);
        let several = chance(&[
            shown("12 October 2021", 9),
            shown("13 October 2021", 11),
            shown("14 October 2021", 12),
        ]);
        assert!(one > 0.8 && several > 0.0 && several < one, "{one} {several}");
    }

    #[test]
    fn a_month_is_told_where_no_day_is_known() {
        let dates = [("2021-10", Meta, Published, None), ("2021-09", MainEntity, Modified, None)];
        assert_eq!(decided(&dates, "en"), ("2021-10".into(), "2021-09".into(), Some(Ambiguity::None)));
        assert_eq!(published_at(&dates, "en", None).and_then(|date| date.chance()), None);
    }
}
