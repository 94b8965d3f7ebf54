//! Text for readers without scripts.
//!
//! Pages that scripts draw often hold their text in `<noscript>` alone, for search engines.
//! Elsewhere `<noscript>` repeats pictures or asks to turn scripts on. Which it is, is known at the end of the page:
//! the bytes inside and outside are counted, and if most are inside, the page is read again with them as text.

/// Fewer bytes than this are a notice, not a page.
const MIN_BYTES: usize = 400;

/// Whether a page keeps more text inside `<noscript>` than it shows outside.
pub(super) fn holds_the_page(inside_bytes: usize, shown_bytes: usize) -> bool {
    inside_bytes >= MIN_BYTES && inside_bytes > shown_bytes
}
