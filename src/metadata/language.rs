//! The language: what the page says of itself, else what its text looks like.

use crate::document::Document;
use crate::metadata::candidates::Candidates;
use crate::metadata::{Field, Provenance};

/// The language to read dates in, before anything is decided: the primary code.
pub(crate) fn hint(page: &Document) -> Option<&str> {
    let declared = page.head.language.as_deref().and_then(|tag| tag.split(['-', '_']).next());
    declared.filter(|code| matches!(code.len(), 2 | 3)).or(page.language)
}

/// The page's language as a BCP 47 tag.
pub(crate) fn decide(page: &Document, candidates: &Candidates) -> Option<Field<String>> {
    let attribute = page.head.language.as_deref().and_then(tag).map(|tag| Field::new(tag, Provenance::Head));
    let declared = || {
        let mut found = candidates.languages.iter();
        found.find_map(|field| Some(Field::new(tag(field.value())?, field.provenance())))
    };
    let detected = || detected(page).map(|code| Field::new(code.to_owned(), Provenance::Detected));
    attribute.or_else(declared).or_else(detected)
}

/// The language by its stop words, else, where the feature is on, by its letters.
fn detected(page: &Document) -> Option<&'static str> {
    #[cfg(feature = "lang")]
    return page.language.or_else(|| by_letters(page));
    #[cfg(not(feature = "lang"))]
    page.language
}

/// The language that `whatlang` is sure of from the page's prose.
#[cfg(feature = "lang")]
fn by_letters(page: &Document) -> Option<&'static str> {
    /// Enough to be sure; more only takes time.
    const SAMPLE_BYTES: usize = 4_000;
    let prose = (0..page.blocks.len()).filter(|index| page.blocks[*index].shape.terminated);
    let mut sample = String::new();
    for index in prose {
        sample += page.block_text(index);
        sample.push(' ');
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
    }
    let info = whatlang::detect(&sample).filter(whatlang::Info::is_reliable)?;
    crate::lists::languages::two_letters(info.lang().code())
}

/// `pt_BR`, `PT-br` → `pt-BR`; nothing for what is no tag ("English").
fn tag(raw: &str) -> Option<String> {
    let first = raw.split([',', ';']).next()?.trim();
    let mut parts = first.split(['-', '_']);
    let language = parts.next().filter(|part| matches!(part.len(), 2 | 3))?;
    if !language.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut out = language.to_ascii_lowercase();
    for part in parts {
        let well_formed = part.len() <= 8 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match part.len() {
            2 if well_formed => out += &format!("-{}", part.to_ascii_uppercase()),
            4 if well_formed => {
                out += &format!("-{}{}", part[..1].to_ascii_uppercase(), part[1..].to_ascii_lowercase())
            }
            3 if well_formed => out += &format!("-{part}"),
            _ => break,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "lang")]
    #[test]
    fn letters_tell_languages_that_stop_words_do_not() {
        let text =
            "ქალაქში მთელი დღე წვიმდა და ქუჩები ცარიელი იყო. საღამოს წვიმა გადაიღო და ხალხი გარეთ გამოვიდა.";
        let page = crate::read::text::page(text, &crate::options::Limits::new());
        assert_eq!(by_letters(&page), Some("ka"));
    }

    #[test]
    fn tags_take_their_usual_case() {
        assert_eq!(tag("pt_br"), Some("pt-BR".into()));
        assert_eq!(tag("zh-hant-TW"), Some("zh-Hant-TW".into()));
        assert_eq!(tag("en; charset=utf-8"), Some("en".into()));
        assert_eq!(tag("English"), None);
        assert_eq!(tag(""), None);
    }
}
