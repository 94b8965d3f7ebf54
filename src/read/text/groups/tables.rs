//! Rows to tables: those with tabs, those laid out with spaces, and those of Markdown.
//!
//! The reader has made rows of the first two, with tabs between the cells. Rows of Markdown are paragraphs whose pipes are
//! part of the text; the line drawn below the header is proof of the table.

use std::ops::Range;

use super::leaf::{Leaf, LeafKind, Row};
use super::prefix::{Prefix, forget_signs, source};
use crate::document::{BlockKind, Document, Signs};
use crate::read::text::lines::{is_blank, is_line_end};

/// Cells of a row, at most; the rest of the row is its last cell. Browsers stop at the same number of columns.
const MAX_CELLS: usize = 1000;

/// The tables among the blocks that no listing holds. Lines drawn below headers are covered whole.
pub(super) fn tables(
    document: &Document,
    input: &str,
    prefixes: &mut [Prefix],
    listings: &[Leaf],
) -> Vec<Leaf> {
    let mut tables = Vec::new();
    let mut listings = listings.iter().peekable();
    let mut at = 0;
    while at < prefixes.len() {
        if let Some(listing) = listings.next_if(|listing| listing.blocks.start == at) {
            at = listing.blocks.end;
            continue;
        }
        let end = listings.peek().map_or(prefixes.len(), |listing| listing.blocks.start);
        let rows = match document.blocks[at].kind {
            BlockKind::TableRow { .. } => rows_of_tabs(document, prefixes, at..end),
            BlockKind::Paragraph => rows_of_pipes(document, input, prefixes, at..end),
            _ => Vec::new(),
        };
        let blocks = at..at + rows.iter().map(|row| row.blocks).sum::<usize>();
        at = blocks.end.max(at + 1);
        if !rows.is_empty() {
            forget_signs(&mut prefixes[blocks.clone()]);
            tables.push(Leaf { blocks, kind: LeafKind::Table(rows) });
        }
    }
    tables
}

/// The rows of the reader's table that the first block belongs to. An empty line parts rows of different lengths.
fn rows_of_tabs(document: &Document, prefixes: &[Prefix], blocks: Range<usize>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let first = &document.blocks[blocks.start];
    for block in blocks.clone() {
        let raw = &document.blocks[block];
        if raw.kind != first.kind || prefixes[block].quotes != prefixes[blocks.start].quotes {
            break;
        }
        let content = prefixes[block].content;
        let cells = cells(&document.text[content as usize..raw.text.end as usize], content, '\t');
        if raw.gap_above && rows.last().is_some_and(|above| above.cells.len() != cells.len()) {
            break;
        }
        rows.push(Row { is_header: false, blocks: 1, cells });
    }
    let has_header = has_header(document, &rows);
    if let Some(first) = rows.first_mut() {
        first.is_header = has_header;
    }
    rows
}

/// Whether the first row names columns: no cell of it is empty, but the one in the corner, or has a figure, and below one
/// of them every cell has.
fn has_header(document: &Document, rows: &[Row]) -> bool {
    let Some((header, data)) = rows.split_first().filter(|(_, data)| !data.is_empty()) else { return false };
    let text = |cell: &Range<u32>| &document.text[cell.start as usize..cell.end as usize];
    let has_figure = |cell: &Range<u32>| text(cell).contains(|c: char| c.is_ascii_digit());
    let is_name = |(column, cell)| (column == 0 || !text(cell).is_empty()) && !has_figure(cell);
    let is_figures = |column: usize| data.iter().all(|row| row.cells.get(column).is_some_and(has_figure));
    header.cells.iter().enumerate().all(is_name) && (1..header.cells.len()).any(is_figures)
}

/// The rows of the Markdown table whose header is the first block: a line is drawn below it, of as many cells.
fn rows_of_pipes(
    document: &Document,
    input: &str,
    prefixes: &mut [Prefix],
    blocks: Range<usize>,
) -> Vec<Row> {
    let line = blocks.start + 1;
    if line >= blocks.end || !is_drawn_line(&document.text, &pipe_cells(document, input, prefixes, line)) {
        return Vec::new();
    }
    let header = pipe_cells(document, input, prefixes, blocks.start);
    let is_below = |prefixes: &[Prefix], block: usize| {
        !prefixes[block].gap_above && prefixes[block].quotes == prefixes[blocks.start].quotes
    };
    let columns = pipe_cells(document, input, prefixes, line).len();
    if header.len() != columns || !is_below(prefixes, line) {
        return Vec::new();
    }
    prefixes[line].after = document.blocks[line].text.end;
    let mut rows = vec![Row { is_header: true, blocks: 2, cells: header }];
    for block in line + 1..blocks.end {
        let cells = pipe_cells(document, input, prefixes, block);
        if cells.is_empty() || !is_below(prefixes, block) {
            break;
        }
        rows.push(Row { is_header: false, blocks: 1, cells });
    }
    rows
}

/// The cells of a paragraph of one line with pipes; `None` for any other.
fn pipe_cells(document: &Document, input: &str, prefixes: &[Prefix], block: usize) -> Vec<Range<u32>> {
    let raw = &document.blocks[block];
    if !raw.shape.signs.any(Signs::BAR) {
        return Vec::new();
    }
    let text = &document.text[prefixes[block].content as usize..raw.text.end as usize];
    let is_row = raw.kind == BlockKind::Paragraph && text.contains('|');
    if !is_row || source(raw, input).contains(is_line_end) {
        return Vec::new();
    }
    let inner = text.strip_prefix('|').unwrap_or(text);
    let start = prefixes[block].content + (text.len() - inner.len()) as u32;
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    cells(inner, start, '|')
}

/// Whether the cells are a line drawn below a header: `---`, `:--`, `:-:`.
fn is_drawn_line(text: &str, cells: &[Range<u32>]) -> bool {
    let is_drawn = |cell: &Range<u32>| {
        let cell = &text[cell.start as usize..cell.end as usize];
        let strokes = cell.strip_prefix(':').unwrap_or(cell);
        let strokes = strokes.strip_suffix(':').unwrap_or(strokes);
        !strokes.is_empty() && strokes.bytes().all(|byte| byte == b'-')
    };
    !cells.is_empty() && cells.iter().all(is_drawn)
}

/// The parts of a text that begins at `start` in the buffer, without white space around. A pipe after a backslash is text.
fn cells(text: &str, start: u32, separator: char) -> Vec<Range<u32>> {
    let mut cells = Vec::new();
    let mut from = 0;
    let is_end = |at: &usize| separator != '|' || !text[..*at].ends_with('\\');
    let ends = text.match_indices(separator).map(|(at, _)| at).filter(is_end);
    for end in ends.take(MAX_CELLS - 1).chain([text.len()]) {
        let cell = &text[from..end];
        let skipped = cell.len() - cell.trim_start_matches(is_blank).len();
        let first = start + (from + skipped) as u32;
        cells.push(first..first + cell.trim_matches(is_blank).len() as u32);
        from = (end + separator.len_utf8()).min(text.len());
    }
    cells
}
