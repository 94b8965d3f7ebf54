//! Words that say who may read an article: see `access.tsv`.

use super::rows;

/// The longest word of the list, in bytes, with room for the address of a vocabulary.
const MAX_BYTES: usize = 100;

/// What a value in any case says: `free`, `metered` or `paid`. "http://schema.org/True" is "true".
pub(crate) fn access(value: &str) -> Option<&'static str> {
    if value.len() > MAX_BYTES {
        return None;
    }
    let word = value.trim().rsplit('/').next()?.to_lowercase();
    let known = rows(include_str!("access.tsv")).find(|row| row.get(1) == Some(&word.as_str()))?;
    known.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        for row in rows(include_str!("access.tsv")) {
            let [name, word] = row[..] else { panic!("{row:?}") };
            assert_eq!(access(word), Some(name), "{word}");
            assert!(matches!(name, "free" | "metered" | "paid"), "{name}");
        }
    }

    #[test]
    fn case_and_vocabulary_do_not_count() {
        assert_eq!(access(" http://schema.org/False"), Some("paid"));
        assert_eq!(access("METERED"), Some("metered"));
        assert_eq!(access("granted"), None);
        assert_eq!(access(&"free".repeat(100)), None);
    }
}
