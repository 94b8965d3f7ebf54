//! Keeps the stack, what is noted of it and the text within limits, as `limited` keeps the tree.

use super::depth::Depth;
use super::elements::{Id, class};
use super::formats::Format;
use super::reader::Reader;
use super::stack::Mode;
use super::tag::Tag;
use crate::cut;
use crate::labels::Limit;
use crate::read::html::limited::{MAX_ROOT_TAGS, max_formatting_levels};
use crate::read::sink::Sink;

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// How many elements are open or waiting to be opened again.
    fn levels(&self) -> usize {
        let formats = self.formats.iter().filter(|format| matches!(format, Format::Element(_))).count();
        let open = self.stack.open.len() - self.stack.ghosts;
        let others = usize::from(self.has_head) + usize::from(self.form.is_some());
        // The tree counts its document and these among its handles, and takes away three.
        (1 + open + formats + others).saturating_sub(3)
    }

    /// Whether `max` levels are open; counts them only where so many nodes were made since they were counted last, as the
    /// tree does.
    fn is_full(&mut self, max: usize) -> bool {
        if self.depth.estimate(self.nodes) >= max && !self.depth.is_counted {
            self.depth = Depth { levels: self.levels(), nodes: self.nodes, is_counted: true };
        }
        self.depth.estimate(self.nodes) >= max
    }

    /// Takes in a start tag, if there is room for its element.
    pub(super) fn start_tag(&mut self, tag: Tag<'a>) {
        self.text_bytes = 0;
        if !self.has_room(tag.id) {
            return self.leave_out(&tag);
        }
        self.note_long_attributes();
        self.begin_tag();
        self.dispatch_start(&tag);
    }

    /// Whether there is room for an element. If so, one around all that were left out has ended.
    fn has_room(&mut self, id: Id) -> bool {
        let max_depth = self.limits.max_depth;
        if id.is(class::VOID) {
            return true;
        }
        if matches!(id, Id::Html | Id::Head | Id::Body) {
            self.count_root_tag();
            return true;
        }
        if id.is(class::RAW) {
            return !self.is_full(2 * max_depth);
        }
        let is_formatting = id.is(class::FORMATTING);
        let max = if is_formatting { max_formatting_levels(max_depth) } else { max_depth };
        let has_room = !self.is_full(max);
        if has_room && !self.left_out.is_empty() {
            let counts = if is_formatting { &mut self.left_out.formatting } else { &mut self.left_out.any };
            counts.clear();
        }
        has_room
    }

    /// Of too many tags of the root the attributes are not read.
    fn count_root_tag(&mut self) {
        self.roots.tags = self.roots.tags.saturating_add(1);
        if self.roots.tags > MAX_ROOT_TAGS {
            self.attributes.clear();
        }
    }

    fn leave_out(&mut self, tag: &Tag<'a>) {
        self.reach(Limit::Depth);
        if !(tag.closes_itself && self.is_in_foreign()) {
            let is_formatting = tag.id.is(class::FORMATTING);
            let counts = if is_formatting { &mut self.left_out.formatting } else { &mut self.left_out.any };
            *counts.entry(tag.name).or_insert(0) += 1;
        }
        self.gap(tag.id);
    }

    /// Takes in an end tag, if its start tag was.
    pub(super) fn end_tag(&mut self, tag: &Tag<'a>) {
        self.text_bytes = 0;
        if self.mode == Mode::Text {
            self.begin_tag();
            return self.leave_raw();
        }
        if !self.left_out.is_empty() && self.left_out.ends(tag.name) {
            return self.gap(tag.id);
        }
        self.begin_tag();
        self.dispatch_end(tag);
    }

    /// Forgets what holds only up to the next tag that is taken in.
    pub(super) fn begin_tag(&mut self) {
        self.text_bytes = 0;
        self.ignores_line_feed = false;
        self.depth.is_counted = false;
    }

    /// Keeps the words before and after a tag that is left out apart.
    fn gap(&mut self, id: Id) {
        if !id.is(class::INLINE) {
            self.ignores_line_feed = false;
            self.place_text(" ");
        }
    }

    /// Of a run of text what fits.
    pub(super) fn within_limit(&mut self, text: &'a str) -> &'a str {
        let room = self.limits.max_text_bytes.saturating_sub(self.text_bytes);
        if text.len() <= room {
            self.text_bytes += text.len();
            return text;
        }
        self.reach(Limit::TextBytes);
        self.text_bytes = self.limits.max_text_bytes;
        cut::text(text, room)
    }
}
