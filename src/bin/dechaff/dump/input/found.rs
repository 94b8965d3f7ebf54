//! What a reader of inputs gives.

use crate::dump::record::Raw;

/// A record in its input.
pub(crate) struct Found {
    /// From 1.
    pub(crate) number: u64,
    /// Where it begins, after decompression.
    pub(crate) byte: Option<u64>,
    pub(crate) raw: Raw,
}

/// The records of one input, in order. The last one may be `Raw::Unread`.
pub(crate) trait Records: Send {
    fn next(&mut self) -> Option<Found>;
}
