//! What is true of every document, for tests.

use std::ops::Range;

use super::{Document, GroupData, GroupKind, SpanKind};

impl Document {
    /// Panics if the groups are no tree over the blocks, or the spans not inside their blocks.
    pub(crate) fn check(&self) {
        self.check_root();
        self.check_order();
        self.check_innermost();
        self.check_parts();
        self.check_spans();
        for image in &self.images {
            assert!((image.group as usize) < self.groups.len(), "group of {image:?}");
            assert!(image.before_block as usize <= self.blocks.len(), "place of {image:?}");
        }
    }

    fn check_root(&self) {
        let root = &self.groups[0];
        assert_eq!((root.kind, root.parent, &root.part), (GroupKind::Document, 0, &None), "root");
        assert_eq!(root.blocks, 0..self.blocks.len() as u32, "the root has all blocks");
    }

    /// Preorder: a group's parent is the group before it or one of those around that, and siblings follow each other.
    fn check_order(&self) {
        let mut open: Vec<(u32, u32)> = vec![(0, 0)];
        for (index, group) in self.groups.iter().enumerate().skip(1) {
            assert!((group.parent as usize) < index, "group {index} before its parent");
            assert_ne!(group.kind, GroupKind::Document, "group {index}");
            while open.pop_if(|(parent, _)| *parent != group.parent).is_some() {}
            let Some((_, next)) = open.last_mut() else { panic!("group {index} is not in preorder") };
            let around = &self.groups[group.parent as usize].blocks;
            assert!(is_inside(&group.blocks, around), "group {index}: {:?} in {around:?}", group.blocks);
            assert!(group.blocks.start >= *next, "group {index} overlaps the one before it: {group:?}");
            *next = if is_cell_of_block(group) { group.blocks.start } else { group.blocks.end };
            open.push((index as u32, group.blocks.start));
        }
    }

    fn check_innermost(&self) {
        let mut groups =
            self.groups.iter().enumerate().filter(|(_, group)| !is_cell_of_block(group)).peekable();
        let mut open: Vec<usize> = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            while let Some((number, group)) = groups.next_if(|(_, group)| group.blocks.start <= index as u32)
            {
                if group.blocks.end > index as u32 {
                    open.push(number);
                }
            }
            while open.pop_if(|group| self.groups[*group].blocks.end <= index as u32).is_some() {}
            assert_eq!(Some(&(block.group as usize)), open.last(), "innermost group of block {index}");
        }
    }

    fn check_parts(&self) {
        for (index, group) in self.groups.iter().enumerate() {
            let Some(part) = &group.part else { continue };
            let text = self.text.get(part.start as usize..part.end as usize);
            assert!(text.is_some(), "part of group {index}: {part:?}");
            if is_cell_of_block(group) {
                let block = &self.blocks[group.blocks.start as usize];
                assert_eq!(group.blocks.len(), 1, "cell {index} with a part");
                assert!(is_inside(part, &block.text), "cell {index}: {part:?} in {:?}", block.text);
                assert_eq!(block.group, group.parent, "the row of cell {index}");
            } else {
                assert_eq!(group.kind, GroupKind::Code, "group {index} with a part");
            }
        }
    }

    fn check_spans(&self) {
        let mut next = 0;
        let targets = self.targets.iter().count();
        for (index, block) in self.blocks.iter().enumerate() {
            assert!(block.spans.start <= block.spans.end, "spans of block {index}");
            if block.spans.is_empty() {
                continue;
            }
            assert!(block.spans.start >= next, "spans of block {index} are also another's");
            next = block.spans.end;
            for span in &self.spans[block.spans.start as usize..block.spans.end as usize] {
                assert!(is_inside(&span.text, &block.text), "{span:?} in block {index}, {:?}", block.text);
                assert!(!span.text.is_empty(), "{span:?} in block {index}");
                let text = self.text.get(span.text.start as usize..span.text.end as usize);
                assert!(text.is_some(), "{span:?} cuts a character in block {index}");
                let (number, length) = match span.kind {
                    SpanKind::Link(number) => (number, targets),
                    SpanKind::Note(number) => (number, self.notes.len()),
                    SpanKind::Ruby(number) => (number, self.readings.len()),
                    _ => continue,
                };
                assert!((number as usize) < length, "{span:?} of {length}");
            }
        }
    }
}

/// Whether a group is a cell that is a part of its row's one block.
fn is_cell_of_block(group: &GroupData) -> bool {
    matches!(group.kind, GroupKind::Cell { .. }) && group.part.is_some()
}

fn is_inside(inner: &Range<u32>, outer: &Range<u32>) -> bool {
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end
}
