//! Lists whose bullets are typed.
//!
//! A page may write its lists as paragraphs, or as lines of one, that begin with a bullet. Two or more of them one after
//! the other are a list; a single one is a paragraph with a sign. The bullet stays in plain text, where it is all there
//! is, and is marked, so that other formats write their own.

use super::builder::Builder;
use super::pending::TypedList;
use crate::document::{BlockKind, GroupData, GroupKind, ListMarker, Span, SpanKind};

/// Signs that nothing but an item begins with. Dashes are not among them: they begin speech, too.
const BULLETS: [char; 13] = ['•', '◦', '▪', '▫', '‣', '⁃', '●', '■', '➢', '➤', '►', '✓', '✔'];

/// How many bytes of a text are its bullet and the space after it.
fn bullet(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(BULLETS)?;
    let words = rest.trim_start();
    (!words.is_empty()).then(|| text.len() - words.len())
}

impl Builder<'_, '_> {
    /// Whether text that follows a line end begins an item.
    pub(super) fn begins_item(&self, added: &str) -> bool {
        let context = self.context();
        let in_item = matches!(self.frames[context.group_holder].makes, Some(GroupKind::Item { .. }));
        let can_be = context.kind == BlockKind::Paragraph && context.row == 0 && !in_item;
        can_be && self.run.has_break() && added.trim_start().starts_with(BULLETS)
    }

    /// Makes the last block an item, if it is a paragraph with a bullet.
    pub(super) fn note_typed_item(&mut self) {
        let Some(block) = self.page.blocks.len().checked_sub(1) else { return };
        let raw = &self.page.blocks[block];
        let parent = raw.group;
        let is_item = matches!(self.page.groups[parent as usize].kind, GroupKind::Item { .. });
        let marker =
            bullet(self.page.block_text(block)).filter(|_| raw.kind == BlockKind::Paragraph && !is_item);
        let Some(marker) = marker else { return };
        let list =
            self.typed_list.filter(|list| list.last_block as usize + 1 == block && list.parent == parent);
        let mut list = list.unwrap_or_else(|| self.open_typed_list(block as u32, parent));
        let item = self.push_group(GroupKind::Section, list.group, block as u32);
        list.items += 1;
        list.last_block = block as u32;
        self.page.groups[list.group as usize].blocks.end = block as u32 + 1;
        self.page.blocks[block].group = item;
        self.typed_list = Some(list);
        if list.items == 2 {
            self.confirm_typed_list(list);
        }
        if list.items >= 2 {
            self.page.groups[item as usize].kind = GroupKind::Item { task: None };
            self.mark_bullet(block, marker);
        }
    }

    fn open_typed_list(&mut self, block: u32, parent: u32) -> TypedList {
        let group = self.push_group(GroupKind::Section, parent, block);
        TypedList { group, parent, last_block: block, items: 0 }
    }

    fn push_group(&mut self, kind: GroupKind, parent: u32, block: u32) -> u32 {
        self.page.groups.push(GroupData { kind, parent, blocks: block..block + 1, part: None, detail: None });
        self.page.groups.len() as u32 - 1
    }

    /// With its second item a list is one, and so is its first item.
    fn confirm_typed_list(&mut self, list: TypedList) {
        let first = self.page.groups[list.group as usize].blocks.start as usize;
        self.page.groups[list.group as usize].kind = GroupKind::List { marker: ListMarker::Bullet, start: 1 };
        self.page.groups[list.group as usize + 1].kind = GroupKind::Item { task: None };
        if let Some(marker) = bullet(self.page.block_text(first)) {
            self.mark_bullet(first, marker);
        }
    }

    /// The spans of the last two blocks are at the end of all, so that one more costs nothing.
    fn mark_bullet(&mut self, block: usize, bytes: usize) {
        let start = self.page.blocks[block].text.start;
        let at = self.page.blocks[block].spans.start as usize;
        let span = Span { text: start..start + bytes as u32, kind: SpanKind::Marker };
        self.page.spans.insert(at, span);
        self.page.blocks[block].spans.end += 1;
        for later in &mut self.page.blocks[block + 1..] {
            later.spans = later.spans.start + 1..later.spans.end + 1;
        }
        let kind = BlockKind::ListItem { depth: 1, ordered: false };
        self.page.blocks[block].kind = kind;
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{GroupKind, SpanKind};
    use crate::read::build::testing::built;

    fn read(markup: &str) -> (Vec<String>, usize, usize) {
        let page = built(markup);
        let texts = (0..page.blocks.len()).map(|block| page.block_text(block).to_owned()).collect();
        let items = page.groups.iter().filter(|group| matches!(group.kind, GroupKind::Item { .. })).count();
        let markers = page.spans.iter().filter(|span| span.kind == SpanKind::Marker).count();
        (texts, items, markers)
    }

    #[test]
    fn paragraphs_and_lines_with_bullets_are_items() {
        for markup in [
            "<p>We need</p><p>• salt</p><p>• <b>water</b></p><p>That is all</p>",
            "<p>We need<br>• salt<br>• <b>water</b></p><p>That is all</p>",
        ] {
            let (texts, items, markers) = read(markup);
            assert_eq!(texts, ["We need", "• salt", "• water", "That is all"], "{markup}");
            assert_eq!((items, markers), (2, 2), "{markup}");
        }
    }

    #[test]
    fn a_single_bullet_and_bullets_of_real_lists_make_no_list() {
        assert_eq!(read("<p>• salt</p><p>water</p>").1, 0);
        assert_eq!(read("<ul><li>• salt</li><li>• water</li></ul>").1, 2);
        assert_eq!(read("<div><p>• salt</p></div><section><p>• water</p></section>").1, 0);
    }

    #[test]
    fn spans_of_items_stay_with_their_words() {
        let page = built("<p>• <b>salt</b></p><p>• <b>water</b></p>");
        for (index, word) in [(0, "salt"), (1, "water")] {
            let spans = &page.blocks[index].spans;
            let bold = &page.spans[spans.start as usize..spans.end as usize][1];
            assert_eq!(&page.text[bold.text.start as usize..bold.text.end as usize], word);
        }
    }
}
