//! The inputs of a run, one after the other: files → bytes → records.

mod compression;
mod files;
mod format;
mod found;
mod http;
mod lines;
mod page_file;
#[cfg(feature = "parquet")]
mod parquet;
mod pushback;
mod reading;
mod warc;

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::args::Format;
use super::record::{NoPage, Page, Place, Raw, Record, Unit};
use compression::unpacked;
use found::{Found, Records};
use pushback::Pushback;
pub(crate) use reading::{Names, Reading};

pub(crate) use files::{Source, sources};

/// The records of all inputs.
pub(crate) struct Inputs {
    sources: Vec<Source>,
    reading: Reading,
    /// The source that is being read, and what it has.
    current: Option<(Arc<str>, Unit, Box<dyn Records>)>,
    next: usize,
    /// Records of the first input that an earlier run has dealt with.
    done: u64,
    bytes_read: Arc<AtomicU64>,
}

impl Inputs {
    /// From the record after the one with this number in this input.
    pub(crate) fn new(sources: Vec<Source>, reading: Reading, input: usize, done: u64) -> Self {
        let before = sources.iter().take(input).filter_map(|source| source.bytes).sum();
        let bytes_read = Arc::new(AtomicU64::new(before));
        Inputs { sources, reading, current: None, next: input, done, bytes_read }
    }

    /// Bytes of the files that were read so far, before decompression.
    pub(crate) fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_read)
    }

    fn open_next(&mut self) -> Option<Record> {
        let source = self.sources.get(self.next)?;
        self.next += 1;
        let file: Arc<str> = source.name.as_str().into();
        match open(source, &self.reading, &self.bytes_read) {
            Ok((unit, records)) => {
                self.current = Some((file, unit, records));
                None
            }
            Err(error) => {
                let place = Place { input: self.next - 1, file, number: 0, unit: Unit::File, byte: None };
                Some(Record { place, raw: Raw::Unread(error.to_string()) })
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            if let Some((file, unit, records)) = &mut self.current {
                while let Some(found) = records.next() {
                    if found.number <= self.done {
                        continue;
                    }
                    let place = Place {
                        input: self.next - 1,
                        file: Arc::clone(file),
                        number: found.number,
                        unit: *unit,
                        byte: found.byte,
                    };
                    return Some(Record { place, raw: found.raw });
                }
                self.current = None;
                self.done = 0;
            }
            if self.next == self.sources.len() {
                return None;
            }
            if let Some(failure) = self.open_next() {
                return Some(failure);
            }
        }
    }
}

type Opened = (Unit, Box<dyn Records>);

fn open(source: &Source, reading: &Reading, bytes_read: &Arc<AtomicU64>) -> io::Result<Opened> {
    let raw: Box<dyn Read + Send> = match &source.place {
        files::Place::Missing(reason) => return Err(io::Error::other(reason.clone())),
        files::Place::Stdin => Box::new(io::stdin()),
        files::Place::File(path) => {
            let mut file = File::open(path)?;
            if reading.format == Format::Parquet || reading.format == Format::Auto && is_parquet(&mut file)? {
                bytes_read.fetch_add(source.bytes.unwrap_or(0), Ordering::Relaxed);
                return parquet(file, reading);
            }
            Box::new(file)
        }
    };
    let mut input = Pushback::new(unpacked(Counted { inner: raw, bytes: Arc::clone(bytes_read) })?);
    let format = match reading.format {
        Format::Auto => format::sniff(input.peek(format::SNIFFED_BYTES)?),
        forced => Some(forced),
    };
    let max = reading.max_record_bytes;
    Ok(match format {
        None => (Unit::File, Box::new(page_file::Nothing)),
        Some(Format::Jsonl) => (Unit::Line, Box::new(lines::Lines::new(input, max))),
        Some(Format::Warc) => (Unit::Record, Box::new(warc::Warc::new(input, max))),
        Some(Format::Parquet) => {
            return Err(io::Error::other("Parquet is read from its end: give it as a file, not packed"));
        }
        Some(format @ (Format::Auto | Format::Html | Format::Text)) => {
            (Unit::File, Box::new(page_file::PageFile::new(input, &source.name, format, max)))
        }
    })
}

fn is_parquet(file: &mut File) -> io::Result<bool> {
    use std::io::Seek;
    let mut start = Vec::new();
    // What cannot be searched, such as a pipe, keeps its first bytes.
    if file.stream_position().is_err() {
        return Ok(false);
    }
    file.take(4).read_to_end(&mut start)?;
    file.rewind()?;
    Ok(start == b"PAR1")
}

#[cfg(feature = "parquet")]
fn parquet(file: File, reading: &Reading) -> io::Result<Opened> {
    Ok((Unit::Row, Box::new(parquet::Rows::new(file, reading)?)))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: File, _: &Reading) -> io::Result<Opened> {
    Err(io::Error::other("this is Parquet, which this dechaff was built without (feature `parquet`)"))
}

/// The page of a record.
pub(crate) fn page(raw: Raw, reading: &Reading) -> Result<Page, NoPage> {
    match raw {
        Raw::Line(line) => lines::page(&line, &reading.names),
        Raw::Warc(record) => http::page(*record, reading.max_record_bytes),
        Raw::Page(page) => Ok(*page),
        Raw::Skipped(reason) => Err(NoPage::Skipped(reason)),
        Raw::Damaged(reason) | Raw::Unread(reason) => Err(NoPage::failed(reason)),
    }
}

/// A reader whose bytes are counted.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
