//! What can be written.

use std::fs;

use crate::support::*;

#[test]
fn a_file_has_its_name_when_it_is_complete() {
    let folder = folder("file");
    let to = folder.join("clean.jsonl");
    let expected = dump_input(&[], &jsonl(0..5));
    let output = dump_input(&["--to", path(&to)], &jsonl(0..5));
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(fs::read(&to).unwrap(), expected.stdout);
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["clean.jsonl"]);
    // A second run replaces it.
    assert!(dump_input(&["--to", path(&to)], &jsonl(0..1)).status.success());
    assert_eq!(json_lines(&fs::read(&to).unwrap()).len(), 1);
}

#[test]
fn a_folder_has_a_file_for_each_page() {
    let folder = folder("pages");
    let input = [jsonl(0..2), b"no json\n".to_vec(), jsonl(2..4)].concat();
    for (output, extension) in [("markdown", "md"), ("text", "txt")] {
        let to = folder.join(output);
        let run = dump_input(&["-o", output, "--to", path(&to)], &input);
        assert!(run.status.success(), "{}", stderr(&run));
        let index = json_lines(&fs::read(to.join("index.jsonl")).unwrap());
        assert_eq!(index.len(), 5);
        assert!(index[2]["error"].is_string() && index[2].get("path").is_none());
        let paths: Vec<&str> = index.iter().filter_map(|record| record["path"].as_str()).collect();
        let expected = [1, 2, 4, 5]
            .map(|n| format!("{n:09}-rain-day-{}.{extension}", if n > 2 { n - 2 } else { n - 1 }));
        assert_eq!(paths, expected);
        for (path, n) in paths.iter().zip(0..) {
            let article = dechaff::clean(dechaff::Input::html(&page(n)).with_url(&url(n)).unwrap()).unwrap();
            let content = fs::read_to_string(to.join(path)).unwrap();
            assert_eq!(content, if output == "text" { article.text() } else { article.markdown() });
        }
        assert!(index[0].get("text").is_none() && index[0]["url"] == url(0));
        assert_eq!(fs::read_dir(&to).unwrap().count(), 5);
        // Nothing is mixed with what is there.
        let again = dump_input(&["-o", output, "--to", path(&to)], &input);
        assert_eq!(again.status.code(), Some(2));
        assert!(stderr(&again).contains("not empty"));
    }
}

#[test]
fn fields_are_written_in_the_order_asked_for() {
    let output = dump_input(&["--fields", "title,markdown,id", "--removed"], &jsonl(1..2));
    let line = str::from_utf8(&output.stdout).unwrap();
    assert!(line.starts_with("{\"title\":\"Rain, day 1\",\"markdown\":\"# Rain, day 1\\n"), "{line}");
    let record = &json_lines(&output.stdout)[0];
    let removed = record["removed"].as_array().unwrap();
    let legal = removed.iter().find(|block| block["kind"] == "legal_footer").unwrap();
    assert!(legal["text"].as_str().unwrap().contains("Copyright"));
    assert!(removed.iter().all(|block| block["kind"] != "title"));
    let wrong = dump_input(&["--fields", "title,author"], b"");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("authors"));
}

#[test]
fn comments_and_posts_are_lists_of_objects() {
    let page = "<article><h1>The ferry returns</h1><p>The ferry between Nordvik and Sunde sailed again on Monday, two \
        years after a storm tore away its pier.</p><p>About three hundred people had come to the harbour to see it \
        leave, and many of them had brought flags.</p></article><ol class=comment-list><li class='comment depth-1'>\
        <b class=comment-author>Ann says:</b><time datetime=2021-10-12>12 October</time><p>I was there.</p></li></ol>";
    let line = serde_json::json!({"id": 1, "html": page}).to_string();
    let read = |options: &[&str]| json_lines(&dump_input(options, line.as_bytes()).stdout).remove(0);
    let record = read(&["--comments", "--removed"]);
    let mut comment = record["comments"][0].clone();
    assert!(comment["blocks"].as_array().is_some_and(|blocks| blocks.len() == 2));
    comment["blocks"].take();
    let expected = serde_json::json!({
        "author": "Ann", "date": "2021-10-12", "date_text": "12 October", "text": "I was there.", "depth": 0, "blocks": null
    });
    assert_eq!(comment, expected);
    assert_eq!(record["posts"], serde_json::json!([]));
    assert!(record["removed"].as_array().unwrap().iter().all(|block| block["kind"] != "comments"));
    assert_eq!(read(&["--fields", "comments"])["comments"], record["comments"]);
    assert!(read(&[]).get("comments").is_none());
}

#[test]
fn filters_leave_out_pages_but_not_errors() {
    let report = folder("filters").join("summary.json");
    let input = [jsonl(0..3), b"no json\n".to_vec()].concat();
    let count = |args: &[&str]| {
        let output = dump_input(
            &[args, &["--summary", path(&report), "--fields", "confidence,kind"]].concat(),
            &input,
        );
        let records = json_lines(&output.stdout);
        let summary = summary(&report);
        assert_eq!(summary["records"], 4);
        assert_eq!(summary["errors"], 1);
        assert_eq!(summary["left_out"].as_u64().unwrap() as usize, 4 - records.len());
        records.iter().filter(|record| record.get("error").is_none()).count()
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--min-confidence", "1.01"]), 0);
    assert_eq!(count(&["--only", "product"]), 0);
    assert_eq!(count(&["--only", "article,listing,forum,product,documentation,error_page,other"]), 3);
}

#[test]
fn the_summary_counts_everything() {
    let folder = folder("summary");
    let report = folder.join("summary.json");
    let warc = [warc_records(0..3).concat(), b"junk\r\n\r\n".to_vec()].concat();
    let output = dump_input(&["--summary", path(&report)], &warc);
    let summary = summary(&report);
    let records = json_lines(&output.stdout);
    assert_eq!(summary["skipped"], serde_json::json!({"request": 3, "warcinfo": 1}));
    assert_eq!(summary["errors"], 1);
    assert_eq!(summary["records"], 8);
    assert_eq!(summary["input_bytes"], warc.len());
    let kept: usize = records
        .iter()
        .filter_map(|record| record["text"].as_str())
        .map(|text| text.split_whitespace().count())
        .sum();
    let titles = 3 * "Rain, day 1".split_whitespace().count();
    assert_eq!(summary["kept_words"], kept + titles);
    assert!(summary["removed_words"]["legal_footer"].as_u64().unwrap() >= 3 * 6);
    let table: String = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(table.starts_with("records 8 pages 3 "), "{table}");
    assert_eq!(stderr(&dump_input(&["--quiet"], &warc)), "");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = folder("refused");
    for args in [
        &["-o", "markdown"][..],
        &["-o", "parquet"],
        &["--resume"],
        &["--to", path(&folder)],
        &["--only", "news"],
        &["--max-record-bytes", "many"],
        &["--checkpoint-records", "0"],
    ] {
        let output = dump_input(args, b"{}");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
}
