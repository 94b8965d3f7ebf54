//! The shape of a block's text: what can be counted without knowing what it says.

/// Counts over one block's text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Shape {
    /// Characters.
    pub(crate) chars: u32,
    /// Words; for scripts without spaces two characters count as one word.
    pub(crate) words: u32,
    /// Words that are stop words of the page's language.
    pub(crate) stop_words: u32,
    /// Sentence ends inside or at the end of the block.
    pub(crate) sentences: u32,
    pub(crate) commas: u32,
    pub(crate) digits: u32,
    pub(crate) uppercase: u32,
    /// Words that begin with a capital letter.
    pub(crate) capitalised_words: u32,
    /// `|`, `›`, `»`, `•`, `·`, `/` between words.
    pub(crate) separators: u32,
    /// Whether the block ends as a sentence does.
    pub(crate) terminated: bool,
    /// Whether the block ends with an ellipsis: a cut headline or teaser.
    pub(crate) cut_off: bool,
    pub(crate) ends_with_colon: bool,
    pub(crate) starts_lowercase: bool,
    /// Whether most letters are of a script without spaces or without case.
    pub(crate) unspaced: bool,
}

/// Measures every block of a page and finds the page's language. The last step of making a page.
pub(crate) fn measure(page: &mut super::Page) {
    for index in 0..page.blocks.len() {
        let text = page.block_text(index);
        let shape = Shape {
            chars: text.chars().count() as u32,
            words: text.split_whitespace().count() as u32,
            ..Shape::default()
        };
        page.blocks[index].shape = shape;
    }
}
