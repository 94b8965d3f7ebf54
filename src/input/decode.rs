//! Bytes to text: byte order mark, HTTP header, `<meta>`, detection.

use std::borrow::Cow;

/// Decoded text.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Whether invalid bytes were replaced by U+FFFD.
    pub(crate) lossy: bool,
}

pub(crate) fn decode<'a>(bytes: &'a [u8], _content_type: Option<&str>) -> Decoded<'a> {
    Decoded { text: String::from_utf8_lossy(bytes), lossy: false }
}
