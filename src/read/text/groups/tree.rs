//! The tree of groups under construction: what is open, and what it is in.

use std::ops::Range;

use crate::document::{GroupData, GroupKind};

/// Groups in document order, each made when it opens.
pub(super) struct Tree {
    groups: Vec<GroupData>,
    /// The groups around the next block, outermost first, without the root.
    open: Vec<Open>,
    max_groups: usize,
    is_full: bool,
}

/// An open group.
#[derive(Clone, Copy)]
struct Open {
    group: u32,
    /// Whether it is the group that was asked for, not the one around it for want of room.
    is_own: bool,
}

impl Tree {
    pub(super) fn new(max_groups: usize) -> Self {
        Tree { groups: vec![GroupData::root()], open: Vec::new(), max_groups, is_full: false }
    }

    /// The group that the next block is in.
    pub(super) fn innermost(&self) -> u32 {
        self.open.last().map_or(0, |open| open.group)
    }

    /// Opens a group before a block. If there are too many, the one around it counts in its place.
    pub(super) fn open(&mut self, kind: GroupKind, detail: Option<&str>, block: usize) {
        let made = self.push(kind, detail, block..block, None);
        self.open.push(Open { group: made.unwrap_or(self.innermost()), is_own: made.is_some() });
    }

    /// Closes the innermost group before a block.
    pub(super) fn close(&mut self, block: usize) {
        if let Some(Open { group, is_own: true }) = self.open.pop() {
            self.groups[group as usize].blocks.end = block as u32;
        }
    }

    /// Adds a group that is a part of one block.
    pub(super) fn add_part(&mut self, kind: GroupKind, block: usize, part: Range<u32>) {
        let _ = self.push(kind, None, block..block + 1, Some(part));
    }

    /// Says which part of the buffer the innermost group is.
    pub(super) fn set_part(&mut self, part: Range<u32>) {
        if let Some(Open { group, is_own: true }) = self.open.last() {
            self.groups[*group as usize].part = Some(part);
        }
    }

    fn push(
        &mut self,
        kind: GroupKind,
        detail: Option<&str>,
        blocks: Range<usize>,
        part: Option<Range<u32>>,
    ) -> Option<u32> {
        if self.groups.len() >= self.max_groups {
            self.is_full = true;
            return None;
        }
        self.groups.push(GroupData {
            kind,
            parent: self.innermost(),
            blocks: blocks.start as u32..blocks.end as u32,
            part,
            detail: detail.map(Into::into),
        });
        Some(self.groups.len() as u32 - 1)
    }

    /// The groups, all closed after the last block, and whether some are missing.
    pub(super) fn finish(mut self, blocks: usize) -> (Vec<GroupData>, bool) {
        while !self.open.is_empty() {
            self.close(blocks);
        }
        self.groups[0].blocks = 0..blocks as u32;
        (self.groups, self.is_full)
    }
}
