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

/// A whole number in an attribute; `None` if it does not fit an `i32`.
fn number(element: &Element<'_, '_>, name: &str) -> Option<i32> {
    element.get(name)?.trim().parse().ok()
}

impl Builder<'_, '_> {
    /// The group that the frame at `holder` makes; makes it and those around it if this is the first that is inside.
    /// Each frame is looked at until it has its group, hence linear.
    pub(super) fn group(&mut self, holder: usize) -> u32 {
        let mut missing = std::mem::take(&mut self.missing);
        let mut index = holder;
        while self.frames[index].group.is_none() {
            missing.push(index);
            index = self.frames[index - 1].context.group_holder;
        }
        let mut parent = self.frames[index].group.unwrap_or(0);
        for index in missing.drain(..).rev() {
            parent = self.add_group(index, parent);
        }
        self.missing = missing;
        parent
    }

    /// A box to tick: if an item begins with it, the item is a task.
    pub(super) fn note_task(&mut self, element: &Element<'_, '_>) {
        let is_box = element.get("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("checkbox"));
        let holder = self.context().group_holder;
        let begins = self.run.is_empty(&self.page.text);
        let Some(frame) = self.frames.get_mut(holder).filter(|_| is_box && begins) else { return };
        if let (Some(GroupKind::Item { .. }), None) = (frame.makes, frame.group) {
            frame.makes = Some(GroupKind::Item { task: Some(element.get("checked").is_some()) });
        }
    }

    fn add_group(&mut self, index: usize, parent: u32) -> u32 {
        let number = self.page.groups.len() as u32;
        let frame = &mut self.frames[index];
        frame.group = Some(number);
        let note = frame.note;
        let first = self.page.blocks.len() as u32;
        self.page.groups.push(GroupData {
            kind: frame.makes.unwrap_or(GroupKind::Section),
            parent,
            blocks: first..first,
            part: None,
            detail: frame.detail.map(Into::into),
        });
        self.note_group(note, number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::build::testing::built;

    fn kinds(markup: &str) -> Vec<GroupKind> {
        built(markup).groups.iter().skip(1).map(|group| group.kind).collect()
    }

    #[test]
    fn lists_know_where_they_start_and_items_what_is_done() {
        let list = |marker, start| GroupKind::List { marker, start };
        let item = |task| GroupKind::Item { task };
        let page =
            "<ol start=4 type=a><li>Salt</li></ol><ul><li><input type=checkbox checked>Water</li></ul>";
        let expected =
            [list(ListMarker::LowerAlpha, 4), item(None), list(ListMarker::Bullet, 1), item(Some(true))];
        assert_eq!(kinds(page), expected);
        assert_eq!(kinds("<ol start=99999999999><li>Salt</li></ol>")[0], list(ListMarker::Decimal, 1));
    }

    #[test]
    fn groups_hold_all_that_is_in_them_and_empty_ones_are_not_made() {
        let page =
            built("<blockquote cite=/a><ul><li><p>Salt</p><pre>a</pre></li></ul></blockquote><ul></ul>");
        let seen: Vec<_> =
            page.groups.iter().map(|group| (group.kind.name(), group.parent, group.blocks.clone())).collect();
        let expected = [
            ("document", 0, 0..2),
            ("quote", 0, 0..2),
            ("list", 1, 0..2),
            ("item", 2, 0..2),
            ("code", 3, 1..2),
        ];
        assert_eq!(seen, expected);
        assert_eq!(page.groups[1].detail.as_deref(), Some("/a"));
        assert_eq!(page.blocks.iter().map(|block| block.group).collect::<Vec<_>>(), [3, 4]);
    }
}
