//! Line ends: every one becomes a line feed before anything is read.

use html5ever::tendril::StrTendril;
use memchr::memchr;

/// The input with a line feed for every line end.
pub(super) fn preprocess(html: &str) -> StrTendril {
    let Some(mut end) = memchr(b'\r', html.as_bytes()) else { return StrTendril::from(html) };
    let mut rest = html;
    let mut text = StrTendril::with_capacity(rest.len() as u32);
    loop {
        text.push_slice(&rest[..end]);
        text.push_slice("\n");
        rest = &rest[end + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        match memchr(b'\r', rest.as_bytes()) {
            Some(found) => end = found,
            None => break,
        }
    }
    text.push_slice(rest);
    text
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
