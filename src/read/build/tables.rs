//! Rows of tables: those of data are one line, those of layout are what they hold.
//!
//! Which a row is, is known where it ends. Until then its cells become blocks like everything else; then they are joined to one
//! block with tabs between them, if there are two or more and each is a line: at most one block, and none of
//! a kind of its own. A row inside the cell of another row makes the outer one layout.
//!
//! A table is judged where it ends, by what its rows were: see [`TableFacts::is_layout`](super::pending::TableFacts::is_layout).
//! One that only places things on the page is dissolved: its rows and cells become sections.

use super::builder::Builder;
use super::context::Context;
use super::pending::{Cell, Row};
use super::{elements, groups};
use crate::document::{BlockKind, GroupData, GroupKind, RawBlock};
use crate::read::sink::Element;

impl Builder<'_, '_> {
    /// Notes what a part of a table means for what is inside it, and opens a row.
    pub(super) fn open_table_part(
        &mut self,
        element: &Element<'_, '_>,
        inner: &mut Context<'_>,
    ) -> Option<Row> {
        let name = element.name;
        if inner.row > 0
            && is_rich(name)
            && let Some(row) = self.open_row(inner.row)
        {
            row.is_rich = true;
        }
        match name {
            "table" => {
                inner.table = self.tables;
                inner.table_frame = self.frames.len();
                inner.in_table_head = false;
                self.tables += 1;
            }
            "thead" => inner.in_table_head = true,
            "tr" => {
                inner.row = self.frames.len();
                return Some(self.new_row(inner.in_table_head));
            }
            "td" | "th" => self.open_cell(groups::cell(element)),
            _ => {}
        }
        None
    }

    fn open_row(&mut self, frame: usize) -> Option<&mut Row> {
        self.frames.get_mut(frame).and_then(|frame| frame.row.as_deref_mut())
    }

    fn new_row(&self, in_head: bool) -> Row {
        Row {
            in_head,
            all_headers: true,
            is_rich: false,
            has_gutter: false,
            first_block: self.page.blocks.len() as u32,
            first_mark: self.page.marks.len(),
            first_image: self.page.images.len(),
            first_cell: self.cells.len(),
            first_note: self.notes.len(),
            text_start: self.page.text.len() as u32,
        }
    }

    /// A cell directly inside a row.
    fn open_cell(&mut self, kind: GroupKind) {
        let first_block = self.page.blocks.len() as u32;
        let Some(row) = self.frames.last_mut().and_then(|frame| frame.row.as_mut()) else { return };
        row.all_headers &= matches!(kind, GroupKind::Cell { header: true, .. });
        self.cells.push(Cell { first_block, kind });
    }

    /// Ends the row that the innermost frame is, if it is one.
    pub(super) fn close_row(&mut self) {
        let Some(row) = self.frames.last().and_then(|frame| frame.row.as_deref().copied()) else { return };
        let tr = self.frames.len() - 1;
        if let Some(group) = self.frames[tr].group {
            self.page.groups[group as usize].kind = GroupKind::Row { header: row.is_header() };
        }
        let is_line = self.is_line(&row);
        self.note_row(&row, tr, is_line);
        if is_line {
            self.join(&row, tr);
        }
        self.cells.truncate(row.first_cell);
    }

    /// Takes a row into the account of its table.
    fn note_row(&mut self, row: &Row, tr: usize, is_line: bool) {
        let end = self.page.blocks.len() as u32;
        let cells = self.cells.get(row.first_cell..).unwrap_or_default();
        let ends = cells.iter().skip(1).map(|cell| cell.first_block).chain([end]);
        let sizes = cells.iter().zip(ends).map(|(cell, end)| end - cell.first_block).filter(|size| *size > 0);
        let (filled, largest) = sizes.fold((0, 0), |(filled, most), size| (filled + 1, size.max(most)));
        let has_header = cells.iter().any(|cell| matches!(cell.kind, GroupKind::Cell { header: true, .. }));
        let table = self.frames[tr].context.table_frame;
        if let Some(facts) = self.frames.get_mut(table).and_then(|frame| frame.table.as_mut()) {
            facts.rows += u32::from(filled > 0);
            facts.lines += u32::from(is_line);
            facts.most_cells = facts.most_cells.max(filled);
            facts.most_blocks = facts.most_blocks.max(largest);
            facts.has_header |= has_header || row.in_head;
        }
    }

    /// Notes an element that tells what the table around it is for.
    pub(super) fn note_in_table(&mut self, element: &Element<'_, '_>, table: usize) {
        let Some(facts) = self.frames.get_mut(table).and_then(|frame| frame.table.as_mut()) else { return };
        match element.name {
            "caption" => facts.has_header = true,
            "table" | "form" | "pre" | "figure" | "article" | "section" => facts.has_parts = true,
            name => facts.has_parts |= elements::heading_level(name).is_some(),
        }
    }

    /// Ends the table that the innermost frame is, if it is one: one for layout is dissolved into what it holds.
    pub(super) fn close_table(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let (Some(facts), Some(group)) = (&frame.table, frame.group) else { return };
        if facts.is_layout() {
            self.dissolve_table(group);
        }
    }

    /// Its rows and cells become parts of the page like others. Tables inside were judged when they ended.
    fn dissolve_table(&mut self, table: u32) {
        self.page.groups[table as usize].kind = GroupKind::Section;
        // A row was one of this table if its parent is; then so are its cells, which come after it.
        let mut row = None;
        for index in table as usize + 1..self.page.groups.len() {
            let parent = self.page.groups[index].parent;
            let group = &self.page.groups[index];
            let is_row = parent == table && matches!(group.kind, GroupKind::Row { .. });
            if is_row {
                row = Some(index as u32);
            }
            let is_cell = matches!(group.kind, GroupKind::Cell { .. }) && row == Some(parent);
            if is_row || is_cell {
                self.page.groups[index].kind = GroupKind::Section;
                self.page.groups[index].part = None;
            }
        }
    }

    /// Whether a row has cells with at most one block each, and no block outside of its cells.
    fn is_line(&self, row: &Row) -> bool {
        let cells = self.cells.get(row.first_cell..).unwrap_or_default();
        let end = self.page.blocks.len() as u32;
        let ends = cells.iter().skip(1).map(|cell| cell.first_block).chain([end]);
        !row.is_rich
            && cells.len() > 1
            && cells[0].first_block == row.first_block
            && end > row.first_block
            && cells.iter().zip(ends).all(|(cell, end)| end - cell.first_block <= 1)
    }

    /// Makes one block of the blocks of a row.
    fn join(&mut self, row: &Row, tr: usize) {
        let container = self.container(tr);
        self.forget_containers_after(container);
        let group = self.group(tr);
        self.page.groups.truncate(group as usize + 1);
        self.notes.forget_groups(row.first_note);
        let context = self.frames[tr].context;
        let kind = BlockKind::TableRow { table: context.table, header: row.is_header() };
        let mut joined = RawBlock {
            kind,
            group,
            container,
            choice: context.choice,
            ..self.page.blocks[row.first_block as usize].clone()
        };
        (joined.link_chars, joined.link_count, joined.strong_chars) = (0, 0, 0);
        let text = self.join_cells(row, group, &mut joined);
        joined.text = row.text_start..row.text_start + text.len() as u32;
        self.page.text.truncate(row.text_start as usize);
        self.page.text.push_str(&text);
        self.page.text.push('\n');
        self.run.restart(&self.page.text);
        self.page.blocks.truncate(row.first_block as usize);
        self.page.blocks.push(joined);
        self.move_to_row(row, group);
    }

    /// The text of a row's cells; adds what is known of their blocks to the row's, and makes their groups.
    fn join_cells(&mut self, row: &Row, group: u32, joined: &mut RawBlock) -> String {
        let mut text = String::new();
        for number in row.first_cell..self.cells.len() {
            let Cell { first_block, kind } = self.cells[number];
            let end =
                self.cells.get(number + 1).map_or(self.page.blocks.len(), |next| next.first_block as usize);
            if number > row.first_cell {
                text.push('\t');
            }
            let at = row.text_start + text.len() as u32;
            for index in first_block as usize..end {
                text.push_str(self.page.block_text(index));
                self.move_spans(index, at);
                joined.absorb(&self.page.blocks[index]);
            }
            let part = Some(at..row.text_start + text.len() as u32);
            let blocks = row.first_block..row.first_block + 1;
            self.page.groups.push(GroupData { kind, parent: group, blocks, part, detail: None });
        }
        text
    }

    /// Moves the spans of a block to where its text will be.
    fn move_spans(&mut self, block: usize, at: u32) {
        let RawBlock { text, spans, .. } = &self.page.blocks[block];
        let from = text.start;
        for span in &mut self.page.spans[spans.start as usize..spans.end as usize] {
            span.text = span.text.start - from + at..span.text.end - from + at;
        }
    }

    /// Lets what was noted inside a row point to the row.
    fn move_to_row(&mut self, row: &Row, group: u32) {
        for mark in &mut self.page.marks[row.first_mark..] {
            mark.block = row.first_block;
        }
        for image in &mut self.page.images[row.first_image..] {
            image.before_block = image.before_block.min(row.first_block + 1);
            image.group = group;
        }
    }
}

impl RawBlock {
    /// Adds to a row what is known of the block of a cell.
    fn absorb(&mut self, cell: &RawBlock) {
        self.link_chars += cell.link_chars;
        self.link_count = self.link_count.saturating_add(cell.link_count);
        self.strong_chars += cell.strong_chars;
        self.spans.end = cell.spans.end;
    }
}

/// Elements that no line of a table holds.
fn is_rich(name: &str) -> bool {
    elements::heading_level(name).is_some()
        || matches!(
            name,
            "pre"
                | "listing"
                | "xmp"
                | "plaintext"
                | "table"
                | "tr"
                | "li"
                | "dt"
                | "dd"
                | "blockquote"
                | "figure"
                | "form"
        )
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;
    use crate::document::GroupKind;
    use crate::options::Limits;
    use crate::read::build::testing::built;
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

    fn is_table(markup: &str) -> bool {
        built(markup).groups.iter().any(|group| group.kind == GroupKind::Table)
    }

    #[test]
    fn tables_of_data_are_tables_and_tables_for_layout_are_what_they_hold() {
        for data in [
            "<table><tr><th>Year</th><th>Carts</th></tr><tr><td>1802</td><td><p>One</p><p>Two</p></td></tr></table>",
            "<table><tr><td>1802</td><td>1,200</td></tr><tr><td>1803</td><td>900</td></tr></table>",
            "<table><caption>Carts</caption><tr><td><p>One</p><p>Two</p></td></tr></table>",
        ] {
            assert!(is_table(data), "{data}");
        }
        for layout in [
            "<table><tr><td><p>One</p><p>Two</p></td></tr></table>",
            "<table role=presentation><tr><td>1802</td><td>1,200</td></tr></table>",
            "<table><tr><td><h2>News</h2><p>One</p></td><td><p>Two</p><p>Three</p></td></tr></table>",
            "<table><tr><td>1</td><td><pre>a = 1</pre></td></tr></table>",
            "<table><tr><td></td><td>Alone</td></tr><tr><td></td><td>Again</td></tr></table>",
            "<table><tr><td>Register</td><td>Questions</td></tr></table>",
        ] {
            assert!(!is_table(layout), "{layout}");
            let page = built(layout);
            assert!(page.groups.iter().all(|group| group.part.is_none()), "{layout}");
        }
    }

    #[test]
    fn cells_know_their_headings_and_spans() {
        let page = built(
            "<table><tr><th>Year</th><th>Carts</th></tr><tr><td colspan=1000000 rowspan=2>1802</td><td>9</td></tr></table>",
        );
        let cells = page.groups.iter().filter_map(|group| match group.kind {
            GroupKind::Cell { header, columns, rows } => Some((header, columns, rows)),
            _ => None,
        });
        assert_eq!(cells.collect::<Vec<_>>(), [(true, 1, 1), (true, 1, 1), (false, 1000, 2), (false, 1, 1)]);
        let part = |index: usize| {
            let part = page.groups.iter().filter_map(|group| group.part.clone()).nth(index).unwrap();
            &page.text[part.start as usize..part.end as usize]
        };
        assert_eq!((part(0), part(3)), ("Year", "9"));
    }
}
