//! How much each of a page's dates counts: its trust, and its distance from the title.
//!
//! Markup of the article itself comes first. Of what is shown on the page the distance in blocks from the title counts
//! more than how it is marked, because pages are full of dates of other articles.

use std::ops::Range;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::document::Origin;
use crate::metadata::Precision;
use crate::metadata::candidates::{DateCandidate, DateRole};
use crate::metadata::dates::reading::{Order, Reading};
use crate::metadata::trust::DateTrust;

/// Blocks around the title in which a date belongs to the article.
const BLOCKS_ABOVE: u32 = 6;
const BLOCKS_BELOW: u32 = 25;
/// Where no block is the title, the first blocks of the page stand for its surroundings.
const BLOCKS_WITHOUT_TITLE: u32 = 60;

/// What else decides: where the title is, how dates are read where the page is from.
pub(crate) struct Context<'a> {
    pub(crate) origin: Origin,
    pub(crate) title_block: Option<u32>,
    /// First and last block of the page's prose.
    pub(crate) prose: Option<(u32, u32)>,
    /// Words of prose before each block, and in all.
    pub(crate) prose_words: Vec<u32>,
    /// The blocks of the page's main element.
    pub(crate) main: Option<Range<u32>>,
    /// BCP 47 tag.
    pub(crate) language: Option<&'a str>,
    /// Last label of the page's host: a country or "com".
    pub(crate) top_domain: Option<&'a str>,
    /// When the page was fetched, if the caller said so.
    pub(crate) reference: Option<Timestamp>,
}

/// Added to a distance from the end of the prose: one number tells it from those from its start.
const BELOW_PROSE: f32 = 1000.0;

impl Context<'_> {
    /// Blocks from the first of the prose down to a block, and apart from these, those from the last one.
    pub(crate) fn prose_distance(&self, block: u32) -> f32 {
        let Some((first, last)) = self.prose else { return f32::NAN };
        if block <= last { block as f32 - first as f32 } else { BELOW_PROSE + (block - last) as f32 }
    }

    /// Share of the page's prose that is above a block.
    pub(crate) fn prose_above(&self, block: u32) -> f32 {
        let all = self.prose_words.last().copied().unwrap_or(0);
        let above = self.prose_words.get(block as usize).copied().unwrap_or(all);
        above as f32 / all.max(1) as f32
    }

    /// Whether a date is more than a day after the page was fetched, however it is read.
    pub(crate) fn is_to_come(&self, reading: &Reading) -> bool {
        let is_settled = !matches!(reading.order, Order::Open { .. });
        self.is_after(reading) && (is_settled || self.is_after(&reading.swapped()))
    }

    pub(crate) fn is_after(&self, reading: &Reading) -> bool {
        let latest = self.reference.and_then(|reference| reference.checked_add(MAX_AHEAD).ok());
        let latest = latest.map(|latest| latest.to_zoned(TimeZone::UTC).date());
        latest.is_some_and(|day| reading.day() > (day.year(), day.month() as u8, day.day() as u8))
    }
}

/// Clocks and zones differ: what is published today is dated tomorrow at most.
const MAX_AHEAD: SignedDuration = SignedDuration::from_hours(24);

pub(crate) fn is_shown(trust: DateTrust) -> bool {
    (DateTrust::Property..=DateTrust::LongLine).contains(&trust)
}

/// Whether the page shows a date right at its title.
pub(crate) fn is_beside(date: &DateCandidate, context: &Context<'_>, most_below: u32) -> bool {
    let at_title =
        |block: u32, title: u32| block + BLOCKS_RIGHT_ABOVE >= title && block <= title + most_below;
    is_shown(date.trust)
        && date.block.zip(context.title_block).is_some_and(|(block, title)| at_title(block, title))
}

/// Whether the page shows a date around its title.
pub(crate) fn is_near(date: &DateCandidate, context: &Context<'_>) -> bool {
    let around = |block: u32, title: u32| block + BLOCKS_ABOVE >= title && block <= title + BLOCKS_BELOW;
    is_shown(date.trust)
        && date.block.zip(context.title_block).is_some_and(|(block, title)| around(block, title))
}

pub(crate) fn is_far(date: &DateCandidate, context: &Context<'_>) -> bool {
    date.block.is_some_and(|block| distance(block, context.title_block) == u32::MAX)
}

/// Lower is better: markup by its trust; dates on the page by their distance from the title, to which
/// a mark that says little adds some blocks and a word for publication takes many.
pub(crate) fn rank(date: &DateCandidate, context: &Context<'_>) -> (u8, u32, bool, u8) {
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
pub(crate) fn more_precise<'a>(best: &'a DateCandidate, all: &[&'a DateCandidate]) -> &'a DateCandidate {
    if best.reading.time.is_some() || best.reading.precision < Precision::Day {
        return best;
    }
    let mut timed =
        all.iter().filter(|date| date.trust <= DateTrust::SaidLine && date.reading.time.is_some());
    timed.find(|date| date.reading.day() == best.reading.day()).copied().unwrap_or(best)
}

/// Blocks around the title in which a date is shown as the article's own.
const BLOCKS_RIGHT_ABOVE: u32 = 3;
pub(crate) const BLOCKS_RIGHT_BELOW: u32 = 6;
/// The same for lines that may be captions or a part of the story.
pub(crate) const BLOCKS_TO_LONG_LINE: u32 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_the_title_is_farther_than_below() {
        assert_eq!(distance(12, Some(10)), 2);
        assert_eq!(distance(8, Some(10)), 5);
        assert_eq!(distance(10 + BLOCKS_BELOW + 1, Some(10)), u32::MAX);
        assert_eq!(distance(10 - BLOCKS_ABOVE - 1, Some(10)), u32::MAX);
        assert_eq!((distance(3, None), distance(BLOCKS_WITHOUT_TITLE, None)), (3, u32::MAX));
    }
}
