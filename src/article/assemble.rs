//! Decisions to an article: what the caller asked to keep or to drop, and what hangs on the body.

use crate::article::{Article, BlockData, ImageData, pictures};
use crate::discussion::Discussion;
use crate::document::{BlockKind, Image};
use crate::document::{Choice, Document};
use crate::label::Decisions;
use crate::labels::{Boilerplate, Flag, Label};
use crate::metadata::Metadata;
use crate::options::Keep;

/// Makes the article. Blocks the caller's selectors chose stay as chosen.
pub(crate) fn assemble(
    page: Document,
    metadata: Metadata,
    decisions: Decisions,
    discussion: Discussion,
    keep: Keep,
) -> Article {
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
            mended: raw.mended,
            group: raw.group,
            spans: raw.spans,
        });
    }
    apply(keep, &mut blocks, &open);
    let mut images = images(page.images, &blocks);
    pictures::find_captions(&mut images, &blocks, &page.groups);
    pictures::find_sizes(&mut images, &page.head, &page.base);
    let mut flags = decisions.flags;
    flags.extend(page.limits.into_iter().map(Flag::Truncated));
    flags.extend(page.is_from_state.then_some(Flag::FromState));
    flags.extend(page.has_mojibake.then_some(Flag::Mojibake));
    flags.extend(page.has_other_records.then_some(Flag::OtherRecords));
    let fits = page.site.as_ref().is_none_or(|site| !site.lacks_body && !site.is_set_aside);
    flags.extend((!fits).then_some(Flag::OtherTemplate));
    flags.extend(page.has_invalid_bytes.then_some(Flag::InvalidBytes));
    Article {
        text: page.text,
        blocks,
        continuations: page.continuations,
        grounds: decisions.grounds,
        outline: decisions.outline,
        groups: page.groups,
        spans: page.spans,
        notes: page.notes,
        readings: page.readings,
        targets: page.targets,
        images,
        base: page.base,
        metadata,
        site: page.site,
        discussion,
        page_kind: decisions.page_kind,
        page_kind_chance: decisions.page_kind_chance,
        confidence: decisions.confidence,
        flags,
    }
}

/// Applies what the caller wants of tables and comments to the blocks that are open, and finds the body's captions.
fn apply(keep: Keep, blocks: &mut [BlockData], open: &[bool]) {
    let body = body_range(blocks);
    for (index, block) in blocks.iter_mut().enumerate().filter(|(index, _)| open[*index]) {
        block.label = match (block.label, block.kind) {
            (Label::Content, BlockKind::TableRow { .. }) if !keep.tables => {
                Label::Removed(Boilerplate::NotAsked)
            }
            (Label::Content, BlockKind::Caption) => Label::Caption,
            (Label::Removed(Boilerplate::ImageCaption), BlockKind::Caption) if body.contains(&index) => {
                Label::Caption
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

/// The pictures of the page. Those next to a block of the body, captions aside, belong to it.
fn images(images: Vec<Image>, blocks: &[BlockData]) -> Vec<ImageData> {
    let above = nearest_is_body(blocks.iter());
    let mut below = nearest_is_body(blocks.iter().rev());
    below.reverse();
    let with_place = |image: Image| {
        let at = (image.before_block as usize).min(blocks.len());
        ImageData { in_body: above[at] || below[at], image, caption: None }
    };
    images.into_iter().map(with_place).collect()
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
    use super::*;
    use crate::document::Size;
    use crate::label::Ground;
    use crate::{Cleaner, Format, Input, Rendering};

    const PAGE: &str = "<article><h1>Bridges of the north</h1>\
        <p>The old bridge was built of oak in a single summer, and it carried carts for eighty years.</p>\
        <figure><img src='/bridge.jpg' alt='A bridge'><figcaption>The bridge in winter</figcaption></figure>\
        <p>When the river rose, the villagers took the planks away and laid them again in spring.</p>\
        <table><tr><th>Year</th><th>Carts</th></tr><tr><td>1802</td><td>1,200</td></tr></table>\
        <p>Only the stone piers are left, and children fish from them in the long evenings of June.</p></article>";

    #[test]
    fn captions_and_pictures_are_kept_on_request() {
        let article = Cleaner::new().clean(Input::html(PAGE)).unwrap();
        assert!(article.body().all(|block| block.kind() != BlockKind::Caption));
        assert_eq!(article.images().count(), 1);
        assert_eq!(
            article.captions().map(|block| block.text()).collect::<Vec<_>>(),
            ["The bridge in winter"]
        );
        let (plain, all) = (Rendering::new(), Rendering::new().with_captions(true).with_images(true));
        let html = |options| article.render(Format::Html, options);
        assert!(!html(&plain).contains("winter") && !html(&plain).contains("<img"));
        assert!(html(&all).contains("winter"));
    }

    #[test]
    fn pictures_are_beside_the_body_whatever_captions_stand_between() {
        let figure = "<figure><img src='/bridge.jpg'><figcaption>The bridge in winter</figcaption></figure>";
        let page = PAGE.replace("<table>", &format!("{}<table>", figure.repeat(3)));
        let menu =
            "<ul class=menu><li><a href=/a>Home</a><li><a href=/b>Sport</a><li><a href=/c>News</a></ul>";
        let page = format!("{page}{menu}{figure}{menu}");
        let article = Cleaner::new().clean(Input::html(&page)).unwrap();
        assert_eq!(article.images().count(), 4);
    }

    #[test]
    fn tables_go_on_request() {
        let bare = Cleaner::new().with_tables(false).clean(Input::html(PAGE)).unwrap();
        assert!(bare.body().all(|block| !matches!(block.kind(), BlockKind::TableRow { .. })));
    }

    fn block(kind: BlockKind, label: Label) -> BlockData {
        let ground = Ground { is_content: label.is_body(), rule: None, is_settled: false, is_of_site: false };
        BlockData {
            text: 0..0,
            kind,
            label,
            score: 0.5,
            ground,
            input: None,
            mended: false,
            group: 0,
            spans: 0..0,
        }
    }

    const PARAGRAPH: BlockKind = BlockKind::Paragraph;
    const REMOVED_CAPTION: Label = Label::Removed(Boilerplate::ImageCaption);
    const COMMENT: Label = Label::Removed(Boilerplate::Comments);
    const NOTHING: Keep = Keep { tables: false, comments: false };

    /// A caption above the body and one in it, a row, a caption taken for text, a comment.
    fn labels(keep: Keep, is_open: bool) -> Vec<Label> {
        let row = BlockKind::TableRow { table: 0, header: false };
        let mut blocks = [
            block(BlockKind::Caption, REMOVED_CAPTION),
            block(PARAGRAPH, Label::Content),
            block(BlockKind::Caption, REMOVED_CAPTION),
            block(row, Label::Content),
            block(BlockKind::Caption, Label::Content),
            block(PARAGRAPH, Label::Content),
            block(PARAGRAPH, COMMENT),
        ];
        apply(keep, &mut blocks, &[is_open; 7]);
        blocks.iter().map(|block| block.label).collect()
    }

    #[test]
    fn the_caller_decides_on_tables_captions_and_comments() {
        let (text, caption, no_row) = (Label::Content, Label::Caption, Label::Removed(Boilerplate::NotAsked));
        assert_eq!(labels(NOTHING, true), [REMOVED_CAPTION, text, caption, no_row, caption, text, COMMENT]);
        let all = Keep { tables: true, comments: true };
        assert_eq!(labels(all, true), [REMOVED_CAPTION, text, caption, text, caption, text, Label::Comment]);
        assert_eq!(
            labels(NOTHING, false),
            [REMOVED_CAPTION, text, REMOVED_CAPTION, text, text, text, COMMENT],
            "selectors decide first"
        );
    }

    #[test]
    fn the_body_reaches_from_its_first_block_to_its_last() {
        let [text, menu] = [Label::Content, COMMENT].map(|label| block(PARAGRAPH, label));
        assert_eq!(body_range(&[menu.clone(), text.clone(), menu.clone(), text, menu.clone()]), 1..4);
        assert_eq!(body_range(&[menu]), 0..0);
        assert_eq!(body_range(&[]), 0..0);
    }

    #[test]
    fn a_picture_belongs_to_the_body_beside_it_whatever_captions_stand_between() {
        let caption = block(BlockKind::Caption, REMOVED_CAPTION);
        let [text, menu] = [Label::Content, COMMENT].map(|label| block(PARAGRAPH, label));
        let blocks = [menu.clone(), menu.clone(), caption.clone(), text, caption, menu.clone(), menu];
        let image = |before_block| Image {
            url: String::new(),
            alt: String::new(),
            size: Size::default(),
            before_block,
            is_video: false,
            group: 0,
        };
        let placed = images((0..=9).map(image).collect(), &blocks);
        let of_body = placed.iter().filter(|image| image.in_body);
        assert_eq!(of_body.map(|image| image.image.before_block).collect::<Vec<_>>(), [2, 3, 4, 5]);
    }
}
