//! Where a run writes to.

#[cfg(feature = "parquet")]
mod columns;
mod folder;
mod jsonl;
pub(crate) mod names;
#[cfg(feature = "parquet")]
mod parquet;
mod sink;
mod sites;
pub(crate) mod target;

use std::io;

use super::args::{DumpArgs, Output};
pub(crate) use sink::Sink;
use target::Target;

/// Opens the output, at its beginning or where `mark` said.
pub(crate) fn open(args: &DumpArgs, target: &Target, point: u64) -> io::Result<Box<dyn Sink>> {
    Ok(match (args.output(), target) {
        (Output::Sites, _) => Box::new(sites::Learnt::new(target)?),
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
