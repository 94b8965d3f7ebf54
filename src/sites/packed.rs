//! The blocks of a page that is remembered, as bytes.
//!
//! A block is in the element of the one before, or near it, and a line that no other page has is numbered after the line
//! before. So differences are written, in as many bytes as they need: about four a block, not twelve.

use super::page::{Role, Vote};

/// What is remembered of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StoredBlock {
    /// Numbers of the store.
    pub(super) path: u32,
    pub(super) line: u32,
    pub(super) words: u16,
    pub(super) vote: Vote,
    pub(super) role: Role,
}

/// Blocks in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PackedBlocks(Box<[u8]>);

/// Bits of a vote and of a role.
const VOTE_BITS: u32 = 2;
const ROLE_BITS: u32 = 2;

impl PackedBlocks {
    pub(super) fn of(blocks: impl IntoIterator<Item = StoredBlock>) -> PackedBlocks {
        let mut bytes = Vec::new();
        let (mut path, mut line) = (0, 0);
        for block in blocks {
            push(&mut bytes, difference(path, block.path));
            push(&mut bytes, difference(line, block.line));
            let words_and_vote = u32::from(block.words) << VOTE_BITS | block.vote as u32;
            push(&mut bytes, words_and_vote << ROLE_BITS | block.role as u32);
            (path, line) = (block.path, block.line);
        }
        PackedBlocks(bytes.into_boxed_slice())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = StoredBlock> {
        let mut bytes = self.0.iter().copied();
        let (mut path, mut line) = (0, 0);
        std::iter::from_fn(move || {
            path = sum(path, pull(&mut bytes)?);
            line = sum(line, pull(&mut bytes)?);
            let packed = pull(&mut bytes)?;
            let words_and_vote = packed >> ROLE_BITS;
            Some(StoredBlock {
                path,
                line,
                words: (words_and_vote >> VOTE_BITS) as u16,
                vote: Vote::of_number(words_and_vote & ((1 << VOTE_BITS) - 1))?,
                role: Role::of_number(packed & ((1 << ROLE_BITS) - 1))?,
            })
        })
    }
}

/// The way from a number to another, small where they are close, whichever is larger.
fn difference(from: u32, to: u32) -> u32 {
    let way = to.wrapping_sub(from) as i32;
    (way << 1 ^ way >> 31) as u32
}

fn sum(from: u32, way: u32) -> u32 {
    from.wrapping_add(way >> 1 ^ (way & 1).wrapping_neg())
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn pull(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes.next()?;
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out() {
        let numbers = [0, 1, 0, 7, u32::MAX, 3, 1 << 31, 300, 299];
        let votes = [Vote::Removed, Vote::Kept, Vote::Neither];
        let roles = [Role::None, Role::Title, Role::Date, Role::Authors];
        let block = |(place, number): (usize, &u32)| StoredBlock {
            path: *number,
            line: number.wrapping_mul(7),
            words: (*number).min(65_535) as u16,
            vote: votes[place % 3],
            role: roles[place % 4],
        };
        let blocks: Vec<StoredBlock> = numbers.iter().enumerate().map(block).collect();
        let packed = PackedBlocks::of(blocks.clone());
        assert_eq!(packed.iter().collect::<Vec<_>>(), blocks);
    }

    #[test]
    fn blocks_of_a_list_take_three_bytes() {
        let item = |line| StoredBlock { path: 9, line, words: 6, vote: Vote::Removed, role: Role::None };
        assert_eq!(PackedBlocks::of((0..100).map(item)).0.len(), 300);
    }
}
