//! Labels above lists of footnotes: see `note_labels.txt`.

use once_cell::sync::Lazy;

use super::rows;
use super::word_set::WordSet;

static LABELS: Lazy<WordSet> =
    Lazy::new(|| rows(include_str!("note_labels.txt")).filter_map(|row| row.first().copied()).collect());

/// A label is no longer than this, in bytes; nothing longer need be lower-cased.
const MAX_LABEL_BYTES: usize = 64;

/// Whether a line is the label of a list of footnotes.
pub(crate) fn is_note_label(line: &str) -> bool {
    let label = line.trim_end_matches([':', '\u{ff1a}']).trim_end();
    label.len() <= MAX_LABEL_BYTES && LABELS.has(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_whole_lines() {
        for label in ["Notes", "NOTES:", "Fußnoten", "References :", "注釈\u{ff1a}", "Примечания"]
        {
            assert!(is_note_label(label), "{label}");
        }
        for line in ["Notes on rain", "See references", ""] {
            assert!(!is_note_label(line), "{line}");
        }
    }

    #[test]
    fn every_line_is_a_label() {
        assert!(rows(include_str!("note_labels.txt")).all(|row| is_note_label(row[0])));
    }
}
