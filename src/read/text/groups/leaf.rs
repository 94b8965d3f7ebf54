//! Runs of blocks that are decided before lists and quotes are: nothing in a listing of code is an item or a mark.

use std::ops::Range;

/// A run of blocks that is one thing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    pub(super) blocks: Range<usize>,
    pub(super) kind: LeafKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum LeafKind {
    Code {
        language: Option<String>,
        /// The code as the input has it, in the buffer.
        part: Range<u32>,
    },
    Table(Vec<Row>),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) is_header: bool,
    /// One block; two if a line drawn below the header belongs to it.
    pub(super) blocks: usize,
    /// Parts of the buffer.
    pub(super) cells: Vec<Range<u32>>,
}
