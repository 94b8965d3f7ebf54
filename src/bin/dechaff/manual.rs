//! `dechaff completions` and `dechaff man`: what shells and `man` want to know, made from the arguments themselves.

pub(crate) mod args;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::Args;
use args::{CompletionsArgs, ManArgs};

pub(crate) fn completions(args: &CompletionsArgs) -> io::Result<ExitCode> {
    // Not straight to standard output: the generator panics where nobody reads on.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "dechaff", &mut script);
    printed(&script)
}

pub(crate) fn man(args: &ManArgs) -> io::Result<ExitCode> {
    let mut command = Args::command();
    command.build();
    if let Some(name) = &args.command {
        let Some(found) = command.find_subcommand(name) else {
            eprintln!("dechaff: there is no subcommand {name}");
            return Ok(ExitCode::from(crate::exit::USAGE));
        };
        command = found.clone();
    }
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    // What comes below the options in the help: examples and more, for which `man` has this name.
    printed(String::from_utf8_lossy(&page).replace(".SH EXTRA", ".SH NOTES").as_bytes())
}

fn printed(bytes: &[u8]) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
