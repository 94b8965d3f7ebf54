//! Parts of a line that are taken back or rewritten where their element ends.
//!
//! A sign that links to its heading, text for screen readers, a formula with its twins, raised figures: what they become is
//! known when their text is. It is at the tail of the run then, so that to take it back costs nothing.

use super::attributes::Attributes;
use super::builder::Builder;
use super::elements::{Display, Known, may};
use super::formulas::is_formula;
use super::pending::{Capture, Kind, Part};
use super::run::Point;
use crate::document::SpanKind;
use crate::document::scripts::{subscript, superscript};
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::read::sink::Element;
use crate::read::tex::{displays_text, tex_of_text};

/// Signs that link to the heading that they are beside.
const SIGNS: [&str; 8] = ["#", "¶", "§", "🔗", "⚓", "∞", "☍", "⁂"];

/// Signs between the parts of a line.
const PARTING_SIGNS: [char; 11] = [':', ';', ',', '.', '-', '–', '—', '|', '/', '·', '•'];

impl<'a> Builder<'a, '_> {
    /// What is to be done with the part of a line that an element holds.
    pub(super) fn capture(
        &self,
        element: &Element<'a, '_>,
        known: Known,
        attributes: &Attributes<'a>,
        roles: ClassRoles,
        display: Display,
    ) -> Option<Capture<'a>> {
        let is_in_line = matches!(display, Display::Inline | Display::Custom);
        let place = || attributes.href.filter(|_| element.name == "a")?.split_once('#').map(|(_, id)| id);
        let kind = if is_formula(element, roles) {
            Kind::Formula
        } else if self.is_tex(element, roles, display) {
            Kind::Tex { opened: self.opened, display: displays_text(element.attributes) }
        } else if roles.has(ClassRole::Dropped) && is_in_line
            || self.is_hidden_in_heading(attributes, display)
        {
            Kind::Aside
        } else if known.may(may::BE_INLINE)
            && let Some(kind) = by_name(element.name)
        {
            kind
        } else if roles.has(ClassRole::Note) && is_in_line && place().is_none() {
            Kind::Note
        } else if let Some(place) = place().or(roles.has(ClassRole::Sign).then_some("")) {
            Kind::Sign(place)
        } else {
            is_in_line.then(|| self.twin(attributes.aria_hidden)).flatten()?
        };
        Some(Capture { kind, from: self.run.point(&self.page.text) })
    }

    /// Whether an element may say the same as the one directly before or after it.
    fn twin(&self, is_hidden: bool) -> Option<Kind<'a>> {
        let is_directly = |part: &Part| {
            let between = self.page.text.get(part.end as usize..);
            part.start as usize >= self.run.start && between.is_some_and(|between| between.trim().is_empty())
        };
        let before = self.last_part.filter(is_directly);
        let before = before.filter(|part| part.is_hidden != is_hidden);
        (is_hidden || before.is_some()).then_some(Kind::Twin { before, is_hidden })
    }

    /// Notes what an element of a line said.
    pub(super) fn note_part(&mut self, start: usize, capture: Option<&Capture<'_>>) {
        let is_hidden =
            capture.is_some_and(|capture| matches!(capture.kind, Kind::Twin { is_hidden: true, .. }));
        self.last_part = Some(Part { start: start as u32, end: self.page.text.len() as u32, is_hidden });
    }

    fn close_twin(&mut self, before: Option<Part>, from: Point) {
        let says = self.page.text.get(from.at..).unwrap_or_default().trim();
        let is_twin = before.is_some_and(|Part { start, end, .. }| {
            let before = self.page.text.get(start as usize..end as usize).unwrap_or_default();
            !says.is_empty() && before.trim() == says
        });
        if is_twin {
            self.run.take_back(&mut self.page.text, from);
        }
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

    /// Writes the sign that is held, now that more follows in its line. What began since begins after it.
    pub(super) fn end_sign(&mut self, added: &str) {
        if !self.run.holds_sign() || added.trim_start().is_empty() {
            return;
        }
        let before = self.page.text.len();
        self.run.push_sign(&mut self.page.text);
        let after = self.page.text.len();
        if after == before {
            return;
        }
        for frame in self.frames.iter_mut().filter(|frame| frame.start >= before) {
            frame.start = after;
            if let Some(mark) = &mut frame.mark {
                mark.start = after;
            }
            if let Some(capture) = &mut frame.capture {
                capture.from.at = after;
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

    /// Ends an element whose text is TeX, before its block ends.
    pub(super) fn close_tex(&mut self) {
        let capture = self.frames.last().and_then(|frame| frame.capture.as_deref());
        if let Some(&Capture { kind: Kind::Tex { opened, display }, from }) = capture
            && opened == self.opened
            && let Some(found) =
                self.run.since(from, &self.page.text).and_then(|text| tex_of_text(text, display))
        {
            self.run.take_back(&mut self.page.text, from);
            self.push_formula(&found);
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
            Kind::Tex { .. } => {}
            Kind::Formula => self.drew_formula(from),
            Kind::Twin { before, .. } => self.close_twin(before, from),
            Kind::Aside if from.at > self.run.start && parts_a_line(part) => {
                self.run.hold_sign(&mut self.page.text, from);
            }
            Kind::Aside => self.run.set_aside(&mut self.page.text, from),
            Kind::Sign(_) if SIGNS.contains(&part.trim()) => self.run.take_back(&mut self.page.text, from),
            Kind::Sign(place) => self.close_link_here(place, from),
            Kind::Note => self.close_inner_note(from),
        }
    }
}

/// Whether hidden text is only a sign between what is before and after it: the layout shows what the sign says, as
/// between a kicker and its headline.
fn parts_a_line(text: &str) -> bool {
    let sign = text.trim();
    !sign.is_empty() && sign.chars().all(|c| PARTING_SIGNS.contains(&c))
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
        let page = built(&format!("<p>{span}</p><p>See here</p>"));
        assert_eq!(
            texts(&format!("<table><tr><td>{span}</td><td>x</td></tr></table>")),
            ["opens a window\tx"]
        );
        let hidden = |block: usize| page.containers[page.blocks[block].container as usize].hidden;
        assert!(hidden(0) && !hidden(1));
    }

    #[test]
    fn a_hidden_sign_parts_a_kicker_from_its_headline() {
        for (between, expected) in [
            ("<span class=sr-only>:</span> ", "Flood in town: The river rises"),
            ("<span class=hidden>: </span>", "Flood in town: The river rises"),
            (" <span hidden>: </span>", "Flood in town: The river rises"),
            (" <i style='display:none'> - </i> ", "Flood in town - The river rises"),
            (" <i hidden>opens a window</i> ", "Flood in town The river rises"),
        ] {
            let markup = format!("<h1><b>Flood in town</b>{between}<span>The river rises</span></h1>");
            assert_eq!(texts(&markup), [expected], "{between}");
        }
        assert_eq!(texts("<h2>Flood in town<span class=sr-only>:</span></h2>"), ["Flood in town"]);
        let page = built("<h1>Flood<i hidden>: </i><a href=/r itemprop=headline>The river</a></h1>");
        assert_eq!(page.marks[0].text, "The river");
        assert!(page.text[page.spans[0].text.start as usize..].starts_with("The river"));
        assert_eq!(texts("<h2><span hidden>: </span>Flood in town</h2>"), ["Flood in town"]);
    }

    #[test]
    fn a_heading_that_is_hidden_as_a_whole_stays_one() {
        let page = built("<h1><span hidden>Flood in town</span></h1><p>It rained</p>");
        let hidden = |block: usize| page.containers[page.blocks[block].container as usize].hidden;
        assert!(page.blocks.len() == 2 && hidden(0) && !hidden(1));
    }

    #[test]
    fn what_is_said_to_eyes_and_to_screen_readers_is_said_once() {
        let (eyes, ears) = ("<span aria-hidden=true>5 May</span>", "<span>5 May</span>");
        for (markup, expected) in [
            (format!("<p>On {eyes}{ears} it rained</p>"), "On 5 May it rained"),
            (format!("<p>On {ears} {eyes} it rained</p>"), "On 5 May it rained"),
            (format!("<p>{eyes}<b>{ears}</b></p>"), "5 May"),
            (format!("<p>On {ears} {ears} it rained</p>"), "On 5 May 5 May it rained"),
            (format!("<p>On {eyes} and {ears}</p>"), "On 5 May and 5 May"),
            (format!("<p>On {eyes} it rained</p>"), "On 5 May it rained"),
        ] {
            assert_eq!(texts(&markup), [expected], "{markup}");
        }
        assert_eq!(texts(&format!("<p>{eyes}</p><p>{ears}</p>")), ["5 May", "5 May"]);
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
