//! The words next to a date, and what they say it is of: "Published", "Updated", "Joined".

use crate::lists::dates::{DateWord, last_date_words, may_begin_with_date_word, may_have_date_word};
use crate::metadata::candidates::DateRole;
use crate::metadata::dates::tokens;

/// What the last label in a text says of the date after it.
pub(crate) fn role_of(text: &str) -> Option<DateRole> {
    // What is before the first number of a line; most lines have no label there.
    let is_plain = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit());
    if is_plain && !may_have_date_word(text) {
        return None;
    }
    let lower = text.to_lowercase();
    let place = |(at, word, role): (usize, &str, DateWord)| {
        let inside_word = lower[..at].ends_with(|c: char| c.is_alphabetic()) && word.is_ascii();
        // Without spaces a label can be a part of any sentence: it has to stand by its date.
        let is_away = || lower[at + word.len()..].chars().nth(MAX_CHARS_BEHIND).is_some();
        let is_part = word.starts_with(tokens::stands_alone) && is_away();
        // "Born" is no part of "Borneo"; of labels for publication and change the stem is enough.
        let goes_on = role == DateWord::Other && lower[at + word.len()..].starts_with(char::is_alphabetic);
        (!inside_word && !is_part && !goes_on).then_some((at + word.len(), word.len(), role))
    };
    let last = last_date_words(&lower).filter_map(place).max_by_key(|(end, length, _)| (*end, *length));
    last.map(|(.., role)| match role {
        DateWord::Published => DateRole::Published,
        DateWord::Modified => DateRole::Modified,
        DateWord::Other => DateRole::Other,
    })
}

/// Whether a text is nothing but what comes before a date: "Updated", "Publicado el".
pub(crate) fn is_date_label(text: &str) -> bool {
    if !may_begin_with_date_word(text) {
        return false;
    }
    let lower = text.to_lowercase();
    last_date_words(&lower).any(|(at, word, role)| {
        let behind = lower[at + word.len()..].chars().filter(|c| c.is_alphabetic()).count();
        // A word of a name has a capital.
        let is_name = text.chars().skip(word.chars().count()).any(char::is_uppercase);
        at == 0 && role != DateWord::Other && behind <= MAX_LETTERS_BEHIND && !is_name
    })
}

/// Letters of a word between a label and its date: "le", "am", "del".
const MAX_LETTERS_BEHIND: usize = 3;

/// Characters between a label of a script without spaces and its date: "更新日時：".
const MAX_CHARS_BEHIND: usize = 8;

/// Words of a text, signs that stand alone not counted. Scripts without spaces have about
/// four characters to what others write as a word with its particles.
pub(crate) fn words(text: &str) -> usize {
    let of_piece = |piece: &str| {
        let unspaced = piece.chars().filter(|c| tokens::stands_alone(*c)).count();
        if piece.contains(char::is_alphanumeric) { unspaced.div_ceil(4).max(1) } else { 0 }
    };
    text.split_whitespace().map(of_piece).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_words() {
        assert_eq!(role_of("Outdated on"), None);
        assert_eq!(role_of("Borneo, "), None);
        assert_eq!(role_of("Published: "), Some(DateRole::Published));
        assert_eq!(role_of("Published by Ann, last updated"), Some(DateRole::Modified));
        assert_eq!(role_of("Zuletzt aktualisiert am"), Some(DateRole::Modified));
        assert_eq!(role_of("Rain 3Updated"), Some(DateRole::Modified), "a digit before it is no letter");
        assert_eq!((role_of(""), role_of(" | "), role_of("Rain in town")), (None, None, None));
    }
}
