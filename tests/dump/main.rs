//! `dechaff dump`, run as a user runs it.

mod damage;
mod formats;
mod outputs;
#[cfg(feature = "parquet")]
mod parquet;
mod resume;
#[path = "../run/mod.rs"]
mod run;
mod sites;
mod support;
