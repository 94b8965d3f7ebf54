//! Tables of Markdown: rows of cells between pipes.
//!
//! Markdown has neither spans nor cells of several blocks. A cell that spans columns or rows is written in its first
//! place and leaves the others empty; the blocks of a cell are joined by `<br>`; tables inside a cell
//! are dissolved into it.

use crate::document::GroupKind;

/// Cells that are added for spans and short rows, for each cell that is there, and at least.
const MAX_PADDING: usize = 16;
const MIN_MAX_PADDING: usize = 10_000;
/// Columns that a cell can span.
const MAX_SPAN_COLUMNS: usize = 20;

/// A table that is being read.
#[derive(Default)]
pub(super) struct Table {
    /// Groups that are open inside.
    depth: usize,
    rows: Vec<Vec<Cell>>,
}

struct Cell {
    text: String,
    columns: usize,
    rows: usize,
}

impl Table {
    pub(super) fn enter(&mut self, kind: GroupKind) {
        self.depth += 1;
        match kind {
            GroupKind::Row { .. } if self.depth == 1 => self.rows.push(Vec::new()),
            GroupKind::Cell { columns, rows, .. } if self.depth <= 2 => {
                let columns = usize::from(columns).min(MAX_SPAN_COLUMNS);
                self.push(Cell { text: String::new(), columns, rows: rows.into() });
            }
            _ => {}
        }
    }

    /// False if what is left is the table itself.
    pub(super) fn leave(&mut self) -> bool {
        let was_inside = self.depth > 0;
        self.depth = self.depth.saturating_sub(1);
        was_inside
    }

    /// Whether what comes next is above all rows.
    pub(super) fn is_before_rows(&self) -> bool {
        self.depth == 0 && self.rows.is_empty()
    }

    /// Adds a block to the innermost cell.
    pub(super) fn add(&mut self, block: &str) {
        if self.depth == 0 {
            self.rows.push(Vec::new());
        }
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                cell.text.push_str(if cell.text.is_empty() { "" } else { "<br>" });
                cell.text.push_str(block);
            }
            None => self.push(Cell { text: block.to_owned(), columns: 1, rows: 1 }),
        }
    }

    fn push(&mut self, cell: Cell) {
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.rows.push(vec![cell]),
        }
    }

    /// The table's lines; no lines if it has no cell.
    pub(super) fn lines(&self) -> Vec<String> {
        let cells: usize = self.rows.iter().map(Vec::len).sum();
        let columns = self.columns();
        let pads = columns * self.rows.len() <= MIN_MAX_PADDING.max(cells * MAX_PADDING);
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        let mut spanned = vec![0; columns];
        for row in &self.rows {
            let is_first = lines.is_empty();
            let places =
                if pads { places(row, &mut spanned) } else { row.iter().map(|c| c.text.as_str()).collect() };
            let missing = if pads || is_first { columns.saturating_sub(places.len()) } else { 0 };
            let texts = places.into_iter().chain(std::iter::repeat_n("", missing));
            lines.push(texts.fold("|".to_owned(), |line, text| line + " " + text + " |"));
            if is_first {
                lines.push("|".to_owned() + &" --- |".repeat(columns));
            }
        }
        if columns > 0 { lines } else { Vec::new() }
    }

    /// As many as the fullest row has cells, those that reach into it from above among them. Columns that cells
    /// span and that no row has cells for do not count.
    fn columns(&self) -> usize {
        let mut ends = vec![0; self.rows.len() + 1];
        let (mut from_above, mut columns) = (0, 0);
        for (index, row) in self.rows.iter().enumerate() {
            from_above -= ends[index];
            columns = columns.max(row.len() + from_above);
            for cell in row.iter().filter(|cell| cell.rows > 1) {
                ends[(index + cell.rows).min(self.rows.len())] += cell.columns.max(1);
                from_above += cell.columns.max(1);
            }
        }
        columns
    }
}

/// The texts of a row, each in its column. `spanned` has for every column how many more rows a cell above takes.
fn places<'c>(row: &'c [Cell], spanned: &mut [usize]) -> Vec<&'c str> {
    let mut places = vec![""; spanned.len()];
    let mut free: Vec<usize> = (0..spanned.len()).filter(|column| spanned[*column] == 0).collect();
    spanned.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    free.reverse();
    for (index, cell) in row.iter().enumerate() {
        // What later cells of the row need is not theirs to take.
        let later = row.len() - index - 1;
        let columns = cell.columns.min(free.len().saturating_sub(later)).max(1);
        for (nth, column) in free.split_off(free.len().saturating_sub(columns)).into_iter().rev().enumerate()
        {
            spanned[column] = cell.rows.saturating_sub(1);
            if nth == 0 {
                places[column] = &cell.text;
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, columns: usize, rows: usize) -> Cell {
        Cell { text: text.to_owned(), columns, rows }
    }

    fn lines(rows: Vec<Vec<Cell>>) -> String {
        Table { depth: 0, rows }.lines().join("\n")
    }

    #[test]
    fn spans_leave_places_empty() {
        let rows = vec![
            vec![cell("a", 2, 1), cell("b", 1, 2)],
            vec![cell("c", 1, 1), cell("d", 1, 1)],
            vec![cell("e", 1, 1), cell("f", 1, 1), cell("g", 1, 1)],
        ];
        assert_eq!(lines(rows), "| a |  | b |\n| --- | --- | --- |\n| c | d |  |\n| e | f | g |");
        assert_eq!(lines(vec![vec![cell("a", 65_535, 65_535)]]), "| a |\n| --- |");
        assert_eq!(lines(vec![]), "");
    }

    #[test]
    fn a_wide_row_does_not_widen_a_long_table() {
        let wide = (0..2000).map(|_| cell("x", 1, 1)).collect();
        let mut rows: Vec<Vec<Cell>> = (0..2000).map(|_| vec![cell("x", 1, 1)]).collect();
        rows.insert(0, wide);
        assert!(lines(rows).len() < 50_000);
    }
}
