//! Text for readers without scripts.
//!
//! Pages that scripts draw often hold their text in `<noscript>` alone, for search engines.
//! Elsewhere `<noscript>` repeats pictures or asks to turn scripts on. Which it is, is known at the end of the page:
//! the bytes inside and outside are counted, and if most are inside, the page is read again with them as text.

/// Fewer bytes than this are a notice, not a page.
const MIN_BYTES: usize = 400;

/// Bytes of text inside and outside of `<noscript>`.
#[derive(Debug, Default)]
pub(super) struct Count {
    inside: usize,
    outside: usize,
}

impl Count {
    pub(super) fn note(&mut self, text: &str, is_inside: bool) {
        let bytes = text.trim().len();
        if is_inside {
            self.inside += bytes;
        } else {
            self.outside += bytes;
        }
    }

    /// Whether the page keeps more text inside `<noscript>` than outside.
    pub(super) fn holds_the_page(&self) -> bool {
        self.inside >= MIN_BYTES && self.inside > self.outside
    }
}
