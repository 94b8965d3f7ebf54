//! A document with some of its blocks left out, as if they had never been on the page.

use std::ops::Range;

use crate::document::Document;

/// Leaves out blocks by position; everything that points to blocks points to those that are left.
pub(super) fn without(mut page: Document, left_out: &[usize]) -> Document {
    let mut is_left = vec![true; page.blocks.len()];
    for &index in left_out.iter().filter(|&&index| index < page.blocks.len()) {
        is_left[index] = false;
    }
    let mut left_before = vec![0; is_left.len() + 1];
    for (index, is_left) in is_left.iter().enumerate() {
        left_before[index + 1] = left_before[index] + u32::from(*is_left);
    }
    let place = |index: u32| left_before[(index as usize).min(is_left.len())];
    let moved = |range: &Range<u32>| place(range.start)..place(range.end);
    page.containers.iter_mut().for_each(|container| container.blocks = moved(&container.blocks));
    page.groups.iter_mut().for_each(|group| group.blocks = moved(&group.blocks));
    page.images.iter_mut().for_each(|image| image.before_block = place(image.before_block));
    page.marks.iter_mut().for_each(|mark| mark.block = place(mark.block));
    let mut is_left = is_left.into_iter();
    page.blocks.retain(|_| is_left.next().unwrap_or(true));
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::evidence::testing::html;

    #[test]
    fn what_is_left_keeps_its_place() {
        let page = html("<h1>Mill</h1><div><p>One</p><p>Two</p><ul><li>Three</ul></div><p>Four</p>");
        let short = without(page, &[1, 3, 99]);
        let texts: Vec<&str> = (0..short.blocks.len()).map(|index| short.block_text(index)).collect();
        assert_eq!(texts, ["Mill", "Two", "Four"]);
        let of = |index: usize| short.containers[short.blocks[index].container as usize].blocks.clone();
        assert_eq!((of(0), of(1), of(2)), (0..1, 1..2, 2..3));
        assert_eq!(short.containers[0].blocks, 0..3);
        assert!(matches!(short.blocks[0].kind, BlockKind::Heading { level: 1 }));
        assert_eq!(short.groups[0].blocks, 0..3);
    }
}
