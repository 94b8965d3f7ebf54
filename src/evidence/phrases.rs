//! Stock phrases of boilerplate in blocks.
//!
//! "Read more", "Also on …", "All rights reserved": the phrases and their place in a block are a table
//! (`lists/phrases.tsv`, and `lists/section_headings.tsv` for those that open a section). The hard part is the article's own sentence that happens to begin like one; where a
//! phrase opens a block, what follows decides. Lines that differ from outlet to outlet are [`frames`]. A block without a phrase may still have a form, see [`forms`].

use crate::cut;
use crate::document::words::beyond_ascii;
use crate::labels::Boilerplate;
use crate::lists::letters;
use crate::lists::lower::lower;
pub(crate) use crate::lists::phrases::Mode;
use crate::lists::phrases::{Found, PHRASES, Phrase, Searched};
pub(crate) use crate::lists::section_headings::Reach;

use super::{forms, frames};

/// A phrase found in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: Boilerplate,
    pub(crate) mode: Mode,
    /// How far the section below reaches, where the phrase opens one.
    pub(crate) reach: Option<Reach>,
}

impl Hit {
    fn of(phrase: &Phrase) -> Hit {
        Hit { kind: phrase.kind, mode: phrase.mode, reach: phrase.reach }
    }

    /// What a block's form tells, which opens nothing.
    fn of_form(kind: Boilerplate) -> Hit {
        Hit { kind, mode: Mode::Contains, reach: None }
    }

    /// Whether the line is a label of the section below it.
    pub(crate) fn is_label(&self) -> bool {
        self.mode == Mode::Label && self.reach == Some(Reach::Section)
    }
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
    find_with(text, &mut Room::default())
}

/// Room that one block after the other uses.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// A text in lower case.
    folded: String,
    /// What a frame is looked up by.
    key: String,
}

/// The same with room for a block.
pub(super) fn find_with(text: &str, Room { folded, key }: &mut Room) -> Option<Hit> {
    if is_numbered(text) {
        return None;
    }
    fold(text, folded);
    let folded: &str = folded;
    let core = core_of(folded);
    let with_signs = || if core.len() < folded.len() { PHRASES.whole(folded) } else { None };
    if let Some(phrase) = PHRASES.whole(core).or_else(with_signs) {
        return Some(Hit::of(phrase));
    }
    let frame = frames::find(text, key);
    if let Some(notice) = frame.filter(|frame| frame.is_certain) {
        return Some(Hit { kind: notice.kind, mode: Mode::Notice, reach: None });
    }
    let by_form = || forms::find(text, folded).map(Hit::of_form);
    let by_frame = || frame.map(|frame| Hit { kind: frame.kind, mode: Mode::Start, reach: None });
    part(text, folded).or_else(by_frame).or_else(by_form)
}

/// "2. Cookies": the second part of a text that counts its parts, whatever it is about.
fn is_numbered(text: &str) -> bool {
    const MAX_DIGITS: usize = 2;
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - after.len();
    (1..=MAX_DIGITS).contains(&digits) && (after.starts_with(". ") || after.starts_with(") "))
}

/// The best phrase inside: at the start, at the end, anywhere; the longer first, of equals the last.
fn part(text: &str, folded: &str) -> Option<Hit> {
    let mut best: Option<((u8, usize, usize), Phrase)> = None;
    PHRASES.find_parts(folded, searched(text), |found| {
        let rank = match found.phrase.mode {
            Mode::Start => 2,
            Mode::End => 1,
            _ => 0,
        };
        let key = (rank, found.phrase.text.len(), found.end);
        if best.as_ref().is_none_or(|(highest, _)| key >= *highest) && fits(text, folded, &found) {
            best = Some((key, found.phrase));
        }
    });
    best.map(|(_, phrase)| Hit::of(&phrase))
}

/// Where in a block a phrase can fit.
fn searched(text: &str) -> Searched {
    if has_few_chars(text) {
        Searched::All
    } else if text.len() <= SEARCHED_BYTES {
        Searched::Ends
    } else {
        Searched::Start
    }
}

/// Whether a text is short enough for a phrase anywhere in it; what has few bytes is not counted.
fn has_few_chars(text: &str) -> bool {
    const MAX_CHAR_BYTES: usize = 4;
    text.len() <= SHORT_CHARS
        || text.len() <= SHORT_CHARS * MAX_CHAR_BYTES && text.chars().nth(SHORT_CHARS).is_none()
}

/// Whether a phrase is where it has to be.
fn fits(text: &str, folded: &str, found: &Found) -> bool {
    // More than these are as many as there can be.
    let words = text.split_whitespace().take(PROMPT_WORDS + 1).count();
    match found.phrase.mode {
        Mode::Start => {
            let opens = |c: char| is_word(c) || matches!(c, '©' | '(' | '{' | '【');
            let begin = folded.find(opens).unwrap_or(folded.len());
            // What opens a bracket may be part of the phrase or not.
            let inner = folded.find(is_word).unwrap_or(folded.len());
            (found.start == begin || found.start == inner) && starts_prompt(text, words, &found.phrase)
        }
        Mode::End => {
            let is_last = folded[found.end..].chars().all(|c| !is_word(c));
            let is_told = || found.phrase.kind == Boilerplate::ImageCaption && tells(text, &found.phrase);
            is_last && text.len() <= SEARCHED_BYTES && !is_told()
        }
        _ => words <= SHORT_WORDS && has_few_chars(text),
    }
}

/// Whether a sentence ends in an agency that somebody told something, as no caption does: "the 49-year-old told AFP." Words of
/// credits have a small letter, too.
fn tells(text: &str, phrase: &Phrase) -> bool {
    let agency = phrase.text.split(' ').count();
    let before = text.split_whitespace().rev().nth(agency);
    let is_verb = |word: &str| {
        word.chars().all(char::is_lowercase)
            && !matches!(word, "by" | "from" | "via" | "courtesy" | "for" | "of")
    };
    text.trim_end().ends_with('.') && before.is_some_and(is_verb)
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

fn is_word(c: char) -> bool {
    letters::is_alphanumeric(c)
}

/// Lower case, straight quotes; no more than is searched.
fn fold(text: &str, folded: &mut String) {
    let searched = cut::text(text, SEARCHED_BYTES);
    folded.clear();
    let mut rest = searched;
    while let Some(at) = beyond_ascii(rest.as_bytes(), 0) {
        let (ascii, beyond) = rest.split_at(at);
        folded.push_str(ascii);
        let mut beyond = beyond.chars();
        match beyond.next() {
            Some('’' | '‘') => folded.push('\''),
            Some('“' | '”') => folded.push('"'),
            Some('\u{a0}') => folded.push(' '),
            c => folded.extend(c.into_iter().flat_map(lower)),
        }
        rest = beyond.as_str();
    }
    folded.push_str(rest);
    folded.make_ascii_lowercase();
}

/// A block without the numbers, arrows, bullets and brackets around it.
fn core_of(folded: &str) -> &str {
    let begins_and_ends = [folded.as_bytes().first(), folded.as_bytes().last()];
    // As most blocks do.
    if begins_and_ends.iter().flatten().all(|byte| byte.is_ascii_lowercase()) {
        return folded;
    }
    folded.trim_matches(|c: char| !letters::is_alphabetic(c) && !is_mark(c))
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
            "2. Cookies",
            "4) Contact",
            "“The road is where they wait for you,” the fisherman told Reuters.",
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

    #[test]
    fn how_a_block_begins_says_more_than_how_it_ends() {
        assert_eq!(kind("Sponsored by a bank, Getty Images"), Some("ad_label"));
        assert_eq!(kind("The harbour, Getty Images"), Some("image_caption"));
        assert_eq!(kind("The harbour in winter. Photo by Getty Images."), Some("image_caption"));
    }
}
