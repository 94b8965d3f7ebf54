//! How deep a page is, and what was left out because of it.

use std::collections::HashMap;

/// Start tags that were left out because of the depth, whose end tags are left out, too.
#[derive(Default)]
pub(super) struct LeftOut<'a> {
    pub(super) any: HashMap<&'a str, usize>,
    /// Formatting elements have a lower limit.
    pub(super) formatting: HashMap<&'a str, usize>,
}

impl LeftOut<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.any.is_empty() && self.formatting.is_empty()
    }

    /// Whether the end tag of this name belongs to a start tag that was left out.
    pub(super) fn ends(&mut self, name: &str) -> bool {
        for counts in [&mut self.any, &mut self.formatting] {
            if let Some(count) = counts.get_mut(name).filter(|count| **count > 0) {
                *count -= 1;
                return true;
            }
        }
        false
    }
}

/// How deep the page is here.
pub(super) struct Depth {
    /// Levels that were open when they were counted last, and the nodes until then.
    pub(super) levels: usize,
    pub(super) nodes: usize,
    /// Whether that was after the last tag.
    pub(super) is_counted: bool,
}

impl Depth {
    /// Before the first tag of a page, whose root is a node.
    pub(super) const NONE: Self = Depth { levels: 0, nodes: 1, is_counted: true };

    pub(super) fn estimate(&self, nodes: usize) -> usize {
        self.levels + nodes.saturating_sub(self.nodes)
    }
}
