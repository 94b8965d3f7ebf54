//! Words of lines in which a site speaks of itself: see `self_words.tsv`.

use aho_corasick::AhoCorasick;
use once_cell::sync::Lazy;

use super::rows;
use super::word_set::WordSet;

/// What a word does beside a site's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SelfWord {
    /// Anywhere in a line that names the site.
    Says,
    /// Right before the name.
    Before,
    /// Right after the name.
    After,
    /// A part of a company's name.
    Company,
    /// A word of outlets' names.
    Paper,
}

/// The words of each kind, in the order of the kinds.
static WORDS: Lazy<[WordSet; 5]> = Lazy::new(|| {
    let mut words: [WordSet; 5] = Default::default();
    for row in rows(include_str!("self_words.tsv")) {
        let [kind, phrase] = row[..] else { continue };
        let Some(kind) = kind_of(kind) else { continue };
        words[kind as usize].insert(phrase);
    }
    words
});

fn kind_of(kind: &str) -> Option<SelfWord> {
    match kind {
        "says" => Some(SelfWord::Says),
        "before" => Some(SelfWord::Before),
        "after" => Some(SelfWord::After),
        "company" => Some(SelfWord::Company),
        "paper" => Some(SelfWord::Paper),
        _ => None,
    }
}

/// Whether a phrase does this, in whatever case.
pub(crate) fn is_self_word(kind: SelfWord, phrase: &str) -> bool {
    WORDS[kind as usize].has(phrase)
}

static OF_PROMPTS: Lazy<WordSet> = Lazy::new(|| of_prompts().collect());

/// Words that are right after a name or can begin a phrase before one.
pub(super) fn of_prompts() -> impl Iterator<Item = &'static str> {
    let first = phrases(SelfWord::Before).filter_map(|phrase| phrase.split(' ').next());
    first.chain(phrases(SelfWord::After).filter(|phrase| !phrase.contains(' ')))
}

/// Whether a word, which has no signs at its ends, is right after a name or can begin a phrase before one.
pub(crate) fn is_of_prompt(word: &str) -> bool {
    OF_PROMPTS.has(word)
}

/// The phrases that do something, as the list has them.
pub(super) fn phrases(wanted: SelfWord) -> impl Iterator<Item = &'static str> {
    rows(include_str!("self_words.tsv")).filter_map(move |row| match row[..] {
        [kind, phrase] => (kind_of(kind) == Some(wanted)).then_some(phrase),
        _ => None,
    })
}

/// Whether a line in lower case has words with which a site speaks of itself.
pub(crate) fn speaks_of_site(lower: &str) -> bool {
    static SAYS: Lazy<Option<AhoCorasick>> = Lazy::new(|| AhoCorasick::new(phrases(SelfWord::Says)).ok());
    let Some(says) = SAYS.as_ref() else { return false };
    // Of a word with letters in it the beginning counts: "подпис" is that of "подпишитесь" too.
    says.find_overlapping_iter(lower)
        .any(|found| !lower[..found.start()].ends_with(|c: char| c.is_alphabetic() && !is_unspaced(c)))
}

/// Whether words of this letter's script stand without spaces between them.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let read: usize = WORDS.iter().map(WordSet::len).sum();
        assert_eq!(read, rows(include_str!("self_words.tsv")).count());
        assert!(phrases(SelfWord::Says).all(|word| word == word.to_lowercase()));
    }

    #[test]
    fn prompts_begin_with_a_word() {
        assert!(is_of_prompt("Follow") && is_of_prompt("NEWSLETTER") && !is_of_prompt("rain"));
        let is_plain =
            |word: &str| word.starts_with(char::is_alphanumeric) && word.ends_with(char::is_alphanumeric);
        let mut words = phrases(SelfWord::Before).flat_map(|phrase| phrase.split(' '));
        assert!(words.all(is_plain), "signs at the ends of words are not looked at");
    }

    #[test]
    fn words_count_where_they_begin() {
        assert!(speaks_of_site("get the daily fen app"));
        assert!(speaks_of_site("подпишитесь на фен"));
        assert!(!speaks_of_site("the harapp river rose"));
        assert!(speaks_of_site("欢迎下载日报客户端"));
    }
}
