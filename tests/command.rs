//! The command, run as a user runs it.

mod run;

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn dechaff(args: &[&str], input: &[u8]) -> Output {
    run::run(Command::new(env!("CARGO_BIN_EXE_dechaff")).args(args), input)
}

fn records(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn page(number: usize) -> String {
    let sentence =
        format!("On day {number} it rained, and the people of Brackwater stayed at home until it was over. ");
    let length = 1 + number % 7;
    format!("<html><body><h1>Rain, day {number}</h1><p>{}</p></body></html>", sentence.repeat(length))
}

/// A folder of its own for a test's files.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn dump_keeps_the_order_whatever_the_number_of_threads() {
    let lines = (0..2000).map(|number| json!({"id": number, "html": page(number)}).to_string() + "\n");
    let input: String = lines.collect();
    let one = dechaff(&["dump", "--threads", "1", "--blocks"], input.as_bytes());
    let several = dechaff(&["dump", "--threads", "4", "--blocks"], input.as_bytes());
    assert!(one.status.success());
    assert_eq!(one.stdout, several.stdout);
    let ids: Vec<Value> = records(&one).iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, (0..2000).map(Value::from).collect::<Vec<_>>());
}

#[test]
fn dump_writes_the_promised_keys_in_order() {
    let input = json!({"id": {"b": 1, "a": [2]}, "url": "https://example.org/1", "html": page(1), "more": 1});
    let output = dechaff(&["dump", "--blocks", "--metadata"], input.to_string().as_bytes());
    let line = str::from_utf8(&output.stdout).unwrap();
    let places: Vec<usize> = [
        "id",
        "url",
        "kind",
        "title",
        "text",
        "published",
        "modified",
        "date",
        "source",
        "site",
        "location",
        "authors",
        "language",
        "description",
        "confidence",
        "flags",
        "metadata",
        "blocks",
    ]
    .iter()
    .map(|key| line.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} is missing from {line}")))
    .collect();
    assert!(places.is_sorted());
    assert_eq!(records(&output)[0]["url"], "https://example.org/1");
}

#[test]
fn dump_goes_on_after_bad_records() {
    let text = "It rained all day, and the people of Brackwater stayed at home until it was over.";
    let mut input = Vec::new();
    for line in [
        r#"{"id": 12345678901234567890123, "text": "T"}"#,
        "",
        "   \r",
        "rain",
        r#"{"id": "cut", "text": "#,
        "[1, 2]",
        r#"{"id": "none"}"#,
        r#"{"id": [1,  2], "html": 5}"#,
        r#"{"id": "empty", "html": " "}"#,
        r#"{"id": "null", "html": null, "text": "T", "url": "/relative"}"#,
        r#"{"id": "url", "text": "T", "url": 7}"#,
        r#"{"id": "half", "text": "T \ud83d"}"#,
    ] {
        input.extend_from_slice(line.replace("\"T", &format!("\"{text}")).as_bytes());
        input.push(b'\n');
    }
    input.extend_from_slice(b"{\"id\": \"\xff\", \"text\": \"a\"}\n{\"id\": \"last\", \"text\": \"rain\"}");
    let output = dechaff(&["dump"], &input);
    assert!(output.status.success());
    let line = str::from_utf8(&output.stdout).unwrap();
    assert!(line.starts_with(r#"{"id":12345678901234567890123,"#));
    assert!(line.contains(r#"{"id":[1,  2],"error":"line 8: "#));
    let summary: Vec<(String, bool)> = records(&output)
        .iter()
        .map(|record| (record["id"].as_str().unwrap_or("-").to_owned(), record.get("error").is_some()))
        .collect();
    let expected = [
        ("-", false),
        ("-", true),
        ("-", true),
        ("-", true),
        ("none", true),
        ("-", true),
        ("empty", true),
        ("null", false),
        ("url", false),
        ("half", false),
        ("-", true),
        ("last", false),
    ];
    assert_eq!(summary, expected.map(|(id, error)| (id.to_owned(), error)));
    assert_eq!(records(&output)[1]["error"], "line 4: not a JSON object");
}

#[test]
fn dump_ends_quietly_when_nobody_reads_on() {
    let line = json!({"id": 1, "html": page(6)}).to_string() + "\n";
    let mut child = Command::new(env!("CARGO_BIN_EXE_dechaff"))
        .arg("dump")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let input = line.repeat(3000);
    // The command stops reading, so this may fail.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(errors, "");
}

#[test]
fn a_bad_file_is_named_and_the_others_go_on() {
    let folder = folder("files");
    let (one, two) = (folder.join("one.html"), folder.join("two.html"));
    fs::write(&one, page(1)).unwrap();
    fs::write(&two, page(2)).unwrap();
    let missing = folder.join("missing.html");
    let files = [&one, &missing, &two].map(|path| path.to_str().unwrap());
    let output = dechaff(&[&["--output", "json"], &files[..]].concat(), b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(records(&output).len(), 2);
    assert!(str::from_utf8(&output.stderr).unwrap().contains("missing.html"));
    let output = dechaff(&["-o", "html", files[0], files[2]], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(str::from_utf8(&output.stdout).unwrap().contains("</article>\n\n<article>"));
}

#[test]
fn standard_input_is_the_default() {
    let input = page(3);
    let expected = dechaff::clean(&input).unwrap();
    for args in [&[][..], &["-"], &["--output", "text"]] {
        let output = dechaff(args, input.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(str::from_utf8(&output.stdout).unwrap().trim_end(), expected.text());
    }
    let markdown = dechaff(&["-o", "markdown"], input.as_bytes());
    assert_eq!(str::from_utf8(&markdown.stdout).unwrap().trim_end(), expected.markdown());
}

#[test]
fn explain_has_no_colour_codes_in_a_pipe() {
    let output = dechaff(&["--explain"], page(3).as_bytes());
    let text = str::from_utf8(&output.stdout).unwrap();
    assert!(text.starts_with("page: "));
    assert!(!text.contains('\x1b'));
}

#[test]
fn what_is_known_of_its_site_cleans_a_page_and_explains_it() {
    let page = page(3)
        .replace("</body>", "<p class=since>The people of Brackwater have read us since 1951.</p></body>");
    let folder = folder("page_of_a_site");
    let file = folder.join("sites.toml");
    fs::write(&file, "# dechaff sites 1\n[\"example.org\".remove]\n\".since\" = [48, 50]\n").unwrap();
    let shown = |args: &[&str]| {
        let args = [args, &["--sites", file.to_str().unwrap()]].concat();
        String::from_utf8(dechaff(&args, page.as_bytes()).stdout).unwrap()
    };
    assert!(shown(&[]).contains("since 1951"), "a page of no site");
    let url = "https://www.example.org/news/3";
    assert!(!shown(&["--url", url]).contains("since 1951"));
    let account = shown(&["--url", url, "--explain"]);
    assert!(account.contains("template of example.org, on 48 of 50 pages"), "{account}");
    fs::write(&file, "nothing\n").unwrap();
    let output = dechaff(&["--sites", file.to_str().unwrap()], page.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert!(str::from_utf8(&output.stderr).unwrap().contains("sites.toml"));
}

/// A page with more comments than are shown one by one.
fn page_with_comments() -> String {
    let comments: String = (1..=12)
        .map(|number| format!("<li><p>Reader {number}</p><p>It rained here, too.</p></li>"))
        .collect();
    format!("{}<div class=comments-area><h2>Comments (12)</h2><ol>{comments}</ol></div>", page(3))
}

#[test]
fn explain_shows_sections_and_folds_the_long_ones() {
    let page = page_with_comments();
    let account = |args: &[&str]| String::from_utf8(dechaff(args, page.as_bytes()).stdout).unwrap();
    let folded = account(&["--explain"]);
    let head = "\n- comments: named \"comments-area\", headed \"Comments (12)\", 12 items, 25 lines, ";
    assert!(folded.contains(head), "{folded}");
    assert!(folded.contains("\n+ body: "));
    assert!(
        folded.contains("Reader 1\n")
            && folded.contains("\u{2026} 21 more lines\n")
            && !folded.contains("Reader 7")
    );
    assert_eq!(folded, account(&["--explain=folded"]));
    let all = account(&["--explain=all"]);
    assert!(all.contains(head) && all.contains("Reader 7") && !all.contains("more lines"));
    let reason = "because in an element named \"comments-area\", a name for comments\n";
    assert_eq!(all.matches(reason).count(), 25);
}

#[test]
fn json_has_the_sections_beside_the_blocks() {
    let output = dechaff(&["-o", "json"], page_with_comments().as_bytes());
    let article: Value = serde_json::from_slice(&output.stdout).unwrap();
    let sections = article["sections"].as_array().unwrap();
    let comments = sections.last().unwrap();
    assert_eq!(comments["kind"], "comments");
    assert_eq!((&comments["items"], &comments["heading"]), (&json!(12), &json!("Comments (12)")));
    let evidence = json!({"by": "name", "name": "comments-area", "entry": "comments-area", "settles": true});
    assert_eq!(comments["evidence"], evidence);
    assert_eq!(comments["blocks"][1], article["blocks"].as_array().unwrap().len());
    assert!(sections.iter().any(|section| section["kind"] == "body" && section["evidence"].is_null()));
}

#[test]
fn a_report_folds_long_sections_that_were_removed() {
    let output = dechaff(&["report"], page_with_comments().as_bytes());
    let html = str::from_utf8(&output.stdout).unwrap();
    let folded = "<details class=\"section fam f-comments\"><summary><b>\u{2212} comments</b> named ";
    assert!(html.contains(folded));
    assert!(html.contains("<details class=\"section fam f-kept\" open><summary><b>+ body</b> "));
}

#[test]
fn wrong_usage_ends_with_2() {
    for args in [
        &["--output", "pdf"][..],
        &["--url", "not an address"],
        &["--keep", "p[["],
        &["--remove", ">>"],
        &["dump", "--nonsense"],
        &["--explain=everything"],
        &["--explain", "-o", "json"],
    ] {
        let output = dechaff(args, b"rain");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
        assert!(!output.stderr.is_empty());
    }
    assert_eq!(dechaff(&["--help"], b"").status.code(), Some(0));
    assert_eq!(dechaff(&["--version"], b"").status.code(), Some(0));
    assert_eq!(dechaff(&[], b"").status.code(), Some(1));
}

#[test]
fn a_report_of_one_page_shows_every_block() {
    let input = page(3);
    let output = dechaff(&["report"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let html = str::from_utf8(&output.stdout).unwrap();
    let article = dechaff::clean(&input).unwrap();
    assert_eq!(html.matches("<li class=\"block").count(), article.blocks().len());
    assert!(html.contains("<h1 id=\"p1-title\" dir=\"auto\">Rain, day 3</h1>"));
}

#[test]
fn a_report_takes_an_even_sample_of_a_dump() {
    let lines = (1..=200).map(|number| json!({"id": number, "html": page(number)}).to_string() + "\n");
    let input: String = lines.collect();
    let output = dechaff(&["report", "--sample", "4"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let html = str::from_utf8(&output.stdout).unwrap();
    assert!(html.contains("<h1>4 pages</h1>"));
    let quarter = |from| (from..from + 50).any(|id| html.contains(&format!("<span>id {id}</span>")));
    assert_eq!([1, 51, 101, 151].map(quarter), [true; 4]);
    assert_eq!(dechaff(&["report", "--sample", "4"], input.as_bytes()).stdout, output.stdout);
}

#[test]
fn a_report_goes_on_after_what_cannot_be_cleaned() {
    let folder = folder("report");
    let (good, dump) = (folder.join("good.html"), folder.join("pages.jsonl"));
    fs::write(&good, page(1)).unwrap();
    fs::write(&dump, json!({"html": page(2)}).to_string() + "\nrain\n{\"text\": 7}\n").unwrap();
    let missing = folder.join("missing.html");
    let files = [&good, &missing, &dump].map(|path| path.to_str().unwrap());
    let output = dechaff(&[&["report"], &files[..]].concat(), b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(str::from_utf8(&output.stderr).unwrap().contains("missing.html"));
    let html = str::from_utf8(&output.stdout).unwrap();
    assert!(html.contains("<h1>5 pages</h1>"));
    assert_eq!(html.matches("Not cleaned: ").count(), 3);
    // A record that is none is told in the report, as in the output of `dump`.
    assert_eq!(dechaff(&["report", files[2]], b"").status.code(), Some(0));
}

#[test]
fn nothing_of_a_hostile_page_gets_into_a_reports_markup() {
    let attack = "&lt;/script&gt;&lt;img src=x onerror=&quot;f()&quot;&gt;&#x202e;";
    let input = format!(
        "<html lang='&quot; onfocus=&quot;f()'><title>{attack}</title><link rel=canonical href='javascript:f()'>\
         <meta name=description content='{attack}'><article><h1>{attack}</h1>\
         <p>It rained all day, and nobody in the town of Brackwater minded it. {attack}</p></article></html>"
    );
    let url = "javascript:f()//\"><script>f()</script>";
    let input = json!({"id": "<script>f()</script>", "url": url, "html": input}).to_string();
    let output = dechaff(&["report"], input.as_bytes());
    let html = str::from_utf8(&output.stdout).unwrap();
    assert_eq!(html.matches("<script").count(), 1);
    for markup in ["<img", "href=\"javascript", "\" onfocus=", "\u{202e}"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert!(html.contains("&lt;/script&gt;&lt;img src=x onerror=&quot;f()&quot;&gt;[U+202E]"));
}

/// The subcommands that the help lists.
fn subcommands() -> Vec<String> {
    let help = dechaff(&["--help"], b"");
    let help = str::from_utf8(&help.stdout).unwrap();
    let list = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn completions_know_every_subcommand() {
    let subcommands = subcommands();
    assert!(subcommands.iter().any(|name| name == "dump") && subcommands.len() >= 4, "{subcommands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = dechaff(&["completions", shell], b"");
        assert_eq!(output.status.code(), Some(0));
        let script = str::from_utf8(&output.stdout).unwrap();
        for name in &subcommands {
            assert!(script.contains(name.as_str()), "{name} is missing for {shell}");
        }
        assert!(script.contains("min-confidence"), "options of dump are missing for {shell}");
    }
    assert_eq!(dechaff(&["completions", "cobol"], b"").status.code(), Some(2));
}

#[test]
fn there_is_a_manual_page_for_every_subcommand() {
    let page = dechaff(&["man"], b"");
    let page = str::from_utf8(&page.stdout).unwrap();
    assert!(page.contains(".TH dechaff 1"));
    for name in subcommands() {
        // roff takes a bare hyphen for a break.
        assert!(page.contains(&format!("dechaff\\-{name}(1)")), "{name} is missing");
        let output = dechaff(&["man", &name], b"");
        assert_eq!(output.status.code(), Some(0));
        assert!(str::from_utf8(&output.stdout).unwrap().contains(&format!(".TH dechaff-{name} 1")), "{name}");
    }
    assert_eq!(dechaff(&["man", "nonsense"], b"").status.code(), Some(2));
}

#[test]
fn a_document_without_a_body_says_so() {
    let empty = dechaff(&[], b"<nav><a href=/>Home</a> <a href=/s>Sport</a></nav>");
    let message = String::from_utf8_lossy(&empty.stderr).into_owned();
    assert!(empty.status.success() && empty.stdout.is_empty(), "{empty:?}");
    assert!(message.contains("no body found") && message.contains("--focus recall"), "{message}");
    let small = dechaff(&[], b"<p>Test</p>");
    assert_eq!((str::from_utf8(&small.stdout).unwrap(), small.stderr.len()), ("Test\n", 0));
}
