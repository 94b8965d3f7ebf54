//! Parts of a line that are taken back or rewritten where their element ends.
//!
//! A sign that links to its heading, text for screen readers, a formula with its twins, raised figures: what they become is
//! known when their text is. It is at the tail of the run then, so that to take it back costs nothing.

use super::builder::Builder;
use super::elements::Display;
use super::run::Point;
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::read::sink::Element;

/// Signs that link to the heading that they are beside.
const SIGNS: [&str; 8] = ["#", "¶", "§", "🔗", "⚓", "∞", "☍", "⁂"];

/// A part of a line that is looked at where its element ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capture {
    kind: Kind,
    /// Where the part begins.
    from: Point,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Left out, unless it is a line of its own.
    Aside,
    /// A link to the page itself: left out if it is only a sign.
    Sign,
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
        let kind = if roles.has(ClassRole::Dropped) && is_in_line {
            Kind::Aside
        } else if roles.has(ClassRole::Sign) || links_here() {
            Kind::Sign
        } else {
            return None;
        };
        Some(Capture { kind, from: self.run.point(&self.page.text) })
    }

    /// Ends a part of a line.
    pub(super) fn close_capture(&mut self, Capture { kind, from }: Capture) {
        // A block has ended since: nothing of the line is left.
        let Some(part) = self.run.since(from, &self.page.text) else { return };
        match kind {
            Kind::Aside => self.run.set_aside(&mut self.page.text, from),
            Kind::Sign if SIGNS.contains(&part.trim()) => self.run.take_back(&mut self.page.text, from),
            Kind::Sign => {}
        }
    }
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
