//! Stock phrases in blocks.

use crate::article::Boilerplate;
pub(crate) use crate::lists::phrases::Mode;
use crate::lists::phrases::{PHRASES, Phrase};

use super::patterns;

/// A phrase found in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: Boilerplate,
    pub(crate) mode: Mode,
}

/// Phrases stand at the beginning of a block or in a short one: this much of it is searched.
const SEARCHED_BYTES: usize = 400;
/// Longest block in which a phrase may stand anywhere.
const SHORT_CHARS: usize = 100;
const SHORT_WORDS: usize = 12;
/// A block of more words that ends as a sentence only happens to begin like a phrase.
const PROMPT_WORDS: usize = 25;
/// A phrase of so many words does not begin a sentence by chance.
const TELLING_WORDS: usize = 4;

/// The most telling phrase of a block, or what its form says.
pub(crate) fn find(text: &str) -> Option<Hit> {
    let folded = fold(text);
    let core = core_of(&folded);
    let whole = PHRASES.whole.get(core).or_else(|| PHRASES.whole.get(folded.as_str()));
    if let Some(phrase) = whole {
        return Some(Hit { kind: phrase.kind, mode: phrase.mode });
    }
    let by_form = || patterns::find(text, &folded).map(|kind| Hit { kind, mode: Mode::Contains });
    part(text, &folded).or_else(by_form)
}

/// The best phrase inside: at the start, at the end, anywhere; the longer first.
fn part(text: &str, folded: &str) -> Option<Hit> {
    let begin = folded.len()
        - folded.trim_start_matches(|c: char| !is_word(c) && !matches!(c, '©' | '(' | '{' | '【')).len();
    // What opens a bracket may be part of the phrase or not.
    let inner = folded.len() - folded.trim_start_matches(|c: char| !is_word(c)).len();
    let mut matches = PHRASES.parts.find_overlapping_iter(folded).peekable();
    // Few blocks have a phrase.
    matches.peek()?;
    let words = text.split_whitespace().count();
    let short = words <= SHORT_WORDS && text.chars().count() <= SHORT_CHARS;
    let found = matches.filter_map(|found| {
        let phrase = &PHRASES.phrases[found.pattern().as_usize()];
        let bounded = is_bounded(folded, found.start(), found.end());
        let fits = match phrase.mode {
            Mode::Start => {
                (found.start() == begin || found.start() == inner) && starts_prompt(text, words, phrase)
            }
            Mode::End => folded[found.end()..].chars().all(|c| !is_word(c)) && text.len() <= SEARCHED_BYTES,
            _ => short,
        };
        (bounded && fits).then_some(phrase)
    });
    let rank = |phrase: &&Phrase| {
        let mode = match phrase.mode {
            Mode::Start => 2,
            Mode::End => 1,
            _ => 0,
        };
        (mode, phrase.text.len())
    };
    found.max_by_key(rank).map(|phrase| Hit { kind: phrase.kind, mode: phrase.mode })
}

/// Whether a block that begins with the phrase is a prompt and no sentence of an article: it
/// is short, or does not end as a sentence, or the phrase is one no sentence begins with.
/// "Also on Monday, the minister resigned." is a sentence; "Also on ‘Ferry returns’ after
/// two years" and "Also read: Ferry returns." are not.
fn starts_prompt(text: &str, words: usize, phrase: &Phrase) -> bool {
    let telling = phrase.text.split(' ').count() >= TELLING_WORDS || phrase.text.ends_with([':', '：']);
    let terminated =
        text.trim_end_matches(['"', '\'', ')', '”', '’', '»', ' ']).ends_with(['.', '!', '?', '。']);
    match phrase.kind {
        Boilerplate::RelatedLinks if !telling => !terminated && names_something(text, phrase),
        _ => telling || words <= PROMPT_WORDS || !terminated,
    }
}

/// Whether a title follows the phrase: a colon, a quote, a capital, a digit, or nothing.
fn names_something(text: &str, phrase: &Phrase) -> bool {
    let length = phrase.text.split_whitespace().count();
    let mut words =
        text.trim_start_matches(|c: char| !is_word(c)).split_whitespace().skip(length.saturating_sub(1));
    let last = words.next().unwrap_or("");
    last.ends_with([':', '：'])
        || words.next().is_none_or(|next| next.starts_with(|c: char| !c.is_lowercase()))
}

/// Whether no letter stands directly beside, where the script divides words by spaces.
fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    let joins =
        |a: Option<char>, b: Option<char>| a.is_some_and(is_spaced_letter) && b.is_some_and(is_spaced_letter);
    let matched = &text[start..end];
    !joins(text[..start].chars().next_back(), matched.chars().next())
        && !joins(matched.chars().next_back(), text[end..].chars().next())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Letters and digits of scripts with spaces between words.
fn is_spaced_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(u32::from(c), 0x0e00..=0x0eff | 0x3040..=0x30ff | 0x3400..=0x9fff)
}

/// Lower case, straight quotes; no more than is searched.
fn fold(text: &str) -> String {
    let end = (0..=SEARCHED_BYTES.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let searched = &text[..end];
    if searched.is_ascii() {
        return searched.to_ascii_lowercase();
    }
    searched
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '\u{a0}' => ' ',
            c => c,
        })
        .collect()
}

/// A block without the numbers, arrows, bullets and brackets around it.
fn core_of(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphabetic() && !is_mark(c))
}

/// Vowel signs and the like, which end words in many scripts.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036f | 0x0900..=0x0dff | 0x0e31..=0x0e4e | 0x064b..=0x065f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<&'static str> {
        find(text).map(|hit| hit.kind.name())
    }

    #[test]
    fn stock_phrases_are_found() {
        for (text, expected) in [
            ("TRENDING", "trending_list"),
            ("Latest News", "trending_list"),
            ("SECTORS", "navigation"),
            ("Left Menu", "navigation"),
            ("Connect us on", "follow_prompt"),
            ("Subscribe to our Newsletter", "newsletter_prompt"),
            ("Liked it? Share this story!", "share_prompt"),
            ("(This story is auto-generated from a syndicated feed.)", "syndication_notice"),
            ("© Copyright 2021", "legal_footer"),
            ("Email: info@example.com", "contact"),
            ("Advertisement", "ad_label"),
            ("Also read: Storm damage still unpaid", "related_links"),
            ("Also on ‘Nobody asked us,’ say fishermen as quota talks break down", "related_links"),
            ("12 Comments", "comments"),
            ("» Lesen Sie auch: Der Sturm und die Folgen", "related_links"),
            ("Читайте также: Паром вернулся", "related_links"),
        ] {
            assert_eq!(kind(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn sentences_that_contain_such_words_are_not() {
        for text in [
            "Also on Monday, the minister resigned.",
            "Related to this, the council has asked for a second opinion on the pier.",
            "More on the island have left than have come since the ferry stopped.",
            "She read more about the storm in the papers that her neighbour had kept.",
            "Share prices fell on Tuesday after the bank had published its figures.",
            "The subscribers of the mutual fund met in the old cinema.",
            "Follow the river for two miles and you come to the mill.",
            "He was trending towards a win when the rain began.",
            "Comments by the mayor angered the fishermen of the northern harbour.",
            "The privacy of the patients had been respected, the court found.",
            "Photographers waited in front of the house until the evening.",
            "The newsletter of 1923 mentions a fire in the boat house.",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn long_text_that_begins_like_a_prompt_is_text() {
        let text = "Share this view with anybody who has stood on the pier in November and you will be told \
                    about the storm, the two boats that never came back, and the long winter after it.";
        assert_eq!(kind(text), None);
    }
}
