//! A part of the page that needs no score.

use std::ops::Range;

use crate::labels::Boilerplate;

/// What tells a part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// One of the names of its element, a container: the row of `lists/sections.tsv`.
    Name { entry: &'static str, container: u32 },
    /// The label above it: a row of `lists/section_headings.tsv`.
    Label,
    /// It is one of a row of teasers.
    Cards,
}

/// A part of the page that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settled {
    pub(crate) kind: Boilerplate,
    pub(crate) means: Means,
    /// First block, and the one after the last.
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Settled {
    pub(crate) fn blocks(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn below_label(kind: Boilerplate, blocks: Range<usize>) -> Settled {
        Settled { kind, means: Means::Label, start: blocks.start as u32, end: blocks.end as u32 }
    }
}
