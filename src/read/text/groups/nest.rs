//! Blocks to lists and quotes inside each other, as CommonMark nests them.
//!
//! Each block is held against what is open, outermost first: a quote stays open if the line has a mark for it, an item if
//! the line is indented below it. What is left of the line's marks then opens quotes, a list, an item. A line has to bring
//! two columns for every item and a mark for every quote that it stays in, so the work is linear in the input.

use super::leaf::{Leaf, LeafKind};
use super::prefix::{Prefix, Sign};
use super::tree::Tree;
use crate::document::{Document, GroupKind, ListMarker};

/// Columns that make a line part of the item above.
const MIN_ITEM_INDENT: u16 = 2;

/// An open group that more blocks may belong to.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    Quote,
    List { sign: Sign, indent: u16 },
    Item { indent: u16 },
}

/// What is open, and the tree that it is open in.
pub(super) struct Nest {
    tree: Tree,
    open: Vec<Open>,
}

impl Nest {
    pub(super) fn new(tree: Tree) -> Self {
        Nest { tree, open: Vec::new() }
    }

    pub(super) fn into_tree(self) -> Tree {
        self.tree
    }

    /// Adds a block, in a footnote of its own if it has a label.
    pub(super) fn add_block(
        &mut self,
        document: &mut Document,
        block: usize,
        prefix: &mut Prefix,
        label: Option<&str>,
    ) {
        let callout =
            callout(&document.text[prefix.content as usize..document.blocks[block].text.end as usize]);
        self.place(block, prefix, callout);
        if let Some(label) = label {
            self.push(Open::Item { indent: prefix.inner }, GroupKind::Footnote, Some(label), block);
        }
        document.blocks[block].group = self.tree.innermost();
    }

    /// Adds a run of blocks that is one thing.
    pub(super) fn add_leaf(&mut self, document: &mut Document, leaf: &Leaf, prefix: &mut Prefix) {
        let first = leaf.blocks.start;
        self.place(first, prefix, None);
        match &leaf.kind {
            LeafKind::Code { language, part } => {
                self.tree.open(GroupKind::Code, language.as_deref(), first);
                self.tree.set_part(part.clone());
                for block in &mut document.blocks[leaf.blocks.clone()] {
                    block.group = self.tree.innermost();
                }
            }
            LeafKind::Table(rows) => {
                self.tree.open(GroupKind::Table, None, first);
                let mut at = first;
                for row in rows {
                    self.tree.open(GroupKind::Row { header: row.is_header }, None, at);
                    for cell in &row.cells {
                        let kind = GroupKind::Cell { header: row.is_header, columns: 1, rows: 1 };
                        self.tree.add_part(kind, at, cell.clone());
                    }
                    for block in &mut document.blocks[at..at + row.blocks] {
                        block.group = self.tree.innermost();
                    }
                    at += row.blocks;
                    self.tree.close(at);
                }
            }
        }
        self.tree.close(leaf.blocks.end);
    }

    fn push(&mut self, open: Open, kind: GroupKind, detail: Option<&str>, block: usize) {
        self.open.push(open);
        self.tree.open(kind, detail, block);
    }

    fn truncate(&mut self, length: usize, block: usize) {
        while self.open.len() > length {
            self.open.pop();
            self.tree.close(block);
        }
    }

    /// Closes what the block is not in, and opens what it brings.
    fn place(&mut self, block: usize, prefix: &mut Prefix, callout: Option<(&str, u32)>) {
        let (kept, quotes) = self.kept(prefix);
        let kept = if quotes == prefix.quotes { self.kept_list(kept, prefix) } else { self.whole(kept) };
        self.truncate(kept, block);
        for depth in quotes..prefix.quotes {
            match callout {
                Some((kind, end)) if depth + 1 == prefix.quotes => {
                    self.push(Open::Quote, GroupKind::Callout, Some(&kind.to_lowercase()), block);
                    prefix.after = end + prefix.content;
                }
                _ => self.push(Open::Quote, GroupKind::Quote, None, block),
            }
        }
        self.open_item(prefix, block);
    }

    /// How many of the open groups the block may be in, and how many of them are quotes.
    fn kept(&self, prefix: &Prefix) -> (usize, u16) {
        let mut quotes = 0;
        for (index, open) in self.open.iter().enumerate() {
            match open {
                Open::Quote if quotes < prefix.quotes && !prefix.gap_above => quotes += 1,
                Open::List { .. } => {}
                Open::Item { indent } if is_inside_item(*indent, quotes, prefix) => {}
                Open::Quote | Open::Item { .. } => return (index, quotes),
            }
        }
        (self.open.len(), quotes)
    }

    /// The same, where the first group that is not kept may be an item whose list goes on.
    fn kept_list(&self, kept: usize, prefix: &Prefix) -> usize {
        let mut item = kept;
        while let Some(Open::List { sign, indent }) = item.checked_sub(1).and_then(|list| self.open.get(list))
        {
            let is_level = indent.abs_diff(prefix.inner) < MIN_ITEM_INDENT;
            if is_level && is_same_list(*sign, prefix.sign) {
                return item;
            }
            let is_below = rank(*sign) > 0 && rank(prefix.sign) > rank(*sign);
            if !is_level || !is_below || self.open.get(item).is_none() {
                break;
            }
            // "◦" below "•": a list inside the item, though nothing is indented.
            item += 1;
            if !matches!(self.open.get(item), Some(Open::List { .. })) {
                return item;
            }
            item += 1;
        }
        self.whole(item)
    }

    /// Does not keep a list whose item is not kept.
    fn whole(&self, kept: usize) -> usize {
        match kept.checked_sub(1).and_then(|last| self.open.get(last)) {
            Some(Open::List { .. }) => kept - 1,
            _ => kept,
        }
    }

    fn open_item(&mut self, prefix: &Prefix, block: usize) {
        let (marker, start) = match prefix.sign {
            Sign::None => return,
            Sign::Bullet(_) => (ListMarker::Bullet, 1),
            Sign::Number(number, _) => (ListMarker::Decimal, number),
        };
        match self.open.last_mut() {
            Some(Open::List { sign, .. }) => *sign = prefix.sign,
            _ => {
                let list = Open::List { sign: prefix.sign, indent: prefix.inner };
                self.push(list, GroupKind::List { marker, start }, None, block);
            }
        }
        let item = Open::Item { indent: prefix.inner };
        self.push(item, GroupKind::Item { task: prefix.task }, None, block);
    }
}

/// Whether a line is part of an item that is inside so many quotes.
fn is_inside_item(indent: u16, quotes: u16, prefix: &Prefix) -> bool {
    let column = match quotes {
        _ if quotes == prefix.quotes => prefix.inner,
        0 => prefix.indent,
        _ => return false,
    };
    column >= indent.saturating_add(MIN_ITEM_INDENT)
}

/// Whether an item goes on with the list whose last item had the sign `above`.
fn is_same_list(above: Sign, sign: Sign) -> bool {
    match (above, sign) {
        (Sign::Bullet(above), Sign::Bullet(bullet)) => above == bullet,
        (Sign::Number(above, stop), Sign::Number(number, next_stop)) => {
            stop == next_stop && above.checked_add(1) == Some(number)
        }
        _ => false,
    }
}

/// How deep the lists are that programs give a bullet to; 0 for those that any list may have.
fn rank(sign: Sign) -> u8 {
    match sign {
        Sign::Bullet('\u{2022}' | '\u{25cf}') => 1,
        Sign::Bullet('\u{25e6}' | '\u{25cb}') => 2,
        Sign::Bullet('\u{25aa}') => 3,
        _ => 0,
    }
}

/// What the first line of a quote makes of it, as GitHub and Obsidian write it (`[!note]`), and where that ends.
fn callout(text: &str) -> Option<(&str, u32)> {
    let (kind, _) = text.strip_prefix("[!")?.split_once(']')?;
    let is_word = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    is_word.then_some((kind, kind.len() as u32 + 3))
}
