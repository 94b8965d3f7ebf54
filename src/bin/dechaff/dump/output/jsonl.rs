//! JSON lines, to a file that can be continued or to a stream that cannot.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::Sink;
use super::target::{naming, part};
use crate::dump::clean::Written;

const BUFFER_BYTES: usize = 256 << 10;

/// Standard output, a pipe, a device.
pub(crate) struct Stream<W: Write>(BufWriter<W>);

impl<W: Write> Stream<W> {
    pub(crate) fn new(out: W) -> Self {
        Stream(BufWriter::with_capacity(BUFFER_BYTES, out))
    }
}

impl<W: Write> Sink for Stream<W> {
    fn write(&mut self, written: Written) -> io::Result<()> {
        self.0.write_all(line(&written)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn mark(&mut self, _: bool) -> io::Result<Option<u64>> {
        Ok(None)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// A file, which has another name until it is complete.
pub(crate) struct Jsonl {
    out: BufWriter<File>,
    file: PathBuf,
    bytes: u64,
}

impl Jsonl {
    /// Opens the file, cut to its first `bytes` bytes.
    pub(crate) fn open(file: &Path, bytes: u64) -> io::Result<Self> {
        let part = part(file);
        let open = || {
            let mut out = OpenOptions::new().create(true).write(true).truncate(false).open(&part)?;
            if out.metadata()?.len() < bytes {
                return Err(io::Error::other("is shorter than the run before left it"));
            }
            out.set_len(bytes)?;
            out.seek(SeekFrom::End(0))?;
            Ok(out)
        };
        let out = BufWriter::with_capacity(BUFFER_BYTES, naming(&part, open())?);
        Ok(Jsonl { out, file: file.to_owned(), bytes })
    }

    pub(crate) fn write_line(&mut self, line: &[u8]) -> io::Result<()> {
        self.bytes += line.len() as u64;
        let outcome = self.out.write_all(line);
        self.named(outcome)
    }

    fn named<T>(&self, outcome: io::Result<T>) -> io::Result<T> {
        naming(&part(&self.file), outcome)
    }

    fn lasting(&mut self) -> io::Result<()> {
        let outcome = self.out.flush().and_then(|()| self.out.get_ref().sync_data());
        self.named(outcome)
    }
}

impl Sink for Jsonl {
    fn write(&mut self, written: Written) -> io::Result<()> {
        self.write_line(line(&written)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.out.flush();
        self.named(outcome)
    }

    fn mark(&mut self, asked: bool) -> io::Result<Option<u64>> {
        if !asked {
            return Ok(None);
        }
        self.lasting()?;
        Ok(Some(self.bytes))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.lasting()?;
        naming(&self.file, fs::rename(part(&self.file), &self.file))
    }
}

fn line(written: &Written) -> io::Result<&[u8]> {
    match written {
        Written::Line(line) | Written::File { line, .. } => Ok(line),
        Written::Row(_) | Written::FailedRow(_) | Written::Seen(_) => {
            Err(io::Error::other("a row is no line"))
        }
    }
}
