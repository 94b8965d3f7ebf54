//! A record → what is written for it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use dechaff::{Article, Cleaner, Input, Label, Rendering, SitePage, Sites};
use serde::Serialize;
use serde_json::value::RawValue;

use super::args::{DumpArgs, Output};
use super::field::{Cleaned, Field, Value};
use super::input::{self, Reading};
use super::output::names::file_name;
use super::record::{Body, Kind, NoPage, Page, Place, Record, Unit};

/// What is wanted of each record.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) reading: Reading,
    pub(crate) output: Output,
    pub(crate) fields: Vec<Field>,
    cleaner: Cleaner,
    only: Vec<String>,
    min_confidence: Option<f32>,
}

impl Wanted {
    pub(crate) fn new(args: &DumpArgs, reading: Reading, sites: Option<Arc<Sites>>) -> Self {
        let fields = args.fields();
        let reads_comments = fields.iter().any(|field| matches!(field.name(), "comments" | "posts"));
        let mut cleaner = Cleaner::new().with_focus(args.focus.into()).with_comments(reads_comments);
        if let Some(sites) = sites {
            cleaner = cleaner.with_sites(sites);
        }
        Wanted {
            reading,
            output: args.output(),
            fields,
            cleaner,
            only: args.only.clone(),
            min_confidence: args.min_confidence,
        }
    }

    fn keeps(&self, article: &Article) -> bool {
        let kind = article.page_kind().name();
        (self.only.is_empty() || self.only.iter().any(|only| only == kind))
            && self.min_confidence.is_none_or(|least| article.confidence() >= least)
    }
}

/// What became of a record.
pub(crate) enum Outcome {
    Cleaned { written: Option<Written>, tally: Tally },
    Failed { written: Written, reason: String },
    Skipped(&'static str),
}

/// What is written for a record.
pub(crate) enum Written {
    /// A line of JSON, with its line break.
    Line(Vec<u8>),
    /// A file and a line about it.
    File { name: String, content: String, line: Vec<u8> },
    /// The values of the wanted fields.
    Row(Vec<Value>),
    /// A row for a record that cannot be cleaned.
    FailedRow(FailedRow),
    /// What a page teaches of its site.
    Seen(Box<SitePage>),
}

/// What is known of a record that cannot be cleaned.
#[cfg_attr(not(feature = "parquet"), allow(dead_code))]
pub(crate) struct FailedRow {
    pub(crate) id: Option<Box<RawValue>>,
    pub(crate) url: Option<String>,
    pub(crate) place: Place,
    pub(crate) error: String,
}

impl Outcome {
    /// Bytes that wait to be written, near enough.
    pub(crate) fn len(&self) -> usize {
        match self {
            Outcome::Cleaned { written: Some(written), .. } | Outcome::Failed { written, .. } => {
                written.len()
            }
            Outcome::Cleaned { written: None, .. } | Outcome::Skipped(_) => 0,
        }
    }
}

impl Written {
    pub(crate) fn len(&self) -> usize {
        match self {
            Written::Line(line) => line.len(),
            Written::File { content, line, .. } => content.len() + line.len(),
            Written::Row(values) => values.iter().map(Value::len).sum(),
            Written::FailedRow(row) => row.error.len(),
            Written::Seen(page) => page.bytes(),
        }
    }
}

/// What a page adds to the summary. Words are what is between spaces.
pub(crate) struct Tally {
    pub(crate) kind: &'static str,
    pub(crate) kept_words: u64,
    pub(crate) removed_words: Vec<(&'static str, u64)>,
}

/// Cleans a record. The number is that of the record in the whole run.
pub(crate) fn clean_record(number: u64, record: Record, wanted: &Wanted) -> Outcome {
    let Record { place, raw } = record;
    let page = match guarded(|| Ok(input::page(raw, &wanted.reading))) {
        Ok(Ok(page)) => page,
        Ok(Err(NoPage::Skipped(reason))) => return Outcome::Skipped(reason),
        Ok(Err(NoPage::Failed { id, url, reason })) => return failed(id, url, &place, &reason, wanted),
        Err(reason) => return failed(None, None, &place, &reason, wanted),
    };
    let outcome = guarded(|| cleaned(number, &page, &place, wanted));
    outcome.unwrap_or_else(|reason| failed(page.id, page.url, &place, &reason, wanted))
}

fn cleaned(number: u64, page: &Page, place: &Place, wanted: &Wanted) -> Result<Outcome, String> {
    if wanted.output == Output::Sites {
        return observed(page, wanted);
    }
    let article = wanted.cleaner.clean(input(page)).map_err(|error| error.to_string())?;
    let cleaned = Cleaned {
        id: page.id.as_deref(),
        url: page.url.as_deref(),
        place,
        truncated: page.truncated,
        article: &article,
    };
    let keep = wanted.keeps(&article);
    let written = keep.then(|| write(number, &cleaned, wanted)).transpose()?;
    Ok(Outcome::Cleaned { written, tally: tally(&article) })
}

fn observed(page: &Page, wanted: &Wanted) -> Result<Outcome, String> {
    let seen = wanted.cleaner.observe(input(page)).map_err(|error| error.to_string())?;
    let tally =
        Tally { kind: seen.page_kind().name(), kept_words: seen.kept_words(), removed_words: Vec::new() };
    Ok(Outcome::Cleaned { written: Some(Written::Seen(Box::new(seen))), tally })
}

/// A bug that panics on one record must not end the run: it becomes this record's error.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(format!("internal error: {}", panic_message(&*payload))))
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}

/// What is written in place of a record that cannot be cleaned.
#[derive(Serialize)]
struct Failed<'a> {
    id: Option<&'a RawValue>,
    error: &'a str,
    file: &'a str,
    record: u64,
    byte: Option<u64>,
}

fn failed(
    id: Option<Box<RawValue>>,
    url: Option<String>,
    place: &Place,
    reason: &str,
    wanted: &Wanted,
) -> Outcome {
    let error = match place.unit {
        Unit::Line => format!("line {}: {reason}", place.number),
        Unit::Record => format!("record {}: {reason}", place.number),
        Unit::Row => format!("row {}: {reason}", place.number),
        Unit::File => reason.to_owned(),
    };
    let written = if wanted.output == Output::Parquet {
        Written::FailedRow(FailedRow { id, url, place: place.clone(), error: error.clone() })
    } else {
        let (file, record) = (place.file.as_ref(), place.number);
        let record = Failed { id: id.as_deref(), error: &error, file, record, byte: place.byte };
        // A struct of strings and of JSON that was just read always serializes.
        let mut line = serde_json::to_vec(&record).unwrap_or_default();
        line.push(b'\n');
        Written::Line(line)
    };
    Outcome::Failed { written, reason: error }
}

/// The page with what is known of it. An address that is not absolute is left out.
fn input(page: &Page) -> Input<'_> {
    let mut input = match &page.body {
        Body::Html(html) => Input::html(html),
        Body::Text(text) => Input::text(text),
        Body::Bytes { bytes, kind: Kind::Unknown, .. } => Input::from(bytes),
        Body::Bytes { bytes, kind: Kind::Html, .. } => Input::html(bytes),
        Body::Bytes { bytes, kind: Kind::Text, .. } => Input::text(bytes),
    };
    if let Body::Bytes { content_type: Some(content_type), .. } = &page.body {
        input = input.with_content_type(content_type);
    }
    if let Some(fetched) = page.fetched {
        input = input.with_fetch_time(fetched);
    }
    match &page.url {
        Some(url) => input.with_url_if_valid(url),
        None => input,
    }
}

fn write(number: u64, cleaned: &Cleaned<'_>, wanted: &Wanted) -> Result<Written, String> {
    let values: Vec<Value> = wanted.fields.iter().map(|field| cleaned.value(*field)).collect();
    let format = match wanted.output {
        Output::Parquet => return Ok(Written::Row(values)),
        Output::Files(format) => format,
        Output::Jsonl | Output::Sites => return Ok(Written::Line(line(None, &wanted.fields, &values)?)),
    };
    let content = cleaned.article.render(format, &Rendering::new());
    let name = file_name(number, cleaned.article.title(), format.extension());
    let line = line(Some(&name), &wanted.fields, &values)?;
    Ok(Written::File { name, content, line })
}

/// A JSON object in one line.
fn line(path: Option<&str>, fields: &[Field], values: &[Value]) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(values.iter().map(Value::len).sum::<usize>() * 9 / 8 + 512);
    let path = path.map(|path| ("path", Value::text(path)));
    let path = path.as_ref().map(|(name, value)| (*name, value));
    let named = fields.iter().zip(values).map(|(field, value)| (field.name(), value));
    for (name, value) in path.into_iter().chain(named) {
        out.push(if out.is_empty() { b'{' } else { b',' });
        out.extend_from_slice(format!("\"{name}\":").as_bytes());
        value.write_json(&mut out).map_err(|error| error.to_string())?;
    }
    out.extend_from_slice(b"}\n");
    Ok(out)
}

fn tally(article: &Article) -> Tally {
    let mut tally = Tally { kind: article.page_kind().name(), kept_words: 0, removed_words: Vec::new() };
    for block in article.blocks() {
        let words = block.text().split_whitespace().count() as u64;
        match block.label() {
            label @ (Label::Removed(_) | Label::Caption | Label::Comment) => {
                match tally.removed_words.iter_mut().find(|(name, _)| *name == label.name()) {
                    Some((_, sum)) => *sum += words,
                    None => tally.removed_words.push((label.name(), words)),
                }
            }
            _ => tally.kept_words += words,
        }
    }
    tally
}
