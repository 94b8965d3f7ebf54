//! dechaff on several threads that share a cleaner.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use dechaff::{Cleaner, Input};

use crate::pages::{Page, megabytes};
use crate::report::digits;
use crate::stats::percentile;
use crate::worker::processor_seconds;

const ROUNDS: usize = 5;

/// Seconds until all pages were done: on the clock, and of the processor over all threads.
#[derive(Debug, Clone, Copy)]
struct Pass {
    clock: f64,
    processor: f64,
}

/// A table of one thread against several; the two take turns.
pub fn table(pages: &[Page], threads: usize) -> String {
    let cleaner = Cleaner::new();
    // Tables that are read once are read here.
    let _pass = clean_all(&cleaner, pages, 1);
    let rounds: Vec<[Pass; 2]> =
        (0..ROUNDS).map(|_| [1, threads].map(|threads| clean_all(&cleaner, pages, threads))).collect();
    let mut table = format!(
        "| threads | MB/s | pages/s | throughput, one thread = 1 (lowest to highest of {ROUNDS} rounds) | \
         processor time, one thread = 1 |\n|---|---:|---:|---:|---:|\n"
    );
    for (at, threads) in [1, threads].into_iter().enumerate() {
        let best = rounds.iter().map(|round| round[at].clock).fold(f64::INFINITY, f64::min);
        let _ = writeln!(
            table,
            "| {threads} | {} | {} | {} | {} |",
            digits(Some(megabytes(pages.iter()) / best)),
            digits(Some(pages.len() as f64 / best)),
            spread(rounds.iter().map(|round| round[0].clock / round[at].clock)),
            spread(rounds.iter().map(|round| round[at].processor / round[0].processor)),
        );
    }
    table
}

fn spread(values: impl Iterator<Item = f64>) -> String {
    let values: Vec<f64> = values.collect();
    let [low, middle, high] = [0.0, 0.5, 1.0].map(|share| digits(percentile(&values, share)));
    format!("{middle} ({low} to {high})")
}

/// Cleans all pages once. Who is free takes the next.
fn clean_all(cleaner: &Cleaner, pages: &[Page], threads: usize) -> Pass {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Ok(article) = cleaner.clean(Input::html(&page.html)) {
                std::hint::black_box(article.text());
            }
        }
    };
    let (clock, processor) = (Instant::now(), processor_seconds());
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    Pass { clock: clock.elapsed().as_secs_f64(), processor: processor_seconds() - processor }
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::pages::Page;

    #[test]
    fn both_rows_are_measured() {
        let page = Page { id: "1".to_owned(), url: String::new(), html: "<p>Some words.</p>".to_owned() };
        let table = table(&[page], 2);
        assert!(table.lines().count() == 4 && !table.contains('–'), "{table}");
    }
}
