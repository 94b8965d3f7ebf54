//! Decides what kind of article the page says this is, and who may read it.

use super::normalise;
use super::{Field, Provenance};
use crate::lists::article_types::{self, TypePlace, is_general};

/// What the page says of the article's kind, else what the names of its sections say. What content systems write of all
/// they publish counts only where nothing else is said.
pub(crate) fn article_type(
    said: &[Field<String>],
    section: Option<&Field<String>>,
    path: &[Field<String>],
) -> Option<Field<String>> {
    let own = said.iter().find(|kind| !is_general(kind.value()));
    let by_section = || section.into_iter().chain(path.iter().rev()).find_map(of_section);
    own.cloned().or_else(by_section).or_else(|| said.first().cloned())
}

fn of_section(section: &Field<String>) -> Option<Field<String>> {
    let phrase = normalise::phrase(section.value());
    let name = article_types::article_type(TypePlace::Section, &phrase)?;
    Some(Field::new(name.to_owned(), section.provenance()))
}

/// Who may read the article, by the most trusted source. JSON-LD has no word for what is metered: there it is called
/// not free, so that search engines do not take it for cloaking, while the head says it exactly.
pub(crate) fn access(said: &[Field<String>]) -> Option<Field<String>> {
    let first = said.first()?;
    let is_vague = first.provenance() == Provenance::JsonLd && first.value() == "paid";
    let exact = said.iter().find(|access| is_vague && access.value() == "metered");
    Some(exact.unwrap_or(first).clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(values: &[(&str, Provenance)]) -> Vec<Field<String>> {
        values.iter().map(|(value, provenance)| Field::new((*value).to_owned(), *provenance)).collect()
    }

    const LD: Provenance = Provenance::JsonLd;
    const META: Provenance = Provenance::MetaTag;

    #[test]
    fn what_says_more_goes_before_what_is_said_of_everything() {
        let kind = |said: &[(&str, Provenance)], section: &str| {
            let sections = fields(&[(section, Provenance::Element)]);
            article_type(&fields(said), sections.first(), &[]).map(|kind| (kind.value, kind.provenance))
        };
        let news = ("news", LD);
        let found = |name: &str, provenance| Some((name.to_owned(), provenance));
        assert_eq!(kind(&[news], "World"), found("news", LD));
        assert_eq!(kind(&[news], "Opinion"), found("opinion", Provenance::Element));
        assert_eq!(kind(&[news, ("sponsored", META)], "Opinion"), found("sponsored", META));
        assert_eq!(kind(&[("review", LD), ("opinion", META)], "World"), found("review", LD));
        assert_eq!(kind(&[], "World"), None);
        let path = fields(&[("Opinion", LD), ("Columns by Ann", LD)]);
        assert_eq!(article_type(&[], None, &path).map(|kind| kind.value).as_deref(), Some("opinion"));
    }

    #[test]
    fn metered_is_exacter_than_not_free() {
        let found = |said: &[(&str, Provenance)]| access(&fields(said)).map(|access| access.value);
        assert_eq!(found(&[("paid", LD), ("metered", META)]).as_deref(), Some("metered"));
        assert_eq!(found(&[("free", LD), ("metered", META)]).as_deref(), Some("free"));
        assert_eq!(found(&[("paid", META), ("metered", META)]).as_deref(), Some("paid"));
        assert_eq!(found(&[]), None);
    }
}
