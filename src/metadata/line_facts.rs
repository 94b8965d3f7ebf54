//! What several sources ask of every line of a flattened page, found out once.

use crate::document::{Document, Origin, Signs};
use crate::lists::line_words::Lists;
use crate::metadata::people::byline::after_prefix;

/// A longer line is a paragraph, in bytes; it may have words of all lists.
const MAX_BYTES: usize = 500;
/// Signs of a line with letters beyond ASCII, which may have words of all lists, too.
pub(crate) const OTHER_LETTERS: Signs = Signs::LETTER.or(Signs::WIDE);

/// What is known of the lines of a page; of a page with elements nothing.
#[derive(Debug, Default)]
pub(crate) struct LineFacts {
    lists: Vec<Lists>,
    /// Where the names of a byline begin.
    names: Vec<u32>,
    /// Bytes of dates, of the lines in which dates were looked for.
    date_bytes: Vec<Option<u32>>,
}

impl LineFacts {
    pub(crate) fn of(page: &Document) -> LineFacts {
        if page.origin != Origin::Text {
            return LineFacts::default();
        }
        let lines = 0..page.blocks.len();
        LineFacts {
            lists: lines.clone().map(|index| lists(page, index)).collect(),
            names: lines.map(|index| names_start(page.block_text(index))).collect(),
            date_bytes: vec![None; page.blocks.len()],
        }
    }

    /// Whether a line may have a word of one of the lists.
    pub(crate) fn may_have(&self, index: usize, lists: Lists) -> bool {
        self.lists.get(index).is_none_or(|own| own.any(lists))
    }

    pub(crate) fn note_dates(&mut self, index: usize, bytes: usize) {
        if let Some(known) = self.date_bytes.get_mut(index) {
            *known = Some(bytes as u32);
        }
    }

    /// How many bytes of a line are dates, if they were looked for in it.
    pub(crate) fn date_bytes(&self, index: usize) -> Option<u32> {
        *self.date_bytes.get(index)?
    }

    /// What comes after the words that open a byline, as [`after_prefix`] tells.
    pub(crate) fn byline<'a>(&self, page: &'a Document, index: usize) -> Option<&'a str> {
        match self.names.get(index) {
            Some(&NO_BYLINE) => None,
            Some(&start) => page.block_text(index).get(start as usize..),
            None => after_prefix(page.block_text(index)),
        }
    }
}

fn lists(page: &Document, index: usize) -> Lists {
    let line = page.block_text(index);
    let is_other = line.len() > MAX_BYTES || page.blocks[index].shape.signs.any(OTHER_LETTERS);
    if is_other { Lists::ALL } else { Lists::of(line) }
}

/// In place of the beginning of the names in a line that does not open as a byline.
const NO_BYLINE: u32 = u32::MAX;

fn names_start(line: &str) -> u32 {
    after_prefix(line).map_or(NO_BYLINE, |names| (line.len() - names.len()) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_those_that_are_read_from_the_line() {
        let lines = ["– By Ann Fenwick", "By", "Rain in town", "Von: Ann Fenwick", "Ann"];
        let page = crate::read::text::page(&lines.join("\n\n"), &crate::options::Limits::new());
        let facts = LineFacts::of(&page);
        for index in 0..page.blocks.len() {
            let line = page.block_text(index);
            assert_eq!(facts.byline(&page, index), after_prefix(line), "{line}");
            assert_eq!(LineFacts::default().byline(&page, index), after_prefix(line), "{line}");
        }
    }

    #[test]
    fn lines_with_other_letters_may_have_all_words() {
        let page = crate::read::text::page("Rain\n\nΒροχή\n\nAnn", &crate::options::Limits::new());
        let may_have = |index| LineFacts::of(&page).may_have(index, Lists::GIVEN_NAMES);
        assert_eq!([may_have(0), may_have(1), may_have(2)], [false, true, true]);
        assert!(LineFacts::default().may_have(0, Lists::GIVEN_NAMES));
    }
}
