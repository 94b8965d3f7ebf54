//! Words that give short lines of a certain form away: see `form_words.tsv`.

use aho_corasick::AhoCorasick;
use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;
use super::word_set::Openings;

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
    static OPENINGS: Lazy<Openings> = Lazy::new(|| {
        let mut openings = Openings::default();
        words(Form::Reply).for_each(|word| openings.insert_start(word));
        openings
    });
    OPENINGS.may_begin(text.as_bytes())
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
    (has_sign(lower) || memchr::memmem::find(lower.as_bytes(), IN_PLAIN_CREDITS).is_some())
        && CREDITS.is_match(lower)
}

/// Whether a text has a sign that words of credits have which are more than letters in ASCII.
fn has_sign(text: &str) -> bool {
    memchr::memchr2(b':', b'/', text.as_bytes()).is_some() || !text.is_ascii()
}

/// Part of all other words of credits.
const IN_PLAIN_CREDITS: &[u8] = b"oto";

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
            assert!(has_credit(&format!("the mill, {word} ann berg")), "{word}");
        }
        assert!(!has_credit("the mill in october"));
    }

    #[test]
    fn corrections_are_found_by_their_letter() {
        for word in words(Form::Correction) {
            assert!(word.chars().next().is_some_and(|first| corrections(first).contains(&word)), "{word}");
        }
    }
}
