//! Of which lists a line may have words.
//!
//! Most lines have no word of most lists. One pass over the words of a line tells that for all lists at once, so that
//! each list is asked only about the lines that may have something of it.

use once_cell::sync::Lazy;

use super::names::{self, BylineWord};
use super::self_words::{self, SelfWord};
use super::table::Table;
use super::word_bytes::words;
use super::{outlets, person_names, places};

/// A set of lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lists(u16);

impl Lists {
    /// Names of organisations, in whatever case.
    pub(crate) const OUTLETS: Lists = Lists(1);
    /// The same with the first word as it is written.
    pub(crate) const OUTLETS_AS_WRITTEN: Lists = Lists(1 << 1);
    pub(crate) const AGENCIES: Lists = Lists(1 << 2);
    /// Words before a colon and whom an article comes from.
    pub(crate) const SOURCES: Lists = Lists(1 << 3);
    /// Words right after a site's name, and those that can begin a phrase before one.
    pub(crate) const PROMPTS: Lists = Lists(1 << 4);
    /// Words of outlets' names.
    pub(crate) const PAPERS: Lists = Lists(1 << 5);
    /// Names that people are given.
    pub(crate) const GIVEN_NAMES: Lists = Lists(1 << 6);
    /// Cities that datelines begin with.
    pub(crate) const PLACES: Lists = Lists(1 << 7);
    /// Words before the name of who first published an article.
    pub(crate) const OF_NOTICES: Lists = Lists(1 << 8);
    pub(crate) const ALL: Lists = Lists(u16::MAX);

    /// The lists that may have a word of a text, or a phrase that begins in it where a word does. Letters beyond ASCII are taken for
    /// signs: the words that have them are in no list here.
    pub(crate) fn of(text: &str) -> Lists {
        let known = &*WORDS;
        let (mut lists, mut opening) = (0, None);
        for (_, start) in words(text.as_bytes()) {
            let word = known.word(start);
            lists |= word.lists;
            if opening.is_some_and(|first| known.open_name(first, start)) {
                lists |= Lists::OUTLETS_AS_WRITTEN.0;
            }
            opening = word.opens_name.then_some(start);
        }
        Lists(lists)
    }

    pub(crate) const fn or(self, other: Lists) -> Lists {
        Lists(self.0 | other.0)
    }

    /// Whether one of some lists is in the set.
    pub(crate) const fn any(self, of: Lists) -> bool {
        self.0 & of.0 != 0
    }
}

/// What is known of the words that start alike.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    lists: u16,
    /// Whether names of organisations begin with it that have more words.
    opens_name: bool,
}

/// How the words of all lists start, and of which lists they are.
struct Words {
    words: Table<u64, Word>,
    /// A bit for each hash of a start: most words are ruled out by it.
    known: Bits,
    /// The same for the first two words of a name: "The" begins many lines, "The Guardian" few.
    pairs: Bits,
}

type Bits = Box<[u64; (1 << HASH_BITS) / 64]>;

static WORDS: Lazy<Words> = Lazy::new(|| {
    let bits = || Box::new([0; (1 << HASH_BITS) / 64]);
    let mut words = Words { words: Table::default(), known: bits(), pairs: bits() };
    outlets::names().for_each(|(name, is_agency)| {
        words.add_in_any_case(name, Lists::OUTLETS);
        if is_agency {
            words.add_in_any_case(name, Lists::AGENCIES);
        }
    });
    outlets::written_names().for_each(|name| words.add_name(name));
    let sources = names::phrases(BylineWord::Source).into_iter();
    sources.for_each(|phrase| words.add_in_any_case(phrase, Lists::SOURCES));
    self_words::of_prompts().for_each(|word| words.add_in_any_case(word, Lists::PROMPTS));
    self_words::phrases(SelfWord::Paper).for_each(|word| words.add_in_any_case(word, Lists::PAPERS));
    person_names::given().for_each(|name| words.add_in_any_case(name, Lists::GIVEN_NAMES));
    places::cities().for_each(|name| words.add_in_any_case(name, Lists::PLACES));
    WORDS_OF_NOTICES.iter().for_each(|word| words.add_in_any_case(word, Lists::OF_NOTICES));
    words
});

/// "Edited by", "published on".
const WORDS_OF_NOTICES: [&str; 2] = ["by", "on"];

/// Bits of the hash of a start.
const HASH_BITS: u32 = 17;

impl Words {
    fn add(&mut self, start: Option<u64>, list: Lists) {
        let Some(start) = start else { return };
        self.words.entry(start).or_default().lists |= list.0;
        let (place, bit) = place(start);
        self.known[place] |= bit;
    }

    /// Adds the name of an organisation as it is written.
    fn add_name(&mut self, name: &str) {
        let Some(first) = first_word(name) else { return };
        let Some((_, second)) = words(name.as_bytes()).nth(1) else {
            return self.add(Some(first), Lists::OUTLETS_AS_WRITTEN);
        };
        self.add(Some(first), Lists::default());
        self.words.entry(first).or_default().opens_name = true;
        let (place, bit) = place(pair(first, second));
        self.pairs[place] |= bit;
    }

    /// Only the first letter is told apart by its case.
    fn add_in_any_case(&mut self, word: &str, list: Lists) {
        const OTHER_CASE: u64 = 0x20;
        let start = first_word(word);
        self.add(start, list);
        let first_is_letter = |start: &u64| (*start as u8).is_ascii_alphabetic();
        self.add(start.filter(first_is_letter).map(|start| start ^ OTHER_CASE), list);
    }

    fn word(&self, start: u64) -> Word {
        let (place, bit) = place(start);
        let known = if self.known[place] & bit == 0 { None } else { self.words.get(&start) };
        known.copied().unwrap_or_default()
    }

    /// Whether a name may begin with two words.
    fn open_name(&self, first: u64, second: u64) -> bool {
        let (place, bit) = place(pair(first, second));
        self.pairs[place] & bit != 0
    }
}

/// How two words start, as a number: the first as it is written, the second in whatever case.
fn pair(first: u64, second: u64) -> u64 {
    const LOWER_CASE: u64 = 0x20;
    first.rotate_left(5).wrapping_mul(0x517c_c1b7_2722_0a95) ^ (second | LOWER_CASE)
}

/// Where the bit of a start is.
fn place(start: u64) -> (usize, u64) {
    let hash = start.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - HASH_BITS);
    ((hash / 64) as usize, 1 << (hash % 64))
}

/// How the first word of a phrase starts; none of one that has letters beyond ASCII.
fn first_word(phrase: &str) -> Option<u64> {
    let bytes = phrase.as_bytes();
    // Of characters that are no letters the first byte is one of these two, or the whole is in another alphabet.
    let is_letter = |byte: &u8| matches!(byte, 0xc0..) && !matches!(byte, 0xc2 | 0xe2);
    let (_, start) = words(bytes).next()?;
    (!bytes.iter().any(is_letter)).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        for (text, list) in [
            ("told THE GUARDIAN’s reporter", Lists::OUTLETS),
            ("wet/Reuters", Lists::OUTLETS_AS_WRITTEN),
            ("at The guardian’s", Lists::OUTLETS_AS_WRITTEN),
            ("The “Al-Monitor”", Lists::OUTLETS_AS_WRITTEN),
            ("(ptz/dpa)", Lists::AGENCIES),
            ("12 October | source: Fen", Lists::SOURCES),
            ("Get the Newsletter", Lists::PROMPTS),
            ("Fen Times", Lists::PAPERS),
            ("By Maria-Anna, Nordvik", Lists::GIVEN_NAMES),
            ("SAN FRANCISCO: it rained", Lists::PLACES),
            ("first published on Fen", Lists::OF_NOTICES),
        ] {
            assert!(Lists::of(text).any(list), "{text}");
        }
        assert_eq!(Lists::of("wet 123, … “umbrellas”"), Lists::default());
        for other in ["some reuters", "The rain", "The wet Jazeera"] {
            assert!(!Lists::of(other).any(Lists::OUTLETS_AS_WRITTEN), "{other}");
        }
    }

    #[test]
    fn only_what_is_of_ascii_is_in_the_lists() {
        let start = |word: &[u8; 8]| Some(u64::from_le_bytes(*word));
        assert_eq!(first_word("The Guardian"), start(b"The\0\0\0\0\0"));
        assert_eq!(first_word("“Rain”"), start(b"Rain\0\0\0\0"));
        assert_eq!([first_word("Dépêche"), first_word("Известия"), first_word("…")], [None; 3]);
    }
}
