//! How much a block is like what the metadata says: the page's description, the name of the site.
//!
//! A standfirst is often the description word for word, or the description is the standfirst cut at some length; so
//! texts are compared by their letters and digits, and their beginnings count.

use crate::cut;
use crate::lists::letters::is_alphanumeric;
use crate::lists::lower::lower;
use crate::metadata::Metadata;

/// The page's description.
#[derive(Debug, Default)]
pub(crate) struct Description {
    /// Its letters and digits.
    letters: String,
    /// Any three of them in a row, as bits by [`Description::place`]: most blocks begin with others.
    runs: [u64; RUN_BITS / 64],
}

const RUN_BITS: usize = 1 << 10;

/// Shorter texts are equal by chance.
const MIN_BYTES: usize = 20;
/// Longer descriptions are none; every block is looked for in them.
const MAX_BYTES: usize = 1000;

impl Description {
    pub(crate) fn of(metadata: &Metadata) -> Description {
        let text = metadata.description().map_or("", |field| field.value());
        let letters = letters(text, MAX_BYTES);
        let mut runs = [0; RUN_BITS / 64];
        for run in letters.as_bytes().windows(3) {
            let place = Description::place(run);
            runs[place / 64] |= 1 << (place % 64);
        }
        Description { letters, runs }
    }

    fn place(run: &[u8]) -> usize {
        run.iter().take(3).fold(0, |place, letter| place * 37 + usize::from(*letter)) % RUN_BITS
    }

    fn may_have(&self, beginning: &[u8]) -> bool {
        let place = Description::place(beginning);
        self.runs[place / 64] & 1 << (place % 64) != 0
    }

    /// 2: the block is the description; 1: one begins like the other, or the block is part of
    /// it; 0: neither; `NAN`: there is no description.
    pub(crate) fn likeness(&self, text: &str) -> f32 {
        let description = self.letters.as_str();
        if description.len() < MIN_BYTES {
            return f32::NAN;
        }
        // Whatever is alike begins with what is in the description; most blocks do not.
        let is_in = |beginning: &[u8]| memchr::memmem::find(description.as_bytes(), beginning).is_some();
        if !beginning(text).is_some_and(|beginning| self.may_have(&beginning) && is_in(&beginning)) {
            return 0.0;
        }
        let text = letters(text, description.len());
        if text == description {
            2.0
        } else if description.contains(&text) || begins_alike(description, &text) {
            1.0
        } else {
            0.0
        }
    }
}

/// Descriptions are cut at some length, with or without dots: what counts is the beginning.
fn begins_alike(description: &str, text: &str) -> bool {
    const BEGINNING_BYTES: usize = 60;
    let (description, text) = (cut::text(description, BEGINNING_BYTES), cut::text(text, BEGINNING_BYTES));
    let end = description.len().min(text.len());
    end >= MIN_BYTES && description.get(..end) == text.get(..end)
}

/// The first letters and digits in lower case, if there are so many.
fn beginning(text: &str) -> Option<[u8; MIN_BYTES]> {
    // Few texts have as many other signs.
    const READ_BYTES: usize = 3 * MIN_BYTES;
    let read = &text.as_bytes()[..text.len().min(READ_BYTES)];
    let mut beginning = [0; MIN_BYTES];
    if read.is_ascii() {
        let letters = read.iter().filter(|byte| byte.is_ascii_alphanumeric());
        let count =
            beginning.iter_mut().zip(letters).map(|(kept, byte)| *kept = byte.to_ascii_lowercase()).count();
        if count == MIN_BYTES || read.len() == text.len() {
            return (count == MIN_BYTES).then_some(beginning);
        }
    }
    letters(text, MIN_BYTES).as_bytes().first_chunk().copied()
}

/// Letters and digits in lower case, as many bytes as needed.
fn letters(text: &str, most_bytes: usize) -> String {
    let mut letters = String::with_capacity(text.len().min(most_bytes + 4));
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric).take(most_bytes + 1);
        letters.extend(kept.map(|byte| char::from(byte.to_ascii_lowercase())));
        return letters;
    }
    for c in text.chars() {
        if letters.len() > most_bytes {
            break;
        }
        if c.is_ascii_alphanumeric() {
            letters.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && is_alphanumeric(c) {
            let left = most_bytes + 1 - letters.len();
            letters.extend(lower(c).take(left));
        }
    }
    letters
}

/// The site's name as it would stand in a sentence.
#[derive(Debug)]
pub(crate) struct SiteName(String);

impl SiteName {
    pub(crate) fn of(metadata: &Metadata) -> Option<SiteName> {
        const MIN_NAME_BYTES: usize = 4;
        let name = metadata.site()?.value();
        (name.len() >= MIN_NAME_BYTES).then(|| SiteName(name.clone()))
    }

    pub(crate) fn is_in(&self, text: &str) -> bool {
        text.contains(self.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::{Field, Provenance};

    fn description(text: &str) -> Description {
        let field = Field::new(text.to_owned(), Provenance::Head);
        Description::of(&Metadata { description: Some(field), ..Metadata::default() })
    }

    #[test]
    fn a_standfirst_is_told_from_other_text() {
        let known = description(
            "The ferry sails again, but nobody is waiting at the pier any more, says its captain…",
        );
        assert_eq!(
            known.likeness(
                "The ferry sails again, but nobody is waiting at the pier any more, says its captain"
            ),
            2.0
        );
        assert_eq!(known.likeness("nobody is waiting at the pier any more"), 1.0);
        assert_eq!(
            known.likeness(
                "The ferry sails again, but nobody is waiting at the pier any more, says its captain to whoever asks"
            ),
            1.0
        );
        assert_eq!(known.likeness("The ferry sails."), 0.0);
        assert!(description("").likeness("The ferry sails again.").is_nan());
    }
}
