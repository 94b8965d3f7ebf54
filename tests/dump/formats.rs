//! Every format in every compression.

use std::fs;

use serde_json::Value;

use crate::support::*;

const PAGES: usize = 12;

fn field<'a>(records: &'a [Value], name: &str) -> Vec<&'a Value> {
    records.iter().map(|record| &record[name]).collect()
}

/// Records without what differs between formats: the date that a crawl gives.
fn essence(records: &[Value]) -> Vec<Vec<&Value>> {
    ["id", "url", "kind", "title", "text", "language", "confidence"].map(|name| field(records, name)).to_vec()
}

#[test]
fn all_formats_give_the_same_pages_however_packed() {
    let folder = folder("formats");
    let expected = dump_input(&[], &jsonl(0..PAGES));
    assert!(expected.status.success());
    let expected = json_lines(&expected.stdout);
    assert_eq!(expected.len(), PAGES);
    assert!(
        expected.iter().all(|record| record["text"].as_str().is_some_and(|text| text.contains("Brückwater")))
    );
    for packing in PACKINGS {
        let warc = warc_records(0..PAGES);
        let whole = pack(&warc.concat(), packing);
        // As crawlers pack: each record by itself.
        let members: Vec<u8> = warc.iter().flat_map(|record| pack(record, packing)).collect();
        for (name, bytes) in
            [("pages", pack(&jsonl(0..PAGES), packing)), ("whole", whole), ("members", members)]
        {
            // The name says nothing.
            let file = folder.join(format!("{name}.{packing:?}.dat"));
            fs::write(&file, &bytes).unwrap();
            let from_file = dump(&[path(&file)]);
            assert!(from_file.status.success(), "{file:?}: {}", stderr(&from_file));
            assert_eq!(essence(&json_lines(&from_file.stdout)), essence(&expected), "{file:?}");
            let from_stdin = dump_input(&["-"], &bytes);
            assert_eq!(from_stdin.stdout, from_file.stdout, "{file:?}");
        }
    }
}

#[test]
fn extracted_text_is_text() {
    let text =
        "Rain at last\nIt rained all day, and the people of Brückwater stayed at home until it was over.";
    let record = warc_record("conversion", "urn:1", "https://example.org/1", text.as_bytes());
    let wet =
        String::from_utf8(record).unwrap().replace("application/http; msgtype=conversion", "text/plain");
    let records = json_lines(&dump_input(&[], wet.as_bytes()).stdout);
    assert_eq!(records[0]["url"], "https://example.org/1");
    assert_eq!(records[0]["id"], "<urn:1>");
    assert!(records[0]["text"].as_str().unwrap().contains("stayed at home"));
}

#[test]
fn the_charset_of_http_is_used() {
    let (encoded, _, _) = encoding_rs::WINDOWS_1252
        .encode("<h1>Käse</h1><p>Über Käse läßt sich viel erzählen, sagte die Müllerin.</p>");
    let record = response(1, "Content-Type: text/html; charset=windows-1252\r\n", &encoded);
    let records = json_lines(&dump_input(&[], &record).stdout);
    assert!(records[0]["text"].as_str().unwrap().contains("Über Käse läßt"), "{records:?}");
}

#[test]
fn the_date_of_the_crawl_is_the_clock() {
    let html = "<h1>Rain</h1><p>2 days ago</p><p>It rained all day, and the people stayed at home until it was over.</p>";
    let records =
        json_lines(&dump_input(&[], &response(1, "Content-Type: text/html\r\n", html.as_bytes())).stdout);
    assert_eq!(records[0]["published"], "2024-04-29");
}

#[test]
fn inputs_of_all_kinds_are_read_in_order() {
    let folder = folder("mixed");
    fs::create_dir_all(folder.join("b/c")).unwrap();
    let files: [(&str, Vec<u8>); 5] = [
        ("a.gz", pack(&jsonl(0..2), Packing::Gzip)),
        ("b/c/page", page(2).into_bytes()),
        ("b/pages.warc.zst", pack(&warc_records(3..5).concat(), Packing::Zstd)),
        (
            "c.txt",
            b"It rained on day 5, and the people of the town stayed at home until it was over.".to_vec(),
        ),
        (".hidden", b"{}".to_vec()),
    ];
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let number = |record: &Value| {
        let text = record["text"].as_str().unwrap();
        text.split("day ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect::<String>()
    };
    let numbers = |args: &[&str]| -> Vec<String> {
        json_lines(&dump_input(args, &jsonl(9..10)).stdout).iter().map(number).collect()
    };
    assert_eq!(numbers(&[path(&folder)]), ["0", "1", "2", "3", "4", "5"]);
    let pattern = folder.join("**/*.*");
    assert_eq!(numbers(&[path(&pattern), "-"]), ["0", "1", "3", "4", "5", "9"]);
    assert_eq!(numbers(&["-", path(&folder.join("c.txt"))]), ["9", "5"]);
    let output = dump(&[path(&folder.join("b")), "--fields", "id,file,record,byte"]);
    let records = json_lines(&output.stdout);
    assert_eq!(records[0]["id"], path(&folder.join("b/c/page")));
    assert_eq!(records[1]["file"], path(&folder.join("b/pages.warc.zst")));
    assert_eq!(records[1]["record"], 3);
    assert!(records[1]["byte"].as_u64().unwrap() > 100);
    assert_eq!(records[0].as_object().unwrap().len(), 4);
}

#[test]
fn formats_and_field_names_can_be_given() {
    let line =
        br#"{"key": 7, "content": "<p>It rained all day, and the people of the town stayed at home.</p>"}"#;
    let records = json_lines(&dump_input(&["--html-field", "content", "--id-field", "key"], line).stdout);
    assert_eq!(records[0]["id"], 7);
    assert!(records[0]["text"].as_str().unwrap().starts_with("It rained"));
    // As a page it is one text.
    let records = json_lines(&dump_input(&["--format", "text"], line).stdout);
    assert_eq!(records[0]["id"], "-");
    let text = "rain\n{\"text\": \"It rained all day, and nobody in the town minded it at all.\"}\n";
    let records = json_lines(&dump_input(&["--format", "jsonl"], text.as_bytes()).stdout);
    assert_eq!(records[0]["error"], "line 1: not a JSON object");
    assert!(records[1]["text"].as_str().unwrap().starts_with("It rained"));
}

#[test]
fn nothing_gives_nothing() {
    for packing in PACKINGS {
        let output = dump_input(&[], &pack(b"", packing));
        assert!(output.status.success(), "{packing:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
}
