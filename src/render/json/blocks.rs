//! Blocks, and the groups that they are in.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::decimals::four_decimals;
use crate::article::{Block, Group};
use crate::document::{BlockKind, GroupKind};
use crate::labels::{Label, Reason};

/// An object with the keys `kind`, what the kind carries (`marker` and `start` of a list; `task` of an item with a
/// box; `header` of a row or a cell; `columns` and `rows` of a cell that spans several; `language`, `source`,
/// `label` and `callout` where the page gives them), `parent` (the position of the group around it, null for the
/// document itself), `blocks` (the first block inside, and the one after the last) and, for a cell of a row that is
/// one block, `range` (start and end of the cell, in bytes of the block's text).
///
/// The innermost group of a block is the last one whose `blocks` hold it.
impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            kind: &'static str,
            #[serde(flatten)]
            details: GroupDetails,
            #[serde(skip_serializing_if = "Option::is_none")]
            language: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            source: Option<Cow<'a, str>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            label: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            callout: Option<&'a str>,
            parent: Option<usize>,
            blocks: [usize; 2],
            #[serde(skip_serializing_if = "Option::is_none")]
            range: Option<[usize; 2]>,
        }
        let mirror = Mirror {
            kind: self.kind().name(),
            details: GroupDetails::of(self.kind()),
            language: self.language(),
            source: self.source(),
            label: self.label(),
            callout: self.callout(),
            parent: self.parent().map(|group| group.index()),
            blocks: [self.blocks().start, self.blocks().end],
            range: self.part().map(|part| [part.start, part.end]),
        };
        mirror.serialize(serializer)
    }
}

/// What a group's kind carries besides its name.
#[derive(Serialize)]
#[serde(untagged)]
enum GroupDetails {
    List { marker: &'static str, start: i32 },
    Task { task: bool },
    Row { header: bool },
    Cell { header: bool, columns: u16, rows: u16 },
    None {},
}

impl GroupDetails {
    fn of(kind: GroupKind) -> Self {
        match kind {
            GroupKind::List { marker, start } => GroupDetails::List { marker: marker.name(), start },
            GroupKind::Item { task: Some(task) } => GroupDetails::Task { task },
            GroupKind::Row { header } => GroupDetails::Row { header },
            GroupKind::Cell { header, columns, rows } if columns > 1 || rows > 1 => {
                GroupDetails::Cell { header, columns, rows }
            }
            GroupKind::Cell { header, .. } => GroupDetails::Row { header },
            _ => GroupDetails::None {},
        }
    }
}

/// An object with the keys `kind`, what the kind carries (`level` of a heading; `depth` and
/// `ordered` of a list item; `table` and `header` of a table's row), `label`, `score` (four
/// decimals), `text`, `reasons` and, for flattened text, `range` (start and end, in bytes of
/// the input), `further_ranges` where it goes on on further sheets of a printed page, and `mended`, if its text was.
impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            kind: &'static str,
            #[serde(flatten)]
            details: KindDetails,
            label: Label,
            score: f64,
            text: &'a str,
            reasons: Vec<Reason>,
            #[serde(skip_serializing_if = "Option::is_none")]
            range: Option<[usize; 2]>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            further_ranges: Vec<[usize; 2]>,
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            mended: bool,
        }
        let mirror = Mirror {
            kind: self.kind().name(),
            details: KindDetails::of(self.kind()),
            label: self.label(),
            score: four_decimals(self.score()),
            text: self.text(),
            reasons: self.reasons().collect(),
            range: self.input_range().map(|range| [range.start, range.end]),
            further_ranges: self.input_ranges().skip(1).map(|range| [range.start, range.end]).collect(),
            mended: self.is_mended(),
        };
        mirror.serialize(serializer)
    }
}

/// What a block's kind carries beside its name.
#[derive(Serialize)]
#[serde(untagged)]
enum KindDetails {
    Heading { level: u8 },
    ListItem { depth: u8, ordered: bool },
    TableRow { table: u32, header: bool },
    None {},
}

impl KindDetails {
    fn of(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Heading { level } => KindDetails::Heading { level },
            BlockKind::ListItem { depth, ordered } => KindDetails::ListItem { depth, ordered },
            BlockKind::TableRow { table, header } => KindDetails::TableRow { table, header },
            _ => KindDetails::None {},
        }
    }
}

/// An object with the keys `text` and `weight` (four decimals).
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            text: &'a str,
            weight: f64,
        }
        Mirror { text: self.text(), weight: four_decimals(self.weight()) }.serialize(serializer)
    }
}
