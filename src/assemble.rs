//! Decisions to an article: what the caller asked to keep or to drop, and what hangs on the body.

use crate::article::{Article, BlockData, BlockKind, Boilerplate, Flag, Image, Label, Metadata, Show};
use crate::detect::Decisions;
use crate::options::Keep;
use crate::page::{Choice, Page};

/// Makes the article. Blocks the caller's selectors chose stay as chosen.
pub(crate) fn assemble(page: Page, metadata: Metadata, decisions: Decisions, keep: Keep) -> Article {
    let mut blocks = Vec::with_capacity(page.blocks.len());
    let mut open = Vec::with_capacity(page.blocks.len());
    for (raw, decision) in page.blocks.into_iter().zip(decisions.blocks) {
        open.push(raw.choice == Choice::Open);
        blocks.push(BlockData {
            text: raw.text,
            kind: raw.kind,
            label: decision.label,
            score: decision.score,
            ground: decision.ground,
            input: raw.input,
            spans: raw.spans,
        });
    }
    apply(keep, &mut blocks, &open);
    let mut images = if keep.images { images_of_body(page.images, &blocks) } else { Vec::new() };
    for image in &mut images {
        image.url = page.base.resolve(std::mem::take(&mut image.url));
    }
    let targets = if keep.links { page.targets } else { Vec::new() };
    let mut flags = decisions.flags;
    flags.extend(page.limits.into_iter().map(Flag::Truncated));
    Article {
        text: page.text,
        blocks,
        grounds: decisions.grounds,
        spans: page.spans,
        targets: targets.into_iter().map(|written| page.base.resolve(written)).collect(),
        images,
        metadata,
        page_kind: decisions.page_kind,
        confidence: decisions.confidence,
        flags,
        show: Show { links: keep.links, images: keep.images },
    }
}

/// Applies what the caller wants of tables, captions and comments to the blocks that are open.
fn apply(keep: Keep, blocks: &mut [BlockData], open: &[bool]) {
    let body = body_range(blocks);
    for (index, block) in blocks.iter_mut().enumerate().filter(|(index, _)| open[*index]) {
        block.label = match (block.label, block.kind) {
            (Label::Content, BlockKind::TableRow { .. }) if !keep.tables => {
                Label::Removed(Boilerplate::NotAsked)
            }
            (Label::Content, BlockKind::Caption) if !keep.captions => {
                Label::Removed(Boilerplate::ImageCaption)
            }
            (Label::Removed(Boilerplate::ImageCaption), BlockKind::Caption)
                if keep.captions && body.contains(&index) =>
            {
                Label::Content
            }
            (Label::Removed(Boilerplate::Comments), _) if keep.comments => Label::Comment,
            (label, _) => label,
        };
    }
}

/// From the first block of the body to the last.
fn body_range(blocks: &[BlockData]) -> std::ops::Range<usize> {
    let is_body = |block: &BlockData| block.label.is_body();
    let first = blocks.iter().position(is_body).unwrap_or(0);
    let last = blocks.iter().rposition(is_body).map_or(0, |last| last + 1);
    first..last
}

/// Pictures next to a block of the body, captions aside.
fn images_of_body(images: Vec<Image>, blocks: &[BlockData]) -> Vec<Image> {
    let above = nearest_is_body(blocks.iter());
    let mut below = nearest_is_body(blocks.iter().rev());
    below.reverse();
    let is_beside = |image: &Image| {
        let at = (image.before_block as usize).min(blocks.len());
        above[at] || below[at]
    };
    images.into_iter().filter(is_beside).collect()
}

/// For every place between blocks whether the last block before it that is no caption belongs to the body.
fn nearest_is_body<'a>(blocks: impl Iterator<Item = &'a BlockData>) -> Vec<bool> {
    let mut is_body = vec![false];
    let next = |last: bool, block: &BlockData| {
        if block.kind == BlockKind::Caption { last } else { block.label.is_body() }
    };
    is_body.extend(blocks.scan(false, |last, block| {
        *last = next(*last, block);
        Some(*last)
    }));
    is_body
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, Cleaner};

    const PAGE: &str = "<article><h1>Bridges of the north</h1>\
        <p>The old bridge was built of oak in a single summer, and it carried carts for eighty years.</p>\
        <figure><img src='/bridge.jpg' alt='A bridge'><figcaption>The bridge in winter</figcaption></figure>\
        <p>When the river rose, the villagers took the planks away and laid them again in spring.</p>\
        <table><tr><th>Year</th><th>Carts</th></tr><tr><td>1802</td><td>1,200</td></tr></table>\
        <p>Only the stone piers are left, and children fish from them in the long evenings of June.</p></article>";

    #[test]
    fn captions_and_pictures_are_kept_on_request() {
        let plain = Cleaner::new().clean_html(PAGE).unwrap();
        assert!(plain.body().all(|block| block.kind() != BlockKind::Caption));
        assert!(plain.images().is_empty());

        let rich = Cleaner::new().with_captions(true).with_images(true).clean_html(PAGE).unwrap();
        assert_eq!(rich.images().len(), 1);
        assert!(rich.body().any(|block| block.text() == "The bridge in winter"));
    }

    #[test]
    fn pictures_are_beside_the_body_whatever_captions_stand_between() {
        let figure = "<figure><img src='/bridge.jpg'><figcaption>The bridge in winter</figcaption></figure>";
        let page = PAGE.replace("<table>", &format!("{}<table>", figure.repeat(3)));
        let menu =
            "<ul class=menu><li><a href=/a>Home</a><li><a href=/b>Sport</a><li><a href=/c>News</a></ul>";
        let page = format!("{page}{menu}{figure}{menu}");
        let article = Cleaner::new().with_images(true).clean_html(&page).unwrap();
        assert_eq!(article.images().len(), 4);
    }

    #[test]
    fn tables_go_on_request() {
        let bare = Cleaner::new().with_tables(false).clean_html(PAGE).unwrap();
        assert!(bare.body().all(|block| !matches!(block.kind(), BlockKind::TableRow { .. })));
    }
}
