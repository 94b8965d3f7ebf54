//! What the page's address says: a date in its path, the name of its site.

use url::{Host, Url};

use crate::document::Document;
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, DateCandidate, DateRole};
use crate::metadata::dates::parse;
use crate::metadata::trust::DateTrust;

/// Parts of a path that are looked at.
const MAX_PARTS: usize = 30;

pub(crate) fn gather(_page: &Document, url: Option<&Url>, out: &mut Candidates) {
    let canonical = out.canonical_urls.first().and_then(|field| Url::parse(field.value()).ok());
    for url in url.into_iter().chain(&canonical) {
        let archived = archived(url);
        let original = archived.as_ref().unwrap_or(url);
        out.domain = out.domain.take().or_else(|| domain(original));
        out.slug = out.slug.take().or_else(|| slug(original));
        out.page_name.get_or_insert_with(|| page_name(original));
        date(url, out);
    }
}

/// The part of the path with the most words, normalised: "rain in town" of `/2021/10/rain-in-town.html`.
fn slug(url: &Url) -> Option<String> {
    /// Fewer words are sections and kinds of pages.
    const MIN_WORDS: usize = 3;
    let parts = url.path().split('/').take(MAX_PARTS).map(|part| {
        let name = part.rsplit_once('.').map_or(part, |(name, _)| name);
        crate::metadata::normalise::phrase(name)
    });
    let longest = parts.max_by_key(|part| part.split(' ').count())?;
    (longest.split(' ').count() >= MIN_WORDS).then_some(longest)
}

/// The address of a page of which the Wayback Machine shows a copy: `/web/20211012161805/https://example.org/rain`.
fn archived(url: &Url) -> Option<Url> {
    let copy = url.as_str().split_once("://web.archive.org/web/")?.1;
    let (time, original) = copy.split_once('/')?;
    Url::parse(original).ok().filter(|_| time.starts_with(|c: char| c.is_ascii_digit()))
}

/// The last part of the path, squeezed: "fenfairs" of `/whats-on/fen-fairs.html`. Empty for a home page, also for one in
/// a language's folder: `/en-gb/`.
fn page_name(url: &Url) -> String {
    const INDEX: [&str; 4] = ["index", "default", "home", "start"];
    let mut parts = url.path().rsplit('/').take(MAX_PARTS).map(|part| {
        let name = match part.rsplit_once('.') {
            Some((name, ending)) if ending.len() <= 5 => name,
            _ => part,
        };
        // Decodes `%C3%BC`.
        let decoded = url::form_urlencoded::parse(name.as_bytes()).next().map(|(name, _)| name);
        crate::metadata::normalise::key(&decoded.unwrap_or_default())
    });
    let last = parts.find(|name| !name.is_empty() && !INDEX.contains(&name.as_str())).unwrap_or_default();
    let is_language = last.len() == 2 || last.len() == 4 && url.path().contains('-');
    if is_language && parts.all(|name| name.is_empty()) { String::new() } else { last }
}

/// The label a site registered: "example" of `www.example.co.uk`.
fn domain(url: &Url) -> Option<String> {
    let Host::Domain(host) = url.host()? else { return None };
    let labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
    let known = labels.len().checked_sub(2)?;
    // Registries such as .co.uk have a short label before the country's.
    let label = if known > 0 && labels[known].len() <= 3 { labels[known - 1] } else { labels[known] };
    Some(label.to_owned())
}

/// The web's first.
const FIRST_YEAR: i16 = 1990;

/// `/2021/10/12/`, `/2021-10-12-slug`, `/12-10-2021`, `/20211012/`
fn date(url: &Url, out: &mut Candidates) {
    let Some(raw) = date_of_path(url.path()) else { return };
    let Some(reading) = parse::parse_value(&raw.replace('/', "-"), None) else { return };
    // Older years are of what the page is about.
    if reading.year < FIRST_YEAR {
        return;
    }
    let (role, trust) = (DateRole::Unsaid, DateTrust::Url);
    out.dates.push(DateCandidate { raw, reading, role, trust, block: None, provenance: Provenance::Url });
}

fn date_of_path(path: &str) -> Option<String> {
    let parts: Vec<(usize, &str)> = numbers(path);
    for window in parts.windows(3) {
        let [(at, first), (_, second), (last_at, last)] = window else { continue };
        let end = last_at + last.len();
        let gaps = end - at - first.len() - second.len() - last.len();
        let year_first = first.len() == 4 && last.len() <= 2;
        let year_last = first.len() <= 2 && last.len() == 4;
        if (year_first || year_last) && second.len() <= 2 && gaps == 2 {
            return path.get(*at..end).map(|raw| raw.replace(['_', '.'], "-"));
        }
    }
    let compact =
        parts.iter().find(|(_, number)| number.len() == 8 && parse::parse_value(number, None).is_some());
    compact.map(|(_, number)| (*number).to_owned())
}

/// Runs of digits with their places.
fn numbers(path: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, byte) in path.bytes().chain([b'/']).enumerate() {
        match (byte.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.extend(path.get(from..at).map(|number| (from, number)));
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_from_paths() {
        assert_eq!(date_of_path("/news/2021/10/12/rain"), Some("2021/10/12".into()));
        assert_eq!(date_of_path("/2021-10-12-rain"), Some("2021-10-12".into()));
        assert_eq!(date_of_path("/a/20211012/b"), Some("20211012".into()));
        assert_eq!(date_of_path("/a/29-10-2021"), Some("29-10-2021".into()));
        assert_eq!(date_of_path("/a/12345678/b"), None);
        assert_eq!(date_of_path("/2021/10/rain"), None);
    }

    #[test]
    fn the_part_with_most_words_is_the_slug() {
        let slug =
            |path: &str| Url::parse(&format!("https://example.org{path}")).ok().as_ref().and_then(slug);
        assert_eq!(slug("/2021/10/rain-in-town.html"), Some("rain in town".into()));
        assert_eq!(slug("/r/fens/comments/1a2b3c/rain_in_old_town/"), Some("rain in old town".into()));
        assert_eq!(slug("/world-news/12345"), None);
    }

    #[test]
    fn the_last_part_names_the_page() {
        let name = |path: &str| page_name(&Url::parse(&format!("https://example.org{path}")).unwrap());
        assert_eq!(name("/whats-on/fen-fairs.html"), "fenfairs");
        assert_eq!(name("/rain/?page=2"), "rain");
        assert_eq!(name("/f%C3%A4hre"), "fähre");
        assert_eq!(name("/rain/index.html"), "rain");
        for home in ["", "/", "/index.php", "/en", "/en-gb/", "/de/index.html"] {
            assert_eq!(name(home), "", "{home}");
        }
    }

    #[test]
    fn a_copy_in_an_archive_has_the_original_s_address() {
        let original =
            |url: &str| Url::parse(url).ok().as_ref().and_then(archived).map(|url| url.to_string());
        let copy = "https://web.archive.org/web/20211012161805/https://example.org/rain?a=1";
        assert_eq!(original(copy).as_deref(), Some("https://example.org/rain?a=1"));
        assert_eq!(original("https://web.archive.org/web/about/https://example.org/"), None);
        assert_eq!(original("https://example.org/web/2021/https://example.com/"), None);
    }

    #[test]
    fn the_registered_label_is_found() {
        let label = |url: &str| Url::parse(url).ok().as_ref().and_then(domain);
        assert_eq!(label("https://www.example.co.uk/a"), Some("example".into()));
        assert_eq!(label("https://news.example.com"), Some("example".into()));
        assert_eq!(label("https://127.0.0.1/"), None);
    }
}
