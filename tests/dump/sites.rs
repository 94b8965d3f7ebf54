//! What pages teach of their site, in a first pass or in the same call.

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

fn has_template(args: &[&str]) -> Vec<bool> {
    let output = dump(args);
    assert!(output.status.success(), "{}", stderr(&output));
    let has_template = |text: &serde_json::Value| text["text"].as_str().unwrap().contains(TEMPLATE);
    json_lines(&output.stdout).iter().map(has_template).collect()
}

#[test]
fn what_a_site_repeats_is_removed_from_its_pages() {
    let folder = folder("sites");
    let (pages, sites) = (folder.join("pages.jsonl"), folder.join("sites.toml"));
    let lines: Vec<String> = (0..6).map(page).collect();
    std::fs::write(&pages, lines.join("\n")).unwrap();
    assert_eq!(has_template(&[path(&pages)]), [true; 6], "one page cannot tell");

    let learnt = dump(&["--learn-sites", path(&pages), "--to", path(&sites)]);
    assert!(learnt.status.success(), "{}", stderr(&learnt));
    let file = std::fs::read_to_string(&sites).unwrap();
    let start: String = TEMPLATE.chars().take(60).collect();
    assert!(file.contains(&format!("\"{}…\" = [6, 6]\n", start.trim_end())), "{file}");
    assert_eq!(has_template(&["--sites", path(&sites), path(&pages)]), [false; 6]);

    let again = dump(&["--learn-sites", "--threads", "1", path(&pages)]);
    assert_eq!(again.stdout, file.as_bytes(), "the same in any number of threads");
}

#[test]
fn both_in_one_call_keep_what_a_person_has_written() {
    let folder = folder("sites-in-one");
    let (pages, sites) = (folder.join("pages.jsonl"), folder.join("sites.toml"));
    let lines: Vec<String> = (0..6).map(page).collect();
    std::fs::write(&pages, lines.join("\n")).unwrap();
    std::fs::write(
        &sites,
        "# dechaff sites 1\n[\"example.org\".remove]\n\".ad\" = true\n\".old\" = [2, 9]\n",
    )
    .unwrap();
    assert_eq!(has_template(&["--learn-sites", "--sites", path(&sites), path(&pages)]), [false; 6]);
    let file = std::fs::read_to_string(&sites).unwrap();
    assert!(file.contains("\".ad\" = true\n") && !file.contains(".old"), "{file}");
}

#[test]
fn what_cannot_be_is_refused() {
    let folder = folder("no-sites");
    let file = folder.join("sites.toml");
    std::fs::write(&file, "# dechaff sites 1\n[\"example.org\".remove]\n.ad = true\n").unwrap();
    let refused = |args: &[&str], reason: &str| {
        let output = dump(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
    };
    refused(&["--sites", path(&file)], "line 3 of the profiles of sites: expected");
    refused(&["--learn-sites", "--sites", path(&file)], "standard input cannot be read twice");
    refused(&["--learn-sites", "--blocks"], "--learn-sites without --sites writes no pages");
}
