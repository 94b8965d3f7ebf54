//! End tags in the body, and the end of the input.

use super::elements::{Id, class, ends_alone, is_plain_block};
use super::reader::Reader;
use super::stack::{Mode, Step};
use super::tag::Tag;
use crate::read::sink::Sink;

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Whether the end tag of the innermost element, which is of this kind, ends that and does nothing else, as most do.
    pub(super) fn ends_alone(&self, id: Id) -> bool {
        matches!(self.mode, Mode::InBody | Mode::InCell)
            && ends_alone(id)
            && self.left_out.is_empty()
            && self.table_text.is_empty()
    }

    /// Takes in such an end tag.
    pub(super) fn end_current(&mut self) {
        self.begin_tag();
        self.pop();
    }

    pub(super) fn end_in_body(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Body | Id::Html => {
                if self.stack.has_in_scope(Id::Body) {
                    self.mode = Mode::AfterBody;
                    if tag.id == Id::Html {
                        return Step::Again;
                    }
                }
            }
            Id::Button | Id::Listing | Id::Pre | Id::Select => {
                self.end_block(tag.id);
            }
            Id::Form => self.end_form_in_body(),
            Id::P => {
                if !self.stack.has_in(Id::P, class::BUTTON_SCOPE) {
                    self.insert_implied(Id::P, "p");
                }
                self.close_open_p();
            }
            Id::Li | Id::Dd | Id::Dt => self.end_item(tag.id),
            Id::H1 | Id::H2 | Id::H3 | Id::H4 | Id::H5 | Id::H6 => {
                if self.stack.has_heading_in_scope() {
                    self.end_implied();
                    self.pop_through_any(|id| id.is(class::HEADING));
                }
            }
            id if id == Id::A || id.is(class::FORMATTING) => self.end_formatting(id, tag.name),
            Id::Applet | Id::Marquee | Id::Object => {
                if self.end_block(tag.id) {
                    self.clear_formats_to_marker();
                }
            }
            Id::Br => {
                self.attributes.clear();
                return self.start_in_body(tag);
            }
            Id::Template => self.end_template(),
            id if is_plain_block(id) => {
                self.end_block(id);
            }
            _ => self.end_any_other(tag.id, tag.name),
        }
        Step::Done
    }

    /// Ends an element with all that is inside. Returns whether there was one.
    fn end_block(&mut self, id: Id) -> bool {
        let is_open = self.stack.has_in_scope(id);
        if is_open {
            self.end_implied();
            self.pop_through(id);
        }
        is_open
    }

    fn end_form_in_body(&mut self) {
        if self.stack.has(Id::Template) {
            self.end_block(Id::Form);
        } else {
            self.end_form();
        }
    }

    fn end_item(&mut self, id: Id) {
        let ends = if id == Id::Li { class::LIST_SCOPE } else { class::SCOPE };
        if self.stack.has_in(id, ends) {
            self.end_implied_but(id);
            self.pop_through(id);
        }
    }

    /// The end tag of an element that is like all others.
    pub(super) fn end_any_other(&mut self, id: Id, name: &str) {
        let is_same = |other: Id, other_name: &str| other == id && (id != Id::Other || other_name == name);
        for at in (0..self.stack.open.len()).rev() {
            let open = self.stack.open[at];
            if is_same(open.id, open.name) {
                // Those that end by themselves are at the top.
                return self.pop_to(at);
            }
            if open.id.is(class::SPECIAL) {
                return;
            }
        }
    }

    /// The end of the input: everything ends.
    pub(super) fn end(&mut self) {
        if self.moved.is_some() || self.roots.late.is_some() {
            return;
        }
        self.place_text_of_table();
        self.raw = None;
        if self.mode == Mode::Text {
            self.leave_raw();
        }
        while self.stack.has(Id::Template) {
            self.pop_through(Id::Template);
            self.template_modes.pop();
            self.mode = self.mode_of_stack();
        }
        self.imply_body_for_text();
        self.pop_to(0);
        self.pending.report(self.sink);
    }
}
