//! Start tags in the body.

use super::elements::{Id, class, is_of_head, is_plain_block};
use super::reader::{Moved, Reader};
use super::stack::{Mode, Space, Step};
use super::tag::{RawText, Tag};
use crate::read::sink::Sink;

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    pub(super) fn start_in_body(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            id if is_plain_block(id) => {
                self.close_p();
                self.insert(tag);
            }
            Id::Li | Id::Dd | Id::Dt => self.start_item(tag),
            Id::H1 | Id::H2 | Id::H3 | Id::H4 | Id::H5 | Id::H6 => self.start_heading(tag),
            Id::A => {
                self.end_open_link();
                self.start_formatting(tag);
            }
            Id::Nobr => self.start_nobr(tag),
            id if id.is(class::FORMATTING) => self.start_formatting(tag),
            id if is_of_head(id) => self.start_of_head(tag),
            Id::Html | Id::Body | Id::Frameset => self.start_root_again(tag),
            Id::Caption
            | Id::Col
            | Id::Colgroup
            | Id::Frame
            | Id::Head
            | Id::Tbody
            | Id::Td
            | Id::Tfoot
            | Id::Th
            | Id::Thead
            | Id::Tr => {}
            Id::Pre | Id::Listing | Id::Form | Id::Plaintext | Id::Table | Id::Hr | Id::Xmp => {
                self.start_block(tag);
            }
            Id::Button => self.start_button(tag),
            Id::Select | Id::Option | Id::Optgroup | Id::Input => self.start_control(tag),
            Id::Rb | Id::Rtc | Id::Rp | Id::Rt => self.start_ruby(tag),
            Id::Textarea | Id::Iframe | Id::Noembed => self.start_raw(tag),
            Id::Param | Id::Source | Id::Track => self.insert_void(tag),
            Id::Image => return self.start_in_body(&Tag { id: Id::Img, name: "img", ..*tag }),
            _ => self.start_inline(tag),
        }
        Step::Done
    }

    /// What is part of the line around it.
    fn start_inline(&mut self, tag: &Tag<'a>) {
        self.reopen_formats();
        match tag.id {
            Id::Math => self.insert_foreign(tag, Space::MathMl),
            Id::Svg => self.insert_foreign(tag, Space::Svg),
            Id::Area | Id::Br | Id::Embed | Id::Img | Id::Keygen | Id::Wbr => {
                self.insert_void(tag);
                self.frameset_ok = false;
            }
            Id::Applet | Id::Marquee | Id::Object => {
                self.insert(tag);
                self.mark_formats();
                self.frameset_ok = false;
            }
            _ => self.insert(tag),
        }
    }

    fn start_root_again(&mut self, tag: &Tag<'a>) {
        let has_body = self.stack.open.get(1).is_some_and(|open| open.id == Id::Body);
        let in_template = self.stack.has(Id::Template);
        match tag.id {
            Id::Html if !in_template => self.merge_root(false),
            Id::Body if has_body && !in_template => {
                self.frameset_ok = false;
                self.merge_root(true);
            }
            Id::Frameset if has_body && self.frameset_ok => self.give_up(Moved::Frameset),
            _ => {}
        }
    }

    fn start_item(&mut self, tag: &Tag<'a>) {
        self.frameset_ok = false;
        let closes = |id: Id| if tag.id == Id::Li { id == Id::Li } else { matches!(id, Id::Dd | Id::Dt) };
        let ends_search = |id: Id| id.is(class::SPECIAL) && !matches!(id, Id::Address | Id::Div | Id::P);
        let mut open = self.stack.open.iter().rev().map(|open| open.id);
        if let Some(found) = open.find(|id| closes(*id) || ends_search(*id)).filter(|id| closes(*id)) {
            self.end_implied_but(found);
            self.pop_through(found);
        }
        self.close_p();
        self.insert(tag);
    }

    fn start_heading(&mut self, tag: &Tag<'a>) {
        self.close_p();
        if self.stack.current_in(class::HEADING) {
            self.pop();
        }
        self.insert(tag);
    }

    fn start_formatting(&mut self, tag: &Tag<'a>) {
        self.reopen_formats();
        self.insert_formatting(tag);
    }

    fn start_nobr(&mut self, tag: &Tag<'a>) {
        self.reopen_formats();
        if self.stack.has_in_scope(Id::Nobr) {
            self.end_formatting(Id::Nobr, "nobr");
            self.reopen_formats();
        }
        self.insert_formatting(tag);
    }

    /// Blocks that are more than others.
    fn start_block(&mut self, tag: &Tag<'a>) {
        let is_nested_form = self.form.is_some() && !self.stack.has(Id::Template);
        if tag.id == Id::Form && is_nested_form {
            return;
        }
        if tag.id != Id::Table || !self.quirks {
            self.close_p();
        }
        match tag.id {
            Id::Pre | Id::Listing => {
                self.insert(tag);
                self.ignores_line_feed = true;
                self.frameset_ok = false;
            }
            Id::Form => {
                self.insert(tag);
                if !self.stack.has(Id::Template) {
                    self.note_form();
                }
            }
            Id::Plaintext => {
                self.insert(tag);
                self.raw = Some(RawText::ToTheEnd);
            }
            Id::Table => {
                self.insert(tag);
                self.frameset_ok = false;
                self.mode = Mode::InTable;
            }
            Id::Hr => {
                if self.stack.has_in_scope(Id::Select) {
                    self.end_implied();
                }
                self.insert_void(tag);
                self.frameset_ok = false;
            }
            _ => {
                self.reopen_formats();
                self.frameset_ok = false;
                self.insert_raw(tag, RawText::Plain);
            }
        }
    }

    fn start_button(&mut self, tag: &Tag<'a>) {
        if self.stack.has_in_scope(Id::Button) {
            self.end_implied();
            self.pop_through(Id::Button);
        }
        self.reopen_formats();
        self.insert(tag);
        self.frameset_ok = false;
    }

    fn start_control(&mut self, tag: &Tag<'a>) {
        let in_select = self.stack.has_in_scope(Id::Select);
        match tag.id {
            Id::Input => {
                if in_select {
                    self.pop_through(Id::Select);
                }
                self.reopen_formats();
                let is_hidden = self.is_hidden_input();
                self.insert_void(tag);
                self.frameset_ok &= is_hidden;
                return;
            }
            Id::Select if in_select => return self.pop_through(Id::Select),
            Id::Select => {}
            Id::Option if in_select => self.end_implied_but(Id::Optgroup),
            _ if in_select => self.end_implied(),
            _ if self.stack.current_is(Id::Option) => self.pop(),
            _ => {}
        }
        self.reopen_formats();
        self.insert(tag);
        self.frameset_ok &= tag.id != Id::Select;
    }

    pub(super) fn is_hidden_input(&mut self) -> bool {
        self.ensure_attributes();
        self.attributes.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
    }

    fn start_ruby(&mut self, tag: &Tag<'a>) {
        if self.stack.has_in_scope(Id::Ruby) {
            let kept = if matches!(tag.id, Id::Rp | Id::Rt) { Id::Rtc } else { Id::Ghost };
            self.end_implied_but(kept);
        }
        self.insert(tag);
    }

    fn start_raw(&mut self, tag: &Tag<'a>) {
        if tag.id == Id::Textarea {
            self.ignores_line_feed = true;
            self.frameset_ok = false;
            return self.insert_raw(tag, RawText::WithReferences);
        }
        self.frameset_ok &= tag.id == Id::Noembed;
        self.insert_raw(tag, RawText::Plain);
    }
}
