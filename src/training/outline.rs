//! A page as a reader of labels is shown it: blocks with their elements, without any feature or score.

use crate::document::{BlockKind, Container, Document, Tag};

/// A page's blocks and the elements around them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outline<'a> {
    /// Text of `<title>`.
    pub title: Option<&'a str>,
    /// What the page says of its own language.
    pub language: Option<&'a str>,
    /// Whether the text was not shown, but taken from the page's state or JSON-LD.
    pub is_from_state: bool,
    /// Blocks in reading order.
    pub blocks: Vec<OutlineBlock<'a>>,
    /// Elements; a parent comes before its children, and 0 is the root.
    pub elements: Vec<OutlineElement<'a>>,
}

/// A block of an [`Outline`].
#[derive(Debug)]
#[non_exhaustive]
pub struct OutlineBlock<'a> {
    /// Its text.
    pub text: &'a str,
    /// What it is, as an HTML tag: `p`, `h2`, `li`, `td` …
    pub tag: &'static str,
    /// Innermost element: index into [`Outline::elements`].
    pub element: usize,
    /// Share of its characters that are in links, in percent.
    pub link_percent: u32,
}

/// An element of an [`Outline`].
#[derive(Debug)]
#[non_exhaustive]
pub struct OutlineElement<'a> {
    /// Index of its parent.
    pub parent: usize,
    /// Its tag where that means something, else `div`.
    pub tag: &'static str,
    /// Its class, id and role, lower-cased.
    pub names: &'a str,
    /// Whether nobody sees it.
    pub is_invisible: bool,
}

/// The outline of a document.
pub(super) fn outline(page: &Document) -> Outline<'_> {
    let block = |index: usize| OutlineBlock {
        text: page.block_text(index),
        tag: block_tag(page.blocks[index].kind),
        element: page.blocks[index].container as usize,
        link_percent: percent(page.blocks[index].link_chars, page.blocks[index].shape.chars),
    };
    Outline {
        title: page.head.title.as_deref(),
        language: page.head.language.as_deref(),
        is_from_state: page.is_from_state,
        blocks: (0..page.blocks.len()).map(block).collect(),
        elements: page.containers.iter().map(|container| element(page, container)).collect(),
    }
}

fn element<'a>(page: &'a Document, container: &Container) -> OutlineElement<'a> {
    OutlineElement {
        parent: container.parent as usize,
        tag: element_tag(container.tag),
        names: &page.names[container.names.start as usize..container.names.end as usize],
        is_invisible: container.invisible,
    }
}

fn percent(part: u32, whole: u32) -> u32 {
    (u64::from(part) * 100).checked_div(u64::from(whole)).map_or(0, |percent| percent.min(100) as u32)
}

fn block_tag(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "p",
        BlockKind::Heading { level } => match level {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        },
        BlockKind::ListItem { .. } => "li",
        BlockKind::Quote => "quote",
        BlockKind::Preformatted => "pre",
        BlockKind::TableRow { header: true, .. } => "th",
        BlockKind::TableRow { header: false, .. } => "td",
        BlockKind::Caption => "cap",
        BlockKind::Term => "dt",
        BlockKind::Definition => "dd",
        BlockKind::Control => "btn",
    }
}

fn element_tag(tag: Tag) -> &'static str {
    match tag {
        Tag::Root => "root",
        Tag::Section => "section",
        Tag::Article => "article",
        Tag::Main => "main",
        Tag::Header => "header",
        Tag::Footer => "footer",
        Tag::Nav => "nav",
        Tag::Aside => "aside",
        Tag::Form => "form",
        Tag::Figure => "figure",
        Tag::Details => "details",
        Tag::Dialog => "dialog",
        Tag::Address => "address",
        Tag::Quote => "blockquote",
        _ => "div",
    }
}

#[cfg(test)]
mod tests {
    use crate::training::Sample;

    #[test]
    fn blocks_come_with_tags_elements_and_share_of_links() {
        let html = "<html lang=fi><title>Lake</title><nav class=Top><a href=/>Home</a></nav>\
            <main id=story><h1>The lake</h1><p>It is deep, <a href=/x>they say</a>.</p>\
            <div class=note hidden><p>Nobody sees this line.</p></div></main>";
        let sample = Sample::new(html).unwrap();
        let outline = sample.outline();
        assert_eq!((outline.title, outline.language), (Some("Lake"), Some("fi")));
        let shown: Vec<_> = outline.blocks.iter().map(|block| (block.tag, block.link_percent)).collect();
        assert_eq!(shown[..3], [("p", 100), ("h1", 0), ("p", 38)]);
        let of = |index: usize| &outline.elements[outline.blocks[index].element];
        assert_eq!((of(0).tag, of(0).names), ("nav", "top"));
        assert!(!of(1).is_invisible && outline.elements.iter().any(|element| element.names == "story"));
        assert!(outline.blocks.iter().all(|block| !block.text.contains("Nobody")) || of(3).is_invisible);
    }
}
