//! Cleans many files over all cores, keeps their order, and prints how fast it went.
//!
//! ```sh
//! cargo run --release --example many_pages -- pages/*.html > articles.txt
//! ```

use std::error::Error;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use dechaff::Cleaner;

/// A cleaned page's text, or what went wrong, and the page's size.
type Outcome = Result<(String, usize), String>;

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        return Err("usage: many_pages FILE…".into());
    }
    let start = Instant::now();
    let outcomes = clean_all(&files);
    let seconds = start.elapsed().as_secs_f64();

    let mut out = io::stdout().lock();
    let mut bytes = 0;
    for (file, outcome) in files.iter().zip(&outcomes) {
        match outcome {
            Ok((text, size)) => {
                bytes += size;
                writeln!(out, "{text}\n")?;
            }
            Err(error) => eprintln!("{}: {error}", file.display()),
        }
    }
    let megabytes = bytes as f64 / 1e6;
    eprintln!(
        "{} files, {megabytes:.1} MB in {seconds:.2} s: {:.0} files/s, {:.1} MB/s",
        files.len(),
        files.len() as f64 / seconds,
        megabytes / seconds
    );
    Ok(())
}

/// One outcome a file, in the order of the files.
fn clean_all(files: &[PathBuf]) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut outcomes: Vec<(usize, Outcome)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| worker(files, &next))).collect();
        let joined =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        joined.flatten().collect()
    });
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Takes the next file until there is none: large pages do not hold up a thread's share.
fn worker(files: &[PathBuf], next: &AtomicUsize) -> Vec<(usize, Outcome)> {
    let cleaner = Cleaner::new();
    let mut outcomes = Vec::new();
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(file) = files.get(index) else { return outcomes };
        outcomes.push((index, clean(&cleaner, file)));
    }
}

fn clean(cleaner: &Cleaner, file: &Path) -> Outcome {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let article = cleaner.clean(&bytes).map_err(|error| error.to_string())?;
    Ok((article.text(), bytes.len()))
}
