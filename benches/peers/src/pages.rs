//! The pages that are measured.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

use crate::strip::strip;

/// A page as it came over the wire, decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub id: String,
    /// Empty where it is not known.
    pub url: String,
    pub html: String,
}

/// The pages of `tests/pages/`, which come with the repository.
pub fn built_in() -> Result<Vec<Page>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages");
    let entries = fs::read_dir(&folder).map_err(|error| format!("tests/pages: {error}"))?;
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    Ok(folders.iter().filter_map(|folder| built_in_page(folder)).collect())
}

/// `None` for the folders that hold flattened text.
fn built_in_page(folder: &Path) -> Option<Page> {
    let html = fs::read_to_string(folder.join("page.html")).ok()?;
    let url = fs::read_to_string(folder.join("page.url")).unwrap_or_default().trim().to_owned();
    Some(Page { id: folder.file_name()?.to_string_lossy().into_owned(), url, html })
}

/// The pages of a set: JSON lines, gzipped.
pub fn set(folder: &Path, name: &str) -> Result<Vec<Page>, String> {
    let path = folder.join(format!("{name}.jsonl.gz"));
    let file = File::open(path).map_err(|error| format!("DECHAFF_DATA has no {name}.jsonl.gz: {error}"))?;
    BufReader::new(MultiGzDecoder::new(file))
        .lines()
        .map(|line| record(&line.map_err(|error| format!("{name}: {error}"))?))
        .collect()
}

fn record(line: &str) -> Result<Page, String> {
    let record: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let field = |name: &str| record[name].as_str().map(str::to_owned);
    Ok(Page {
        id: field("id").unwrap_or_default(),
        url: field("url").unwrap_or_default(),
        html: field("html").ok_or("a record without `html`; flattened text has no peers")?,
    })
}

/// At most so many pages, evenly from the first to the last.
pub fn sample(pages: Vec<Page>, most: usize) -> Vec<Page> {
    let (all, most) = (pages.len(), most.min(pages.len()));
    let chosen = |at: &usize| at * most / all != (at + 1) * most / all;
    pages.into_iter().enumerate().filter(|(at, _)| chosen(at)).map(|(_, page)| page).collect()
}

/// The same pages without scripts and the like.
pub fn without_scripts(pages: Vec<Page>) -> Vec<Page> {
    pages.into_iter().map(|page| Page { html: strip(&page.html), ..page }).collect()
}

/// Megabytes of HTML of all of them.
pub fn megabytes<'a>(pages: impl Iterator<Item = &'a Page>) -> f64 {
    pages.map(|page| page.html.len()).sum::<usize>() as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::{Page, built_in, record, sample};

    fn numbered(count: usize) -> Vec<Page> {
        let page = |n: usize| Page { id: n.to_string(), url: String::new(), html: String::new() };
        (0..count).map(page).collect()
    }

    #[test]
    fn a_sample_is_even() {
        let ids: Vec<String> = sample(numbered(9), 3).into_iter().map(|page| page.id).collect();
        assert_eq!(ids, ["2", "5", "8"]);
        assert_eq!(sample(numbered(1_497), 300).len(), 300);
        assert_eq!(sample(numbered(4), 300), numbered(4));
        assert_eq!(sample(Vec::new(), 3), []);
    }

    #[test]
    fn flattened_text_is_refused() {
        assert!(record(r#"{"id":"1","text":"words"}"#).is_err());
        assert_eq!(record(r#"{"id":"1","html":"<p>"}"#).map(|page| page.html), Ok("<p>".to_owned()));
    }

    #[test]
    fn the_pages_of_the_repository_are_found() {
        let pages = built_in().expect("the folder is there");
        assert!(pages.iter().any(|page| page.id == "agency_story_html" && !page.url.is_empty()));
    }
}
