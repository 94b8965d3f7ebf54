//! Lines that many pages of a site share, learnt in a first pass.

use serde_json::json;

use crate::support::{dump, folder, json_lines, path, stderr};

const TEMPLATE: &str =
    "We have written about the river and its people since 1951, and we shall go on for as long as it flows.";

fn page(number: usize) -> String {
    let places = ["Nordvik", "Sunde", "Ayr", "Holm", "Vik", "Strand"];
    let place = places[number % places.len()];
    let html = format!(
        "<h1>Rain in {place}</h1><p>It rained in {place} for {number} days, and nobody in the town had seen the like \
         of it since the mill was built.</p><p>{TEMPLATE}</p><p>The ferry to {place} did not sail before the evening, \
         when {number} people were still waiting at the pier.</p>"
    );
    json!({"id": number, "url": format!("https://example.org/{number}"), "html": html}).to_string()
}

#[test]
fn what_a_site_repeats_is_removed_from_its_pages() {
    let folder = folder("repeats");
    let (pages, repeats) = (folder.join("pages.jsonl"), folder.join("repeats.tsv"));
    let lines: Vec<String> = (0..6).map(page).collect();
    std::fs::write(&pages, lines.join("\n")).unwrap();

    let kept = |args: &[&str]| -> Vec<bool> {
        let output = dump(args);
        assert!(output.status.success(), "{}", stderr(&output));
        let has_template = |text: &serde_json::Value| text["text"].as_str().unwrap().contains(TEMPLATE);
        json_lines(&output.stdout).iter().map(has_template).collect()
    };
    assert_eq!(kept(&[path(&pages)]), [true; 6], "one page cannot tell");

    let learnt = dump(&["--learn-repeats", path(&pages), "--to", path(&repeats)]);
    assert!(learnt.status.success(), "{}", stderr(&learnt));
    let file = std::fs::read_to_string(&repeats).unwrap();
    assert!(file.ends_with(&format!("example.org\t6\t6\t{TEMPLATE}\n")), "{file}");
    assert_eq!(file.lines().count(), 2, "{file}");
    assert_eq!(kept(&["--repeats", path(&repeats), path(&pages)]), [false; 6]);

    let again = dump(&["--learn-repeats", "--threads", "1", path(&pages)]);
    assert_eq!(again.stdout, file.as_bytes(), "the same in any number of threads");
}

#[test]
fn a_file_that_is_none_is_refused() {
    let folder = folder("no-repeats");
    let file = folder.join("repeats.tsv");
    std::fs::write(&file, "example.org\t6\t6\tRain\n").unwrap();
    let output = dump(&["--repeats", path(&file)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 1 is none of a file of repeated lines"), "{}", stderr(&output));
}
