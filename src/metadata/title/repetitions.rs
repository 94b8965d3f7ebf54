//! What the rest of a flattened text repeats of its possible headlines.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use crate::document::hash::of_chars;
use crate::document::{Document, Signs};
use crate::lists::letters;
use crate::lists::stop_words;
use crate::lists::word_bytes::words;
use crate::metadata::normalise;
use crate::metadata::title::features::{IN_PAGE, is_prose};
use crate::metadata::title::wording::flag;

/// Lines below in which words of a headline come back.
const RECURRING_LINES: usize = 60;
/// Characters of a word that stay as its endings change.
const STEM_CHARS: usize = 6;
/// Characters of the shortest word that has a stem.
const MIN_CHARS: usize = 3;

/// The repetitions of some lines of a page, found in one pass.
pub(crate) struct Repetitions {
    /// Lines by the hash of their words.
    lines: HashMap<u64, Line>,
    /// The lines themselves in their order.
    own: Vec<Own>,
    /// The lines of prose with each of their stems.
    stems: HashMap<u64, Vec<usize>>,
    /// A bit for each hash of a stem: most words of the prose are ruled out by it.
    stem_bits: [u64; STEM_BITS / 64],
    /// All lines of prose, ascending.
    prose: Vec<usize>,
    openings: HashSet<u32>,
}

/// One of the lines: where it is, the hash of its words, its stems.
struct Own {
    index: usize,
    hash: u64,
    stems: Vec<u64>,
}

/// How often a line is on the page.
#[derive(Debug, Default)]
struct Line {
    copies: usize,
    first: Option<usize>,
    /// Whether it is a step of a trail, or joined with a site's name.
    is_part: bool,
}

impl Repetitions {
    /// Of some lines in their order.
    pub(crate) fn of(page: &Document, lines: &[usize]) -> Repetitions {
        let hash = |index| normalise::phrase_hash(page.block_text(index));
        let own =
            lines.iter().map(|index| Own { index: *index, hash: hash(*index), stems: stems(page, *index) });
        let own: Vec<Own> = own.collect();
        let wanted = || own.iter().flat_map(|line| &line.stems);
        let mut stem_bits = [0; STEM_BITS / 64];
        for (place, bit) in wanted().map(|stem| stem_bit(*stem)) {
            stem_bits[place] |= bit;
        }
        let mut repetitions = Repetitions {
            lines: own.iter().map(|line| (line.hash, Line::default())).collect(),
            stems: wanted().map(|stem| (*stem, Vec::new())).collect(),
            stem_bits,
            prose: (0..page.blocks.len()).filter(|index| is_prose(page, *index)).collect(),
            own,
            openings: lines.iter().map(|line| opening(page.block_text(*line))).collect(),
        };
        repetitions.count_copies(page, lines);
        repetitions.find_parts(page);
        repetitions.find_stems(page, lines);
        repetitions
    }

    fn count_copies(&mut self, page: &Document, lines: &[usize]) {
        // Lines that read the same have equally many letters: the others need not be normalised.
        let size = |index: usize| page.blocks[index].shape.letters + page.blocks[index].shape.digits;
        let sizes: HashSet<u32> = lines.iter().map(|line| size(*line)).collect();
        let Repetitions { lines: by_hash, own, openings, .. } = self;
        let mut own = own.iter().peekable();
        for index in (0..page.blocks.len()).filter(|index| !is_prose(page, *index)) {
            if !sizes.contains(&size(index)) {
                continue;
            }
            while own.next_if(|line| line.index < index).is_some() {}
            let hash = match own.next_if(|line| line.index == index) {
                Some(line) => Some(line.hash),
                None => likely_hash(page.block_text(index), openings),
            };
            if let Some(line) = hash.and_then(|hash| by_hash.get_mut(&hash)) {
                line.copies += 1;
                line.first.get_or_insert(index);
            }
        }
    }

    fn find_parts(&mut self, page: &Document) {
        let may_join = |index: &usize| page.blocks[*index].shape.signs.any(JOINING);
        for index in (0..page.blocks.len()).filter(may_join) {
            each_part(page.block_text(index), |part| {
                let hash = likely_hash(part, &self.openings);
                if let Some(line) = hash.and_then(|hash| self.lines.get_mut(&hash)) {
                    line.is_part = true;
                }
            });
        }
    }

    /// Finds the stems in the prose below the lines.
    fn find_stems(&mut self, page: &Document, lines: &[usize]) {
        let mut near = 0..0;
        let mut lines = lines.iter().peekable();
        for index in 0..page.blocks.len() {
            if near.contains(&index) && is_prose(page, index) {
                let may_be_wanted = |stem: u64| {
                    let (place, bit) = stem_bit(stem);
                    self.stem_bits[place] & bit != 0
                };
                each_stem(page, index, may_be_wanted, |stem, word| {
                    if let Some(found) = self.stems.get_mut(&stem).filter(|_| !is_stop_word(word)) {
                        found.push(index);
                    }
                });
            }
            if lines.next_if(|line| **line <= index).is_some() {
                near = index + 1..index + 1 + RECURRING_LINES;
            }
        }
    }

    /// The features of a line that its repetitions are, those at [`IN_PAGE`].
    pub(crate) fn in_page(&self, index: usize) -> [f32; IN_PAGE.len()] {
        let own = self.own.binary_search_by_key(&index, |line| line.index).ok().map(|at| &self.own[at]);
        let own_stems = own.map_or(&[][..], |own| &own.stems);
        let found: Vec<&[usize]> = own_stems.iter().map(|stem| self.found(*stem, index)).collect();
        let recurring = found.iter().filter(|lines| !lines.is_empty()).count() as f32;
        let share = recurring / own_stems.len().max(1) as f32;
        let [in_prose, in_first, in_later] = self.spread(index, &found);
        let line = own.and_then(|own| self.lines.get(&own.hash));
        let first = line.and_then(|line| line.first);
        let copies = line.map_or(1, |line| line.copies.max(1)) as f32;
        let above = flag(first.is_some_and(|first| first < index));
        let is_part = flag(line.is_some_and(|line| line.is_part));
        let times = recurrences(&found);
        [recurring, share, copies, above, is_part, in_prose, in_first, in_later, times]
    }

    /// The lines of prose below a line that have a stem.
    fn found(&self, stem: u64, line: usize) -> &[usize] {
        self.stems.get(&stem).map_or(&[], |found| window(found, line))
    }

    /// Share of the lines of prose below that have any of a line's stems, and the shares of these stems that are in the first of
    /// those lines and in the later half of them: a heading is about a part of what follows, a headline about all of it.
    fn spread(&self, line: usize, found: &[&[usize]]) -> [f32; 3] {
        let prose = window(&self.prose, line);
        let (Some(first), Some(middle)) = (prose.first(), prose.get(prose.len() / 2)) else {
            return [f32::NAN; 3];
        };
        let mut with_stems = found.concat();
        with_stems.sort_unstable();
        with_stems.dedup();
        let share = |is: &dyn Fn(&[usize]) -> bool| {
            found.iter().filter(|lines| is(lines)).count() as f32 / found.len().max(1) as f32
        };
        [
            with_stems.len() as f32 / prose.len() as f32,
            share(&|lines| lines.first() == Some(first)),
            share(&|lines| lines.last() >= Some(middle)),
        ]
    }
}

/// The hash of a text's words, if it begins as one of the lines does; most texts do not.
fn likely_hash(text: &str, openings: &HashSet<u32>) -> Option<u64> {
    openings.contains(&opening(text)).then(|| normalise::phrase_hash(text))
}

/// The first three letters and digits of a text in lower case; none beyond the first that is not of ASCII.
fn opening(text: &str) -> u32 {
    // Most texts begin with letters of ASCII.
    if let Some(first) =
        text.as_bytes().first_chunk::<3>().filter(|first| first.iter().all(u8::is_ascii_alphanumeric))
    {
        return first.iter().fold(0, |opening, byte| opening << 8 | u32::from(byte.to_ascii_lowercase()));
    }
    let letters = text.chars().filter(|c| letters::is_alphanumeric(*c)).take(3);
    let in_ascii = letters.take_while(char::is_ascii);
    in_ascii.fold(0, |opening, c| opening << 8 | u32::from(c.to_ascii_lowercase()))
}

/// How often, on average, each stem is in the prose below.
fn recurrences(found: &[&[usize]]) -> f32 {
    /// More say no more.
    const MAX_TIMES: usize = 12;
    let times: usize = found.iter().map(|lines| lines.len().min(MAX_TIMES)).sum();
    times as f32 / found.len().max(1) as f32
}

/// Those of ascending lines that are below a line and near.
fn window(lines: &[usize], line: usize) -> &[usize] {
    let start = lines.partition_point(|at| *at <= line);
    let end = lines.partition_point(|at| *at <= line + RECURRING_LINES);
    &lines[start..end]
}

/// The signs of what joins the parts of a line.
const JOINING: Signs = Signs::BAR
    .or(Signs::GREATER)
    .or(Signs::HYPHEN)
    .or(Signs::SLASH)
    .or(Signs::COLON)
    .or(Signs::LATIN_1)
    .or(Signs::PUNCTUATION);
/// Longest line that joins parts, in bytes.
const MAX_JOINED_BYTES: usize = 400;

/// Calls with the parts of a line that joins several.
fn each_part<'a>(line: &'a str, mut on_part: impl FnMut(&'a str)) {
    if line.len() > MAX_JOINED_BYTES {
        return;
    }
    let bytes = line.as_bytes();
    let (mut from, mut at) = (0, 0);
    let next_sign = |at: usize| bytes.get(at..)?.iter().position(|byte| may_be_joint(*byte));
    while let Some(next) = next_sign(at) {
        let Some(joint) = joint(bytes, from, at + next) else {
            at += next + 1;
            continue;
        };
        on_part(&line[from..joint.start]);
        (from, at) = (joint.end, joint.end);
    }
    if from > 0 {
        on_part(&line[from..]);
    }
}

/// Whether a byte is the first of a sign that [`joint`] knows.
fn may_be_joint(byte: u8) -> bool {
    const SIGNS: [bool; 256] = {
        let mut signs = [false; 256];
        signs[b'|' as usize] = true;
        signs[b'>' as usize] = true;
        signs[b':' as usize] = true;
        signs[b'-' as usize] = true;
        signs[b'/' as usize] = true;
        // Of '›', '•', '–', '—' and of '»'.
        signs[0xe2] = true;
        signs[0xc2] = true;
        signs
    };
    SIGNS[usize::from(byte)]
}

/// The mark, or the sign with its spaces, that joins parts at a place, where the part before it begins at another.
fn joint(text: &[u8], from: usize, at: usize) -> Option<Range<usize>> {
    let after_blank = at > from && text.get(at - 1) == Some(&b' ');
    match text.get(at..)? {
        [b'|' | b'>', ..] => Some(at..at + 1),
        [b':', b' ', ..] | [0xc2, 0xbb, ..] => Some(at..at + 2),
        [b'-' | b'/', b' ', ..] if after_blank => Some(at - 1..at + 2),
        [0xe2, 0x80, 0x93 | 0x94, b' ', ..] if after_blank => Some(at - 1..at + 4),
        [0xe2, 0x80, 0xba | 0xa2, ..] => Some(at..at + 3),
        _ => None,
    }
}

/// The stems of a line's words without function words, hashed; pairs of characters where words are not spaced.
fn stems(page: &Document, index: usize) -> Vec<u64> {
    let mut stems = Vec::new();
    each_stem(
        page,
        index,
        |_| true,
        |stem, word| {
            if !is_stop_word(word) {
                stems.push(stem);
            }
        },
    );
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Bits of the hashes of stems.
const STEM_BITS: usize = 1 << 12;

/// Where the bit of a stem is.
fn stem_bit(stem: u64) -> (usize, u64) {
    let hash = stem.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - STEM_BITS.trailing_zeros());
    ((hash / 64) as usize, 1 << (hash % 64))
}

/// Calls with every stem that is wanted and the word it is of; with an empty word where words are not spaced.
fn each_stem(
    page: &Document,
    index: usize,
    is_wanted: impl Fn(u64) -> bool,
    mut on_stem: impl FnMut(u64, &str),
) {
    let text = page.block_text(index);
    if page.blocks[index].shape.unspaced {
        for word in text.split(|c: char| !letters::is_alphanumeric(c)).map(str::to_lowercase) {
            let pairs = word.chars().zip(word.chars().skip(1));
            let stems = pairs.map(|(a, b)| of_chars([a, b].into_iter()));
            stems.filter(|stem| is_wanted(*stem)).for_each(|stem| on_stem(stem, ""));
        }
    } else if has_plain_words(text, page.blocks[index].shape.signs) {
        for (at, start) in words(text.as_bytes()) {
            let stem = stem_of_start(start);
            if stem >= MIN_STEM && is_wanted(stem) {
                on_stem(stem, ascii_start(&text[at..]));
            }
        }
    } else {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !letters::is_alphanumeric(c));
        for word in words.filter(|word| word.chars().nth(MIN_CHARS - 1).is_some()) {
            let stem = stem(word);
            if is_wanted(stem) {
                on_stem(stem, word);
            }
        }
    }
}

/// Whether all that is beyond ASCII in a text parts words: dashes, quotes and bullets.
fn has_plain_words(text: &str, signs: Signs) -> bool {
    let is_sign = |c: char| c.is_ascii() || matches!(c, '\u{2000}'..='\u{203e}' | '\u{a0}'..='\u{a9}');
    signs.is_ascii() || !signs.any(Signs::LETTER.or(Signs::WIDE)) && text.chars().all(is_sign)
}

/// The first letters of a word in lower case; in ASCII they are the number itself.
fn stem(word: &str) -> u64 {
    let end = word.char_indices().nth(STEM_CHARS).map_or(word.len(), |(at, _)| at);
    let start = &word[..end];
    if start.is_ascii() { stem_of_ascii(start) } else { of_chars(start.chars()) | 1 << 63 }
}

/// The same for a word of letters and digits of ASCII, in any case.
fn stem_of_ascii(word: &str) -> u64 {
    words(word.as_bytes()).next().map_or(0, |(_, start)| stem_of_start(start))
}

/// The same for a word that starts so.
fn stem_of_start(start: u64) -> u64 {
    const CHARS: u64 = (1 << (8 * STEM_CHARS)) - 1;
    const FIRST_IN_LOWER_CASE: u64 = 0x20;
    start & CHARS | FIRST_IN_LOWER_CASE
}

/// The stem of a word with fewer characters is a lower number.
const MIN_STEM: u64 = 1 << (8 * (MIN_CHARS - 1));

/// The letters and digits of ASCII that a text begins with.
fn ascii_start(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

fn is_stop_word(word: &str) -> bool {
    // Of other scripts the word is in lower case.
    let languages = if word.is_ascii() { stop_words::languages_of_ascii } else { stop_words::languages };
    languages(word) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repetitions(text: &str, line: usize) -> [f32; IN_PAGE.len()] {
        let page = crate::read::text::page(text, &crate::options::Limits::new());
        Repetitions::of(&page, &[line]).in_page(line)
    }

    const PROSE: &str = "The mills on the river burned in the night, and nobody who lives in the town could \
        say how the fire began or what will come of the bread.";

    #[test]
    fn words_come_back_in_the_prose_below() {
        // "river" and "burned" do, "old" does not, "the" is a stop word.
        let [recurring, share, copies, above, part, ..] =
            repetitions(&format!("The old river burned\n{PROSE}"), 0);
        assert_eq!((recurring, copies, above, part), (2.0, 1.0, 0.0, 0.0));
        assert!((share - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!(repetitions(&format!("{PROSE}\nThe old river burned"), 1)[0], 0.0);
    }

    #[test]
    fn stems_are_the_same_beside_other_signs() {
        let all = |text: &str| {
            let page = crate::read::text::page(text, &crate::options::Limits::new());
            stems(&page, 0)
        };
        assert_eq!(all("The old rivers burned"), all("“The old” — RIVERS, burned…"));
        assert_eq!(
            all("The old rivers burned"),
            all("Thé, a old rivers burned ½").into_iter().filter(|stem| stem >> 63 == 0).collect::<Vec<_>>()
        );
        assert_eq!(stem("rivers"), stem_of_ascii("RIVERSIDE"));
        assert_ne!(stem("räder"), stem("rader"));
    }

    #[test]
    fn lines_are_parted_at_marks_and_at_signs_between_spaces() {
        let parts = |line: &str| {
            let mut parts = Vec::new();
            each_part(line, |part| parts.push(part.trim().to_owned()));
            parts
        };
        for joint in [" | ", "|", "›", " » ", ">", " • ", " - ", " – ", " — ", " / ", ": "] {
            assert_eq!(parts(&format!("Mill{joint}Räder")), ["Mill", "Räder"], "{joint}");
        }
        assert_eq!(parts("Mill - – Räder: wet"), ["Mill", "– Räder", "wet"]);
        for whole in ["Mill-wheel", "and/or", "12:30", "“Mill”", "Mill –", ""] {
            assert!(parts(whole).is_empty(), "{whole}");
        }
    }

    #[test]
    fn texts_with_the_same_words_open_alike() {
        assert_eq!(opening("“The mill"), opening("T-HE MILL"));
        assert_eq!([opening("Äpfel"), opening("äpfel"), opening("…")], [0; 3]);
        assert_eq!(opening("Räder"), opening("RÄDER"));
        assert_ne!(opening("The mill"), opening("Thaw"));
    }

    #[test]
    fn copies_and_parts_differ_in_marks_and_case() {
        let text = "MILL BURNED!\nHome\nMill burned\nHome » Mill burned » Comments\nMill burned down";
        assert_eq!(repetitions(text, 2)[..5], [0.0, 0.0, 2.0, 1.0, 1.0]);
        assert_eq!(repetitions(text, 4)[..5], [0.0, 0.0, 1.0, 0.0, 0.0]);
    }

    #[test]
    fn a_headline_is_about_all_of_the_prose() {
        let other = PROSE.replace("mills", "ferries").replace("river", "sea");
        let spread = |line: &str| {
            let all = repetitions(&format!("{line}\n{PROSE}\n{other}\n{other}"), 0);
            [all[5], all[6], all[7]]
        };
        assert_eq!(spread("Night in town"), [1.0, 1.0, 1.0]);
        assert_eq!(spread("Mills at the river"), [1.0 / 3.0, 1.0, 0.0]);
        assert_eq!(spread("Sea and snow"), [2.0 / 3.0, 0.0, 0.5]);
        assert!(repetitions("Night in town", 0)[5..8].iter().all(|value| value.is_nan()));
    }
}
