//! The reading of web archives is part of the command, which is no library: its files are taken in where they stand.

#[path = "input.rs"]
pub(crate) mod input;
#[path = "../../src/bin/dechaff/dump/record.rs"]
pub(crate) mod record;
