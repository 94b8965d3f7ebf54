//! A reader that can be looked into ahead, and that takes back what was read too far.

use std::io::{self, BufRead, Read};

pub(crate) struct Pushback<R> {
    /// What comes before the rest of `inner`, from `at` on.
    ahead: Vec<u8>,
    at: usize,
    /// What reading ahead met, to be told when everything before it has been read.
    failure: Option<io::Error>,
    inner: R,
}

impl<R: BufRead> Pushback<R> {
    pub(crate) fn new(inner: R) -> Self {
        Pushback { ahead: Vec::new(), at: 0, failure: None, inner }
    }

    /// The next bytes, fewer only at the end. They are read again later.
    pub(crate) fn peek(&mut self, bytes: usize) -> io::Result<&[u8]> {
        let missing = bytes.saturating_sub(self.ahead.len() - self.at);
        if missing > 0 && self.failure.is_none() {
            self.ahead.drain(..self.at);
            self.at = 0;
            self.failure = self.inner.by_ref().take(missing as u64).read_to_end(&mut self.ahead).err();
        }
        if self.at == self.ahead.len()
            && let Some(failure) = self.failure.take()
        {
            return Err(failure);
        }
        let end = self.ahead.len().min(self.at + bytes);
        Ok(&self.ahead[self.at..end])
    }

    /// Puts bytes back in front: where they came from, if there is room, so that it takes no longer than they do.
    pub(crate) fn unread(&mut self, bytes: &[u8]) {
        if bytes.len() <= self.at {
            let start = self.at - bytes.len();
            self.ahead[start..self.at].copy_from_slice(bytes);
            self.at = start;
            return;
        }
        self.ahead = [bytes, &self.ahead[self.at..]].concat();
        self.at = 0;
    }
}

impl<R: BufRead> Read for Pushback<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Pushback<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.ahead.len() {
            return Ok(&self.ahead[self.at..]);
        }
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        if self.at < self.ahead.len() {
            self.at += bytes;
            return;
        }
        self.inner.consume(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_in_order_whatever_was_looked_at() {
        let mut input = Pushback::new(&b"rain and wind"[..]);
        assert_eq!(input.peek(4).unwrap(), b"rain");
        assert_eq!(input.peek(2).unwrap(), b"ra");
        let mut start = [0; 5];
        input.read_exact(&mut start).unwrap();
        assert_eq!(input.peek(100).unwrap(), b"and wind");
        input.unread(b"snow ");
        assert_eq!(input.peek(5).unwrap(), b"snow ");
        input.consume(2);
        input.unread(b"xn");
        input.consume(1);
        input.unread(b"s");
        let mut rest = String::new();
        input.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "snow and wind");
        assert_eq!(input.peek(1).unwrap(), b"");
    }

    #[test]
    fn an_error_comes_after_what_was_read_before_it() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let mut input = Pushback::new(io::BufReader::new((&b"rain"[..]).chain(Broken)));
        assert_eq!(input.peek(8).unwrap(), b"rain");
        let mut out = Vec::new();
        assert_eq!(input.read_to_end(&mut out).unwrap_err().to_string(), "broken");
        assert_eq!(out, b"rain");
    }
}
