//! What was made of the strings seen last.

/// Slots, a power of two. A page has a few dozen names of elements and a few hundred of classes; with four times as many
/// slots few of them share one.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 11;

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
        self.get_mut(written, make).clone()
    }

    /// The same, to be changed as long as it is remembered.
    pub(super) fn get_mut(&mut self, written: &'a str, make: impl FnOnce(&'a str) -> T) -> &mut T {
        let slot = &mut self.slots[slot(written.as_bytes())];
        if slot.as_ref().is_none_or(|(known, _)| *known != written) {
            *slot = None;
        }
        &mut slot.get_or_insert_with(|| (written, make(written))).1
    }
}

/// Tells strings apart by all of their bytes, eight at a time; the multiplier is the golden ratio's, which spreads the bits.
fn slot(written: &[u8]) -> usize {
    let mix = |hash: u64, part: u64| (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (chunks, rest) = written.as_chunks::<8>();
    let hash = chunks.iter().fold(written.len() as u64, |hash, chunk| mix(hash, u64::from_le_bytes(*chunk)));
    let last = match written.last_chunk::<8>() {
        // Some of these twice, which is quicker than one by one.
        Some(last) => u64::from_le_bytes(*last),
        None => rest.iter().fold(0, |packed, &byte| packed << 8 | u64::from(byte)),
    };
    let hash = mix(hash, last);
    (hash >> (u64::BITS - SLOT_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_would_be_made() {
        let strings: Vec<String> = (0..6000).map(|number| format!("c{}", number % 1900)).collect();
        let mut recent = Recent::new();
        for string in &strings {
            assert_eq!(recent.get(string, str::to_uppercase), string.to_uppercase());
        }
        assert_eq!(recent.get("again", |_| String::from("made")), "made");
        assert_eq!(recent.get("again", |_| unreachable!()), "made");
    }
}
