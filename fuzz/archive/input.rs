//! As `dump::input` of the command, with nothing but archives.

#[path = "../../src/bin/dechaff/dump/input/compression.rs"]
pub(crate) mod compression;
#[path = "../../src/bin/dechaff/dump/input/found.rs"]
mod found;
#[path = "../../src/bin/dechaff/dump/input/http.rs"]
pub(crate) mod http;
#[path = "../../src/bin/dechaff/dump/input/pushback.rs"]
pub(crate) mod pushback;
#[path = "../../src/bin/dechaff/dump/input/warc.rs"]
pub(crate) mod warc;

pub(crate) use found::{Found, Records};
