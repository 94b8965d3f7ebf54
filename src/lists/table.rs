//! Tables whose keys are ours.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from keys of a data file. Keys out of documents belong into maps of the standard library, whose hash
/// nobody can foresee.
pub(crate) type Table<K, V> = HashMap<K, V, BuildHasherDefault<ShortHasher>>;

/// A table that need not grow until it has so many keys.
pub(super) fn with_room<K, V>(keys: usize) -> Table<K, V> {
    Table::with_capacity_and_hasher(keys, BuildHasherDefault::default())
}

/// A multiply-and-rotate hash over eight bytes at a time: the keys are short, fixed and our own, so nobody gains by
/// making them collide, and the standard hash costs several times as much.
#[derive(Default)]
pub(crate) struct ShortHasher(u64);

/// Up to seven bytes as a number: two parts that may overlap make it up, so that no byte is read alone.
fn packed(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => {
            let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte));
            byte(0) | byte(1) << 8 | byte(2) << 16
        }
    }
}

impl ShortHasher {
    fn add(&mut self, packed: u64) {
        self.0 = (self.0.rotate_left(5) ^ packed).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for ShortHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks();
        chunks.iter().for_each(|chunk| self.add(u64::from_le_bytes(*chunk)));
        if !rest.is_empty() {
            self.add(packed(rest));
        }
    }

    fn write_u8(&mut self, _string_end: u8) {}

    fn write_u32(&mut self, value: u32) {
        self.add(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value);
    }

    fn write_u128(&mut self, value: u128) {
        self.add((value >> 64) as u64);
        self.add(value as u64);
    }

    fn write_isize(&mut self, value: isize) {
        self.add(value as u64);
    }

    fn finish(&self) -> u64 {
        // The multiplication mixes upwards only, and the table looks at the low bits.
        self.0 ^ (self.0 >> 32)
    }
}
