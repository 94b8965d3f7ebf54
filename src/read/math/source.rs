//! The TeX from which a page made a formula.

use crate::document::tex::clean_tex;

/// Attributes of `<math>` that hold TeX, best first.
const SOURCES: [&str; 5] = ["data-latex", "data-tex", "data-math", "alttext", "tex"];

/// The TeX in the attributes of `<math>`. Some converters write the formula in words into `alttext`: that is no TeX.
pub(super) fn of_attributes(attributes: &[(&str, &str)]) -> Option<String> {
    let value = |name| attributes.iter().find(|(known, _)| *known == name).map(|&(_, value)| value);
    let sources = SOURCES.into_iter().filter_map(|name| Some((name, clean_tex(value(name)?))));
    let usable = |(name, tex): &(&str, String)| !tex.is_empty() && (*name != "alttext" || !is_words(tex));
    sources.into_iter().find(usable).map(|(_, tex)| tex)
}

/// Whether the text reads a formula aloud ("x squared plus one"): TeX has words in commands and braces alone.
fn is_words(tex: &str) -> bool {
    let is_word = |word: &&str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    !tex.contains(['\\', '^', '_', '{']) && tex.split(' ').filter(is_word).count() >= 2
}

/// Whether the formula has a line of its own.
pub(crate) fn is_display(attributes: &[(&str, &str)]) -> bool {
    attributes
        .iter()
        .any(|(name, value)| matches!((*name, *value), ("display", "block" | "true") | ("mode", "display")))
}

/// Whether an `encoding` of an `<annotation>` is TeX.
pub(super) fn is_tex(encoding: &str) -> bool {
    let encoding = encoding.trim().to_ascii_lowercase();
    matches!(encoding.as_str(), "tex" | "latex")
        || encoding.ends_with("x-tex")
        || encoding.ends_with("x-latex")
}
