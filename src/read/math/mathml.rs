//! An element `<math>` as it is read.

use super::element::{Attributes, Element};
use super::piece::Piece;
use crate::document::tex::{Formula, clean_tex};

/// Formulas of real pages nest some 20 elements; each level may copy what is inside it once.
const MAX_DEPTH: usize = 200;
/// The longest formulas of real pages, proofs set as one table, have some 10,000 bytes.
const MAX_TEX_BYTES: usize = 1 << 16;
/// Each element adds at least a byte.
pub(super) const MAX_ELEMENTS: usize = MAX_TEX_BYTES;

/// An element `<math>` that is being read.
pub(crate) struct MathMl {
    display: bool,
    /// TeX that the page gives, the best so far.
    source: Option<String>,
    pub(super) frames: Vec<Frame>,
    /// Elements that are open inside one whose content is left out.
    skipped: usize,
    /// Elements so far.
    elements: usize,
    /// Whether a bound was reached: the conversion would be wrong, while a source would not.
    gave_up: bool,
}

/// An element that is open.
pub(super) struct Frame {
    element: Element,
    attributes: Attributes,
    text: String,
    pub(super) children: Vec<Piece>,
}

impl Frame {
    fn new(element: Element, attributes: Attributes) -> Frame {
        Frame { element, attributes, text: String::new(), children: Vec::new() }
    }
}

impl MathMl {
    /// A formula that begins: the attributes are those of `<math>`.
    pub(crate) fn new(attributes: &[(&str, &str)]) -> MathMl {
        let math = Frame::new(Element::Row, Attributes::of(attributes));
        MathMl {
            display: super::source::is_display(attributes),
            source: super::source::of_attributes(attributes).filter(|tex| tex.len() <= MAX_TEX_BYTES),
            frames: vec![math],
            skipped: 0,
            elements: 0,
            gave_up: false,
        }
    }

    /// An element begins.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let element = self.element(name, attributes);
        self.elements += 1;
        self.gave_up |= self.elements > MAX_ELEMENTS || element == Element::Unknown;
        if element == Element::Skipped || self.frames.len() > MAX_DEPTH {
            self.gave_up |= self.frames.len() > MAX_DEPTH;
            self.skipped += 1;
            return;
        }
        let is_drawn = name.starts_with("mjx-") && element != Element::Glyph;
        self.frames.push(Frame::new(element, Attributes { is_drawn, ..Attributes::of(attributes) }));
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)]) -> Element {
        let element = super::names::element(name, attributes);
        if element != Element::Under || !name.starts_with("mjx-") {
            return element;
        }
        // MathJax draws `<munderover>` as `<munder>` with something over it.
        let around = self.frames.iter().rev().find(|frame| frame.element != Element::Splice);
        match around {
            Some(frame) if frame.element == Element::OverBaseUnder => Element::Splice,
            _ => element,
        }
    }

    /// Text between tags.
    pub(crate) fn text(&mut self, text: &str) {
        let Some(frame) = self.frames.last_mut().filter(|_| self.skipped == 0) else { return };
        // White space between elements is layout of the source.
        let has_text = frame.element.has_text() && !frame.attributes.is_drawn;
        let is_between = frame.text.is_empty() || frame.attributes.is_drawn;
        if !has_text && is_between && text.trim().is_empty() {
            return;
        }
        let max_bytes = MAX_TEX_BYTES - frame.text.len().min(MAX_TEX_BYTES);
        if text.len() > max_bytes {
            self.gave_up |= frame.element != Element::Annotation;
            frame.attributes.is_cut = true;
            return;
        }
        frame.text.push_str(text);
    }

    /// The innermost open element ends. An end too many is ignored.
    pub(crate) fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.frames.len() > 1 {
            self.close_frame();
        }
    }

    fn close_frame(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.element == Element::Annotation {
            self.annotate(&frame);
            return;
        }
        let Some(outer) = self.frames.last_mut() else { return };
        match frame.element {
            Element::Splice => {
                outer.attributes.has_no_line |= frame.attributes.has_no_line;
                outer.children.extend(frame.children);
            }
            Element::Glyph => match frame.attributes.sign {
                Some(sign) => outer.text.push(sign),
                None => outer.text.push_str(&frame.text),
            },
            _ => self.add(frame),
        }
    }

    fn add(&mut self, frame: Frame) {
        let piece = self.piece(frame);
        if let Some(outer) = self.frames.last_mut().filter(|_| !self.gave_up) {
            outer.children.push(piece);
        }
    }

    /// A source in an annotation is better than one in an attribute: some converters write words into `alttext`.
    fn annotate(&mut self, frame: &Frame) {
        let tex = clean_tex(&frame.text);
        if !frame.attributes.is_cut && !tex.is_empty() {
            self.source = Some(tex);
        }
    }

    fn piece(&mut self, frame: Frame) -> Piece {
        if self.gave_up {
            return Piece::default();
        }
        let piece = match frame.element.has_text() {
            true => super::token::piece(frame.element, &frame.text, &frame.attributes, frame.children),
            false => super::layout::piece(frame.element, &frame.attributes, frame.children, &frame.text),
        };
        self.gave_up |= piece.tex.len() > MAX_TEX_BYTES;
        piece
    }

    /// The formula, if it has a source or something to convert and stayed within the bounds.
    pub(crate) fn finish(mut self) -> Option<Formula> {
        self.skipped = 0;
        while self.frames.len() > 1 {
            self.close_frame();
        }
        let display = self.display;
        if let Some(tex) = self.source.take() {
            return Some(Formula { tex, display });
        }
        let piece = self.frames.pop().map(|math| self.piece(math))?;
        let tex = clean_tex(&piece.shown());
        (!self.gave_up && !tex.is_empty()).then_some(Formula { tex, display })
    }
}
