//! What is broken becomes an error record, and nothing is lost without a word.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::support::*;

/// Ids of pages and errors of records, in order.
fn told(stdout: &[u8]) -> Vec<String> {
    json_lines(stdout)
        .iter()
        .map(|r| r["error"].as_str().or(r["id"].as_str()).unwrap_or("null").to_owned())
        .collect()
}

#[test]
fn a_packed_file_that_ends_early_gives_what_it_has() {
    let folder = folder("cut");
    // Enough that a block of each compression is complete before the cut.
    let pages = jsonl(0..3000);
    for packing in [Packing::Gzip, Packing::Zstd, Packing::Bzip2] {
        let packed = pack(&pages, packing);
        let file = folder.join("pages.jsonl");
        let report = folder.join("summary.json");
        fs::write(&file, &packed[..packed.len() / 2]).unwrap();
        let output = dump(&[path(&file), "--fields", "id", "--summary", path(&report)]);
        assert_eq!(output.status.code(), Some(1), "{packing:?}");
        assert!(
            stderr(&output).starts_with(&format!("dechaff: {}: line ", path(&file))),
            "{}",
            stderr(&output)
        );
        let told = told(&output.stdout);
        let (last, before) = told.split_last().unwrap();
        assert!(before.len() > 100 && before.len() < 3000, "{packing:?}: {}", before.len());
        assert!(before.iter().enumerate().all(|(n, id)| *id == format!("<urn:page:{n}>")));
        assert!(last.starts_with(&format!("line {}: ", before.len() + 1)), "{packing:?}: {last}");
        let report = summary(&report);
        assert_eq!(report["errors"], 1);
        assert_eq!(report["records"], told.len());
        assert_eq!(report["unread_inputs"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_warc_file_cut_in_the_middle_gives_what_it_has() {
    let records = warc_records(0..4);
    let whole = records.concat();
    let cut = &whole[..whole.len() - 50];
    let output = dump_input(&["--fields", "id"], cut);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output.stdout);
    assert_eq!(told[..3], ["<urn:page:0>", "<urn:page:1>", "<urn:page:2>"]);
    assert!(told[3].starts_with("record 9: the input ends after "), "{told:?}");
    let start = whole.len() - records.last().unwrap().len();
    assert_eq!(json_lines(&output.stdout)[3]["byte"], start);
}

#[test]
fn damage_inside_a_warc_file_costs_one_record() {
    let mut records = warc_records(0..4);
    let cut = records[4].len() / 2;
    records[4].truncate(cut);
    let output = dump_input(&["--fields", "id"], &records.concat());
    assert_eq!(output.status.code(), Some(0));
    let told = told(&output.stdout);
    assert_eq!(told.len(), 4);
    assert!(told[1].starts_with("record 5: the record is cut: another begins after "), "{told:?}");
    assert_eq!([&told[0], &told[2], &told[3]], ["<urn:page:0>", "<urn:page:2>", "<urn:page:3>"]);
}

#[test]
fn huge_records_are_passed_over() {
    let folder = folder("huge");
    let huge = "rain ".repeat(100_000);
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
    let lines = line("one", "It rained.") + &line("two", &huge) + &line("three", "It rained again.");
    let limit = ["--max-record-bytes", "100K", "--fields", "id"];
    let expected = ["one", "line 2: the line is longer than 102400 bytes", "three"];
    assert_eq!(told(&dump_input(&limit, lines.as_bytes()).stdout), expected);
    // The same with no line break behind it.
    let last = line("one", "It rained.") + line("two", &huge).trim_end();
    assert_eq!(told(&dump_input(&limit, last.as_bytes()).stdout), expected[..2]);

    let type_field = "Content-Type: text/html\r\n";
    let packed = pack(huge.as_bytes(), Packing::Gzip);
    let warc = [
        response(1, type_field, page(1).as_bytes()),
        response(2, type_field, huge.as_bytes()),
        response(3, &format!("{type_field}Content-Encoding: gzip\r\n"), &packed),
        response(4, type_field, page(4).as_bytes()),
    ];
    let told_warc = told(&dump_input(&limit, &warc.concat()).stdout);
    assert!(told_warc[1].contains(" bytes, more than 102400"), "{told_warc:?}");
    assert_eq!(told_warc[2], "record 3: the body unpacks to more than 102400 bytes");
    assert_eq!([&told_warc[0], &told_warc[3]], ["<urn:page:1>", "<urn:page:4>"]);

    let file = folder.join("huge.html");
    fs::write(&file, &huge).unwrap();
    assert_eq!(
        told(&dump(&[&limit[..], &[path(&file)]].concat()).stdout),
        ["the file is longer than 102400 bytes"]
    );
}

#[test]
fn huge_records_wait_for_room() {
    // Each is larger than the buffer: they go one at a time, and all come out in order.
    let pages = jsonl(0..40);
    let expected = dump_input(&["--quiet"], &pages);
    for bytes in ["1", "700", "4K"] {
        let output = dump_input(&["--buffer-bytes", bytes, "--threads", "4"], &pages);
        assert_eq!(output.stdout, expected.stdout, "{bytes}");
    }
}

#[test]
fn missing_files_are_named_and_the_others_go_on() {
    let folder = folder("missing");
    let good = folder.join("good.jsonl");
    fs::write(&good, jsonl(0..2)).unwrap();
    let missing = folder.join("missing.jsonl");
    let pattern = folder.join("*.warc.gz");
    let output = dump(&[path(&missing), path(&pattern), path(&good), "--fields", "id"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output.stdout);
    assert!(told[0].contains("No such file"), "{told:?}");
    assert_eq!(told[1..], ["no file matches", "<urn:page:0>", "<urn:page:1>"]);
    assert_eq!(json_lines(&output.stdout)[0]["file"], path(&missing));
    assert!(
        stderr(&output).contains("missing.jsonl: No such file")
            && stderr(&output).contains("*.warc.gz: no file")
    );
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("forbidden");
    let file = folder.join("pages.jsonl");
    fs::write(&file, jsonl(0..1)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&file).is_ok() {
        eprintln!("SKIPPED: this user (root?) may read everything, so nothing can be forbidden");
        return;
    }
    let output = dump(&[path(&file)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("pages.jsonl: Permission denied"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let output = dump_input(&["--to", "/dev/full"], &jsonl(0..3));
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("No space left"), "{}", stderr(&output));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let file = folder("full").join("pages.jsonl");
    fs::write(&file, jsonl(0..3)).unwrap();
    let output = command().arg(&file).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("No space left"), "{}", stderr(&output));
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let file = folder("pipe").join("pages.jsonl");
    fs::write(&file, jsonl(0..2000)).unwrap();
    let mut child = command().arg(&file).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(errors, "");
}

#[test]
fn pages_that_cannot_be_cleaned_are_told() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let records = [
        response(1, "Content-Type: text/html\r\n", png),
        response(2, "Content-Type: text/html\r\n", b" "),
        warc_record("response", "urn:page:3", &url(3), b"HTTP/1.1 200 OK\r\nContent-Type: te"),
        response(4, "Content-Type: image/png\r\n", png),
        response(5, "Content-Type: text/html\r\n", page(5).as_bytes()),
    ];
    let output = dump_input(&["--fields", "id"], &records.concat());
    assert_eq!(
        told(&output.stdout),
        [
            "record 1: the input is a PNG image, not HTML or text",
            "record 2: the input is empty",
            "record 3: the HTTP head does not end",
            "<urn:page:5>"
        ]
    );
    assert_eq!(json_lines(&output.stdout)[2]["id"], "<urn:page:3>");
    assert!(stderr(&output).contains("media other than HTML and text"));
}

/// What fuzzing has found in archives, and cases of our own.
#[test]
fn every_archive_of_the_regressions_is_read_to_its_end() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions/warc");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 5);
    for file in files {
        let output = dump(&["--format", "warc", path(&file)]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}: {}", path(&file), stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "{}: {}", path(&file), stderr(&output));
        assert!(!told(&output.stdout).is_empty(), "{}", path(&file));
    }
}
