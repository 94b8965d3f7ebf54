//! `dechaff completions` and `dechaff man`: what shells and `man` want to know, made from the arguments themselves.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::args::Args;

pub(crate) const COMPLETIONS: &str = "\
Examples:
  dechaff completions bash > ~/.local/share/bash-completion/completions/dechaff
  dechaff completions zsh > ~/.zfunc/_dechaff      with ~/.zfunc in $fpath
  dechaff completions fish > ~/.config/fish/completions/dechaff.fish";

pub(crate) const MAN: &str = "\
Examples:
  dechaff man | man -l -                           read it now
  dechaff man > ~/.local/share/man/man1/dechaff.1
  dechaff man dump > ~/.local/share/man/man1/dechaff-dump.1";

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The subcommand whose page is wanted, such as `dump`; the page of dechaff itself if there is none.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

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
            return Ok(ExitCode::from(crate::USAGE));
        };
        command = found.clone();
    }
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    // What stands below the options in the help: examples and more, for which `man` has this name.
    printed(String::from_utf8_lossy(&page).replace(".SH EXTRA", ".SH NOTES").as_bytes())
}

fn printed(bytes: &[u8]) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
