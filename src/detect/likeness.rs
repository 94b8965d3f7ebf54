//! Is a block the page's own description, does it name the site?

use crate::article::Metadata;

/// The description in letters and digits.
#[derive(Debug, Default)]
pub(super) struct Description(String);

/// Fewer letters than this are equal by chance.
const FEWEST_LETTERS: usize = 20;

impl Description {
    pub(super) fn of(metadata: &Metadata) -> Description {
        let text = metadata.description().map_or("", |field| field.value());
        Description(letters(text, usize::MAX))
    }

    /// 2: the block is the description; 1: one begins like the other, or the block is part of
    /// it; 0: neither; `NAN`: there is no description.
    pub(super) fn likeness(&self, text: &str) -> f32 {
        let description = self.0.as_str();
        if description.len() < FEWEST_LETTERS {
            return f32::NAN;
        }
        let text = letters(text, description.len());
        if text.len() < FEWEST_LETTERS {
            0.0
        } else if text == description {
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
    const BEGINNING: usize = 60;
    let end =
        |text: &str| (0..=BEGINNING.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let end = end(description).min(end(text));
    end >= FEWEST_LETTERS && description.get(..end) == text.get(..end)
}

/// Letters and digits in lower case, as many bytes as needed.
fn letters(text: &str, most_bytes: usize) -> String {
    let mut letters = String::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        if letters.len() > most_bytes {
            break;
        }
        letters.push(c);
    }
    letters
}

/// The site's name as it would stand in a sentence.
#[derive(Debug)]
pub(super) struct SiteName(String);

impl SiteName {
    pub(super) fn of(metadata: &Metadata) -> Option<SiteName> {
        const SHORTEST: usize = 4;
        let name = metadata.site()?.value();
        (name.len() >= SHORTEST).then(|| SiteName(name.clone()))
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        text.contains(self.0.as_str())
    }
}
