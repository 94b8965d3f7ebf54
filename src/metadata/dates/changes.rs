//! Times of a change without their day, which is that of publication: "12 October 2021, 12:40 | Updated 13:02".

use crate::metadata::Provenance;
use crate::metadata::candidates::{ChangeTime, DateCandidate, DateRole};
use crate::metadata::dates::labels::{role_of, words};
use crate::metadata::dates::reader::Reader;
use crate::metadata::dates::reading::Reading;
use crate::metadata::dates::time::{clock_at, set};
use crate::metadata::trust::DateTrust;

/// Words that such a time and its label have; in longer lines a story is told.
const MAX_WORDS: usize = 8;
/// How far below the date such a line is, in blocks.
pub(crate) const MAX_BLOCKS: u32 = 2;

/// Reads the time after a label of change in what comes after a line's dates, if no day is there.
pub(crate) fn time_of_change(text: &str, block: u32, language: Option<&str>) -> Option<ChangeTime> {
    let digit = text.find(char::is_numeric)?;
    if role_of(&text[..digit]) != Some(DateRole::Modified) || words(text) > MAX_WORDS {
        return None;
    }
    let reader = Reader::new(text, language, 0..=0);
    let number = (0..reader.pieces().len()).find(|at| reader.number(*at).is_some())?;
    // A word for the half of the day may be before the hour.
    let found = clock_at(&reader, number.saturating_sub(1)).or_else(|| clock_at(&reader, number));
    let (clock, end) = found?;
    // "5.10. 12:30" begins with a day.
    let is_date = (end..reader.pieces().len()).any(|at| reader.number(at).is_some());
    (!is_date).then(|| ChangeTime { raw: text.trim().to_owned(), clock, block })
}

/// The change as a date, on the day that a date beside it names.
pub(crate) fn on_day_of(change: &ChangeTime, date: &DateCandidate) -> Option<DateCandidate> {
    let is_beside =
        date.block.is_some_and(|block| block <= change.block && change.block - block <= MAX_BLOCKS);
    let (time, _) = change.clock;
    let is_later = date.reading.time.is_none_or(|published| published <= time);
    if !is_beside || !is_later {
        return None;
    }
    let mut reading = Reading { time: None, ..date.reading.clone() };
    set(&mut reading, change.clock);
    Some(DateCandidate {
        raw: change.raw.clone(),
        reading,
        role: DateRole::Modified,
        trust: DateTrust::SaidLine,
        block: Some(change.block),
        provenance: Provenance::TextLine,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Option<(u8, u8)> {
        time_of_change(text, 3, None).map(|change| (change.clock.0.hour, change.clock.0.minute))
    }

    #[test]
    fn a_label_of_change_may_have_a_time_alone() {
        for text in ["| Updated: 13:02", " / обновена 13:02", "Aggiornato alle 13:02", "(muokattu klo 13.02)"]
        {
            assert_eq!(time(text), Some((13, 2)), "{text}");
        }
        assert_eq!(time("Updated 9:05 PM"), Some((21, 5)));
    }

    #[test]
    fn other_numbers_are_no_times_of_a_change() {
        for text in [
            "13:02",
            "Published 13:02",
            "Updated 5.10. 12:30",
            "Updated 10/13 08:40",
            "Updated 3 hours ago",
            "It was updated by 13:02 for all who were there in town",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
