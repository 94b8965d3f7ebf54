//! What every kind of output can do.

use std::io;

use crate::dump::clean::Written;

/// What takes the records.
pub(crate) trait Sink {
    fn write(&mut self, written: Written) -> io::Result<()>;

    /// Hands on what was written so far, to whoever waits at the other end.
    fn flush(&mut self) -> io::Result<()>;

    /// Makes what was written so far lasting, if that is asked for and possible at this point. Gives what
    /// `open` needs to continue from here.
    fn mark(&mut self, asked: bool) -> io::Result<Option<u64>>;

    /// The output is complete.
    fn finish(self: Box<Self>) -> io::Result<()>;
}
