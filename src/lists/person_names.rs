//! Names that people have: see `person_names.tsv`.

use foldhash::HashSet;
use once_cell::sync::Lazy;

use super::rows;
use super::word_set::WordSet;

#[derive(Default)]
struct Names {
    given: WordSet,
    chinese: HashSet<char>,
    korean: HashSet<char>,
    japanese: HashSet<&'static str>,
}

static NAMES: Lazy<Names> = Lazy::new(|| {
    let mut names = Names::default();
    for row in rows(include_str!("person_names.tsv")) {
        let [kind, name] = row[..] else { continue };
        let first = name.chars().next().unwrap_or_default();
        match kind {
            "given" => names.given.insert(name),
            "chinese" => _ = names.chinese.insert(first),
            "korean" => _ = names.korean.insert(first),
            "japanese" => _ = names.japanese.insert(name),
            _ => {}
        }
    }
    names
});

/// The names that people are given.
pub(super) fn given() -> impl Iterator<Item = &'static str> {
    rows(include_str!("person_names.tsv")).filter_map(|row| match row[..] {
        ["given", name] => Some(name),
        _ => None,
    })
}

/// Whether people have this as a given name, in whatever case. Of a double name ("Jean-Luc") each part counts.
pub(crate) fn is_given_name(word: &str) -> bool {
    let given = &NAMES.given;
    let is_double = || word.as_bytes().contains(&b'-');
    given.has(word)
        || is_double()
            && word.split_once('-').is_some_and(|(first, second)| given.has(first) || given.has(second))
}

/// Whether a word of two or three Chinese characters can be a name: the family name comes first.
pub(crate) fn is_chinese_name(word: &str) -> bool {
    (2..=3).contains(&word.chars().count())
        && is_in(word, '\u{3400}', '\u{9fff}')
        && opens(&NAMES.chinese, word)
}

/// Whether a word of three or four Korean syllables can be a name.
pub(crate) fn is_korean_name(word: &str) -> bool {
    (3..=4).contains(&word.chars().count()) && is_in(word, '가', '힣') && opens(&NAMES.korean, word)
}

/// Whether a word is a Japanese family name, with a given name after it or without.
pub(crate) fn is_japanese_name(word: &str) -> bool {
    let starts = || (1..=3).filter_map(|count| word.char_indices().nth(count).map(|(at, _)| &word[..at]));
    (3..=6).contains(&word.chars().count())
        && word.chars().all(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '々'))
        && starts().any(|family| NAMES.japanese.contains(family))
}

/// Whether a word is a Japanese family name alone.
pub(crate) fn is_japanese_family_name(word: &str) -> bool {
    NAMES.japanese.contains(word)
}

fn is_in(word: &str, first: char, last: char) -> bool {
    word.chars().all(|c| (first..=last).contains(&c))
}

fn opens(family_names: &HashSet<char>, word: &str) -> bool {
    word.chars().next().is_some_and(|first| family_names.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let read = NAMES.given.len() + NAMES.chinese.len() + NAMES.korean.len() + NAMES.japanese.len();
        assert_eq!(read, rows(include_str!("person_names.tsv")).count());
    }

    #[test]
    fn names_of_many_languages_are_known() {
        for name in ["Ann", "ANNE", "Jean-Luc", "Оксана", "Γιώργος", "محمد", "Ngozi"] {
            assert!(is_given_name(name), "{name}");
        }
        for word in ["Rain", "Home", "Facebook", "Will", "Новости"] {
            assert!(!is_given_name(word), "{word}");
        }
        assert!(is_chinese_name("王小明") && !is_chinese_name("获悉"));
        assert!(is_korean_name("홍길동") && !is_korean_name("사진"));
        assert!(
            is_japanese_name("佐藤花子") && is_japanese_family_name("佐藤") && !is_japanese_name("雨の一日")
        );
    }
}
