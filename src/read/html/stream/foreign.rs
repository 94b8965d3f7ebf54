//! SVG and MathML.

use super::elements::Id;
use super::reader::Reader;
use super::stack::{Open, Space, Step};
use super::tag::Tag;
use crate::read::sink::{Attribute, Sink};

/// Start tags of HTML that end SVG and MathML.
fn breaks_out(id: Id) -> bool {
    matches!(
        id,
        Id::B
            | Id::Big
            | Id::Blockquote
            | Id::Body
            | Id::Br
            | Id::Center
            | Id::Code
            | Id::Dd
            | Id::Div
            | Id::Dl
            | Id::Dt
            | Id::Em
            | Id::Embed
            | Id::H1
            | Id::H2
            | Id::H3
            | Id::H4
            | Id::H5
            | Id::H6
            | Id::Head
            | Id::Hr
            | Id::I
            | Id::Img
            | Id::Li
            | Id::Listing
            | Id::Menu
            | Id::Meta
            | Id::Nobr
            | Id::Ol
            | Id::P
            | Id::Pre
            | Id::Ruby
            | Id::S
            | Id::Small
            | Id::Span
            | Id::Strong
            | Id::Strike
            | Id::Sub
            | Id::Sup
            | Id::Table
            | Id::Tt
            | Id::U
            | Id::Ul
            | Id::Var
    )
}

/// The names that attributes of SVG and MathML have in their namespaces.
fn adjusted<'a>((name, value): Attribute<'a>) -> Attribute<'a> {
    match name {
        "xlink:href" => ("href", value),
        "xml:lang" => ("lang", value),
        _ => (name, value),
    }
}

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Whether the current element is one of SVG or MathML.
    pub(super) fn is_in_foreign(&self) -> bool {
        self.stack.current().is_some_and(|open| open.space != Space::Html)
    }

    /// Whether text is read by the rules of SVG and MathML.
    pub(super) fn text_is_foreign(&self) -> bool {
        let is_foreign =
            |open: &Open<'_>| open.space != Space::Html && !open.takes_text() && !open.takes_html();
        self.stack.current().is_some_and(is_foreign)
    }

    /// Whether a start tag is read by the rules of SVG and MathML.
    pub(super) fn start_is_foreign(&self, tag: &Tag<'_>) -> bool {
        let Some(open) = self.stack.current().filter(|open| open.space != Space::Html) else { return false };
        let is_html = open.takes_html()
            || open.takes_text() && !matches!(tag.name, "mglyph" | "malignmark")
            || open.space == Space::MathMl && open.name == "annotation-xml" && tag.id == Id::Svg;
        !is_html
    }

    pub(super) fn start_in_foreign(&mut self, tag: &Tag<'a>) -> Step {
        let breaks = breaks_out(tag.id) || tag.id == Id::Font && self.is_font_of_html();
        if breaks {
            self.break_out();
            return self.start_by_mode(tag);
        }
        let space = self.stack.current().map_or(Space::Svg, |open| open.space);
        let name =
            if space == Space::Svg && tag.name == "foreignobject" { "foreignObject" } else { tag.name };
        self.insert_foreign(&Tag { name, ..*tag }, space);
        Step::Done
    }

    fn is_font_of_html(&mut self) -> bool {
        self.ensure_attributes();
        ["color", "face", "size"].into_iter().any(|name| self.attributes.get(name).is_some())
    }

    /// Ends the elements of SVG and MathML before a tag of HTML.
    fn break_out(&mut self) {
        while self.text_is_foreign() {
            self.pop();
        }
    }

    pub(super) fn insert_foreign(&mut self, tag: &Tag<'a>, space: Space) {
        if self.unwanted == 0 {
            self.ensure_attributes();
            self.attributes.adjust(adjusted);
        }
        if tag.closes_itself {
            // An element of SVG that is called like one of HTML holds no template.
            self.insert_void(&Tag { id: Id::Foreign, ..*tag });
        } else {
            self.insert_in(&Tag { id: Id::Foreign, ..*tag }, space);
        }
    }

    /// An end tag inside of SVG or MathML. `None` if it is one of HTML.
    pub(super) fn end_in_foreign(&mut self, tag: &Tag<'a>) -> Option<Step> {
        // These two imply a start.
        if matches!(tag.id, Id::Br | Id::P) {
            self.break_out();
            return None;
        }
        let mut is_first = true;
        for at in (1..self.stack.open.len()).rev() {
            let open = self.stack.open[at];
            if matches!(open.id, Id::Ghost | Id::OpenHead) {
                continue;
            }
            if !is_first && open.space == Space::Html {
                return None;
            }
            if open.name.eq_ignore_ascii_case(tag.name) {
                self.pop_to(at);
                break;
            }
            is_first = false;
        }
        Some(Step::Done)
    }
}
