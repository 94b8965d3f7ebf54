//! What comes before the body: the root, the head, what is in it, templates.

use super::elements::{Id, is_of_head};
use super::reader::{Moved, Reader};
use super::stack::{Mode, Step};
use super::tag::{RawText, Tag};
use crate::read::sink::{Attribute, Sink};

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// A start tag before there is a root.
    pub(super) fn start_before_html(&mut self, tag: &Tag<'a>) -> Step {
        self.mode = Mode::BeforeHead;
        if tag.id == Id::Html {
            self.insert_root(tag);
            return Step::Done;
        }
        self.imply_root();
        Step::Again
    }

    pub(super) fn start_before_head(&mut self, tag: &Tag<'a>) -> Step {
        if tag.id == Id::Html {
            return self.start_in_body(tag);
        }
        self.mode = Mode::InHead;
        self.has_head = true;
        if tag.id == Id::Head {
            self.insert(tag);
            return Step::Done;
        }
        self.imply(Id::Head, "head");
        Step::Again
    }

    pub(super) fn start_in_head(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Html => return self.start_in_body(tag),
            Id::Noscript => {
                self.insert(tag);
                self.mode = Mode::InHeadNoscript;
            }
            Id::Head => {}
            id if is_of_head(id) => self.start_of_head(tag),
            _ => {
                self.leave_head();
                return Step::Again;
            }
        }
        Step::Done
    }

    /// The start tag of an element that belongs into the head.
    pub(super) fn start_of_head(&mut self, tag: &Tag<'a>) {
        match tag.id {
            Id::Title => self.insert_raw(tag, RawText::WithReferences),
            Id::Noframes | Id::Style => self.insert_raw(tag, RawText::Plain),
            Id::Script => self.insert_raw(tag, RawText::Script),
            Id::Template => self.start_template(tag),
            _ => self.insert_void(tag),
        }
    }

    fn start_template(&mut self, tag: &Tag<'a>) {
        self.mark_formats();
        self.frameset_ok = false;
        self.mode = Mode::InTemplate;
        self.template_modes.push(Mode::InTemplate);
        self.ensure_attributes();
        if matches!(self.attributes.get("shadowrootmode"), Some("open" | "closed")) {
            // The tree makes such a template twice.
            self.nodes += 2;
        }
        self.insert(tag);
    }

    pub(super) fn end_template(&mut self) {
        if self.stack.has(Id::Template) {
            self.end_all_implied();
            self.pop_through(Id::Template);
            self.clear_formats_to_marker();
            self.template_modes.pop();
            self.mode = self.mode_of_stack();
        }
    }

    pub(super) fn start_in_head_noscript(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Html => return self.start_in_body(tag),
            Id::Basefont | Id::Bgsound | Id::Link | Id::Meta | Id::Noframes | Id::Style => {
                self.start_of_head(tag);
            }
            Id::Head | Id::Noscript => {}
            _ => {
                self.leave_head_noscript();
                return Step::Again;
            }
        }
        Step::Done
    }

    pub(super) fn leave_head_noscript(&mut self) {
        self.pop();
        self.mode = Mode::InHead;
    }

    pub(super) fn start_after_head(&mut self, tag: &Tag<'a>) -> Step {
        match tag.id {
            Id::Html => return self.start_in_body(tag),
            Id::Body => {
                self.close_head();
                self.insert_body(tag);
                self.frameset_ok = false;
                self.mode = Mode::InBody;
            }
            Id::Frameset => self.give_up(Moved::Frameset),
            Id::Head => {}
            id if is_of_head(id) => self.start_of_head(tag),
            _ => {
                self.imply_body();
                return Step::Again;
            }
        }
        Step::Done
    }

    /// An end tag before the body.
    pub(super) fn end_before_body(&mut self, tag: &Tag<'a>) -> Step {
        if tag.id == Id::Template && matches!(self.mode, Mode::InHead | Mode::AfterHead) {
            self.end_template();
            return Step::Done;
        }
        if tag.id == Id::Head && self.mode == Mode::InHead {
            self.leave_head();
            return Step::Done;
        }
        if tag.id == Id::Noscript && self.mode == Mode::InHeadNoscript {
            self.leave_head_noscript();
            return Step::Done;
        }
        let implies = match self.mode {
            Mode::InHeadNoscript => tag.id == Id::Br,
            Mode::BeforeHtml | Mode::BeforeHead => {
                matches!(tag.id, Id::Head | Id::Body | Id::Html | Id::Br)
            }
            _ => matches!(tag.id, Id::Body | Id::Html | Id::Br),
        };
        if !implies {
            return Step::Done;
        }
        self.imply_next();
        Step::Again
    }

    /// Goes on to the next mode before the body, with what that implies.
    pub(super) fn imply_next(&mut self) {
        match self.mode {
            Mode::Initial => {
                self.quirks = true;
                self.mode = Mode::BeforeHtml;
            }
            Mode::BeforeHtml => {
                self.imply_root();
                self.mode = Mode::BeforeHead;
            }
            Mode::BeforeHead => {
                self.imply(Id::Head, "head");
                self.has_head = true;
                self.mode = Mode::InHead;
            }
            Mode::InHead => self.leave_head(),
            Mode::InHeadNoscript => self.leave_head_noscript(),
            _ => self.imply_body(),
        }
    }

    /// Opens an element that comes before the tag at hand, whose attributes are to be kept.
    pub(super) fn imply(&mut self, id: Id, name: &'a str) {
        let own = std::mem::take(&mut self.attributes);
        self.insert_implied(id, name);
        self.attributes = own;
    }

    fn imply_root(&mut self) {
        let own = std::mem::take(&mut self.attributes);
        self.attributes.clear();
        self.insert_root(&Tag { id: Id::Html, name: "html", closes_itself: false });
        self.attributes = own;
    }

    fn imply_body(&mut self) {
        self.close_head();
        let own = std::mem::take(&mut self.attributes);
        self.attributes.clear();
        self.insert_body(&Tag { id: Id::Body, name: "body", closes_itself: false });
        self.attributes = own;
        self.mode = Mode::InBody;
    }

    fn insert_root(&mut self, tag: &Tag<'a>) {
        self.attributes.add(&self.roots.known.html);
        self.roots.known.html.clone_from(&self.attributes.kept);
        self.insert(tag);
    }

    fn insert_body(&mut self, tag: &Tag<'a>) {
        self.attributes.add(&self.roots.known.body);
        self.roots.known.body.clone_from(&self.attributes.kept);
        self.insert(tag);
    }

    /// The end of the head: it stays open for what still belongs into it, until the body begins.
    fn leave_head(&mut self) {
        self.mode = Mode::AfterHead;
        match self.stack.open.iter().rposition(|open| open.id == Id::Head) {
            Some(at) if at + 1 == self.stack.open.len() => self.remove(at, Id::OpenHead),
            _ => self.pop(),
        }
    }

    fn close_head(&mut self) {
        if self.stack.current_is(Id::OpenHead) {
            self.pop();
        }
    }

    /// A second start tag of `<html>` or `<body>`: its attributes belong to the first, as far as that has none of the name.
    pub(super) fn merge_root(&mut self, is_body: bool) {
        self.ensure_attributes();
        let known = if is_body { &self.roots.known.body } else { &self.roots.known.html };
        let is_new = |(name, _): &&Attribute<'a>| known.iter().all(|(other, _)| name != other);
        let new: Vec<_> = self.attributes.kept.iter().filter(is_new).copied().collect();
        if new.is_empty() {
            return;
        }
        if self.roots.is_second {
            return self.give_up(Moved::Root);
        }
        let mut late = std::mem::take(&mut self.roots.known);
        if is_body {
            late.body.extend(new)
        } else {
            late.html.extend(new)
        }
        self.roots.late = Some(late);
    }
}
