//! The lines of a text, and where white space ends.

use std::ops::Range;

use crate::document::Aside;
use crate::read::bytes;

/// One line that holds something visible.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Bytes of the input without the white space around.
    pub(super) bytes: Range<usize>,
    /// Columns of white space before the first visible character.
    pub(super) indent: u16,
    pub(super) gap_above: bool,
    /// Characters.
    pub(super) width: u32,
    /// Whether cells laid out with spaces make it a row of a table.
    pub(super) is_row: bool,
    /// Whether it is a part of a line that was split, which nothing continues.
    pub(super) is_part: bool,
    /// Whether it goes on with a label that it was glued to.
    pub(super) is_glued: bool,
    /// What it is, if it is not the page's text.
    pub(super) aside: Option<Aside>,
    /// Whether another record, joined to the one above, begins here.
    pub(super) begins_record: bool,
}

impl Line {
    /// A part of the line, as a line of its own. Only the first has what is above it.
    pub(super) fn part(&self, text: &str, bytes: Range<usize>) -> Line {
        let is_first = bytes.start == self.bytes.start;
        Line {
            gap_above: self.gap_above && is_first,
            begins_record: self.begins_record && is_first,
            width: width(&text[bytes.clone()]),
            is_row: false,
            is_part: true,
            is_glued: false,
            aside: self.aside,
            indent: self.indent,
            bytes,
        }
    }
}

/// Bytes of a line, or more: lists have short ones.
const BYTES_PER_LINE: usize = 48;
/// Lines that room is made for at once; few texts have more.
const MAX_ROOM: usize = 4096;

/// The first `max` lines.
pub(super) fn lines(text: &str, max: usize) -> Vec<Line> {
    let mut out = Vec::with_capacity((text.len() / BYTES_PER_LINE).min(MAX_ROOM).min(max));
    let mut start = 0;
    let mut gap_above = true;
    let mut begins_record = true;
    while start < text.len() && out.len() < max {
        let end = line_end(text, start);
        let after_indent = text[start..end].trim_start_matches(is_blank);
        let body = after_indent.trim_end_matches(is_blank);
        if body.is_empty() || is_rule(body) {
            gap_above = true;
        } else {
            begins_record |= is_record_header(body);
            gap_above |= begins_record;
            let begin = end - after_indent.len();
            let indent = text[start..begin].chars().map(columns).sum::<usize>();
            let width = width(body);
            let indent = u16::try_from(indent).unwrap_or(u16::MAX);
            out.push(Line {
                bytes: begin..begin + body.len(),
                indent,
                gap_above,
                width,
                is_row: false,
                is_part: false,
                is_glued: false,
                aside: None,
                begins_record,
            });
            (gap_above, begins_record) = (false, false);
        }
        begins_record |= text[end..].starts_with(RECORD_END);
        start = after_line_end(text, end);
    }
    out
}

/// The characters of a line, which in ASCII are its bytes.
fn width(line: &str) -> u32 {
    if line.is_ascii() { line.len() as u32 } else { line.chars().count() as u32 }
}

/// Form feed: programs that join files or pages put it between them.
const RECORD_END: char = '\u{c}';

/// The first line of a record of a web archive (ISO 28500): its headers came along with the text.
pub(super) fn is_record_header(line: &str) -> bool {
    line.strip_prefix("WARC/").is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
}

/// The lines of each record. Text that nobody joined is one record.
pub(super) fn records(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(|_, below| !below.begins_record)
}

/// A line drawn with characters: `-----`, `* * *`. It parts what is above and below.
fn is_rule(body: &str) -> bool {
    let strokes = body.chars().filter(|c| !is_blank(*c));
    body.chars().all(|c| is_blank(c) || matches!(c, '-' | '=' | '*' | '_')) && strokes.take(3).count() == 3
}

/// LF, CR LF, CR alone (old Mac), and Unicode's line ends.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where the line ends that begins at a place.
fn line_end(text: &str, start: usize) -> usize {
    // Control characters below 16, and the first bytes of line ends beyond ASCII, which differ by a bit.
    let may_end =
        |eight: u64| bytes::zeros(eight & bytes::all(0xf0)) | bytes::same(eight | bytes::all(0x20), 0xe2);
    let mut at = bytes::find(text.as_bytes(), start, may_end);
    while at < text.len() && !text[at..].starts_with(is_line_end) {
        at = bytes::find(text.as_bytes(), at + 1, may_end);
    }
    at
}

pub(super) fn after_line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(1, char::len_utf8) };
    at + end
}

/// White space, and characters that show nothing.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Soft hyphen, zero-width space, joiners' marks, directional marks, byte order mark, NUL.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

pub(super) fn columns(c: char) -> usize {
    match c {
        '\t' => 8,
        _ if is_invisible(c) => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_every_sign_that_ends_one() {
        let signs = "\n\r\u{b}\u{c}\u{85}\u{2028}\u{2029}\t\u{e}\0\u{a0}\u{86}\u{2027}\u{202a}âÂ漢";
        for length in 0..20 {
            for sign in signs.chars() {
                let text = format!("{}{sign}é\t{sign}{}", "a".repeat(length), "b".repeat(length));
                for start in text.char_indices().map(|(at, _)| at) {
                    let expected = text[start..].find(is_line_end).map_or(text.len(), |at| start + at);
                    assert_eq!(line_end(&text, start), expected, "{text:?}");
                }
            }
        }
    }
}
