//! Listings in fragments: each command and each output is a listing of its own, and all of them are one to the reader.
//!
//! Verso, which writes the books of Lean, does so. Fragments beside each other are joined to one block. A fragment that is
//! empty, or that ends with an empty line, is an empty line between its neighbours.

use std::ops::Range;

use super::attributes::Names;
use super::builder::Builder;
use super::context::Context;
use super::pending::Fragment;
use crate::document::Span;

fn is_fragment(names: &Names<'_>) -> bool {
    let has =
        |name| names.class.is_some_and(|class| class.split_ascii_whitespace().any(|known| known == name));
    has("hl") && has("lean")
}

impl Builder<'_, '_> {
    /// The group around the fragment of a listing that is open.
    fn around_fragment(&self, context: Context<'_>) -> Option<usize> {
        let listing = context.listing.checked_sub(1)?;
        is_fragment(&self.called[context.listing]).then(|| self.frames[listing].context.group_holder)
    }

    /// The block that a fragment goes on with.
    fn fragment_before(&self, context: Context<'_>) -> Option<usize> {
        let around = self.around_fragment(context)?;
        let before = self.fragment.filter(|fragment| fragment.around == around)?;
        let is_last = before.block as usize + 1 == self.page.blocks.len();
        let block = &self.page.blocks[before.block as usize];
        let parent = self.page.groups[block.group as usize].parent;
        (is_last && self.frames[around].group == Some(parent)).then_some(before.block as usize)
    }

    /// An empty fragment is an empty line.
    pub(super) fn keep_empty_fragment(&mut self, context: Context<'_>) {
        let is_line = self.page.text[self.run.start..].contains('\n');
        self.page.text.truncate(self.run.start);
        if is_line && self.fragment_before(context).is_some() {
            self.page.text.push('\n');
        }
    }

    /// Joins the text of a fragment to the one before it. Returns whether there is one.
    pub(super) fn join_fragment(
        &mut self,
        context: Context<'_>,
        range: &Range<usize>,
        spans: &mut Vec<Span>,
    ) -> bool {
        let Some(before) = self.fragment_before(context) else { return false };
        self.page.spans.append(spans);
        let block = &mut self.page.blocks[before];
        block.text.end = range.end as u32;
        block.spans.end = self.page.spans.len() as u32;
        block.link_chars += self.run.link_chars;
        block.link_count = block.link_count.saturating_add(self.run.link_count);
        block.strong_chars += self.run.strong_chars;
        self.shown.text += if context.hidden { 0 } else { range.len() };
        true
    }

    /// Ends the text of a block; another fragment may go on with it.
    pub(super) fn end_block(&mut self, context: Context<'_>, end: usize) {
        let has_gap = self.page.text[end..].matches('\n').nth(1).is_some();
        let around = self.around_fragment(context);
        let block = self.page.blocks.len() as u32 - 1;
        self.fragment = around.map(|around| Fragment { block, around });
        self.page.text.truncate(end);
        self.page.text.push_str(if has_gap && around.is_some() { "\n\n" } else { "\n" });
        self.run.restart(&self.page.text);
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{GroupKind, SpanKind};
    use crate::read::build::testing::built;

    fn texts(markup: &str) -> Vec<String> {
        let page = built(markup);
        page.check();
        (0..page.blocks.len()).map(|block| page.block_text(block).to_owned()).collect()
    }

    #[test]
    fn fragments_beside_each_other_are_one_listing() {
        let markup = "<p>See:</p><div><code class='hl lean block'>#eval <a href=/salt>salt</a></code> \
                      <pre class='hl lean lean-output'><a href=/one>1</a></pre></div>";
        let page = built(markup);
        assert_eq!(texts(markup), ["See:", "#eval salt\n1"]);
        assert_eq!(page.groups.iter().filter(|group| group.kind == GroupKind::Code).count(), 1);
        let links = page.spans.iter().filter(|span| matches!(span.kind, SpanKind::Link(_)));
        let links: Vec<_> =
            links.map(|span| &page.text[span.text.start as usize..span.text.end as usize]).collect();
        assert_eq!(links, ["salt", "1"]);
        assert_eq!(page.blocks[1].link_count, 2);
    }

    #[test]
    fn empty_fragments_and_empty_last_lines_are_empty_lines() {
        for markup in [
            "<pre class='hl lean'>a</pre><code class='hl lean block'><span>\n</span></code><pre class='hl lean'>b</pre>",
            "<code class='hl lean block'>a\n\n</code><pre class='hl lean'>b</pre>",
        ] {
            assert_eq!(texts(markup), ["a\n\nb"], "{markup}");
        }
    }

    #[test]
    fn other_listings_and_those_apart_are_not_joined() {
        for (markup, expected) in [
            ("<pre>a</pre><pre>b</pre>", &["a", "b"][..]),
            ("<pre class='hl lean'>a</pre><pre>b</pre><pre class='hl lean'>c</pre>", &["a", "b", "c"]),
            ("<pre class='hl lean'>a</pre><p>and</p><pre class='hl lean'>b</pre>", &["a", "and", "b"]),
            ("<ul><li><pre class='hl lean'>a</pre><li><pre class='hl lean'>b</pre></ul>", &["a", "b"]),
        ] {
            assert_eq!(texts(markup), expected, "{markup}");
        }
    }
}
