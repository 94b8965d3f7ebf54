//! What the page's own style sheets hide.
//!
//! A rule may come before the elements that it hides or after them. Elements that open are asked for at once; those
//! that were there before the last rules are asked again at the end of the page, as far as they are containers.

use super::attributes::{Attributes, Names};
use super::style_rules::{Hiding, StyleRules};
use crate::document::Document;

/// The style sheets so far, and what later ones may hide.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    rules: StyleRules,
    /// How many style sheets had rules.
    sheets: u32,
    /// Containers with a class or an id, in their order.
    called: Vec<Called<'a>>,
    /// How many containers there were when the last rules came.
    late: usize,
}

/// Whether there were rules for a class attribute after so many style sheets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KnownClass {
    sheets: u32,
    has_rules: bool,
}

#[derive(Debug)]
struct Called<'a> {
    container: u32,
    name: &'a str,
    class: &'a str,
    id: &'a str,
}

impl<'a> Styles<'a> {
    /// Reads a style sheet that comes after so many containers.
    pub(super) fn add(&mut self, css: &str, containers: usize) {
        if self.rules.add(css) {
            self.sheets += 1;
            self.late = containers;
        }
    }

    /// Whether there may be rules for a class attribute, given what was known of it last.
    pub(super) fn knows(&self, class: &str, known: &mut KnownClass) -> bool {
        if known.sheets != self.sheets {
            *known = KnownClass { sheets: self.sheets, has_rules: self.rules.has_class(class) };
        }
        known.has_rules
    }

    /// How an element is hidden by the rules so far; `has_rules` is whether there may be some for its class.
    pub(super) fn hiding(&self, name: &str, attributes: &Attributes<'a>, has_rules: bool) -> Option<Hiding> {
        if !has_rules && attributes.names.id.is_none_or(|id| !self.rules.has_id(id)) {
            return None;
        }
        self.rules.hiding(
            name,
            attributes.names.class.unwrap_or_default(),
            attributes.names.id.unwrap_or_default(),
        )
    }

    /// Remembers a container, for rules that come later.
    pub(super) fn note(&mut self, container: u32, name: &'a str, names: &Names<'a>) {
        // Most pages have some hundreds.
        const ROOM: usize = 256;
        if self.called.is_empty() {
            self.called.reserve(ROOM);
        }
        if names.class.is_some() || names.id.is_some() {
            let (class, id) = (names.class.unwrap_or_default(), names.id.unwrap_or_default());
            self.called.push(Called { container, name, class, id });
        }
    }

    /// Forgets containers from this one on.
    pub(super) fn forget(&mut self, container: u32) {
        while self.called.last().is_some_and(|called| called.container >= container) {
            self.called.pop();
        }
    }

    /// Hides the containers that later rules hide, and what is in them.
    pub(super) fn hide_late(&mut self, page: &mut Document) {
        let mut is_any = false;
        for called in self.called.iter().take_while(|called| (called.container as usize) < self.late) {
            if self.rules.hiding(called.name, called.class, called.id) == Some(Hiding::Hidden) {
                page.containers[called.container as usize].hidden = true;
                page.containers[called.container as usize].invisible = true;
                is_any = true;
            }
        }
        self.late = 0;
        for index in 1..if is_any { page.containers.len() } else { 0 } {
            let parent = page.containers[index].parent as usize;
            page.containers[index].hidden |= page.containers[parent].hidden;
            page.containers[index].invisible |= page.containers[parent].invisible;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::build::testing::built;

    /// The blocks, in brackets if they are hidden.
    fn blocks(markup: &str) -> Vec<String> {
        let page = built(markup);
        let blocks = page.blocks.iter().enumerate();
        blocks
            .map(|(index, block)| {
                let text = page.block_text(index);
                let is_hidden = page.containers[block.container as usize].hidden;
                if is_hidden { format!("({text})") } else { text.to_owned() }
            })
            .collect()
    }

    const RULE: &str = "<style>.x{display:none}</style>";

    #[test]
    fn rules_hide_what_comes_after_and_before_them() {
        let page = "<div class=x><p>a</p><div><p>b</p></div></div><p>c</p>";
        for markup in
            [format!("{RULE}{page}"), format!("{page}{RULE}"), format!("{page}{RULE}<b class=x></b>")]
        {
            assert_eq!(blocks(&markup), ["(a)", "(b)", "c"], "{markup}");
        }
        assert_eq!(blocks(&format!("{page}{RULE}<p class=x>d</p>"))[3], "(d)");
    }

    #[test]
    fn elements_inside_a_line_are_hidden_apart_from_it() {
        assert_eq!(blocks(&format!("{RULE}<p>a <span class=x>b</span> c</p>")), ["a", "(b)", "c"]);
        let clipped = "<style>.y{position:absolute;clip:rect(0,0,0,0)}</style>";
        assert_eq!(blocks(&format!("{clipped}<p>a <span class=y>b</span> c</p>")), ["a c"]);
        assert_eq!(blocks(&format!("{clipped}<p><span class=y>b</span></p><p>c</p>")), ["(b)", "c"]);
    }

    #[test]
    fn shadow_trees_show_and_have_sheets_of_their_own() {
        let shadow = format!(
            "<x-y><template shadowrootmode=open>{RULE}<p class=x>a</p></template><p class=x>b</p></x-y>"
        );
        assert_eq!(blocks(&shadow), ["a", "b"]);
        assert_eq!(blocks("<template><p>a</p></template><p>b</p>"), ["b"]);
        assert_eq!(
            blocks("<p>a <x-y><template shadowrootmode=open><b>b</b></template></x-y> c</p>"),
            ["a b c"]
        );
    }

    #[test]
    fn closed_dialogs_are_hidden() {
        assert_eq!(blocks("<dialog><p>a</p></dialog><dialog open><p>b</p></dialog>"), ["(a)", "b"]);
    }

    #[test]
    fn sheets_for_other_media_hide_nothing() {
        let print = RULE.replace("<style>", "<style media=print>");
        assert_eq!(blocks(&format!("{print}<p class=x>a</p>")), ["a"]);
    }

    #[test]
    fn cells_that_were_joined_are_forgotten() {
        let row = "<table><tr><td class=x>a</td><td>b</td></tr></table><p class=y>c</p>";
        assert_eq!(blocks(&format!("{row}<style>.y{{display:none}}</style>")), ["a\tb", "(c)"]);
    }
}
