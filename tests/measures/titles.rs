//! What title pages get whose heads and headings write it in different ways.

use super::same_as_before;
use dechaff::Input;

#[test]
fn titles_are_decided_as_they_were() {
    let pages = include_str!("titles.tsv").lines().filter(|line| !line.starts_with('#'));
    let titles: Vec<String> = pages.map(decided).collect();
    same_as_before("titles.txt", &(titles.join("\n") + "\n"));
}

/// A page's line, then its title and its site.
fn decided(line: &str) -> String {
    let mut columns = line.split('\t');
    let address = columns.next().unwrap();
    let metadata = dechaff::metadata(Input::html(&page(columns)).with_url(address).unwrap()).unwrap();
    let title = metadata.title().map_or("none", |title| title.value());
    let site = metadata.site().map_or("none", |site| site.value());
    format!("{}\n  title {title}\n  site {site}", line.trim_end().replace('\t', " ¦ "))
}

/// A page with the columns that are not empty, above a story.
fn page<'a>(columns: impl Iterator<Item = &'a str>) -> String {
    const STORY: &str = "The bridge across the Sunde has been closed since a storm in spring, and nobody could say when \
        it would be mended. Those who live on the far side have had to take the ferry ever since.";
    let wrap = |(place, text): (usize, &str)| match place {
        _ if text.is_empty() => String::new(),
        0 => format!("<meta property=og:site_name content=\"{text}\">"),
        1 => format!("<title>{text}</title>"),
        2 => format!("<meta property=og:title content=\"{text}\">"),
        3 => format!("<h1>{text}</h1>"),
        _ => format!("<h2>{text}</h2>"),
    };
    let head: String = columns.enumerate().map(wrap).collect();
    format!("{head}<p>{STORY}</p><p>{STORY}</p>")
}
