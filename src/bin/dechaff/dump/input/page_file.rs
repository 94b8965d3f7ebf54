//! A file that is one page.

use std::io::{BufRead, Read};

use super::{Found, Records};
use crate::dump::args::Format;
use crate::dump::record::{Body, Kind, Page, Raw, json_string};

pub(crate) struct PageFile<R> {
    reader: Option<R>,
    name: String,
    kind: Kind,
    max_bytes: usize,
}

impl<R: BufRead> PageFile<R> {
    pub(crate) fn new(reader: R, name: &str, format: Format, max_bytes: usize) -> Self {
        let kind = match format {
            Format::Html => Kind::Html,
            Format::Text => Kind::Text,
            _ => Kind::Unknown,
        };
        PageFile { reader: Some(reader), name: name.to_owned(), kind, max_bytes }
    }

    fn read(&self, reader: R) -> Raw {
        let mut bytes = Vec::new();
        if let Err(error) = reader.take(self.max_bytes as u64 + 1).read_to_end(&mut bytes) {
            return Raw::Unread(error.to_string());
        }
        if bytes.len() > self.max_bytes {
            return Raw::Damaged(format!("the file is longer than {} bytes", self.max_bytes));
        }
        Raw::Page(Box::new(Page {
            id: json_string(&self.name),
            url: None,
            fetched: None,
            body: Body::Bytes { bytes, content_type: None, kind: self.kind },
            truncated: false,
        }))
    }
}

impl<R: BufRead + Send> Records for PageFile<R> {
    fn next(&mut self) -> Option<Found> {
        let reader = self.reader.take()?;
        Some(Found { number: 1, byte: Some(0), raw: self.read(reader) })
    }
}

/// An empty input has no records.
pub(crate) struct Nothing;

impl Records for Nothing {
    fn next(&mut self) -> Option<Found> {
        None
    }
}
