//! Pages for benchmarks.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// The pages of `tests/pages/` that are in files of this name.
pub(crate) fn built_in(file: &str) -> Vec<String> {
    let mut folders: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"))
        .expect("the crate comes with its pages")
        .filter_map(|entry| Some(entry.ok()?.path().join(file)))
        .collect();
    folders.sort();
    folders.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// A field of every record of a gzipped set, through the system's gzip. Four records of htmldate-dev hold half a
/// surrogate pair, which no string of Rust can: they are left out.
pub(crate) fn set(folder: &Path, name: &str, field: &str) -> Vec<String> {
    let file = File::open(folder.join(format!("{name}.jsonl.gz"))).expect("DECHAFF_DATA has the set");
    let mut gzip = Command::new("gzip")
        .arg("-dc")
        .stdin(file)
        .stdout(Stdio::piped())
        .spawn()
        .expect("gzip is installed");
    let lines = BufReader::new(gzip.stdout.take().expect("the output is piped")).lines();
    let texts = lines
        .filter_map(|line| {
            let record: serde_json::Value = serde_json::from_str(&line.expect("a line of text")).ok()?;
            Some(record[field].as_str().expect("a page").to_owned())
        })
        .collect();
    gzip.wait().expect("gzip ends");
    texts
}

/// Bytes of all pages.
pub(crate) fn bytes(pages: &[String]) -> usize {
    pages.iter().map(String::len).sum()
}
