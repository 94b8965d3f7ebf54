//! What a run leaves behind so that another can continue it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::args::DumpArgs;
use super::field::Field;
use super::input::Source;
use super::output::target::{Target, naming};
use super::summary::Summary;

/// A point at which everything before is written and nothing after.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    plan: Plan,
    /// The input that was being read, and the number of its last record that is written.
    pub(crate) input: usize,
    pub(crate) record: u64,
    /// Records of the whole run up to here.
    pub(crate) records: u64,
    /// Where the output can be continued.
    pub(crate) output: u64,
    pub(crate) summary: Summary,
}

/// What has to be the same for the output to be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    version: String,
    options: String,
    inputs: usize,
    /// Of the names and sizes of all inputs.
    inputs_hash: u64,
}

impl Plan {
    pub(crate) fn new(args: &DumpArgs, sources: &[Source]) -> Self {
        let fields: Vec<&str> = args.fields().into_iter().map(Field::name).collect();
        let options = format!(
            "format {:?} {:?} max {} output {:?} {fields:?} only {:?} {:?} part {} focus {:?} sites {:?}",
            args.format,
            [&args.html_field, &args.text_field, &args.url_field, &args.id_field],
            args.max_record_bytes,
            args.output(),
            args.only,
            args.min_confidence,
            args.part_records,
            args.focus,
            args.sites,
        );
        let mut inputs_hash = FNV_OFFSET;
        for source in sources {
            inputs_hash = fnv(inputs_hash, source.name.as_bytes());
            inputs_hash = fnv(inputs_hash, &source.bytes.unwrap_or(u64::MAX).to_le_bytes());
        }
        Plan { version: env!("CARGO_PKG_VERSION").to_owned(), options, inputs: sources.len(), inputs_hash }
    }

    fn difference(&self, other: &Plan) -> Option<&'static str> {
        if self.version != other.version {
            return Some("was made by another version of dechaff");
        }
        if self.options != other.options {
            return Some("had other options");
        }
        (self != other).then_some("had other inputs, or their sizes have changed")
    }
}

/// FNV-1a: a hash that is the same on every machine and in every version.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    // The length keeps two names from running together.
    let bytes = bytes.iter().copied().chain((bytes.len() as u64).to_le_bytes());
    bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// How a run begins.
pub(crate) enum Start {
    From(Box<Checkpoint>),
    /// There is nothing left to do.
    Complete,
    /// It must not begin, and why.
    Refused(String),
}

/// Where a run with this plan begins.
pub(crate) fn start(plan: Plan, target: &Target, resume: bool) -> io::Result<Start> {
    let fresh = |plan| {
        let summary = Summary::default();
        Start::From(Box::new(Checkpoint { plan, input: 0, record: 0, records: 0, output: 0, summary }))
    };
    let Some(progress) = target.progress() else {
        return Ok(if resume {
            Start::Refused("what is written here cannot be resumed".into())
        } else {
            fresh(plan)
        });
    };
    let name = progress.display();
    if progress.exists() {
        if !resume {
            let advice =
                "an earlier run has not ended: continue it with --resume, or delete this file and its output";
            return Ok(Start::Refused(format!("{name}: {advice}")));
        }
        let text = naming(&progress, fs::read_to_string(&progress))?;
        let checkpoint: Checkpoint = naming(&progress, serde_json::from_str(&text).map_err(io::Error::from))?;
        if let Some(difference) = checkpoint.plan.difference(&plan) {
            return Ok(Start::Refused(format!("{name}: cannot resume: the earlier run {difference}")));
        }
        if checkpoint.output > 0 && target.is_renamed() {
            // It was killed between its last two steps.
            naming(&progress, fs::remove_file(&progress))?;
            return Ok(Start::Complete);
        }
        return Ok(Start::From(Box::new(checkpoint)));
    }
    if resume && target.is_complete()? {
        return Ok(Start::Complete);
    }
    if target.is_taken()? {
        return Ok(Start::Refused("the folder to write to is not empty".to_owned()));
    }
    Ok(fresh(plan))
}

/// The file that holds the last checkpoint.
pub(crate) struct Journal(Option<PathBuf>);

impl Journal {
    pub(crate) fn new(target: &Target) -> Self {
        Journal(target.progress())
    }

    pub(crate) fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// Replaces the last checkpoint; a crash leaves the one or the other.
    pub(crate) fn save(&self, checkpoint: &Checkpoint) -> io::Result<()> {
        let Some(path) = &self.0 else { return Ok(()) };
        let new = path.with_extension("new");
        let write = || {
            let mut file = File::create(&new)?;
            file.write_all(&serde_json::to_vec(checkpoint)?)?;
            file.sync_data()?;
            fs::rename(&new, path)
        };
        naming(path, write())
    }

    pub(crate) fn remove(&self) -> io::Result<()> {
        self.0.as_deref().map_or(Ok(()), |path: &Path| naming(path, fs::remove_file(path)))
    }
}
