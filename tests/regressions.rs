//! What fuzzing has found, and cases of our own, through the checks that fuzzing makes: the files of
//! `fuzz/regressions/`, each in the folder of its target.

#[path = "../fuzz/src/lib.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a crate of its own when fuzzing")]
mod checks;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

type Check = fn(&[u8]);

const TARGETS: &[(&str, Check)] = &[
    ("tokenizer", checks::tokenizer),
    ("soup", checks::soup),
    ("html", checks::html),
    ("text", checks::text),
    ("metadata", checks::metadata),
    ("json_ld", checks::json_ld),
    ("dates", checks::dates),
    ("charset", checks::charset),
];

fn main() -> ExitCode {
    let trials = TARGETS.iter().flat_map(|(target, check)| {
        let cases = cases(target);
        assert!(!cases.is_empty(), "fuzz/regressions/{target} has no files");
        cases.into_iter().map(move |(name, data)| {
            Trial::test(format!("{target}/{name}"), move || {
                check(&data);
                Ok(())
            })
        })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// Names and contents of a target's files.
fn cases(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let case = |entry: fs::DirEntry| {
        (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("readable"))
    };
    let mut cases: Vec<_> = entries.map(|entry| case(entry.expect("a file"))).collect();
    cases.sort();
    cases
}
