//! The command `dechaff`: cleans pages given as files, or a dump of pages as JSON lines.

mod address;
mod args;
mod clean;
mod dump;
mod exit;
mod explain;
mod facts;
mod figures;
mod focus;
mod manual;
mod report;
mod site_file;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = match args.command {
        Some(Command::Dump(options)) => dump::run(&options),
        Some(Command::Report(options)) => report::run(&options),
        Some(Command::Completions(options)) => manual::completions(&options),
        Some(Command::Man(options)) => manual::man(&options),
        None => clean::run(&args.clean),
    };
    match outcome {
        Ok(code) => code,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dechaff: {error}");
            ExitCode::from(exit::FAILED)
        }
    }
}
