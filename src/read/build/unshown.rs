//! Elements whose content is no text of the page: some of it is kept, the rest is left out.
//!
//! The title, JSON-LD, the source of a formula, the reading of characters, style sheets, and scripts that hold data. What a
//! script is, is known from its attributes or from its first text.

use super::attributes::Names;
use super::builder::Builder;
use super::elements::{self, Display};
use super::frame::{Collected, Frame};
use super::{head, json_ld};
use crate::cut;
use crate::document::{BlockKind, RawBlock};
use crate::labels::Limit;
use crate::read::sink::{Element, ScriptKind};
use crate::read::state::{Shown, StateBody, keeps_state};
use crate::read::tex::is_math_setup;

/// Blocks of at least so many bytes are text, not labels.
const MIN_PROSE_BYTES: usize = 100;
/// How much of a script shows what it is.
pub(crate) const MAX_BEGINNING_BYTES: usize = 4096;

/// Whether the text of a script in JavaScript is read by the builder.
pub(crate) fn reads_script(text: &str) -> bool {
    let beginning = cut::text(text, MAX_BEGINNING_BYTES);
    keeps_state(cut::text(beginning, 512)) || is_math_setup(beginning)
}

impl<'a> Builder<'a, '_> {
    /// An element whose content does not show: some of it is kept, or counted.
    pub(super) fn open_unshown(&mut self, element: &Element<'a, '_>, display: Display) -> bool {
        let collects = match element.name {
            "iframe" | "video" => {
                self.video(element);
                self.run.space();
                return false;
            }
            "title" if self.page.head.title.is_none() => Collected::Title,
            "script" => match self.script(element) {
                Some(collects) => collects,
                None => return false,
            },
            "style" if self.reads_style(element) => Collected::Style,
            "rt" => Collected::Reading,
            "noscript" if self.frames.last().is_none_or(|frame| frame.name != "head") => {
                self.silent = 1;
                return true;
            }
            "math" => return self.open_math(element),
            _ => {
                if display == Display::Replaced {
                    self.run.space();
                }
                return false;
            }
        };
        self.collected.clear();
        let frame = Frame { collects: Some(collects), ..Frame::new(element.name, *self.context(), display) };
        self.push_frame(frame, Names::default());
        true
    }

    /// What of a script is kept.
    fn script(&mut self, element: &Element<'_, '_>) -> Option<Collected> {
        let get = |name| element.get(name).unwrap_or_default();
        match ScriptKind::of(get("id"), get("type")) {
            ScriptKind::JsonLd => Some(Collected::JsonLd),
            ScriptKind::Tex { display } => Some(Collected::Tex { display }),
            ScriptKind::Json if !self.shown.is_a_page() => Some(Collected::State(ScriptKind::Json)),
            ScriptKind::JavaScript if element.get("src").is_some() => {
                self.note_script(element);
                None
            }
            ScriptKind::JavaScript if !self.shown.is_a_page() || !self.loads_math => Some(Collected::Code),
            _ => None,
        }
    }

    /// Takes in text of an element that is collected.
    pub(super) fn collect(&mut self, text: &str) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.collects == Some(Collected::Code) {
            let beginning = cut::text(text, MAX_BEGINNING_BYTES);
            let is_state = !self.shown.is_a_page() && keeps_state(cut::text(beginning, 512));
            self.loads_math = self.loads_math || is_math_setup(beginning);
            frame.collects =
                Some(if is_state { Collected::State(ScriptKind::JavaScript) } else { Collected::Nothing });
        }
        if let Some(Collected::State(_)) = frame.collects
            && self.collected.len() + text.len() > self.scripts.room(self.limits)
        {
            frame.collects = Some(Collected::Nothing);
            self.page.reach(Limit::StateBytes);
        }
        if frame.collects != Some(Collected::Nothing) {
            self.collected.push_str(text);
        }
    }

    pub(super) fn leave_collected(&mut self) {
        let Some(frame) = self.pop_frame() else { return };
        let collected = std::mem::take(&mut self.collected);
        match frame.collects {
            Some(Collected::Title) => head::note_title(&mut self.page.head, &collected),
            Some(Collected::JsonLd) => json_ld::note(&mut self.page, collected, self.limits),
            Some(Collected::Tex { display }) => self.source_of_formula(&collected, display),
            Some(Collected::Reading) => self.reading.push_str(&collected),
            Some(Collected::Style) => self.styles.add(&collected, self.page.containers.len()),
            Some(Collected::State(kind)) => self.keep_state(kind, collected),
            Some(Collected::Code | Collected::Nothing) | None => {}
        }
    }

    fn keep_state(&mut self, kind: ScriptKind, text: String) {
        if let Some(limit) = self.scripts.keep(kind, text, self.limits) {
            self.page.reach(limit);
        }
    }

    /// Notes the data that Discourse has in an attribute.
    pub(super) fn note_preloaded(&mut self, element: &Element<'_, '_>) {
        if let Some(data) = element.get("data-preloaded").filter(|_| !self.shown.is_a_page()) {
            self.keep_state(ScriptKind::Json, data.to_owned());
        }
    }

    /// The body that the page's JSON-LD or state holds, if the page itself shows too little. Ends the page's elements.
    pub(crate) fn state_body(&mut self) -> Option<StateBody> {
        self.end_elements();
        self.scripts.body(&self.page.head, || self.shown())
    }

    fn shown(&self) -> Shown {
        let mut shown = Shown::default();
        for block in &self.page.blocks {
            let bytes = block.text.len();
            let is_hidden = self.page.containers[block.container as usize].hidden;
            shown.text += if is_hidden { 0 } else { bytes };
            shown.prose += if bytes >= MIN_PROSE_BYTES { bytes } else { 0 };
        }
        shown
    }

    /// Whether the page shows this text; white space in it does not count.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.page.text.contains(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// What follows is the body from the page's state: an element of its own, with a headline if the page has none.
    pub(crate) fn begin_state(&mut self, title: Option<&str>) {
        self.page.is_from_state = true;
        let element = |name| Element { name, number: None, attributes: &[], choice: None };
        self.open_element(&element("article"), elements::known("article"));
        let is_headline = |block: &RawBlock| block.kind == BlockKind::Heading { level: 1 };
        if let Some(title) = title.filter(|_| !self.page.blocks.iter().any(is_headline)) {
            self.open_element(&element("h1"), elements::known("h1"));
            self.show(title);
            self.leave();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::labels::Limit;
    use crate::options::Limits;
    use crate::read::build::Builder;
    use crate::read::build::testing::{built, report};

    const STATE: &str = "<script id=__NEXT_DATA__ type=application/json>";

    fn body() -> String {
        "The ferry sailed again on Monday, and nobody had thought that it would. ".repeat(8)
    }

    /// The page, and what was found in its state.
    fn found(markup: &str, limits: &Limits) -> (Document, Option<String>) {
        let mut builder = Builder::new(None, limits);
        report(markup, &mut builder);
        let found = builder.state_body().map(|body| body.html);
        (builder.finish(), found)
    }

    #[test]
    fn the_body_is_looked_for_where_little_is_shown() {
        let state = format!("{STATE}{{'post':{{'body':'{}'}}}}</script>", body()).replace('\'', "\"");
        let limits = Limits::new();
        assert!(
            found(&format!("<p>Loading</p>{state}"), &limits).1.is_some_and(|html| html.contains("ferry"))
        );
        assert_eq!(found(&format!("<p>{}</p>{state}", "Other rain fell. ".repeat(30)), &limits).1, None);
        assert_eq!(found(&format!("{state}<p>{}</p>", "Other rain fell. ".repeat(99)), &limits).1, None);
        let hidden = format!("<p hidden>{}</p>{state}", "Other rain fell. ".repeat(30));
        assert!(found(&hidden, &limits).1.is_some());
    }

    #[test]
    fn state_that_there_is_no_room_for_is_left_out() {
        let state = format!("{STATE}[{}]</script><p>Rain</p>", "1,".repeat(99));
        let (page, found) = found(&state, &Limits::new().with_max_state_bytes(50));
        assert_eq!((page.limits.as_slice(), found), (&[Limit::StateBytes][..], None));
    }

    #[test]
    fn shortcodes_go_outside_of_code() {
        let page = built(
            "<p>[vc_row a=b]Rain[/vc_row] fell</p><p><code>[vc_row a=b]</code></p><pre>[vc_row a=b]</pre>",
        );
        let texts: Vec<_> = (0..page.blocks.len()).map(|block| page.block_text(block)).collect();
        assert_eq!(texts, ["Rain fell", "[vc_row a=b]", "[vc_row a=b]"]);
    }

    #[test]
    fn an_attribute_of_discourse_is_state() {
        let topic = format!("{{\"topic\":{{\"cooked\":\"{}\"}}}}", body());
        let markup = format!("<div id=data-preloaded data-preloaded='{topic}'></div><p>Loading</p>");
        assert!(found(&markup, &Limits::new()).1.is_some());
    }

    #[test]
    fn scripts_show_nothing() {
        for markup in
            ["<p>a</p><script>b</script>", "<p>a<script>window.b={}</script></p>", "<style>b</style><p>a</p>"]
        {
            let page = built(markup);
            assert_eq!(page.text.trim(), "a", "{markup}");
        }
    }
}
