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
