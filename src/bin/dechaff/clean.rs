//! `dechaff [FILE…]`: one article for each input.

use std::io;
use std::process::ExitCode;

use crate::args::CleanArgs;

pub(crate) fn run(_args: &CleanArgs) -> io::Result<ExitCode> {
    Ok(ExitCode::from(crate::USAGE))
}
