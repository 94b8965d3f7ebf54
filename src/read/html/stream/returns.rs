//! Line ends: of every one what is read has a line feed.

use std::ops::Range;

use memchr::memchr;

use super::reader::Reader;
use crate::read::html::tokenizer::line_ends::normalised;
use crate::read::sink::Sink;

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// A part of the input with a line feed for every line end.
    #[inline(always)]
    pub(super) fn written(&mut self, range: Range<usize>) -> &'a str {
        match &self.next_return {
            Some(next) if !next.is_after(&range) => self.without_returns(range),
            _ => &self.html[range],
        }
    }

    #[inline(never)]
    fn without_returns(&mut self, range: Range<usize>) -> &'a str {
        let html = self.html;
        let has_return = self.next_return.as_mut().is_some_and(|next| next.is_in(&range, html));
        let written = &html[range];
        if !has_return {
            return written;
        }
        if let Some(rest) = written.strip_prefix('\r')
            && rest.starts_with('\n')
            && memchr(b'\r', rest.as_bytes()).is_none()
        {
            // As the indents between tags are.
            return rest;
        }
        self.made.hold(normalised(written).into_owned())
    }
}
