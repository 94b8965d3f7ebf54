//! What the words of a line tell about whether it is a headline.
//!
//! Marks between the items of a menu, and what headlines do not have: a credit at the end, an address, a stock phrase,
//! nothing but an outlet's name.

use crate::document::Signs;
use crate::document::words::ascii_words;
use crate::lists::letters;
use crate::lists::outlets::{MAX_NAME_WORDS, agency, most_words_after, outlet};
use crate::lists::photo_words::is_photo_word;
use crate::lists::phrases::{Mode, PHRASES};

/// Names of the values, as among those of all features.
#[cfg(test)]
pub(crate) const NAMES_OF_SIGNS: [&str; 6] = ["separators", "tagged", "quotes", "colon", "trail", "address"];
#[cfg(test)]
pub(crate) const NAMES_OF_WORDS: [&str; 8] =
    ["capitals", "photo", "longest_word", "credited", "stock", "outlet", "stock_words", "glued"];

/// Signs of what is looked for in a line: without them it is not there.
const OF_SEPARATORS: Signs = Signs::BAR
    .or(Signs::GREATER)
    .or(Signs::SLASH)
    .or(Signs::HYPHEN)
    .or(Signs::LATIN_1)
    .or(Signs::PUNCTUATION);
const OF_QUOTES: Signs = Signs::QUOTE.or(Signs::LATIN_1).or(Signs::PUNCTUATION).or(Signs::WIDE);
const OF_TRAILS: Signs = Signs::GREATER.or(Signs::LATIN_1).or(Signs::PUNCTUATION);

/// What the signs of a line tell: most lines have none of those that are searched for.
pub(crate) fn of_signs(line: &str, signs: Signs) -> [f32; 6] {
    [
        if signs.any(OF_SEPARATORS) { separators(line) } else { 0.0 },
        flag(line.contains('#')),
        flag(signs.any(OF_QUOTES) && line.contains(['"', '“', '„', '«', '»', '「'])),
        flag(signs.any(Signs::COLON.or(Signs::WIDE)) && line.contains([':', '：'])),
        flag(signs.any(OF_TRAILS) && TRAIL_MARKS.iter().any(|mark| line.contains(mark))),
        flag(has_address(line, signs)),
    ]
}

/// What the words of a line with these signs tell, which may have the name of an agency or not.
pub(crate) fn of_words(line: &str, signs: Signs, may_name_agency: bool) -> [f32; 8] {
    let words = Words::of(line);
    let may_name_source = may_name_agency || words.has_photo_word || signs.any(Signs::SLASH);
    let has_photo_sign = || signs.any(Signs::LATIN_1) && line.contains('©');
    [
        flag(is_in_capitals(line)),
        flag(words.has_photo_word || has_photo_sign()),
        words.longest as f32,
        flag(ends_in_credit(line, may_name_source)),
        stock(line),
        outlet_name(line),
        words.stock as f32 / words.all.max(1) as f32,
        glued(line),
    ]
}

/// Whether a line has signs of addresses, degrees or prices.
fn has_address(line: &str, signs: Signs) -> bool {
    const OF_SIGNS: Signs = Signs::AT.or(Signs::DOLLAR).or(Signs::LATIN_1).or(Signs::PUNCTUATION);
    signs.any(OF_SIGNS) && line.contains(['@', '°', '€', '$'])
        || signs.any(Signs::COLON) && line.contains("://")
        || signs.any(Signs::DOT) && line.contains("www.")
}

/// What is counted of the words of a line.
#[derive(Debug, Default)]
struct Words {
    all: usize,
    /// Words that are stock phrases by themselves, as the items of a menu are.
    stock: usize,
    /// Characters of the longest.
    longest: usize,
    /// Whether one credits a picture.
    has_photo_word: bool,
}

impl Words {
    fn of(line: &str) -> Words {
        let mut words = Words::default();
        each_word(line, |word| {
            words.all += 1;
            words.stock += usize::from(PHRASES.is_whole(word));
            words.longest =
                words.longest.max(if word.is_ascii() { word.len() } else { word.chars().count() });
            words.has_photo_word |= is_photo_word(word);
        });
        words
    }
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

/// Whether a line ends as captions do: with a credit in brackets, or, if it may have one, with a name and an agency.
fn ends_in_credit(line: &str, may_name_source: bool) -> bool {
    let line = line.trim_end_matches(['.', ' ']);
    let in_brackets =
        line.strip_suffix([')', '）', ']']).and_then(|rest| Some(rest.rsplit_once(['(', '（', '['])?.1));
    match in_brackets {
        Some(credit) => names_source(credit),
        None => {
            may_name_source
                && line.contains(' ')
                && last_words(line).any(|words| words != line && is_source(words))
        }
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
    flag(PHRASES.begins(core, |phrase| phrase.mode == Mode::Start))
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
    if line.is_ascii() {
        let bytes = line.bytes().map(|byte| (byte.is_ascii_lowercase(), byte.is_ascii_uppercase()));
        return glued_places(bytes);
    }
    glued_places(line.chars().map(|c| (c.is_lowercase(), c.is_uppercase())))
}

/// The same of characters of which is known whether they are small letters and capitals.
fn glued_places(chars: impl Iterator<Item = (bool, bool)>) -> f32 {
    let (mut small, mut may_be, mut count) = (0u32, false, 0u32);
    for (is_small, is_capital) in chars {
        count += u32::from(may_be && is_small);
        may_be = small >= 2 && is_capital;
        small = if is_small { small + 1 } else { 0 };
    }
    count as f32
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
        assert_eq!((Words::of("Rain, well-known").longest, Words::of("?").longest), (5, 0));
    }

    #[test]
    fn signs_rule_out_nothing_that_is_there() {
        for line in [
            "Home | News",
            "Home › News",
            "a » b",
            "a → b",
            "a > b",
            "a / b - c",
            "„Rain“",
            "«Rain»",
            "「雨」",
            "\"Rain\"",
            "Rain: wet",
            "雨：wet",
            "© Fen",
            "@fen",
            "3 °C",
            "5 €",
            "$5",
            "http://fen",
            "www.fen",
            "a • b · c",
        ] {
            let all = ["", "©", "«“→：「|>/-:@$.\""].map(|other| {
                let signs = Signs::of(&format!("{line}{other}"));
                (of_signs(line, signs), of_words(line, signs, true))
            });
            assert!(all.iter().all(|values| *values == all[0]), "{line}");
        }
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
            assert!(ends_in_credit(caption, true), "{caption}");
        }
        let credited = ["The mill burns (AFP)", "The mill burns. Ann Fenwick AFP"];
        assert_eq!(credited.map(|caption| ends_in_credit(caption, false)), [true, false], "only in brackets");
        for headline in
            ["The mill burns (and why)", "The mill burns and/or falls", "Reuters", "The mill burns"]
        {
            assert!(!ends_in_credit(headline, true), "{headline}");
        }
    }

    #[test]
    fn stock_phrases_are_lines_or_begin_them() {
        assert_eq!(stock("Most read"), 2.0);
        assert_eq!(stock("Sponsored by the mill"), 1.0);
        assert_eq!(stock("The mill burns"), 0.0);
        assert_eq!((Words::of("Home | Newsletters").stock, Words::of("The mill burns").stock), (2, 0));
    }

    #[test]
    fn outlets_are_lines_or_begin_them() {
        assert_eq!(outlet_name("BBC News"), 2.0);
        assert_eq!(outlet_name("Al Jazeera LIVE Sport"), 1.0);
        assert_eq!(outlet_name("Time to mill"), 0.0, "a word that is a name, too");
    }
}
