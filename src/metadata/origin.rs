//! Decides who the article comes from: site, publisher, agency, place.

use crate::metadata::candidates::Candidates;
use crate::metadata::normalise;
use crate::metadata::{Field, Provenance};

pub(crate) struct Source {
    pub(crate) site: Option<Field<String>>,
    pub(crate) publisher: Option<Field<String>>,
    pub(crate) agency: Option<Field<String>>,
    pub(crate) location: Option<Field<String>>,
}

/// `cut` is the part of the document's title that is the site's name.
pub(crate) fn decide(candidates: &Candidates, cut: Option<String>) -> Source {
    let cut = cut.map(|name| Field::new(name, Provenance::Head));
    let declared = candidates
        .sites
        .iter()
        .find(|site| site.provenance() != Provenance::TextLine && is_name(site.value()));
    let lines = candidates.sites.iter().find(|site| site.provenance() == Provenance::TextLine);
    Source {
        site: declared.cloned().or(cut).or_else(|| lines.cloned()),
        publisher: candidates.publishers.iter().find(|publisher| is_name(publisher.value())).cloned(),
        agency: candidates.agencies.first().cloned(),
        location: candidates.locations.first().cloned(),
    }
}

/// Whether a value is a name, not an address.
fn is_name(value: &str) -> bool {
    !value.contains("://") && !value.starts_with(['@', '/', '#'])
}

/// The names a site goes by, normalised: what is cut from titles and is nobody's author.
pub(crate) fn names(candidates: &Candidates) -> Vec<String> {
    let declared = candidates.sites.iter().chain(&candidates.publishers);
    let all = declared
        .map(|field| normalise::key(field.value()))
        .chain(candidates.domain.as_deref().map(normalise::key))
        .chain(candidates.holder.as_deref().map(normalise::key));
    let mut names: Vec<String> = all.filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_declares_is_preferred() {
        let field = |value: &str, provenance| Field::new(value.to_owned(), provenance);
        let candidates = Candidates {
            sites: vec![
                field("Fen Media Ltd", Provenance::TextLine),
                field("Daily Fen", Provenance::MetaTag),
            ],
            ..Candidates::default()
        };
        let site = decide(&candidates, None).site.map(|field| field.value);
        assert_eq!(site.as_deref(), Some("Daily Fen"));
    }

    #[test]
    fn a_site_is_called_by_its_name_its_publisher_and_its_domain() {
        let field = |name: &str| Field::new(name.to_owned(), crate::metadata::Provenance::MetaTag);
        let candidates = Candidates {
            sites: vec![field("The Daily Fen"), field("")],
            publishers: vec![field("Fen Press")],
            domain: Some("fenpress".to_owned()),
            holder: Some("Fen Press".to_owned()),
            ..Candidates::default()
        };
        let squeezed = [normalise::key("Fen Press"), normalise::key("The Daily Fen")];
        assert_eq!(names(&candidates), squeezed);
    }
}
