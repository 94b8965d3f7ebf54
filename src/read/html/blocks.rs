//! Runs of text to blocks, and the containers around them.

use super::attributes::Attributes;
use super::context::Context;
use super::elements;
use super::walk::Walk;
use crate::document::BlockKind;
use crate::document::{Container, RawBlock, Shape, Tag};
use crate::labels::Limit;

impl Walk<'_> {
    /// Makes the run so far a block, if there is text in it.
    pub(super) fn flush(&mut self) {
        self.breaks = 0;
        let Some(frame) = self.frames.get(self.floor - 1) else { return };
        let context = frame.context;
        let range = self.run_range(context);
        if range.is_empty() || self.is_full() {
            self.page.text.truncate(self.run.start);
            self.run.restart(&self.page.text);
            return;
        }
        let first_span = self.page.spans.len() as u32;
        let mut spans = self.run.take_spans(&self.page.text[..range.end]);
        self.page.spans.append(&mut spans);
        let block = RawBlock {
            text: range.start as u32..range.end as u32,
            kind: self.kind_of_run(context),
            group: 0,
            container: self.container(context.holder),
            link_chars: self.run.link_chars,
            link_count: self.run.link_count,
            strong_chars: self.run.strong_chars,
            spans: first_span..self.page.spans.len() as u32,
            input: None,
            gap_above: false,
            indent: 0,
            choice: context.choice,
            repeated: false,
            shape: Shape::default(),
        };
        self.page.blocks.push(block);
        self.page.text.truncate(range.end);
        self.page.text.push('\n');
        self.run.restart(&self.page.text);
    }

    fn is_full(&mut self) -> bool {
        let full = self.page.blocks.len() >= self.limits.max_blocks;
        if full {
            self.page.reach(Limit::Blocks);
        }
        full
    }

    /// Where the text of the run is, without white space around it; the first line of
    /// preformatted text keeps its indent.
    fn run_range(&self, context: Context) -> std::ops::Range<usize> {
        let run = &self.page.text[self.run.start..];
        let trimmed = run.trim_end();
        // The tabs around empty cells stay.
        let keeps_end = context.in_row && !trimmed.is_empty();
        let end = self.run.start + if keeps_end { run.len() } else { trimmed.len() };
        let start = if context.preformatted { run.len() - run.trim_start_matches('\n').len() } else { 0 };
        (self.run.start + start).min(end)..end
    }

    /// The first run of text in a list item is the item, later ones are paragraphs in it.
    fn kind_of_run(&mut self, context: Context) -> BlockKind {
        if let Some(row) = self.frames.last().and_then(|frame| frame.row) {
            return BlockKind::TableRow { table: context.table, header: row.header };
        }
        if let BlockKind::ListItem { .. } = context.kind
            && let Some(item) = self.frames.get_mut(context.item)
            && std::mem::replace(&mut item.item_used, true)
        {
            return BlockKind::Paragraph;
        }
        context.kind
    }

    /// The container that the frame at `holder` is; makes it and those around it if this is
    /// their first block. Each frame is looked at until it has its container, hence linear.
    fn container(&mut self, holder: usize) -> u32 {
        let mut missing = Vec::new();
        let mut index = holder;
        while self.frames[index].container.is_none() {
            missing.push(index);
            index = self.frames[index - 1].context.holder;
        }
        let mut parent = self.frames[index].container.unwrap_or(0);
        for index in missing.into_iter().rev() {
            parent = self.add_container(index, parent);
        }
        parent
    }

    fn add_container(&mut self, index: usize, parent: u32) -> u32 {
        let number = self.page.containers.len() as u32;
        let frame = &mut self.frames[index];
        frame.container = Some(number);
        let names_start = self.page.names.len() as u32;
        if let Some(element) = frame.element {
            Attributes::of(element).append_names(&mut self.page.names);
        }
        let first = self.page.blocks.len() as u32;
        self.page.containers.push(Container {
            parent,
            depth: self.page.containers[parent as usize].depth.saturating_add(1),
            tag: frame.element.map_or(Tag::Other, |element| elements::tag(element.name())),
            names: names_start..self.page.names.len() as u32,
            hidden: frame.context.hidden,
            blocks: first..first,
        });
        number
    }
}
