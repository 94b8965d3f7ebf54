//! The text of a page, and what is looked for in it before it is read.

use std::ops::Range;

use memchr::{memchr, memchr2};

/// The text of a page with what is needed to read it.
pub(in crate::read) struct Source<'h> {
    pub(super) html: &'h str,
    /// Whether there are line ends other than line feeds, which what is read of the page has alone.
    pub(super) has_returns: bool,
    pub(super) has_nul: bool,
}

impl<'h> Source<'h> {
    pub(in crate::read) fn new(html: &'h str) -> Self {
        // A byte order mark at the start belongs to the encoding.
        let html = html.strip_prefix('\u{feff}').unwrap_or(html);
        let bytes = html.as_bytes();
        // Most pages have neither.
        let rest = memchr2(b'\r', 0, bytes).map_or(&[][..], |first| &bytes[first..]);
        let has = |byte: u8| memchr(byte, rest).is_some();
        Source { html, has_returns: has(b'\r'), has_nul: has(0) }
    }
}

/// Where the next carriage return is.
#[derive(Debug)]
pub(super) struct NextReturn {
    /// Where it was looked for from.
    from: usize,
    /// The end of the input if it has no more.
    at: usize,
}

impl NextReturn {
    /// Before any was looked for.
    pub(super) const UNKNOWN: NextReturn = NextReturn { from: usize::MAX, at: 0 };

    /// Whether it is known to come after a range.
    #[inline(always)]
    pub(super) fn is_after(&self, range: &Range<usize>) -> bool {
        self.from <= range.start && range.end <= self.at
    }

    /// Whether there is one in a range. Ranges mostly follow one another, so that the input is searched once.
    pub(super) fn is_in(&mut self, range: &Range<usize>, html: &str) -> bool {
        if !(self.from..=self.at).contains(&range.start) {
            let rest = &html.as_bytes()[range.start..];
            let found = memchr(b'\r', rest).unwrap_or(rest.len());
            *self = NextReturn { from: range.start, at: range.start + found };
        }
        self.at < range.end
    }
}
