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

/// Which optional parts of a page the article takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keep {
    pub(crate) tables: bool,
    pub(crate) comments: bool,
}

impl Default for Keep {
    fn default() -> Self {
        Keep { tables: true, comments: false }
    }
}

/// What of an article is shown when it is rendered.
///
/// An article keeps its links, pictures and captions; these options choose, for one rendering, which of
/// them are shown. None is by default.
///
/// ```
/// use dechaff::{Format, Rendering};
///
/// let page = "<h1>Rain</h1><p>It rained all day in <a href='https://example.org/brack'>Brack</a>, and nobody minded.</p>";
/// let article = dechaff::clean(page)?;
/// assert!(!article.markdown().contains("example.org"));
/// let with_links = article.render(Format::Markdown, &Rendering::new().with_links(true));
/// assert!(with_links.contains("[Brack](https://example.org/brack)"));
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rendering {
    pub(crate) links: bool,
    pub(crate) images: bool,
    pub(crate) captions: bool,
}

impl Rendering {
    /// Neither links nor pictures nor captions.
    #[must_use]
    pub fn new() -> Self {
        Rendering::default()
    }

    /// Whether the targets of links are shown, by formats that have links. Only `http`, `https` and `mailto`
    /// addresses are.
    #[must_use]
    pub fn with_links(mut self, show: bool) -> Self {
        self.links = show;
        self
    }

    /// Whether the article's pictures are shown, by formats that have pictures. Only pictures at `http` and `https`
    /// addresses are.
    #[must_use]
    pub fn with_images(mut self, show: bool) -> Self {
        self.images = show;
        self
    }

    /// Whether links are shown.
    #[must_use]
    pub fn shows_links(&self) -> bool {
        self.links
    }

    /// Whether pictures are shown.
    #[must_use]
    pub fn shows_images(&self) -> bool {
        self.images
    }

    /// Whether captions are shown.
    #[must_use]
    pub fn shows_captions(&self) -> bool {
        self.captions
    }

    /// Whether the captions inside the body are shown: those of pictures, tables and players.
    #[must_use]
    pub fn with_captions(mut self, show: bool) -> Self {
        self.captions = show;
        self
    }
}

/// How much of an input is read.
///
/// Past a limit the result is partial and carries [`Flag::Truncated`](crate::Flag::Truncated) with the name of the
/// limit. All of them hold for HTML; flattened text has bytes, lines (as nodes) and blocks only, and a document that the
/// caller parsed (`Input::from(&Html)`) blocks and JSON-LD.
///
/// | limit | default | most on 2,615 real pages |
/// |---|---:|---:|
/// | [input](Limits::with_max_input_bytes) | 64 MiB | 5.3 MB |
/// | [depth](Limits::with_max_depth) | 512 levels | 56 |
/// | [nodes](Limits::with_max_nodes) | 2,000,000 | 34,450 |
/// | [blocks](Limits::with_max_blocks) | 200,000 | 2,641 |
/// | [text between two tags](Limits::with_max_text_bytes) | 4 MiB | 94 kB |
/// | [an attribute's value](Limits::with_max_attribute_bytes) | 1 MiB | 274 kB |
/// | [JSON-LD of a page](Limits::with_max_json_ld_bytes) | 1 MiB | 841 kB |
/// | [levels of JSON-LD](Limits::with_max_json_ld_depth) | 64 | 11 |
/// | [state of a page](Limits::with_max_state_bytes) | 8 MiB | 5.0 MB |
///
/// # Memory
///
/// A real page takes no more than 8 times its size and 4 MiB while it is cleaned. What is nothing but tags or lines
/// takes up to 1,200 bytes for each of them (10,000 for each tag that unclosed formatting elements are opened again in),
/// JSON-LD up to 100 times its size. The limits end that growth: of 21 inputs of 64 MiB that are made of one tag, line
/// or value none took more than 0.8 GB, the input and its copy included, nor more than five seconds.
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
    pub(crate) max_text_bytes: usize,
    pub(crate) max_attribute_bytes: usize,
    pub(crate) max_json_ld_bytes: usize,
    pub(crate) max_json_ld_depth: usize,
    pub(crate) max_state_bytes: usize,
}

/// How deep serde_json reads.
const MAX_JSON_DEPTH: usize = 127;

impl Limits {
    /// The default limits, those of the table above.
    #[must_use]
    pub fn new() -> Self {
        Limits {
            max_input_bytes: 64 << 20,
            // The depth at which Chromium's parser stops nesting.
            max_depth: 512,
            max_nodes: 2_000_000,
            max_blocks: 200_000,
            // The longest novels have three million letters.
            max_text_bytes: 4 << 20,
            max_attribute_bytes: 1 << 20,
            // Larger ones are data of applications, not descriptions of articles.
            max_json_ld_bytes: 1 << 20,
            max_json_ld_depth: 64,
            max_state_bytes: 8 << 20,
        }
    }

    /// Bytes of input that are read; the rest is cut off at a character's end.
    /// At most 1 GiB, whatever is asked for: offsets are 32 bits wide.
    ///
    /// Of bytes it limits those that are decoded, and again the text that they are decoded to.
    #[must_use]
    pub fn with_max_input_bytes(mut self, bytes: usize) -> Self {
        self.max_input_bytes = bytes.min(1 << 30);
        self
    }

    /// Levels of nested elements, at least 8; elements nested deeper are dissolved, their text stays.
    #[must_use]
    pub fn with_max_depth(mut self, levels: usize) -> Self {
        self.max_depth = levels.max(8);
        self
    }

    /// Nodes (elements and runs of text) in the tree, or lines of flattened text, at least 16; the rest of the input is
    /// not read.
    #[must_use]
    pub fn with_max_nodes(mut self, nodes: usize) -> Self {
        self.max_nodes = nodes.max(16);
        self
    }

    /// Blocks of text on a page, at least one; the rest is not read.
    #[must_use]
    pub fn with_max_blocks(mut self, blocks: usize) -> Self {
        self.max_blocks = blocks.max(1);
        self
    }

    /// Bytes of text between two tags; the rest of that text is cut off at a character's end.
    #[must_use]
    pub fn with_max_text_bytes(mut self, bytes: usize) -> Self {
        self.max_text_bytes = bytes;
        self
    }

    /// Bytes of an attribute's value; a longer attribute is left out, since half an address leads nowhere.
    #[must_use]
    pub fn with_max_attribute_bytes(mut self, bytes: usize) -> Self {
        self.max_attribute_bytes = bytes;
        self
    }

    /// Bytes of JSON-LD on a page; a script that there is no room for is left out, later ones that fit are not.
    #[must_use]
    pub fn with_max_json_ld_bytes(mut self, bytes: usize) -> Self {
        self.max_json_ld_bytes = bytes;
        self
    }

    /// Levels of nested values in JSON-LD, at most 127; a script that nests deeper is left out.
    #[must_use]
    pub fn with_max_json_ld_depth(mut self, levels: usize) -> Self {
        self.max_json_ld_depth = levels.min(MAX_JSON_DEPTH);
        self
    }

    /// Bytes of scripts that hold the data a page is drawn from, in which its text is looked for where the page itself
    /// shows hardly any; 8 MiB by default. A script that there is no room for is left out, later ones that fit are not.
    ///
    /// ```
    /// use dechaff::{Cleaner, Limits};
    ///
    /// let never_look_into_scripts = Limits::new().with_max_state_bytes(0);
    /// # let _ = Cleaner::new().with_limits(never_look_into_scripts);
    /// ```
    #[must_use]
    pub fn with_max_state_bytes(mut self, bytes: usize) -> Self {
        self.max_state_bytes = bytes;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::new()
    }
}
