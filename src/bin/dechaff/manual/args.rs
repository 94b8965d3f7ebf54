//! The arguments of `dechaff completions` and `dechaff man` and their help.

use clap_complete::Shell;

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
    pub(crate) shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The subcommand whose page is wanted, such as `dump`; without it, the page of dechaff itself.
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
