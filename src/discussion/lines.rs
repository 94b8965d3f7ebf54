//! Comments in text without elements: lines with a name and a date, or with a name that says something, begin them.
//!
//! Only what is certain is given: a line "Ann says:", a line that has both a name and a date, or a line that is nothing
//! but a date below one that may be a name; and two of them at least, unless one says so in words.

use std::ops::Range;

use super::items::{Item, Kind};
use super::line::{Dated, Header, Line, Lines, is_furniture, is_name};
use super::parts::Parts;
use super::units::{self, Inherited, Unit};
use crate::document::BlockKind;
use crate::evidence::phrases::{self, Mode};

/// Blocks of other kinds between two that are labelled as comments, and one more: lines of author and date, and buttons,
/// have labels of their own where lines are all that is known.
const MAX_GAP: usize = 4;

/// A line that begins a comment.
struct Start {
    author: String,
    date: Option<Dated>,
    /// Lines that tell it.
    lines: Range<usize>,
    says: bool,
    /// Bytes of the last of them before the text.
    rest: Option<usize>,
}

/// Finds comments among the blocks that are labelled so.
pub(super) fn read(
    lines: &Lines<'_>,
    is_comment: impl Fn(usize) -> bool,
    is_body: impl Fn(usize) -> bool,
) -> Vec<(Item, Parts)> {
    let page = lines.page;
    let mut found = Vec::new();
    let mut block = 0;
    while block < page.blocks.len() {
        let start = block;
        let mut end = block;
        while block < page.blocks.len() && block < end + MAX_GAP && !is_body(block) {
            block += 1;
            if is_comment(block - 1) {
                end = block;
            }
        }
        block = end.max(start);
        let run = (start..block).flat_map(|block| units::of_block(page, block as u32, Inherited::default()));
        let run: Vec<Unit> = run.collect();
        found.extend(of_run(lines, &run));
        block = block.max(start + 1);
    }
    found
}

fn of_run(lines: &Lines<'_>, run: &[Unit]) -> Vec<(Item, Parts)> {
    let read: Vec<Line> = run.iter().map(|unit| lines.read(unit.of(lines.page))).collect();
    let starts = starts(lines, run, &read);
    if starts.len() < 2 && !starts.iter().any(|start| start.says && start.rest.is_none()) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|start| start.lines.start).chain([run.len()]);
    let comments: Vec<_> =
        starts.iter().zip(ends).filter_map(|(start, end)| comment(lines, run, &read, start, end)).collect();
    comments
}

/// The lines that begin comments.
fn starts(lines: &Lines<'_>, run: &[Unit], read: &[Line]) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut free_from = 0;
    for (at, line) in read.iter().enumerate() {
        let Line::Header(Header { author, date, says, rest }) = line else { continue };
        let open = starts.last_mut().filter(|start| start.lines.end == at && start.date.is_none());
        if let (Some(start), Some(date), false) = (open, date, *says) {
            // "Ann says:", and below it the date.
            start.date = Some(date.clone());
            start.lines.end = at + 1;
            free_from = at + 1;
            continue;
        }
        let above = at.checked_sub(1).filter(|above| *above >= free_from);
        let above =
            above.map(|above| run[above].of(lines.page)).filter(|name| is_name(name) && !is_label(name));
        let (first, author) = match (author, above) {
            (Some(author), _) => (at, author.clone()),
            (None, Some(name)) => (at - 1, name.to_owned()),
            (None, None) => continue,
        };
        let lines = first..at + 1;
        starts.push(Start { author, date: date.clone(), lines, says: *says, rest: *rest });
        free_from = at + 1;
    }
    starts
}

/// Whether a line is a label such as "Leave a reply".
fn is_label(line: &str) -> bool {
    phrases::find(line).is_some_and(|hit| hit.mode == Mode::Label)
}

fn comment(
    lines: &Lines<'_>,
    run: &[Unit],
    read: &[Line],
    start: &Start,
    end: usize,
) -> Option<(Item, Parts)> {
    let page = lines.page;
    let mut text = String::new();
    let head = run.get(start.lines.end - 1)?;
    let mut last = head.block;
    if let Some(rest) = start.rest {
        text.push_str(head.of(page).get(rest..)?.trim());
    }
    for at in start.lines.end..end {
        let (unit, line) = (run.get(at)?, run.get(at)?.of(page));
        let is_heading = matches!(page.blocks[unit.block as usize].kind, BlockKind::Heading { .. });
        if is_heading || is_label(line) {
            break;
        }
        if read.get(at) == Some(&Line::Nothing) || is_furniture(&line.to_lowercase()) {
            continue;
        }
        if !text.is_empty() {
            text.push_str(if unit.block == last { "\n" } else { "\n\n" });
        }
        text.push_str(line);
        last = unit.block;
    }
    let blocks = run.get(start.lines.start)?.block..last + 1;
    let item =
        Item { kind: Kind::Comment, container: 0, own: Vec::new(), depth: None, is_accepted: false, blocks };
    let parts = Parts { author: Some(start.author.clone()), date: start.date.clone(), text };
    (!parts.text.is_empty()).then_some((item, parts))
}
