//! What each event does.

use url::Url;

use super::attributes::Attributes;
use super::capture::Part;
use super::code;
use super::context::Context;
use super::elements::{self, Display};
use super::formulas::{OpenMath, is_formula};
use super::frame::Frame;
use super::marks::{self, OpenMark};
use super::notes::Notes;
use super::run::{Inline, Point, Run};
use super::shortcodes;
use super::styles::Styles;
use super::tables::Cell;
use super::{MAX_TEXT_BYTES, groups, head, images, noscript};
use crate::document::tex::Formula;
use crate::document::{Base, Document, GroupKind, Image, MarkKind, Origin, empty, link};
use crate::labels::Limit;
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::options::Limits;
use crate::read::recent::Recent;
use crate::read::sink::{Element, Sink};
use crate::read::state::{Shown, StateScripts};

/// A document under construction.
pub(crate) struct Builder<'a, 'l> {
    pub(super) page: Document,
    pub(super) frames: Vec<Frame<'a>>,
    pub(super) run: Run,
    /// How many of the frames enclose the whole run so far.
    pub(super) floor: usize,
    /// `<br>` since the last text.
    pub(super) breaks: u32,
    /// What classes and ids said of the elements seen last.
    named: Recent<'a, Option<MarkKind>>,
    pub(super) roles: Recent<'a, ClassRoles>,
    pub(super) limits: &'l Limits,
    /// Whether `<noscript>` holds the page's text.
    pub(super) reads_noscript: bool,
    noscript: noscript::Count,
    /// Elements open inside a `<noscript>` that is not read, itself among them.
    pub(super) silent: u32,
    /// Text of the element that collects it.
    pub(super) collected: String,
    /// What the page's style sheets hide.
    pub(super) styles: Styles<'a>,
    /// Data of the page's scripts.
    pub(super) scripts: StateScripts,
    /// What the blocks so far show.
    pub(super) shown: Shown,
    /// The element `<math>` that is open.
    pub(super) math: Option<OpenMath>,
    /// Where the formula that was drawn last begins and ends.
    pub(super) drawn: Option<(Point, usize)>,
    /// Elements that were opened so far.
    pub(super) opened: u32,
    /// The element of a line that ended last.
    pub(super) last_part: Option<Part>,
    /// Whether a script of the page draws formulas.
    pub(super) loads_math: bool,
    /// How the characters at hand are read.
    pub(super) reading: String,
    pub(super) notes: Notes<'a>,
    /// Tables so far.
    pub(super) tables: u32,
    /// Cells of the rows that are open.
    pub(super) cells: Vec<Cell>,
}

impl<'a> Sink<'a> for Builder<'a, '_> {
    fn open(&mut self, element: &Element<'a, '_>) -> bool {
        self.opened = self.opened.wrapping_add(1);
        if self.silent > 0 {
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
        head::note(&mut self.page, element);
        match element.name {
            "br" => self.line_break(),
            "hr" => self.boundary(),
            "mjx-math" => return self.open_math(element),
            "img" => self.image(element),
            "wbr" | "input" | "meta" | "link" | "base" | "source" | "track" | "param" | "col" => {}
            _ => return self.open_element(element),
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
        self.noscript.note(text, self.silent > 0);
        if self.silent == 0 && !self.is_twin() {
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

impl<'a, 'l> Builder<'a, 'l> {
    pub(crate) fn new(url: Option<&Url>, limits: &'l Limits) -> Self {
        Builder {
            page: Document { base: Base::new(url), ..empty(Origin::Html) },
            frames: vec![Frame::root()],
            run: Run::default(),
            floor: 1,
            breaks: 0,
            named: Recent::new(),
            roles: Recent::new(),
            limits,
            reads_noscript: false,
            noscript: noscript::Count::default(),
            silent: 0,
            collected: String::new(),
            styles: Styles::default(),
            scripts: StateScripts::default(),
            shown: Shown::default(),
            math: None,
            drawn: None,
            opened: 0,
            last_part: None,
            loads_math: false,
            reading: String::new(),
            notes: Notes::default(),
            tables: 0,
            cells: Vec::new(),
        }
    }

    /// Reads `<noscript>` as text of the page.
    pub(crate) fn reading_noscript(mut self) -> Self {
        self.reads_noscript = true;
        self
    }

    /// Whether the page, now that it has ended, has to be read again with `<noscript>` as its text.
    pub(crate) fn is_in_noscript(&self) -> bool {
        !self.reads_noscript && self.noscript.holds_the_page()
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
        marks::finish(&mut self.page.marks, blocks);
        for image in &mut self.page.images {
            image.before_block = image.before_block.min(blocks);
        }
        head::complete(&mut self.page.head);
        self.match_notes();
        self.mark_raw_formulas();
        self.page
    }

    pub(super) fn context(&self) -> Context<'a> {
        self.frames.last().map_or(Context::OUTERMOST, |frame| frame.context)
    }

    pub(super) fn show(&mut self, text: &str) {
        if self.page.text.len() + text.len() > MAX_TEXT_BYTES {
            self.page.reach(Limit::InputBytes);
            return;
        }
        self.end_aside(text);
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
        self.breaks += 1;
        if self.context().preformatted {
            self.run.push_verbatim(&mut self.page.text, "\n");
        } else if self.breaks > 1 {
            self.boundary();
        } else {
            self.run.break_line_of_text();
        }
    }

    /// The end of a block.
    pub(super) fn boundary(&mut self) {
        self.flush();
    }

    /// Ends what an element parts from what is before it.
    fn begin(&mut self, display: Display) {
        match display {
            Display::Block => self.boundary(),
            Display::Custom => self.run.space(),
            Display::Line => self.run.open_line(&mut self.page.text),
            Display::Lines => self.run.break_line(&self.page.text),
            Display::Inline | Display::Skipped | Display::Replaced => {}
        }
    }

    /// Notes what the element that was opened says by its attributes.
    fn note_opened(&mut self, element: &Element<'a, '_>, roles: ClassRoles, found: Option<&Formula>) {
        match found {
            Some(found) => self.found_formula(found),
            None if is_formula(element, roles) => self.note_mathml(element),
            None => {}
        }
        self.note_language(element);
        self.note_address(element, roles.has(ClassRole::Note));
    }

    pub(super) fn open_element(&mut self, element: &Element<'a, '_>) -> bool {
        let mut attributes = Attributes::of(element);
        let mut roles = self.roles(element, &mut attributes);
        if self.is_dropped(element, roles) {
            return false;
        }
        let found = if attributes.has_data { self.formula_of_attributes(element) } else { None };
        if let Some(found) = &found {
            if elements::display(element.name) == Display::Block {
                self.block_of_formula(found);
                return false;
            }
            roles = roles.with(ClassRole::Formula);
        }
        let heading = attributes.heading_level(element.name);
        let display = self.display(element, &attributes, heading, roles);
        if matches!(display, Display::Skipped | Display::Replaced) {
            return self.open_unshown(element, display);
        }
        self.begin(display);
        let mut context = self.inner_context(element, &attributes, heading, display);
        context.hidden |= display == Display::Block && context.row == 0 && roles.has(ClassRole::Dropped);
        let mut makes = groups::kind(element).filter(|_| context.listing == 0);
        if context.listing == 0 && code::is_listing(element, roles) {
            context.open_listing(self.frames.len());
            makes = Some(GroupKind::Code);
        }
        if is_formula(element, roles) && context.formula == 0 {
            context.formula = self.frames.len();
        }
        let is_displayed = element.name == "mjx-container" && element.get("display") == Some("true");
        context.displays_formulas |= is_displayed || roles.has(ClassRole::Display);
        let row = self.open_table_part(element, &mut context);
        let mark = self.open_mark(element.name, &attributes, &mut context);
        let capture = self.capture(element, roles, display);
        let inline = self.open_inline(element.name, &attributes, roles);
        if makes.is_some() {
            context.group_holder = self.frames.len();
        }
        let detail = groups::detail(element).or(context.language.filter(|_| makes == Some(GroupKind::Code)));
        self.frames.push(Frame {
            names: attributes.names(),
            start: self.page.text.len(),
            capture,
            inline,
            makes,
            detail,
            row,
            mark,
            ..Frame::new(element.name, context, display)
        });
        self.note_opened(element, roles, found.as_ref());
        true
    }

    fn open_mark(
        &mut self,
        name: &str,
        attributes: &Attributes<'a>,
        inner: &mut Context<'a>,
    ) -> Option<OpenMark> {
        let named = marks::named(attributes, &mut self.named);
        let kind = marks::kind(name, attributes, named, inner.marks);
        inner.marks = inner.marks.inside(attributes, named, kind);
        let (block, start) = (self.page.blocks.len() as u32, self.page.text.len());
        kind.map(|kind| marks::open(&mut self.page.marks, kind, attributes, block, start))
    }

    fn open_inline(&mut self, name: &str, attributes: &Attributes<'_>, roles: ClassRoles) -> Option<Inline> {
        let inline = match name {
            "a" if attributes.href.is_some() => Inline::Link,
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
        let target = attributes.href.filter(|_| inline == Inline::Link).and_then(link);
        let index = target.map(|target| {
            self.page.targets.push(target);
            self.page.targets.len() as u32 - 1
        });
        self.run.open(inline, &self.page.text, index);
        Some(inline)
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
        let Some(frame) = self.frames.pop() else { return };
        if let Some(capture) = frame.capture {
            self.close_capture(capture);
        }
        if matches!(frame.display, Display::Inline | Display::Custom) {
            self.note_part(frame.start, frame.capture);
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

    fn image(&mut self, element: &Element<'_, '_>) {
        if self.formula_of_image(element) {
            return;
        }
        if let Some((url, alt)) = images::read(element) {
            let in_run = !self.run.is_empty(&self.page.text);
            let before_block = self.page.blocks.len() as u32 + u32::from(in_run);
            let group = self.group(self.context().group_holder);
            self.page.images.push(Image { url, alt, before_block, group });
        }
    }
}

/// Elements that say something of the page, which a body from its state must not.
fn is_of_a_page(name: &str) -> bool {
    matches!(name, "base" | "link" | "meta" | "script" | "style" | "template" | "title")
}
