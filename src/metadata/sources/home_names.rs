//! What a page calls its site: the words of links to the home page, and of the logo.
//!
//! They are only compared with: such a link says "Home" as often as it names the site.

use url::Url;

use crate::document::{Document, Origin, SpanKind};
use crate::metadata::candidates::Candidates;
use crate::metadata::normalise;

/// Longest name, in bytes.
const MAX_BYTES: usize = 60;
/// Names that are kept: a page links to its home page at the top and at the foot.
const MAX_NAMES: usize = 8;

pub(super) fn gather(page: &Document, url: Option<&Url>, out: &mut Candidates) {
    if page.origin == Origin::Text {
        return;
    }
    let host = url.and_then(Url::host_str);
    let links = page.spans.iter().filter_map(|span| {
        let SpanKind::Link(target) = span.kind else { return None };
        let is_home = page.targets.get(target).is_some_and(|target| leads_home(target, host));
        page.text.get(span.text.start as usize..span.text.end as usize).filter(|_| is_home)
    });
    let logos = page.images.iter().filter(|image| is_logo(&image.url)).map(|image| image.alt.as_str());
    let names = links.take(MAX_NAMES).chain(logos.take(MAX_NAMES)).filter(|name| name.len() <= MAX_BYTES);
    out.home_names.extend(names.map(normalise::value).filter(|name| !name.is_empty()));
}

/// Whether an address is that of the site's home page.
fn leads_home(target: &str, host: Option<&str>) -> bool {
    if target == "/" {
        return true;
    }
    let rest = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"));
    let rest = rest.or_else(|| target.strip_prefix("//"));
    rest.zip(host).is_some_and(|(rest, host)| rest.strip_suffix('/').unwrap_or(rest) == host)
}

/// Whether a picture's file is called a logo, as themes call it.
fn is_logo(address: &str) -> bool {
    let file = address.rsplit('/').next().unwrap_or_default();
    file.len() <= MAX_BYTES && file.to_ascii_lowercase().starts_with("logo")
}

#[cfg(test)]
mod tests {
    fn title(html: &str) -> Option<String> {
        let html = format!("{html}<p>It rained all day in the town, and nobody minded it.</p>");
        let input = crate::Input::html(&html).with_url("https://fen.example/a/rain").unwrap();
        crate::clean(input).unwrap().metadata().title().map(|title| title.value().clone())
    }

    #[test]
    fn what_links_to_the_home_page_names_the_site() {
        let head = "<title>Wet again | Notes from a puddle</title>";
        for home in ["/", "https://fen.example/", "//fen.example"] {
            let link = format!("{head}<a href='{home}'>Notes from a puddle</a>");
            assert_eq!(title(&link).as_deref(), Some("Wet again"), "{home}");
        }
        let other = format!("{head}<a href='/b'>Notes from a puddle</a>");
        assert_eq!(title(&other).as_deref(), Some("Wet again | Notes from a puddle"));
    }

    #[test]
    fn an_issue_of_the_site_is_no_headline() {
        let page = |head: &str| {
            format!("<title>{head}</title><img src='i/logo.png' alt='The Fen Letter'><h1>Wet again</h1>")
        };
        for head in ["The Fen Letter #118", "The Fen Letter No. 7", "The Fen Letter, Issue 12"] {
            assert_eq!(title(&page(head)).as_deref(), Some("Wet again"), "{head}");
        }
    }
}
