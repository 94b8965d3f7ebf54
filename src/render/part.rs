//! What has its place only inside some groups: an item in a list, a cell in a row.
//!
//! Readers make complete trees, but nothing forces a page, or what is shown of it, to be one: formats that are
//! strict put the elements between that are missing.

use crate::document::{BlockKind, GroupKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Item,
    Row,
    Cell,
    Caption,
    /// A term or a definition.
    Entry,
    /// What may stand anywhere.
    Flow,
}

impl Part {
    pub(super) fn of_group(kind: GroupKind) -> Part {
        match kind {
            GroupKind::Item { .. } => Part::Item,
            GroupKind::Row { .. } => Part::Row,
            GroupKind::Cell { .. } => Part::Cell,
            GroupKind::Term | GroupKind::Definition => Part::Entry,
            _ => Part::Flow,
        }
    }

    pub(super) fn of_block(kind: BlockKind) -> Part {
        if kind == BlockKind::Caption { Part::Caption } else { Part::Flow }
    }
}

/// What an open group may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Items,
    Rows,
    Cells,
    /// Terms and definitions.
    Entries,
    Flow,
}

impl Holder {
    pub(super) fn of_group(kind: GroupKind) -> Holder {
        match kind {
            GroupKind::List { .. } => Holder::Items,
            GroupKind::Table => Holder::Rows,
            GroupKind::Row { .. } => Holder::Cells,
            GroupKind::Definitions => Holder::Entries,
            _ => Holder::Flow,
        }
    }
}

/// An element between a group and something inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    List,
    Item,
    Table,
    Row,
    Cell,
    Definitions,
    Definition,
}

/// The elements that are missing between a group and something inside it, outermost first.
pub(super) fn missing(mut holder: Holder, part: Part) -> Vec<Between> {
    let mut missing = Vec::new();
    loop {
        let (between, holds) = match (holder, part) {
            (Holder::Items, Part::Item)
            | (Holder::Rows, Part::Row)
            | (Holder::Cells, Part::Cell)
            | (Holder::Entries, Part::Entry)
            | (Holder::Flow, Part::Caption | Part::Flow) => return missing,
            (Holder::Items, _) => (Between::Item, Holder::Flow),
            (Holder::Rows, _) => (Between::Row, Holder::Cells),
            (Holder::Cells, _) => (Between::Cell, Holder::Flow),
            (Holder::Entries, _) => (Between::Definition, Holder::Flow),
            (Holder::Flow, Part::Item) => (Between::List, Holder::Items),
            (Holder::Flow, Part::Row | Part::Cell) => (Between::Table, Holder::Rows),
            (Holder::Flow, Part::Entry) => (Between::Definitions, Holder::Entries),
        };
        missing.push(between);
        holder = holds;
    }
}
