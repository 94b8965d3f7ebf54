//! One folder of `tests/pages`: a page and the right answer.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

pub(crate) struct Case {
    /// The bytes of `page.html` or `page.txt`.
    pub(crate) page: Vec<u8>,
    pub(crate) is_html: bool,
    pub(crate) url: Option<String>,
    /// `expected.txt`; a case that only asks for kind and flags has none.
    pub(crate) body: Option<String>,
    /// `expected.md`: the body in Markdown with links, images and captions, for cases that ask what survives of its form.
    pub(crate) markdown: Option<String>,
    pub(crate) json: Map<String, Value>,
    /// `known.txt`: the gaps that are known, one a line; empty without the file.
    pub(crate) known: String,
    pub(crate) folder: PathBuf,
}

/// Name and path of every case, sorted by name.
pub(crate) fn folders() -> Result<Vec<(String, PathBuf)>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut folders: Vec<(String, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    folders.sort();
    if folders.is_empty() { Err(format!("{}: no cases", root.display())) } else { Ok(folders) }
}

impl Case {
    pub(crate) fn load(folder: &Path) -> Result<Case, String> {
        let html = folder.join("page.html");
        let is_html = html.exists();
        let page = if is_html { html } else { folder.join("page.txt") };
        let json = folder.join("expected.json");
        let json = match serde_json::from_slice(&read(&json)?) {
            Ok(Value::Object(json)) => json,
            Ok(_) => return Err(format!("{}: not an object", json.display())),
            Err(error) => return Err(format!("{}: {error}", json.display())),
        };
        Ok(Case {
            page: read(&page)?,
            is_html,
            url: optional_text(&folder.join("page.url"))?,
            body: optional_text(&folder.join("expected.txt"))?,
            markdown: optional_text(&folder.join("expected.md"))?,
            json,
            known: optional_text(&folder.join("known.txt"))?.unwrap_or_default(),
            folder: folder.to_owned(),
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The file's text without the line end that closes it, `None` where there is no such file.
fn optional_text(path: &Path) -> Result<Option<String>, String> {
    if !path.exists() {
        return Ok(None);
    }
    let text = String::from_utf8(read(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Some(text.trim_end_matches('\n').to_owned()))
}
