//! Frames: stock lines of boilerplate with slots for what differs from outlet to outlet. See `frames.tsv`.
//!
//! "Follow {name} on {network}" is one row, read by [`frame_patterns`](super::frame_patterns). Frames are found by their first
//! word, those that begin with a slot by the first word after it.

use std::borrow::Cow;

use once_cell::sync::Lazy;

use super::frame_letters::{PLAIN, fold, is_left_out, is_unspaced};
use super::frame_patterns::{Extent, Frame, Part, Required, Step, frame};
use super::letters;
use super::table::{Table, with_room};
use super::word_set::packed;
use super::{Row, rows};

/// Where a word is in a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// The frame's place in the list.
    frame: u32,
    /// The step of the word; the first step, where several slots are before it.
    pub(crate) step: usize,
    /// The slot before the word, if it is one.
    pub(crate) lead: Option<Part>,
    /// How the word after it can begin.
    next: Beginnings,
    /// The words, by `word_starts`, of which the text has one: the rarest of the frame, and the last.
    later: [u128; 2],
}

/// How a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beginnings {
    /// With which letter, by `letter_bit`.
    pub(crate) letters: u64,
    /// With which two, by `word_starts`.
    pub(crate) starts: u128,
}

impl Beginnings {
    /// In every way there is.
    pub(crate) const ANY: Beginnings = Beginnings { letters: u64::MAX, starts: u128::MAX };
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
            Some(Step::Part(Part::Word(_), next)) => {
                (Beginnings { letters: of(*next).letters, starts: of(*next).here }, of(*next))
            }
            _ => (Beginnings::ANY, of(step)),
        };
        Entry { frame: self.place, step, lead, next, later: [later.starts, later.last] }
    }
}

impl Entry {
    /// Whether a word after that of the entry can begin like the text's.
    pub(crate) fn may_go_on(&self, next: Beginnings) -> bool {
        self.next.letters & next.letters != 0 && self.next.starts & next.starts != 0
    }

    /// Whether the words of a text, by `word_starts`, can be all that the frame has to have.
    pub(crate) fn may_be_in(&self, starts: u128) -> bool {
        self.later.iter().all(|later| later & starts != 0)
    }

    pub(crate) fn frame(&self) -> Option<&'static Frame> {
        FRAMES.all.get(self.frame as usize)
    }
}

/// The entries by the key of their word, those of certain frames first.
pub(crate) struct Index {
    by_key: Keys,
    /// By word of a frame the place of its key's entries: most words are in several frames.
    by_word: Table<&'static str, usize>,
    entries: Vec<Vec<Entry>>,
    /// How the keys begin: most words are ruled out by that.
    openings: Vec<bool>,
}

/// The places of keys; short ones in ASCII are numbers.
struct Keys {
    short: Table<u128, usize>,
    long: Table<Cow<'static, str>, usize>,
}

impl Keys {
    fn entry_or_insert_with(&mut self, key: Cow<'static, str>, place: impl FnOnce() -> usize) -> usize {
        match packed(&key) {
            Some(packed) => *self.short.entry(packed).or_insert_with(place),
            None => *self.long.entry(key).or_insert_with(place),
        }
    }

    fn get(&self, key: &str) -> Option<usize> {
        match packed(key) {
            Some(packed) => self.short.get(&packed).copied(),
            None => self.long.get(key).copied(),
        }
    }
}

/// Keys in ASCII of at most so many bytes are found in any case, others folded.
pub(crate) const MAX_SHORT_KEY_BYTES: usize = 16;

impl Index {
    fn new() -> Index {
        // The words that frames begin with.
        const KEYS: usize = 3_000;
        let by_key = Keys { short: with_room(KEYS), long: Table::default() };
        let by_word = with_room(KEYS);
        Index { by_key, by_word, entries: Vec::with_capacity(KEYS), openings: vec![false; OPENINGS] }
    }

    fn add(&mut self, word: &'static str, entry: Entry) {
        let place = *self.by_word.entry(word).or_insert_with(|| {
            let key = key(word);
            self.openings[opening(&key)] = true;
            self.by_key.entry_or_insert_with(key, || {
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
        self.by_key.get(key).map_or(&[], |place| self.entries[place].as_slice())
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
    if let [first, second, third, ..] = *text.as_bytes()
        && (first | second | third).is_ascii()
    {
        let [first, second, third] = [first, second, third].map(|byte| u32::from(PLAIN[usize::from(byte)]));
        return match (first, second, third) {
            (0, _, _) => 0,
            (_, 0, _) => add(0, first),
            (_, _, 0) => add(add(0, first), second),
            _ => add(add(add(0, first), second), third),
        };
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

#[cfg(test)]
mod tests {
    use super::super::frame_letters::word_starts;
    use super::super::frame_patterns::steps;
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
        assert_eq!(
            may_be("in {words} (comments|replies)", "In the harbour’s café"),
            Some(true),
            "not looked at"
        );
        assert_eq!(may_be("in {words} (comments|replies)", "In the harbour’s “inn” –"), Some(false));
        assert_eq!(may_be("in {words} (comments|replies)", "In “all” – ‘12 Comments’"), Some(true));
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
