//! Real pages for the tests that compare readers.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// The pages of a gzipped set, through the system's gzip.
pub(super) fn each_page(path: &Path, mut look: impl FnMut(&str, &str)) {
    let file = File::open(path).expect("DECHAFF_DATA has the set");
    let mut gzip = Command::new("gzip").arg("-dc").stdin(file).stdout(Stdio::piped()).spawn().expect("gzip");
    for line in BufReader::new(gzip.stdout.take().expect("a pipe")).lines() {
        // Python's JSON has a number that JSON has not.
        let line = line.expect("UTF-8").replace(": NaN", ": null");
        let record: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        if let Some(html) = record["html"].as_str() {
            look(&record["id"].to_string(), html);
        }
    }
    gzip.wait().expect("gzip ends");
}
