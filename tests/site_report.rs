//! `dechaff report` of the pages of one site, run as a user runs it.

mod run;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::json;

fn report(args: &[&str], input: &str) -> Output {
    run::run(Command::new(env!("CARGO_BIN_EXE_dechaff")).arg("report").args(args), input.as_bytes())
}

fn html(output: Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The ten pages of the site of `tests/site` as a dump.
fn dump() -> String {
    let record = |number: usize| {
        let html = fs::read_to_string(format!("tests/site/{number}.html")).unwrap();
        let url = format!("https://www.riverpost.example/news/{number}");
        json!({"id": number, "url": url, "html": html}).to_string() + "\n"
    };
    (0..10).map(record).collect()
}

/// A file of its own for a test.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path
}

/// The part of a report that is about its first site.
fn site(html: &str) -> &str {
    let start = html.find("<section class=\"page site\" id=\"s1\"").expect("a part about the site");
    let rest = &html[start..];
    &rest[..rest.find("<section class=\"page\" id=\"p1\"").unwrap_or(rest.len())]
}

/// The words of a page in the table: body, left over and kept, template, left over and removed.
fn outcomes(site: &str, page: usize) -> Vec<usize> {
    let row = site.split(&format!("<a href=\"#p{page}\">")).nth(1).unwrap().split("</tr>").next().unwrap();
    let cells = row.split("<td class=\"number\">").skip(1);
    cells.map(|cell| cell.split('<').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn a_report_shows_what_its_pages_teach_of_their_site() {
    let html = html(report(&["--learn-sites"], &dump()));
    assert!(html.contains("<a href=\"#s1\"><bdi>riverpost.example</bdi></a>"), "the index leads to it");
    let site = site(&html);
    assert!(site.contains("learnt from <b>10 pages</b>"));
    for (row, evidence) in [
        ("<code>div.late</code>", "10 of 10 (100 %)"),
        ("<code>div.text</code>", "10 of 10 (100 %)"),
        ("<code>div.story &gt; h</code>", "10 of 10 (100 %)"),
        ("Tarn: what the council says about the quarry and why it will\u{2026}", "4 of 10 (40 %)"),
    ] {
        assert!(site.contains(&format!("{row}</th><td class=\"number\">{evidence}</td>")), "{row}");
    }
    assert!(site.contains("Date: nothing is known.") && site.contains("Authors: nothing is known."));
    assert_eq!(site.matches("<a href=\"#p").count(), 10);
    for page in 1..=10 {
        let [body, kept, template, _] = outcomes(site, page)[..] else { panic!("four figures") };
        assert!(body > 60 && kept == 0 && template > 40, "{page}: {body} {kept} {template}");
    }
    let template = "<p><b>Template</b></p><ul>";
    let removed = site.split(template).nth(2).unwrap().split("</ul>").next().unwrap();
    assert!(removed.contains("what the council says") && !removed.contains("My neighbour"), "{removed}");
}

#[test]
fn a_report_shows_ten_pages_of_a_site_at_most() {
    let html = html(report(&["--learn-sites", "--sample", "40"], &dump().repeat(3)));
    assert!(html.contains("<h1>30 pages</h1>"));
    assert!(site(&html).contains("30 pages in this report"));
    assert_eq!(site(&html).matches("<a href=\"#p").count(), 10);
}

#[test]
fn a_report_shows_what_a_file_says_of_a_site() {
    let rows = "# dechaff sites 1\n[\"riverpost.example\".remove]\n\".box\" = true\n\".gone\" = false\n";
    let sites = file("report-sites.toml", rows);
    let sites = sites.to_str().unwrap();
    let said = html(report(&["--sites", sites], &dump()));
    assert!(
        site(&said).contains("<li>not learnt from pages</li>") && site(&said).contains("2 said by people")
    );
    assert!(site(&said).contains("<code>.box</code></th><td class=\"number\">a person says so</td>"));
    assert!(site(&said).contains("<code>.gone</code></th><td class=\"number\">a person says no</td>"));
    let both = html(report(&["--learn-sites", "--sites", sites], &dump()));
    assert!(site(&both).contains("<code>.box</code></th><td class=\"number\">a person says so</td>"));
    assert!(site(&both).contains("<code>div.late</code>"));
    let words = |html: &str, column: usize| outcomes(site(html), 1)[column];
    assert_eq!(words(&said, 0), 0, "nothing is known of the body");
    assert!(words(&both, 2) > words(&said, 2));
    assert_eq!(fs::read_to_string(sites).unwrap(), rows, "the file is read only");
}

#[test]
fn a_report_without_sites_says_nothing_of_them() {
    let plain = html(report(&[], &dump()));
    assert!(!plain.contains("id=\"s1\"") && !plain.contains("href=\"#s1\""));
    let other = file("report-other.toml", "# dechaff sites 1\n[\"other.example\".remove]\n\".box\" = true\n");
    assert_eq!(html(report(&["--sites", other.to_str().unwrap()], &dump())), plain);
    let wrong = file("report-wrong.toml", "no sites\n");
    let refused = report(&["--sites", wrong.to_str().unwrap()], &dump());
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("report-wrong.toml"));
}

#[test]
fn files_are_pages_of_one_site() {
    let files: Vec<String> = (0..10).map(|number| format!("tests/site/{number}.html")).collect();
    let args: Vec<&str> = ["--learn-sites"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let without = html(report(&args, ""));
    assert!(site(&without).contains("<bdi>Pages without an address</bdi>"));
    assert!(site(&without).contains("<code>div.late</code>"));
    let url = ["--url", "https://www.riverpost.example/"];
    let with = html(report(&[&url, &args[..]].concat(), ""));
    assert!(site(&with).contains("<bdi>riverpost.example</bdi>"));
    assert!(site(&with).contains("learnt from <b>10 pages</b>"), "one address, ten pages");
}

#[test]
fn nothing_of_a_hostile_site_gets_into_a_reports_markup() {
    let attack = "</script><img src=x onerror=\"f()\">\u{202e}";
    let escaped = "&lt;/script&gt;&lt;img src=x onerror=&quot;f()&quot;&gt;[U+202E]";
    let rows = format!(
        "# dechaff sites 1\n['{attack}'.lines]\n'x' = true\n[\"a.example\".lines]\n'{attack}' = true\n"
    );
    let sites = file("report-hostile.toml", &rows);
    let text = escaped.replace("[U+202E]", "&#x202e;");
    let page = |day: usize| {
        let html =
            format!("<h1>{text} {day}</h1><p>On day {day} it rained in Brackwater. {text}</p><p>{text}</p>");
        json!({"url": format!("https://a.example/{day}"), "html": html}).to_string() + "\n"
    };
    let input: String = (0..3).map(page).collect();
    let html = html(report(&["--learn-sites", "--sites", sites.to_str().unwrap()], &input));
    assert_eq!(html.matches("<script").count(), 1);
    for markup in ["<img", "\u{202e}"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert!(site(&html).contains(escaped));
}
