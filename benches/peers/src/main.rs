//! Times dechaff beside other extractors on the same pages, and prints tables in Markdown.
//!
//! ```sh
//! cargo run --release --manifest-path benches/peers/Cargo.toml -- --built-in
//! ```

mod child;
mod measure;
mod pages;
mod report;
mod stats;
mod strip;
mod threads;
mod tools;
mod versions;
mod worker;

use std::env;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::measure::Row;
use crate::pages::{Page, megabytes};
use crate::tools::{TOOLS, Tool};

/// Times dechaff beside other extractors on the same pages, and prints tables in Markdown.
///
/// One thread, pages in memory, page by page each tool in turn, best of three by the processor's clock. Sets are
/// read from the folder that DECHAFF_DATA names; resiliparse runs in the Python that RESILIPARSE_PYTHON names, else
/// in python3; the tool dechaff-before is the dechaff-peers of another checkout, which DECHAFF_BEFORE names.
#[derive(Debug, Parser)]
struct Arguments {
    /// A set of pages such as fundus-dev; may be given several times.
    #[arg(long, value_name = "NAME")]
    set: Vec<String>,
    /// The pages of tests/pages, which need no data; so, too, where nothing else is asked for.
    #[arg(long)]
    built_in: bool,
    /// An even sample of so many pages of each set.
    #[arg(long, value_name = "N", default_value_t = usize::MAX, hide_default_value = true)]
    pages: usize,
    /// Cut out script, style, noscript, svg and comments first.
    #[arg(long)]
    without_scripts: bool,
    /// Only these tools, compared to the first.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    tools: Vec<Tool>,
    /// Also append every page's times to a file, tab-separated.
    #[arg(long, value_name = "FILE")]
    each: Option<PathBuf>,
    /// Instead: dechaff alone, with one thread and with so many.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Hold pages and time calls for another process.
    #[arg(long, hide = true)]
    worker: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.worker {
        return match worker::serve() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    println!("`{}`, {}\n", versions::command(), versions::processor());
    if cfg!(debug_assertions) {
        println!("Built without optimisation: these times say nothing.\n");
    }
    let sources = sources(&arguments);
    for (name, pages) in &sources {
        println!("{}\n", title(name, pages, arguments.without_scripts));
        println!("{}", table(&arguments, pages));
    }
    if sources.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The pages of everything that was asked for and is there, by name.
fn sources(arguments: &Arguments) -> Vec<(String, Vec<Page>)> {
    let mut sources = Vec::new();
    if arguments.built_in || arguments.set.is_empty() {
        sources.push(("tests/pages".to_owned(), pages::built_in()));
    }
    for name in &arguments.set {
        sources.push((name.clone(), set(name)));
    }
    let prepared = sources.into_iter().filter_map(|(name, pages)| {
        let pages = pages.inspect_err(|error| eprintln!("left out: {name}: {error}")).ok()?;
        let pages = pages::sample(pages, arguments.pages);
        Some((name, if arguments.without_scripts { pages::without_scripts(pages) } else { pages }))
    });
    prepared.filter(|(_, pages)| !pages.is_empty()).collect()
}

fn set(name: &str) -> Result<Vec<Page>, String> {
    let folder = env::var_os("DECHAFF_DATA").ok_or_else(|| {
        format!("DECHAFF_DATA is not set; it names the folder with {name}.jsonl.gz. --built-in needs no data")
    })?;
    pages::set(&PathBuf::from(folder), name)
}

fn title(name: &str, pages: &[Page], without_scripts: bool) -> String {
    let how = if without_scripts { ", without script, style, noscript, svg and comments" } else { "" };
    let (count, size) = (report::counted(pages.len()), megabytes(pages.iter()));
    format!("**{name}**, {count}, {size:.1} MB{how}")
}

fn table(arguments: &Arguments, pages: &[Page]) -> String {
    match arguments.threads {
        Some(threads) => threads::table(pages, threads.max(1)),
        None => {
            let rows = side_by_side(chosen(&arguments.tools), pages);
            write_each(arguments, &report::each(&rows, pages));
            format!("{}\n{}", report::table(&rows, pages), report::by_size(&rows, pages))
        }
    }
}

/// Appends: several sets come one after the other.
fn write_each(arguments: &Arguments, lines: &str) {
    let Some(path) = &arguments.each else { return };
    let file = File::options().append(true).create(true).open(path);
    if let Err(error) = file.and_then(|mut file| file.write_all(lines.as_bytes())) {
        eprintln!("{}: {error}", path.display());
    }
}

/// All tools where none is named.
fn chosen(tools: &[Tool]) -> Vec<Tool> {
    if tools.is_empty() { TOOLS.to_vec() } else { tools.to_vec() }
}

/// A tool that cannot run here is left out, with the reason.
fn side_by_side(mut tools: Vec<Tool>, pages: &[Page]) -> Vec<Row> {
    loop {
        match measure::measure(&tools, pages) {
            Ok(rows) => return rows,
            Err((missing, why)) => {
                eprintln!("left out: {}: {why}", missing.package());
                if missing == Tool::Resiliparse {
                    eprintln!("{}", how_to_get_resiliparse());
                }
                tools.retain(|tool| *tool != missing);
            }
        }
    }
}

fn how_to_get_resiliparse() -> String {
    format!(
        "`{}` is to be a Python 3 with the package resiliparse: python3 -m venv VENV && \
         VENV/bin/pip install resiliparse, then RESILIPARSE_PYTHON=VENV/bin/python",
        child::python()
    )
}
