//! What the words of a line tell about whether it is a headline.
//!
//! Marks between the items of a menu, and what headlines do not have: a credit at the end, an address, a stock phrase,
//! nothing but an outlet's name.

use crate::document::words::ascii_words;
use crate::lists::letters;
use crate::lists::outlets::{MAX_NAME_WORDS, agency, most_words_after, outlet};
use crate::lists::photo_words::is_photo_word;
use crate::lists::phrases::{Mode, PHRASES};

/// Names of the values, as among those of all features.
#[cfg(test)]
pub(crate) const NAMES: [&str; 14] = [
    "separators",
    "capitals",
    "photo",
    "tagged",
    "quotes",
    "colon",
    "longest_word",
    "trail",
    "credited",
    "stock",
    "address",
    "outlet",
    "stock_words",
    "glued",
];

/// What a search through a line tells.
pub(crate) fn values(line: &str) -> [f32; 14] {
    [
        separators(line),
        flag(is_in_capitals(line)),
        flag(is_photo_credit(line)),
        flag(line.contains('#')),
        flag(line.contains(['"', '“', '„', '«', '»', '「'])),
        flag(line.contains([':', '：'])),
        longest_word(line),
        flag(TRAIL_MARKS.iter().any(|mark| line.contains(mark))),
        flag(ends_in_credit(line)),
        stock(line),
        flag(line.contains(['@', '°', '€', '$']) || line.contains("://") || line.contains("www.")),
        outlet_name(line),
        stock_word_share(line),
        glued(line),
    ]
}

pub(crate) fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

/// Whether a line has capitals and no small letters.
fn is_in_capitals(line: &str) -> bool {
    let letters = || line.chars().filter(|c| letters::is_alphabetic(*c));
    !letters().any(char::is_lowercase) && letters().any(char::is_uppercase)
}

fn is_photo_credit(line: &str) -> bool {
    let mut has_word = false;
    each_word(line, |word| has_word |= is_photo_word(word));
    has_word || line.contains('©')
}

/// Calls with every word of a line.
fn each_word(line: &str, on_word: impl FnMut(&str)) {
    if line.is_ascii() {
        ascii_words(line).for_each(on_word);
    } else {
        line.split(|c: char| !letters::is_alphanumeric(c)).filter(|word| !word.is_empty()).for_each(on_word);
    }
}

/// Whether a line ends as captions do: with a credit in brackets, or with a name and an agency.
fn ends_in_credit(line: &str) -> bool {
    let line = line.trim_end_matches(['.', ' ']);
    let in_brackets =
        line.strip_suffix([')', '）', ']']).and_then(|rest| Some(rest.rsplit_once(['(', '（', '['])?.1));
    match in_brackets {
        Some(credit) => names_source(credit),
        None => line.contains(' ') && last_words(line).any(|words| words != line && is_source(words)),
    }
}

/// Whether what a bracket holds is a credit: "Ann Fenwick/AFP", "Photo: Ann Fenwick", "Reuters".
fn names_source(credit: &str) -> bool {
    is_photo_credit(credit)
        || credit.split(['/', ',', '|', ':']).any(|part| outlet(part.trim()).is_some())
        || is_source(credit)
}

/// The last word, and the last two.
fn last_words(line: &str) -> impl Iterator<Item = &str> {
    let starts = line.rmatch_indices(' ').map(|(at, _)| at + 1);
    starts.take(2).filter_map(|start| line.get(start..))
}

/// "AFP", "Fenwick/AFP", "AFP/File".
fn is_source(words: &str) -> bool {
    let mut parts = words.split('/').map(str::trim);
    let names = words.contains('/') && parts.clone().all(|part| part.starts_with(char::is_uppercase));
    names || parts.any(|part| agency(part).is_some() || is_photo_word(part))
}

/// Whether a line is a stock phrase (2) or begins with one (1).
fn stock(line: &str) -> f32 {
    let folded = line.to_lowercase();
    let core = folded.trim_matches(|c: char| !letters::is_alphanumeric(c));
    if PHRASES.whole(core).is_some() {
        return 2.0;
    }
    let mut begins = false;
    PHRASES.find_parts(core, |found| begins |= found.start == 0 && found.phrase.mode == Mode::Start);
    flag(begins)
}

/// Share of the words that are stock phrases by themselves, as the items of a menu are.
fn stock_word_share(line: &str) -> f32 {
    let (mut stock, mut all) = (0, 0);
    each_word(line, |word| {
        stock += usize::from(PHRASES.is_whole(word));
        all += 1;
    });
    stock as f32 / all.max(1) as f32
}

/// Whether a line is an outlet's name (2) or begins with one (1).
fn outlet_name(line: &str) -> f32 {
    let first = line.split(' ').next().unwrap_or_default();
    let most = most_words_after(first).min(MAX_NAME_WORDS);
    let ends = line.match_indices(' ').map(|(at, _)| at).chain([line.len()]).take(most);
    let found = ends
        .filter(|end| outlet(&line[..*end]).is_some_and(|found| !found.is_word || *end == line.len()))
        .max();
    found.map_or(0.0, |end| 1.0 + flag(end == line.len()))
}

/// How often a small letter and the capital of a next word have lost the space between them, as in the items of a menu that
/// each have a description: "BenchmarksCompare mills". "McMill" and "eBook" have fewer small letters before or after.
fn glued(line: &str) -> f32 {
    let (mut small, mut may_be, mut count) = (0u32, false, 0u32);
    for c in line.chars() {
        count += u32::from(may_be && c.is_lowercase());
        may_be = small >= 2 && c.is_uppercase();
        small = if c.is_lowercase() { small + 1 } else { 0 };
    }
    count as f32
}

/// Characters of the longest word.
fn longest_word(line: &str) -> f32 {
    let mut most = 0;
    each_word(line, |word| most = most.max(word.chars().count()));
    most as f32
}

/// Marks that stand between the steps of a trail and hardly anywhere else.
const TRAIL_MARKS: [&str; 4] = [" > ", "\u{203a}", "\u{2192}", " \u{bb} "];

/// Marks between the steps of a trail or the items of a menu.
fn separators(line: &str) -> f32 {
    let single = line.chars().filter(|c| matches!(c, '|' | '›' | '»' | '•' | '·' | '>' | '→')).count();
    (single + between_spaces(line, b'/') + between_spaces(line, b'-')) as f32
}

/// How often a sign has spaces around it that no other has.
fn between_spaces(line: &str, sign: u8) -> usize {
    let (mut count, mut from) = (0, 0);
    for (at, around) in line.as_bytes().windows(3).enumerate() {
        if at >= from && *around == [b' ', sign, b' '] {
            (count, from) = (count + 1, at + around.len());
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_and_trails_have_separators() {
        assert_eq!(separators("Home | News | Sport"), 2.0);
        assert_eq!(separators("Home / News - Sport \u{203a} Rain"), 3.0);
        assert_eq!([separators("a - - b"), separators("a - / b"), separators("a-b")], [1.0, 2.0, 0.0]);
        assert_eq!(separators("Well-known and/or not"), 0.0);
        assert_eq!((longest_word("Rain, well-known"), longest_word("?")), (5.0, 0.0));
    }

    #[test]
    fn items_are_glued_to_their_descriptions() {
        assert_eq!(glued("BenchmarksCompare mills PricesSee what mills cost"), 2.0);
        assert_eq!(["McMill", "An eBook of iPhones", "MILLburns", "Mill burns"].map(glued), [0.0; 4]);
        assert_eq!(glued(&"millBu".repeat(300)), 300.0);
    }

    #[test]
    fn captions_end_in_a_credit() {
        for caption in [
            "The mill burns. (Ann Fenwick/The Daily Fen)",
            "The mill burns (AFP)",
            "The mill burns (Photo: Ann Fenwick)",
            "The mill burns on Monday Ann FENWICK AFP/File",
            "The mill burns. Ann Fenwick/Reuters",
            "The mill burns. Ann Fenwick AFP",
        ] {
            assert!(ends_in_credit(caption), "{caption}");
        }
        for headline in
            ["The mill burns (and why)", "The mill burns and/or falls", "Reuters", "The mill burns"]
        {
            assert!(!ends_in_credit(headline), "{headline}");
        }
    }

    #[test]
    fn stock_phrases_are_lines_or_begin_them() {
        assert_eq!(stock("Most read"), 2.0);
        assert_eq!(stock("Sponsored by the mill"), 1.0);
        assert_eq!(stock("The mill burns"), 0.0);
        assert_eq!((stock_word_share("Home | Newsletters"), stock_word_share("The mill burns")), (1.0, 0.0));
    }

    #[test]
    fn outlets_are_lines_or_begin_them() {
        assert_eq!(outlet_name("BBC News"), 2.0);
        assert_eq!(outlet_name("Al Jazeera LIVE Sport"), 1.0);
        assert_eq!(outlet_name("Time to mill"), 0.0, "a word that is a name, too");
    }
}
