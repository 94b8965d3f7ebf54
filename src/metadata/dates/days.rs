//! The days that a page names, and what speaks for each.
//!
//! Markup, address and lines often name the same day, and it is the day that is chosen: what names it speaks for it
//! together. Every sign is a number; [`DAYS`](crate::lists::points::DAYS) has what each is worth.

use std::collections::HashMap;

use crate::document::Origin;
use crate::metadata::Precision;
use crate::metadata::candidates::{DateCandidate, DateRole};
use crate::metadata::dates::calendar;
use crate::metadata::dates::comparison::Comparison;
use crate::metadata::dates::rank::{Context, is_near, is_shown};
use crate::metadata::trust::DateTrust;

/// Names of the signs, in the order of their values.
pub(crate) const NAMES: [&str; 22] = [
    "meta",
    "sources",
    "address",
    "element",
    "element_kind",
    "line",
    "prose",
    "prose_above",
    "crowd",
    "in_main",
    "roles",
    "near_roles",
    "first",
    "witness",
    "shown",
    "from_markup",
    "days",
    "near_days",
    "ends",
    "change",
    "time",
    "open",
];

/// What is known of a day, in the order of [`NAMES`]; `NAN` where nothing is.
pub(crate) type Signs = [f32; NAMES.len()];

/// Added to the number of a block where no block is the title: one feature tells both apart.
const APART: f32 = 1000.0;

/// Dates around one that are counted.
const MAX_CROWD: usize = 30;

/// A date as the page settles it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) date: &'a DateCandidate,
    /// Its place among all dates, which are kept in the order of the sources.
    place: usize,
    /// Whether the order of day and month stays a guess.
    open: bool,
}

/// A day with all dates that name it.
#[derive(Debug)]
pub(crate) struct Day<'a> {
    /// Year, month, day.
    pub(crate) on: (i16, u8, u8),
    /// Days since the first of the common era.
    number: i32,
    pub(crate) dates: Vec<Named<'a>>,
    /// Whether a line of prose names it, too.
    in_prose: bool,
}

impl Day<'_> {
    /// Whether all that names the day calls it the day of a change.
    pub(crate) fn is_change(&self) -> bool {
        self.dates.iter().all(|named| named.date.role == DateRole::Modified)
    }
}

/// The days of a page in the order in which they are named first.
pub(crate) struct Days<'a> {
    context: &'a Context<'a>,
    pub(crate) all: Vec<Day<'a>>,
    page: Whole,
}

/// What is known of the page as a whole.
#[derive(Debug, Default)]
struct Whole {
    /// The day that markup gives first as that of publication.
    marked: Option<i32>,
    first: Option<i32>,
    last: Option<i32>,
    last_change: Option<i32>,
    /// Days near the title.
    near: usize,
    /// The day that the page shows first below its title.
    below: Option<i32>,
    /// Block and day of all that is shown, in the order of the blocks, each once.
    shown: Vec<(u32, i32)>,
}

impl<'a> Days<'a> {
    pub(crate) fn of(
        dates: &'a [DateCandidate],
        comparison: &Comparison<'_>,
        context: &'a Context<'a>,
    ) -> Self {
        let mut all: Vec<Day<'_>> = Vec::new();
        let mut places: HashMap<(i16, u8, u8), usize> = HashMap::new();
        for (place, date) in dates.iter().enumerate().filter(|(_, date)| may_tell(date, context)) {
            let (reading, open) = comparison.settled(&date.reading);
            let on = reading.day();
            let at = *places.entry(on).or_insert(all.len());
            if at == all.len() {
                all.push(Day { on, number: calendar::day_number(on), dates: Vec::new(), in_prose: false });
            }
            all[at].dates.push(Named { date, place, open });
        }
        for date in dates.iter().filter(|date| date.trust == DateTrust::Witness) {
            let on = comparison.settled(&date.reading).0.day();
            if let Some(day) = places.get(&on).and_then(|at| all.get_mut(*at)) {
                day.in_prose = true;
            }
        }
        let page = whole(&all, context);
        Days { context, all, page }
    }

    /// What speaks for a day.
    pub(crate) fn signs(&self, day: &Day<'_>) -> Signs {
        let has = |trust| day.dates.iter().any(|named| named.date.trust == trust);
        let nearest = self.nearest(day, |_| true);
        let nearest_block = nearest.and_then(|date| date.block);
        let element = self.nearest(day, is_element);
        let line = self.nearest(day, |trust| trust >= DateTrust::Time && !is_element(trust));
        let near = |named: &&Named<'_>| is_near(named.date, self.context);
        [
            marked_as(day, DateTrust::Meta),
            kinds(day),
            flag(has(DateTrust::Url)),
            self.distance(element),
            element.map_or(f32::NAN, element_kind),
            self.distance(line),
            nearest_block.map_or(f32::NAN, |block| self.context.prose_distance(block)),
            nearest_block.map_or(f32::NAN, |block| self.context.prose_above(block)),
            self.crowd(day, nearest),
            self.in_main(nearest),
            roles(day.dates.iter()),
            roles(day.dates.iter().filter(near)),
            flag(self.page.below == Some(day.number)),
            flag(day.in_prose),
            shown(day).count() as f32,
            self.page.marked.map_or(f32::NAN, |marked| (day.number - marked) as f32),
            self.all.len() as f32,
            self.page.near as f32,
            self.ends(day),
            self.change(day),
            flag(day.dates.iter().any(|named| named.date.reading.time.is_some())),
            flag(day.dates.iter().any(|named| named.open)),
        ]
    }

    /// The date of a day that is shown nearest to the title, of those with such a trust.
    fn nearest<'d>(&self, day: &'d Day<'a>, is: impl Fn(DateTrust) -> bool) -> Option<&'d DateCandidate> {
        let away = |block: u32| match self.context.title_block {
            None => block,
            Some(title) => match block.checked_sub(title) {
                Some(below) => below,
                None => 2 * (title - block) + 1,
            },
        };
        let known = shown(day).filter(|date| is(date.trust));
        known.min_by_key(|date| date.block.map(away))
    }

    /// Blocks from the title down to a date; without a title from the top, and apart from the others.
    fn distance(&self, date: Option<&DateCandidate>) -> f32 {
        let Some(block) = date.and_then(|date| date.block) else { return f32::NAN };
        match self.context.title_block {
            None => APART + block as f32,
            Some(title) => block as f32 - title as f32,
        }
    }

    /// How many dates of other days are shown around one: a list's dates are close together.
    fn crowd(&self, day: &Day<'_>, date: Option<&DateCandidate>) -> f32 {
        const BLOCKS: u32 = 8;
        let Some(block) = date.and_then(|date| date.block) else { return f32::NAN };
        let from = self.page.shown.partition_point(|(other, _)| other + BLOCKS < block);
        let around =
            self.page.shown[from..].iter().take(MAX_CROWD).take_while(|(other, _)| *other <= block + BLOCKS);
        around.filter(|(_, number)| *number != day.number).count() as f32
    }

    fn in_main(&self, date: Option<&DateCandidate>) -> f32 {
        let Some(block) = date.and_then(|date| date.block) else { return f32::NAN };
        if self.context.origin == Origin::Text {
            return f32::NAN;
        }
        flag(self.context.main.as_ref().is_some_and(|main| main.contains(&block)))
    }

    /// 1 for the first of the page's days, 2 for the last, 3 for the only one.
    fn ends(&self, day: &Day<'_>) -> f32 {
        let (is_first, is_last) = (self.page.first == Some(day.number), self.page.last == Some(day.number));
        flag(is_first) + 2.0 * flag(is_last)
    }

    /// 0 where no change is known, 1 before the last one, 2 on a day of one, 3 after all.
    fn change(&self, day: &Day<'_>) -> f32 {
        let is_one = day.dates.iter().any(|named| named.date.role == DateRole::Modified);
        match self.page.last_change {
            None => 0.0,
            _ if is_one => 2.0,
            Some(last) if day.number < last => 1.0,
            Some(_) => 3.0,
        }
    }
}

/// Whether a date may be the article's at all.
fn may_tell(date: &DateCandidate, context: &Context<'_>) -> bool {
    date.reading.precision >= Precision::Day
        && date.trust != DateTrust::Witness
        && date.role != DateRole::Other
        && !context.is_to_come(&date.reading)
}

fn whole(days: &[Day<'_>], context: &Context<'_>) -> Whole {
    let named = || days.iter().flat_map(|day| day.dates.iter().map(|named| (day.number, named)));
    let marked = named().filter(|(_, named)| is_publication(named.date));
    let changes = named().filter(|(_, named)| named.date.role == DateRole::Modified);
    let title = context.title_block.unwrap_or(u32::MAX);
    let below = named().filter_map(|(number, named)| {
        let block = named.date.block.filter(|block| is_shown(named.date.trust) && *block >= title)?;
        Some((block, named.place, number))
    });
    let mut shown: Vec<(u32, i32)> = named()
        .filter(|(_, named)| is_shown(named.date.trust))
        .filter_map(|(number, named)| Some((named.date.block?, number)))
        .collect();
    shown.sort_unstable();
    shown.dedup();
    Whole {
        shown,
        marked: marked.min_by_key(|(_, named)| named.place).map(|(number, _)| number),
        first: days.iter().map(|day| day.number).min(),
        last: days.iter().map(|day| day.number).max(),
        last_change: changes.map(|(number, _)| number).max(),
        near: days.iter().filter(|day| day.dates.iter().any(|named| is_near(named.date, context))).count(),
        below: below.min().map(|(.., number)| number),
    }
}

/// Whether markup gives a date as that of publication.
fn is_publication(date: &DateCandidate) -> bool {
    date.trust <= DateTrust::OtherEntity && date.role == DateRole::Published
}

fn is_element(trust: DateTrust) -> bool {
    matches!(trust, DateTrust::Property | DateTrust::Time | DateTrust::Class)
}

fn shown<'d>(day: &'d Day<'_>) -> impl Iterator<Item = &'d DateCandidate> {
    let dates = day.dates.iter().map(|named| named.date);
    dates.filter(|date| is_shown(date.trust) && date.block.is_some())
}

/// 1 where markup of this trust publishes on the day, 2 where it changes, 3 for both.
fn marked_as(day: &Day<'_>, trust: DateTrust) -> f32 {
    let of_trust = || day.dates.iter().map(|named| named.date).filter(|date| date.trust == trust);
    let publishes = of_trust().any(|date| date.role == DateRole::Published);
    flag(publishes) + 2.0 * flag(of_trust().any(|date| date.role != DateRole::Published))
}

/// How many kinds of sources name the day.
fn kinds(day: &Day<'_>) -> f32 {
    let kind = |trust| match trust {
        DateTrust::MainEntity => 1u8,
        DateTrust::Meta => 2,
        DateTrust::OtherEntity => 4,
        DateTrust::Url => 8,
        trust if is_element(trust) => 16,
        _ => 32,
    };
    let all = day.dates.iter().fold(0, |all, named| all | kind(named.date.trust));
    all.count_ones() as f32
}

/// What the dates are called, as a set: 1 published, 2 changed, 4 nothing.
fn roles<'d>(dates: impl Iterator<Item = &'d Named<'d>>) -> f32 {
    let role = |role| match role {
        DateRole::Published => 1u8,
        DateRole::Modified => 2,
        DateRole::Unsaid | DateRole::Other => 4,
    };
    f32::from(dates.fold(0, |all, named| all | role(named.date.role)))
}

/// How an element is marked, and what it is called.
fn element_kind(date: &DateCandidate) -> f32 {
    let mark = match date.trust {
        DateTrust::Property => 0,
        DateTrust::Time => 1,
        _ => 2,
    };
    let role = match date.role {
        DateRole::Published => 0,
        DateRole::Modified => 1,
        DateRole::Unsaid | DateRole::Other => 2,
    };
    (3 * mark + role) as f32
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::points::DAYS;
    use crate::metadata::Provenance;
    use crate::metadata::dates::parse::parse_value;

    #[test]
    fn the_table_has_the_signs_in_order() {
        assert!(DAYS.names().eq(NAMES));
    }

    fn date(raw: &str, trust: DateTrust, role: DateRole, block: Option<u32>) -> DateCandidate {
        let reading = parse_value(raw, None).unwrap();
        DateCandidate { raw: raw.into(), reading, role, trust, block, provenance: Provenance::TextLine }
    }

    #[test]
    fn what_names_a_day_speaks_for_it_together() {
        let dates = [
            date("2021-10-12T16:18:00Z", DateTrust::Meta, DateRole::Published, None),
            date("2021-10-14", DateTrust::Meta, DateRole::Modified, None),
            date("12 October 2021", DateTrust::Line, DateRole::Unsaid, Some(4)),
            date("12 October 2021", DateTrust::Witness, DateRole::Unsaid, Some(9)),
            date("1 October 2021", DateTrust::Line, DateRole::Unsaid, Some(7)),
            date("30 May 2021", DateTrust::Line, DateRole::Other, Some(8)),
        ];
        let context = Context {
            origin: Origin::Html,
            title_block: Some(3),
            prose: Some((5, 6)),
            prose_words: vec![0, 0, 0, 0, 0, 0, 30, 60, 60],
            main: Some(3..7),
            language: None,
            top_domain: None,
            reference: None,
        };
        let comparison = Comparison::of(&dates, &context);
        let days = Days::of(&dates, &comparison, &context);
        assert_eq!(days.all.iter().map(|day| day.on.2).collect::<Vec<_>>(), [12, 14, 1]);
        let sign = |day: usize, name: &str| {
            let place = NAMES.iter().position(|known| *known == name).unwrap();
            days.signs(&days.all[day])[place]
        };
        let told = |name: &str| [sign(0, name), sign(1, name), sign(2, name)];
        assert_eq!(told("meta"), [1.0, 2.0, 0.0]);
        assert_eq!(told("sources"), [2.0, 1.0, 1.0]);
        assert_eq!((sign(0, "line"), sign(2, "line")), (1.0, 4.0));
        assert_eq!((sign(0, "prose"), sign(2, "prose")), (-1.0, APART + 1.0));
        assert_eq!((sign(0, "prose_above"), sign(2, "prose_above")), (0.0, 1.0));
        assert_eq!((sign(0, "in_main"), sign(2, "in_main")), (1.0, 0.0));
        assert_eq!((sign(0, "crowd"), sign(2, "crowd")), (1.0, 1.0));
        assert_eq!(told("roles"), [5.0, 2.0, 4.0]);
        assert_eq!(told("first"), [1.0, 0.0, 0.0]);
        assert_eq!(told("witness"), [1.0, 0.0, 0.0]);
        assert_eq!(told("from_markup"), [0.0, 2.0, -11.0]);
        assert_eq!(told("ends"), [0.0, 2.0, 1.0]);
        assert_eq!(told("change"), [1.0, 2.0, 1.0]);
        assert_eq!((sign(0, "days"), sign(0, "near_days")), (3.0, 2.0));
        assert!(sign(1, "line").is_nan() && sign(1, "in_main").is_nan());
        assert!(days.all[1].is_change() && !days.all[0].is_change());
    }
}
