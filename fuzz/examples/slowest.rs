//! Which inputs of a corpus take most time for a byte, cleaned as HTML and as text.
//!
//! ```sh
//! cargo run --release --manifest-path fuzz/Cargo.toml --example slowest -- fuzz/corpus/*
//! ```

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use dechaff::{Cleaner, Input};

/// Shorter inputs take what any input takes.
const FEWEST_BYTES: usize = 1 << 10;
/// The machine's other work makes single runs long.
const RUNS: usize = 5;

struct Timed {
    file: PathBuf,
    bytes: usize,
    time: Duration,
}

impl Timed {
    fn nanoseconds_a_byte(&self) -> f64 {
        self.time.as_nanos() as f64 / self.bytes as f64
    }
}

fn main() {
    println!(
        "| corpus | inputs | of at least {FEWEST_BYTES} bytes | worst, ns a byte | its bytes | its file |"
    );
    println!("|---|---:|---:|---:|---:|---|");
    for folder in std::env::args().skip(1).map(PathBuf::from) {
        let files: Vec<PathBuf> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.is_file())
            .collect();
        let timed: Vec<Timed> = files.iter().filter_map(timed).collect();
        let worst = timed.iter().max_by(|a, b| a.nanoseconds_a_byte().total_cmp(&b.nanoseconds_a_byte()));
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let worst = worst.map_or("– | – | –".to_owned(), |worst| {
            let file = worst.file.file_name().unwrap_or_default().to_string_lossy();
            format!("{:.0} | {} | {file}", worst.nanoseconds_a_byte(), worst.bytes)
        });
        println!("| {name} | {} | {} | {worst} |", files.len(), timed.len());
    }
}

/// The longer of the two ways to clean a file, each the shortest of its runs.
fn timed(file: &PathBuf) -> Option<Timed> {
    let data = fs::read(file).expect("a readable file");
    let cleaner = Cleaner::new();
    let clean: [&dyn Fn(); 2] = [&|| drop(std::hint::black_box(cleaner.clean(Input::html(&data)))), &|| {
        drop(std::hint::black_box(cleaner.clean(Input::text(&data))))
    }];
    let time = clean.map(|clean| (0..RUNS).map(|_| time(clean)).min().unwrap_or_default());
    let time = time.into_iter().max().unwrap_or_default();
    (data.len() >= FEWEST_BYTES).then(|| Timed { file: file.clone(), bytes: data.len(), time })
}

fn time(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
