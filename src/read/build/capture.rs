//! Parts of a line that are taken back or rewritten where their element ends.
//!
//! A sign that links to its heading, text for screen readers, a formula with its twins, raised figures: what they become is
//! known when their text is. It is at the tail of the run then, so that to take it back costs nothing.

use super::builder::Builder;
use super::elements::Display;
use super::formulas::is_formula;
use super::run::Point;
use crate::document::SpanKind;
use crate::document::scripts::{subscript, superscript};
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::read::sink::Element;

/// Signs that link to the heading that they are beside.
const SIGNS: [&str; 8] = ["#", "¶", "§", "🔗", "⚓", "∞", "☍", "⁂"];

/// A part of a line that is looked at where its element ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capture<'a> {
    kind: Kind<'a>,
    /// Where the part begins.
    pub(super) from: Point,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    /// Left out, unless it is a line of its own.
    Aside,
    /// A link to a place on the page: left out if it is only a sign.
    Sign(&'a str),
    /// A note that is written inside of the line.
    Note,
    /// Bold text, which may be the figure of a note.
    Figure,
    /// Raised text.
    Raised,
    /// Lowered text.
    Lowered,
    /// Characters with their reading.
    Ruby,
    /// A formula, as it is drawn until its source is found.
    Formula,
}

impl<'a> Builder<'a, '_> {
    /// What is to be done with the part of a line that an element holds.
    pub(super) fn capture(
        &self,
        element: &Element<'a, '_>,
        roles: ClassRoles,
        display: Display,
    ) -> Option<Capture<'a>> {
        let is_in_line = matches!(display, Display::Inline | Display::Custom);
        let place = || element.get("href").filter(|_| element.name == "a")?.split_once('#').map(|(_, id)| id);
        let kind = if is_formula(element, roles) {
            Kind::Formula
        } else if roles.has(ClassRole::Dropped) && is_in_line {
            Kind::Aside
        } else if let Some(kind) = by_name(element.name) {
            kind
        } else if roles.has(ClassRole::Note) && is_in_line {
            Kind::Note
        } else {
            Kind::Sign(place().or(roles.has(ClassRole::Sign).then_some(""))?)
        };
        Some(Capture { kind, from: self.run.point(&self.page.text) })
    }

    /// Takes back the text that was set aside, now that more follows in its line. What began after it begins where it did.
    pub(super) fn end_aside(&mut self, added: &str) {
        let Some(from) = self.run.aside().filter(|_| added.contains(|c: char| !c.is_whitespace())) else {
            return;
        };
        self.run.take_back_aside(&mut self.page.text);
        for frame in &mut self.frames {
            frame.start = frame.start.min(from.at);
            if let Some(mark) = &mut frame.mark {
                mark.start = mark.start.min(from.at);
            }
            if let Some(capture) = &mut frame.capture {
                capture.from.at = capture.from.at.min(from.at);
            }
        }
    }

    /// Ends characters whose reading was collected.
    fn close_ruby(&mut self, from: Point) {
        let reading = std::mem::take(&mut self.reading);
        if !reading.trim().is_empty() {
            let number = self.page.readings.len() as u32;
            self.page.readings.push(reading.trim().to_owned());
            self.run.mark_since(from, &self.page.text, SpanKind::Ruby(number));
        }
    }

    /// Ends a part of a line.
    pub(super) fn close_capture(&mut self, Capture { kind, from }: Capture<'a>) {
        // A block has ended since: nothing of the line is left.
        let Some(part) = self.run.since(from, &self.page.text) else { return };
        match kind {
            Kind::Figure => self.close_figure(from),
            // A mark is written in its own way.
            Kind::Raised | Kind::Lowered if self.run.has_note_since(from) => {}
            Kind::Raised => {
                let raised = superscript(self.run.before(from, &self.page.text), part).into_owned();
                self.run.rewrite(&mut self.page.text, from, &raised);
                self.close_figure(from);
            }
            Kind::Lowered => {
                let lowered = subscript(self.run.before(from, &self.page.text), part).into_owned();
                self.run.rewrite(&mut self.page.text, from, &lowered);
            }
            Kind::Ruby => self.close_ruby(from),
            Kind::Formula => self.drew_formula(from),
            Kind::Aside => self.run.set_aside(&mut self.page.text, from),
            Kind::Sign(_) if SIGNS.contains(&part.trim()) => self.run.take_back(&mut self.page.text, from),
            Kind::Sign(place) => self.close_link_here(place, from),
            Kind::Note => self.close_inner_note(from),
        }
    }
}

/// Elements whose part of a line is rewritten.
fn by_name<'a>(name: &str) -> Option<Kind<'a>> {
    Some(match name {
        "sup" => Kind::Raised,
        "sub" => Kind::Lowered,
        "ruby" => Kind::Ruby,
        "strong" | "b" => Kind::Figure,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::read::build::testing::built;

    fn texts(markup: &str) -> Vec<String> {
        let page = built(markup);
        (0..page.blocks.len()).map(|block| page.block_text(block).to_owned()).collect()
    }

    #[test]
    fn signs_beside_headings_go_and_links_stay() {
        for (markup, expected) in [
            ("<h2>Rain<a class=headerlink href=#rain>¶</a></h2>", "Rain"),
            ("<h2><a href=#rain>#</a> Rain</h2>", "Rain"),
            ("<h2><a href=#rain>Rain</a></h2>", "Rain"),
            ("<p>Paragraph <a href=#p5>§ 5</a> holds</p>", "Paragraph § 5 holds"),
            ("<h2>Rain<span class=mw-editsection>[edit]</span></h2>", "Rain"),
        ] {
            assert_eq!(texts(markup), [expected], "{markup}");
        }
    }

    #[test]
    fn text_for_screen_readers_is_no_part_of_a_line() {
        let span = "<span class=sr-only>opens a window</span>";
        assert_eq!(texts(&format!("<p>See {span} here</p>")), ["See here"]);
        assert_eq!(texts(&format!("<p>{span} See here</p>")), ["See here"]);
        assert_eq!(texts(&format!("<p>See here {span}</p>")), ["See here"]);
        assert_eq!(texts(&format!("<p>{span}</p><p>See here</p>")), ["opens a window", "See here"]);
    }

    #[test]
    fn marks_after_text_that_is_taken_back_have_their_own_text() {
        let page =
            built("<p><span class=sr-only>Written by the author</span><b class=author>Ann Fenwick</b></p>");
        assert_eq!(page.marks[0].text, "Ann Fenwick");
        assert_eq!(page.spans[0].text, 0..11);
    }

    #[test]
    fn spans_and_counts_go_with_the_text() {
        let page = built("<h2>Rain <b>fell</b><a href=#rain class=sign><b>#</b></a></h2>");
        assert_eq!(
            (page.blocks[0].link_count, page.blocks[0].link_chars, page.blocks[0].strong_chars),
            (0, 0, 4)
        );
        assert_eq!(page.spans.len(), 1);
    }
}
