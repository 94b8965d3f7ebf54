//! Metadata: gathered from several sources as candidates, then decided field by field.

mod author;
mod candidates;
mod clean;
mod date;
mod date_parse;
mod date_tokens;
mod dateline;
#[cfg(feature = "training")]
pub(crate) mod export;
mod json_graph;
mod json_repair;
mod jsonld;
mod language;
mod meta;
mod names;
mod page;
mod relative;
mod source;
mod text;
mod text_site;
mod text_title;
mod time_parse;
mod title;
mod title_echoes;
mod title_features;
mod url;

use ::url::Url;
use jiff::Timestamp;

use crate::article::{Field, Metadata};
use crate::page::{Origin, Page};
use candidates::Candidates;

/// The most tags of a page that are of use.
const MOST_TAGS: usize = 50;

/// Everything the page says about its article, and where it says so. Relative dates are read
/// against the reference time.
pub(crate) fn collect(page: &Page, url: Option<&Url>, reference: Option<Timestamp>) -> Metadata {
    let mut found = Candidates { reference, ..Candidates::default() };
    for gather in [jsonld::gather, meta::gather, page::gather, text::gather, self::url::gather] {
        gather(page, url, &mut found);
    }
    decide(page, url, &found)
}

fn decide(page: &Page, url: Option<&Url>, found: &Candidates) -> Metadata {
    let site_names = source::names(found);
    let title = title::decide(found, &site_names);
    let title_block = title.as_ref().and_then(|title| title.block);
    let language = language::decide(page, found);
    let base = base(page, url);
    let dates = date::decide(
        found,
        &date::Context {
            origin: page.origin,
            title_block,
            language: language.as_ref().map(|field| field.value().as_str()),
            reference: found.reference,
            top_domain: base.as_ref().and_then(|base| base.host_str()?.rsplit('.').next()),
        },
    );
    let source = source::decide(found, title.as_ref().and_then(|title| title.site.clone()));
    let title = title.map(|title| title.field);
    Metadata {
        published: dates.published,
        modified: dates.modified,
        authors: author::decide(found, title_block, &site_names),
        agency: source.agency,
        publisher: source.publisher,
        site: source.site,
        location: source.location,
        description: found.descriptions.first().cloned(),
        canonical_url: absolute(&found.canonical_urls, base.as_ref()),
        image: absolute(&found.images, base.as_ref()),
        section: section(found, title.as_ref()),
        tags: tags(&found.tags),
        language,
        title,
        is_flattened: page.origin == Origin::Text,
    }
}

/// What addresses of the page are relative to.
fn base(page: &Page, url: Option<&Url>) -> Option<Url> {
    let declared = page.head.base_url.as_deref().and_then(|declared| match url {
        Some(url) => url.join(declared).ok(),
        None => Url::parse(declared).ok(),
    });
    declared.or_else(|| url.cloned())
}

/// The first address, made absolute; without the page's own address only absolute ones count.
fn absolute(addresses: &[Field<String>], base: Option<&Url>) -> Option<Field<String>> {
    addresses.iter().find_map(|field| {
        let url = match base {
            Some(base) => base.join(field.value()),
            None => Url::parse(field.value()),
        };
        let url = url.ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        Some(Field::new(url.to_string(), field.provenance()))
    })
}

/// The declared section, else the last step of a breadcrumb trail above the article itself.
fn section(found: &Candidates, title: Option<&Field<String>>) -> Option<Field<String>> {
    let declared = found.sections.iter().find(|section| !section.value().contains("://"));
    let title = title.map(|title| clean::folded(title.value())).unwrap_or_default();
    declared.cloned().or_else(|| {
        found.trails.iter().find_map(|(steps, provenance)| {
            // The first step is the home page.
            let above = steps.iter().skip(1).rev().find(|step| !is_title(&clean::folded(step), &title))?;
            Some(Field::new(above.clone(), *provenance))
        })
    })
}

fn is_title(step: &str, title: &str) -> bool {
    step.is_empty() || title.starts_with(step) || step.starts_with(title) && !title.is_empty()
}

fn tags(found: &[Field<String>]) -> Vec<Field<String>> {
    let mut seen = std::collections::HashSet::new();
    let new = found.iter().filter(|tag| tag.value().len() <= 100 && seen.insert(clean::folded(tag.value())));
    new.take(MOST_TAGS).cloned().collect()
}
