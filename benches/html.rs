//! HTML: the whole article, and its metadata alone.
//!
//! ```sh
//! cargo bench --bench html
//! ```
//!
//! Always the pages of `tests/pages/`, which anyone can run. Where `DECHAFF_DATA` names the folder with the
//! sets, also the news pages of fundus-dev.

mod pages;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dechaff::{Cleaner, Input};
use pages::{built_in, bytes, set};

/// Cleans every page; returns the bytes that are left.
fn clean_all(pages: &[String]) -> usize {
    let cleaner = Cleaner::new();
    pages
        .iter()
        .filter_map(|page| cleaner.clean(Input::html(page)).ok())
        .map(|article| article.text().len())
        .sum()
}

/// Reads the metadata of every page; returns how many have a title.
fn read_all(pages: &[String]) -> usize {
    let cleaner = Cleaner::new();
    let read = pages.iter().filter_map(|page| cleaner.metadata(page).ok());
    read.filter(|metadata| metadata.title().is_some()).count()
}

fn compare(criterion: &mut Criterion, name: &str, pages: &[String]) {
    let mut group = criterion.benchmark_group(name);
    group
        .throughput(Throughput::Bytes(bytes(pages) as u64))
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1));
    group.bench_function("clean", |bencher| bencher.iter(|| clean_all(black_box(pages))));
    group.bench_function("metadata", |bencher| bencher.iter(|| read_all(black_box(pages))));
    group.finish();
}

fn benchmark(criterion: &mut Criterion) {
    compare(criterion, "built-in", &built_in("page.html"));
    match env::var_os("DECHAFF_DATA") {
        // `cargo test` only looks whether benchmarks run; real pages take too long for that.
        _ if !env::args().any(|arg| arg == "--bench") => {}
        None => eprintln!("DECHAFF_DATA is not set: no real pages"),
        Some(folder) => compare(criterion, "fundus-dev", &set(Path::new(&folder), "fundus-dev", "html")),
    }
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
