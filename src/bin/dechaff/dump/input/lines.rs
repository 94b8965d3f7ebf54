//! JSON lines.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use serde_json::value::RawValue;

use super::{Found, Names, Records};
use crate::dump::record::{Body, NoPage, Page, Raw};

/// The lines of an input that are not blank.
pub(crate) struct Lines<R> {
    reader: R,
    max_bytes: usize,
    number: u64,
    byte: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, max_bytes: usize) -> Self {
        Lines { reader, max_bytes, number: 0, byte: 0, ended: false }
    }

    fn line(&mut self) -> Option<Found> {
        let mut line = Vec::new();
        let start = self.byte;
        let outcome = self.reader.by_ref().take(self.max_bytes as u64 + 1).read_until(b'\n', &mut line);
        self.byte += line.len() as u64;
        if let Err(error) = outcome {
            return Some(self.unread(start, &error));
        }
        if line.is_empty() {
            self.ended = true;
            return None;
        }
        self.number += 1;
        if line.len() <= self.max_bytes || line.ends_with(b"\n") {
            return Some(Found { number: self.number, byte: Some(start), raw: Raw::Line(line) });
        }
        if let Err(error) = self.skip_line() {
            return Some(self.unread(start, &error));
        }
        let raw = Raw::Damaged(format!("the line is longer than {} bytes", self.max_bytes));
        Some(Found { number: self.number, byte: Some(start), raw })
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        self.byte += self.reader.skip_until(b'\n')? as u64;
        Ok(())
    }

    /// A line that was begun when reading failed counts as one.
    fn unread(&mut self, start: u64, error: &std::io::Error) -> Found {
        self.ended = true;
        Found { number: self.number + 1, byte: Some(start), raw: Raw::Unread(error.to_string()) }
    }
}

impl<R: BufRead + Send> Records for Lines<R> {
    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            let found = self.line();
            let blank = |line: &[u8]| line.trim_ascii().is_empty();
            if !matches!(&found, Some(Found { raw: Raw::Line(line), .. }) if blank(line)) {
                return found;
            }
        }
        None
    }
}

/// The page of a line.
pub(crate) fn page(line: &[u8], names: &Names) -> Result<Page, NoPage> {
    let fields = fields(line).map_err(NoPage::failed)?;
    let id = fields.get(names.id.as_str()).map(|id| (*id).to_owned());
    let url = fields.get(names.url.as_str()).copied().and_then(string);
    match body(&fields, names) {
        Ok(body) => Ok(Page { id, url, fetched: None, body, truncated: false }),
        Err(reason) => Err(NoPage::Failed { id, url, reason }),
    }
}

/// The fields of a line, unread: only those that matter are decoded, and the id stays as it is.
fn fields(line: &[u8]) -> Result<BTreeMap<String, &RawValue>, String> {
    let text = str::from_utf8(line).map_err(|error| format!("not UTF-8: {error}"))?;
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

fn body(fields: &BTreeMap<String, &RawValue>, names: &Names) -> Result<Body, String> {
    let given = |name: &str| fields.get(name).copied().filter(|value| value.get() != "null");
    let (html, text) = (names.html.as_str(), names.text.as_str());
    if let Some(value) = given(html) {
        return string(value).map(Body::Html).ok_or_else(|| format!("\"{html}\" is not a string"));
    }
    if let Some(value) = given(text) {
        return string(value).map(Body::Text).ok_or_else(|| format!("\"{text}\" is not a string"));
    }
    Err(format!("there is neither \"{html}\" nor \"{text}\""))
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
