//! What each event does: the builder as a sink.

use super::attributes::Attributes;
use super::builder::Builder;
use super::context::Context;
use super::elements::{self, Display, Known, may};
use super::formulas::is_formula;
use super::frame::Frame;
use super::marks::{self, OpenMark};
use super::pending::TableFacts;
use super::run::{Inline, is_all_blank};
use super::shortcodes;
use super::{MAX_TEXT_BYTES, groups, head};
use super::{callouts, code};
use crate::document::tex::Formula;
use crate::document::{Document, GroupKind, link};
use crate::labels::Limit;
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::read::Purpose;
use crate::read::sink::{Element, Sink};

impl<'a> Sink<'a> for Builder<'a, '_> {
    fn open(&mut self, element: &Element<'a, '_>) -> bool {
        self.opened = self.opened.wrapping_add(1);
        if self.silent > 0 {
            if element.name == "img" {
                self.image_without_scripts(element);
                return false;
            }
            let is_text = !matches!(element.name, "script" | "style" | "template" | "textarea" | "select");
            self.silent += u32::from(is_text);
            return is_text;
        }
        if self.math.is_some() {
            return self.open_in_math(element);
        }
        if self.is_twin() {
            self.note_twin(element);
            return false;
        }
        if self.page.is_from_state && is_of_a_page(element.name) {
            return false;
        }
        let known = self.known(element);
        if known.may(may::DESCRIBE) {
            head::note(&mut self.page, element);
        }
        if !known.may(may::BE_EMPTY) {
            return self.open_element(element, known);
        }
        match element.name {
            "br" => self.line_break(),
            "hr" => {
                self.boundary();
                self.note_apparatus(None);
            }
            "mjx-math" => return self.open_math(element),
            "img" => self.image(element),
            "source" => self.note_source(element),
            "input" => self.note_task(element),
            _ => {}
        }
        false
    }

    fn text(&mut self, text: &str) {
        if self.math.is_some() {
            return self.text_in_math(text);
        }
        if self.frames.last().is_some_and(|frame| frame.collects.is_some()) {
            return self.collect(text);
        }
        if self.silent > 0 {
            self.noscript_bytes += text.trim().len();
        } else if !self.is_twin() {
            self.show(text);
        }
    }

    fn close(&mut self) {
        if self.math.is_some() {
            self.close_in_math();
        } else if self.silent > 0 {
            self.silent -= 1;
        } else if self.frames.len() > 1 {
            self.leave();
        }
    }
}

impl<'a> Builder<'a, '_> {
    /// What is known of an element by its name.
    fn known(&mut self, element: &Element<'_, '_>) -> Known {
        let by_name = || elements::known(element.name);
        match element.number {
            Some(number) => *self.known[usize::from(number)].get_or_insert_with(by_name),
            None => by_name(),
        }
    }

    /// Ends all elements that are open.
    pub(super) fn end_elements(&mut self) {
        while self.frames.len() > 1 {
            self.leave();
        }
        self.flush();
        self.hide_late();
    }

    /// Ends the page.
    pub(crate) fn finish(mut self) -> Document {
        self.end_elements();
        let blocks = self.page.blocks.len() as u32;
        self.page.containers[0].blocks = 0..blocks;
        self.page.groups[0].blocks = 0..blocks;
        self.page.names.make_ascii_lowercase();
        marks::finish(&mut self.page.marks, blocks);
        for image in &mut self.page.images {
            image.before_block = image.before_block.min(blocks);
        }
        head::complete(&mut self.page.head);
        self.match_notes();
        if self.purpose == Purpose::Article {
            self.mark_raw_formulas();
        }
        self.page
    }

    pub(super) fn show(&mut self, text: &str) {
        if self.page.text.len() + text.len() > MAX_TEXT_BYTES {
            self.page.reach(Limit::InputBytes);
            return;
        }
        if is_all_blank(text) && !self.context().preformatted {
            // The indents of the source, which most texts are.
            return self.run.space();
        }
        self.end_aside(text);
        self.end_sign(text);
        if self.begins_item(text) {
            self.boundary();
        }
        let was_empty = self.run.is_empty(&self.page.text);
        let before = self.page.text.len();
        if self.context().preformatted {
            if !self.is_between_lines(text) {
                self.run.push_verbatim(&mut self.page.text, text);
            }
        } else if self.run.is_code() {
            self.run.push(&mut self.page.text, text);
        } else {
            self.run.push(&mut self.page.text, &shortcodes::strip(text));
        }
        if self.page.text.len() > before {
            self.breaks = 0;
            if was_empty {
                self.floor = self.frames.len();
            }
        }
    }

    /// One `<br>` ends a line, two in a row end the block.
    fn line_break(&mut self) {
        self.break_code();
        self.breaks += 1;
        if self.context().preformatted {
            self.run.push_verbatim(&mut self.page.text, "\n");
        } else if self.breaks > 1 {
            self.boundary();
        } else if self.context().row > 0 {
            // A row of a table is one line.
            self.run.space();
        } else {
            self.run.break_line_of_text();
        }
    }

    /// The end of a block.
    pub(super) fn boundary(&mut self) {
        self.flush();
    }

    pub(super) fn open_element(&mut self, element: &Element<'a, '_>, known: Known) -> bool {
        if self.open_plain(element, known) {
            return true;
        }
        if self.is_plainly_unshown(element, known) {
            return self.open_unshown(element, known.display);
        }
        let mut attributes = Attributes::default();
        attributes.read(element);
        let mut roles = self.roles(element, &mut attributes);
        self.unfold(&mut attributes);
        if self.is_dropped(element, roles) {
            if element.name == "button" {
                self.close_toolbar();
            }
            self.note_gutter(element);
            return false;
        }
        let found = if attributes.has_data { self.formula_of_attributes(element) } else { None };
        if let Some(found) = &found {
            if known.display == Display::Block {
                self.block_of_formula(found);
                return false;
            }
            roles = roles.with(ClassRole::Formula);
        }
        let heading = attributes.heading_level(element.name);
        let display = self.display(element, known, &attributes, heading, roles);
        if matches!(display, Display::Skipped | Display::Replaced) {
            return self.open_unshown(element, display);
        }
        self.begin(display);
        let mut context = *self.context();
        self.enter(element, known, &attributes, heading, display, &mut context);
        context.hidden |= display == Display::Block && context.row == 0 && roles.has(ClassRole::Dropped);
        self.note_formula_in(element, roles, &mut context);
        let (makes, detail) = self.group_of(element, known, roles, &mut context);
        if context.table_frame > 0 {
            self.note_in_table(element, context.table_frame);
        }
        let frame = Frame {
            start: self.page.text.len(),
            tag: known.tag,
            row: self.open_table_part(element, &mut context).map(Box::new),
            mark: self.open_mark(element.name, &attributes, &mut context),
            capture: self.capture(element, known, &attributes, roles, display).map(Box::new),
            inline: if known.may(may::BE_INLINE) {
                self.open_inline(element.name, &attributes, roles)
            } else {
                None
            },
            makes,
            detail,
            table: if makes == Some(GroupKind::Table) { TableFacts::of(element).map(Box::new) } else { None },
            ..Frame::new(element.name, context, display)
        };
        self.push_frame(frame, attributes.names);
        self.note_opened(element, &attributes, roles, found.as_ref());
        true
    }

    /// Notes what the element that was opened says by its attributes.
    fn note_opened(
        &mut self,
        element: &Element<'a, '_>,
        attributes: &Attributes<'a>,
        roles: ClassRoles,
        found: Option<&Formula>,
    ) {
        match found {
            Some(found) => self.found_formula(found),
            None if attributes.has_data && is_formula(element, roles) => self.note_mathml(element),
            None => {}
        }
        if attributes.has_data || roles.has(ClassRole::Language) {
            self.note_language(element);
        }
        self.note_address(element, attributes.names.id, roles.has(ClassRole::Note));
    }

    /// Ends what is before an element.
    pub(super) fn begin(&mut self, display: Display) {
        match display {
            Display::Block => self.boundary(),
            Display::Custom => self.run.space(),
            Display::Line => self.run.open_line(&mut self.page.text),
            Display::Lines => self.run.break_line(&self.page.text),
            Display::Inline | Display::Skipped | Display::Replaced => {}
        }
    }

    /// Notes what an element means for the formulas inside it.
    fn note_formula_in(&self, element: &Element<'_, '_>, roles: ClassRoles, inner: &mut Context<'_>) {
        if is_formula(element, roles) && inner.formula == 0 {
            inner.formula = self.frames.len();
        }
        let is_displayed = element.name == "mjx-container" && element.get("display") == Some("true");
        inner.displays_formulas |= is_displayed || roles.has(ClassRole::Display);
    }

    /// The group that an element makes, with its detail.
    fn group_of(
        &self,
        element: &Element<'a, '_>,
        known: Known,
        roles: ClassRoles,
        inner: &mut Context<'a>,
    ) -> (Option<GroupKind>, Option<&'a str>) {
        if inner.listing > 0 {
            return (None, None);
        }
        let is_listing = code::is_listing(element, known, roles);
        let is_callout = roles.has(ClassRole::Callout) && !is_listing;
        let callout = if is_callout { callouts::kind(element) } else { None };
        let (makes, detail) = if is_listing {
            inner.open_listing(self.frames.len());
            (Some(GroupKind::Code), inner.language)
        } else if callout.is_some() {
            (Some(GroupKind::Callout), callout)
        } else if known.may(may::GROUP) {
            (groups::kind(element), groups::detail(element))
        } else {
            (None, None)
        };
        if makes.is_some() {
            inner.group_holder = self.frames.len();
        }
        (makes, detail)
    }

    fn open_mark(
        &mut self,
        name: &str,
        attributes: &Attributes<'a>,
        inner: &mut Context<'a>,
    ) -> Option<OpenMark> {
        let named = marks::named(attributes, &mut self.ids);
        let kind = marks::kind(name, attributes, named, inner.marks);
        inner.marks = inner.marks.inside(attributes, named, kind);
        let (block, start) = (self.page.blocks.len() as u32, self.page.text.len());
        kind.map(|kind| marks::open(&mut self.page.marks, kind, attributes, block, start))
    }

    fn open_inline(&mut self, name: &str, attributes: &Attributes<'_>, roles: ClassRoles) -> Option<Inline> {
        let inline = match name {
            "a" => return attributes.href.map(|href| self.open_link(href)),
            "strong" | "b" => Inline::Strong,
            "em" | "i" => Inline::Emphasis,
            "code" | "kbd" | "samp" | "tt" if !self.context().preformatted && !roles.has(ClassRole::Tex) => {
                Inline::Code
            }
            "sup" => Inline::Superscript,
            "sub" => Inline::Subscript,
            "del" | "s" | "strike" => Inline::Deletion,
            "ins" => Inline::Insertion,
            _ => return None,
        };
        self.run.open(inline, &self.page.text, None);
        Some(inline)
    }

    pub(super) fn open_link(&mut self, href: &str) -> Inline {
        let target = link(href).map(|target| self.page.targets.push(&target));
        self.run.open(Inline::Link, &self.page.text, target);
        Inline::Link
    }

    /// Leaves the innermost open element.
    pub(super) fn leave(&mut self) {
        self.close_tex();
        match self.frames.last() {
            Some(frame) if frame.collects.is_some() => return self.leave_collected(),
            Some(frame) if frame.display == Display::Block => self.boundary(),
            Some(frame) if frame.display == Display::Line => {
                self.run.close_line(&self.page.text, frame.start)
            }
            Some(frame) if frame.display == Display::Lines => self.run.break_line(&self.page.text),
            _ => {}
        }
        self.close_row();
        self.close_table();
        let Some(frame) = self.pop_frame() else { return };
        self.end_in_fold();
        self.pass_on_note(&frame);
        let capture = frame.capture.as_deref();
        if let Some(capture) = capture {
            self.close_capture(*capture);
        }
        if matches!(frame.display, Display::Inline | Display::Custom) {
            self.note_part(frame.start, capture);
        }
        if let Some(inline) = frame.inline {
            self.run.close(inline, &self.page.text);
        }
        if let Some(mark) = frame.mark {
            marks::close(&mut self.page.marks, mark, &self.page.text);
        }
        if frame.display == Display::Custom {
            self.run.space();
        }
        let blocks = self.page.blocks.len() as u32;
        if let Some(container) = frame.container {
            self.page.containers[container as usize].blocks.end = blocks;
        }
        if let Some(group) = frame.group {
            self.page.groups[group as usize].blocks.end = blocks;
        }
        self.floor = self.floor.min(self.frames.len());
    }
}

/// Elements that say something of the page, which a body from its state must not.
fn is_of_a_page(name: &str) -> bool {
    matches!(name, "base" | "link" | "meta" | "script" | "style" | "template" | "title")
}
