use super::*;
use crate::lists::points::TITLES;

#[test]
fn the_table_has_the_features_in_order() {
    assert!(TITLES.names().eq(NAMES));
    let in_page = [
        "recurring",
        "recurring_share",
        "copies",
        "copied_above",
        "part_elsewhere",
        "prose_share",
        "first_share",
        "later_share",
        "recurrences",
    ];
    assert_eq!(IN_PAGE.map(|place| NAMES[place]), in_page);
    assert_eq!(OF_SIGNS.map(|place| NAMES[place]), wording::NAMES_OF_SIGNS);
    assert_eq!(OF_WORDS.map(|place| NAMES[place]), wording::NAMES_OF_WORDS);
    let mut places = [&COUNTS[..], &SHARES, &OF_SIGNS, &OF_WORDS, &IN_PAGE].concat();
    places.sort_unstable();
    let counts = TITLES.selected(&COUNTS);
    assert!(counts.highest_bound() < f32::from(u8::MAX), "what is above the highest count is in its bin");
    assert!(places.into_iter().eq(0..NAMES.len()));
}

#[test]
fn lines_are_found_above_and_below() {
    let is = [false, true, false, false, true, false];
    let (next, after) = (next(is.len(), |at| is[at]), after_last(is.len(), |at| is[at]));
    assert_eq!(next, [1, 1, 4, 4, 4, usize::MAX, usize::MAX]);
    assert_eq!(after, [0, 0, 2, 2, 2, 5]);
    let near = |lines| [0, 1, 2, 3, 4, 5].map(|index| is_near_above(after[index], index, lines));
    assert_eq!(near(1), [false, false, true, false, false, true]);
    assert_eq!(near(2), [false, false, true, true, false, true]);
}

#[test]
fn lines_end_with_a_mark_a_cut_or_nothing() {
    for (line, end) in [
        ("Rain in town", 0),
        ("Who wants rain?", 1),
        ("\u{201c}Rain at last!\u{201d}", 1),
        ("It rained in town.", 2),
        ("It rained in the whole of the\u{2026}", 3),
        ("More on rain:", 4),
        ("It rained in the town. It is wet. Ann Fenwick/AFP", 6),
        ("The rain has one friend. She would like to keep it.", 5),
    ] {
        let page = crate::read::text::page(line, &crate::options::Limits::new());
        assert_eq!(ending(&page, 0), end, "{line}");
    }
}

fn page(lines: &str) -> Document {
    crate::read::text::page(lines, &crate::options::Limits::new())
}

#[test]
fn a_standfirst_has_a_headline_above_it() {
    let page =
        page("News\n\nThe rain is back in town\n\nIt will stay for the whole weekend\n\nBy Ann Fenwick\n");
    let facts = LineFacts::of(&page);
    let lines = Lines::new(&page, &facts);
    assert_eq!((lines.rivals_above(1), lines.rivals_below(1)), (0, 1));
    assert_eq!((lines.rivals_above(2), lines.rivals_below(2)), (1, 0), "a menu and a byline are none");
    let next = |line| {
        let at = |place| COUNTS.iter().position(|at| NAMES[*at] == place).unwrap();
        ["next_above", "next_below"].map(|place| lines.counts(line)[at(place)])
    };
    assert_eq!([next(2), next(1)], [[3, 0], [0, 2]]);
    assert_eq!((lines.credit_above(2), lines.to_credit(2)), (9, 1));
}

#[test]
fn bylines_may_name_where_they_are_from() {
    let page = page("By Ann Fenwick\n\nAuthored by Ann Fenwick via The Daily Fen,\n\nRain came by night");
    let is_byline = |line| is_byline(&page, line, &LineFacts::of(&page));
    assert_eq!([0, 1, 2].map(is_byline), [true, true, false]);
}

#[test]
fn a_date_may_be_all_of_a_line() {
    let shares = page("Monday, 12 October 2021\n\nRain on 12 October 2021 and on all days after it\n\nRain");
    let share = |line| date_share(&shares, line, &LineFacts::default());
    assert!(share(0) > 0.6);
    assert!((0.1..0.5).contains(&share(1)));
    assert_eq!(share(2), 0.0);
}

#[test]
fn commas_in_numbers_do_not_count() {
    assert_eq!(commas("Rain, 73, takes 4,000 hats", 3), 2);
}

#[test]
fn menus_have_no_function_words() {
    let page = page("News Sport Weather Opinion\n\nThe rain is back");
    assert_eq!(stop_word_share(&page, 0), 0.0);
    assert!(stop_word_share(&page, 1) >= 0.5);
}
