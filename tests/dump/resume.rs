//! A run that was ended is continued without loss or repetition.

use std::fs;
use std::path::Path;
use std::process::{Child, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::support::*;

const PAGES: usize = 400;

/// Two inputs, packed, with bad lines in them.
fn inputs(folder: &Path) -> [String; 2] {
    let lines = [jsonl(0..PAGES / 4), b"no json\n".to_vec(), jsonl(PAGES / 4..PAGES / 2)].concat();
    let one = folder.join("one.jsonl.gz");
    fs::write(&one, pack(&lines, Packing::Gzip)).unwrap();
    let two = folder.join("two.warc");
    fs::write(&two, warc_records(PAGES / 2..PAGES).concat()).unwrap();
    [one, two].map(|file| path(&file).to_owned())
}

fn start(args: &[&str]) -> Child {
    command().args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// A generator of pauses that differ from run to run of the command and not from run to run of the test.
struct Pauses(u64);

impl Pauses {
    fn next(&mut self, most_ms: u64) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis((self.0 >> 33) % most_ms)
    }
}

/// Kills a run ten times at any moment, then lets it end.
fn killed_ten_times(args: &[&str], most_ms: u64) -> ExitStatus {
    let args = [args, &["--resume"]].concat();
    let mut pauses = Pauses(7);
    for _ in 0..10 {
        let mut child = start(&args);
        sleep(pauses.next(most_ms));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    start(&args).wait().unwrap()
}

/// All files below a folder with their content.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// How long the whole takes here, for pauses that end somewhere in it.
fn timed(args: &[&str]) -> u64 {
    let begin = std::time::Instant::now();
    assert!(start(args).wait().unwrap().success());
    begin.elapsed().as_millis() as u64
}

#[test]
fn json_lines_survive_kill() {
    let folder = folder("resume_jsonl");
    let [one, two] = inputs(&folder);
    let (unbroken, broken) = (folder.join("unbroken.jsonl"), folder.join("broken.jsonl"));
    let options = [one.as_str(), two.as_str(), "--checkpoint-records", "20"];
    let took = timed(&[&options[..], &["--to", path(&unbroken)]].concat());
    let report = folder.join("summary.json");
    let args = [&options[..], &["--to", path(&broken), "--summary", path(&report)]].concat();
    assert!(killed_ten_times(&args, took / 4).success());
    assert!(fs::read(&unbroken).unwrap() == fs::read(&broken).unwrap(), "the outputs differ");
    assert_eq!(json_lines(&fs::read(&broken).unwrap()).len(), PAGES + 1);
    let summary = summary(&report);
    assert_eq!((&summary["records"], &summary["errors"]), (&(PAGES + PAGES / 2 + 2).into(), &1.into()));
    // There is nothing left to do, and nothing is done.
    let again = dump(&[&args[..], &["--resume"]].concat());
    assert!(again.status.success());
    assert_eq!(stderr(&again), "dechaff: the output is complete\n");
    assert!(!folder.join("broken.jsonl.part").exists() && !folder.join("broken.jsonl.progress").exists());
}

#[test]
fn folders_survive_kill() {
    let folder = folder("resume_folder");
    let [one, two] = inputs(&folder);
    let (unbroken, broken) = (folder.join("unbroken"), folder.join("broken"));
    let options = [one.as_str(), two.as_str(), "-o", "markdown", "--checkpoint-records", "20"];
    let took = timed(&[&options[..], &["--to", path(&unbroken)]].concat());
    assert!(killed_ten_times(&[&options[..], &["--to", path(&broken)]].concat(), took / 4).success());
    let (unbroken, broken) = (contents(&unbroken), contents(&broken));
    let finished = |name: &String| !name.ends_with(".part");
    assert!(unbroken == broken, "the outputs differ");
    assert_eq!(broken.iter().filter(|(name, _)| finished(name)).count(), PAGES + 1);
}

/// Before the first checkpoint nothing of an output is more than its name.
#[test]
fn a_run_killed_in_its_first_moment_begins_anew() {
    let folder = folder("resume_first_moment");
    let [one, _] = inputs(&folder);
    let (unbroken, broken) = (folder.join("unbroken"), folder.join("broken"));
    assert!(dump(&[&one, "-o", "text", "--to", path(&unbroken)]).status.success());
    fs::create_dir(&broken).unwrap();
    for name in ["index.jsonl.part", "_progress.new"] {
        fs::write(broken.join(name), "{").unwrap();
    }
    let args = [&one, "-o", "text", "--to", path(&broken), "--resume"];
    assert!(dump(&args).status.success());
    assert!(contents(&unbroken) == contents(&broken), "the outputs differ");

    fs::remove_file(broken.join("index.jsonl")).unwrap();
    assert_eq!(dump(&args).status.code(), Some(2), "a folder with somebody's files");
}

#[cfg(feature = "parquet")]
#[test]
fn parts_of_parquet_survive_kill() {
    let folder = folder("resume_parquet");
    let [one, two] = inputs(&folder);
    let (unbroken, broken) = (folder.join("unbroken"), folder.join("broken"));
    let options = [one.as_str(), two.as_str(), "-o", "parquet", "--part-records", "30"];
    let took = timed(&[&options[..], &["--to", path(&unbroken)]].concat());
    assert!(killed_ten_times(&[&options[..], &["--to", path(&broken)]].concat(), took / 4).success());
    let (unbroken, broken) = (contents(&unbroken), contents(&broken));
    assert_eq!(broken.len(), (PAGES + 1).div_ceil(30));
    assert!(unbroken == broken, "the outputs differ");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_run_in_order() {
    let folder = folder("signal");
    let [one, two] = inputs(&folder);
    let (unbroken, broken) = (folder.join("unbroken.jsonl"), folder.join("broken.jsonl"));
    assert!(dump(&[&one, &two, "--to", path(&unbroken)]).status.success());
    let report = folder.join("summary.json");
    let args =
        [one.as_str(), &two, "--to", path(&broken), "--summary", path(&report), "--buffer-bytes", "2K"];
    let part = folder.join("broken.jsonl.part");
    for signal in ["-INT", "-TERM"] {
        let size = fs::metadata(&part).map_or(0, |metadata| metadata.len());
        let mut child = start(&[&args[..], &["--resume"]].concat());
        while fs::metadata(&part).map_or(0, |metadata| metadata.len()) <= size {
            sleep(Duration::from_millis(2));
        }
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130));
        // What is there is whole lines, and the summary is of them.
        let records = json_lines(&fs::read(&part).unwrap());
        let summary = summary(&report);
        let skipped: u64 = summary["skipped"].as_object().unwrap().values().filter_map(|n| n.as_u64()).sum();
        assert_eq!(summary["records"].as_u64().unwrap() - skipped, records.len() as u64);
        assert_eq!(summary["interrupted"], true);
        assert!(records.len() < PAGES);
    }
    assert!(dump(&[&args[..], &["--resume"]].concat()).status.success());
    assert!(fs::read(&unbroken).unwrap() == fs::read(&broken).unwrap(), "the outputs differ");
    assert_eq!(summary(&report)["interrupted"], false);
}

#[test]
fn only_the_same_run_is_continued() {
    let folder = folder("resume_refused");
    let input = folder.join("pages.jsonl");
    fs::write(&input, jsonl(0..100)).unwrap();
    let to = folder.join("clean.jsonl");
    let args = [path(&input), "--to", path(&to), "--checkpoint-records", "10"];
    let mut child = start(&args);
    while !folder.join("clean.jsonl.progress").exists() {
        sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    if to.exists() {
        // It was faster than the signal, and there is nothing to refuse.
        return;
    }
    let refused = |more: &[&str], reason: &str| {
        let output = dump(&[&args[..], more].concat());
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(stderr(&output).contains(reason), "{more:?}: {}", stderr(&output));
    };
    refused(&[], "has not ended");
    refused(&["--resume", "--removed"], "other options");
    refused(&["--resume", path(&input)], "other inputs");
    fs::write(&input, jsonl(0..101)).unwrap();
    refused(&["--resume"], "other inputs");
    fs::write(&input, jsonl(0..100)).unwrap();
    assert!(dump(&[&args[..], &["--resume"]].concat()).status.success());
    assert_eq!(fs::read(&to).unwrap(), dump(&[path(&input)]).stdout);
}
