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
mod site;
mod site_pages;
mod strip;
mod tally;

use std::io::{self, Write};
use std::process::ExitCode;

use args::ReportArgs;
use documents::Contents;
use site::Site;

use crate::site_file;

pub(crate) fn run(args: &ReportArgs) -> io::Result<ExitCode> {
    let said = match args.sites.as_deref().map(site_file::read).transpose() {
        Ok(said) => said,
        Err(error) => return Ok(crate::dump::refused(&error)),
    };
    let contents = documents::read(args, said);
    let mut out = io::stdout().lock();
    out.write_all(report(&contents).as_bytes())?;
    out.flush()?;
    Ok(if contents.all_read { ExitCode::SUCCESS } else { ExitCode::from(crate::exit::FAILED) })
}

/// The whole page. A report of several documents begins with an account of all of them and of their sites.
fn report(contents: &Contents) -> String {
    let documents = &contents.documents;
    let sites = contents.sites.as_ref().map(|sites| Site::all(sites, documents)).unwrap_or_default();
    let is_alone = documents.len() == 1;
    let (mut main, mut pages, mut known) = (String::new(), String::new(), String::new());
    for (number, document) in (1..).zip(documents) {
        page::write(&mut pages, number, document, is_alone);
    }
    sites.iter().for_each(|site| site.write(&mut known));
    if is_alone {
        main.extend([pages, known]);
    } else {
        index::write(&mut main, documents, &sites);
        main.extend([known, pages]);
    }
    shell::page(&shell::title(documents), &main)
}
