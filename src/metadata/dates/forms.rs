//! The forms of a date: year first, numbers, a day and the name of a month, a name and a day, in the ways of many languages.

use crate::lists::dates::{FILLING, month};
use crate::metadata::dates::eras;
use crate::metadata::dates::reader::Reader;
use crate::metadata::dates::reading::{Order, Reading};
use crate::metadata::dates::time;
use crate::metadata::dates::tokens::Kind;

/// Words after a year and after a month: of Chinese, Japanese, Korean, Mongolian, Lithuanian, Latvian and Basque dates.
const YEAR_WORDS: [&str; 7] = ["年", "년", "оны", "m", "gada", "eko", "ko"];
const MONTH_WORDS: [&str; 3] = ["月", "월", "сарын"];
/// Years between the Buddhist era of Thailand and the common era.
const BUDDHIST_YEARS: u64 = 543;

impl Reader<'_> {
    pub(super) fn date_at(&self, at: usize) -> Option<(Reading, usize)> {
        match self.piece(at)?.kind {
            Kind::Number(..) if self.is_inside_number(at) => None,
            Kind::Number(_, 4) => self.year_first(at),
            Kind::Number(_, 1 | 2) => self.numbers(at).or_else(|| self.day_then_name(at)),
            Kind::Word(..) => self.era_first(at).or_else(|| self.name_then_day(at)),
            _ => None,
        }
    }

    /// A date in another calendar than ours.
    pub(super) fn of_other_calendar(&self, at: usize) -> Option<(Reading, usize)> {
        match self.piece(at)?.kind {
            Kind::Number(..) if self.is_inside_number(at) => None,
            Kind::Number(_, 4) => eras::year_first(self, at),
            Kind::Number(_, 1 | 2) => eras::day_then_month(self, at),
            _ => None,
        }
    }

    /// Whether a number continues a longer one: a version, an address, a telephone number.
    fn is_inside_number(&self, at: usize) -> bool {
        let attached = self.piece(at).is_some_and(|piece| !piece.gap);
        attached
            && at >= 2
            && self.is_mark(at - 1, &['.', '-', '+', '/'])
            && self.pieces()[at - 1].start == self.pieces()[at - 2].end
            && self.number(at - 2).is_some()
    }

    /// A year of two digits.
    fn short_year(&self, number: (u64, u8)) -> Option<i16> {
        eras::short_buddhist_year(self, number).or_else(|| short_year(number))
    }

    /// A year of four digits, of the common or the Buddhist era.
    pub(super) fn year(&self, (value, digits): (u64, u8)) -> Option<i16> {
        let common = if value > *self.years.end() { value.checked_sub(BUDDHIST_YEARS)? } else { value };
        (digits == 4 && self.years.contains(&common)).then_some(common as i16)
    }

    /// `2021-10-12`, `2021. 10. 12.`, `2021年10月12日`, `2021. október 12.`
    fn year_first(&self, at: usize) -> Option<(Reading, usize)> {
        let year = self.year(self.number(at)?)?;
        let after_year = self.skip_separator(at + 1, &YEAR_WORDS);
        let month_at = eras::skip_bracketed(self, after_year);
        self.month_then_day(year, month_at, after_year > at + 1)
            .or_else(|| self.day_then_month(year, month_at))
    }

    /// `令和3年10月12日`, `民國110年10月12日`, `R3.10.12`
    fn era_first(&self, at: usize) -> Option<(Reading, usize)> {
        let (year, month_at) = eras::era_year(self, at).or_else(|| eras::letter_year(self, at))?;
        self.month_then_day(year, month_at, true)
    }

    /// A month as a number, where something parts it from the year, or as a name, and a day.
    fn month_then_day(&self, year: i16, at: usize, is_parted: bool) -> Option<(Reading, usize)> {
        let (month, after_month) =
            self.small(at, 12).filter(|_| is_parted).or_else(|| self.month_name(at))?;
        let day_at = self.skip_separator(after_month, &MONTH_WORDS);
        let separated = day_at > after_month || self.piece(day_at).is_some_and(|piece| piece.gap);
        let (day, mut next) = self.small(day_at, 31).filter(|_| separated)?;
        if self.is_word(next, &["日", "일", "号", "號"]) {
            next += 1;
        }
        Some((Reading::of_day(year, month, day, Order::Sure)?, next))
    }

    /// `2021. gada 12. oktobris`
    fn day_then_month(&self, year: i16, at: usize) -> Option<(Reading, usize)> {
        let (day, after) = self.small(at, 31)?;
        let (month, next) = self.month_name(self.skip_filling(after, 1))?;
        Some((Reading::of_day(year, month, day, Order::Sure)?, next))
    }

    pub(super) fn skip_separator(&self, at: usize, words: &[&str]) -> usize {
        let at = at + usize::from(self.is_mark(at, &['-', '/', '.', '‐', '–', '−']));
        let has_word = self.is_word(at, words);
        at + usize::from(has_word) + usize::from(has_word && self.is_mark(at + 1, &['.']))
    }

    /// `12/10/2021`, `12.10.2021`, `12-10-21`, `12 | 10 | 2021`
    fn numbers(&self, at: usize) -> Option<(Reading, usize)> {
        let (first, after) = self.small(at, 31)?;
        let mark = self.mark(after).filter(|mark| matches!(mark, '/' | '.' | '-' | '‐' | '–' | '|'))?;
        let (second, after) = self.small(after + 1, 31)?;
        if self.mark(after) != Some(mark) || self.goes_on(after + 2) {
            return None;
        }
        let in_short = |number| self.short_year(number).filter(|_| mark != '|');
        let year =
            self.number(after + 1).and_then(|number| self.year(number).or_else(|| in_short(number)))?;
        let slash = mark == '/';
        let (month, day, order) = match (first, second) {
            (13.., _) => (second, first, Order::Told { slash, month_first: false }),
            (_, 13..) => (first, second, Order::Told { slash, month_first: true }),
            _ if first == second => (first, second, Order::Sure),
            _ => (second, first, Order::Open { slash }),
        };
        Some((Reading::of_day(year, month, day, order)?, after + 2))
    }

    /// Whether a number's digits go on after a full stop or a slash.
    fn goes_on(&self, at: usize) -> bool {
        self.is_mark(at, &['.', '/'])
            && !self.pieces()[at].gap
            && self.piece(at + 1).is_some_and(|piece| !piece.gap && matches!(piece.kind, Kind::Number(..)))
    }

    /// `12 October 2021`, `12. Okt. 2021`, `12 de octubre de 2021`, `12-Oct-2021`
    fn day_then_name(&self, at: usize) -> Option<(Reading, usize)> {
        let (day, after) = self.small(at, 31)?;
        let month_at = self.skip_filling(after, 3);
        let (month, after) = self.month_name(month_at)?;
        let year_at = eras::skip_thai_mark(self, self.skip_filling(after, 3));
        let number = self.number(year_at)?;
        let year = self.year(number).or_else(|| {
            self.short_year(number).filter(|_| self.is_mark(year_at - 1, &['\'', '’', '-', '.']))
        })?;
        Some((Reading::of_day(year, month, day, Order::Sure)?, year_at + 1))
    }

    /// `October 12, 2021`, `Oct. 12th 2021`, `Oct 12 16:18:00 2021`
    fn name_then_day(&self, at: usize) -> Option<(Reading, usize)> {
        let (month, after) = self.month_name(at)?;
        let day_at = self.skip_filling(after, 1);
        let (day, after) = self.small(day_at, 31)?;
        let year_at = self.skip_filling(after, 3);
        if let Some(year) = self.number(year_at).and_then(|number| self.year(number)) {
            return Some((Reading::of_day(year, month, day, Order::Sure)?, year_at + 1));
        }
        let (clock, after) = time::clock_at(self, after)?;
        let year_at = after + usize::from(self.word(after).is_some());
        let year = self.number(year_at).and_then(|number| self.year(number))?;
        let mut reading = Reading::of_day(year, month, day, Order::Sure)?;
        time::set(&mut reading, clock);
        Some((reading, year_at + 1))
    }

    /// Skips what comes between day, month and year: marks, ordinal endings, "of".
    pub(crate) fn skip_filling(&self, at: usize, most: usize) -> usize {
        let fills = |at: &usize| {
            self.is_mark(*at, &['.', ',', '-', '/', '\'', '’', '،', '–', '|', 'º', '°'])
                || self.is_word(*at, &FILLING)
        };
        at + (at..at + most).take_while(fills).count()
    }

    /// A number of one or two digits from 1 to `most`.
    pub(crate) fn small(&self, at: usize, most: u64) -> Option<(u8, usize)> {
        match self.number(at)? {
            (value, 1..=2) if (1..=most).contains(&value) => Some((value as u8, at + 1)),
            _ => None,
        }
    }

    /// A month's name of one or two words, or Vietnamese "tháng 10".
    pub(super) fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.word(at)?;
        if matches!(word, "tháng" | "thg") {
            return self.small(at + 1, 12);
        }
        let second = if self.is_mark(at + 1, &['.']) { at + 2 } else { at + 1 };
        // No name in ASCII has two words.
        if let Some(rest) = self.word(second).filter(|_| !word.is_ascii()) {
            let joiner = if second == at + 2 { "." } else { " " };
            if let Some(month) = month(&format!("{word}{joiner}{rest}"), self.language) {
                return Some((month, second + 1));
            }
        }
        month(word, self.language).map(|month| (month, at + 1))
    }
}

/// A year of two digits: from 1995 to 2094, since nothing on the web is older.
fn short_year((value, digits): (u64, u8)) -> Option<i16> {
    match value {
        _ if digits != 2 => None,
        95..=99 => Some(1900 + value as i16),
        _ => Some(2000 + value as i16),
    }
}
