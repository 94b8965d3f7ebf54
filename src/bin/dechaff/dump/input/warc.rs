//! WARC files: the frames of their records. What is in a record is for `http` to read.
//!
//! One record at a time is in memory. Damage costs the record it is in: reading goes on at the next line that
//! begins a record.

use std::io::{self, BufRead, Read};
use std::time::SystemTime;

use super::pushback::Pushback;
use super::{Found, Records};
use crate::dump::record::{Raw, WarcKind, WarcRecord};

/// A longer head is damage. Those of crawlers have some hundred bytes and a long address.
const MAX_HEAD_BYTES: usize = 64 << 10;
/// How a record begins.
const MAGIC: &[u8] = b"WARC/";

pub(crate) struct Warc<R> {
    input: Pushback<R>,
    max_bytes: usize,
    number: u64,
    byte: u64,
    /// Bytes that were read twice, because a record was not as long as it says.
    reread: u64,
    /// The damage before the next record has been told.
    damaged: bool,
    ended: bool,
}

/// Why there is no record where one was expected.
enum Trouble {
    Damaged(String),
    Unread(String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Unread(error.to_string())
    }
}

impl<R: BufRead> Warc<R> {
    pub(crate) fn new(input: Pushback<R>, max_bytes: usize) -> Self {
        Warc { input, max_bytes, number: 0, byte: 0, reread: 0, damaged: false, ended: false }
    }

    /// The next record; nothing at the end.
    fn record(&mut self) -> Option<Found> {
        let stray = match self.find_record() {
            Ok(Some(stray)) => stray,
            Ok(None) => return None,
            Err(error) => return Some(self.trouble(self.byte, error.into())),
        };
        if stray > 0 && !self.damaged {
            let reason = format!("{stray} bytes that belong to no record");
            return Some(self.trouble(self.byte - stray, Trouble::Damaged(reason)));
        }
        self.damaged = false;
        let start = self.byte;
        match self.head().and_then(|head| self.body(head)) {
            Ok(raw) => Some(self.found(start, raw)),
            Err(trouble) => Some(self.trouble(start, trouble)),
        }
    }

    fn found(&mut self, byte: u64, raw: Raw) -> Found {
        self.number += 1;
        Found { number: self.number, byte: Some(byte), raw }
    }

    fn trouble(&mut self, byte: u64, trouble: Trouble) -> Found {
        self.damaged = true;
        let raw = match trouble {
            Trouble::Damaged(reason) => Raw::Damaged(reason),
            Trouble::Unread(reason) => {
                self.ended = true;
                Raw::Unread(reason)
            }
        };
        self.found(byte, raw)
    }

    /// Goes to the line that begins the next record. Gives the number of bytes passed that are no blank lines;
    /// nothing at the end, if there are none.
    fn find_record(&mut self) -> io::Result<Option<u64>> {
        let mut stray = 0;
        // Whether the next byte begins a line.
        let mut fresh = true;
        loop {
            let next = self.input.peek(MAGIC.len())?;
            if next.is_empty() {
                return Ok((stray > 0).then_some(stray));
            }
            if fresh && next == MAGIC {
                return Ok(Some(stray));
            }
            let mut line = Vec::new();
            let read = self.input.by_ref().take(MAX_HEAD_BYTES as u64).read_until(b'\n', &mut line)?;
            // What was cut does not end with a line.
            let passed = version_at_end(&line).unwrap_or(read);
            self.byte += passed as u64;
            if stray > 0 || !line.trim_ascii().is_empty() {
                stray += passed as u64;
            }
            fresh = passed < read || line.ends_with(b"\n");
            self.input.unread(&line[passed..]);
        }
    }

    /// The lines of a record's head up to the empty one.
    fn head(&mut self) -> Result<Head, Trouble> {
        let mut lines = Vec::new();
        loop {
            let line_start = lines.len();
            let room = (MAX_HEAD_BYTES - line_start) as u64;
            let read = self.input.by_ref().take(room).read_until(b'\n', &mut lines)?;
            self.byte += read as u64;
            let line = &lines[line_start..];
            if line == b"\r\n" || line == b"\n" {
                return Head::parse(&lines).map_err(Trouble::Damaged);
            }
            // An address may end so, too.
            if let Some(at) = version_at_end(line).filter(|at| line_start > 0 && !line[..*at].ends_with(b"/"))
            {
                self.byte -= (line.len() - at) as u64;
                self.input.unread(&lines[line_start + at..]);
                return Err(Trouble::Damaged("the record is cut: another begins inside its head".to_owned()));
            }
            if lines.len() == MAX_HEAD_BYTES {
                return Err(Trouble::Damaged(format!(
                    "the record's head is longer than {MAX_HEAD_BYTES} bytes"
                )));
            }
            if !line.ends_with(b"\n") {
                return Err(Trouble::Unread("the input ends inside a record's head".to_owned()));
            }
        }
    }

    fn body(&mut self, head: Head) -> Result<Raw, Trouble> {
        let kind = match head.kind.as_str() {
            "response" => WarcKind::Response,
            "resource" => WarcKind::Resource,
            "conversion" => WarcKind::Conversion,
            other => {
                self.skip(head.length)?;
                return Ok(Raw::Skipped(skipped_kind(other)));
            }
        };
        if head.length > self.max_bytes as u64 {
            self.skip(head.length)?;
            let reason = format!("the record has {} bytes, more than {}", head.length, self.max_bytes);
            return Ok(Raw::Damaged(reason));
        }
        let block = self.block(head.length)?;
        Ok(Raw::Warc(Box::new(WarcRecord {
            kind,
            id: head.id,
            url: head.url,
            fetched: head.fetched,
            content_type: head.content_type,
            identified_type: head.identified_type,
            truncated: head.truncated,
            block,
        })))
    }

    fn skip(&mut self, length: u64) -> Result<(), Trouble> {
        let skipped = io::copy(&mut self.input.by_ref().take(length), &mut io::sink())?;
        self.byte += skipped;
        if skipped < length {
            return Err(cut(skipped, length));
        }
        Ok(())
    }

    fn block(&mut self, length: u64) -> Result<Vec<u8>, Trouble> {
        // The length is what the record says: memory is taken as its bytes come.
        let mut block = Vec::with_capacity(length.min(1 << 20) as usize);
        let outcome = self.input.by_ref().take(length).read_to_end(&mut block);
        self.byte += block.len() as u64;
        let whole = block.len() as u64 == length;
        if whole && self.at_a_records_end()? {
            return Ok(block);
        }
        if let Some(at) = next_record(&block) {
            return Err(Trouble::Damaged(self.recover(&block, at, length)));
        }
        outcome?;
        if whole { Ok(block) } else { Err(cut(block.len() as u64, length)) }
    }

    /// Whether there follow blank lines and another record, or nothing.
    fn at_a_records_end(&mut self) -> io::Result<bool> {
        let ahead = self.input.peek(4 + MAGIC.len())?;
        let next = ahead.trim_ascii_start();
        Ok(next.is_empty() || next.starts_with(MAGIC) || MAGIC.starts_with(next))
    }

    /// Goes back to the record that begins inside another. As much as was read from the file may be read again,
    /// not more: a file of lies would take forever. Gives what is to be said of it.
    fn recover(&mut self, block: &[u8], at: usize, length: u64) -> String {
        let rest = &block[at..];
        if self.reread + rest.len() as u64 > self.byte + self.max_bytes as u64 {
            return format!(
                "the record is cut after {at} of its {length} bytes, and those behind it are lost"
            );
        }
        self.input.unread(rest);
        self.byte -= rest.len() as u64;
        self.reread += rest.len() as u64;
        format!("the record is cut: another begins after {at} of its {length} bytes")
    }
}

impl<R: BufRead + Send> Records for Warc<R> {
    fn next(&mut self) -> Option<Found> {
        if self.ended { None } else { self.record() }
    }
}

fn cut(read: u64, length: u64) -> Trouble {
    Trouble::Unread(format!("the input ends after {read} of the record's {length} bytes"))
}

/// Where in a block another record begins: a version, then a line with a field. Not always at the beginning of a
/// line: what was cut does not end with one.
fn next_record(block: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(block, MAGIC).find(|at| {
        let mut lines = block[*at..].splitn(3, |byte| *byte == b'\n');
        let field = |line: &[u8]| line.contains(&b':') && line[0].is_ascii_alphabetic();
        lines.next().is_some_and(is_version) && lines.next().is_some_and(field)
    })
}

/// Where in a line a version begins that ends with the line.
fn version_at_end(line: &[u8]) -> Option<usize> {
    let at = memchr::memmem::rfind(line, MAGIC)?;
    (line.ends_with(b"\n") && is_version(&line[at..])).then_some(at)
}

/// `WARC/1.1`
fn is_version(line: &[u8]) -> bool {
    let number = line.trim_ascii_end().strip_prefix(MAGIC).unwrap_or_default();
    matches!(number, [b'0' | b'1', b'.', rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
}

/// Names that the summary counts by. What a file calls its records otherwise is not repeated.
fn skipped_kind(kind: &str) -> &'static str {
    let known = ["warcinfo", "request", "metadata", "revisit", "continuation"];
    known.into_iter().find(|known| *known == kind).unwrap_or("records of an unknown type")
}

/// What a record's head says.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    length: u64,
    id: Option<String>,
    url: Option<String>,
    fetched: Option<SystemTime>,
    content_type: Option<String>,
    identified_type: Option<String>,
    truncated: bool,
}

impl Head {
    fn parse(lines: &[u8]) -> Result<Self, String> {
        let mut head = Head::default();
        let mut length = None;
        for line in String::from_utf8_lossy(lines).lines().skip(1) {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                "warc-record-id" => head.id = Some(value.to_owned()),
                "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => head.fetched = value.parse().ok().map(|time: jiff::Timestamp| time.into()),
                "content-type" => head.content_type = Some(value.to_owned()),
                "warc-identified-payload-type" => head.identified_type = Some(value.to_owned()),
                "warc-truncated" => head.truncated = true,
                _ => {}
            }
        }
        head.length = length.ok_or("the record does not say how long it is")?;
        Ok(head)
    }
}

// With its path: the fuzz target takes this file in from elsewhere, and its children would be looked for beside it.
#[cfg(test)]
#[path = "warc/tests.rs"]
mod tests;
