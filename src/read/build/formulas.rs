//! Formulas: once, as TeX.
//!
//! A page that shows a formula often has it twice or three times: as it is drawn, for screen readers, as a picture. The
//! first that says its TeX wins, and the rest of the element around is left out. MathJax keeps the source in
//! a script after what it has drawn, so what was drawn last is remembered and taken back. Raw TeX in running text, which a script
//! of the page would have drawn, is marked at the end of the page, when it is known whether there is such a script.

use memchr::memchr2;

use super::builder::Builder;
use super::elements::Display;
use super::frame::Frame;
use super::pending::OpenMath;
use super::run::Point;
use crate::document::tex::{Formula, clean_tex, with_delimiters};
use crate::document::{BlockKind, Span, SpanKind};
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::lists::formula_markup::is_tex_text;
use crate::read::math::{MathMl, formula_of_markup, is_display};
use crate::read::sink::Element;
use crate::read::tex::{formulas, is_math_loader, tex_of_attributes, tex_of_image};

/// Whether an element holds a formula with its twins.
pub(super) fn is_formula(element: &Element<'_, '_>, roles: ClassRoles) -> bool {
    roles.has(ClassRole::Formula) || roles.has(ClassRole::Twin) || element.name == "mjx-container"
}

impl Builder<'_, '_> {
    /// Opens an element `<math>`.
    pub(super) fn open_math(&mut self, element: &Element<'_, '_>) -> bool {
        let is_drawn = element.name != "math";
        self.math = Some(OpenMath { formula: MathMl::new(element.attributes), depth: 1, is_drawn });
        true
    }

    /// Takes in a start tag inside `<math>`.
    pub(super) fn open_in_math(&mut self, element: &Element<'_, '_>) -> bool {
        if let Some(math) = &mut self.math {
            math.formula.open(element.name, element.attributes);
            math.depth += 1;
        }
        true
    }

    pub(super) fn text_in_math(&mut self, text: &str) {
        if let Some(math) = &mut self.math {
            math.formula.text(text);
        }
    }

    pub(super) fn close_in_math(&mut self) {
        let Some(math) = &mut self.math else { return };
        math.depth -= 1;
        if math.depth > 0 {
            math.formula.close();
            return;
        }
        let Some(OpenMath { formula, is_drawn, .. }) = self.math.take() else { return };
        match formula.finish() {
            Some(formula) if is_drawn => self.push_formula(&formula),
            Some(formula) => self.found_formula(&formula),
            None => {}
        }
    }

    /// A formula whose source was found: in place of what the element around it has so far.
    pub(super) fn found_formula(&mut self, found: &Formula) {
        let frame = self.context().formula;
        if let Some(frame) = self.frames.get_mut(frame).filter(|_| frame > 0) {
            frame.is_done = true;
            if let Some(from) = frame.capture.as_ref().map(|capture| capture.from)
                && self.run.since(from, &self.page.text).is_some()
            {
                self.run.take_back(&mut self.page.text, from);
            }
        }
        self.push_formula(found);
    }

    pub(super) fn push_formula(&mut self, found: &Formula) {
        let display = found.display || self.context().displays_formulas;
        let written = with_delimiters(&found.tex, display);
        let was_empty = self.run.is_empty(&self.page.text);
        self.run.push_formula(&mut self.page.text, &written, display);
        if was_empty {
            self.floor = self.frames.len();
        }
        self.breaks = 0;
    }

    /// A formula was drawn: a preview directly before it is a part of it.
    pub(super) fn drew_formula(&mut self, from: Point) {
        let end = self.page.text.len();
        let before = self.drawn.filter(|(_, before)| *before == from.at);
        self.drawn = Some((before.map_or(from, |(start, _)| start), end));
    }

    /// The source of the formula that was drawn last.
    pub(super) fn source_of_formula(&mut self, written: &str, display: bool) {
        if let Some((from, _)) = self.drawn.take()
            && self.run.since(from, &self.page.text).is_some()
        {
            self.run.take_back(&mut self.page.text, from);
        }
        let tex = clean_tex(written);
        if !tex.is_empty() {
            self.push_formula(&Formula { tex, display });
        }
    }

    /// A picture of a formula. Returns whether it is one.
    pub(super) fn formula_of_image(&mut self, element: &Element<'_, '_>) -> bool {
        let get = |name| element.get(name).unwrap_or_default();
        let Some(found) = tex_of_image(get("alt"), get("class"), get("src")) else { return false };
        self.found_formula(&found);
        true
    }

    /// MathML that MathJax has in an attribute of what it drew. A script after it may say its TeX.
    pub(super) fn note_mathml(&mut self, element: &Element<'_, '_>) {
        if let Some(found) = element.get("data-mathml").and_then(formula_of_markup) {
            self.found_formula(&found);
        }
    }

    /// A formula that an element has in its attributes: what is inside draws it.
    pub(super) fn formula_of_attributes(&self, element: &Element<'_, '_>) -> Option<Formula> {
        let is_read = element.name != "math" && self.context().listing == 0;
        tex_of_attributes(element.attributes).filter(|_| is_read)
    }

    /// A formula as a block.
    pub(super) fn block_of_formula(&mut self, found: &Formula) {
        self.boundary();
        self.found_formula(found);
        self.boundary();
    }

    /// Twins of a formula that was found may say that it has a line of its own.
    pub(super) fn note_twin(&mut self, element: &Element<'_, '_>) {
        let frame = self.frames.get(self.context().formula);
        let Some(from) = frame.and_then(|frame| frame.capture.as_ref()).map(|capture| capture.from) else {
            return;
        };
        let Some(written) = self.run.since(from, &self.page.text).map(str::trim) else { return };
        if element.name == "math" && is_display(element.attributes) && !written.starts_with("$$") {
            let tex = written.trim_matches('$').to_owned();
            self.run.take_back(&mut self.page.text, from);
            self.push_formula(&Formula { tex, display: true });
        }
    }

    /// Whether the text of an element is TeX.
    pub(super) fn is_tex(&self, element: &Element<'_, '_>, roles: ClassRoles, display: Display) -> bool {
        let is_named = || display == Display::Custom && is_tex_text(element.name, "");
        let around = self.context();
        around.listing == 0 && around.formula == 0 && (roles.has(ClassRole::Tex) || is_named())
    }

    /// Whether what is inside the innermost formula is left out, since its source was found.
    pub(super) fn is_twin(&self) -> bool {
        let frame = self.context().formula;
        frame > 0 && self.frames.get(frame).is_some_and(|frame: &Frame<'_>| frame.is_done)
    }

    /// Notes whether a script draws the formulas that are raw in the text.
    pub(super) fn note_script(&mut self, element: &Element<'_, '_>) {
        self.loads_math |= element.get("src").is_some_and(is_math_loader);
    }

    /// Marks the formulas that are raw in the text.
    pub(super) fn mark_raw_formulas(&mut self) {
        let is_open = |text: &str| memchr2(b'$', b'\\', text.as_bytes()).is_some();
        if !is_open(&self.page.text) {
            return;
        }
        let mut spans = Vec::with_capacity(self.page.spans.len());
        for index in 0..self.page.blocks.len() {
            let block = &self.page.blocks[index];
            let first = spans.len();
            spans.extend_from_slice(&self.page.spans[block.spans.start as usize..block.spans.end as usize]);
            if block.kind != BlockKind::Preformatted && is_open(self.page.block_text(index)) {
                mark(&mut spans, first, block.text.start, self.page.block_text(index), self.loads_math);
            }
            self.page.blocks[index].spans = first as u32..spans.len() as u32;
        }
        self.page.spans = spans;
    }
}

/// Adds the formulas in a block's text to its spans. Code and formulas are passed over.
fn mark(spans: &mut Vec<Span>, first: usize, start: u32, text: &str, loads_math: bool) {
    let taken: Vec<_> = spans[first..]
        .iter()
        .filter(|span| matches!(span.kind, SpanKind::Code | SpanKind::Math { .. }))
        .map(|span| span.text.clone())
        .collect();
    let mut at = 0;
    for (range, display) in formulas(text, loads_math) {
        let range = range.start as u32 + start..range.end as u32 + start;
        while taken.get(at).is_some_and(|known| known.end <= range.start) {
            at += 1;
        }
        if taken.get(at).is_none_or(|known| known.start >= range.end) {
            spans.push(Span { text: range, kind: SpanKind::Math { display } });
        }
    }
    spans[first..].sort_by_key(|span| (span.text.start, std::cmp::Reverse(span.text.end)));
}

#[cfg(test)]
mod tests {
    use crate::document::SpanKind;
    use crate::read::build::testing::built;

    /// The text of a page and its formulas.
    fn read(markup: &str) -> (String, Vec<(String, bool)>) {
        let page = built(markup);
        let texts: Vec<_> = (0..page.blocks.len()).map(|block| page.block_text(block)).collect();
        let formulas = page.spans.iter().filter_map(|span| match span.kind {
            SpanKind::Math { display } => {
                let range = span.text.start as usize..span.text.end as usize;
                Some((page.text[range].to_owned(), display))
            }
            _ => None,
        });
        (texts.join("|"), formulas.collect())
    }

    const MATH: &str = "<math><semantics><mi>v</mi><annotation encoding=application/x-tex>v=d/t</annotation></semantics></math>";

    #[test]
    fn a_formula_is_there_once() {
        for markup in [
            format!("<p>Speed <span class=katex><span class=katex-mathml>{MATH}</span><span class=katex-html aria-hidden=true>v=dt</span></span> is</p>"),
            format!("<p>Speed <span class=katex><span class=katex-html>v=dt</span>{MATH}</span> is</p>"),
            "<p>Speed <span class=MathJax_Preview>v</span><span class=MathJax>v=dt</span><script type=math/tex>v=d/t</script> is</p>".to_owned(),
            format!("<p>Speed <span class=MathJax>v=dt<span>{MATH}</span></span><script type=math/tex>v=d/t</script> is</p>"),
            format!("<p>Speed <mjx-container><mjx-math>v=dt</mjx-math>{MATH}</mjx-container> is</p>"),
            format!("<p>Speed <span class=mwe-math-element><span hidden>{MATH}</span><img class=mwe-math-fallback-image-inline alt=v=d/t src=x.svg></span> is</p>"),
            "<p>Speed <img class=latex alt=v=d/t src=x.png> is</p>".to_owned(),
            "<p>Speed <span data-latex=v=d/t><b>v</b>=dt</span> is</p>".to_owned(),
            "<p>Speed <span class='math inline'>\\(v=d/t\\)</span> is</p>".to_owned(),
            format!("<p>Speed <span data-latex=v=d/t>{MATH}</span> is</p>"),
            "<p>Speed <code class=language-math>v=d/t</code> is</p>".to_owned(),
            "<p>Speed <d-math>v=d/t</d-math> is</p>".to_owned(),
            "<p>Speed <span class=MathJax data-mathml='<math><mi>v</mi><mo>=</mo><mi>d</mi><mo>/</mo><mi>t</mi></math>'>v=dt</span> is</p>".to_owned(),
            "<p>Speed <span class=MathJax data-mathml='<math><mi>v</mi></math>'>v=dt</span><script type=math/tex>v=d/t</script> is</p>".to_owned(),
            "<p>Speed <mjx-container><mjx-math><mjx-mi><mjx-c class=mjx-c76></mjx-c></mjx-mi><mjx-mo><mjx-c class=mjx-c3D></mjx-c></mjx-mo><mjx-mi><mjx-c class=mjx-c64></mjx-c></mjx-mi><mjx-mo><mjx-c class=mjx-c2F></mjx-c></mjx-mo><mjx-mi><mjx-c class=mjx-c74></mjx-c></mjx-mi></mjx-math></mjx-container> is</p>".to_owned(),
        ] {
            assert_eq!(read(&markup), ("Speed $v=d/t$ is".to_owned(), vec![("$v=d/t$".to_owned(), false)]), "{markup}");
        }
    }

    #[test]
    fn a_formula_whose_source_is_lost_stays_as_it_is_drawn() {
        assert_eq!(
            read("<p>Speed <span class=katex><span class=katex-html>v=dt</span></span> is</p>").0,
            "Speed v=dt is"
        );
    }

    #[test]
    fn formulas_with_a_line_of_their_own_are_blocks() {
        for markup in [
            "<p>So</p><div class='math display'>\\[v=d/t\\]</div><p>holds</p>",
            "<p>So</p><p><span data-latex=v=d/t><math display=block><mi>v</mi></math></span></p><p>holds</p>",
            "<p>So</p><div class=math-block data-math=v=d/t><b>v</b></div><p>holds</p>",
        ] {
            assert_eq!(
                read(markup),
                ("So|$$v=d/t$$|holds".to_owned(), vec![("$$v=d/t$$".to_owned(), true)]),
                "{markup}"
            );
        }
    }

    #[test]
    fn text_with_elements_in_it_and_words_are_no_tex() {
        for (markup, expected) in [
            ("<p><span class=math>v = <i>d</i></span></p>", "v = d"),
            ("<div class=math>How fast does it go</div>", "How fast does it go"),
            ("<pre><code class=language-math>v=d/t</code></pre>", "v=d/t"),
            ("<p><mjx-container><svg><title>v</title></svg></mjx-container> x</p>", "x"),
        ] {
            assert_eq!(read(markup), (expected.to_owned(), vec![]), "{markup}");
        }
    }

    #[test]
    fn scripts_that_set_up_a_drawer_are_known_by_their_text() {
        let setup = "<script>window.MathJax = {tex: {}}</script><p>From $x$ on</p>";
        assert_eq!(read(setup).1, [("$x$".to_owned(), false)]);
    }

    #[test]
    fn raw_formulas_are_marked_where_a_script_draws_them_or_they_can_be_nothing_else() {
        let loaded = "<script src=/mathjax/tex-chtml.js></script>";
        for (markup, expected) in [
            ("<p>So \\(x\\) and \\[y\\] hold</p>", vec![("\\(x\\)", false), ("\\[y\\]", true)]),
            ("<p>From $x$ to $y$</p>", vec![]),
            ("<p>It cost $5 then $6 now</p>", vec![]),
            ("<p>So <code>\\(x\\)</code> holds</p>", vec![]),
            ("<pre>\\(x\\)</pre>", vec![]),
        ] {
            let found: Vec<_> = expected.iter().map(|(tex, display)| ((*tex).to_owned(), *display)).collect();
            assert_eq!(read(markup).1, found, "{markup}");
        }
        let late = format!("<p>From $x$ on</p>{loaded}");
        assert_eq!(read(&late).1, [("$x$".to_owned(), false)]);
    }
}
