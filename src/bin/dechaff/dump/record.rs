//! What goes through a run: records as they are read, and pages as they are cleaned.

use std::sync::Arc;
use std::time::SystemTime;

use serde_json::value::RawValue;

/// Where a record is.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Which of the inputs, from 0.
    pub(crate) input: usize,
    /// The input's name.
    pub(crate) file: Arc<str>,
    /// The line, or the number of the record in the input, from 1. 0 stands for the input itself.
    pub(crate) number: u64,
    pub(crate) unit: Unit,
    /// Where the record begins, after decompression.
    pub(crate) byte: Option<u64>,
}

/// What records of an input are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Line,
    Record,
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    Row,
    /// The whole input is one record.
    File,
}

/// A record as it was read.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) place: Place,
    pub(crate) raw: Raw,
}

/// A record before anybody has looked inside: that is left to the threads that clean.
#[derive(Debug)]
pub(crate) enum Raw {
    Line(Vec<u8>),
    Warc(Box<WarcRecord>),
    Page(Box<Page>),
    /// A record that is not for cleaning, and why.
    Skipped(&'static str),
    /// A record that cannot be read; others follow.
    Damaged(String),
    /// The rest of the input cannot be read.
    Unread(String),
}

impl Raw {
    /// Bytes that the record takes in memory, near enough.
    pub(crate) fn len(&self) -> usize {
        match self {
            Raw::Line(line) => line.len(),
            Raw::Warc(record) => record.block.len(),
            Raw::Page(page) => page.body.len(),
            Raw::Skipped(_) | Raw::Damaged(_) | Raw::Unread(_) => 0,
        }
    }
}

/// A record of a WARC file that may hold a page.
#[derive(Debug)]
pub(crate) struct WarcRecord {
    pub(crate) kind: WarcKind,
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) fetched: Option<SystemTime>,
    pub(crate) content_type: Option<String>,
    /// What the archive's own look at the content said.
    pub(crate) identified_type: Option<String>,
    /// The crawler did not keep all of it.
    pub(crate) truncated: bool,
    pub(crate) block: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WarcKind {
    /// An answer of a server, with its HTTP head.
    Response,
    /// A document without one.
    Resource,
    /// Text that was extracted from a page (WET).
    Conversion,
}

/// A page ready to be cleaned.
#[derive(Debug)]
pub(crate) struct Page {
    /// Any JSON value.
    pub(crate) id: Option<Box<RawValue>>,
    pub(crate) url: Option<String>,
    pub(crate) fetched: Option<SystemTime>,
    pub(crate) body: Body,
    /// Part of the page is missing.
    pub(crate) truncated: bool,
}

#[derive(Debug)]
pub(crate) enum Body {
    Html(String),
    Text(String),
    Bytes { bytes: Vec<u8>, content_type: Option<String>, kind: Kind },
}

/// What bytes are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Unknown,
    Html,
    Text,
}

impl Body {
    fn len(&self) -> usize {
        match self {
            Body::Html(text) | Body::Text(text) => text.len(),
            Body::Bytes { bytes, .. } => bytes.len(),
        }
    }
}

/// Why a record has no page.
#[derive(Debug)]
pub(crate) enum NoPage {
    Skipped(&'static str),
    Failed { id: Option<Box<RawValue>>, url: Option<String>, reason: String },
}

impl NoPage {
    pub(crate) fn failed(reason: impl Into<String>) -> Self {
        NoPage::Failed { id: None, url: None, reason: reason.into() }
    }
}

/// A string as the JSON that `Page::id` holds.
pub(crate) fn json_string(text: &str) -> Option<Box<RawValue>> {
    serde_json::value::to_raw_value(text).ok()
}
