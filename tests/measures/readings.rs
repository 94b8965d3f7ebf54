//! What is read off single lines at the head of a page.

use std::time::{Duration, SystemTime};

use super::same_as_before;
use dechaff::{Ambiguity, Date, Error, Field, Input, Metadata};

#[test]
fn lines_are_read_as_they_were() {
    let lines = include_str!("lines.tsv").lines().filter(|line| !line.starts_with('#'));
    let readings: Vec<String> = lines
        .map(|line| line.split_once('\t').unwrap())
        .map(|(language, line)| reading(language, line))
        .collect();
    same_as_before("readings.txt", &(readings.join("\n") + "\n"));
}

/// The line, then what is read off it in each place, where that is anything.
fn reading(language: &str, line: &str) -> String {
    let [text, element, meta] = pages(language, line);
    // 12 October 2021, 12:00 UTC.
    let read_at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_634_040_000);
    let metadata = |input: Input<'_>| dechaff::metadata(input.with_fetch_time(read_at));
    let readings = [
        ("text", metadata(Input::text(&text))),
        ("element", metadata(Input::html(&element))),
        ("meta", metadata(Input::html(&meta))),
    ];
    let found = readings
        .iter()
        .flat_map(|(place, metadata)| found(metadata).map(move |it| format!("  {place} {it}")));
    std::iter::once(format!("{language} {line}")).chain(found).collect::<Vec<_>>().join("\n")
}

/// The line below a headline of a text, in an element of its own, and as the date that the head gives.
fn pages(language: &str, line: &str) -> [String; 3] {
    const HEADLINE: &str = "Council votes to mend the old bridge";
    const STORY: &str = "The bridge across the Sunde has been closed since a storm in spring, and nobody could say when \
        it would be mended. Those who live on the far side have had to take the ferry ever since.";
    let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    [
        format!("{HEADLINE}\n\n{line}\n\n{STORY}\n\n{STORY}"),
        format!(
            "<html lang={language}><h1>{HEADLINE}</h1><p class=byline>{escaped}</p><p>{STORY}</p><p>{STORY}</p>"
        ),
        format!(
            "<html lang={language}><meta property=article:published_time content=\"{escaped}\">\
             <meta name=author content=\"{escaped}\"><h1>{HEADLINE}</h1><p>{STORY}</p><p>{STORY}</p>"
        ),
    ]
}

fn found(metadata: &Result<Metadata, Error>) -> impl Iterator<Item = String> {
    let metadata = metadata.as_ref().unwrap();
    let dates = [("published", metadata.published()), ("modified", metadata.modified())];
    let dates = dates.into_iter().filter_map(|(name, date)| Some(format!("{name} {}", shown(date?))));
    let fields = [
        ("organisation", metadata.organisation()),
        ("agency", metadata.agency()),
        ("publisher", metadata.publisher()),
        ("site", metadata.site()),
        ("location", metadata.location()),
    ];
    let named = |(name, field): (&str, &Field<String>)| {
        format!("{name} {} ({})", field.value(), field.provenance().name())
    };
    let authors = metadata.authors().iter().map(|author| ("author", author));
    let fields = fields.into_iter().filter_map(|(name, field)| Some((name, field?)));
    dates.chain(authors.chain(fields).map(named))
}

fn shown(date: &Field<Date>) -> String {
    let (value, provenance) = (date.value(), date.provenance().name());
    let ambiguity = match value.ambiguity() {
        Ambiguity::None => String::new(),
        open => format!(", ambiguous: {}", open.name()),
    };
    format!("{} from “{}” ({provenance}{ambiguity})", value.iso8601(), value.raw())
}
