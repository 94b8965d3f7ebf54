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
pub(super) struct Capture {
    kind: Kind,
    /// Where the part begins.
    pub(super) from: Point,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Left out, unless it is a line of its own.
    Aside,
    /// A link to the page itself: left out if it is only a sign.
    Sign,
    /// Raised text.
    Raised,
    /// Lowered text.
    Lowered,
    /// Characters with their reading.
    Ruby,
    /// A formula, as it is drawn until its source is found.
    Formula,
}

impl Builder<'_, '_> {
    /// What is to be done with the part of a line that an element holds.
    pub(super) fn capture(
        &self,
        element: &Element<'_, '_>,
        roles: ClassRoles,
        display: Display,
    ) -> Option<Capture> {
        let is_in_line = matches!(display, Display::Inline | Display::Custom);
        let links_here = || element.name == "a" && element.get("href").is_some_and(|href| href.contains('#'));
        let kind = if is_formula(element, roles) {
            Kind::Formula
        } else if roles.has(ClassRole::Dropped) && is_in_line {
            Kind::Aside
        } else if let Some(kind) = by_name(element.name) {
            kind
        } else if roles.has(ClassRole::Sign) || links_here() {
            Kind::Sign
        } else {
            return None;
        };
        Some(Capture { kind, from: self.run.point(&self.page.text) })
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
    pub(super) fn close_capture(&mut self, Capture { kind, from }: Capture) {
        // A block has ended since: nothing of the line is left.
        let Some(part) = self.run.since(from, &self.page.text) else { return };
        match kind {
            Kind::Raised => {
                let raised = superscript(self.run.before(from, &self.page.text), part).into_owned();
                self.run.rewrite(&mut self.page.text, from, &raised);
            }
            Kind::Lowered => {
                let lowered = subscript(self.run.before(from, &self.page.text), part).into_owned();
                self.run.rewrite(&mut self.page.text, from, &lowered);
            }
            Kind::Ruby => self.close_ruby(from),
            Kind::Formula => self.drew_formula(from),
            Kind::Aside => self.run.set_aside(&mut self.page.text, from),
            Kind::Sign if SIGNS.contains(&part.trim()) => self.run.take_back(&mut self.page.text, from),
            Kind::Sign => {}
        }
    }
}

/// Elements whose part of a line is rewritten.
fn by_name(name: &str) -> Option<Kind> {
    Some(match name {
        "sup" => Kind::Raised,
        "sub" => Kind::Lowered,
        "ruby" => Kind::Ruby,
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
    fn spans_and_counts_go_with_the_text() {
        let page = built("<h2>Rain <b>fell</b><a href=#rain class=sign><b>#</b></a></h2>");
        assert_eq!(
            (page.blocks[0].link_count, page.blocks[0].link_chars, page.blocks[0].strong_chars),
            (0, 0, 4)
        );
        assert_eq!(page.spans.len(), 1);
    }
}
