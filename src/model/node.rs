//! The nodes of the trees.

/// A node. A leaf names no feature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) feature: u8,
    /// Bins up to this one go left.
    pub(super) bin: u16,
    /// Positions within the tree.
    pub(super) left: u8,
    pub(super) right: u8,
    /// Mean of the training blocks that came here: thousandths of log-odds.
    pub(super) value: i16,
}

/// The feature of a leaf, which asks for none.
pub(super) const LEAF: u8 = u8::MAX;
