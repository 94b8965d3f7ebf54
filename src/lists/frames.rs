//! Frames: stock lines of boilerplate with slots for what differs from outlet to outlet. See `frames.tsv`.
//!
//! "Follow {name} on {network}" is one row; optional words and alternatives are written out when the table is read, so
//! that a frame is a plain row of words and slots. Frames are found by their first word, those that begin with a slot by
//! the first word after it.

use std::borrow::Cow;

use once_cell::sync::Lazy;

use super::letters;
use super::table::{Table, with_room};
use super::{Row, rows};
use crate::labels::Boilerplate;

/// What of a block a frame has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// How it begins.
    Start,
    /// One of its sentences.
    Sentence,
}

/// A place in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Word(&'static str),
    /// A colon, a bar, a dash or an arrow.
    Colon,
    /// An outlet, a person, a place: a few words with a capital.
    Name,
    /// One or more social networks.
    Network,
    Number,
    Date,
    Domain,
    /// A few words of any kind.
    Words,
    /// The rest of the line, if it reads as a headline.
    Headline,
    /// The rest, whatever it is.
    Rest,
}

/// A step of a frame, and the step after it by its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Part(Part, usize),
    /// Any of these.
    Choice(Vec<usize>),
    End,
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) kind: Boilerplate,
    pub(crate) extent: Extent,
    /// Whether the block goes wherever it is and whatever its score.
    pub(crate) is_certain: bool,
    /// The steps, each after those that follow it.
    pub(crate) steps: Vec<Step>,
}

impl Frame {
    /// The step that a frame begins with.
    pub(crate) fn first(&self) -> usize {
        self.steps.len().saturating_sub(1)
    }

    /// Calls with every part that can come at a step: with its step, the part and the step after it. The depth is that of
    /// our own frames.
    fn each_part(&self, step: usize, on_part: &mut impl FnMut(usize, Part, usize)) {
        match self.steps.get(step) {
            Some(Step::Part(part, next)) => on_part(step, *part, *next),
            Some(Step::Choice(steps)) => steps.iter().rev().for_each(|step| self.each_part(*step, on_part)),
            Some(Step::End) | None => {}
        }
    }

    /// By step: the letters that can come there, all if it is not a word; and the words, by [`start_bits`], of which one
    /// has to come there or later, all if none has to.
    fn required(&self) -> Vec<Required> {
        let mut required: Vec<Required> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let of = |step: usize| required.get(step).copied().unwrap_or(Required::ANY);
            required.push(match step {
                Step::Part(Part::Word(word), next) => Required {
                    letters: word.chars().next().map_or(u64::MAX, letter_bit),
                    starts: rarer(start_bits(word), of(*next).starts),
                },
                // A number may end within a word.
                Step::Part(Part::Headline | Part::Rest | Part::Number, _) | Step::End => Required::ANY,
                Step::Part(_, next) => Required { letters: u64::MAX, starts: of(*next).starts },
                Step::Choice(steps) => {
                    let letters =
                        |step: usize| if self.is_choice(step) { u64::MAX } else { of(step).letters };
                    let none = Required { letters: 0, starts: 0 };
                    steps.iter().fold(none, |all, step| Required {
                        letters: all.letters | letters(*step),
                        starts: all.starts | of(*step).starts,
                    })
                }
            });
        }
        required
    }

    fn is_choice(&self, step: usize) -> bool {
        matches!(self.steps.get(step), Some(Step::Choice(_)))
    }
}

/// What a text has to have where a step of a frame is tried.
#[derive(Debug, Clone, Copy)]
struct Required {
    /// By [`letter_bit`].
    letters: u64,
    /// By [`word_starts`].
    starts: u128,
}

impl Required {
    const ANY: Required = Required { letters: u64::MAX, starts: u128::MAX };
}

/// A letter as one bit of 64.
pub(crate) fn letter_bit(letter: char) -> u64 {
    1 << (fold(letter) as u32 % 64)
}

/// How the words of a text begin, as bits of 128; all, where it is not in ASCII.
pub(crate) fn word_starts(text: &str) -> u128 {
    if !text.is_ascii() {
        return u128::MAX;
    }
    let (mut starts, mut is_inside) = (0, false);
    let after = text.bytes().skip(1).chain([b' ']);
    for (byte, next) in text.bytes().zip(after) {
        let is_letter = byte.is_ascii_alphanumeric();
        if is_letter && !is_inside {
            starts |= start_bit(byte.into(), next.into());
        }
        is_inside = is_letter;
    }
    starts
}

/// The same of a word of a frame; all, where it is one letter.
fn start_bits(word: &str) -> u128 {
    let mut letters = word.chars().filter(|c| !is_left_out(*c));
    match (letters.next(), letters.next()) {
        // No text in ASCII has it.
        (Some(first), Some(_)) if !fold(first).is_ascii() => 1,
        (Some(first), Some(second)) if first.is_alphanumeric() => start_bit(first, second),
        _ => u128::MAX,
    }
}

fn start_bit(first: char, second: char) -> u128 {
    let second = if second.is_alphanumeric() { fold(second) } else { ' ' };
    1 << ((fold(first) as u32 * 31 + second as u32) % 128)
}

/// The one of two sets that is less likely to be met.
fn rarer(one: u128, other: u128) -> u128 {
    if one.count_ones() <= other.count_ones() { one } else { other }
}

/// Where a word is in a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// The frame's place in the list.
    frame: u32,
    /// The step of the word; the first step, where several slots are before it.
    pub(crate) step: usize,
    /// The slot before the word, if it is one.
    pub(crate) lead: Option<Part>,
    /// The letters, by [`letter_bit`], that the word after it can begin with.
    next: u64,
    /// The words, by [`word_starts`], of which the text has one.
    later: u128,
}

/// A frame with its place in the list, and what [`Frame::required`] returns for it.
#[derive(Clone, Copy)]
struct Placed<'a> {
    place: u32,
    frame: &'a Frame,
    required: &'a [Required],
}

impl Placed<'_> {
    fn entry(&self, step: usize, lead: Option<Part>) -> Entry {
        let of = |step: usize| self.required.get(step).copied().unwrap_or(Required::ANY);
        // The word itself is known to be there.
        let (next, later) = match self.frame.steps.get(step) {
            Some(Step::Part(Part::Word(_), next)) => (of(*next).letters, of(*next).starts),
            _ => (u64::MAX, of(step).starts),
        };
        Entry { frame: self.place, step, lead, next, later }
    }
}

impl Entry {
    /// Whether a word after that of the entry can begin with one of some letters.
    pub(crate) fn may_go_on(&self, letters: u64) -> bool {
        self.next & letters != 0
    }

    /// Whether the words of a text, by [`word_starts`], can be all that the frame has to have.
    pub(crate) fn may_be_in(&self, starts: u128) -> bool {
        self.later & starts != 0
    }

    pub(crate) fn frame(&self) -> Option<&'static Frame> {
        FRAMES.all.get(self.frame as usize)
    }
}

/// The entries by the key of their word, those of certain frames first.
pub(crate) struct Index {
    by_key: Table<Cow<'static, str>, usize>,
    /// By word of a frame the place of its key's entries: most words are in several frames.
    by_word: Table<&'static str, usize>,
    entries: Vec<Vec<Entry>>,
    /// How the keys begin: most words are ruled out by that.
    openings: Vec<bool>,
}

impl Index {
    fn new() -> Index {
        // The words that frames begin with.
        const KEYS: usize = 3_000;
        let (by_key, by_word) = (with_room(KEYS), with_room(KEYS));
        Index { by_key, by_word, entries: Vec::with_capacity(KEYS), openings: vec![false; OPENINGS] }
    }

    fn add(&mut self, word: &'static str, entry: Entry) {
        let place = *self.by_word.entry(word).or_insert_with(|| {
            let key = key(word);
            self.openings[opening(&key)] = true;
            *self.by_key.entry(key).or_insert_with(|| {
                self.entries.push(Vec::new());
                self.entries.len() - 1
            })
        });
        self.entries[place].push(entry);
    }

    /// Whether there may be a key that a text begins with.
    pub(crate) fn may_open(&self, text: &str) -> bool {
        self.openings.get(opening(text)).is_some_and(|known| *known)
    }

    pub(crate) fn get(&self, key: &str) -> &[Entry] {
        self.by_key.get(key).map_or(&[], |place| self.entries[*place].as_slice())
    }
}

/// The table, ready to be searched.
pub(crate) struct Frames {
    /// Certain ones first.
    pub(crate) all: Vec<Frame>,
    /// By the word they begin with.
    pub(crate) first: Index,
    /// Those that are one sentence of a block, by the word they begin with.
    pub(crate) sentences: Index,
    /// Of those that begin with a slot, by the word after it.
    pub(crate) second: Index,
}

pub(crate) static FRAMES: Lazy<Frames> = Lazy::new(|| {
    let mut all: Vec<Frame> = rows(include_str!("frames.tsv")).filter_map(|row| frame(&row)).collect();
    all.sort_by_key(|frame| !frame.is_certain);
    let (mut first, mut sentences, mut second) = (Index::new(), Index::new(), Index::new());
    for (place, frame) in (0..).zip(&all) {
        let placed = Placed { place, frame, required: &frame.required() };
        frame.each_part(frame.first(), &mut |step, part, next| match part {
            Part::Word(word) => {
                let entry = placed.entry(step, None);
                first.add(word, entry);
                if frame.extent == Extent::Sentence {
                    sentences.add(word, entry);
                }
            }
            slot => add_after(&mut second, placed, slot, next),
        });
    }
    Frames { all, first, sentences, second }
});

/// Adds the words that can come first after a slot, which another slot may follow.
fn add_after(index: &mut Index, placed: Placed<'_>, slot: Part, next: usize) {
    let frame = placed.frame;
    frame.each_part(next, &mut |step, part, next| match part {
        Part::Word(word) => index.add(word, placed.entry(step, Some(slot))),
        _ => frame.each_part(next, &mut |_, part, _| {
            if let Part::Word(word) = part {
                index.add(word, placed.entry(frame.first(), None));
            }
        }),
    });
}

/// The names of social networks, and other names and spellings of them, in lower case, each with its first letter folded.
pub(crate) static NETWORKS: Lazy<Vec<(char, String)>> = Lazy::new(|| {
    let names = |row: Row| {
        let aliases = row.get(2).into_iter().flat_map(|aliases| aliases.split('|'));
        row.get(1).copied().into_iter().chain(aliases).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let mut names: Vec<String> = rows(include_str!("networks.tsv")).flat_map(names).collect();
    names.retain(|name| !name.is_empty());
    // "WhatsApp Channel" before "WhatsApp".
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.into_iter().filter_map(|name| Some((fold(name.chars().next()?), name))).collect()
});

const OPENINGS: usize = 1 << 16;

/// The first three letters of a text as a number below [`OPENINGS`]; one, where words are not divided.
fn opening(text: &str) -> usize {
    const LETTERS: usize = 3;
    let add = |number: usize, letter: u32| (number * 509 + letter as usize) % OPENINGS;
    let first = &text.as_bytes()[..text.len().min(LETTERS)];
    if first.is_ascii() {
        let letters = first.iter().take_while(|byte| byte.is_ascii_alphanumeric());
        return letters.fold(0, |number, byte| add(number, byte.to_ascii_lowercase().into()));
    }
    let (mut number, mut is_unspaced_word) = (0, false);
    for letter in text.chars().filter(|c| !is_left_out(*c)).map(fold).take(LETTERS) {
        if is_unspaced_word || !letter.is_alphanumeric() {
            break;
        }
        is_unspaced_word = is_unspaced(letter);
        number = add(number, letter.into());
    }
    number
}

/// A letter as it is compared: in lower case, straight quotes, without the accents that capitals often lack.
pub(crate) fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c.to_lowercase().next().unwrap_or(c) {
        '’' | '‘' | 'ʼ' | '´' | '׳' => '\'',
        '\u{a0}' => ' ',
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' | 'ı' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ă' => 'a',
        'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        lower => lower,
    }
}

/// Marks that are often left out: the dot below of Devanagari, vowels of Arabic.
pub(crate) fn is_left_out(c: char) -> bool {
    matches!(c, '\u{93c}' | '\u{64b}'..='\u{652}' | '\u{640}')
}

/// What a word of a frame is looked up by: the letters it begins with, or one sign of a script without spaces.
fn key(word: &'static str) -> Cow<'static, str> {
    let end = word.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(word.len());
    if !word[end..].starts_with(|c: char| letters::is_alphanumeric(c) || is_left_out(c)) {
        return Cow::Borrowed(&word[..end]);
    }
    let unspaced = word.chars().next().is_some_and(is_unspaced);
    let most = if unspaced { 1 } else { usize::MAX };
    let letters = word.chars().filter(|c| !is_left_out(*c)).map(fold);
    let mut key = String::with_capacity(word.len());
    key.extend(letters.take_while(|c| letters::is_alphanumeric(*c)).take(most));
    Cow::Owned(key)
}

/// Letters of scripts without spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x3005 | 0x3040..=0x30ff | 0x3400..=0x9fff)
}

/// The frame of a row, or nothing if it is not well formed.
fn frame(row: &[&'static str]) -> Option<Frame> {
    let &[kind, extent, weight, _language, pattern] = row else { return None };
    let extent = match extent {
        "whole" => Extent::Whole,
        "start" => Extent::Start,
        "sentence" => Extent::Sentence,
        _ => return None,
    };
    let is_certain = match weight {
        "certain" => true,
        "sign" => false,
        _ => return None,
    };
    Some(Frame { kind: Boilerplate::from_name(kind)?, extent, is_certain, steps: steps(pattern)? })
}

/// The steps of a pattern, from the last to the first, as it is read.
fn steps(pattern: &'static str) -> Option<Vec<Step>> {
    // A part ends with a blank or a sign; a group is a step, too.
    let ends = pattern.bytes().filter(|byte| matches!(byte, b' ' | b'|' | b']' | b')' | b'}')).count();
    let mut steps = Vec::with_capacity(ends + 2);
    steps.push(Step::End);
    let mut rest = pattern.trim_end();
    while let Some(last) = rest.chars().next_back() {
        let next = steps.len() - 1;
        let (before, inside) = match last {
            ']' => rest[..rest.len() - 1].rsplit_once('[')?,
            ')' => rest[..rest.len() - 1].rsplit_once('(')?,
            _ => rest.split_at(rest.rfind([']', ')']).map_or(0, |end| end + 1)),
        };
        rest = before;
        if !matches!(last, ']' | ')') {
            add_parts(&mut steps, inside, next)?;
            continue;
        }
        let starts = inside.split('|').map(|choice| add_parts(&mut steps, choice, next));
        let mut starts = starts.collect::<Option<Vec<usize>>>()?;
        if last == ']' {
            starts.push(next);
        }
        if starts.len() > 1 {
            steps.push(Step::Choice(starts));
        }
    }
    Some(steps)
}

/// Adds words and slots without groups, which lead to a step; returns the step they begin with.
fn add_parts(steps: &mut Vec<Step>, text: &'static str, mut next: usize) -> Option<usize> {
    let mut add = |part: Part| {
        steps.push(Step::Part(part, next));
        next = steps.len() - 1;
    };
    let mut rest = text.trim_end();
    while let Some(last) = rest.chars().next_back() {
        let is_border = |c: char| c.is_whitespace() || c == '}';
        let start = match last {
            '}' => rest.rfind('{')?,
            _ => {
                rest.rfind(is_border).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8))
            }
        };
        let (before, part) = rest.split_at(start);
        match part {
            "{name}" => add(Part::Name),
            "{network}" => add(Part::Network),
            "{n}" => add(Part::Number),
            "{date}" => add(Part::Date),
            "{domain}" => add(Part::Domain),
            "{words}" => add(Part::Words),
            "{headline}" => add(Part::Headline),
            "…" => add(Part::Rest),
            ":" | "：" => add(Part::Colon),
            unknown if unknown.contains(['{', '[', '(']) => return None,
            word => {
                let before_colon = word.strip_suffix([':', '：']);
                before_colon.into_iter().for_each(|_| add(Part::Colon));
                add(Part::Word(before_colon.unwrap_or(word)));
            }
        }
        rest = before.trim_end();
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts_at(frame: &Frame, step: usize) -> Vec<(usize, Part, usize)> {
        let mut parts = Vec::new();
        frame.each_part(step, &mut |step, part, next| parts.push((step, part, next)));
        parts
    }

    #[test]
    fn every_row_is_a_frame() {
        for row in rows(include_str!("frames.tsv")) {
            let frame = frame(&row).unwrap_or_else(|| panic!("{row:?}"));
            assert_eq!(row[4], row[4].to_lowercase(), "{row:?}");
            let words_at = |step| {
                parts_at(&frame, step).into_iter().filter(|(_, part, _)| matches!(part, Part::Word(_)))
            };
            for (_, part, next) in parts_at(&frame, frame.first()) {
                let later = || parts_at(&frame, next).into_iter().flat_map(|(_, _, next)| words_at(next));
                let is_found = match part {
                    Part::Word(_) => true,
                    Part::Rest | Part::Headline | Part::Colon => false,
                    _ => words_at(next).chain(later()).next().is_some(),
                };
                assert!(is_found, "nothing to look it up by: {row:?}");
            }
            let is_last =
                |step: &Step| !matches!(step, Step::Part(Part::Headline | Part::Rest, next) if *next != 0);
            assert!(frame.steps.iter().all(is_last), "goes on after its end: {row:?}");
            let is_slot = |step: &&Step| matches!(step, Step::Part(Part::Name | Part::Words | Part::Date, _));
            assert!(frame.steps.iter().filter(is_slot).count() <= MAX_SLOTS, "too many attempts: {row:?}");
        }
    }

    /// Each is tried at several lengths.
    const MAX_SLOTS: usize = 4;

    #[test]
    fn no_row_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for row in rows(include_str!("frames.tsv")) {
            assert!(seen.insert(row[4]), "{row:?}");
        }
    }

    #[test]
    fn groups_are_choices() {
        use Part::{Colon, Name, Word};
        let first = |pattern| {
            let frame = frame(&["tags", "whole", "sign", "en", pattern])?;
            Some(parts_at(&frame, frame.first()).into_iter().map(|(_, part, _)| part).collect::<Vec<_>>())
        };
        assert_eq!(first("(read|see) also:"), Some(vec![Word("see"), Word("read")]));
        assert_eq!(first("[us|{name}] on"), Some(vec![Word("on"), Name, Word("us")]));
        let unspaced = [Step::End, Step::Part(Colon, 0), Step::Part(Name, 1), Step::Part(Word("关注"), 2)];
        assert_eq!(steps("关注{name}："), Some(unspaced.to_vec()));
        assert_eq!(first("follow {nobody}"), None);
        assert_eq!(first("follow [us"), None);
    }

    #[test]
    fn a_text_has_what_a_frame_requires() {
        let may_be = |pattern, text| {
            let frame = frame(&["tags", "whole", "sign", "en", pattern])?;
            let placed = Placed { place: 0, frame: &frame, required: &frame.required() };
            Some(placed.entry(frame.first(), None).may_be_in(word_starts(text)))
        };
        assert_eq!(may_be("in {words} (comments|replies)", "In all 12 Comments"), Some(true));
        assert_eq!(may_be("in {words} (comments|replies)", "In the harbour"), Some(false));
        assert_eq!(may_be("in {words} (comments|replies)", "In the café"), Some(true), "not looked at");
        assert_eq!(may_be("l'article {words} (été|hier)", "L'Article d'ETE"), Some(true));
        assert_eq!(may_be("{n}km", "12km"), Some(true), "a number ends anywhere");
    }

    #[test]
    fn capitals_without_accents_are_the_same_letters() {
        let folded = |text: &str| text.chars().map(fold).collect::<String>();
        assert_eq!(folded("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ"), folded("Διαβάστε επίσης"));
        assert_eq!(folded("A LIRE"), folded("À lire"));
        assert_eq!(folded("TAKİP"), folded("takip"));
        assert_eq!(folded("Citește şi"), folded("citeşte și"));
    }
}
