//! Lines of Markdown inside quotations, items and notes.

/// Columns that the marks of the containers around a line may take: deeper ones add none, so that a page that
/// nests without end gets no lines without end.
const MAX_PREFIX_BYTES: usize = 120;

/// Markdown under construction, line by line.
pub(super) struct Lines {
    pub(super) out: String,
    /// What opens every line inside the open containers.
    prefix: String,
    /// Whether the line has nothing but the marks of containers so far.
    is_fresh: bool,
}

impl Lines {
    pub(super) fn new() -> Self {
        Lines { out: String::new(), prefix: String::new(), is_fresh: true }
    }

    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What is written to, and what opens every further line.
    pub(super) fn parts(&mut self) -> (&mut String, &str) {
        (&mut self.out, &self.prefix)
    }

    /// Begins a block: on the line of a mark that was just written, on the next line, or after an empty one.
    pub(super) fn start(&mut self, tight: bool) {
        if self.is_fresh {
            self.is_fresh = false;
            return;
        }
        if !tight {
            self.out.push('\n');
            self.out.push_str(self.prefix.trim_end());
        }
        self.next();
    }

    /// A new line of the same block.
    pub(super) fn next(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    /// A new line of the same block with this text, which may be empty.
    pub(super) fn line(&mut self, text: &str) {
        self.next();
        if text.is_empty() {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        self.out.push_str(text);
    }

    /// Begins a container: a mark, and what opens its further lines. Gives what [`Lines::close`] needs.
    pub(super) fn open(&mut self, tight: bool, mark: &str, rest: &str) -> usize {
        let before = self.prefix.len();
        self.start(tight);
        self.is_fresh = true;
        if before + rest.len() <= MAX_PREFIX_BYTES {
            self.out.push_str(mark);
            self.prefix.push_str(rest);
        }
        before
    }

    pub(super) fn close(&mut self, before: usize) {
        self.prefix.truncate(before);
        self.is_fresh = false;
    }
}
