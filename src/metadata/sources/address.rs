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
        out.domain = out.domain.take().or_else(|| domain(url));
        out.slug = out.slug.take().or_else(|| slug(url));
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
    fn the_registered_label_is_found() {
        let label = |url: &str| Url::parse(url).ok().as_ref().and_then(domain);
        assert_eq!(label("https://www.example.co.uk/a"), Some("example".into()));
        assert_eq!(label("https://news.example.com"), Some("example".into()));
        assert_eq!(label("https://127.0.0.1/"), None);
    }
}
