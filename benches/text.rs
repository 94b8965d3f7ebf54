//! Flattened text, from bytes in memory to the article's text.
//!
//! ```sh
//! cargo bench --bench text
//! ```
//!
//! Always the texts of `tests/pages/`, which anyone can run. Where `DECHAFF_DATA` names the folder with the
//! sets, also a dump of 200 MB made of those that are flattened, page after page.

mod pages;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use dechaff::{Cleaner, Input};
use pages::{built_in, bytes, set};

/// Text in the dump, at least.
const DUMP_BYTES: usize = 200_000_000;
const SETS: [&str; 4] = ["wcxb-dev.wet", "fundus-dev.wet", "wcxb-dev.copy", "fundus-dev.copy"];

/// Cleans every text; returns the bytes that are left.
fn clean_all<'a>(texts: impl Iterator<Item = &'a String>) -> usize {
    let cleaner = Cleaner::new();
    texts.filter_map(|text| cleaner.clean(Input::text(text)).ok()).map(|article| article.text().len()).sum()
}

fn benchmark(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("clean_text");
    let texts = built_in("page.txt");
    group.throughput(Throughput::Bytes(bytes(&texts) as u64));
    group.bench_function("built-in", |bencher| bencher.iter(|| clean_all(black_box(&texts).iter())));
    match env::var_os("DECHAFF_DATA") {
        // `cargo test` only looks whether benchmarks run; a dump takes too long for that.
        _ if !env::args().any(|arg| arg == "--bench") => {}
        None => eprintln!("DECHAFF_DATA is not set: no dump of real pages"),
        Some(folder) => {
            let texts: Vec<String> =
                SETS.iter().flat_map(|name| set(Path::new(&folder), name, "text")).collect();
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
