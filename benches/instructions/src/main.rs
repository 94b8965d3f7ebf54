//! Runs one entry point of dechaff over files, for callgrind to count its instructions.
//!
//! ```sh
//! .ci/instructions
//! ```
//!
//! The first file is cleaned once before counting starts, so that tables that are made once a process count for nothing:
//! callgrind counts only inside [`counted`].

use std::error::Error;
use std::hint::black_box;
use std::{env, fs};

use dechaff::{Cleaner, Input};

type Run = fn(&str) -> bool;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let run = entry_point(&arguments.next().unwrap_or_default()).ok_or("usage: html|metadata|text FILE…")?;
    let pages: Vec<String> = arguments.map(fs::read_to_string).collect::<Result<_, _>>()?;
    black_box(pages.first().is_some_and(|page| run(page)));
    println!("{} of {} pages done", counted(run, &pages), pages.len());
    Ok(())
}

/// Whether a page was cleaned, by the name of what cleans it.
fn entry_point(name: &str) -> Option<Run> {
    match name {
        "html" => Some(|page| dechaff::clean(Input::html(page)).is_ok()),
        "metadata" => Some(|page| Cleaner::new().metadata(Input::html(page)).is_ok()),
        "text" => Some(|page| dechaff::clean(Input::text(page)).is_ok()),
        _ => None,
    }
}

/// How many pages were cleaned. Not inlined: it is where callgrind starts and stops to count.
#[inline(never)]
fn counted(run: Run, pages: &[String]) -> usize {
    pages.iter().filter(|page| run(black_box(page))).count()
}
