//! TeX or words: what is where pages should have put TeX.

use crate::document::tex::tex_without_delimiters;

/// Whether text of an attribute is TeX without anything else saying so: a command and what commands come with.
pub(super) fn looks_like_tex(text: &str) -> bool {
    let text = text.trim();
    let has_command =
        text.as_bytes().windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic());
    let is_delimited = tex_without_delimiters(text).len() < text.len();
    let has_structure = text.contains(['^', '_', '=']) || text.contains('{') && text.contains('}');
    has_command && (has_structure || is_delimited) || is_delimited && text.contains(['^', '_', '='])
}

/// Whether text describes a picture.
pub(super) fn is_words(text: &str) -> bool {
    let is_word = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let words = text.split_whitespace().map(is_word);
    !text.contains(['\\', '^', '_']) && words.clone().zip(words.skip(1)).any(|pair| pair == (true, true))
}

/// Whether TeX says itself that it has a line of its own.
pub(super) fn is_display_tex(tex: &str) -> bool {
    ["$$", "\\[", "\\begin{"].iter().any(|open| tex.trim_start().starts_with(open))
}
