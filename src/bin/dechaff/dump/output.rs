//! Where a run writes to.

#[cfg(feature = "parquet")]
mod columns;
mod folder;
mod jsonl;
pub(crate) mod names;
#[cfg(feature = "parquet")]
mod parquet;
mod repeats;
pub(crate) mod target;

use std::io;

use super::args::{DumpArgs, Output};
use super::clean::Written;
use target::Target;

/// What takes the records.
pub(crate) trait Sink {
    fn write(&mut self, written: Written) -> io::Result<()>;

    /// Hands on what was written so far, to whoever waits at the other end.
    fn flush(&mut self) -> io::Result<()>;

    /// Makes what was written so far lasting, if that is asked for and possible at this point. Gives what
    /// `open` needs to continue from here.
    fn mark(&mut self, asked: bool) -> io::Result<Option<u64>>;

    /// The output is complete.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Opens the output, at its beginning or where `mark` said.
pub(crate) fn open(args: &DumpArgs, target: &Target, point: u64) -> io::Result<Box<dyn Sink>> {
    Ok(match (args.output(), target) {
        (Output::Repeats, _) => Box::new(repeats::Counted::new(args, target)),
        (Output::Parquet, _) => return parquet(args, target, point),
        (_, Target::Folder(folder)) => Box::new(folder::Folder::open(folder, point)?),
        (_, Target::File(file)) => Box::new(jsonl::Jsonl::open(file, point)?),
        (_, Target::Device(file)) => Box::new(jsonl::Stream::new(std::fs::File::create(file)?)),
        (_, Target::Stdout) => Box::new(jsonl::Stream::new(io::stdout())),
    })
}

#[cfg(feature = "parquet")]
fn parquet(args: &DumpArgs, target: &Target, point: u64) -> io::Result<Box<dyn Sink>> {
    Ok(Box::new(parquet::Tables::open(target, args.fields(), args.part_records.get(), point)?))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &DumpArgs, _: &Target, _: u64) -> io::Result<Box<dyn Sink>> {
    Err(io::Error::other("this dechaff was built without Parquet (feature `parquet`)"))
}
