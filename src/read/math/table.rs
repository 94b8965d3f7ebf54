//! Tables: matrices, cases, and equations set one below the other.

use super::element::{Attributes, Element};
use super::piece::{Form, Piece, append};

/// A table of rows. Columns that are aligned right and left in turn are the two sides of equations.
pub(super) fn table(attributes: &Attributes, rows: &[Piece]) -> Piece {
    let columns = attributes.columns.as_deref().unwrap_or_default();
    let is_aligned = columns.starts_with("right left");
    let mut tex = String::new();
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            tex.push_str("\\\\ ");
        }
        append(&mut tex, &row.shown());
    }
    Piece::new(tex, if is_aligned { Form::Aligned } else { Form::Table })
}

/// A row of cells. The number of an equation is not a cell.
pub(super) fn row(element: Element, cells: &[Piece]) -> Piece {
    let skipped = usize::from(element == Element::LabelledRow);
    let mut tex = String::new();
    for (index, cell) in cells.iter().skip(skipped).enumerate() {
        if index > 0 {
            tex.push_str(" & ");
        }
        append(&mut tex, &cell.shown());
    }
    Piece::new(tex, Form::TableRow)
}
