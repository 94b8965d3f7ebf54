//! Runs of text to blocks.

use super::builder::Builder;
use super::context::Context;
use crate::document::BlockKind;
use crate::document::{RawBlock, Shape, SiteMark};
use crate::labels::Limit;

impl Builder<'_, '_> {
    /// Makes the run so far a block, if there is text in it.
    pub(super) fn flush(&mut self) {
        self.breaks = 0;
        if self.run.is_empty(&self.page.text) {
            return self.run.restart(&self.page.text);
        }
        let Some(frame) = self.frames.get(self.floor - 1) else { return };
        let context = frame.context;
        let range = self.run_range(context);
        if range.is_empty() || self.is_full() {
            self.keep_empty_fragment(context);
            self.run.restart(&self.page.text);
            return;
        }
        let is_aside = self.run.aside().is_some_and(|from| from.at <= range.start);
        let first_span = self.page.spans.len() as u32;
        let mut spans = self.run.take_spans(&self.page.text[..range.end]);
        if self.join_fragment(context, &range, &mut spans) {
            return self.end_block(context, range.end);
        }
        self.page.spans.append(&mut spans);
        self.run.keep_room(spans);
        let block = RawBlock {
            text: range.start as u32..range.end as u32,
            kind: self.kind_of_run(context),
            group: self.group(context.group_holder),
            container: self.container_of_run(context, is_aside),
            link_chars: self.run.link_chars,
            link_count: self.run.link_count,
            strong_chars: self.run.strong_chars,
            spans: first_span..self.page.spans.len() as u32,
            input: None,
            gap_above: false,
            mended: false,
            indent: 0,
            choice: context.choice,
            site: SiteMark::None,
            shape: Shape::default(),
        };
        if let BlockKind::Heading { .. } = block.kind {
            let heading = self.page.text[range.clone()].to_owned();
            self.note_apparatus(Some(&heading));
        }
        self.shown.text += if context.hidden { 0 } else { block.text.len() };
        self.page.blocks.push(block);
        self.note_typed_item();
        self.end_block(context, range.end);
    }

    /// The container of a run; one that is all for screen readers has a hidden one of its own. In a table it says what the sign
    /// in a cell means.
    fn container_of_run(&mut self, context: Context<'_>, is_aside: bool) -> u32 {
        let container = self.container(context.holder);
        if is_aside && context.row == 0 { self.add_hidden_container(container) } else { container }
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
    fn run_range(&self, context: Context<'_>) -> std::ops::Range<usize> {
        let run = &self.page.text[self.run.start..];
        let end = self.run.start + run.trim_end().len();
        let start = if context.preformatted { run.len() - run.trim_start_matches('\n').len() } else { 0 };
        (self.run.start + start).min(end)..end
    }

    /// The first run of text in a list item is the item, later ones are paragraphs in it.
    fn kind_of_run(&mut self, context: Context<'_>) -> BlockKind {
        if let BlockKind::ListItem { .. } = context.kind
            && let Some(item) = self.frames.get_mut(context.item)
            && std::mem::replace(&mut item.item_used, true)
        {
            return BlockKind::Paragraph;
        }
        context.kind
    }
}
