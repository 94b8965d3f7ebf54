//! The parts of a page: its elements, as far as they divide it.
//!
//! Pages wrap the same lines in element after element. A part is a run of lines that some element holds and no element
//! inside it holds as a whole; an element of one line is no part, the line is judged itself.

use std::ops::Range;

use crate::document::Document;

/// A run of several blocks in an element of their own.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// First block, and the one after the last.
    start: u32,
    end: u32,
    /// The part around it by position; the page itself is its own.
    pub(crate) parent: u32,
    /// Of the elements that hold just these blocks the outermost and the innermost.
    pub(crate) outer: u32,
    pub(crate) inner: u32,
}

impl Part {
    pub(crate) fn blocks(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// All parts of a page, outer before inner.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// The first is the page.
    pub(crate) list: Vec<Part>,
    /// By block: the innermost part.
    of_block: Vec<u32>,
}

impl Parts {
    pub(super) fn of(page: &Document) -> Parts {
        let mut list: Vec<Part> = Vec::new();
        // By container: the innermost part that it is or is in.
        let mut of_container: Vec<u32> = Vec::with_capacity(page.containers.len());
        for (index, container) in page.containers.iter().enumerate() {
            let Range { start, end } = container.blocks;
            let around = of_container.get(container.parent as usize).copied().unwrap_or(0);
            let is_same =
                list.get(around as usize).is_some_and(|part| (part.start, part.end) == (start, end));
            if is_same {
                list[around as usize].inner = index as u32;
            } else if end - start > 1 || index == 0 {
                list.push(Part { start, end, parent: around, outer: index as u32, inner: index as u32 });
            }
            let is_part = !is_same && (end - start > 1 || index == 0);
            of_container.push(if is_part { list.len() as u32 - 1 } else { around });
        }
        let of_block = page.blocks.iter().map(|block| of_container[block.container as usize]).collect();
        Parts { list, of_block }
    }

    /// The position of the innermost part that a block is in.
    pub(crate) fn place(&self, block: usize) -> usize {
        self.of_block[block] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    #[test]
    fn an_element_is_a_part_where_it_divides_the_page() {
        let page = html(
            "<div><div><p>One</p><p>Two</p></div></div><section><p>Three</p></section><ul><li>Four<li>Five</ul>",
        );
        let parts = Parts::of(&page);
        let told: Vec<_> = parts.list.iter().map(|part| (part.blocks(), part.parent)).collect();
        assert_eq!(told, [(0..5, 0), (0..2, 0), (3..5, 0)]);
        assert_ne!(parts.list[1].outer, parts.list[1].inner, "two elements, one part");
        let places: Vec<usize> = (0..5).map(|block| parts.place(block)).collect();
        assert_eq!(places, [1, 1, 0, 2, 2]);
    }
}
