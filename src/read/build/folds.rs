//! What a page has folded away until its reader asks for it.
//!
//! In the accordion pattern of ARIA a heading has a button with `aria-expanded`, and the element after the heading is the
//! panel that the button opens. A panel that is closed is hidden, but what is in it is text of the page as the answers to
//! frequent questions are.
//!
//! Source: <https://www.w3.org/WAI/ARIA/apg/patterns/accordion/>.

use super::attributes::Attributes;
use super::builder::Builder;
use super::pending::Fold;
use crate::document::BlockKind;

impl<'a> Builder<'a, '_> {
    /// Shows an element that is about to be opened, if it is a panel, and notes the buttons of panels.
    pub(super) fn unfold(&mut self, attributes: &mut Attributes<'a>) {
        let context = self.context();
        if attributes.expands && matches!(context.kind, BlockKind::Heading { .. }) {
            self.fold = Some(Fold::Heading(context.item));
            return;
        }
        if let Some(Fold::Panel { frames, .. }) = self.fold
            && frames == self.frames.len()
        {
            self.fold = None;
            attributes.show();
        }
    }

    /// Notes that an element has ended.
    pub(super) fn end_in_fold(&mut self) {
        if self.fold.is_none() {
            return;
        }
        let open = self.frames.len();
        self.fold = match self.fold {
            Some(Fold::Heading(frame)) if frame == open => {
                Some(Fold::Panel { frames: open, is_boxed: false })
            }
            Some(Fold::Panel { frames, is_boxed }) if open < frames => {
                (!is_boxed).then_some(Fold::Panel { frames: open, is_boxed: true })
            }
            other => other,
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::read::build::testing::built;

    /// The blocks that are hidden.
    fn hidden(markup: &str) -> Vec<String> {
        let page = built(markup);
        let is_hidden = |index: &usize| page.containers[page.blocks[*index].container as usize].hidden;
        (0..page.blocks.len()).filter(is_hidden).map(|index| page.block_text(index).to_owned()).collect()
    }

    const QUESTION: &str = "<h3><button aria-expanded=false>Who pays?</button></h3>";

    #[test]
    fn the_panel_of_a_heading_shows() {
        for markup in [
            format!("<div>{QUESTION}<div aria-hidden=true><p>The town.</p></div></div>"),
            format!("<div>{QUESTION}<div hidden><p>The town.</p></div></div>"),
            format!("<div><div>{QUESTION}</div><div hidden><p>The town.</p></div></div>"),
            format!("<style>.x{{display:none}}</style>{QUESTION}<div class=x><p>The town.</p></div>"),
        ] {
            assert!(hidden(&markup).is_empty(), "{markup}");
        }
    }

    #[test]
    fn nothing_else_does() {
        for markup in [
            "<div><h3>Who pays?</h3><div hidden><p>The town.</p></div></div>".to_owned(),
            "<div><button aria-expanded=false>Menu</button><div hidden><p>The town.</p></div></div>"
                .to_owned(),
            format!("<div>{QUESTION}<p>You.</p><div hidden><p>The town.</p></div></div>"),
            format!("<div><div><div>{QUESTION}</div></div><div hidden><p>The town.</p></div></div>"),
        ] {
            assert_eq!(hidden(&markup), ["The town."], "{markup}");
        }
    }
}
