//! Lines to blocks.
//!
//! A block is a line of the text, or several lines where the text is hard-wrapped. What
//! the lines' layout tells (blank lines, indents, bullets, columns) becomes evidence.

use std::ops::Range;

use super::{Choice, Origin, Page, RawBlock, Shape, shape};
use crate::article::{BlockKind, Limit};
use crate::options::Limits;

/// Makes a page of flattened text.
pub(crate) fn page(text: &str, limits: &Limits) -> Page {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut page = super::empty(Origin::Text);
    page.text.reserve(text.len());
    let mut table = TableCounter::default();
    let paragraphs = Paragraphs { text, lines: &lines, width };
    for joined in paragraphs {
        if page.blocks.len() == limits.max_blocks {
            page.limits.push(Limit::Blocks);
            break;
        }
        push_block(&mut page, text, joined, &mut table);
    }
    page.containers[0].blocks = 0..page.blocks.len() as u32;
    shape::measure(&mut page);
    page
}

/// One line that holds something visible.
#[derive(Debug, Clone)]
struct Line {
    /// Bytes of the input without the white space around.
    bytes: Range<usize>,
    /// Columns of white space before the first visible character.
    indent: u16,
    gap_above: bool,
    /// Characters.
    width: u32,
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut gap_above = true;
    while start < text.len() {
        let end = text[start..].find(is_line_end).map_or(text.len(), |at| start + at);
        let whole = &text[start..end];
        let body = whole.trim_matches(is_blank);
        if body.is_empty() || is_rule(body) {
            gap_above = true;
        } else {
            let begin = start + (whole.len() - whole.trim_start_matches(is_blank).len());
            let indent = text[start..begin].chars().map(columns).sum::<usize>();
            let width = body.chars().count() as u32;
            let indent = u16::try_from(indent).unwrap_or(u16::MAX);
            out.push(Line { bytes: begin..begin + body.len(), indent, gap_above, width });
            gap_above = false;
        }
        start = after_line_end(text, end);
    }
    out
}

/// A line drawn with characters: `-----`, `* * *`. It parts what stands above and below.
fn is_rule(body: &str) -> bool {
    let strokes = body.chars().filter(|c| !is_blank(*c));
    body.chars().all(|c| is_blank(c) || matches!(c, '-' | '=' | '*' | '_')) && strokes.take(3).count() == 3
}

/// LF, CR LF, CR alone (old Mac), and Unicode's line ends.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn after_line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(1, char::len_utf8) };
    at + end
}

/// White space, and characters that show nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Soft hyphen, zero-width space, joiners' marks, directional marks, byte order mark, NUL.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

const NO_BREAK_SPACE: char = '\u{a0}';

fn columns(c: char) -> usize {
    match c {
        '\t' => 8,
        _ if is_invisible(c) => 0,
        _ => 1,
    }
}

/// The width at which the text was hard-wrapped, if it was.
///
/// Wrapped text has no long lines and many lines of nearly the greatest length; a line was
/// wrapped where the next line's first word would not have fitted.
fn wrap_width(text: &str, lines: &[Line]) -> Option<u32> {
    const WIDTHS: std::ops::RangeInclusive<u32> = 50..=110;
    let mut widths: Vec<u32> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    // One line in fifty may be longer: a heading, an address.
    let width = *widths.get((widths.len() * 49 / 50).min(widths.len().checked_sub(1)?))?;
    if !WIDTHS.contains(&width) || widths.last()? > &(width + width / 2) {
        return None;
    }
    let full = lines.windows(2).filter(|pair| wraps(text, &pair[0], &pair[1], width)).count();
    // Four full lines in ten: lists of headlines rarely come near that.
    (full >= 6 && full * 10 >= lines.len() * 4).then_some(width)
}

/// Whether `next` continues `line`.
fn wraps(text: &str, line: &Line, next: &Line, width: u32) -> bool {
    if next.gap_above || next.indent != line.indent || line.width * 10 < width * 6 {
        return false;
    }
    let next = &text[next.bytes.clone()];
    let first_word = next.split_whitespace().next().unwrap_or("");
    // An en dash behind a full line parts a sentence; it is no bullet.
    let bullet = !next.starts_with('\u{2013}') && strip_marker(next).is_some();
    line.width + 1 + first_word.chars().count() as u32 > width && !bullet
}

/// The column where the text of a list item begins.
fn hang(text: &str, line: &Line) -> Option<u16> {
    let line_text = &text[line.bytes.clone()];
    let bullet = line_text.strip_suffix(strip_marker(line_text)?)?;
    let columns = bullet.chars().map(columns).sum::<usize>();
    line.indent.checked_add(u16::try_from(columns).ok()?)
}

/// Whether `next` continues the list item above whose text begins in column `hang`.
fn hangs(text: &str, next: &Line, hang: u16) -> bool {
    !next.gap_above && next.indent == hang && strip_marker(&text[next.bytes.clone()]).is_none()
}

/// Groups of lines that are one block each.
struct Paragraphs<'a> {
    text: &'a str,
    lines: &'a [Line],
    width: Option<u32>,
}

impl<'a> Iterator for Paragraphs<'a> {
    type Item = &'a [Line];

    fn next(&mut self) -> Option<&'a [Line]> {
        let mut length = usize::from(!self.lines.is_empty());
        let hang = self.lines.first().and_then(|line| hang(self.text, line));
        while let (Some(width), Some([line, next])) =
            (self.width, self.lines.get(length.wrapping_sub(1)..length + 1))
        {
            let hangs = hang.is_some_and(|hang| hangs(self.text, next, hang));
            if !hangs && !wraps(self.text, line, next, width) {
                break;
            }
            length += 1;
        }
        let (group, rest) = self.lines.split_at(length);
        self.lines = rest;
        (!group.is_empty()).then_some(group)
    }
}

/// Numbers tables: rows in a run belong to one.
#[derive(Default)]
struct TableCounter {
    tables: u32,
    inside: bool,
}

impl TableCounter {
    fn row(&mut self, is_row: bool) -> Option<u32> {
        self.tables += u32::from(is_row && !self.inside);
        self.inside = is_row;
        is_row.then(|| self.tables - 1)
    }
}

fn push_block(page: &mut Page, text: &str, lines: &[Line], table: &mut TableCounter) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let (marker, skipped) = marker(&text[first.bytes.clone()], first.indent);
    let input = first.bytes.start + skipped..last.bytes.end;
    let source = &text[input.clone()];
    let row = table.row(is_row(source));
    let start = page.text.len();
    if row.is_some() {
        push_cells(&mut page.text, source)
    } else {
        push_collapsed(&mut page.text, source)
    }
    if page.text.len() == start {
        return;
    }
    let kind = row.map_or(marker, |table| BlockKind::TableRow { table, header: false });
    let end = page.text.len();
    page.text.push('\n');
    page.blocks.push(RawBlock {
        text: start as u32..end as u32,
        kind,
        container: 0,
        link_chars: 0,
        link_count: 0,
        strong_chars: 0,
        spans: 0..0,
        input: Some(input.start as u32..input.end as u32),
        gap_above: first.gap_above,
        indent: first.indent,
        choice: Choice::Open,
        shape: Shape::default(),
    });
}

/// What a line's first character says of its kind, and how many bytes are not text.
fn marker(line: &str, indent: u16) -> (BlockKind, usize) {
    if let Some(rest) = strip_marker(line) {
        let depth = (indent / 4).clamp(1, 6) as u8;
        return (BlockKind::ListItem { depth, ordered: false }, line.len() - rest.len());
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    let rest = line[hashes..].trim_start();
    if (1..=6).contains(&hashes) && rest.len() < line.len() - hashes && !rest.is_empty() {
        return (BlockKind::Heading { level: hashes as u8 }, line.len() - rest.len());
    }
    (BlockKind::Paragraph, 0)
}

/// The text after a list's bullet.
fn strip_marker(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    let bullet = matches!(
        chars.next()?,
        '*' | '+'
            | '-'
            | '\u{2022}'
            | '\u{25e6}'
            | '\u{2023}'
            | '\u{25aa}'
            | '\u{25cf}'
            | '\u{25cb}'
            | '\u{b7}'
            | '\u{2013}'
    );
    let rest = chars.as_str();
    let text = rest.trim_start_matches(is_blank);
    (bullet && text.len() < rest.len() && !text.is_empty()).then_some(text)
}

/// Cells of a browser's copy of a table are separated by tabs.
fn is_row(line: &str) -> bool {
    line.contains('\t') && line.split('\t').filter(|cell| !cell.trim_matches(is_blank).is_empty()).count() > 1
}

fn push_cells(out: &mut String, line: &str) {
    for (index, cell) in line.split('\t').enumerate() {
        if index > 0 {
            out.push('\t');
        }
        push_collapsed(out, cell);
    }
}

/// Appends text with white space collapsed and invisible characters left out. A no-break
/// space alone between two characters is the author's and stays.
fn push_collapsed(out: &mut String, text: &str) {
    let start = out.len();
    let mut gap = None;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = Some(if c == NO_BREAK_SPACE && gap.is_none() { NO_BREAK_SPACE } else { ' ' });
        } else if !is_invisible(c) {
            if out.len() > start {
                out.extend(gap);
            }
            gap = None;
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let page = page(text, &Limits::new());
        (0..page.blocks.len()).map(|index| page.block_text(index).to_owned()).collect()
    }

    const LETTER: &str = "\
The mayor opened the new bridge on Saturday, an hour after the rain
had stopped, and walked over it with the children of the school and
a band that had practised for this day since March of last year.
--------------------------------------------------------------------
Before that the people of both banks had met on the ferry, which was
slow, or not at all, which was cheaper, and few had married across.
- The toll is a penny for a person and nothing for a dog, whatever
  the size of the dog, as long as it walks on feet of its own and
  not on a cart.
- The ferry stays for those who like it.
It will be sold in June if nobody likes it by then, says the
council, which has had enough of painting boats and would rather
paint a town. The painters agree, since the boats are painted at
night when no one wants to cross, by the light of lamps that the
wind blows out, while a town stands still, and can be painted by
day.
";

    #[test]
    fn wrapped_lines_are_joined_and_rules_part_them() {
        let found = blocks(LETTER);
        let starts: Vec<&str> = found.iter().filter_map(|text| text.split(' ').next()).collect();
        assert_eq!(starts, ["The", "Before", "The", "The", "It"], "{found:#?}");
        assert!(found[0].ends_with("of last year.") && found[1].ends_with("married across."));
        assert!(found[2].ends_with("of its own and not on a cart."));
        assert_eq!(found[3], "The ferry stays for those who like it.");
    }

    #[test]
    fn line_ends_of_every_system_are_the_same() {
        for end in ["\r\n", "\r", "\u{2028}"] {
            assert_eq!(blocks(&LETTER.replace('\n', end)), blocks(LETTER), "{end:?}");
        }
        let page = page("a\r\n\r\nb\r\nc", &Limits::new());
        assert_eq!(page.blocks.iter().map(|block| block.gap_above).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn rules_are_gaps() {
        let page = page("a\n=====\nb\n* * *\n___\nc\n--\n***!", &Limits::new());
        let gaps: Vec<_> = (0..page.blocks.len())
            .map(|index| (page.block_text(index), page.blocks[index].gap_above))
            .collect();
        assert_eq!(gaps, [("a", true), ("b", true), ("c", true), ("--", false), ("***!", false)]);
    }

    #[test]
    fn only_a_lone_no_break_space_stays() {
        let cases = [
            ("50\u{a0}km", "50\u{a0}km"),
            ("50\u{feff}\u{a0}\u{200b}km", "50\u{a0}km"),
            ("50\u{a0} km", "50 km"),
            ("50\u{a0}\u{a0}km", "50 km"),
            ("\u{a0}50\u{3000}km\u{a0}", "50 km"),
            ("50 \u{2003} km", "50 km"),
        ];
        for (text, wanted) in cases {
            assert_eq!(blocks(text), [wanted], "{text:?}");
        }
    }
}
