//! One record: a JSON line to a cleaned JSON line.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dechaff::{Article, Block, Cleaner, Date, Field, Flag, Metadata, PageKind};
use serde::Serialize;
use serde_json::value::RawValue;

use super::lines::{Content, Line};
use crate::args::DumpArgs;

/// The page of a record.
enum Page {
    Html(String),
    Text(String),
}

/// A cleaned record. The keys and their order are documented in the command's help.
#[derive(Serialize)]
struct Cleaned<'a> {
    id: Option<&'a RawValue>,
    url: Option<&'a str>,
    kind: PageKind,
    title: Option<&'a str>,
    text: String,
    published: Option<String>,
    modified: Option<String>,
    date: Option<String>,
    source: Option<&'a str>,
    site: Option<&'a str>,
    location: Option<&'a str>,
    authors: Vec<&'a str>,
    language: Option<&'a str>,
    description: Option<&'a str>,
    confidence: f64,
    flags: &'a [Flag],
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a Metadata>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<Block<'a>>>,
}

/// What stands in for a record that cannot be cleaned.
#[derive(Serialize)]
struct Failed<'a> {
    id: Option<&'a RawValue>,
    error: String,
}

/// Cleans one line. Always gives a line of JSON, without its line break.
pub(super) fn clean_line(line: &Line, args: &DumpArgs) -> String {
    let fields = match fields(&line.content) {
        Ok(fields) => fields,
        Err(error) => return failed(None, line.number, &error),
    };
    let id = fields.get("id").copied();
    let url = fields.get("url").copied().and_then(string);
    let cleaned = page(&fields)
        .and_then(|page| article(&page, url.as_deref(), args))
        .and_then(|article| to_json(&cleaned(id, url.as_deref(), &article, args)));
    cleaned.unwrap_or_else(|error| failed(id, line.number, &error))
}

fn failed(id: Option<&RawValue>, line: u64, error: &str) -> String {
    let record = Failed { id, error: format!("line {line}: {error}") };
    // A struct of a string and of JSON that was just read always serializes.
    to_json(&record).unwrap_or_default()
}

fn to_json(record: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(record).map_err(|error| error.to_string())
}

/// The fields of a line, unread: only those that matter are decoded, and the id stays as it is.
fn fields(content: &Content) -> Result<BTreeMap<String, &RawValue>, String> {
    let Content::Bytes(bytes) = content else {
        return Err("the line is too long".to_owned());
    };
    let text = str::from_utf8(bytes).map_err(|error| format!("not UTF-8: {error}"))?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        return Err("not a JSON object".to_owned());
    }
    serde_json::from_str(text).map_err(|error| format!("not JSON: {}", without_line(&error)))
}

/// The parser's message. Its own line number would always be 1.
fn without_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

fn page(fields: &BTreeMap<String, &RawValue>) -> Result<Page, String> {
    let given = |name: &str| fields.get(name).copied().filter(|value| value.get() != "null");
    if let Some(value) = given("html") {
        return string(value).map(Page::Html).ok_or_else(|| "\"html\" is not a string".to_owned());
    }
    if let Some(value) = given("text") {
        return string(value).map(Page::Text).ok_or_else(|| "\"text\" is not a string".to_owned());
    }
    Err("there is neither \"html\" nor \"text\"".to_owned())
}

/// The string a value is. Half a surrogate pair, which some scrapers leave behind, becomes U+FFFD.
fn string(value: &RawValue) -> Option<String> {
    if !value.get().starts_with('"') {
        return None;
    }
    serde_json::from_str::<String>(value.get()).ok().or_else(|| {
        let bytes: LoneSurrogates = serde_json::from_str(value.get()).ok()?;
        Some(String::from_utf8_lossy(&bytes.0).into_owned())
    })
}

/// Bytes of a JSON string, read without the check that they are Unicode.
struct LoneSurrogates(Vec<u8>);

impl<'de> serde::Deserialize<'de> for LoneSurrogates {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = LoneSurrogates;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<LoneSurrogates, E> {
                Ok(LoneSurrogates(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Visitor)
    }
}

/// A bug that panics on one page must not end the run: it becomes this record's error.
fn article(page: &Page, url: Option<&str>, args: &DumpArgs) -> Result<Article, String> {
    let clean = || {
        let cleaner = cleaner(url, args);
        match page {
            Page::Html(html) => cleaner.clean_html(html),
            Page::Text(text) => cleaner.clean_text(text),
        }
    };
    match catch_unwind(AssertUnwindSafe(clean)) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(payload) => Err(format!("internal error: {}", panic_message(&*payload))),
    }
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}

/// A page without a usable address is cleaned without one.
fn cleaner(url: Option<&str>, args: &DumpArgs) -> Cleaner {
    let cleaner = Cleaner::new().with_focus(args.focus.into());
    url.and_then(|url| cleaner.clone().with_url(url).ok()).unwrap_or(cleaner)
}

fn cleaned<'a>(
    id: Option<&'a RawValue>,
    url: Option<&'a str>,
    article: &'a Article,
    args: &DumpArgs,
) -> Cleaned<'a> {
    let metadata = article.metadata();
    Cleaned {
        id,
        url,
        kind: article.page_kind(),
        title: article.title(),
        text: article.text(),
        published: metadata.published().map(iso8601),
        modified: metadata.modified().map(iso8601),
        date: metadata.date().map(iso8601),
        source: metadata.source().map(value),
        site: metadata.site().map(value),
        location: metadata.location().map(value),
        authors: metadata.credits().map(value).collect(),
        language: metadata.language().map(value),
        description: metadata.description().map(value),
        confidence: (f64::from(article.confidence()) * 1e4).round() / 1e4,
        flags: article.flags(),
        metadata: args.metadata.then_some(metadata),
        blocks: args.blocks.then(|| article.blocks().collect()),
    }
}

fn value(field: &Field<String>) -> &str {
    field.value()
}

fn iso8601(field: &Field<Date>) -> String {
    field.value().iso8601()
}
