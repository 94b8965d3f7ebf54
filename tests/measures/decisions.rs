//! What is decided where two places of a page say different things: which date, whose name, which headline.

use std::fmt::Write as _;

use dechaff::{Input, Metadata};

use super::same_as_before;

const STORY: &str = "<p>Heavy rain stopped the town fair on Saturday, an hour after the mayor had opened it, and most visitors \
    had gone home before the river rose.</p><p>The stalls were packed up by noon. They hope to repeat the fair in June.</p>";

#[test]
fn two_places_are_weighed_as_they_were() {
    let mut table = String::new();
    dates(&mut table);
    authors(&mut table);
    titles(&mut table);
    same_as_before("decisions.txt", &table);
}

/// Something that a place of a page says, how it looks there, and the page's address where that is the place.
struct Said {
    place: &'static str,
    value: String,
    html: String,
    url: Option<String>,
}

impl Said {
    fn new(place: &'static str, value: &str, html: String) -> Said {
        Said { place, value: value.to_owned(), html, url: None }
    }
}

fn metadata(said: &[&Said], title: &str) -> Metadata {
    let html: String = said.iter().map(|said| said.html.as_str()).collect();
    let url = said.iter().find_map(|said| said.url.as_deref()).unwrap_or("https://www.dailyfen.example/rain");
    let page = format!("<html lang=en>{title}{html}{STORY}");
    dechaff::metadata(Input::html(&page).with_url(url).unwrap()).unwrap()
}

fn names(said: &[&Said]) -> String {
    said.iter().map(|said| format!("{} {}", said.place, said.value)).collect::<Vec<_>>().join(", ")
}

fn json_ld(fields: &str) -> String {
    format!("<script type=application/ld+json>{{\"@type\": \"NewsArticle\", {fields}}}</script>")
}

/// Every two places, with every value in the one and in the other.
fn in_pairs<const PLACES: usize>(
    values: &[&str],
    said: fn(&str) -> [Said; PLACES],
    mut tell: impl FnMut([&Said; 2]),
) {
    for first in 0..PLACES {
        for second in first + 1..PLACES {
            for (one, other) in values.iter().flat_map(|one| values.iter().map(move |other| (one, other))) {
                tell([&said(one)[first], &said(other)[second]]);
            }
        }
    }
}

const TITLE: &str = "<meta property=og:site_name content='Daily Fen'><h1>Rain stops the town fair</h1>";

/// A date in markup beside one that is shown, from two days before to two days behind.
fn dates(table: &mut String) {
    let marked = ["2021-10-12", "2021-10-12T02:30:00Z", "2021-10-12T22:30:00Z", "2021-10-12T16:18:00+02:00"];
    for marked in marked.into_iter().flat_map(marked_dates) {
        for shown in (10..=14).flat_map(shown_dates) {
            let metadata = metadata(&[&marked, &shown], TITLE);
            let date = |date: Option<&dechaff::Field<dechaff::Date>>| {
                date.map_or("–".to_owned(), |date| {
                    format!("{} {}", date.value().iso8601(), date.provenance().name())
                })
            };
            let (published, modified) = (date(metadata.published()), date(metadata.modified()));
            writeln!(table, "{}: {published}, changed {modified}", names(&[&marked, &shown])).unwrap();
        }
    }
}

fn marked_dates(value: &str) -> [Said; 3] {
    let meta = |property: &str| format!("<meta property=article:{property} content={value}>");
    [
        Said::new(
            "json",
            value,
            json_ld(&format!("\"datePublished\": \"{value}\", \"headline\": \"Rain stops the town fair\"")),
        ),
        Said::new("meta", value, meta("published_time")),
        Said::new("changed", value, meta("modified_time")),
    ]
}

fn shown_dates(day: u8) -> [Said; 7] {
    let date = format!("{day} October 2021");
    let mut address = Said::new("address", &date, String::new());
    address.url = Some(format!("https://www.dailyfen.example/2021/10/{day}/rain"));
    [
        Said::new("line", &date, format!("<p>{date}</p>")),
        Said::new("line", &format!("{date} 16:18 GMT"), format!("<p>{date} 16:18 GMT</p>")),
        Said::new("line", &format!("{date} 16:18"), format!("<p>{date} 16:18</p>")),
        Said::new("published", &date, format!("<p>Published: {date}</p>")),
        Said::new("updated", &date, format!("<p>Updated: {date}</p>")),
        Said::new("time", &date, format!("<time datetime=2021-10-{day}>{date}</time>")),
        address,
    ]
}

/// Names in two places: of people, users, the site, an agency and a team.
fn authors(table: &mut String) {
    const NAMES: [&str; 5] = ["Ann Fenwick", "Bo Lindqvist and Ann Fenwick", "afenwick", "Daily Fen", "AP"];
    in_pairs(&NAMES, named_in, |said| {
        let metadata = metadata(&said, TITLE);
        let credits: Vec<&str> = metadata.credits().map(|credit| credit.value().as_str()).collect();
        writeln!(table, "{}: {}", names(&said), credits.join(" + ")).unwrap();
    });
}

fn named_in(name: &str) -> [Said; 7] {
    let person = json_ld(&format!("\"author\": {{\"@type\": \"Person\", \"name\": \"{name}\"}}"));
    let group = json_ld(&format!("\"author\": {{\"@type\": \"Organization\", \"name\": \"{name}\"}}"));
    [
        Said::new("json person", name, person),
        Said::new("json group", name, group),
        Said::new("meta", name, format!("<meta name=author content='{name}'>")),
        Said::new("mark", name, format!("<p><a rel=author href=/a>{name}</a></p>")),
        Said::new("class", name, format!("<div class=author>{name}</div>")),
        Said::new("line", name, format!("<p>By {name}</p>")),
        Said::new("bare", name, format!("<p>{name}</p><p>12 October 2021</p>")),
    ]
}

/// Headlines in two places, with and without the site's name.
fn titles(table: &mut String) {
    const TITLES: [&str; 6] = [
        "Rain stops the town fair",
        "Rain stops the town fair - Daily Fen",
        "Daily Fen | Rain stops the town fair",
        "RAIN STOPS THE TOWN FAIR",
        "Town fair: a wet Saturday for Nordvik",
        "Daily Fen",
    ];
    const SITE: &str = "<meta property=og:site_name content='Daily Fen'>";
    in_pairs(&TITLES, titled_in, |said| {
        let metadata = metadata(&said, SITE);
        let title = metadata.title();
        let title = title
            .map_or("–".to_owned(), |title| format!("{} {}", title.value(), title.provenance().name()));
        writeln!(table, "{}: {title}", names(&said)).unwrap();
    });
}

fn titled_in(title: &str) -> [Said; 5] {
    [
        Said::new("head", title, format!("<title>{title}</title>")),
        Said::new("og", title, format!("<meta property=og:title content='{title}'>")),
        Said::new("json", title, json_ld(&format!("\"headline\": \"{title}\""))),
        Said::new("h1", title, format!("<h1>{title}</h1>")),
        Said::new("h2", title, format!("<h2 class=headline>{title}</h2>")),
    ]
}
