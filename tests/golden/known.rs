//! Known gaps: differences from the expected answer that a case's `known.txt` admits.

use std::fs;
use std::path::Path;

/// Longest piece of a page's text in a gap, in characters.
const MAX_SHOWN_CHARS: usize = 160;

/// One difference from the expected answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// As it stands in `known.txt`: with the value found, without scores, which change often.
    pub(crate) line: String,
    /// What helps to understand it.
    pub(crate) detail: String,
}

impl Gap {
    pub(crate) fn new(line: String, detail: String) -> Gap {
        Gap { line, detail }
    }
}

/// Gaps that are not listed, and listed ones that do not occur, in words.
pub(crate) fn problems(known: &str, gaps: &[Gap]) -> Vec<String> {
    let mut left: Vec<&str> = known.lines().filter(|line| !line.is_empty()).collect();
    let mut problems = Vec::new();
    for gap in gaps {
        match left.iter().position(|line| *line == gap.line) {
            Some(at) => drop(left.remove(at)),
            None => problems.push(format!("{}\n      {}", gap.line, gap.detail)),
        }
    }
    problems.extend(left.iter().map(|line| format!("known.txt lists a gap that is closed: {line}")));
    problems
}

/// Makes the present gaps the known ones; a case without gaps has no `known.txt`.
pub(crate) fn write(folder: &Path, gaps: &[Gap]) -> Result<(), String> {
    let file = folder.join("known.txt");
    let lines: String = gaps.iter().map(|gap| format!("{}\n", gap.line)).collect();
    let done = match (gaps.is_empty(), file.exists()) {
        (true, true) => fs::remove_file(&file),
        (true, false) => Ok(()),
        (false, _) => fs::write(&file, lines),
    };
    done.map_err(|error| format!("{}: {error}", file.display()))
}

/// A piece of the page's text for a gap: on one line, long ones cut.
pub(crate) fn shown(text: &str) -> String {
    let line = text.split(['\n', '\r', '\t']).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
