//! `dechaff report`: one HTML page that shows what was kept, what was removed, and why.

pub(crate) mod args;
mod blocks;
mod documents;
mod escape;
mod family;
mod index;
mod metadata;
mod page;
mod sample;
mod shell;
mod strip;
mod tally;

use std::io::{self, Write};
use std::process::ExitCode;

use args::ReportArgs;
use documents::Document;

pub(crate) fn run(args: &ReportArgs) -> io::Result<ExitCode> {
    let (documents, all_read) = documents::read(args);
    let mut out = io::stdout().lock();
    out.write_all(report(&documents).as_bytes())?;
    out.flush()?;
    Ok(if all_read { ExitCode::SUCCESS } else { ExitCode::from(crate::exit::FAILED) })
}

/// The whole page. A report of several documents begins with an account of all of them.
fn report(documents: &[Document]) -> String {
    let mut main = String::new();
    if documents.len() != 1 {
        index::write(&mut main, documents);
    }
    for (number, document) in (1..).zip(documents) {
        page::write(&mut main, number, document, documents.len() == 1);
    }
    shell::page(&shell::title(documents), &main)
}
