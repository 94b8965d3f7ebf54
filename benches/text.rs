//! Flattened text, from bytes in memory to the article's text.
//!
//! ```sh
//! cargo bench --bench text
//! ```
//!
//! Always the texts of `tests/pages/`, which anyone can run. Where `DECHAFF_DATA` names the folder with the
//! sets, also a dump of 200 MB made of those that are flattened, page after page.

use std::env;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use dechaff::Cleaner;

/// Text in the dump, at least.
const DUMP_BYTES: usize = 200_000_000;
const SETS: [&str; 4] = ["wcxb-dev.wet", "fundus-dev.wet", "wcxb-dev.copy", "fundus-dev.copy"];

fn built_in() -> Vec<String> {
    let mut folders: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"))
        .expect("the crate comes with its pages")
        .filter_map(|entry| Some(entry.ok()?.path().join("page.txt")))
        .collect();
    folders.sort();
    folders.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// The texts of a gzipped set, through the system's gzip.
fn set(folder: &Path, name: &str) -> Vec<String> {
    let file = File::open(folder.join(format!("{name}.jsonl.gz"))).expect("DECHAFF_DATA has the set");
    let mut gzip = Command::new("gzip")
        .arg("-dc")
        .stdin(file)
        .stdout(Stdio::piped())
        .spawn()
        .expect("gzip is installed");
    let lines = BufReader::new(gzip.stdout.take().expect("the output is piped")).lines();
    let texts = lines
        .map(|line| {
            let record: serde_json::Value =
                serde_json::from_str(&line.expect("a line of text")).expect("JSON");
            record["text"].as_str().expect("a flattened page").to_owned()
        })
        .collect();
    gzip.wait().expect("gzip ends");
    texts
}

fn bytes(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

/// Cleans every text; returns the bytes that are left.
fn clean_all<'a>(texts: impl Iterator<Item = &'a String>) -> usize {
    let cleaner = Cleaner::new();
    texts.filter_map(|text| cleaner.clean_text(text).ok()).map(|article| article.text().len()).sum()
}

fn benchmark(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("clean_text");
    let texts = built_in();
    group.throughput(Throughput::Bytes(bytes(&texts) as u64));
    group.bench_function("built-in", |bencher| bencher.iter(|| clean_all(black_box(&texts).iter())));
    match env::var_os("DECHAFF_DATA") {
        // `cargo test` only looks whether benchmarks run; a dump takes too long for that.
        _ if !env::args().any(|arg| arg == "--bench") => {}
        None => eprintln!("DECHAFF_DATA is not set: no dump of real pages"),
        Some(folder) => {
            let texts: Vec<String> = SETS.iter().flat_map(|name| set(Path::new(&folder), name)).collect();
            let rounds = DUMP_BYTES.div_ceil(bytes(&texts));
            group.throughput(Throughput::Bytes((rounds * bytes(&texts)) as u64));
            group.sampling_mode(SamplingMode::Flat).sample_size(10).warm_up_time(Duration::from_secs(1));
            let dump = || (0..rounds).flat_map(|_| &texts);
            group.bench_function("dump", |bencher| bencher.iter(|| clean_all(black_box(dump()))));
        }
    }
    group.finish();
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
