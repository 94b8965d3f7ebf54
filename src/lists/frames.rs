//! Frames: stock lines of boilerplate with slots for what differs from outlet to outlet. See `frames.tsv`.
//!
//! "Follow {name} on {network}" is one row; optional words and alternatives are written out when the table is read, so
//! that a frame is a plain row of words and slots. Frames are found by their first word, those that begin with a slot by
//! the first word after it.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;
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

    /// The steps of parts that can come at a step, each with its part and the step after it.
    pub(crate) fn parts_at(&self, step: usize) -> Vec<(usize, Part, usize)> {
        let mut parts = Vec::new();
        let mut open = vec![step];
        while let Some(step) = open.pop() {
            match self.steps.get(step) {
                Some(Step::Part(part, next)) => parts.push((step, *part, *next)),
                Some(Step::Choice(steps)) => open.extend(steps),
                Some(Step::End) | None => {}
            }
        }
        parts
    }

    /// The letters that can come at a step: all, if it is not a word.
    fn letters_at(&self, step: usize) -> u64 {
        let ends = |step: &usize| matches!(self.steps.get(*step), Some(Step::End) | None);
        let may_end = match self.steps.get(step) {
            Some(Step::Choice(steps)) => steps.iter().any(|step| ends(step) || self.is_choice(*step)),
            _ => ends(&step),
        };
        let letters = |(_, part, _): &(usize, Part, usize)| match part {
            Part::Word(word) => word.chars().next().map_or(u64::MAX, letter_bit),
            _ => u64::MAX,
        };
        if may_end { u64::MAX } else { self.parts_at(step).iter().map(letters).fold(0, |all, one| all | one) }
    }

    fn is_choice(&self, step: usize) -> bool {
        matches!(self.steps.get(step), Some(Step::Choice(_)))
    }
}

/// A letter as one bit of 64.
pub(crate) fn letter_bit(letter: char) -> u64 {
    1 << (fold(letter) as u32 % 64)
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
}

impl Entry {
    fn new(place: u32, frame: &Frame, step: usize, lead: Option<Part>) -> Entry {
        let next = match frame.steps.get(step) {
            Some(Step::Part(Part::Word(_), next)) => frame.letters_at(*next),
            _ => u64::MAX,
        };
        Entry { frame: place, step, lead, next }
    }

    /// Whether a word after that of the entry can begin with one of some letters.
    pub(crate) fn may_go_on(&self, letters: u64) -> bool {
        self.next & letters != 0
    }

    pub(crate) fn frame(&self) -> Option<&'static Frame> {
        FRAMES.all.get(self.frame as usize)
    }
}

/// The entries by the key of their word, those of certain frames first.
#[derive(Default)]
pub(crate) struct Index {
    by_key: Table<String, Vec<Entry>>,
    /// How the keys begin: most words are ruled out by that.
    openings: Vec<bool>,
}

impl Index {
    fn add(&mut self, word: &str, entry: Entry) {
        let key = key(word);
        self.openings.resize(OPENINGS, false);
        self.openings[opening(&key)] = true;
        self.by_key.entry(key).or_default().push(entry);
    }

    /// Whether there may be a key that a text begins with.
    pub(crate) fn may_open(&self, text: &str) -> bool {
        self.openings.get(opening(text)).is_some_and(|known| *known)
    }

    pub(crate) fn get(&self, key: &str) -> &[Entry] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The table, ready to be searched.
#[derive(Default)]
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
    let (mut first, mut sentences, mut second) = (Index::default(), Index::default(), Index::default());
    for (place, frame) in (0..).zip(&all) {
        for (step, part, next) in frame.parts_at(frame.first()) {
            match part {
                Part::Word(word) => {
                    let entry = Entry::new(place, frame, step, None);
                    first.add(word, entry);
                    if frame.extent == Extent::Sentence {
                        sentences.add(word, entry);
                    }
                }
                slot => add_after(&mut second, (place, frame), slot, next),
            }
        }
    }
    Frames { all, first, sentences, second }
});

/// Adds the words that can come first after a slot, which another slot may follow.
fn add_after(index: &mut Index, (place, frame): (u32, &Frame), slot: Part, next: usize) {
    for (step, part, next) in frame.parts_at(next) {
        if let Part::Word(word) = part {
            index.add(word, Entry::new(place, frame, step, Some(slot)));
            continue;
        }
        for (_, part, _) in frame.parts_at(next) {
            if let Part::Word(word) = part {
                index.add(word, Entry::new(place, frame, frame.first(), None));
            }
        }
    }
}

/// The names of social networks, and other names and spellings of them, in lower case.
pub(crate) static NETWORKS: Lazy<Vec<String>> = Lazy::new(|| {
    let names = |row: Vec<&'static str>| {
        let aliases = row.get(2).into_iter().flat_map(|aliases| aliases.split('|'));
        row.get(1).copied().into_iter().chain(aliases).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let mut names: Vec<String> = rows(include_str!("networks.tsv")).flat_map(names).collect();
    names.retain(|name| !name.is_empty());
    // "WhatsApp Channel" before "WhatsApp".
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
});

const OPENINGS: usize = 1 << 16;

/// The first three letters of a text as a number below [`OPENINGS`]; one, where words are not divided.
fn opening(text: &str) -> usize {
    const LETTERS: usize = 3;
    let (mut number, mut is_unspaced_word) = (0, false);
    for letter in text.chars().filter(|c| !is_left_out(*c)).map(fold).take(LETTERS) {
        if is_unspaced_word || !letter.is_alphanumeric() {
            break;
        }
        is_unspaced_word = is_unspaced(letter);
        number = (number * 509 + letter as usize) % OPENINGS;
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

/// What a word is looked up by: the letters it begins with, or one sign of a script without spaces.
fn key(word: &str) -> String {
    let unspaced = word.chars().next().is_some_and(is_unspaced);
    let most = if unspaced { 1 } else { usize::MAX };
    let letters = word.chars().filter(|c| !is_left_out(*c)).map(fold);
    letters.take_while(|c| c.is_alphanumeric()).take(most).collect()
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

/// The steps of a pattern, from the last to the first.
fn steps(pattern: &'static str) -> Option<Vec<Step>> {
    let mut groups = Vec::new();
    let mut rest = pattern.trim();
    while let Some(first) = rest.chars().next() {
        let (choices, after) = match first {
            '[' => group(rest, ']', true)?,
            '(' => group(rest, ')', false)?,
            _ => {
                let end = rest.find(['[', '(']).unwrap_or(rest.len());
                (vec![parts(&rest[..end])?], &rest[end..])
            }
        };
        groups.push(choices);
        rest = after;
    }
    let mut steps = vec![Step::End];
    for choices in groups.iter().rev() {
        let next = steps.len() - 1;
        let starts: Vec<usize> = choices.iter().map(|choice| add_parts(&mut steps, choice, next)).collect();
        if starts.len() > 1 {
            steps.push(Step::Choice(starts));
        }
    }
    Some(steps)
}

/// Adds parts that lead to a step; returns the step they begin with.
fn add_parts(steps: &mut Vec<Step>, parts: &[Part], next: usize) -> usize {
    parts.iter().rev().fold(next, |next, part| {
        steps.push(Step::Part(*part, next));
        steps.len() - 1
    })
}

type Choices = (Vec<Vec<Part>>, &'static str);

/// The choices of a group in brackets, and what follows it.
fn group(rest: &'static str, close: char, is_optional: bool) -> Option<Choices> {
    let end = rest.find(close)?;
    let mut choices: Vec<Vec<Part>> = rest[1..end].split('|').map(parts).collect::<Option<_>>()?;
    if is_optional {
        choices.push(Vec::new());
    }
    Some((choices, &rest[end + close.len_utf8()..]))
}

/// Words and slots without groups.
fn parts(text: &'static str) -> Option<Vec<Part>> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '{' => rest.find('}')? + 1,
            _ => rest.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(rest.len()),
        };
        let (part, after) = rest.split_at(end);
        match part {
            "{name}" => out.push(Part::Name),
            "{network}" => out.push(Part::Network),
            "{n}" => out.push(Part::Number),
            "{date}" => out.push(Part::Date),
            "{domain}" => out.push(Part::Domain),
            "{words}" => out.push(Part::Words),
            "{headline}" => out.push(Part::Headline),
            "…" => out.push(Part::Rest),
            ":" | "：" => out.push(Part::Colon),
            slot if slot.starts_with('{') => return None,
            word => match word.strip_suffix([':', '：']) {
                Some(word) => out.extend([Part::Word(word), Part::Colon]),
                None => out.push(Part::Word(word)),
            },
        }
        rest = after.trim_start();
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_frame() {
        for row in rows(include_str!("frames.tsv")) {
            let frame = frame(&row).unwrap_or_else(|| panic!("{row:?}"));
            assert_eq!(row[4], row[4].to_lowercase(), "{row:?}");
            let words_at =
                |step| frame.parts_at(step).into_iter().filter(|(_, part, _)| matches!(part, Part::Word(_)));
            for (_, part, next) in frame.parts_at(frame.first()) {
                let later = || frame.parts_at(next).into_iter().flat_map(|(_, _, next)| words_at(next));
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
            Some(frame.parts_at(frame.first()).into_iter().map(|(_, part, _)| part).collect::<Vec<_>>())
        };
        assert_eq!(first("(read|see) also:"), Some(vec![Word("see"), Word("read")]));
        assert_eq!(first("[us|{name}] on"), Some(vec![Word("on"), Name, Word("us")]));
        assert_eq!(parts("关注{name}："), Some(vec![Word("关注"), Name, Colon]));
        assert_eq!(first("follow {nobody}"), None);
        assert_eq!(first("follow [us"), None);
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
