//! Decides when the article was published and when it was changed.

use crate::document::Origin;
use crate::metadata::candidates::{Candidates, DateCandidate, DateRole};
use crate::metadata::dates::comparison::Comparison;
use crate::metadata::dates::rank::{
    BLOCKS_RIGHT_BELOW, BLOCKS_TO_LONG_LINE, Context, is_beside, is_far, is_shown, more_precise, rank,
};
use crate::metadata::trust::DateTrust;
use crate::metadata::{Date, Field};

pub(crate) struct Dates {
    pub(crate) published: Option<Field<Date>>,
    pub(crate) modified: Option<Field<Date>>,
}

pub(crate) fn decide(candidates: &Candidates, context: &Context<'_>) -> Dates {
    let comparison = Comparison::of(&candidates.dates, context);
    let known: Vec<&DateCandidate> = candidates.dates.iter().filter(|date| can_tell(date, context)).collect();
    let (changed, other): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|date| date.role == DateRole::Modified);
    let modified = best(&changed, context);
    let published =
        best(&other, context).filter(|date| !comparison.is_refuted(date, &other, &changed)).filter(|date| {
            let is_listed =
                is_of_list(date, &other, context) && modified.is_some_and(|date| !is_far(date, context));
            !is_listed && !is_of_another(date, modified, context)
        });
    Dates {
        published: published.map(|date| comparison.published(date, &other)),
        modified: modified.map(|date| comparison.date(more_precise(date, &changed))),
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

/// In flattened text: whether a line away from the title tells a date without a word, while one at the title says when the
/// article was changed. A page that shows one of the two at its title shows both there.
fn is_of_another(date: &DateCandidate, modified: Option<&DateCandidate>, context: &Context<'_>) -> bool {
    context.origin == Origin::Text
        && date.trust == DateTrust::Line
        && date.role == DateRole::Unsaid
        && !is_beside(date, context, BLOCKS_RIGHT_BELOW)
        && modified.is_some_and(|date| is_beside(date, context, BLOCKS_RIGHT_BELOW))
}

/// Whether a date is in a list of dates far from the title, as lists of other articles have them.
fn is_of_list(date: &DateCandidate, all: &[&DateCandidate], context: &Context<'_>) -> bool {
    let listed = || all.iter().filter(|other| is_shown(other.trust) && is_far(other, context));
    let first = date.reading.day();
    let second = || listed().map(|other| other.reading.day()).find(|day| *day != first);
    let third = |second| listed().any(|other| other.reading.day() != first && other.reading.day() != second);
    is_shown(date.trust) && is_far(date, context) && second().is_some_and(third)
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
    fn an_unsaid_date_of_a_card_is_not_the_articles() {
        let changed = ("2021-10-13 16:18", SaidLine, Modified, Some(11));
        assert_eq!(decided(&[changed, ("30 September 2021", Line, Unsaid, Some(20))], "en").0, "");
        assert_eq!(decided(&[changed, ("12 October 2021", Line, Unsaid, Some(12))], "en").0, "2021-10-12");
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

    #[test]
    fn dates_of_a_list_far_away_are_no_publication_of_a_page_that_was_changed() {
        let away = |raw, block| (raw, DateTrust::Class, Published, Some(block));
        let changed = ("4 May 2021", DateTrust::Class, Modified, Some(11));
        let list = [away("1 March 2021", 60), away("2 April 2021", 61), away("3 May 2021", 62), changed];
        assert_eq!(decided(&list, "en").0, "");
        assert_eq!(decided(&list[..3], "en").0, "2021-03-01", "nothing else is known");
        assert_eq!(decided(&list[1..], "en").0, "2021-04-02", "two days are no list");
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
    fn the_markups_morning_may_be_the_evening_before() {
        let published = |marked| {
            let shown = ("12 October 2021", DateTrust::Class, Published, Some(11));
            decided(&[(marked, DateTrust::Meta, Published, None), shown], "en").0
        };
        assert_eq!(published("2021-10-13T11:59:00Z"), "2021-10-12");
        assert_eq!(published("2021-10-13T12:00:00Z"), "2021-10-13T12:00:00Z");
    }
}
