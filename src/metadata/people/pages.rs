//! Finds the pages of the people who wrote the article.
//!
//! JSON-LD and the head give addresses. A byline gives one where the name is a link.

use std::collections::HashSet;

use url::Url;

use crate::document::{Document, SpanKind};
use crate::metadata::candidates::Candidates;
use crate::metadata::{Field, Provenance, normalise};

/// Pages that are given of one article.
const MAX_PAGES: usize = 32;
/// Links of one block that are looked at: bylines have a few.
const MAX_LINKS: usize = 64;

/// The addresses of the authors' pages, absolute, each once.
pub(crate) fn decide(
    page: &Document,
    found: &Candidates,
    people: &[Field<String>],
    base: Option<&Url>,
) -> Vec<Field<String>> {
    let stated = found.author_urls.iter().map(|field| (field.value().clone(), field.provenance()));
    let linked = links_of_names(page, found, people);
    let all = stated.chain(linked.into_iter().map(|address| (address, Provenance::Element)));
    let mut seen = HashSet::new();
    let pages = all.filter_map(|(address, provenance)| {
        let url = page_of_person(&address, base)?;
        seen.insert(url.clone()).then(|| Field::new(url, provenance))
    });
    pages.take(MAX_PAGES).collect()
}

/// The address, made absolute, unless it is that of the page or of the site's home page, which many systems give as
/// the author's, or of `humans.txt`, which tells who made the site.
fn page_of_person(address: &str, base: Option<&Url>) -> Option<String> {
    let url = match base {
        Some(base) => base.join(address),
        None => Url::parse(address),
    };
    let url = url.ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let is_same_site = base.is_some_and(|base| base.host() == url.host());
    let is_home = url.path() == "/" && url.query().is_none();
    let is_self = base.is_some_and(|base| base.path() == url.path() && base.query() == url.query());
    let is_other = is_same_site && (is_home || is_self) || url.path().ends_with("/humans.txt");
    (!is_other).then(|| url.to_string())
}

/// Where the authors' names lead in the blocks that they were found in.
fn links_of_names(page: &Document, found: &Candidates, people: &[Field<String>]) -> Vec<String> {
    let names: HashSet<String> = people.iter().map(|name| normalise::phrase(name.value())).collect();
    let mut blocks: Vec<u32> = found.authors.iter().filter_map(|author| author.block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let blocks =
        blocks.iter().filter(|_| !names.is_empty()).filter_map(|block| page.blocks.get(*block as usize));
    let spans =
        blocks.filter_map(|block| page.spans.get(block.spans.start as usize..block.spans.end as usize));
    let links = spans.flat_map(|spans| {
        let links = spans.iter().filter_map(|span| match span.kind {
            SpanKind::Link(target) => Some((&span.text, target)),
            _ => None,
        });
        links.take(MAX_LINKS)
    });
    let of_names = links.filter_map(|(range, target)| {
        let text = page.text.get(range.start as usize..range.end as usize)?;
        let is_name = names.contains(&normalise::phrase(text));
        page.targets.get(target).filter(|_| is_name).map(str::to_owned)
    });
    of_names.collect()
}

#[cfg(test)]
mod tests {
    use crate::Input;

    fn pages(html: &str) -> Vec<String> {
        let html = format!("{html}<p>It rained all day in the town, and nobody minded it.</p>");
        let input = Input::html(&html).with_url("https://fen.example/a/rain").unwrap();
        let article = crate::clean(input).unwrap();
        article.metadata().author_urls().iter().map(|page| page.value().clone()).collect()
    }

    #[test]
    fn a_name_that_is_a_link_leads_to_its_page() {
        let title = "<h1>Rain in town</h1>";
        let ann = "https://fen.example/by/ann";
        for byline in [
            "<p>By <a href=/by/ann>Ann Fenwick</a></p>",
            "<p class=byline><a href=/by/ann>Ann Fenwick</a></p>",
            "<a rel=author href=/by/ann>Ann Fenwick</a>",
            "<div>By <a rel=author href=/by/ann>Ann Fenwick</a>, <a href=/places/ely>Ely</a></div>",
        ] {
            assert_eq!(pages(&format!("{title}{byline}")), [ann], "{byline}");
        }
        let other = "<p>By <a href=/by/ann>Ann Fenwick</a></p><p>More by <a href=/by/bo>Bo Lindqvist</a></p>";
        assert_eq!(pages(&format!("{title}{other}")), [ann]);
    }

    #[test]
    fn the_head_gives_addresses_once_and_none_of_the_site() {
        let head = "<meta property=article:author content='https://social.example/ann'>\
            <link rel=author href=/by/ann><link rel=author href=/by/ann><link rel=author href=/>\
            <link rel=author href=/humans.txt><link rel=author href=mailto:ann@fen.example>";
        assert_eq!(pages(head), ["https://social.example/ann", "https://fen.example/by/ann"]);
        assert!(pages("<link rel=author href=https://fen.example/a/rain#top>").is_empty());
        assert_eq!(pages("<link rel=author href=https://ann.example>"), ["https://ann.example/"]);
    }
}
