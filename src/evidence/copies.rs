//! Which blocks have the text of another one: a quarter of a page's, mostly menus. What a text alone tells is found out once.

use foldhash::{HashMap, HashMapExt};

use crate::document::Document;

/// By block: the first of the page with its text.
#[derive(Debug)]
pub(crate) struct Copies(Vec<usize>);

impl Copies {
    pub(crate) fn of(page: &Document) -> Copies {
        let count = page.blocks.len();
        let mut known: HashMap<&str, usize> = HashMap::with_capacity(count);
        Copies((0..count).map(|index| *known.entry(page.block_text(index)).or_insert(index)).collect())
    }

    /// The first block of the page with the text of a block.
    pub(crate) fn first(&self, index: usize) -> usize {
        self.0[index]
    }

    /// By block: the one above with the same text, for all but the first of them.
    pub(super) fn above(&self) -> impl ExactSizeIterator<Item = Option<usize>> {
        self.0.iter().enumerate().map(|(index, &first)| (first != index).then_some(first))
    }

    /// By block: what its text tells, asked once of each text.
    pub(super) fn by_text<T: Copy>(&self, mut tell: impl FnMut(usize) -> T) -> Vec<T> {
        let mut told = Vec::with_capacity(self.0.len());
        for (index, above) in self.above().enumerate() {
            told.push(above.map_or_else(|| tell(index), |above| told[above]));
        }
        told
    }

    /// By block: how often its text is on the page.
    pub(super) fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.0.len()];
        self.0.iter().for_each(|&first| counts[first] += 1);
        self.0.iter().map(|&first| counts[first]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    #[test]
    fn each_text_is_asked_for_once() {
        let copies = Copies::of(&lines("Rain\n\nFerry\n\nRain\n\nPier\n\nRain"));
        let mut asked = Vec::new();
        let told = copies.by_text(|index| {
            asked.push(index);
            10 * index
        });
        assert_eq!((told, asked), (vec![0, 10, 0, 30, 0], vec![0, 1, 3]));
        assert_eq!(copies.counts(), [3, 1, 3, 1, 3]);
        assert_eq!([0, 1, 2, 3, 4].map(|index| copies.first(index)), [0, 1, 0, 3, 0]);
    }
}
