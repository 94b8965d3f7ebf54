//! An article as plain text.

use crate::article::{Article, Block, Group, Step, Text};
use crate::document::{BlockKind, GroupKind};
use crate::options::Rendering;

impl Article {
    /// The body as plain text, without the title.
    ///
    /// Blocks are separated by a blank line, the items of a list and the rows of a table by
    /// a line break. There are no bullets, numbers or other marks that the page does not
    /// write out itself, so that every word is a word of the page: see
    /// [`Article::markdown`] for a rendering with structure. Preformatted blocks keep their
    /// white space; the cells of a table's row are separated by tabs. Raised and lowered text has its
    /// Unicode form (`10⁶`) or `^(…)` and `_(…)`, formulas are TeX, and a footnote starts with its label, as in `[1]`.
    ///
    /// ```
    /// let html = "<article><h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p></article>";
    /// let article = dechaff::clean(html)?;
    /// let text: String = article.text();
    /// # let _ = text;
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        render(self, &Rendering::new())
    }
}

pub(super) fn render(article: &Article, options: &Rendering) -> String {
    let mut plain = Plain::default();
    for step in article.walk(options) {
        match step {
            Step::Enter(group) => plain.enter(group),
            Step::Leave(group) => plain.leave(group),
            Step::Text(text) => plain.text(&text),
            Step::Image(_) => {}
        }
    }
    plain.out
}

/// Plain text under construction.
#[derive(Default)]
struct Plain<'a> {
    out: String,
    previous: Option<Block<'a>>,
    /// Lists and tables that are open.
    compact: usize,
    /// How many of them were open before as well.
    shared: usize,
    /// The label of the note that begins.
    label: Option<&'a str>,
}

impl<'a> Plain<'a> {
    fn enter(&mut self, group: Group<'a>) {
        self.compact += usize::from(is_compact(group.kind()));
        self.label = group.label().or(self.label);
    }

    fn leave(&mut self, group: Group<'a>) {
        self.compact -= usize::from(is_compact(group.kind()));
        self.shared = self.shared.min(self.compact);
    }

    fn text(&mut self, text: &Text<'a>) {
        let block = text.block();
        if let Some(previous) = self.previous {
            // A row has all of its cells in its block.
            if previous.index() == block.index() {
                return;
            }
            let together = self.are_together(&previous, &block);
            self.out.push_str(if together { "\n" } else { "\n\n" });
        }
        // Flattened text has the label already.
        if let Some(label) = self.label.take().filter(|_| block.input_range().is_none()) {
            self.out.push_str(&format!("[{label}] "));
        }
        self.out.push_str(if text.is_listing { text.as_str() } else { block.text() });
        self.previous = Some(block);
        self.shared = self.compact;
    }
}

impl Plain<'_> {
    /// Whether two blocks are on lines one after the other. Flattened text has lists that are paragraphs to it, and
    /// they stay as far apart as they were.
    fn are_together(&self, before: &Block<'_>, block: &Block<'_>) -> bool {
        let (first, second) = (before.kind(), block.kind());
        if block.input_range().is_some() {
            return are_items(first, second) || are_rows(first, second);
        }
        self.shared > 0 || are_items(first, second)
    }
}

/// Whether the blocks inside stand on lines one after the other.
fn is_compact(kind: GroupKind) -> bool {
    matches!(kind, GroupKind::List { .. } | GroupKind::Table)
}

/// Lists one after the other stand together, too.
fn are_items(first: BlockKind, second: BlockKind) -> bool {
    matches!((first, second), (BlockKind::ListItem { .. }, BlockKind::ListItem { .. }))
}

fn are_rows(first: BlockKind, second: BlockKind) -> bool {
    match (first, second) {
        (BlockKind::TableRow { table: a, .. }, BlockKind::TableRow { table: b, .. }) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind::*;
    use crate::labels::{Boilerplate, Label};
    use crate::render::testing::{article, push, with_title};

    #[test]
    fn items_and_rows_stand_together() {
        let item = ListItem { depth: 1, ordered: true };
        let row = |table| TableRow { table, header: false };
        let blocks = [
            (Paragraph, "Rain."),
            (item, "one"),
            (item, "two"),
            (row(0), "a\tb"),
            (row(0), "c"),
            (row(1), "d"),
        ];
        let mut article = with_title(article(&blocks), "Title");
        push(&mut article, Paragraph, "Menu", Label::Removed(Boilerplate::Navigation));
        push(&mut article, Preformatted, "  x\n  y", Label::Correction);
        assert_eq!(article.text(), "Rain.\n\none\ntwo\n\na\tb\nc\n\nd\n\n  x\n  y");
    }
}
