//! Who opened a thread, by the words that forum programs put beside a poster's name.
//!
//! XenForo: "Thread starter ann", "Discussion in 'Rain' started by ann, May 4, 2023". vBulletin: "#1", and the name below. Stack Exchange:
//! "asked May 4, 2023", and the name below. Boards of VerticalScope: "ann Discussion starter".

use crate::document::Document;
use crate::metadata::candidates::{AuthorCandidate, Candidates};
use crate::metadata::trust::AuthorTrust;

/// Longest line that names a poster, in bytes.
const MAX_BYTES: usize = 120;
const MAX_NAME_BYTES: usize = 40;
const MAX_NAME_WORDS: usize = 3;

const BEFORE: [&str; 6] = [
    "Thread starter ",
    "Topic starter ",
    "Thread starter: ",
    "Topic starter: ",
    "Started by ",
    "Themenstarter ",
];
const AFTER: [&str; 5] =
    [" Discussion starter", " Thread starter", " Topic starter", " Original Poster", " (OP)"];
/// Lines above a poster's name.
const ABOVE: [&str; 2] = ["Thread starter", "Topic starter"];

pub(super) fn gather(page: &Document, out: &mut Candidates) {
    let named = (0..page.blocks.len()).find_map(|index| poster(page, index));
    out.authors.extend(named);
}

fn poster(page: &Document, index: usize) -> Option<AuthorCandidate> {
    let line = page.block_text(index);
    if line.len() > MAX_BYTES || !may_name_poster(line) {
        return None;
    }
    let below = || page.blocks.get(index + 1).map(|_| (page.block_text(index + 1), index + 1));
    let name = || {
        let before = BEFORE.iter().find_map(|words| line.strip_prefix(words));
        let inside = || line.strip_prefix("Discussion in ")?.split_once(" started by ").map(|(_, rest)| rest);
        let after = || AFTER.iter().find_map(|words| line.strip_suffix(words));
        before.or_else(inside).or_else(after).map(|name| (name, index))
    };
    let (text, block) = if opens(line) { below()? } else { name()? };
    let text = text.split([',', '»', '|', '·']).next().unwrap_or_default().trim();
    let is_name = text.len() <= MAX_NAME_BYTES && (1..=MAX_NAME_WORDS).contains(&text.split(' ').count());
    let is_text = text.chars().any(char::is_alphabetic);
    (is_name && is_text).then(|| AuthorCandidate {
        text: text.to_owned(),
        trust: AuthorTrust::Poster,
        block: Some(block as u32),
    })
}

/// Whether a line begins or ends as a line does that names a poster or comes before the name; most lines do not.
fn may_name_poster(line: &str) -> bool {
    matches!(
        line.as_bytes(),
        [b'T', b'h' | b'o', ..] | [b'S', b't', ..] | [b'D', b'i', ..] | [b'#', ..] | [b'a', b's', ..]
    ) || matches!(line.as_bytes().last(), Some(b'r' | b')' | b'1'))
}

/// Whether the name of who opened the thread is in the line below.
fn opens(line: &str) -> bool {
    ABOVE.contains(&line)
        || line == "#1"
        || line.ends_with(" #1")
        || line.starts_with("#1 |")
        || line.strip_prefix("asked ").is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_that_names_a_poster_is_passed_over() {
        for words in BEFORE.into_iter().chain(ABOVE).chain(["Discussion in ", "#1 |", "asked "]) {
            assert!(may_name_poster(&format!("{words}x")), "{words}");
        }
        for words in AFTER.into_iter().chain(["#1", " #1"]) {
            assert!(may_name_poster(&format!("x{words}")), "{words}");
        }
        assert!(!may_name_poster("It rained"));
    }

    #[test]
    fn who_opened_a_thread_is_named_by_the_forum_program() {
        let named = |text: &str| {
            let page = crate::read::text::page(text, &crate::options::Limits::new());
            let mut out = Candidates::default();
            gather(&page, &mut out);
            out.authors.into_iter().map(|author| author.text).next()
        };
        for text in [
            "Wet fens\n\nThread starter rainy_ann\n\nStart date May 4, 2023\n",
            "Wet fens\n\nDiscussion in 'Weather' started by rainy_ann, May 4, 2023.\n",
            "Wet fens\n\n05-04-2023, 09:03 AM #1\n\nrainy_ann\n\nRegistered User\n",
            "Wet fens\n\nasked May 4, 2023 at 11:38\n\nrainy_ann\n\n1,655 badges\n",
            "Wet fens\n\nrainy_ann Discussion starter\n\n410 posts\n",
        ] {
            assert_eq!(named(text).as_deref(), Some("rainy_ann"), "{text}");
        }
        assert_eq!(
            named("Wet fens\n\nThe club was started by farmers who had seen enough of the wet.\n"),
            None
        );
    }
}
