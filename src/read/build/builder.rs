//! A document under construction: all that is known of it so far.

use url::Url;

use super::attributes::Names;
use super::class_facts::{ClassFacts, NameFacts};
use super::context::Context;
use super::elements::Known;
use super::frame::Frame;
use super::noscript;
use super::pending::{Cell, Fold, Fragment, Notes, OpenMath, Part, Pictures, TypedList};
use super::run::{Point, Run};
use super::styles::Styles;
use crate::document::{Base, Document, MarkKind, Origin, empty};
use crate::options::Limits;
use crate::read::Purpose;
use crate::read::recent::Recent;
use crate::read::state::{Shown, StateScripts};

/// A document under construction.
pub(crate) struct Builder<'a, 'l> {
    pub(super) page: Document,
    pub(super) frames: Vec<Frame<'a>>,
    /// What the elements of the frames are called.
    pub(super) called: Vec<Names<'a>>,
    pub(super) run: Run,
    /// How many of the frames enclose the whole run so far.
    pub(super) floor: usize,
    /// `<br>` since the last text.
    pub(super) breaks: u32,
    /// What is known of elements by the numbers of their names.
    pub(super) known: Box<[Option<Known>; 256]>,
    /// What classes said of the elements seen last, and what ids did.
    pub(super) classes: Recent<'a, ClassFacts>,
    pub(super) class_names: Recent<'a, NameFacts>,
    pub(super) ids: Recent<'a, Option<MarkKind>>,
    pub(super) limits: &'l Limits,
    pub(super) purpose: Purpose,
    /// Whether `<noscript>` holds the page's text.
    pub(super) reads_noscript: bool,
    /// Bytes of text inside `<noscript>` that is not read.
    pub(super) noscript_bytes: usize,
    /// Elements open inside a `<noscript>` that is not read, itself among them.
    pub(super) silent: u32,
    /// Text of the element that collects it.
    pub(super) collected: String,
    /// What the page's style sheets hide.
    pub(super) styles: Styles<'a>,
    pub(super) fold: Option<Fold>,
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
    pub(super) pictures: Pictures,
    /// The list with typed bullets that may go on.
    pub(super) typed_list: Option<TypedList>,
    /// The fragment of a listing that may go on.
    pub(super) fragment: Option<Fragment>,
    /// Frames that are about to get a container or a group; kept so that the room is taken once.
    pub(super) missing: Vec<usize>,
    /// Tables so far.
    pub(super) tables: u32,
    /// Cells of the rows that are open.
    pub(super) cells: Vec<Cell>,
}

impl<'a, 'l> Builder<'a, 'l> {
    pub(crate) fn new(url: Option<&Url>, limits: &'l Limits) -> Self {
        Builder {
            page: page_with_room(url),
            frames: frames_with_room(),
            called: called_with_room(),
            run: Run::default(),
            floor: 1,
            breaks: 0,
            known: Box::new([None; 256]),
            classes: Recent::new(),
            class_names: Recent::new(),
            ids: Recent::new(),
            limits,
            purpose: Purpose::default(),
            reads_noscript: false,
            noscript_bytes: 0,
            silent: 0,
            collected: String::new(),
            styles: Styles::default(),
            fold: None,
            scripts: StateScripts::default(),
            shown: Shown::default(),
            math: None,
            drawn: None,
            opened: 0,
            last_part: None,
            loads_math: false,
            reading: String::new(),
            notes: Notes::default(),
            pictures: Pictures::default(),
            typed_list: None,
            fragment: None,
            missing: Vec::new(),
            tables: 0,
            cells: Vec::new(),
        }
    }

    /// Reads the page for a purpose.
    pub(crate) fn reading_for(mut self, purpose: Purpose) -> Self {
        self.purpose = purpose;
        self
    }

    pub(crate) fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Reads `<noscript>` as text of the page.
    pub(crate) fn reading_noscript(mut self) -> Self {
        self.reads_noscript = true;
        self
    }

    /// Whether the page, now that it has ended, has to be read again with `<noscript>` as its text.
    pub(crate) fn is_in_noscript(&self) -> bool {
        !self.reads_noscript && noscript::holds_the_page(self.noscript_bytes, self.page.text.len())
    }

    /// An element opens.
    pub(super) fn push_frame(&mut self, frame: Frame<'a>, names: Names<'a>) {
        self.frames.push(frame);
        self.called.push(names);
    }

    /// An element has ended.
    #[inline]
    pub(super) fn pop_frame(&mut self) -> Option<Frame<'a>> {
        self.called.pop();
        self.frames.pop()
    }

    pub(super) fn context(&self) -> &Context<'a> {
        self.frames.last().map_or(&Context::OUTERMOST, |frame| &frame.context)
    }
}

/// A page with room for about what a page of news has, so that its lists need not grow from nothing.
fn page_with_room(url: Option<&Url>) -> Document {
    let mut page = Document { base: Base::new(url), ..empty(Origin::Html) };
    page.text.reserve(16 << 10);
    page.names.reserve(16 << 10);
    page.blocks.reserve(256);
    page.containers.reserve(512);
    page.groups.reserve(128);
    page.spans.reserve(256);
    page.targets.reserve(256, 16 << 10);
    page.marks.reserve(32);
    page
}

/// The root's frame, with room for those of elements inside: pages are 20 to 40 elements deep.
fn frames_with_room<'a>() -> Vec<Frame<'a>> {
    let mut frames = Vec::with_capacity(32);
    frames.push(Frame::root());
    frames
}

/// What the root is called, with room for as many others.
fn called_with_room<'a>() -> Vec<Names<'a>> {
    let mut called = Vec::with_capacity(32);
    called.push(Names::default());
    called
}
