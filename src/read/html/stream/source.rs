//! The text of a page, and what is looked for in it before it is read.

use memchr::{memchr, memchr2};

/// The text of a page with what is needed to read it.
pub(in crate::read::html) struct Source<'h> {
    pub(super) html: &'h str,
    /// Whether there are line ends other than line feeds, which what is read of the page has alone.
    pub(super) has_returns: bool,
    pub(super) has_nul: bool,
}

impl<'h> Source<'h> {
    pub(in crate::read::html) fn new(html: &'h str) -> Self {
        // A byte order mark at the start belongs to the encoding.
        let html = html.strip_prefix('\u{feff}').unwrap_or(html);
        let bytes = html.as_bytes();
        // Most pages have neither.
        let rest = memchr2(b'\r', 0, bytes).map_or(&[][..], |first| &bytes[first..]);
        let has = |byte: u8| memchr(byte, rest).is_some();
        Source { html, has_returns: has(b'\r'), has_nul: has(0) }
    }
}
