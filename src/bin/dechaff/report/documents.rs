//! The documents of a report: files, and samples of dumps.

use std::any::Any;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use dechaff::{Article, Cleaner, Input};
use serde_json::value::RawValue;

use super::args::ReportArgs;
use super::sample::EvenSample;

/// A document of the report, cleaned or not.
pub(super) struct Document {
    /// The file; of a dump its line too.
    pub(super) name: String,
    /// As the dump gives it.
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
    pub(super) article: Result<Article, String>,
}

/// All documents, and whether all files could be read. What could not is told on standard error.
pub(super) fn read(args: &ReportArgs) -> (Vec<Document>, bool) {
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input[..] } else { &args.files };
    let (mut documents, mut all_read) = (Vec::new(), true);
    for file in files {
        match read_file(file, args) {
            Ok(read) => documents.extend(read),
            Err(error) => {
                eprintln!("dechaff: {}: {error}", name(file));
                documents.push(failed(name(file), error));
                all_read = false;
            }
        }
    }
    (documents, all_read)
}

fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() }
}

fn failed(name: String, error: String) -> Document {
    Document { name, id: None, url: None, article: Err(error) }
}

/// What a file holds, or why it cannot be read or cleaned. That a record of a dump cannot is no error of the file.
fn read_file(file: &Path, args: &ReportArgs) -> Result<Vec<Document>, String> {
    if file == Path::new("-") {
        return read_from(io::stdin().lock(), name(file), args);
    }
    let file_read = File::open(file).map_err(|error| error.to_string())?;
    read_from(BufReader::new(file_read), name(file), args)
}

/// A dump is told by its first line, so that it needs no name of its own.
fn read_from(mut reader: impl BufRead, name: String, args: &ReportArgs) -> Result<Vec<Document>, String> {
    let mut bytes = Vec::new();
    reader.read_until(b'\n', &mut bytes).map_err(|error| error.to_string())?;
    if record(&bytes).is_some() {
        return sample(bytes, reader, &name, args).map_err(|error| error.to_string());
    }
    reader.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let article = clean(args, Input::from(&bytes), args.url.as_deref())?;
    Ok(vec![Document { name, id: None, url: args.url.clone(), article: Ok(article) }])
}

/// The sample of a dump whose first line has been read.
fn sample(first: Vec<u8>, reader: impl BufRead, name: &str, args: &ReportArgs) -> io::Result<Vec<Document>> {
    let mut sample = EvenSample::new(args.sample as usize);
    for (number, line) in (1_u64..).zip([Ok(first)].into_iter().chain(reader.split(b'\n'))) {
        let line = line?;
        if !line.trim_ascii().is_empty() {
            sample.push((number, line));
        }
    }
    let document = |(number, line): (u64, Vec<u8>)| from_line(&line, number, name, args);
    Ok(sample.items().into_iter().map(document).collect())
}

/// The fields of a dump's line, if it is one.
fn record(line: &[u8]) -> Option<BTreeMap<String, &RawValue>> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    if !line.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    let fields: BTreeMap<String, &RawValue> = serde_json::from_slice(line).ok()?;
    (fields.contains_key("html") || fields.contains_key("text")).then_some(fields)
}

fn from_line(line: &[u8], number: u64, file: &str, args: &ReportArgs) -> Document {
    let name = format!("{file}, line {number}");
    let Some(fields) = record(line) else {
        let error = "not a JSON object with \"html\" or \"text\"".to_owned();
        return failed(name, error);
    };
    let string =
        |key: &str| fields.get(key).and_then(|value| serde_json::from_str::<String>(value.get()).ok());
    let id = fields.get("id").map(|id| string("id").unwrap_or_else(|| id.get().to_owned()));
    let url = string("url");
    let (html, text) = (string("html"), string("text"));
    let input = match (&html, &text) {
        (Some(html), _) => Input::html(html),
        (None, Some(text)) => Input::text(text),
        // Neither is a string: the same as an empty one.
        (None, None) => Input::text(""),
    };
    let article = clean(args, input, url.as_deref());
    Document { name, id, url, article }
}

/// A bug that panics on one page must not end the report. An invalid address is left out.
fn clean(args: &ReportArgs, input: Input<'_>, url: Option<&str>) -> Result<Article, String> {
    let cleaner = Cleaner::new().with_focus(args.focus.into()).with_comments(args.comments);
    let input = input.with_url_if_valid(url.unwrap_or_default());
    match catch_unwind(AssertUnwindSafe(|| cleaner.clean(input))) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(payload) => Err(format!("internal error: {}", panic_message(&*payload))),
    }
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}
