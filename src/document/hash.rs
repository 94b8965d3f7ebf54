//! The hash of characters and words (FNV-1a, 64 bits, draft-eastlake-fnv): fast on short strings, the same everywhere.

pub(crate) const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash with one value more.
pub(crate) fn step(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x100_0000_01b3)
}

/// The hash of characters in order.
pub(crate) fn of_chars(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(BASIS, |hash, c| step(hash, u64::from(c)))
}
