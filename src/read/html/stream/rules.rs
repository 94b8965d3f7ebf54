//! Which rules a tag is read by: those of the mode, or of SVG and MathML.

use super::elements::Id;
use super::reader::Reader;
use super::stack::{Mode, Step};
use super::tag::Tag;
use crate::read::sink::Sink;

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    pub(super) fn dispatch_start(&mut self, tag: &Tag<'a>) {
        if !self.table_text.is_empty() {
            self.place_text_of_table();
        }
        while self.moved.is_none() && self.step_start(tag) == Step::Again {}
    }

    fn step_start(&mut self, tag: &Tag<'a>) -> Step {
        if self.start_is_foreign(tag) { self.start_in_foreign(tag) } else { self.start_by_mode(tag) }
    }

    pub(super) fn start_by_mode(&mut self, tag: &Tag<'a>) -> Step {
        match self.mode {
            Mode::InBody => self.start_in_body(tag),
            Mode::InCell => self.start_in_cell(tag),
            Mode::InRow => self.start_in_row(tag),
            Mode::InTableBody => self.start_in_row_group(tag),
            Mode::InTable => self.start_in_table(tag),
            Mode::InCaption => self.start_in_caption(tag),
            Mode::InColumnGroup => self.start_in_columns(tag),
            Mode::InTemplate => self.start_in_template(tag),
            Mode::InHead => self.start_in_head(tag),
            Mode::InHeadNoscript => self.start_in_head_noscript(tag),
            Mode::AfterHead => self.start_after_head(tag),
            Mode::BeforeHead => self.start_before_head(tag),
            Mode::BeforeHtml => self.start_before_html(tag),
            Mode::Initial => {
                self.imply_next();
                Step::Again
            }
            Mode::AfterBody | Mode::AfterAfterBody if tag.id == Id::Html => self.start_in_body(tag),
            Mode::AfterBody | Mode::AfterAfterBody => {
                self.mode = Mode::InBody;
                Step::Again
            }
            Mode::Text => {
                self.leave_raw();
                Step::Again
            }
        }
    }

    pub(super) fn dispatch_end(&mut self, tag: &Tag<'a>) {
        if !self.table_text.is_empty() {
            self.place_text_of_table();
        }
        while self.moved.is_none() && self.step_end(tag) == Step::Again {}
    }

    fn step_end(&mut self, tag: &Tag<'a>) -> Step {
        if self.is_in_foreign()
            && let Some(step) = self.end_in_foreign(tag)
        {
            return step;
        }
        self.end_by_mode(tag)
    }

    fn end_by_mode(&mut self, tag: &Tag<'a>) -> Step {
        match self.mode {
            Mode::InBody => self.end_in_body(tag),
            Mode::InCell => self.end_in_cell(tag),
            Mode::InRow => self.end_in_row(tag),
            Mode::InTableBody => self.end_in_row_group(tag),
            Mode::InTable => self.end_in_table(tag),
            Mode::InCaption => self.end_in_caption(tag),
            Mode::InColumnGroup => self.end_in_columns(tag),
            Mode::InTemplate if tag.id == Id::Template => {
                self.end_template();
                Step::Done
            }
            Mode::InTemplate => Step::Done,
            Mode::AfterBody if tag.id == Id::Html => {
                self.mode = Mode::AfterAfterBody;
                Step::Done
            }
            Mode::AfterBody | Mode::AfterAfterBody => {
                self.mode = Mode::InBody;
                Step::Again
            }
            Mode::Initial => {
                self.imply_next();
                Step::Again
            }
            Mode::Text => {
                self.leave_raw();
                Step::Done
            }
            _ => self.end_before_body(tag),
        }
    }
}
