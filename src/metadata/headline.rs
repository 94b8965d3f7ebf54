//! Where the page shows its headline.
//!
//! The block that the title was read from, if it was: a heading, an element that is marked as the headline, a line.
//! A title that only the head tells is looked for among the blocks. Copies of a title differ in punctuation and
//! spacing, so only letters and digits are compared. A page may show its title several times: in a trail, above the
//! text, in a list of links to itself below; the one right above the prose is the headline.

use crate::document::Document;
use crate::document::prose::Prose;
use crate::metadata::normalise;

/// The blocks that show the title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Headline {
    /// The one that the title was read from, else the last copy above the prose, else the first of all.
    pub(crate) block: Option<usize>,
    /// All blocks whose text is the title.
    pub(crate) copies: Vec<usize>,
}

impl Headline {
    /// `source` is the block that the title was read from. Where the last copy above the prose was taken in its
    /// stead, the dates of five pages of the development sets were wrong.
    pub(crate) fn of(page: &Document, title: &str, source: Option<usize>) -> Headline {
        let copies = copies(page, title);
        Headline { block: source.or_else(|| nearest_to_prose(page, &copies)), copies }
    }
}

fn nearest_to_prose(page: &Document, copies: &[usize]) -> Option<usize> {
    let first = *copies.first()?;
    let prose = Prose::of(page).range.map_or(usize::MAX, |(first, _)| first);
    let above = copies.iter().copied().rfind(|&index| index <= prose);
    Some(above.unwrap_or(first))
}

/// All blocks whose text is the title.
fn copies(page: &Document, title: &str) -> Vec<usize> {
    let title = normalise::key(title);
    if title.is_empty() {
        return Vec::new();
    }
    let size = title.chars().count() as u32;
    // Lower-casing makes two characters of one at most, beyond ASCII: spares most comparisons.
    let may_equal = |index: &usize| {
        let shape = &page.blocks[*index].shape;
        let letters = shape.letters + shape.digits;
        letters == size || letters <= size && size <= 2 * letters && !shape.signs.is_ascii()
    };
    (0..page.blocks.len())
        .filter(may_equal)
        .filter(|&index| normalise::key(page.block_text(index)) == title)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Document {
        let prose =
            "The ferry sailed again after the storm, and all who had waited on the pier went aboard at once.";
        let lines = format!("Ferry returns\nHarbour\nFerry returns!\n{prose}\nFERRY RETURNS");
        crate::read::text::page(&lines, &crate::options::Limits::new())
    }

    #[test]
    fn the_headline_is_where_the_title_was_read() {
        let headline = Headline::of(&page(), "Ferry returns", Some(0));
        assert_eq!((headline.block, headline.copies), (Some(0), vec![0, 2, 4]));
        assert_eq!(Headline::of(&page(), "Ferry returns today", Some(1)).block, Some(1));
    }

    #[test]
    fn a_title_of_the_head_is_found_right_above_the_prose() {
        assert_eq!(Headline::of(&page(), "Ferry returns", None).block, Some(2));
        assert_eq!(Headline::of(&page(), "Ferry lost", None), Headline::default());
    }
}
