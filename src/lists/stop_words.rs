//! Function words of the languages a page's language is told by.

use once_cell::sync::Lazy;

use super::table::Table;
use super::word_set::{Lengths, packed};

const LIST: &str = include_str!("stop_words.txt");

/// ISO 639-1 codes in the order of the bits of [`languages`], and of preference where counts are equal.
pub(crate) const LANGUAGES: &[&str] = &[
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "ro", "hu", "tr",
    "ru", "uk", "bg", "el", "ar", "fa", "he", "hi", "id", "vi", "ko", "zh", "ja", "hr", "ca",
];
const _: () = assert!(LANGUAGES.len() <= 32, "languages() has 32 bits");

/// Languages whose line lists characters, since they write no spaces.
const UNSPACED: [&str; 2] = ["zh", "ja"];

static TABLE: Lazy<Table<&'static str, u32>> = Lazy::new(|| {
    let mut table: Table<&'static str, u32> = Table::default();
    for (code, words) in lines().filter(|(code, _)| !UNSPACED.contains(code)) {
        let Some(bit) = LANGUAGES.iter().position(|&language| language == code) else { continue };
        for word in words.split_whitespace() {
            *table.entry(word).or_default() |= 1 << bit;
        }
    }
    table
});

/// The words of the table that are in ASCII and have at most eight bytes.
static SHORT: Lazy<ShortWords> = Lazy::new(|| {
    let ascii = || TABLE.iter().filter_map(|(word, mask)| Some((packed(word)?, *mask)));
    let short = ascii().filter_map(|(word, mask)| Some((u64::try_from(word).ok()?, mask)));
    let starts = ascii().filter(|(word, _)| u64::try_from(*word).is_err()).map(|(word, _)| word as u64);
    ShortWords::of(short, starts)
});

/// The words in ASCII that are short enough to be numbers.
pub(crate) fn short() -> &'static ShortWords {
    &SHORT
}

/// Bytes of a word that is one number.
const SHORT_BYTES: usize = 8;

/// Masks by words as numbers, with the bytes that longer words start with: open addressing, so that a look-up is a
/// multiplication and mostly one comparison.
pub(crate) struct ShortWords(Box<[ShortWord; 1 << ShortWords::SLOT_BITS]>);

#[derive(Clone, Copy, Default)]
struct ShortWord {
    word: u64,
    languages: u32,
    /// Whether a longer word starts so.
    is_start: bool,
}

impl ShortWords {
    /// More than twice as many slots as there are words.
    const SLOT_BITS: u32 = 11;

    fn of(words: impl Iterator<Item = (u64, u32)>, starts: impl Iterator<Item = u64>) -> ShortWords {
        let mut table = ShortWords(Box::new([ShortWord::default(); 1 << Self::SLOT_BITS]));
        for (word, languages) in words {
            let slot = table.find(word);
            table.0[slot] = ShortWord { word, languages, is_start: false };
        }
        for start in starts {
            let slot = table.find(start);
            table.0[slot] = ShortWord { word: start, is_start: true, ..table.0[slot] };
        }
        table
    }

    /// The languages of a word of at most eight bytes: these in lower case as a number, the first the lowest.
    pub(crate) fn languages(&self, word: u64) -> u32 {
        self.0[self.find(word)].languages
    }

    /// The same of a word in ASCII of at least eight bytes, given the first eight of them so.
    pub(crate) fn languages_of_long(&self, start: u64, word: &str) -> u32 {
        let found = &self.0[self.find(start)];
        match word.len() {
            SHORT_BYTES => found.languages,
            _ if found.is_start => languages_of_ascii(word),
            _ => 0,
        }
    }

    /// The slot of a word, or the free one where it would be.
    fn find(&self, word: u64) -> usize {
        let mut slot = Self::slot(word);
        while self.0[slot].word != word && self.0[slot].word != 0 {
            slot = (slot + 1) % (1 << Self::SLOT_BITS);
        }
        slot
    }

    /// Where to look first: the golden ratio spreads the bits.
    fn slot(word: u64) -> usize {
        (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - Self::SLOT_BITS)) as usize
    }
}

/// The longer words of the table that are in ASCII, by [`packed`], and a filter that rules out most others.
static LONG: Lazy<(Table<u128, u32>, Lengths)> = Lazy::new(|| {
    let long = || TABLE.iter().filter(|(word, _)| word.len() > SHORT_BYTES);
    let mut lengths = Lengths::default();
    long().for_each(|(word, _)| lengths.insert(word));
    (long().filter_map(|(word, mask)| Some((packed(word)?, *mask))).collect(), lengths)
});

/// The same as [`languages`] of a word in ASCII that need not be in lower case.
pub(crate) fn languages_of_ascii(word: &str) -> u32 {
    if word.len() <= SHORT_BYTES {
        return packed(word).map_or(0, |packed| SHORT.languages(packed as u64));
    }
    let (words, lengths) = &*LONG;
    if !lengths.may_have_same(word) {
        return 0;
    }
    packed(word).and_then(|packed| words.get(&packed).copied()).unwrap_or(0)
}

/// The languages in which a lower-cased word is a stop word, as bits in the order of [`LANGUAGES`].
pub(crate) fn languages(word: &str) -> u32 {
    if let Some(mask) = TABLE.get(word) {
        return *mask;
    }
    if word.is_ascii() || !word.contains('\u{2019}') {
        return 0;
    }
    TABLE.get(word.replace('\u{2019}', "'").as_str()).copied().unwrap_or(0)
}

/// The language, of those written without spaces, in which a character is a word or particle of its own.
pub(crate) fn is_function_char(c: char) -> Option<&'static str> {
    static CHARS: Lazy<Vec<(char, &'static str)>> = Lazy::new(|| {
        let mut chars: Vec<_> = lines()
            .filter(|(code, _)| UNSPACED.contains(code))
            .flat_map(|(code, words)| words.chars().filter(|c| *c != ' ').map(move |c| (c, code)))
            .collect();
        chars.sort_unstable();
        chars
    });
    let place = CHARS.binary_search_by_key(&c, |&(listed, _)| listed).ok()?;
    CHARS.get(place).map(|&(_, code)| code)
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_has_enough_distinct_words() {
        let listed: BTreeSet<_> = lines().map(|(code, _)| code).collect();
        assert_eq!(listed, LANGUAGES.iter().copied().collect());
        assert!(lines().map(|(code, _)| code).is_sorted());
        for (code, words) in lines() {
            if UNSPACED.contains(&code) {
                assert!(words.chars().all(|c| is_function_char(c) == Some(code)), "{code}");
                continue;
            }
            let words: Vec<_> = words.split_whitespace().collect();
            let distinct: BTreeSet<_> = words.iter().collect();
            assert_eq!(distinct.len(), words.len(), "{code} repeats a word");
            assert!((30..=90).contains(&words.len()), "{code} has {}", words.len());
            assert!(words.iter().all(|word| word.len() <= 24 && *word == word.to_lowercase()), "{code}");
        }
    }

    #[test]
    fn words_in_ascii_are_found_in_any_case() {
        for (word, mask) in TABLE.iter().filter(|(word, _)| word.is_ascii()) {
            assert!(packed(word).is_some(), "{word}");
            assert_eq!(languages_of_ascii(&word.to_uppercase()), *mask, "{word}");
            if let Some(short) = packed(word).and_then(|word| u64::try_from(word).ok()) {
                assert_eq!(SHORT.languages(short), *mask, "{word}");
            }
            if let Some(start) = word.as_bytes().first_chunk() {
                let start = u64::from_le_bytes(*start);
                assert_eq!(SHORT.languages_of_long(start, word), *mask, "{word}");
                assert_eq!(SHORT.languages_of_long(start, &format!("{word}-harbour")), 0);
            }
        }
        assert_eq!(SHORT.languages(u64::from_le_bytes(*b"harbour\0")), 0);
        assert_eq!(languages_of_ascii("harbour"), 0);
    }

    /// The language with most stop words, counted as the page stage counts.
    fn guess(text: &str) -> &'static str {
        let mut counts = [0u32; 32];
        for word in text.to_lowercase().split(|c: char| c.is_whitespace() || ",.".contains(c)) {
            let mask = languages(word);
            (0..32).for_each(|bit| counts[bit] += (mask >> bit) & 1);
        }
        for code in text.chars().filter_map(is_function_char) {
            counts[LANGUAGES.iter().position(|&language| language == code).unwrap()] += 1;
        }
        let most = counts.iter().max().unwrap();
        LANGUAGES[counts.iter().position(|count| count == most).unwrap()]
    }

    #[test]
    fn short_texts_are_told_apart() {
        let texts = [
            ("en", "The boat was late, and they had to wait for it at the pier."),
            ("de", "Das Boot kam zu spät, und sie mussten am Steg auf die Leute warten."),
            (
                "fr",
                "Le bateau est arrivé en retard et c\u{2019}est pour cela qu'il a dû les attendre sur le quai.",
            ),
            (
                "es",
                "El barco llegó tarde y por eso los pescadores tuvieron que esperar en el muelle con sus redes.",
            ),
            ("pt", "O barco chegou tarde e por isso os pescadores não foram ao cais com as suas redes."),
            (
                "it",
                "La barca è arrivata tardi e i pescatori hanno dovuto aspettare sul molo con le loro reti.",
            ),
            ("nl", "De boot kwam te laat en het was niet meer mogelijk om op de kade te wachten."),
            ("sv", "Båten var sen och det är inte första gången som jag har väntat på den."),
            (
                "da",
                "Båden var sen, og det er ikke første gang, at jeg har ventet på den efter arbejde af nød.",
            ),
            ("no", "Båten var sen, og det er ikke første gang jeg har ventet på den etter jobb av nød."),
            ("fi", "Vene oli myöhässä, mutta se ei ole ensimmäinen kerta kun hän on odottanut."),
            ("pl", "Łódka się spóźniła i nie jest to pierwszy raz, że na nią czekali przez cały dzień."),
            ("cs", "Loď se opozdila a není to poprvé, když jsme na ni čekali, jak jsou zvyklí."),
            ("sk", "Loď sa oneskorila a nie je to prvýkrát, keď sme na ňu čakali, ako sú zvyknutí."),
            ("tr", "Tekne çok geç kaldı ve bu bir ilk değil, daha sonra da böyle oldu."),
            ("ru", "Лодка опоздала, и это не в первый раз, когда они ждали её на причале."),
            ("uk", "Човен запізнився, і це не вперше, коли вони чекали на нього після роботи."),
            ("el", "Το πλοίο άργησε και δεν είναι η πρώτη φορά που το περίμεναν στο λιμάνι."),
            ("ar", "تأخر القارب في الوصول إلى الميناء بعد أن انتظر الناس على الرصيف"),
            ("fa", "قایق دیر به بندر رسید و مردم برای آن در اسکله منتظر بودند که این را ببینند"),
            ("ko", "배가 늦었고 그는 오래 기다릴 수 있는 사람이 없다 했다"),
            ("zh", "船来晚了，我们在码头上等了很久，也没有说什么。"),
            ("ja", "船が遅れたので、港で長いあいだ待つことになった。"),
        ];
        for (language, text) in texts {
            assert_eq!(guess(text), language, "{text}");
        }
    }

    #[test]
    fn a_word_may_belong_to_several_languages_or_none() {
        let codes = |word: &str| -> Vec<_> {
            let mask = languages(word);
            LANGUAGES
                .iter()
                .enumerate()
                .filter(|(bit, _)| (mask >> bit) & 1 == 1)
                .map(|(_, code)| *code)
                .collect()
        };
        assert_eq!(codes("och"), ["sv"]);
        assert!(codes("de").len() > 5);
        assert_eq!(codes("qu\u{2019}il"), ["fr"]);
        assert!(codes("lighthouse").is_empty() && codes("").is_empty());
    }
}
