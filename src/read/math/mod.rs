//! Formulas: MathML to TeX, fed by the events of an element `<math>`.
//!
//! Nearly every page that shows MathML made it from TeX, and most say from which: in an `<annotation>`, in `alttext`
//! or in an attribute of a converter. That source is the best answer and wins. Where it is missing, the presentation is
//! converted: an element is held until it closes, since only then it is known how many arguments it has, and becomes a
//! [`Piece`] of its parent. What a page repeats for other readers, such as content MathML in an `<annotation-xml>`, is
//! left out.
//!
//! MathJax can be set to draw a formula without saying it in MathML as well. What it draws has an element for each of
//! MathML, in the order of drawing, and is read in the same way ([`chtml`]).
//!
//! Nothing here recurses. A formula that nests deeper or grows longer than any real one is given up, so a hostile one
//! costs no more than reading it.

mod chtml;
mod element;
mod layout;
mod markup;
mod names;
mod operator;
mod piece;
mod source;
mod table;
mod token;

use self::element::{Attributes, Element};
pub(crate) use self::markup::formula as formula_of_markup;
use self::piece::Piece;
pub(crate) use self::source::is_display;
use crate::document::tex::{Formula, clean_tex};

/// Formulas of real pages nest some 20 elements; each level may copy what is inside it once.
const MAX_DEPTH: usize = 200;
/// The longest formulas of real pages, proofs set as one table, have some 10,000 bytes.
const MAX_TEX_BYTES: usize = 1 << 16;
/// Each element adds at least a byte.
const MAX_ELEMENTS: usize = MAX_TEX_BYTES;

/// An element `<math>` that is being read.
pub(crate) struct MathMl {
    display: bool,
    /// TeX that the page gives, the best so far.
    source: Option<String>,
    frames: Vec<Frame>,
    /// Elements that are open inside one whose content is left out.
    skipped: usize,
    /// Elements so far.
    elements: usize,
    /// Whether a bound was reached: the conversion would be wrong, while a source would not.
    gave_up: bool,
}

/// An element that is open.
struct Frame {
    element: Element,
    attributes: Attributes,
    text: String,
    children: Vec<Piece>,
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
            display: source::is_display(attributes),
            source: source::of_attributes(attributes).filter(|tex| tex.len() <= MAX_TEX_BYTES),
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
        let element = names::element(name, attributes);
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
            true => token::piece(frame.element, &frame.text, &frame.attributes, frame.children),
            false => layout::piece(frame.element, &frame.attributes, frame.children, &frame.text),
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

#[cfg(test)]
mod tests;
