//! Which rows of a table are data, to be read as one line, and which are layout.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use super::elements::{self, Display};

/// A row whose cells are joined to one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) header: bool,
    pub(super) cells_seen: u32,
}

/// Looks at a row: `None` for one cell, and for cells that hold more than one block.
///
/// The look stops at a table inside, so that each node is looked at for one row only.
pub(super) fn plain_row(row: NodeRef<'_, Node>, in_head: bool) -> Option<Row> {
    let mut cells = 0;
    let mut all_headers = true;
    for cell in row.children() {
        let Some(element) = cell.value().as_element() else { continue };
        match element.name() {
            "td" => all_headers = false,
            "th" => {}
            _ => continue,
        }
        if !is_one_line(cell) {
            return None;
        }
        cells += 1;
    }
    (cells > 1).then_some(Row { header: all_headers || in_head, cells_seen: 0 })
}

/// Whether a cell would give at most one block, and no block of a kind of its own.
fn is_one_line(cell: NodeRef<'_, Node>) -> bool {
    let mut skipped = None;
    let (mut runs, mut in_run, mut breaks) = (0, false, 0);
    for edge in cell.traverse() {
        match edge {
            Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
            _ if skipped.is_some() => {}
            Edge::Open(node) => match node.value() {
                Node::Text(text) if text.contains(|c: char| !c.is_whitespace()) => {
                    runs += u32::from(!in_run);
                    (in_run, breaks) = (true, 0);
                }
                Node::Element(element) => match (element.name(), elements::display(element.name())) {
                    ("br", _) => {
                        breaks += 1;
                        in_run &= breaks < 2;
                    }
                    (_, Display::Skipped | Display::Replaced) => skipped = Some(node.id()),
                    (name, _) if is_rich(name) => return false,
                    (_, Display::Block) => in_run = false,
                    _ => {}
                },
                _ => {}
            },
            Edge::Close(node) => {
                let element = node.value().as_element();
                in_run &= element.is_none_or(|e| elements::display(e.name()) != Display::Block);
            }
        }
        if runs > 1 {
            return false;
        }
    }
    true
}

/// Elements that no line of a table holds.
fn is_rich(name: &str) -> bool {
    elements::heading_level(name).is_some()
        || elements::is_preformatted(name)
        || matches!(name, "table" | "tr" | "li" | "dt" | "dd" | "blockquote" | "figure" | "form")
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;
    use crate::options::Limits;
    use crate::read::html::tree::{self, Attributes};
    use crate::read::html::{Choices, page};

    /// The blocks: whether a row's cells are headers, nothing for what is no row.
    fn rows(html: &str) -> Vec<Option<bool>> {
        let limits = Limits::new();
        let document = tree::parse(html, &limits, Attributes::Read).html;
        let page = page(&document, None, &Choices { keep: &[], remove: &[] }, &limits);
        let header = |kind| match kind {
            BlockKind::TableRow { header, .. } => Some(header),
            _ => None,
        };
        page.blocks.iter().map(|block| header(block.kind)).collect()
    }

    #[test]
    fn rows_of_headers_and_rows_of_data_are_lines() {
        let table = "<table><tr><th>Year<th>Carts<tr><td>1802<td>1,200<tr><th>1803<td>900</table>";
        assert_eq!(rows(table), [Some(true), Some(false), Some(false)]);
        let headed = "<table><thead><tr><td>Year<td>Carts<tbody><tr><td>1802<td>1,200</table>";
        assert_eq!(rows(headed), [Some(true), Some(false)]);
    }

    #[test]
    fn cells_of_several_blocks_are_layout() {
        let layout = "<table><tr><td><p>One<p>Two<td>Three</table>";
        assert_eq!(rows(layout), [None; 3]);
        assert_eq!(rows("<table><tr><td>Alone</table>"), [None]);
    }
}
