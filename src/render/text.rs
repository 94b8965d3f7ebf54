//! An article as plain text.

use super::same_list_or_table;
use crate::article::{Article, Block};

impl Article {
    /// The body as plain text, without the title.
    ///
    /// Blocks are separated by a blank line, the items of a list and the rows of a table by
    /// a line break. There are no bullets, numbers or other marks that the page does not
    /// write out itself, so that every word is a word of the page: see
    /// [`Article::markdown`] for a rendering with structure. Preformatted blocks keep their
    /// white space; the cells of a table's row are separated by tabs.
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
        let mut out = String::new();
        let mut previous: Option<Block<'_>> = None;
        for block in self.body().filter(|block| !block.text().is_empty()) {
            if let Some(previous) = previous {
                let together = same_list_or_table(previous.kind(), block.kind());
                out.push_str(if together { "\n" } else { "\n\n" });
            }
            out.push_str(block.text());
            previous = Some(block);
        }
        out
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
