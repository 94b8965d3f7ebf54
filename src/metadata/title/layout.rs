//! Where a line is among the parts of a flattened page: before the body or in it, under how many headings.

use crate::document::Document;

/// Words of a line that can be a heading of a part, at least and at most.
const HEAD_WORDS: std::ops::RangeInclusive<u32> = 2..=25;
/// Words of a line that is longer than the items of a menu and no paragraph.
const LONG_WORDS: std::ops::RangeInclusive<u32> = 4..=25;
/// Words of an item of a menu, at most.
pub(super) const ITEM_WORDS: u32 = 3;
/// Lines above among which items of a menu are counted.
const MENU_LINES: usize = 12;
/// Lines from one paragraph of the body to the next, at most: a heading, a picture and its caption are between.
const MAX_STEP: usize = 5;
/// The farthest that a line is told to be from the body.
const MAX_DISTANCE: usize = 100;

/// What is counted once for all lines of a page.
pub(crate) struct Layout {
    /// Lines above each line that are right above prose.
    heads: Vec<u32>,
    /// Lines above each line that are longer than the items of a menu and no prose.
    long: Vec<u32>,
    /// Lines above each line that are as short as the items of a menu.
    short: Vec<u32>,
    body: Option<Body>,
}

/// The run of prose with the most words.
struct Body {
    first: usize,
    last: usize,
}

impl Layout {
    pub(super) fn new(page: &Document, prose: &[bool]) -> Layout {
        let words = |line: usize| page.blocks[line].shape.words;
        Layout {
            heads: counted_above(prose.len(), |line| is_head(page, line, |line| prose[line])),
            long: counted_above(prose.len(), |line| !prose[line] && LONG_WORDS.contains(&words(line))),
            short: counted_above(prose.len(), |line| words(line) <= ITEM_WORDS),
            body: Body::of(prose, words),
        }
    }

    /// How many lines above are right above prose: under a headline there are headings of parts, over it there are few.
    pub(super) fn heads_above(&self, line: usize) -> u32 {
        self.heads[line]
    }

    /// How many of the few lines above are as short as the items of a menu.
    pub(super) fn short_above(&self, line: usize) -> u32 {
        const LINES: usize = 4;
        self.short[line] - self.short[line.saturating_sub(LINES)]
    }

    pub(super) fn long_above(&self, line: usize) -> u32 {
        self.long[line]
    }

    /// How many of the lines right above are as short as the items of a menu.
    pub(super) fn items_above(&self, line: usize) -> u32 {
        self.short[line] - self.short[line.saturating_sub(MENU_LINES)]
    }

    /// Lines down to the body; -1 in it, -2 below it. Absent on a page without prose.
    pub(super) fn to_body(&self, line: usize) -> f32 {
        match &self.body {
            None => f32::NAN,
            Some(body) if line < body.first => (body.first - line).min(MAX_DISTANCE) as f32,
            Some(body) if line <= body.last => -1.0,
            Some(_) => -2.0,
        }
    }
}

/// Whether a line is right above prose and can be its heading.
fn is_head(page: &Document, line: usize, is_prose: impl Fn(usize) -> bool) -> bool {
    let has_next = line + 1 < page.blocks.len();
    has_next && HEAD_WORDS.contains(&page.blocks[line].shape.words) && is_prose(line + 1) && !is_prose(line)
}

impl Body {
    fn of(prose: &[bool], words: impl Fn(usize) -> u32) -> Option<Body> {
        let (mut best, mut run): (Option<(usize, usize, u32)>, _) = (None, None);
        for line in (0..prose.len()).filter(|line| prose[*line]) {
            let own = words(line);
            run = match run {
                Some((first, last, words)) if line - last <= MAX_STEP => Some((first, line, words + own)),
                _ => Some((line, line, own)),
            };
            if run.map(|(.., words)| words) > best.map(|(.., words)| words) {
                best = run;
            }
        }
        best.map(|(first, last, _)| Body { first, last })
    }
}

/// For each line and the end: how many lines above are so.
pub(super) fn counted_above(count: usize, is: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut above = Vec::with_capacity(count + 1);
    above.push(0);
    let mut all = 0;
    for line in 0..count {
        all += u32::from(is(line));
        above.push(all);
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The mill on the river burned down in the night, and nobody who lives in the town could \
        say how the fire began.";

    fn layout(lines: &[&str]) -> Layout {
        let page = crate::read::text::page(&lines.join("\n\n"), &crate::options::Limits::new());
        assert_eq!(page.blocks.len(), lines.len());
        let prose: Vec<bool> = lines.iter().map(|line| *line == PROSE).collect();
        Layout::new(&page, &prose)
    }

    #[test]
    fn the_body_is_the_run_with_most_words() {
        let page =
            layout(&["Cookies", PROSE, "a", "b", "c", "d", "e", "Mill burns", PROSE, "Why", PROSE, "End"]);
        assert_eq!([0, 7, 8, 9, 10, 11].map(|line| page.to_body(line)), [8.0, 1.0, -1.0, -1.0, -1.0, -2.0]);
        assert!(layout(&["Home", "News"]).to_body(0).is_nan());
    }

    #[test]
    fn heads_and_items_are_counted_above() {
        let page = layout(&["Home", "Mill on the river burns", PROSE, "What burned", PROSE, "End"]);
        assert_eq!([1, 3, 5].map(|line| page.heads_above(line)), [0, 1, 2]);
        assert_eq!([1, 2, 5].map(|line| page.long_above(line)), [0, 1, 1]);
        assert_eq!([1, 5].map(|line| page.items_above(line)), [1, 2]);
    }
}
