//! Tags inside tables, and inside templates, which can hold any part of one.

use super::elements::{Id, class, is_of_head};
use super::reader::Reader;
use super::stack::{Mode, Step};
use super::tag::{RawText, Tag};
use crate::read::sink::Sink;

/// Parts of a table but for rows and cells.
fn is_outer_part(id: Id) -> bool {
    matches!(id, Id::Caption | Id::Col | Id::Colgroup | Id::Tbody | Id::Tfoot | Id::Thead)
}

fn is_group(id: Id) -> bool {
    matches!(id, Id::Tbody | Id::Tfoot | Id::Thead)
}

fn is_part(id: Id) -> bool {
    is_outer_part(id) || matches!(id, Id::Td | Id::Th | Id::Tr)
}

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    pub(super) fn start_in_table(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            id if is_part(id) => return self.start_part(tag),
            Id::Table => {
                if self.stack.has_id_in_table(Id::Table) {
                    self.pop_through(Id::Table);
                    self.mode = self.mode_of_stack();
                    return Step::Again;
                }
            }
            Id::Style => self.insert_raw(tag, RawText::Plain),
            Id::Script | Id::Template => self.start_of_head(tag),
            Id::Input if self.is_hidden_input() => self.insert_void(tag),
            Id::Form => {
                if !self.stack.has(Id::Template) && self.form.is_none() {
                    self.insert_void(tag);
                    self.note_ended_form();
                }
            }
            _ => {
                self.fosters = true;
                let step = self.start_in_body(tag);
                self.fosters = false;
                return step;
            }
        }
        Step::Done
    }

    /// A part of the table, with those around it that were not written.
    fn start_part(&mut self, tag: &Tag<'a>) -> Step {
        self.clear_back_to(class::TABLE_SCOPE);
        let (implied, mode) = match tag.id {
            Id::Caption => {
                self.mark_formats();
                (None, Mode::InCaption)
            }
            Id::Colgroup => (None, Mode::InColumnGroup),
            Id::Col => (Some((Id::Colgroup, "colgroup")), Mode::InColumnGroup),
            Id::Td | Id::Th | Id::Tr => (Some((Id::Tbody, "tbody")), Mode::InTableBody),
            _ => (None, Mode::InTableBody),
        };
        self.mode = mode;
        match implied {
            Some((id, name)) => {
                self.imply(id, name);
                Step::Again
            }
            None => {
                self.insert(tag);
                Step::Done
            }
        }
    }

    pub(super) fn end_in_table(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Table => {
                if self.stack.has_id_in_table(Id::Table) {
                    self.pop_through(Id::Table);
                    self.mode = self.mode_of_stack();
                }
            }
            id if is_part(id) || matches!(id, Id::Body | Id::Html) => {}
            Id::Template => self.end_template(),
            _ => {
                self.fosters = true;
                let step = self.end_in_body(tag);
                self.fosters = false;
                return step;
            }
        }
        Step::Done
    }

    pub(super) fn start_in_row_group(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Tr => {
                self.clear_back_to(class::GROUP_CONTEXT);
                self.insert(tag);
                self.mode = Mode::InRow;
                Step::Done
            }
            Id::Td | Id::Th => {
                self.clear_back_to(class::GROUP_CONTEXT);
                self.imply(Id::Tr, "tr");
                self.mode = Mode::InRow;
                Step::Again
            }
            id if is_outer_part(id) => self.leave_row_group(),
            _ => self.start_in_table(tag),
        }
    }

    /// Ends a group of rows, if one is open, for a tag that cannot be in it.
    fn leave_row_group(&mut self) -> Step {
        // html5ever leaves `thead` to the table around it.
        if !self.stack.has_in_table(|id| matches!(id, Id::Table | Id::Tbody | Id::Tfoot)) {
            return Step::Done;
        }
        self.clear_back_to(class::GROUP_CONTEXT);
        self.pop();
        self.mode = Mode::InTable;
        Step::Again
    }

    pub(super) fn end_in_row_group(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            id if is_group(id) => {
                if self.stack.has_id_in_table(id) {
                    self.clear_back_to(class::GROUP_CONTEXT);
                    self.pop();
                    self.mode = Mode::InTable;
                }
                Step::Done
            }
            Id::Table => self.leave_row_group(),
            _ => self.end_in_table(tag),
        }
    }

    pub(super) fn start_in_row(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Td | Id::Th => {
                self.clear_back_to(class::ROW_CONTEXT);
                self.insert(tag);
                self.mode = Mode::InCell;
                self.mark_formats();
                Step::Done
            }
            id if is_outer_part(id) || id == Id::Tr => self.leave_row(),
            _ => self.start_in_table(tag),
        }
    }

    fn leave_row(&mut self) -> Step {
        if !self.end_row() {
            return Step::Done;
        }
        Step::Again
    }

    /// Ends a row. Returns whether there was one.
    fn end_row(&mut self) -> bool {
        let is_open = self.stack.has_id_in_table(Id::Tr);
        if is_open {
            self.clear_back_to(class::ROW_CONTEXT);
            self.pop();
            self.mode = Mode::InTableBody;
        }
        is_open
    }

    pub(super) fn end_in_row(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Tr => {
                self.end_row();
                Step::Done
            }
            Id::Table => self.leave_row(),
            id if is_group(id) && self.stack.has_id_in_table(id) => self.leave_row(),
            id if is_group(id) => Step::Done,
            _ => self.end_in_table(tag),
        }
    }

    pub(super) fn start_in_cell(&mut self, tag: &Tag<'a>) -> Step {
        if !is_part(tag.id) {
            return self.start_in_body(tag);
        }
        if !self.stack.has_in_table(|id| id.is(class::CELL)) {
            return Step::Done;
        }
        self.close_cell();
        Step::Again
    }

    fn close_cell(&mut self) {
        self.end_implied();
        self.pop_through_any(|id| id.is(class::CELL));
        self.clear_formats_to_marker();
        self.mode = Mode::InRow;
    }

    pub(super) fn end_in_cell(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Td | Id::Th => {
                if self.stack.has_id_in_table(tag.id) {
                    self.end_implied();
                    self.pop_through(tag.id);
                    self.clear_formats_to_marker();
                    self.mode = Mode::InRow;
                }
            }
            Id::Table | Id::Tbody | Id::Tfoot | Id::Thead | Id::Tr => {
                if self.stack.has_id_in_table(tag.id) {
                    self.close_cell();
                    return Step::Again;
                }
            }
            Id::Body | Id::Caption | Id::Col | Id::Colgroup | Id::Html => {}
            _ => return self.end_in_body(tag),
        }
        Step::Done
    }

    pub(super) fn start_in_caption(&mut self, tag: &Tag<'a>) -> Step {
        if is_part(tag.id) { self.leave_caption(true) } else { self.start_in_body(tag) }
    }

    pub(super) fn end_in_caption(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Caption => self.leave_caption(false),
            Id::Table => self.leave_caption(true),
            id if is_part(id) || matches!(id, Id::Body | Id::Html) => Step::Done,
            _ => self.end_in_body(tag),
        }
    }

    fn leave_caption(&mut self, goes_on: bool) -> Step {
        if !self.stack.has_id_in_table(Id::Caption) {
            return Step::Done;
        }
        self.end_implied();
        self.pop_through(Id::Caption);
        self.clear_formats_to_marker();
        self.mode = Mode::InTable;
        if goes_on { Step::Again } else { Step::Done }
    }

    pub(super) fn start_in_columns(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Html => return self.start_in_body(tag),
            Id::Col => self.insert_void(tag),
            Id::Template => self.start_of_head(tag),
            _ => return self.leave_columns(),
        }
        Step::Done
    }

    pub(super) fn end_in_columns(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Colgroup => {
                let _: Step = self.leave_columns();
            }
            Id::Col => {}
            Id::Template => self.end_template(),
            _ => return self.leave_columns(),
        }
        Step::Done
    }

    pub(super) fn leave_columns(&mut self) -> Step {
        if !self.stack.current_is(Id::Colgroup) {
            return Step::Done;
        }
        self.pop();
        self.mode = Mode::InTable;
        Step::Again
    }

    /// The first start tag in a template says what the template is a part of.
    pub(super) fn start_in_template(&mut self, tag: &Tag<'a>) -> Step {
        let mode = match tag.id {
            Id::Caption | Id::Colgroup | Id::Tbody | Id::Tfoot | Id::Thead => Mode::InTable,
            Id::Col => Mode::InColumnGroup,
            Id::Tr => Mode::InTableBody,
            Id::Td | Id::Th => Mode::InRow,
            id if is_of_head(id) => {
                self.start_of_head(tag);
                return Step::Done;
            }
            _ => Mode::InBody,
        };
        self.template_modes.pop();
        self.template_modes.push(mode);
        self.mode = mode;
        Step::Again
    }
}
