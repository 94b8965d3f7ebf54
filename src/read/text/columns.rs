//! Tables laid out with spaces: cells that begin at the same column in lines that follow each other.

use super::hints::Hints;
use super::lines::{Line, columns, is_blank};

/// White space between two cells, at least.
const GAP: &str = "  ";
/// A gap that shows a table. Justified text has gaps of two, hardly of three; the longest cell of a table's column has
/// one of two after it.
const TELLING_GAP: usize = 3;

/// A cell after a line's first.
#[derive(Debug, Clone, Copy)]
struct Cell {
    column: usize,
    gap: usize,
}

/// Marks the lines that are rows: a cell of theirs begins where one of the line above or below does.
pub(super) fn mark_rows(text: &str, lines: &mut [Line], hints: &Hints) {
    let mut above: Vec<Cell> = Vec::new();
    for index in 0..lines.len() {
        let Line { bytes, indent, .. } = &lines[index];
        let has_gaps = !hints.are_plain(bytes);
        let cells = if has_gaps { cells_behind(&text[bytes.clone()], (*indent).into()) } else { Vec::new() };
        let is_aligned = !lines[index].gap_above && cells.iter().any(|cell| has_below(&above, *cell));
        if is_aligned {
            lines[index - 1].is_row = true;
            lines[index].is_row = true;
        }
        above = cells;
    }
}

/// Whether a cell is below one of those above.
fn has_below(above: &[Cell], cell: Cell) -> bool {
    above.iter().any(|other| other.column == cell.column && other.gap.max(cell.gap) >= TELLING_GAP)
}

/// The cells after a line's first.
fn cells_behind(line: &str, indent: usize) -> Vec<Cell> {
    // A table of more columns is recognised by these.
    const MAX_CELLS: usize = 20;
    if !line.contains(GAP) {
        return Vec::new();
    }
    let (mut column, mut gap) = (indent, 0);
    let mut cells = Vec::new();
    for c in line.chars() {
        if is_blank(c) {
            gap += columns(c);
        } else {
            if gap >= GAP.len() && cells.len() < MAX_CELLS {
                cells.push(Cell { column, gap });
            }
            gap = 0;
        }
        column += columns(c);
    }
    cells
}

/// The cells of a row.
pub(super) fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(GAP).map(|cell| cell.trim_matches(is_blank)).filter(|cell| !cell.is_empty())
}

/// Cells of a browser's copy of a table are separated by tabs; others by many spaces.
pub(super) fn is_row(line: &str) -> bool {
    line.contains('\t') && line.split('\t').filter(|cell| !cell.trim_matches(is_blank).is_empty()).count() > 1
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;
    use crate::options::Limits;

    fn blocks(text: &str) -> Vec<(String, bool)> {
        let page = super::super::page(text, &Limits::new());
        let is_row = |index: usize| matches!(page.blocks[index].kind, BlockKind::TableRow { .. });
        (0..page.blocks.len()).map(|index| (page.block_text(index).to_owned(), is_row(index))).collect()
    }

    #[test]
    fn aligned_cells_are_rows() {
        let text = "Boats of the harbour\nName         Length   Built\nAnna Maria   12 m     1923\n\
                    Old ferryman  9 m     1951\nThe others     were sold in the spring.\n";
        let found = blocks(text);
        assert_eq!(found[0], ("Boats of the harbour".to_owned(), false));
        assert_eq!(found[2], ("Anna Maria\t12 m\t1923".to_owned(), true));
        assert_eq!(found[3], ("Old ferryman\t9 m\t1951".to_owned(), true));
        assert!(found[1].1 && !found[4].1, "{found:?}");
    }

    #[test]
    fn a_gap_alone_makes_no_row() {
        let found =
            blocks("It rained.    Nobody minded.\nThe boats stayed in.\n\nIt rained.    Nobody minded.\n");
        assert!(found.iter().all(|(_, is_row)| !is_row), "{found:?}");
        assert_eq!(found[0].0, "It rained. Nobody minded.");
    }
}
