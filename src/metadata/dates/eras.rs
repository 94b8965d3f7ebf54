//! Reads dates that count years or months otherwise: in the calendars of Iran and of Islam, by the eras of Japan, of the
//! Republic of China and of Buddha. They are told in the Gregorian calendar.

use crate::lists::calendars::{self, Calendar};
use crate::metadata::dates::calendar::converted;
use crate::metadata::dates::reader::Reader;
use crate::metadata::dates::reading::{Order, Reading};

/// Eras that two characters name, with the year before their first.
const ERAS: [(&str, &str, i16); 7] = [
    ("令", "和", 2018),
    ("平", "成", 1988),
    ("昭", "和", 1925),
    ("大", "正", 1911),
    ("民", "國", 1911),
    ("民", "国", 1911),
    ("民", "囯", 1911),
];
/// The eras of Japan by their letters: "R3.10.12".
const LETTERS: [(&str, i16); 3] = [("r", 2018), ("h", 1988), ("s", 1925)];
/// Years of the solar and the lunar calendar that pages are from.
const YEARS: std::ops::RangeInclusive<u64> = 1340..=1500;
/// Years of Buddha's era that are written with two digits: from 2540 on.
const BUDDHIST_SHORT_YEARS: std::ops::RangeInclusive<i16> = 40..=99;
/// Letters after a year of the lunar calendar.
const LUNAR_MARKS: [&str; 4] = ["ه", "هـ", "ھ", "h"];

/// A year that an era counts, and the position after it: "令和3年", "民國110年".
pub(crate) fn era_year(reader: &Reader<'_>, at: usize) -> Option<(i16, usize)> {
    let first = reader.word(at).filter(|word| !word.is_ascii())?;
    let second = reader.word(at + 1)?;
    let before = ERAS.iter().find(|era| (era.0, era.1) == (first, second))?.2;
    let number = match reader.number(at + 2) {
        Some((number @ 1..=200, 1..=3)) => number as i16,
        // The first year has a name.
        None if reader.is_word(at + 2, &["元"]) => 1,
        _ => return None,
    };
    reader.is_word(at + 3, &["年"]).then_some((before + number, at + 4))
}

/// A year by the letter of its era: "R3.", in Japanese alone.
pub(crate) fn letter_year(reader: &Reader<'_>, at: usize) -> Option<(i16, usize)> {
    let is_japanese = reader.language.is_some_and(|language| language.starts_with("ja"));
    if !is_japanese {
        return None;
    }
    let before = LETTERS.iter().find(|(letter, _)| reader.is_word(at, &[letter]))?.1;
    let (number, 1..=2) = reader.number(at + 1)? else { return None };
    let is_attached = !reader.pieces().get(at + 1)?.gap && reader.is_mark(at + 2, &['.', '/']);
    is_attached.then_some((before + number as i16, at + 3))
}

/// The position after a year of an era in brackets, which says again what the year before it says: "2021年(令和3年)10月12日".
pub(crate) fn skip_bracketed(reader: &Reader<'_>, at: usize) -> usize {
    let inside = reader.is_mark(at, &['(', '（']).then(|| era_year(reader, at + 1)).flatten();
    inside.map(|(_, end)| end).filter(|end| reader.is_mark(*end, &[')', '）'])).map_or(at, |end| end + 1)
}

/// The position after what says that a year is of Buddha's or the common era in Thai: "พ.ศ.".
pub(crate) fn skip_thai_mark(reader: &Reader<'_>, at: usize) -> usize {
    let is_mark =
        reader.is_word(at, &["พ", "ค"]) && reader.is_mark(at + 1, &['.']) && reader.is_word(at + 2, &["ศ"]);
    if is_mark { at + 3 + usize::from(reader.is_mark(at + 3, &['.'])) } else { at }
}

/// A year of Buddha's era with two digits, as Thai pages write it.
pub(crate) fn short_buddhist_year(reader: &Reader<'_>, (value, digits): (u64, u8)) -> Option<i16> {
    let is_thai = reader.language.is_some_and(|language| language.starts_with("th"));
    let value = i16::try_from(value).ok().filter(|value| BUDDHIST_SHORT_YEARS.contains(value))?;
    (is_thai && digits == 2).then_some(2500 - 543 + value)
}

/// `20 مهر 1400`, `5 ربيع الأول 1443`, `5 Rabiul Awal 1443`
pub(crate) fn day_then_month(reader: &Reader<'_>, at: usize) -> Option<(Reading, usize)> {
    let (day, after) = reader.small(at, 31)?;
    let ((calendar, month), after) = month_at(reader, reader.skip_filling(after, 1))?;
    let year_at = reader.skip_filling(after, 2);
    let year_at = year_at + usize::from(reader.is_word(year_at, &["ماه", "سنة", "عام", "سال"]));
    let year = year(reader, year_at)?;
    Some((reading(calendar, (year, month, day))?, skip_lunar_mark(reader, year_at + 1)))
}

/// `1400/07/20` where the page is in Persian, `1443/03/06 هـ` where it is in Arabic or says so.
pub(crate) fn year_first(reader: &Reader<'_>, at: usize) -> Option<(Reading, usize)> {
    let year = year(reader, at)?;
    let mark = reader.mark(at + 1).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let (month, after) = reader.small(at + 2, 12)?;
    let (day, end) = reader.small(after + 1, 31).filter(|_| reader.is_mark(after, &[mark]))?;
    let language = reader.language.unwrap_or_default();
    let is_lunar = skip_lunar_mark(reader, end) > end;
    let calendar = match language.split('-').next() {
        _ if is_lunar => Calendar::Lunar,
        Some("fa" | "ps" | "ckb") => Calendar::Solar,
        Some("ar") => Calendar::Lunar,
        _ => return None,
    };
    Some((reading(calendar, (year, month, day))?, skip_lunar_mark(reader, end)))
}

fn year(reader: &Reader<'_>, at: usize) -> Option<i16> {
    let (year, 4) = reader.number(at)? else { return None };
    YEARS.contains(&year).then_some(year as i16)
}

fn skip_lunar_mark(reader: &Reader<'_>, at: usize) -> usize {
    at + usize::from(reader.is_word(at, &LUNAR_MARKS))
}

/// A month of one or two words.
fn month_at(reader: &Reader<'_>, at: usize) -> Option<((Calendar, u8), usize)> {
    let first = reader.word(at)?;
    let two = reader.word(at + 1).and_then(|second| calendars::month(&format!("{first} {second}")));
    two.map(|month| (month, at + 2)).or_else(|| Some((calendars::month(first)?, at + 1)))
}

fn reading(calendar: Calendar, day: (i16, u8, u8)) -> Option<Reading> {
    let (year, month, day) = converted(calendar, day)?;
    Reading::of_day(year, month, day, Order::Sure)
}

#[cfg(test)]
mod tests {
    use crate::metadata::dates::parse::{parse_value, scan};

    fn first(line: &str, language: &str) -> Option<(i16, u8, u8)> {
        scan(line, Some(language)).first().map(|found| found.reading.day())
    }

    const DAY: Option<(i16, u8, u8)> = Some((2021, 10, 12));

    #[test]
    fn solar_dates_are_read() {
        for line in [
            "۲۰ مهر ۱۴۰۰",
            "سه‌شنبه ۲۰ مهر ۱۴۰۰ - ۱۶:۱۸",
            "20 مهر ماه 1400 ساعت 16:18",
            "۱۴۰۰/۰۷/۲۰",
            "1400-07-20 16:18",
        ] {
            assert_eq!(first(line, "fa"), DAY, "{line}");
        }
        assert_eq!(first("20 Mehr 1400", "en"), DAY);
        assert_eq!(first("1400/07/20", "en"), None, "of which calendar?");
        assert_eq!(first("31 مهر 1400", "fa"), None);
    }

    #[test]
    fn lunar_dates_are_read_unless_the_other_date_is_beside_them() {
        for line in ["٦ ربيع الأول ١٤٤٣ هـ", "6 ربيع الأول 1443هـ", "1443/03/06 هـ", "6 Rabiul Awal 1443 H"]
        {
            assert_eq!(first(line, "ar"), DAY, "{line}");
        }
        let both = scan("الثلاثاء 05 ربيع الأول 1443هـ - 12 أكتوبر 2021", Some("ar"));
        assert_eq!(both.iter().map(|found| found.reading.day()).collect::<Vec<_>>(), [(2021, 10, 12)]);
    }

    #[test]
    fn years_of_eras_are_read() {
        for line in ["令和3年10月12日", "令和３年１０月１２日", "2021年(令和3年)10月12日", "R3.10.12"]
        {
            assert_eq!(first(line, "ja"), DAY, "{line}");
        }
        assert_eq!(first("令和元年5月1日", "ja"), Some((2019, 5, 1)));
        assert_eq!(first("平成30年10月12日", "ja"), Some((2018, 10, 12)));
        assert_eq!(first("中華民國110年10月12日", "zh"), DAY);
        assert_eq!(first("R3.10.12", "en"), Some((2012, 10, 3)), "a letter is no era elsewhere");
        assert_eq!(first("令和10月12日", "ja"), None);
    }

    #[test]
    fn years_of_buddha_are_read() {
        for line in ["12 ตุลาคม พ.ศ. 2564", "12 ต.ค. 64", "12/10/2564", "12/10/64", "12 ตุลาคม ค.ศ. 2021"]
        {
            assert_eq!(first(line, "th"), DAY, "{line}");
        }
        assert_eq!(first("12 ต.ค. 21", "th"), DAY, "of the common era");
        let value = parse_value("2564-10-12", None).map(|reading| reading.day());
        assert_eq!(value, DAY);
    }

    #[test]
    fn numbers_in_characters_are_read() {
        for line in ["二〇二一年十月十二日", "二零二一年十月十二日", "發布：二○二一年十月十二日"]
        {
            assert_eq!(first(line, "zh"), DAY, "{line}");
        }
        assert_eq!(first("一九九九年五月三十一日", "zh"), Some((1999, 5, 31)));
        assert_eq!(first("十年十月", "zh"), None);
    }
}
