//! What lists of beginnings of words can tell of a line, see [`Openings`](crate::lists::word_set::Openings).

use crate::document::Signs;

/// Signs of a line that has letters beyond ASCII: of others, lists tell by the beginnings of words whether they have one.
pub(super) const OTHER_LETTERS: Signs = Signs::LETTER.or(Signs::WIDE);

/// What a text begins with, up to white space.
pub(super) fn first_spaced(text: &str) -> &str {
    &text[..text.find(char::is_whitespace).unwrap_or(text.len())]
}
