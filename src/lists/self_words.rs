//! Words of lines in which a site speaks of itself: see `self_words.tsv`.

use aho_corasick::AhoCorasick;
use foldhash::HashSet;
use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

/// What a word does beside a site's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

static WORDS: Lazy<Table<SelfWord, HashSet<&'static str>>> = Lazy::new(|| {
    let mut words: Table<_, HashSet<_>> = Table::default();
    for row in rows(include_str!("self_words.tsv")) {
        let [kind, phrase] = row[..] else { continue };
        let Some(kind) = kind_of(kind) else { continue };
        words.entry(kind).or_default().insert(phrase);
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

/// Whether a phrase in lower case does this.
pub(crate) fn is_self_word(kind: SelfWord, lower: &str) -> bool {
    WORDS.get(&kind).is_some_and(|words| words.contains(lower))
}

/// Whether a line in lower case has words with which a site speaks of itself.
pub(crate) fn speaks_of_site(lower: &str) -> bool {
    static SAYS: Lazy<Option<AhoCorasick>> = Lazy::new(|| {
        let words = WORDS.get(&SelfWord::Says)?;
        AhoCorasick::new(words).ok()
    });
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
        let read: usize = WORDS.values().map(HashSet::len).sum();
        assert_eq!(read, rows(include_str!("self_words.tsv")).count());
        assert!(WORDS.values().flatten().all(|word| **word == word.to_lowercase()));
    }

    #[test]
    fn words_count_where_they_begin() {
        assert!(speaks_of_site("get the daily fen app"));
        assert!(speaks_of_site("подпишитесь на фен"));
        assert!(!speaks_of_site("the harapp river rose"));
        assert!(speaks_of_site("欢迎下载日报客户端"));
    }
}
