//! x
pub(crate) const LANGUAGES: &[&str] = &["en"];
pub(crate) fn languages(word: &str) -> u32 {
    u32::from(matches!(
        word,
        "the"
            | "of"
            | "and"
            | "to"
            | "in"
            | "a"
            | "is"
            | "that"
            | "for"
            | "it"
            | "as"
            | "was"
            | "with"
            | "be"
            | "by"
            | "on"
            | "not"
            | "he"
            | "i"
            | "this"
            | "are"
            | "or"
            | "his"
            | "from"
            | "at"
            | "which"
            | "but"
            | "have"
            | "an"
            | "had"
            | "they"
            | "you"
    ))
}
pub(crate) fn is_function_char(_c: char) -> Option<&'static str> {
    None
}
