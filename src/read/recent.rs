//! What was made of the strings seen last.

/// Slots, a power of two. A page has a few dozen names of elements and a few hundred of classes.
const SLOTS: usize = 512;

/// Remembers what was made of a string, since a page repeats its names of elements and classes over and over.
#[derive(Debug)]
pub(super) struct Recent<'a, T> {
    slots: Vec<Option<(&'a str, T)>>,
}

impl<'a, T: Clone> Recent<'a, T> {
    pub(super) fn new() -> Self {
        Recent { slots: vec![None; SLOTS] }
    }

    /// What `make` makes of a string, which it is asked for only if the string was not seen lately.
    pub(super) fn get(&mut self, written: &'a str, make: impl FnOnce(&'a str) -> T) -> T {
        let slot = &mut self.slots[slot(written.as_bytes())];
        match slot {
            Some((known, made)) if *known == written => made.clone(),
            _ => slot.insert((written, make(written))).1.clone(),
        }
    }
}

/// Tells strings apart by their length and four of their bytes.
fn slot(written: &[u8]) -> usize {
    let byte = |at: usize| written.get(at).map_or(0, |byte| usize::from(*byte));
    let length = written.len();
    let sum = length
        + 5 * byte(0)
        + 17 * byte(length / 2)
        + 31 * byte(length / 4)
        + 61 * byte(length.saturating_sub(1));
    sum % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_would_be_made() {
        let strings: Vec<String> = (0..2000).map(|number| format!("c{}", number % 700)).collect();
        let mut recent = Recent::new();
        for string in &strings {
            assert_eq!(recent.get(string, str::to_uppercase), string.to_uppercase());
        }
        assert_eq!(recent.get("again", |_| String::from("made")), "made");
        assert_eq!(recent.get("again", |_| unreachable!()), "made");
    }
}
