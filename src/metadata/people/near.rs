//! Lines around the headline and right below the text that may be names: "Ann Fenwick | 12 October", "Ann", "Fen Team".
//!
//! No word says whose they are, and most are buttons, places and topics. Their place and their words decide.

use std::ops::Range;

use crate::document::prose::is_prose;
use crate::document::{BlockKind, Document, RawBlock};
use crate::metadata::candidates::AuthorCandidate;
use crate::metadata::dates::rank::Context;
use crate::metadata::people::byline::{before_other_credits, without_brackets, without_dates};
use crate::metadata::trust::AuthorTrust;

/// Blocks around the title whose lines are looked at.
const BLOCKS_ABOVE: usize = 3;
const BLOCKS_BELOW: usize = 10;
/// Longest line with a name and a date, in bytes.
const MAX_BYTES: usize = 140;
/// Parts of a line that are looked at, and words of one.
const MAX_PARTS: usize = 4;
const MAX_WORDS: usize = 8;
/// Words of several names with commas between them.
const MAX_LIST_WORDS: usize = 24;

/// Lines below the last of the prose that may sign it.
const BLOCKS_TO_SIGNATURE: usize = 3;

pub(crate) fn gather(page: &Document, context: &Context<'_>) -> Vec<AuthorCandidate> {
    let title = context.title_block.map(|block| block as usize);
    let around = title.map_or(0..0, |title| title.saturating_sub(BLOCKS_ABOVE)..title + BLOCKS_BELOW + 1);
    let below = context.prose.map_or(0..0, |(_, last)| {
        let first = last as usize + 1;
        first..first + BLOCKS_TO_SIGNATURE
    });
    let is_line = |index: &usize| {
        let is_text = |block: &RawBlock| !is_prose(block) && block.kind != BlockKind::Control;
        Some(*index) != title && page.blocks.get(*index).is_some_and(is_text)
    };
    let of = |blocks: Range<usize>, trust| {
        let lines = blocks.filter(is_line);
        lines.flat_map(move |index| of_line(page.block_text(index), index as u32, trust)).collect::<Vec<_>>()
    };
    let mut all = of(around, AuthorTrust::Near);
    all.extend(of(below, AuthorTrust::Signed));
    all
}

fn of_line(line: &str, block: u32, trust: AuthorTrust) -> Vec<AuthorCandidate> {
    if line.len() > MAX_BYTES || line.contains(['©', '?', '!']) {
        return Vec::new();
    }
    let open = without_brackets(before_other_credits(line));
    let undated = without_dates(&open);
    let parts = undated.split(['|', '•', '·', '●', '/', '—', '–', '\t']).flat_map(|part| part.split(" - "));
    let parts =
        parts.map(|part| part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | ':')));
    let candidate = |part: &str| AuthorCandidate { text: part.to_owned(), trust, block: Some(block) };
    parts.filter(|part| may_be_name(part)).take(MAX_PARTS).map(candidate).collect()
}

/// Whether a part has few words, the first with a capital if its letters have any.
fn may_be_name(part: &str) -> bool {
    let words = part.split_whitespace().count();
    let most = if part.contains(',') { MAX_LIST_WORDS } else { MAX_WORDS };
    (1..=most).contains(&words)
        && part.chars().any(char::is_alphabetic)
        && !has_glued_ampersand(part)
        && !part.starts_with(char::is_lowercase)
}

/// "M&A", "Q&A": no two people.
fn has_glued_ampersand(part: &str) -> bool {
    part.split('&').skip(1).any(|after| after.starts_with(char::is_alphanumeric))
        && part.split('&').any(|before| before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::people::near;

    #[test]
    fn parts_of_a_line_may_be_names_each() {
        let parts = |line: &str| {
            let found = near::of_line(line, 0, AuthorTrust::Near);
            found.into_iter().map(|author| author.text).collect::<Vec<_>>()
        };
        assert_eq!(parts("12 October 2021 | Ann Fenwick • Fen Team"), ["Ann Fenwick", "Fen Team"]);
        assert_eq!(parts("Ann Fenwick (Ely)"), ["Ann Fenwick"]);
        assert!(parts("© Ann Fenwick").is_empty() && parts("two minutes to read").is_empty());
        assert!(parts("Photo: Ann Fenwick").is_empty());
        let four = "Ann Fenwick, Bo Lindqvist, Una de la Bray, Maria Anna Berg & Jan van Fen";
        assert_eq!(parts(four), [four]);
        assert!(parts("M&A Updates").is_empty());
    }

    #[test]
    fn a_name_signs_right_below_the_text() {
        let authors = |lines: &str| {
            let prose =
                "It rained all day in the town, and nobody who lived there minded it much.\n\n".repeat(3);
            let text = format!("Rain in the old town\n\n12 October 2021\n\n{prose}{lines}");
            let metadata = crate::metadata(crate::Input::text(&text)).unwrap();
            metadata.authors().iter().map(|author| author.value().clone()).collect::<Vec<_>>()
        };
        assert_eq!(authors("Ann Fenwick\n"), ["Ann Fenwick"]);
        assert!(authors("Wet Shoes\n\nRead more\n").is_empty());
    }
}
