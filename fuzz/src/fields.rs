//! What holds for all metadata.

use dechaff::{Date, Field, Found, Metadata, Precision};

/// No value is blank; dates are dates of a calendar and addresses are absolute.
pub(super) fn check(metadata: &Metadata) {
    for field in Metadata::FIELDS {
        match field.of(metadata) {
            Found::Text(text) => text.into_iter().for_each(check_text),
            Found::Texts(texts) => texts.iter().for_each(check_text),
            Found::Date(date) => date.into_iter().for_each(|date| check_date(date.value())),
            _ => {}
        }
    }
    for address in [metadata.canonical_url(), metadata.image()].into_iter().flatten() {
        assert!(address.value().starts_with("http"), "{address:?}");
    }
}

fn check_text(field: &Field<String>) {
    assert!(!field.value().trim().is_empty(), "{field:?}");
}

fn check_date(date: &Date) {
    let written = date.iso8601();
    let number = |range: std::ops::Range<usize>| written[range].parse::<u16>().expect("a number");
    let length = match date.precision() {
        Precision::Year => 4,
        Precision::Month => 7,
        Precision::Day => 10,
        _ => 19,
    };
    assert!(written.is_ascii() && written.len() >= length, "{written}");
    if length >= 10 {
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        assert!((1..=days(year, month)).contains(&day), "{written}");
    }
    if length == 19 {
        assert!(number(11..13) < 24 && number(14..16) < 60 && number(17..19) <= 60, "{written}");
    }
    assert!(date.offset_minutes().is_none_or(|minutes| minutes.abs() < 24 * 60), "{written}");
    assert!(!date.raw().trim().is_empty(), "{written}");
}

fn days(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}
