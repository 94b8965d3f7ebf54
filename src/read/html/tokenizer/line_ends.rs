//! Line ends: every one becomes a line feed before anything is read.

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use memchr::memchr;

/// The input with a line feed for every line end.
pub(in crate::read) fn normalised(html: &str) -> Cow<'_, str> {
    let Some(mut end) = memchr(b'\r', html.as_bytes()) else { return Cow::Borrowed(html) };
    let mut rest = html;
    let mut text = String::with_capacity(rest.len());
    loop {
        text.push_str(&rest[..end]);
        text.push('\n');
        rest = &rest[end + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        match memchr(b'\r', rest.as_bytes()) {
            Some(found) => end = found,
            None => break,
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The same as a buffer whose parts are shared.
pub(super) fn preprocess(html: &str) -> StrTendril {
    StrTendril::from(&*normalised(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_line_feeds() {
        for (html, expected) in
            [("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r", "\n"), ("\r\r\n\n", "\n\n\n"), ("", "")]
        {
            assert_eq!(&*preprocess(html), expected, "{html:?}");
        }
    }
}
