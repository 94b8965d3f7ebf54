//! Open elements to groups: what the parts of the page mean.

use super::builder::Builder;
use crate::document::{GroupData, GroupKind, ListMarker};
use crate::read::sink::Element;

/// The most rows or columns that a cell spans, as browsers have it for columns.
const MAX_CELL_SPAN: u16 = 1000;

/// The kind of group that an element makes.
pub(super) fn kind(element: &Element<'_, '_>) -> Option<GroupKind> {
    Some(match element.name {
        "section" | "article" | "main" | "aside" => GroupKind::Section,
        "ul" | "menu" | "dir" => GroupKind::List { marker: ListMarker::Bullet, start: 1 },
        "ol" => GroupKind::List {
            marker: marker(element.get("type")),
            start: number(element, "start").unwrap_or(1),
        },
        "li" => GroupKind::Item { task: None },
        "blockquote" => GroupKind::Quote,
        "table" => GroupKind::Table,
        "tr" => GroupKind::Row { header: false },
        "td" | "th" => cell(element),
        "figure" => GroupKind::Figure,
        "dl" => GroupKind::Definitions,
        "dt" => GroupKind::Term,
        "dd" => GroupKind::Definition,
        "details" => GroupKind::Details,
        "summary" => GroupKind::Summary,
        _ => return None,
    })
}

/// What an element's group knows besides its kind.
pub(super) fn detail<'a>(element: &Element<'a, '_>) -> Option<&'a str> {
    match element.name {
        "blockquote" => element.get("cite").map(str::trim).filter(|cite| !cite.is_empty()),
        _ => None,
    }
}

pub(super) fn cell(element: &Element<'_, '_>) -> GroupKind {
    let span = |name| number(element, name).map_or(1, |n| n.clamp(1, MAX_CELL_SPAN.into()) as u16);
    GroupKind::Cell { header: element.name == "th", columns: span("colspan"), rows: span("rowspan") }
}

fn marker(kind: Option<&str>) -> ListMarker {
    match kind.map(str::trim) {
        Some("a") => ListMarker::LowerAlpha,
        Some("A") => ListMarker::UpperAlpha,
        Some("i") => ListMarker::LowerRoman,
        Some("I") => ListMarker::UpperRoman,
        _ => ListMarker::Decimal,
    }
}

/// A whole number in an attribute; one that is no `i32` is none.
fn number(element: &Element<'_, '_>, name: &str) -> Option<i32> {
    element.get(name)?.trim().parse().ok()
}

impl Builder<'_, '_> {
    /// The group that the frame at `holder` makes; makes it and those around it if this is the first that is inside.
    /// Each frame is looked at until it has its group, hence linear.
    pub(super) fn group(&mut self, holder: usize) -> u32 {
        let mut missing = Vec::new();
        let mut index = holder;
        while self.frames[index].group.is_none() {
            missing.push(index);
            index = self.frames[index - 1].context.group_holder;
        }
        let mut parent = self.frames[index].group.unwrap_or(0);
        for index in missing.into_iter().rev() {
            parent = self.add_group(index, parent);
        }
        parent
    }

    fn add_group(&mut self, index: usize, parent: u32) -> u32 {
        let number = self.page.groups.len() as u32;
        let frame = &mut self.frames[index];
        frame.group = Some(number);
        let first = self.page.blocks.len() as u32;
        self.page.groups.push(GroupData {
            kind: frame.makes.unwrap_or(GroupKind::Section),
            parent,
            blocks: first..first,
            part: None,
            detail: frame.detail.map(Into::into),
        });
        number
    }
}
