//! Text that is in the body twice: a standfirst made of the first paragraphs, a pull
//! quote, a second copy for another screen.
//!
//! Where there is markup, a copy is seen by its place: it is in another element than the original, or in one of another
//! tag or class. Two equal paragraphs side by side are the author's own repetition and stay. A listing of code is a copy only
//! right before the same listing or another copy: a tutorial shows parts of it first, and shows it again with a line changed.

use foldhash::{HashMap, HashSet};

use super::decision::Decision;
use crate::document::hash::step;
use crate::document::{BlockKind, Document, GroupKind, Origin};
use crate::evidence::layout::Layout;
use crate::lists::word_bytes::{HIGH, each};

/// Words in a shingle: runs of this length hardly repeat by chance.
const SHINGLE_WORDS: usize = 5;
/// Characters in a shingle of a script without spaces, whose words have about two.
const SHINGLE_CHARS: usize = 2 * SHINGLE_WORDS;
/// Blocks shorter than this may repeat: refrains, formulas.
const MIN_WORDS: u32 = 12;

/// Marks content blocks whose text is in later content blocks as a whole.
pub(super) fn mark(page: &Document, layout: &Layout, decisions: &mut [Decision]) {
    let mut below = Below::default();
    let mut repetitions = Repetitions::default();
    let quoted = quoted(page);
    let mut units = Vec::new();
    for index in (0..page.blocks.len()).rev() {
        if decisions[index] != Decision::Content {
            continue;
        }
        let shingles = Shingles::of(page.block_text(index), page.blocks[index].shape.unspaced, &mut units);
        let is_repeated = page.blocks[index].shape.words >= MIN_WORDS && below.repeats(&shingles);
        if is_repeated && !repetitions.is_own(page, layout, index) {
            decisions[index] = Decision::Duplicate;
            repetitions.is_copy_below = true;
        } else {
            repetitions.note(page, layout, index);
            // A quotation repeats what is above it; the original stays.
            if !quoted[index] {
                below.add(shingles.hashes);
            }
        }
    }
}

/// The runs of words of the blocks kept so far. Most pages repeat nothing, which a mask tells without a table of them.
#[derive(Default)]
struct Below {
    runs: Vec<Vec<u64>>,
    mask: Mask,
    /// All runs up to one of the list, made once a block is likely to be repeated.
    known: HashSet<u64>,
    known_runs: usize,
}

impl Below {
    fn add(&mut self, run: Vec<u64>) {
        run.iter().for_each(|shingle| self.mask.add(*shingle));
        self.runs.push(run);
    }

    /// Whether a block is below as a whole, but for a word or two: an article changed after its standfirst was made.
    fn repeats(&mut self, shingles: &Shingles) -> bool {
        let most_uncovered = shingles.units / UNCOVERED_OF;
        // What is covered begins no later.
        if !shingles.hashes.iter().take(most_uncovered + 1).any(|shingle| self.mask.may_have(*shingle)) {
            return false;
        }
        let new = &self.runs[self.known_runs..];
        self.known.reserve(new.iter().map(Vec::len).sum());
        self.known.extend(new.iter().flatten());
        self.known_runs = self.runs.len();
        let covered = shingles.covered(|shingle| self.known.contains(shingle));
        shingles.units - covered <= most_uncovered
    }
}

/// Of so many words one may differ.
const UNCOVERED_OF: usize = 20;

/// Which hashes may be in a set: two bits of each.
struct Mask(Vec<u64>);

impl Default for Mask {
    fn default() -> Mask {
        Mask(vec![0; Mask::BITS / 64])
    }
}

impl Mask {
    /// Two bits for each of a thousand words are both set for one of a thousand others.
    const BITS: usize = 1 << 16;

    fn places(hash: u64) -> [usize; 2] {
        [hash as usize % Mask::BITS, (hash >> 32) as usize % Mask::BITS]
    }

    fn add(&mut self, hash: u64) {
        Mask::places(hash).into_iter().for_each(|place| self.0[place / 64] |= 1 << (place % 64));
    }

    fn may_have(&self, hash: u64) -> bool {
        Mask::places(hash).into_iter().all(|place| self.0[place / 64] & 1 << (place % 64) != 0)
    }
}

/// By block: whether it is in a quotation.
fn quoted(page: &Document) -> Vec<bool> {
    let mut quoted = vec![false; page.blocks.len()];
    let mut until = 0;
    for group in page.groups.iter().filter(|group| group.kind == GroupKind::Quote) {
        let end = group.blocks.end as usize;
        // Quotations inside another have been counted with it.
        let first = (group.blocks.start as usize).max(until);
        if first < end {
            quoted[first..end].fill(true);
            until = end;
        }
    }
    quoted
}

/// Where the texts kept so far are, so that a repetition by the author can be told from a copy by the template.
#[derive(Default)]
struct Repetitions<'a> {
    places: HashMap<&'a str, Place>,
    /// The text kept last, which is the next one below.
    last: Option<&'a str>,
    /// Whether the text below was a copy.
    is_copy_below: bool,
}

/// The parent of a block's own element, and a number for the element's tag and names.
type Place = (u32, u32);

impl<'a> Repetitions<'a> {
    /// Whether a text that is repeated is so by the author.
    fn is_own(&self, page: &Document, layout: &Layout, index: usize) -> bool {
        if page.blocks[index].kind == BlockKind::Preformatted {
            return !self.is_copy_below && self.last != Some(page.block_text(index));
        }
        self.is_known(page, layout, index)
    }

    /// Whether the same text was kept at the same place. Flattened text has no places.
    fn is_known(&self, page: &Document, layout: &Layout, index: usize) -> bool {
        page.origin == Origin::Html
            && self.places.get(page.block_text(index)) == Some(&place(page, layout, index))
    }

    fn note(&mut self, page: &'a Document, layout: &Layout, index: usize) {
        self.last = Some(page.block_text(index));
        self.is_copy_below = false;
        if page.origin == Origin::Html {
            self.places.insert(page.block_text(index), place(page, layout, index));
        }
    }
}

fn place(page: &Document, layout: &Layout, index: usize) -> Place {
    let own = page.blocks[index].container as usize;
    (page.containers[own].parent, layout.containers[own].signature)
}

/// The runs of words of one block, or of characters where words are not divided.
struct Shingles {
    hashes: Vec<u64>,
    length: usize,
    units: usize,
}

impl Shingles {
    /// `units` is room for the words, taken once a page.
    fn of(text: &str, unspaced: bool, units: &mut Vec<u64>) -> Shingles {
        units.clear();
        let length = if unspaced {
            units.extend(text.chars().filter(|c| !c.is_whitespace()).map(u64::from));
            SHINGLE_CHARS
        } else {
            add_words(text, units);
            SHINGLE_WORDS
        };
        Shingles { hashes: hashes_of_runs(units, length), length, units: units.len() }
    }

    /// How many words or characters stand in runs that are known.
    fn covered(&self, is_known: impl Fn(&u64) -> bool) -> usize {
        let (mut covered, mut until) = (0, 0);
        for (start, _) in self.hashes.iter().enumerate().filter(|(_, shingle)| is_known(shingle)) {
            let end = start + self.length;
            covered += end - until.max(start);
            until = end;
        }
        covered
    }
}

/// Adds the words of a text between white space, each as a number that is mixed of up to eight bytes of ASCII at a time and of
/// other characters.
fn add_words(text: &str, words: &mut Vec<u64>) {
    // No byte of ASCII has it.
    const BEYOND_ASCII: u64 = 1 << 63;
    let bytes = text.as_bytes();
    let (mut word, mut at) = (0, 0);
    while at < bytes.len() {
        let (part, length) = visible_part(&bytes[at..]);
        if length > 0 {
            word = mix(word, part);
            at += length;
        }
        let next = if length < 8 { bytes.get(at) } else { continue };
        if next == Some(&b' ') {
            end_word(&mut word, words);
            at += 1;
        } else if let Some(c) = text[at..].chars().next() {
            if c.is_whitespace() {
                end_word(&mut word, words);
            } else {
                word = mix(word, BEYOND_ASCII | u64::from(c));
            }
            at += c.len_utf8();
        }
    }
    end_word(&mut word, words);
}

/// Adds a word that has a part; none has when it begins.
fn end_word(word: &mut u64, words: &mut Vec<u64>) {
    if *word != 0 {
        words.push(*word);
    }
    *word = 0;
}

/// The visible characters of ASCII that a text begins with, at most eight, as a number, and how many they are.
fn visible_part(text: &[u8]) -> (u64, usize) {
    let bytes = match text.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)),
    };
    let visible = ((bytes & !HIGH) + each(0x80 - b'!')) & !bytes & HIGH;
    let others = visible ^ HIGH;
    if others == 0 {
        return (bytes, 8);
    }
    let before_first = (others ^ (others - 1)) >> 8;
    (bytes & before_first, others.trailing_zeros() as usize / 8)
}

/// The hashes of runs of units, each a polynomial of the units, which are mixed already, or are characters. What leaves
/// a run is taken from its hash, so that no unit is multiplied again for each run that it is in.
fn hashes_of_runs(units: &[u64], length: usize) -> Vec<u64> {
    /// Of odd numbers none is lost in the product.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let Some((opening, rest)) = units.split_at_checked(length - 1) else { return Vec::new() };
    let with = |hash: u64, unit: &u64| hash.wrapping_mul(FACTOR).wrapping_add(*unit);
    let of_first = FACTOR.wrapping_pow(length as u32 - 1);
    let mut hash = opening.iter().fold(0, with);
    let runs = rest.iter().zip(units).map(|(last, first)| {
        let run = with(hash, last);
        hash = run.wrapping_sub(first.wrapping_mul(of_first));
        run ^ run >> 32
    });
    runs.collect()
}

/// A step, mixed, since it moves little downwards.
fn mix(hash: u64, value: u64) -> u64 {
    let mixed = step(hash.rotate_left(29), value);
    mixed ^ mixed >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;
    use crate::options::Limits;
    use crate::read::text;

    fn marked(input: &str) -> Vec<bool> {
        let page = text::page(input, &Limits::new());
        let mut decisions = vec![Decision::Content; page.blocks.len()];
        mark(&page, &Layout::of(&page, None), &mut decisions);
        decisions.iter().map(|decision| *decision == Decision::Duplicate).collect()
    }

    #[test]
    fn a_standfirst_made_of_the_first_sentences_is_one() {
        let first = "The ferry sailed again on Monday, two years after a storm had torn away its pier.";
        let second = "Three hundred people had come to the harbour to see it leave for the islands.";
        let text = format!("{first} {second}\n\n{first} It was on time.\n\n{second} They waved.");
        assert_eq!(marked(&text), [true, false, false]);
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_character() {
        let text = "渡船周一再次启航，距离风暴冲毁码头已有两年，三百人来到港口送行。";
        assert_eq!(marked(&format!("{text}\n\n{text}人们挥手告别。")), [true, false]);
    }

    #[test]
    fn words_and_runs_have_hashes_of_their_own() {
        let words_of = |text: &str| {
            let mut words = Vec::new();
            add_words(text, &mut words);
            words
        };
        let lengths = words_of(&(1..30).map(|length| "a".repeat(length) + " ").collect::<String>());
        assert_eq!((lengths.len(), lengths.into_iter().collect::<HashSet<_>>().len()), (29, 29));
        let words =
            words_of(" Umbrellas\u{2014}umbrellas,\tU\u{e4} \u{e4} \u{6161} aa U\u{e4}\u{a0}\u{6161} ");
        assert_eq!(words.len(), 7);
        assert_eq!((words[1], words[3]), (words[5], words[6]));
        assert_eq!(words.into_iter().collect::<HashSet<_>>().len(), 5);
        assert!(words_of(" \n").is_empty() && words_of("").is_empty());
        let runs = hashes_of_runs(&[1, 2, 3, 1, 2, 3, 2, 1], 3);
        assert!(runs.len() == 6 && runs[0] == runs[3]);
        assert_eq!(runs.into_iter().collect::<HashSet<_>>().len(), 5);
        assert!(hashes_of_runs(&[1, 2], 3).is_empty() && hashes_of_runs(&[], 3).is_empty());
    }

    #[test]
    fn short_lines_may_repeat() {
        assert_eq!(
            marked("Row, row, row your boat\n\nGently down the stream\n\nRow, row, row your boat"),
            [false; 3]
        );
    }

    #[test]
    fn half_a_paragraph_may_stand_again() {
        let first = "The ferry sailed again on Monday, two years after a storm had torn away its pier.";
        let second = "Three hundred people had come to the harbour to see it leave for the islands.";
        assert_eq!(marked(&format!("{first} {second}\n\n{first} It was on time.")), [false, false]);
    }

    #[test]
    fn a_listing_is_a_copy_only_beside_itself() {
        let code = "for cart in carts { cart.load(salt); cart.roll(); cart.unload(salt); cart.wash(); cart.park(); }";
        let more = "They are loaded and washed.";
        for (markup, expected) in [
            (format!("<pre>{code}</pre><p>{more}</p><div><pre>{code}\ndone();</pre></div>"), [false; 3]),
            (format!("<pre>{code}</pre><div><pre>{code}</pre></div><p>{more}</p>"), [true, false, false]),
        ] {
            let page = html(&markup);
            let mut decisions = vec![Decision::Content; page.blocks.len()];
            mark(&page, &Layout::of(&page, None), &mut decisions);
            let marked = decisions.iter().map(|decision| *decision == Decision::Duplicate);
            assert_eq!(marked.collect::<Vec<_>>(), expected, "{markup}");
        }
    }

    #[test]
    fn markup_shows_whether_a_paragraph_is_a_copy() {
        let text = "The ferry sailed again on Monday, two years after a storm had torn away its pier.";
        for (markup, expected) in [
            (format!("<div><p>{text}</p><p>{text}</p></div>"), [false, false]),
            (format!("<div><p class=lead>{text}</p><p>{text}</p></div>"), [true, false]),
            (format!("<div><blockquote>{text}</blockquote><p>{text}</p></div>"), [true, false]),
            (format!("<div><p>{text}</p><blockquote>{text}</blockquote></div>"), [false, false]),
            (format!("<div><p>{text}</p></div><div class=print><p>{text}</p></div>"), [true, false]),
        ] {
            let page = html(&markup);
            let mut decisions = vec![Decision::Content; page.blocks.len()];
            mark(&page, &Layout::of(&page, None), &mut decisions);
            let marked: Vec<bool> =
                decisions.iter().map(|decision| *decision == Decision::Duplicate).collect();
            assert_eq!(marked, expected, "{markup}");
        }
    }
}
