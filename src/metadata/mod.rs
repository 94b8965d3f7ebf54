//! What a page says about its article besides the body: title, dates, authors, source and the rest.
//!
//! The [`sources`] gather candidates; then every field is decided by itself, the title first, because its place
//! ([`headline`]) shows which dates and names are the article's own: [`title`], [`dates`], [`people`], [`origin`], [`language`]. Where
//! sources disagree, [`trust`] has the order in which they are believed.

mod candidates;
mod dates;
#[cfg(feature = "training")]
pub(crate) mod export;
mod fields;
mod genre;
mod headline;
mod language;
mod line_facts;
mod normalise;
mod origin;
mod people;
pub(crate) mod places;
mod section;
mod sources;
mod table;
mod title;
mod trust;

use jiff::Timestamp;
use url::Url;

use crate::document::prose::{Prose, is_prose};
use crate::document::{Document, Tag};
use candidates::{Candidates, MAX_TITLE_BYTES};
pub(crate) use dates::shown;
pub(crate) use fields::Time;
pub use fields::{Ambiguity, Date, Field, Precision, Provenance};
pub(crate) use headline::Headline;
pub(crate) use people::byline::after_prefix as byline_name;
pub use table::{FieldKind, Found, Metadata, MetadataField};

/// The most tags of a page that are of use.
const MAX_TAGS: usize = 50;

/// Everything the page says about its article, and where it says so. Relative dates are read
/// against the reference time.
pub(crate) fn collect(page: &Document, url: Option<&Url>, reference: Option<Timestamp>) -> Metadata {
    let mut found = Candidates { reference, ..Candidates::default() };
    sources::gather(page, url, &mut found);
    found.titles.retain(|title| title.text.len() <= MAX_TITLE_BYTES);
    decide(page, url, &found)
}

fn decide(page: &Document, url: Option<&Url>, found: &Candidates) -> Metadata {
    let site_names = origin::names(found);
    let title = title::decide(found, &site_names);
    let headline = title.as_ref().map_or_else(Headline::default, |title| {
        Headline::of(page, title.field.value(), title.block.map(|block| block as usize))
    });
    let title_block = headline.block.map(|block| block as u32);
    let language = language::decide(page, found);
    let base = base(page, url);
    let context = date_context(page, title_block, language.as_ref(), base.as_ref(), found.reference);
    let dates = dates::decide(found, &context);
    let date_blocks = date_blocks(found, dates.published.as_ref());
    let credit = people::decide(page, found, &context, &date_blocks, &site_names);
    let source = origin::decide(found, title.as_ref().and_then(|title| title.site.clone()));
    let title = title.map(|title| {
        let chance = title.chance();
        title.field.with_chance(chance)
    });
    let section_path = section::path(found, title.as_ref(), &site_names);
    let section = section::section(found, title.as_ref());
    Metadata {
        published: dates.published,
        modified: dates.modified,
        agency: source.agency,
        publisher: source.publisher,
        site: source.site,
        location: source.location,
        canonical_url: absolute(&found.canonical_urls, base.as_ref()),
        image: absolute(&found.images, base.as_ref()),
        access: genre::access(&found.accesses),
        article_type: genre::article_type(&found.article_types, section.as_ref(), &section_path),
        author_urls: people::author_pages(page, found, &credit.people, base.as_ref()),
        authors: credit.people,
        organisation: credit.organisation,
        section,
        section_path,
        tags: tags(&found.tags),
        license: license(&found.licenses, base.as_ref()),
        language,
        title,
        headline,
        is_change_aside: dates.is_change_aside,
        ..found.stated.clone()
    }
}

/// What helps to choose among the dates.
fn date_context<'a>(
    page: &Document,
    title_block: Option<u32>,
    language: Option<&'a Field<String>>,
    base: Option<&'a Url>,
    reference: Option<Timestamp>,
) -> dates::rank::Context<'a> {
    let main = page.containers.iter().find(|container| container.tag == Tag::Main);
    dates::rank::Context {
        origin: page.origin,
        title_block,
        prose: Prose::of(page).range.map(|(first, last)| (first as u32, last as u32)),
        prose_words: prose_words(page),
        main: main.map(|main| main.blocks.clone()),
        language: language.map(|field| field.value().as_str()),
        reference,
        top_domain: base.and_then(|base| base.host_str()?.rsplit('.').next()),
    }
}

/// The blocks that show the day of publication, in order.
fn date_blocks(found: &Candidates, published: Option<&Field<Date>>) -> Vec<u32> {
    let Some(day) = published.map(|field| (field.value.year, field.value.month, field.value.day)) else {
        return Vec::new();
    };
    let of_day = found.dates.iter().filter(|date| date.reading.day() == day);
    let mut blocks: Vec<u32> = of_day.filter_map(|date| date.block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// Words of prose before each block, and in all.
fn prose_words(page: &Document) -> Vec<u32> {
    let words = page.blocks.iter().map(|block| if is_prose(block) { block.shape.words } else { 0 });
    let until = words.scan(0, |all: &mut u32, words| {
        *all = all.saturating_add(words);
        Some(*all)
    });
    std::iter::once(0).chain(until).collect()
}

/// What addresses of the page are relative to.
fn base(page: &Document, url: Option<&Url>) -> Option<Url> {
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

/// The licence's address, made absolute, or what the page says of its rights.
fn license(found: &[Field<String>], base: Option<&Url>) -> Option<Field<String>> {
    let best = found.iter().min_by_key(|field| trust::license_rank(field.provenance()))?;
    let is_address = best.value().contains("://") || best.value().starts_with('/');
    let address = absolute(std::slice::from_ref(best), base).filter(|_| is_address);
    Some(address.unwrap_or_else(|| best.clone()))
}

fn tags(found: &[Field<String>]) -> Vec<Field<String>> {
    let mut seen = std::collections::HashSet::new();
    let new =
        found.iter().filter(|tag| tag.value().len() <= 100 && seen.insert(normalise::phrase(tag.value())));
    new.take(MAX_TAGS).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(html: &str) -> Metadata {
        let input = crate::Input::html(html).with_url("https://www.example.org/a/rain").unwrap();
        crate::clean(input).unwrap().metadata
    }

    fn license(html: &str) -> Option<(String, Provenance)> {
        metadata(html).license.map(|field| (field.value, field.provenance))
    }

    #[test]
    fn the_licence_is_what_the_page_says_of_itself() {
        let rights = "<meta name=dc.rights content='All rights reserved'>";
        let link = "<p>Text is under <a rel=license href=/licence>this</a>.";
        let said = |address: &str, provenance| Some((address.to_owned(), provenance));
        assert_eq!(license(rights), said("All rights reserved", Provenance::MetaTag));
        assert_eq!(
            license(&format!("{rights}{link}")),
            said("https://www.example.org/licence", Provenance::Element)
        );
        let head = format!("<link rel=license href=https://example.org/by>{link}");
        assert_eq!(license(&head), said("https://example.org/by", Provenance::Head));
        assert_eq!(license(&format!("{link}<p><a rel=license href=/other>that</a>")), None);
    }

    #[test]
    fn the_source_is_the_agency_or_the_publisher_or_the_site() {
        let site = "<meta property=og:site_name content='Daily Fen'>";
        let article = |author: &str, publisher: &str| {
            format!(
                r#"{site}<script type=application/ld+json>{{"@type": "NewsArticle", "headline": "Rain",
                "author": "{author}", "publisher": {{"name": "{publisher}"}}}}</script>"#
            )
        };
        let source = |html: &str| metadata(html).source().map(|field| field.value.clone());
        assert_eq!(source(site), Some("Daily Fen".into()));
        assert_eq!(source(&article("Ann Fenwick", "Fen Media")), Some("Fen Media".into()));
        assert_eq!(source(&article("Associated Press", "Fen Media")), Some("AP".into()));
    }

    #[test]
    fn the_section_is_the_step_above_the_story() {
        let section = |steps: &[&str]| {
            let items: Vec<String> = steps.iter().map(|step| format!(r#"{{"name": "{step}"}}"#)).collect();
            let trail = format!(r#"{{"@type": "BreadcrumbList", "itemListElement": [{}]}}"#, items.join(","));
            let html = format!(
                "<script type=application/ld+json>{trail}</script><h1>Rain in town again</h1><p>It rained."
            );
            metadata(&html).section.map(|field| field.value)
        };
        for last in ["Rain in town again", "Rain in town", "Rain in town again and again", ""] {
            assert_eq!(section(&["Home", "Weather", last]).as_deref(), Some("Weather"), "{last}");
        }
        assert_eq!(section(&["Home", "Weather"]).as_deref(), Some("Weather"));
        assert_eq!(section(&["Home"]), None);
    }

    #[test]
    fn the_last_step_of_a_trail_may_be_the_page_by_its_address() {
        let path = |last: &str| {
            let trail = format!(
                r#"{{"@type": "BreadcrumbList", "itemListElement": [
                {{"name": "Fen", "item": "https://www.example.org/"}}, {{"name": "News", "item": {{"@id": "/news"}}}},
                {{"name": "Wet"{last}}}]}}"#
            );
            let html = format!(
                "<script type=application/ld+json>{trail}</script><h1>Rain in town again</h1><p>It rained."
            );
            let path = metadata(&html).section_path.into_iter().map(|step| step.value);
            path.collect::<Vec<_>>()
        };
        assert_eq!(path(r#", "item": "https://www.example.org/wet""#), ["News", "Wet"]);
        assert_eq!(path(r#", "item": "https://www.example.org/a/rain""#), ["News"]);
        assert_eq!(path(""), ["News"], "the last step needs no address if it is the page");
    }

    #[test]
    fn a_heading_that_links_to_an_address_above_names_no_page() {
        let title = |href: &str| {
            let html = format!("<title>Fen post</title><h1><a href={href}>Fen</a></h1><p>It rained.");
            metadata(&html).title.map(|field| field.value).unwrap()
        };
        for above in ["/", "/a", "/a/", "https://www.example.org/a"] {
            assert_eq!(title(above), "Fen post", "{above}");
        }
        for other in ["/a/rain", "/a/rain#top", "/b", "/a/ra", "https://example.com/a"] {
            assert_eq!(title(other), "Fen", "{other}");
        }
    }

    #[test]
    fn a_form_that_asks_for_a_name_gives_none() {
        let form = "<form><label class=author>Ann Fenwick</label></form>";
        assert!(metadata(&format!("<h1>Rain in town</h1>{form}")).authors.is_empty());
        let byline = "<span class=author>Ann Fenwick</span>";
        assert_eq!(metadata(&format!("<h1>Rain in town</h1>{byline}")).authors.len(), 1);
    }

    #[test]
    fn a_creator_speaks_where_no_author_is_named() {
        let authors = |author: &str| {
            let story = r#""@type": "NewsArticle", "headline": "Rain", "creator": "Ann Fenwick""#;
            metadata(&format!("<script type=application/ld+json>{{{story}, \"author\": {author}}}</script>"))
                .authors
        };
        for nobody in ["null", "\" \"", "[]"] {
            assert_eq!(authors(nobody)[0].value, "Ann Fenwick", "{nobody}");
        }
        assert_eq!(authors("\"Bo Lindqvist\"")[0].value, "Bo Lindqvist");
    }

    #[test]
    fn broken_and_wrapped_json_ld_is_read() {
        let title = |json: &str| {
            let html = format!("<script type=application/ld+json>{json}</script>");
            metadata(&html).title.map(|field| field.value)
        };
        for json in [
            r#"{"@graph": [{"@type": "WebSite", "name": "Daily Fen"}, {"@type": "Article", "headline": "Rain in town"}]}"#,
            r#"[{"@type": "Organization"}, {"@type": ["NewsArticle", "Report"], "headline": "Rain in town",}]"#,
            r#"<!-- {"@type": "http://schema.org/BlogPosting", "headline": "Rain in town"} -->"#,
            r#"{"@type": "BreadcrumbList"}{"@type": "Article", "headline": "Rain in town"}"#,
            "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Rain in town&quot;}",
            "{\"@type\": \"Article\", \"articleBody\": \"a\nb\", \"headline\": \"Rain in town\"}",
        ] {
            assert_eq!(title(json).as_deref(), Some("Rain in town"), "{json}");
        }
    }
}
