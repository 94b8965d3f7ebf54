//! Words that give short lines of a certain form away: see `form_words.tsv`.

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;
use super::word_set::{Openings, WordSet};

/// What the words stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "comments" after a number.
    CommentCount,
    /// "thoughts on" between a number and a title.
    CommentHeading,
    /// "shares" after a number.
    ShareCount,
    /// "photo:" in front of a name.
    Credit,
    /// The beginning of a note on changes to the text.
    Correction,
    /// A social network.
    Network,
    /// "Reply" in front of or below a comment.
    Reply,
    /// "says" after the name of who wrote a comment.
    Said,
}

/// By [`Form`].
static WORDS: Lazy<[Vec<&str>; 8]> = Lazy::new(|| {
    let mut words: [Vec<&str>; 8] = Default::default();
    for (form, word) in rows(include_str!("form_words.tsv")).filter_map(|row| entry(&row)) {
        words[form as usize].push(word);
    }
    words
});

fn entry(row: &[&'static str]) -> Option<(Form, &'static str)> {
    let &[form, word] = row else { return None };
    let form = match form {
        "comment_count" => Form::CommentCount,
        "comment_heading" => Form::CommentHeading,
        "correction" => Form::Correction,
        "credit" => Form::Credit,
        "network" => Form::Network,
        "reply" => Form::Reply,
        "said" => Form::Said,
        "share_count" => Form::ShareCount,
        _ => return None,
    };
    Some((form, word))
}

/// The words of a form.
pub(crate) fn words(form: Form) -> impl Iterator<Item = &'static str> {
    WORDS[form as usize].iter().copied()
}

/// Whether a text may begin with a word that comes before an answer to a comment.
pub(crate) fn may_begin_reply(text: &str) -> bool {
    static OPENINGS: Lazy<Openings> = Lazy::new(|| openings(Form::Reply));
    OPENINGS.may_begin(text.as_bytes())
}

/// Whether a word, in any case, follows the name of who wrote a comment.
pub(crate) fn says_who_wrote(word: &str) -> bool {
    static SAID: Lazy<WordSet> = Lazy::new(|| words(Form::Said).collect());
    SAID.has(word)
}

/// Whether a word, in any case, is a social network.
pub(crate) fn is_network(word: &str) -> bool {
    static NETWORKS: Lazy<WordSet> = Lazy::new(|| words(Form::Network).collect());
    NETWORKS.has(word)
}

/// Whether a text may begin, in any case, like a note on changes to the text.
pub(crate) fn may_begin_correction(text: &str) -> bool {
    static OPENINGS: Lazy<Openings> = Lazy::new(|| openings(Form::Correction));
    OPENINGS.may_begin(text.as_bytes())
}

/// How the words of a form begin, after which a text may go on in any way.
fn openings(form: Form) -> Openings {
    let mut openings = Openings::default();
    words(form).for_each(|word| openings.insert_start(word));
    openings
}

/// How the notes on changes to the text begin that begin with a letter.
pub(crate) fn corrections(first: char) -> &'static [&'static str] {
    static BY_LETTER: Lazy<Table<char, Vec<&str>>> = Lazy::new(|| {
        let mut by_letter: Table<char, Vec<&str>> = Table::default();
        for word in words(Form::Correction) {
            word.chars().take(1).for_each(|first| by_letter.entry(first).or_default().push(word));
        }
        by_letter
    });
    BY_LETTER.get(&first).map_or(&[], Vec::as_slice)
}

/// Whether a text in lower case has a word that credits a picture.
pub(crate) fn has_credit(lower: &str) -> bool {
    static CREDITS: Lazy<AhoCorasick> = Lazy::new(|| {
        AhoCorasick::new(words(Form::Credit)).expect("a dozen words are far below the automaton's limits")
    });
    CREDITS.is_match(lower)
}

/// Whether a text in lower case may have one in letters of ASCII alone; others have a colon, a stroke or another letter.
pub(crate) fn may_have_plain_credit(lower: &str) -> bool {
    static IN_PLAIN_CREDITS: Lazy<Finder<'_>> = Lazy::new(|| Finder::new(b"oto"));
    IN_PLAIN_CREDITS.find(lower.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert!(rows(include_str!("form_words.tsv")).all(|row| entry(&row).is_some()));
    }

    #[test]
    fn every_credit_is_found() {
        for word in words(Form::Credit) {
            let text = format!("the mill, {word} ann berg");
            assert!(has_credit(&text), "{word}");
            let has_sign = word.contains([':', '/']) || !word.is_ascii();
            assert!(has_sign || may_have_plain_credit(&text), "{word}");
        }
        assert!(!has_credit("the mill in october") && !may_have_plain_credit("the mill in october"));
    }

    #[test]
    fn corrections_are_found_by_their_letter() {
        for word in words(Form::Correction) {
            assert!(word.chars().next().is_some_and(|first| corrections(first).contains(&word)), "{word}");
            assert!(may_begin_correction(word) && may_begin_correction(&word.to_uppercase()), "{word}");
        }
    }
}
