//! The Rust call that `compare.py` measures Python against: pages as JSON strings, a line each, and a blank line; then
//! for every line with two numbers it cleans the pages from the first number up to the second, and prints the nanoseconds
//! of CPU time that took. Linux only.

use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut lines = std::io::stdin().lock().lines();
    let mut out = std::io::stdout().lock();
    let mut pages: Vec<String> = Vec::new();
    for line in lines.by_ref() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        pages.push(serde_json::from_str(&line)?);
    }
    writeln!(out, "ready")?;
    out.flush()?;
    for line in lines {
        let line = line?;
        let (from, to) = line.split_once(' ').ok_or("two numbers")?;
        let begun = cpu_nanoseconds()?;
        for page in &pages[from.parse()?..to.parse()?] {
            // What cannot be cleaned takes its time, too.
            let text = dechaff::clean(page).map(|article| article.text());
            std::hint::black_box(text).ok();
        }
        writeln!(out, "{}", cpu_nanoseconds()? - begun)?;
        out.flush()?;
    }
    Ok(())
}

/// Time that this thread, the only one, has had a core.
fn cpu_nanoseconds() -> Result<u64, Box<dyn std::error::Error>> {
    let schedstat = std::fs::read_to_string("/proc/self/schedstat")?;
    Ok(schedstat.split_whitespace().next().ok_or("no times")?.parse()?)
}
