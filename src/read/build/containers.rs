//! Open elements to containers: what the page calls its parts.

use super::builder::Builder;
use crate::document::{Container, Tag};

impl Builder<'_, '_> {
    /// The container that the frame at `holder` is; makes it and those around it if this is
    /// their first block. Each frame is looked at until it has its container, hence linear.
    pub(super) fn container(&mut self, holder: usize) -> u32 {
        let mut missing = std::mem::take(&mut self.missing);
        let mut index = holder;
        while self.frames[index].container.is_none() {
            missing.push(index);
            index = self.frames[index - 1].context.holder;
        }
        let mut parent = self.frames[index].container.unwrap_or(0);
        for index in missing.drain(..).rev() {
            parent = self.add_container(index, parent);
        }
        self.missing = missing;
        parent
    }

    fn add_container(&mut self, index: usize, parent: u32) -> u32 {
        let number = self.page.containers.len() as u32;
        let frame = &mut self.frames[index];
        frame.container = Some(number);
        let names = &self.called[index];
        self.styles.note(number, frame.name, names);
        let names_start = self.page.names.len() as u32;
        let (class_bytes, id_bytes) = names.append_to(&mut self.page.names);
        let first = self.page.blocks.len() as u32;
        self.page.containers.push(Container {
            parent,
            depth: self.page.containers[parent as usize].depth.saturating_add(1),
            tag: frame.tag,
            names: names_start..self.page.names.len() as u32,
            class_bytes,
            id_bytes,
            hidden: frame.context.hidden,
            invisible: frame.context.invisible,
            blocks: first..first,
        });
        number
    }

    /// A container for the next block alone, which is not shown.
    pub(super) fn add_hidden_container(&mut self, parent: u32) -> u32 {
        let number = self.page.containers.len() as u32;
        let first = self.page.blocks.len() as u32;
        let names = self.page.names.len() as u32;
        self.page.containers.push(Container {
            parent,
            depth: self.page.containers[parent as usize].depth.saturating_add(1),
            tag: Tag::Other,
            names: names..names,
            class_bytes: 0,
            id_bytes: 0,
            hidden: true,
            invisible: true,
            blocks: first..first + 1,
        });
        number
    }

    /// Forgets the containers that were made after one, whose blocks will be its own.
    pub(super) fn forget_containers_after(&mut self, container: u32) {
        self.page.containers.truncate(container as usize + 1);
        self.styles.forget(container + 1);
        if let Some(last) = self.page.containers.last() {
            self.page.names.truncate(last.names.end as usize);
        }
    }
}
