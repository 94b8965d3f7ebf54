//! Which files are read, in which order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One input.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) bytes: Option<u64>,
}

#[derive(Debug)]
pub(crate) enum Place {
    Stdin,
    File(PathBuf),
    /// There is no such input, and why.
    Missing(String),
}

/// The inputs that these arguments name, in their order; what a folder or a pattern stands for is sorted.
/// Files that `is_output` says are the run's own are left out of folders and patterns.
pub(crate) fn sources(arguments: &[String], is_output: &dyn Fn(&Path) -> bool) -> Vec<Source> {
    if arguments.is_empty() {
        return vec![stdin()];
    }
    arguments.iter().flat_map(|argument| named(argument, is_output)).collect()
}

fn named(argument: &str, is_output: &dyn Fn(&Path) -> bool) -> Vec<Source> {
    let path = Path::new(argument);
    if argument == "-" {
        return vec![stdin()];
    }
    if path.is_dir() {
        return below(path, is_output);
    }
    // A file whose name has a bracket is that file.
    if argument.contains(['*', '?', '[']) && fs::symlink_metadata(path).is_err() {
        return matching(argument, is_output);
    }
    vec![file(path.to_owned())]
}

fn stdin() -> Source {
    Source { name: "-".to_owned(), place: Place::Stdin, bytes: None }
}

fn file(path: PathBuf) -> Source {
    let bytes = fs::metadata(&path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    Source { name: path.display().to_string(), place: Place::File(path), bytes }
}

fn missing(name: &str, reason: impl ToString) -> Source {
    Source { name: name.to_owned(), place: Place::Missing(reason.to_string()), bytes: None }
}

fn matching(pattern: &str, is_output: &dyn Fn(&Path) -> bool) -> Vec<Source> {
    // As in a shell, hidden files have to be named.
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..Default::default() };
    let paths = match glob::glob_with(pattern, options) {
        Ok(paths) => paths,
        Err(error) => return vec![missing(pattern, error)],
    };
    let mut found = Vec::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() || is_output(&path) => {}
            Ok(path) => found.push(file(path)),
            Err(error) => found.push(missing(&error.path().display().to_string(), error.error())),
        }
    }
    if found.is_empty() { vec![missing(pattern, "no file matches")] } else { found }
}

/// All files below a folder. Hidden ones are left out, and links to folders are not followed: they may lead in
/// circles.
fn below(root: &Path, is_output: &dyn Fn(&Path) -> bool) -> Vec<Source> {
    let mut found: Vec<(PathBuf, Source)> = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut look = || -> io::Result<()> {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                if hidden || is_output(&path) {
                    continue;
                }
                if path.is_symlink() && path.is_dir() {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), file(path)));
                }
            }
            Ok(())
        };
        if let Err(error) = look() {
            found.push((folder.clone(), missing(&folder.display().to_string(), error)));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, source)| source).collect()
}
