//! What the standard moves: formatting elements that end around an open block, and what a table has no place for. It takes
//! a page whose nodes are kept.

use super::elements::{Id, class};
use super::formats::Format;
use super::kept::{Kept, NodeId, Place, ROOT};
use super::reader::{Moved, Reader};
use super::stack::Open;
use super::tag::Tag;
use crate::read::sink::Sink;

/// Of the formatting elements between one and the block it ends around so many are opened again.
const MAX_COPIES: usize = 3;

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Keeps an element of the tag at hand.
    pub(super) fn keep_element(&mut self, tag: &Tag<'a>) {
        self.ensure_attributes();
        let Some(mut kept) = self.kept.take() else { return };
        let place = self.place_in(&kept, self.stack.open.len().wrapping_sub(1));
        let node = kept.add_element(tag.name, tag.id.number(), &self.attributes.kept);
        kept.insert(node, place);
        self.kept = Some(kept);
    }

    pub(super) fn keep_text(&mut self, text: &'a str) {
        let Some(mut kept) = self.kept.take() else { return };
        let place = self.place_in(&kept, self.stack.open.len().wrapping_sub(1));
        self.nodes += usize::from(kept.add_text(text, place));
        self.kept = Some(kept);
    }

    /// Where a node goes that is to be put into an open element: before the table, if that has no place for it.
    fn place_in(&self, kept: &Kept<'a>, target: usize) -> Place {
        let open = &self.stack.open;
        let inside = |at: usize| Place::Inside(open.get(at).map_or(ROOT, |open| kept.of_serial(open.serial)));
        if !(self.fosters && open.get(target).is_some_and(|open| open.id.is(class::FOSTERS))) {
            return inside(target);
        }
        let Some(at) = open.iter().rposition(|open| matches!(open.id, Id::Template | Id::Table)) else {
            return inside(0);
        };
        let node = kept.of_serial(open[at].serial);
        match open[at].id {
            Id::Table if kept.has_place(node) => Place::Before(node),
            Id::Table => inside(at.wrapping_sub(1)),
            _ => inside(at),
        }
    }

    /// Takes in text of a table, which is looked at where its end is known.
    pub(super) fn keep_text_of_table(&mut self, text: &'a str) {
        self.table_text.push(text);
    }

    /// Puts the text of a table where it belongs: before the table, unless it is blank.
    pub(super) fn place_text_of_table(&mut self) {
        let texts = std::mem::take(&mut self.table_text);
        let is_blank = |text: &&str| text.bytes().all(|byte| byte.is_ascii_whitespace());
        let is_shown = !texts.iter().all(is_blank);
        for text in texts {
            if is_shown {
                self.fosters = true;
                self.text_in_body(text);
                self.fosters = false;
            } else {
                self.append(text);
            }
        }
    }

    /// Ends a formatting element around an open block, as the standard's adoption agency does: what is inside the block gets
    /// a copy of the element, and the block gets out of it.
    pub(super) fn adopt(&mut self, at: usize, block: usize) {
        let Some(mut kept) = self.kept.take() else { return self.give_up(Moved::Formatting) };
        let (format, block) = (self.stack.open[at], self.stack.open[block].serial);
        let (last, after) = self.copy_between(&mut kept, at, block);
        kept.detach(last);
        let place = self.place_in(&kept, at.wrapping_sub(1));
        kept.insert(last, place);

        let inside = kept.of_serial(block);
        let (serial, copy) = self.copy(&mut kept, format.serial);
        kept.move_children(inside, copy);
        kept.insert(copy, Place::Inside(inside));
        self.kept = Some(kept);

        self.replace_format(format.serial, serial, after);
        self.take_from_stack(at);
        if let Some(block) = self.stack.open.iter().rposition(|open| open.serial == block) {
            self.put_on_stack(block + 1, Open { serial, ..format });
        }
    }

    /// Copies the formatting elements between one and a block into each other, with the block in the innermost. Others
    /// leave the stack. Returns the outermost copy, or the block, and the serial number of the innermost.
    fn copy_between(&mut self, kept: &mut Kept<'a>, at: usize, block: u32) -> (NodeId, Option<u32>) {
        let (mut last, mut innermost) = (kept.of_serial(block), None);
        let inner = self.stack.open.iter().rposition(|open| open.serial == block).unwrap_or(at);
        for (count, index) in (at + 1..inner).rev().enumerate() {
            let listed = self.format_of(self.stack.open[index].serial);
            if let Some(listed) = listed.filter(|_| count < MAX_COPIES) {
                let (serial, copy) = self.copy(kept, self.stack.open[index].serial);
                self.stack.open[index].serial = serial;
                if let Some(Format::Element(format)) = self.formats.get_mut(listed) {
                    (format.serial, format.at) = (serial, index);
                }
                innermost = innermost.or(Some(serial));
                kept.detach(last);
                kept.insert(last, Place::Inside(copy));
                last = copy;
                continue;
            }
            listed.map(|listed| self.formats.remove(listed));
            self.take_from_stack(index);
        }
        (last, innermost)
    }

    /// A copy of an element on the stack, with a serial number of its own.
    fn copy(&mut self, kept: &mut Kept<'a>, serial: u32) -> (u32, NodeId) {
        let copy = kept.copy(kept.of_serial(serial));
        kept.note_last();
        self.nodes += 1;
        self.stack.serial += 1;
        (self.stack.serial, copy)
    }

    /// The place of an open element in the list of formatting elements.
    fn format_of(&self, serial: u32) -> Option<usize> {
        let is_it =
            |format: &Format<'_>| matches!(format, Format::Element(format) if format.serial == serial);
        self.formats.iter().rposition(is_it)
    }

    /// Puts a copy in the place of a formatting element in the list, or after another.
    fn replace_format(&mut self, serial: u32, copy: u32, after: Option<u32>) {
        let Some(listed) = self.format_of(serial) else { return };
        let mut format = self.formats.remove(listed);
        if let Format::Element(format) = &mut format {
            format.serial = copy;
        }
        let place = after.and_then(|after| self.format_of(after)).map_or(listed, |after| after + 1);
        self.formats.insert(place, format);
    }

    /// Takes an element from the stack, and nothing with it.
    pub(super) fn take_from_stack(&mut self, at: usize) {
        let open = self.stack.open.remove(at);
        self.stack.counts.0[open.id as usize] -= 1;
        self.move_places(|place| if place > at { place - 1 } else { place });
    }

    fn put_on_stack(&mut self, at: usize, open: Open<'a>) {
        self.move_places(|place| if place >= at { place + 1 } else { place });
        self.stack.counts.0[open.id as usize] += 1;
        self.stack.open.insert(at, open);
        if let Some(listed) = self.format_of(open.serial)
            && let Some(Format::Element(format)) = self.formats.get_mut(listed)
        {
            format.at = at;
        }
    }

    /// Notes that elements have other places on the stack.
    fn move_places(&mut self, moved: impl Fn(usize) -> usize) {
        for format in &mut self.formats {
            if let Format::Element(format) = format {
                format.at = moved(format.at);
            }
        }
        if let Some(form) = self.form.as_mut().filter(|form| form.serial > 0) {
            form.at = moved(form.at);
        }
    }
}
