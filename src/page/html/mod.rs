//! A tree to blocks, in one walk over it.

mod address;
mod attributes;
mod elements;
mod head;
mod images;
mod run;
mod walk;

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{Html, Selector};
use url::Url;

use super::{Choice, Page};
use crate::options::Limits;

/// The caller's selectors.
pub(crate) struct Choices<'a> {
    pub(crate) keep: &'a [Selector],
    pub(crate) remove: &'a [Selector],
}

impl Choices<'_> {
    /// The elements that the selectors match; removal wins where both do.
    fn chosen(&self, document: &Html) -> HashMap<NodeId, Choice> {
        let mut chosen = HashMap::new();
        for (selectors, choice) in [(self.keep, Choice::Keep), (self.remove, Choice::Remove)] {
            let matches = selectors.iter().flat_map(|selector| document.select(selector));
            chosen.extend(matches.map(|element| (element.id(), choice)));
        }
        chosen
    }
}

pub(crate) fn page(document: &Html, url: Option<&Url>, choices: &Choices<'_>, limits: &Limits) -> Page {
    let mut page = walk::walk(document, url, choices.chosen(document), limits);
    head::complete(&mut page.head);
    super::shape::measure(&mut page);
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Limit};
    use crate::page::tree;

    fn read(html: &str) -> Page {
        let limits = Limits::new();
        page(&tree::parse(html, &limits).html, None, &Choices { keep: &[], remove: &[] }, &limits)
    }

    fn texts(page: &Page) -> Vec<&str> {
        (0..page.blocks.len()).map(|index| page.block_text(index)).collect()
    }

    #[test]
    fn words_are_glued_inside_a_line_and_nowhere_else() {
        for (html, expected) in [
            ("<b>foo</b>bar", vec!["foobar"]),
            ("<div>foo</div>bar", vec!["foo", "bar"]),
            ("foo<br>bar", vec!["foo bar"]),
            ("foo<br> <br>bar", vec!["foo", "bar"]),
            ("<x-card>foo</x-card><x-card>bar</x-card>", vec!["foo bar"]),
            ("so\u{ad}ft\u{a0} \n<i> line </i>end", vec!["soft line end"]),
        ] {
            assert_eq!(texts(&read(html)), expected, "{html}");
        }
    }

    #[test]
    fn the_blocks_of_a_list_know_their_kind() {
        let page = read(
            "<ol><li><p>One</p><p>More</p><ul><li>Two</ul></ol><h2><button>Ask</button></h2><pre>\n a\n  b\n</pre>",
        );
        let kinds: Vec<_> = page.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::ListItem { depth: 1, ordered: true },
                BlockKind::Paragraph,
                BlockKind::ListItem { depth: 2, ordered: false },
                BlockKind::Heading { level: 2 },
                BlockKind::Preformatted,
            ]
        );
        assert_eq!(page.block_text(4), " a\n  b");
        let _ = Limit::Blocks;
    }
}
