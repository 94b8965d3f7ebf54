//! Words that close an inserted list: see `end_marks.tsv`.

use foldhash::HashSet;
use once_cell::sync::Lazy;

use super::rows;
use super::word_set::{Openings, WordSet};

static MARKS: Lazy<Marks> = Lazy::new(|| {
    let all: Vec<&str> = rows(include_str!("end_marks.tsv")).filter_map(|row| row.get(1).copied()).collect();
    let of_words = |mark: &&&str| !is_glued(mark);
    let first_words = || all.iter().filter(of_words).filter_map(|mark| mark.split(' ').next());
    let mut openings = Openings::default();
    first_words().for_each(|word| openings.insert(word));
    Marks {
        openings,
        first_words: first_words().collect(),
        last_words: all.iter().filter(of_words).filter_map(|mark| mark.rsplit(' ').next()).collect(),
        glued: all.iter().copied().filter(|mark| is_glued(mark)).collect(),
        all: all.iter().copied().collect(),
    }
});

struct Marks {
    all: HashSet<&'static str>,
    /// The first and the last words of all marks, to pass over most lines at once, and how the first ones begin.
    first_words: WordSet,
    openings: Openings,
    last_words: WordSet,
    /// Marks in scripts that put no blanks between words.
    glued: Vec<&'static str>,
}

/// Most words of a mark.
const MAX_WORDS: usize = 8;

fn is_glued(mark: &str) -> bool {
    mark.chars()
        .all(|c| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
}

/// Whether a line, in any case, may have the words of an end.
pub(crate) fn may_close(line: &str) -> bool {
    begins_end(line) || ends_end(line) || !line.is_ascii()
}

fn begins_end(line: &str) -> bool {
    if !MARKS.openings.may_begin(line.as_bytes()) {
        return false;
    }
    let end = line.bytes().position(|byte| byte == b' ').unwrap_or(line.len());
    MARKS.first_words.has(&line[..end])
}

fn ends_end(line: &str) -> bool {
    let start = line.bytes().rposition(|byte| byte == b' ').map_or(0, |blank| blank + 1);
    MARKS.last_words.has(&line[start..])
}

/// The labels that a line in lower case may close: what is left of it without the words of an end.
pub(crate) fn closed_labels(line: &str) -> impl Iterator<Item = &str> {
    let (starts, ends) = (begins_end(line), ends_end(line));
    let at_start = blanks(line).take(if starts { MAX_WORDS } else { 0 }).map(|blank| line.split_at(blank));
    let at_end =
        blanks_from_end(line).take(if ends { MAX_WORDS } else { 0 }).map(|blank| line.split_at(blank));
    let at_start = at_start.map(|(mark, label)| (label, mark));
    let of_words = at_start.chain(at_end).filter(|(_, mark)| MARKS.all.contains(mark.trim()));
    let glued = MARKS.glued.iter().filter(|_| !line.is_ascii());
    let glued = glued.filter_map(|mark| line.strip_suffix(mark).or_else(|| line.strip_prefix(mark)));
    of_words.map(|(label, _)| label).chain(glued).map(trimmed).filter(|label| !label.is_empty())
}

fn trimmed(label: &str) -> &str {
    label.trim_matches(|c: char| !c.is_alphanumeric())
}

fn blanks(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices(' ').map(|(at, _)| at)
}

fn blanks_from_end(line: &str) -> impl Iterator<Item = usize> {
    line.rmatch_indices(' ').map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_left_without_the_words_of_an_end() {
        for (line, label) in [
            ("end of most read", "most read"),
            ("top-themen ende", "top-themen"),
            ("конец истории реклама", "реклама"),
            ("نهاية قصص مقترحة", "قصص مقترحة"),
            ("热门内容结尾", "热门内容"),
        ] {
            assert!(closed_labels(line).any(|found| found == label), "{line}");
            assert!(may_close(&line.to_uppercase()), "{line}");
        }
        assert!(!may_close("Most read"));
        for line in ["most read", "end", "the end of the road is near", ""] {
            assert!(closed_labels(line).all(|label| label != "most read"), "{line}");
        }
    }

    #[test]
    fn every_row_is_a_mark_and_the_list_is_sorted() {
        let all: Vec<crate::lists::Row> = rows(include_str!("end_marks.tsv")).collect();
        assert!(all.iter().all(|row| row.len() == 2 && row[1].split(' ').count() <= MAX_WORDS));
        assert!(all.is_sorted_by(|one, next| one[..] <= next[..]));
    }
}
