//! The input in batches of lines, bounded in number and in bytes.

use std::io::{self, BufRead, Read};

/// Enough lines to keep all threads busy.
const BATCH_LINES: usize = 256;
/// A batch ends with the line that reaches this, so that memory stays bounded.
const BATCH_BYTES: usize = 32 << 20;
/// Longer lines become error records: twice what a record may hold by the library's default
/// limit, to leave room for JSON's escapes.
const LINE_BYTES: u64 = 128 << 20;

/// One line of the input.
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: u64,
    pub(super) content: Content,
}

pub(super) enum Content {
    Bytes(Vec<u8>),
    TooLong,
}

pub(super) struct Lines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Lines { reader, number: 0 }
    }

    /// The next lines that are not blank; none at the end of the input. An error of reading
    /// comes with the lines that were read before it.
    pub(super) fn next_batch(&mut self) -> (Vec<Line>, Option<io::Error>) {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH_LINES && bytes < BATCH_BYTES {
            match self.next_line() {
                Ok(Some(line)) => {
                    if let Content::Bytes(content) = &line.content {
                        if content.trim_ascii().is_empty() {
                            continue;
                        }
                        bytes += content.len();
                    }
                    batch.push(line);
                }
                Ok(None) => break,
                Err(error) => return (batch, Some(error)),
            }
        }
        (batch, None)
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        self.reader.by_ref().take(LINE_BYTES).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let whole = bytes.ends_with(b"\n") || (bytes.len() as u64) < LINE_BYTES;
        let content = if whole {
            Content::Bytes(bytes)
        } else {
            self.reader.skip_until(b'\n')?;
            Content::TooLong
        };
        Ok(Some(Line { number: self.number, content }))
    }
}
