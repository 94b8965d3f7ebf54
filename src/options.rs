//! What a caller can ask for: where to lean in doubt, what to keep, how much to read.

/// Where to lean when a block could be either content or boilerplate.
///
/// The operating points are thresholds on a block's content score; see
/// [`Block::score`](crate::Block::score).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Focus {
    /// The best balance of completeness and cleanliness: the threshold follows the F1 that
    /// the page's scores promise.
    #[default]
    Balanced,
    /// Rather lose a doubtful paragraph than keep a line of boilerplate: three times the odds
    /// of the balanced threshold.
    Precision,
    /// Rather keep a line of boilerplate than lose a paragraph: a third of those odds.
    Recall,
}

/// Which optional parts of a page belong to the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keep {
    pub(crate) tables: bool,
    pub(crate) captions: bool,
    pub(crate) links: bool,
    pub(crate) images: bool,
    pub(crate) comments: bool,
}

impl Default for Keep {
    fn default() -> Self {
        Keep { tables: true, captions: false, links: false, images: false, comments: false }
    }
}

/// How much of an input is read.
///
/// Past a limit the result is partial and carries
/// [`Flag::Truncated`](crate::Flag::Truncated) with the name of the limit.
///
/// ```
/// use dechaff::{Cleaner, Limits};
///
/// let cleaner = Cleaner::new().with_limits(Limits::new().with_max_depth(128));
/// # let _ = cleaner;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub(crate) max_input_bytes: usize,
    pub(crate) max_depth: usize,
    pub(crate) max_nodes: usize,
    pub(crate) max_blocks: usize,
}

impl Limits {
    /// The default limits: 64 MiB of input, 512 levels, 2,000,000 nodes, 200,000 blocks.
    #[must_use]
    pub fn new() -> Self {
        Limits {
            max_input_bytes: 64 << 20,
            // The depth at which Chromium's parser stops nesting.
            max_depth: 512,
            max_nodes: 2_000_000,
            max_blocks: 200_000,
        }
    }

    /// Bytes of input that are read; the rest is cut off at a character's end.
    /// At most 1 GiB, whatever is asked for: offsets are 32 bits wide.
    #[must_use]
    pub fn with_max_input_bytes(mut self, bytes: usize) -> Self {
        self.max_input_bytes = bytes.min(1 << 30);
        self
    }

    /// Levels of nested elements; elements nested deeper are dissolved, their text stays.
    #[must_use]
    pub fn with_max_depth(mut self, levels: usize) -> Self {
        self.max_depth = levels.max(8);
        self
    }

    /// Nodes (elements and runs of text) in the tree; the rest of the input is not parsed.
    #[must_use]
    pub fn with_max_nodes(mut self, nodes: usize) -> Self {
        self.max_nodes = nodes.max(16);
        self
    }

    /// Blocks of text on a page; the rest is not read.
    #[must_use]
    pub fn with_max_blocks(mut self, blocks: usize) -> Self {
        self.max_blocks = blocks.max(1);
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::new()
    }
}
