//! Frames in blocks: stock lines with slots.
//!
//! "Follow {name} on {network}", "Also on {domain} {headline}": the frames are a table (`lists/frames.tsv`). A block is
//! looked up by its first word and, for frames that open with a slot, by the few words after it, so most blocks cost a
//! look at a table of letters. The hard part is again the article's own sentence: a name has a capital, a headline has a
//! capital or a colon before it and no full stop after it, and a frame in prose is one whole sentence of it.

mod sentences;

use std::cell::OnceCell;

use crate::lists::frame_letters::{fold, is_left_out, is_unspaced, letter_bit, start_bit, word_starts};
use crate::lists::frame_patterns::{Extent, Frame, Part, Step};
use crate::lists::frames::{Beginnings, Entry, FRAMES, MAX_SHORT_KEY_BYTES, NETWORKS};
use crate::lists::letters;
use sentences::{is_terminator, sentence_starts};

/// Longest block looked at: an appeal of [`MAX_WORDS`] words, of eight letters and a space.
const MAX_CHARS: usize = 900;
/// What no block of so many characters exceeds.
const MAX_BYTES: usize = 4 * MAX_CHARS;
/// Words of the longest appeal; a longer paragraph says something of its own.
const MAX_WORDS: usize = 100;
/// Characters that count as a word where none are divided.
const CHARS_PER_WORD: usize = 2;
/// Sentences of a block looked at.
const MAX_SENTENCES: usize = 6;
/// Words of a name or a date.
const MAX_NAME_WORDS: usize = 6;
const MAX_SLOT_WORDS: usize = 12;

/// The most telling frame in a block: a certain one, else the first. `key` is room for a word.
pub(super) fn find(text: &str, key: &mut String) -> Option<&'static Frame> {
    let text = text.trim_start_matches(is_decoration);
    if text.len() > MAX_BYTES || (text.len() > MAX_CHARS && text.chars().count() > MAX_CHARS) {
        return None;
    }
    let mut best: Option<&'static Frame> = None;
    let mut block = Block { text, key, starts: OnceCell::new() };
    for (number, start) in sentence_starts(text).take(MAX_SENTENCES).enumerate() {
        let found = block.at_start(start, number == 0);
        if let Some(found) =
            found.filter(|found| best.is_none_or(|best| found.is_certain && !best.is_certain))
        {
            best = Some(found);
        }
        if best.is_some_and(|best| best.is_certain) {
            break;
        }
    }
    best.filter(|_| count_words(text) <= MAX_WORDS)
}

/// A block that frames are looked up in.
struct Block<'a> {
    text: &'a str,
    /// The word that frames are looked up by.
    key: &'a mut String,
    /// How its words begin, once a frame asks.
    starts: OnceCell<u128>,
}

impl Block<'_> {
    /// The best frame that begins here.
    fn at_start(&mut self, start: usize, is_first: bool) -> Option<&'static Frame> {
        let mut found = None;
        let rest = &self.text[start..];
        let first = if is_first { &FRAMES.first } else { &FRAMES.sentences };
        if first.may_open(rest) {
            let (key, whole) = read_key(rest, false, self.key);
            let entries = first.get(key);
            found = self.best_of(start, start + whole, entries);
            if found.is_none() && may_be_glued(&rest.as_bytes()[..whole]) {
                let (key, glued) = read_key(rest, true, self.key);
                if glued < whole {
                    let entries = first.get(key);
                    found = self.best_of(start, start + glued, entries);
                }
            }
        }
        if found.is_none() && is_first {
            found = self.after_slot();
        }
        found
    }

    /// The best frame that begins with a slot, by the words after it.
    fn after_slot(&mut self) -> Option<&'static Frame> {
        let (index, text) = (&FRAMES.second, self.text);
        let mut at = word_end(text, skip_gap(text, 0))?;
        for _ in 0..MAX_NAME_WORDS {
            let start = skip_gap(text, at);
            if start > at && index.may_open(&text[start..]) {
                let (key, length) = read_key(&text[start..], false, self.key);
                let entries = index.get(key);
                if let Some(found) = self.best_after_slot(at, start + length, entries) {
                    return Some(found);
                }
            }
            at = word_end(text, start)?;
        }
        None
    }

    /// The first frame whose slot ends at a place, and whose word after it at another.
    fn best_after_slot(
        &self,
        slot_end: usize,
        end: usize,
        entries: &'static [Entry],
    ) -> Option<&'static Frame> {
        let next = word_after(self.text, end);
        let fits = |entry: &&Entry| {
            let from = if entry.lead.is_some() { slot_end } else { 0 };
            self.may_hold(entry, next)
                && entry.lead.is_none_or(|slot| is_slot(slot, self.text, slot_end))
                && entry.frame().is_some_and(|frame| matches(self.text, from, frame, entry.step))
        };
        entries.iter().find(fits)?.frame()
    }

    /// The first of some frames that begins here with a word that ends at a place: certain ones come first.
    fn best_of(&self, start: usize, end: usize, entries: &[Entry]) -> Option<&'static Frame> {
        if entries.is_empty() {
            return None;
        }
        let next = word_after(self.text, end);
        let frames = entries.iter().filter(|entry| self.may_hold(entry, next));
        let mut frames = frames.filter_map(|entry| Some((entry.frame()?, entry.step)));
        frames.find(|(frame, step)| matches(self.text, start, frame, *step)).map(|(frame, _)| frame)
    }

    /// Whether the block may have the frame of an entry, as far as letters tell: those after the entry's word, and
    /// those that words begin with.
    fn may_hold(&self, entry: &Entry, next: Beginnings) -> bool {
        entry.may_go_on(next) && entry.may_be_in(*self.starts.get_or_init(|| word_starts(self.text)))
    }
}

/// Whether a text is a slot up to a place.
fn is_slot(slot: Part, text: &str, end: usize) -> bool {
    let from = skip_gap(text, 0);
    match slot {
        Part::Name => is_name(&text[from..end]),
        Part::Date => text[from..end].contains(char::is_numeric),
        Part::Number => number(text, from) == Some(end),
        Part::Domain => domain(text, from) == Some(end),
        Part::Network => networks(text, from) == Some(end),
        Part::Words => true,
        Part::Word(_) | Part::Colon | Part::Headline | Part::Rest => false,
    }
}

/// Whether a capital may follow a small letter within a word.
fn may_be_glued(word: &[u8]) -> bool {
    !word.is_ascii() || word.iter().skip(1).any(u8::is_ascii_uppercase)
}

/// The letters that a text begins with, as frames are looked up by them, and how many bytes they take; with `glued`, those
/// before a capital within a word.
fn read_key<'a>(text: &'a str, glued: bool, room: &'a mut String) -> (&'a str, usize) {
    let bytes = text.as_bytes();
    let start = &bytes[..bytes.len().min(MAX_SHORT_KEY_BYTES + 1)];
    let word = start.iter().position(|byte| !IS_PLAIN[usize::from(*byte)]);
    match word {
        // A short one in ASCII is found in any case.
        Some(word) if !glued && bytes[word].is_ascii() => (&text[..word], word),
        _ => {
            let length = fold_key(text, glued, room);
            (room, length)
        }
    }
}

/// The same of any word, folded.
fn fold_key(text: &str, glued: bool, key: &mut String) -> usize {
    // No key is longer.
    const MAX_KEY_CHARS: usize = 24;
    key.clear();
    let mut was_lower = false;
    for (at, c) in text.char_indices().take(MAX_KEY_CHARS).filter(|(_, c)| !is_left_out(*c)) {
        if !letters::is_alphanumeric(c) || (glued && was_lower && c.is_uppercase()) {
            return at;
        }
        key.push(fold(c));
        if is_unspaced(c) {
            return at + c.len_utf8();
        }
        was_lower = c.is_lowercase();
    }
    text.len()
}

/// How the word after another begins; in any way, where the text goes on with a sign or words are not divided.
fn word_after(text: &str, end: usize) -> Beginnings {
    let mut rest = text[end..].chars();
    match (rest.next(), rest.next(), rest.next().unwrap_or(' ')) {
        (Some(' '), Some(first), second) if first.is_ascii_alphanumeric() && second.is_ascii() => {
            Beginnings { letters: letter_bit(first), starts: start_bit(first, second) }
        }
        (Some(' '), Some(first), _) if letters::is_alphanumeric(first) => {
            Beginnings { letters: letter_bit(first), ..Beginnings::ANY }
        }
        _ => Beginnings::ANY,
    }
}

/// Whether a frame is in a text from a place on, beginning at one of its steps. The depth is that of our own frames, and
/// each slot is tried at a bounded number of lengths.
fn matches(text: &str, at: usize, frame: &Frame, step: usize) -> bool {
    let (part, next) = match frame.steps.get(step) {
        Some(Step::Part(part, next)) => (part, *next),
        Some(Step::Choice(steps)) => {
            let letter = text.as_bytes().get(skip_gap(text, at)).copied().filter(u8::is_ascii_alphanumeric);
            let mut likely = steps.iter().filter(|step| may_begin(frame, **step, letter));
            return likely.any(|step| matches(text, at, frame, *step));
        }
        Some(Step::End) | None => return is_end(&text[at..], frame.extent),
    };
    let from = skip_gap(text, at);
    let goes_on = |end: usize| matches(text, end, frame, next);
    match part {
        Part::Word(word) => eat(text, from, word, leads_to_headline(frame, next)).is_some_and(goes_on),
        Part::Colon => has_colon(&text[at..from]) && goes_on(from),
        Part::Network => networks(text, from).is_some_and(goes_on),
        Part::Number => number(text, from).is_some_and(goes_on),
        Part::Domain => domain(text, from).is_some_and(goes_on),
        // What follows mostly is another word, which costs less to find out than what the slot is.
        Part::Name => few_words(text, from, MAX_NAME_WORDS, |slot, end| goes_on(end) && is_name(slot)),
        Part::Date => {
            few_words(text, from, MAX_NAME_WORDS, |slot, end| goes_on(end) && slot.contains(char::is_numeric))
        }
        Part::Words => few_words(text, from, MAX_SLOT_WORDS, |_, end| goes_on(end)),
        Part::Headline => is_headline(text, at, from),
        Part::Rest => true,
    }
}

/// Whether a step may begin with a letter: not if it is a word that begins with another one, as far as ASCII tells.
fn may_begin(frame: &Frame, step: usize, letter: Option<u8>) -> bool {
    let (Some(Step::Part(Part::Word(word), _)), Some(letter)) = (frame.steps.get(step), letter) else {
        return true;
    };
    let first = word.as_bytes().first();
    first.is_none_or(|first| !first.is_ascii() || first.eq_ignore_ascii_case(&letter))
}

fn leads_to_headline(frame: &Frame, step: usize) -> bool {
    matches!(frame.steps.get(step), Some(Step::Part(Part::Headline, _)))
}

fn is_end(rest: &str, extent: Extent) -> bool {
    match extent {
        Extent::Start => true,
        Extent::Whole => !rest.contains(letters::is_alphanumeric),
        Extent::Sentence => {
            let rest = rest.trim_start_matches([' ', '"', '”', '»', ')', '*', '_']);
            rest.is_empty() || rest.starts_with(is_terminator)
        }
    }
}

/// Where a word of a frame ends in a text that it begins at a place, if nothing joins it to what follows. A headline may
/// be glued to it: "Read AlsoCity's plan".
fn eat(text: &str, at: usize, word: &str, may_glue: bool) -> Option<usize> {
    let rest = after_word(&text[at..], word)?;
    let last = text[..text.len() - rest.len()].chars().next_back()?;
    let rest = rest.trim_start_matches(is_left_out);
    let end = text.len() - rest.len();
    let joins = |c: char| letters::is_alphanumeric(c) && !is_unspaced(c);
    let next = rest.chars().next();
    let is_joined = joins(last) && next.is_some_and(joins);
    let is_glued = may_glue && last.is_lowercase() && next.is_some_and(char::is_uppercase);
    (!is_joined || is_glued).then_some(end)
}

/// What is after the letters of a word that a text begins with. Letters of ASCII are compared as bytes.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut pairs = word.bytes().zip(text.bytes());
    match pairs.position(|(expected, byte)| !expected.is_ascii() || !expected.eq_ignore_ascii_case(&byte)) {
        None => text.get(word.len()..),
        Some(at) if word.as_bytes()[at].is_ascii() && text.as_bytes()[at].is_ascii() => None,
        Some(_) => after_folded(text, word),
    }
}

/// The same by character.
fn after_folded<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in word.chars().filter(|c| !is_left_out(*c)) {
        let letter = rest.find(|c| !is_left_out(*c))?;
        if fold(letter) != fold(expected) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Networks divided by commas, strokes, blanks or a short word.
fn networks(text: &str, at: usize) -> Option<usize> {
    const MAX_NETWORKS: usize = 8;
    const MAX_JOINING_BYTES: usize = 6;
    let mut end = network(text, at)?;
    for _ in 1..MAX_NETWORKS {
        let next = skip_gap(text, end);
        let joined = word_end(text, next).filter(|end| end - next <= MAX_JOINING_BYTES);
        let found = network(text, next).or_else(|| network(text, skip_gap(text, joined?)));
        let Some(found) = found else { break };
        end = found;
    }
    Some(end)
}

fn network(text: &str, at: usize) -> Option<usize> {
    let at = at + text[at..].len() - text[at..].trim_start_matches(['@', '#']).len();
    let first = fold(text[at..].chars().next()?);
    let mut opening = NETWORKS.iter().filter(|(letter, _)| *letter == first);
    opening.find_map(|(_, name)| eat(text, at, name, false))
}

fn number(text: &str, at: usize) -> Option<usize> {
    let at = at + text[at..].len() - text[at..].trim_start_matches(['$', '€', '£', '#', '+']).len();
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_numeric() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
    rest.starts_with(char::is_numeric).then_some(at + end)
}

/// "rt.com", "news.example.org": a dot between letters, letters after the last.
fn domain(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/');
    let end = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches(['.', '/', '-']);
    let (name, top) = word.split('/').next()?.rsplit_once('.')?;
    let is_domain = !name.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_lowercase());
    is_domain.then_some(at + word.len())
}

/// Whether something holds of the first words at a place, of one, two and so on.
fn few_words(text: &str, at: usize, most: usize, mut holds: impl FnMut(&str, usize) -> bool) -> bool {
    let (mut end, mut left) = (at, most * CHARS_PER_WORD);
    while left > 0 {
        let from = skip_gap(text, end);
        let Some(next) = word_end(text, from) else { return false };
        if ends_sentence(&text[at..end], &text[end..]) {
            return false;
        }
        end = next;
        if holds(&text[at..end], end) {
            return true;
        }
        left = left.saturating_sub(if text[from..end].starts_with(is_unspaced) { 1 } else { CHARS_PER_WORD });
    }
    false
}

/// Whether a sentence ends between words: a full stop after more than an initial or "St".
fn ends_sentence(before: &str, after: &str) -> bool {
    const MAX_SHORT_CHARS: usize = 3;
    let last = || before.rsplit(char::is_whitespace).next().unwrap_or("");
    match after.chars().next() {
        Some('.') => last().chars().nth(MAX_SHORT_CHARS).is_some(),
        Some(c) => is_terminator(c),
        None => false,
    }
}

/// Whether words hold a capital, a digit, a handle, or are of a script without capitals.
fn is_name(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        let first =
            word.trim_start_matches(|c: char| !letters::is_alphanumeric(c) && c != '@').chars().next();
        first.is_some_and(|c| !c.is_lowercase())
            || word.contains(char::is_uppercase)
            || domain(word, 0).is_some()
    })
}

/// Whether the rest of a block reads as a headline rather than as the end of a sentence.
fn is_headline(text: &str, before: usize, at: usize) -> bool {
    const MAX_HEADLINE_WORDS: usize = 30;
    /// A sentence after a colon may be a teaser as well, a longer one is rather text.
    const MAX_SENTENCE_WORDS: usize = 20;
    let rest = text[at..].trim_end();
    let words = count_words(rest);
    let has_colon = has_colon(&text[before..at]);
    let is_terminated =
        rest.trim_end_matches(['"', '\'', ')', '”', '’', '»', ' ', '*']).ends_with(['.', '。', '।', '۔']);
    let fits = words <= MAX_HEADLINE_WORDS && (!is_terminated || has_colon && words <= MAX_SENTENCE_WORDS);
    let begins = rest.chars().next().is_some_and(|c| !c.is_lowercase());
    let is_divided = has_colon || before == at || text[before..at].contains(['\n', '‘', '“', '«', '"']);
    fits && begins_with_letter(rest) && (has_colon || begins && (is_divided || words > 2))
}

fn begins_with_letter(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| letters::is_alphanumeric(c) || matches!(c, '#' | '@' | '$' | '€' | '£' | '.'))
}

/// What introduces a title; a hyphen joins words unless there are blanks around it.
fn has_colon(gap: &str) -> bool {
    let is_dash = gap.contains('-') && gap.contains(char::is_whitespace);
    is_dash
        || gap.contains([
            ':', '：', '|', '│', '–', '—', '】', '»', '›', '>', '→', '▶', '►', '➡', '👉', '\n', '/', '•',
        ])
}

/// Past what may be between two words of a frame: blanks and signs, but no end of a sentence.
#[inline]
fn skip_gap(text: &str, at: usize) -> usize {
    match text.as_bytes()[at..] {
        [first, ..] if IS_PLAIN[usize::from(first)] => at,
        [b' ', next, ..] if IS_PLAIN[usize::from(next)] => at + 1,
        _ => skip_gap_of_any(text, at),
    }
}

/// The same character by character.
#[inline(never)]
fn skip_gap_of_any(text: &str, at: usize) -> usize {
    let is_gap = |c: char| !is_of_word(c) && !is_terminator(c) && c != '.';
    text[at..].find(|c| !is_gap(c)).map_or(text.len(), |gap| at + gap)
}

/// Letters, digits, marks that belong to letters, and signs that begin a handle or a price.
fn is_of_word(c: char) -> bool {
    if c.is_ascii_alphanumeric() {
        return true;
    }
    letters::is_alphanumeric(c) || matches!(c, '@' | '#' | '$' | '€' | '£' | '&' | '+') || is_mark(c)
}

/// Vowel signs and the like.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036f | 0x0900..=0x0dff | 0x0e31..=0x0e4e | 0x064b..=0x065f)
}

/// The end of the word at a place: one sign of a script without spaces, else up to a space or a sign between words.
#[inline]
fn word_end(text: &str, at: usize) -> Option<usize> {
    match ascii_word_end(&text.as_bytes()[at..]) {
        Some(end) => (end > 0).then_some(at + end),
        None => word_end_of_any(text, at),
    }
}

/// The same character by character.
#[inline(never)]
fn word_end_of_any(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if is_unspaced(first) {
        let marks = rest[first.len_utf8()..].find(|c| !is_mark(c)).unwrap_or(rest.len() - first.len_utf8());
        return Some(at + first.len_utf8() + marks);
    }
    let is_inside = |c: char| !is_unspaced(c) && (is_of_word(c) || matches!(c, '.' | '\'' | '’' | '-' | '_'));
    let end = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches(['.', '\'', '’', '-']);
    (!word.is_empty()).then_some(at + word.len())
}

/// By byte, whether it is a letter or a digit of ASCII.
static IS_PLAIN: [bool; 256] = letters::letters_and_digits();

/// By byte, whether it is inside of a word as far as ASCII tells.
static IS_INSIDE: [bool; 256] = {
    let mut is_inside = letters::letters_and_digits();
    let (signs, mut at) = (*b"@#$&+.'-_", 0);
    while at < signs.len() {
        is_inside[signs[at] as usize] = true;
        at += 1;
    }
    is_inside
};

/// The same where no character beyond ASCII tells: 0 where no word is, nothing where one may tell.
fn ascii_word_end(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|byte| !IS_INSIDE[usize::from(*byte)]).unwrap_or(rest.len());
    let word = &rest[..end];
    let marks = word.iter().rev().take_while(|byte| matches!(byte, b'.' | b'\'' | b'-')).count();
    rest.get(end).is_none_or(u8::is_ascii).then_some(end - marks)
}

/// Bullets, arrows and brackets before a line; a quotation is somebody's words.
fn is_decoration(c: char) -> bool {
    !is_of_word(c) && !matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '„' | '«' | '「' | '『' | '©')
}

/// Words, two signs of a script without spaces counting as one.
fn count_words(text: &str) -> usize {
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    let spaced = text.split_whitespace().filter(|word| !word.starts_with(is_unspaced)).count();
    spaced + unspaced / CHARS_PER_WORD
}

#[cfg(test)]
mod tests;
