//! Why a block was kept or removed, told when somebody asks: few callers want the reasons of
//! every block, and telling them takes longer than deciding.

use crate::labels::Reason;

/// What decided the blocks of an article.
#[derive(Debug, Clone)]
pub(crate) struct Grounds {
    /// What the detector knew of each block, in equally many bytes.
    pub(crate) rows: Vec<u8>,
    pub(crate) width: usize,
    /// The detector's words for it.
    pub(crate) tell: fn(&[u8], &Ground) -> [Option<Reason>; 3],
}

/// How one block was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ground {
    pub(crate) is_content: bool,
    /// The rule that decided, where not the score did.
    pub(crate) rule: Option<&'static str>,
}

impl Grounds {
    pub(crate) fn reasons(&self, block: usize, ground: &Ground) -> [Option<Reason>; 3] {
        let row = self.rows.get(block * self.width..(block + 1) * self.width);
        row.map_or([None; 3], |row| (self.tell)(row, ground))
    }
}

/// The same knowledge gives the same reasons: the detector has one way of telling them for each kind of input.
impl PartialEq for Grounds {
    fn eq(&self, other: &Grounds) -> bool {
        self.rows == other.rows && self.width == other.width
    }
}
