//! Elements open and close: what goes onto the stack opens for the sink, what leaves it closes.

use super::elements::{Id, class};
use super::reader::{Moved, Reader};
use super::stack::{Form, Mode, Space};
use super::tag::Tag;
use crate::read::sink::{Element, Sink};

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Opens the element of the tag at hand.
    pub(super) fn insert(&mut self, tag: &Tag<'a>) {
        self.insert_in(tag, Space::Html);
    }

    /// Opens an element that was not written.
    pub(super) fn insert_implied(&mut self, id: Id, name: &'a str) {
        self.attributes.clear();
        self.insert(&Tag { id, name, closes_itself: false });
    }

    pub(super) fn insert_in(&mut self, tag: &Tag<'a>, space: Space) {
        let is_reported = self.open_for_sink(tag);
        let is_skipped = self.unwanted == 0 && !is_reported && self.kept.is_none();
        self.stack.add(tag, space, is_reported);
        if let Some(kept) = &mut self.kept {
            kept.note_last();
        }
        if is_skipped {
            self.unwanted = self.stack.open.len();
        }
    }

    /// Puts in the element of the tag at hand, which ends at once.
    pub(super) fn insert_void(&mut self, tag: &Tag<'a>) {
        if self.open_for_sink(tag) {
            self.sink.close();
        }
    }

    /// Opens an element for the sink, unless it is kept. Returns whether the sink wants what is inside.
    fn open_for_sink(&mut self, tag: &Tag<'a>) -> bool {
        // What a template holds is a node of its own.
        self.nodes += 1 + usize::from(tag.id == Id::Template);
        self.in_text = false;
        if self.kept.is_some() {
            self.keep_element(tag);
            return false;
        }
        if self.fosters && self.stack.current_in(class::FOSTERS) {
            self.give_up(Moved::Table);
        }
        if self.unwanted > 0 {
            return false;
        }
        self.pending.report(self.sink);
        self.ensure_attributes();
        let (name, number) = (tag.name, tag.id.number());
        self.sink.open(&Element { name, number, attributes: &self.attributes.kept, choice: None })
    }

    pub(super) fn pop(&mut self) {
        self.pop_one();
        while self.stack.current_is(Id::Ghost) {
            self.pop_one();
        }
    }

    fn pop_one(&mut self) {
        let Some(open) = self.stack.open.pop() else { return };
        self.stack.counts.0[open.id as usize] -= 1;
        self.stack.ghosts -= usize::from(matches!(open.id, Id::Ghost | Id::OpenHead));
        self.in_text = false;
        if open.is_reported {
            self.pending.report(self.sink);
            self.sink.close();
        }
        if self.unwanted > self.stack.open.len() {
            self.unwanted = 0;
        }
    }

    /// Takes an element from the standard's stack, wherever it is.
    pub(super) fn remove(&mut self, at: usize, ghost: Id) {
        if at + 1 == self.stack.open.len() && ghost == Id::Ghost {
            return self.pop();
        }
        if self.kept.is_some() && ghost == Id::Ghost {
            return self.take_from_stack(at);
        }
        let Some(open) = self.stack.open.get_mut(at) else { return };
        self.stack.counts.0[open.id as usize] -= 1;
        self.stack.counts.0[ghost as usize] += 1;
        self.stack.ghosts += 1;
        open.id = ghost;
    }

    pub(super) fn pop_to(&mut self, length: usize) {
        while self.stack.open.len() > length {
            self.pop_one();
        }
        while self.stack.current_is(Id::Ghost) {
            self.pop_one();
        }
    }

    /// Pops up to the innermost element of a kind, and that.
    pub(super) fn pop_through(&mut self, id: Id) {
        self.pop_through_any(|open| open == id);
    }

    pub(super) fn pop_through_any(&mut self, wanted: impl Fn(Id) -> bool) {
        while let Some(open) = self.stack.current() {
            let is_last = wanted(open.id);
            self.pop();
            if is_last {
                return;
            }
        }
    }

    /// Pops what is inside the innermost element of a class.
    pub(super) fn clear_back_to(&mut self, class: u16) {
        while !self.stack.open.is_empty() && !self.stack.current_in(class) {
            self.pop();
        }
    }

    /// Ends elements whose end tags may be left out, but for one.
    pub(super) fn end_implied_but(&mut self, kept: Id) {
        while let Some(open) = self.stack.current().filter(|open| open.id != kept)
            && open.id.is(class::IMPLIED)
        {
            self.pop();
        }
    }

    pub(super) fn end_implied(&mut self) {
        self.end_implied_but(Id::Ghost);
    }

    pub(super) fn end_all_implied(&mut self) {
        while self.stack.current_in(class::IMPLIED | class::IMPLIED_IN_TABLE) {
            self.pop();
        }
    }

    /// Ends a paragraph, if one is open.
    pub(super) fn close_p(&mut self) {
        if self.stack.has_in(Id::P, class::BUTTON_SCOPE) {
            self.close_open_p();
        }
    }

    pub(super) fn close_open_p(&mut self) {
        self.end_implied_but(Id::P);
        self.pop_through(Id::P);
    }

    /// Notes that the form opened last is the one whose end tag is waited for.
    pub(super) fn note_form(&mut self) {
        if let Some(open) = self.stack.open.last() {
            self.form = Some(Form { at: self.stack.open.len() - 1, serial: open.serial });
        }
    }

    /// A form that has no end tag.
    pub(super) fn note_ended_form(&mut self) {
        self.form = Some(Form { at: usize::MAX, serial: 0 });
    }

    /// The end tag of a form: it ends what it has to of what is inside, and leaves the rest open.
    pub(super) fn end_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        if form.serial == 0 || !self.stack.has_serial_in_scope(form.serial) {
            return;
        }
        self.end_implied();
        if self.stack.is_open(form.at, form.serial) {
            self.remove(form.at, Id::Ghost);
        }
    }

    /// The mode that follows from what is open.
    pub(super) fn mode_of_stack(&self) -> Mode {
        for open in self.stack.open.iter().rev() {
            return match open.id {
                Id::Td | Id::Th => Mode::InCell,
                Id::Tr => Mode::InRow,
                Id::Tbody | Id::Thead | Id::Tfoot => Mode::InTableBody,
                Id::Caption => Mode::InCaption,
                Id::Colgroup => Mode::InColumnGroup,
                Id::Table => Mode::InTable,
                Id::Template => self.template_modes.last().copied().unwrap_or(Mode::InBody),
                Id::Head => Mode::InHead,
                Id::Body => Mode::InBody,
                Id::Html if self.has_head => Mode::AfterHead,
                Id::Html => Mode::BeforeHead,
                _ => continue,
            };
        }
        Mode::InBody
    }
}
