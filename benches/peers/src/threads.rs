//! dechaff on several threads that share a cleaner.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use dechaff::Cleaner;

use crate::pages::{Page, megabytes};
use crate::report::digits;
use crate::stats::percentile;

const ROUNDS: usize = 5;

/// A table of one thread against several; the two take turns.
pub fn table(pages: &[Page], threads: usize) -> String {
    let cleaner = Cleaner::new();
    // Tables that are read once are read here.
    let _seconds = clean_all(&cleaner, pages, 1);
    let times: Vec<(f64, f64)> =
        (0..ROUNDS).map(|_| (clean_all(&cleaner, pages, 1), clean_all(&cleaner, pages, threads))).collect();
    let gains: Vec<f64> = times.iter().map(|(one, several)| one / several).collect();
    let fastest = |times: &mut dyn Iterator<Item = f64>| times.fold(f64::INFINITY, f64::min);
    let one = fastest(&mut times.iter().map(|(one, _)| *one));
    let several = fastest(&mut times.iter().map(|(_, several)| *several));
    let size = megabytes(pages.iter());
    let gain = |share| digits(percentile(&gains, share));
    format!(
        "| threads | MB/s | pages/s | throughput, one thread = 1 (lowest to highest of {ROUNDS} rounds) |\n\
         |---|---:|---:|---:|\n\
         | 1 | {} | {} | 1 |\n\
         | {threads} | {} | {} | {} ({} to {}) |\n",
        digits(Some(size / one)),
        digits(Some(pages.len() as f64 / one)),
        digits(Some(size / several)),
        digits(Some(pages.len() as f64 / several)),
        gain(0.5),
        gain(0.0),
        gain(1.0),
    )
}

/// The seconds until all pages are done. Who is free takes the next page.
fn clean_all(cleaner: &Cleaner, pages: &[Page], threads: usize) -> f64 {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Ok(article) = cleaner.clean_html(&page.html) {
                std::hint::black_box(article.text());
            }
        }
    };
    let start = Instant::now();
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    start.elapsed().as_secs_f64()
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
