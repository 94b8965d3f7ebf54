//! The names of an output: complete, in part, and what is known of a run that is not at its end.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::dump::args::{DumpArgs, Output};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Stdout,
    /// Something that is no file, such as a pipe: it cannot be renamed or cut.
    Device(PathBuf),
    File(PathBuf),
    Folder(PathBuf),
}

impl Target {
    pub(crate) fn new(args: &DumpArgs) -> Result<Target, String> {
        let output = args.output();
        let Some(to) = &args.to else {
            return match output {
                Output::Jsonl | Output::Sites => Ok(Target::Stdout),
                _ => Err("this output needs a file or a folder: --to PATH".to_owned()),
            };
        };
        if output == Output::Parquet && cfg!(not(feature = "parquet")) {
            return Err("this dechaff was built without Parquet (feature `parquet`)".to_owned());
        }
        let file = matches!(output, Output::Jsonl | Output::Sites)
            || to.extension().is_some_and(|extension| extension == "parquet");
        if !file || matches!(output, Output::Files(_)) {
            return Ok(Target::Folder(to.clone()));
        }
        match fs::metadata(to) {
            Ok(metadata) if metadata.is_dir() => Err(format!("{} is a folder", to.display())),
            Ok(metadata) if !metadata.is_file() => Ok(Target::Device(to.clone())),
            _ => Ok(Target::File(to.clone())),
        }
    }

    /// What is known of a run that has not ended.
    pub(crate) fn progress(&self) -> Option<PathBuf> {
        match self {
            Target::Stdout | Target::Device(_) => None,
            Target::File(file) => Some(beside(file, ".progress")),
            Target::Folder(folder) => Some(folder.join("_progress.json")),
        }
    }

    /// Whether a file that is written in part has got its name.
    pub(crate) fn is_renamed(&self) -> bool {
        let file = match self {
            Target::Stdout | Target::Device(_) => return false,
            Target::File(file) => file.clone(),
            Target::Folder(folder) => folder.join("index.jsonl"),
        };
        file.exists() && !part(&file).exists()
    }

    /// Whether there is a complete output, if no run is under way.
    pub(crate) fn is_complete(&self) -> io::Result<bool> {
        match self {
            Target::Folder(folder) => Ok(self.is_renamed() || has_tables(folder)?),
            _ => Ok(self.is_renamed()),
        }
    }

    /// Whether something is where a new output would be mixed with it.
    pub(crate) fn is_taken(&self) -> io::Result<bool> {
        match self {
            Target::Folder(folder) if folder.exists() => {
                holds_more_than(&BEFORE_THE_FIRST_CHECKPOINT, folder)
            }
            _ => Ok(false),
        }
    }

    /// Whether a file is this output's own. A folder that is read may hold the folder that is written.
    pub(crate) fn owns(&self, path: &Path) -> bool {
        let own: Vec<PathBuf> = match self {
            Target::Stdout | Target::Device(_) => return false,
            Target::Folder(folder) => vec![folder.clone()],
            Target::File(file) => vec![file.clone(), part(file), beside(file, ".progress")],
        };
        let same = |own: &PathBuf| match (fs::canonicalize(own), fs::canonicalize(path)) {
            (Ok(own), Ok(path)) => path == own,
            _ => false,
        };
        // Most files are told apart by their names alone.
        own.iter().any(|own| own.file_name() == path.file_name() && same(own))
    }
}

/// What a run that is killed in its first moment leaves in a folder: files in part, in which nothing is yet.
const BEFORE_THE_FIRST_CHECKPOINT: [&str; 3] =
    ["_progress.new", "index.jsonl.part", "part-00000.parquet.part"];

fn holds_more_than(names: &[&str], folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !names.iter().any(|known| name == *known) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has_tables(folder: &Path) -> io::Result<bool> {
    if !folder.exists() {
        return Ok(false);
    }
    let mut names = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.file_name());
    Ok(names.any(|name| name.to_string_lossy().ends_with(".parquet")))
}

/// The name of a file until it is complete.
pub(crate) fn part(file: &Path) -> PathBuf {
    beside(file, ".part")
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}

/// Errors that say which file they are about.
pub(crate) fn naming<T>(file: &Path, outcome: io::Result<T>) -> io::Result<T> {
    outcome.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))
}
