//! What an input is, from its first bytes.

use crate::dump::args::Format;

/// Bytes that are looked at.
pub(crate) const SNIFFED_BYTES: usize = 4096;

/// What an input that begins so is; `Auto` for a page that is HTML or text, nothing for an empty input.
pub(crate) fn sniff(start: &[u8]) -> Option<Format> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let text = start.trim_ascii_start();
    if text.is_empty() {
        return (start.len() >= SNIFFED_BYTES).then_some(Format::Auto);
    }
    if start.starts_with(b"PAR1") {
        return Some(Format::Parquet);
    }
    if text.starts_with(b"WARC/") {
        return Some(Format::Warc);
    }
    Some(if is_json_line(text) { Format::Jsonl } else { Format::Auto })
}

/// Whether the first line begins as a JSON object. One that goes over several lines is no JSON lines, and a
/// text may begin with a brace.
fn is_json_line(text: &[u8]) -> bool {
    let Some(inside) = text.strip_prefix(b"{") else { return false };
    let spaces = inside.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    matches!(inside.get(spaces), Some(b'"' | b'}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells() {
        let cases: [(&[u8], Option<Format>); 12] = [
            (b"", None),
            (b" \r\n", None),
            (b"{\"id\": 1}", Some(Format::Jsonl)),
            (b"\xef\xbb\xbf\n { \"html\"", Some(Format::Jsonl)),
            (b"{}", Some(Format::Jsonl)),
            (b"{\n \"id\": 1\n}", Some(Format::Auto)),
            (b"{{ title }}", Some(Format::Auto)),
            (b"WARC/1.0\r\n", Some(Format::Warc)),
            (b"WARC files are large", Some(Format::Auto)),
            (b"<!doctype html>", Some(Format::Auto)),
            (b"Home | News", Some(Format::Auto)),
            (b"PAR1\x15", Some(Format::Parquet)),
        ];
        for (start, format) in cases {
            assert_eq!(sniff(start), format, "{}", String::from_utf8_lossy(start));
        }
    }
}
