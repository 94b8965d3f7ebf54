//! Codes of languages.

use super::rows;

/// The ISO 639-1 code of a language with an ISO 639-3 code, which BCP 47 wants where there is one.
pub(crate) fn two_letters(code: &'static str) -> Option<&'static str> {
    let known = rows(include_str!("languages.tsv")).find(|row| row[0] == code);
    known.map_or(Some(code), |row| row.get(1).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_told_has_a_tag() {
        for language in whatlang::Lang::all() {
            assert!(two_letters(language.code()).is_some_and(|code| code.len() == 2), "{language}");
        }
    }
}
