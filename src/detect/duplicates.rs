//! Text that stands in the body twice: a standfirst made of the first paragraphs, a pull
//! quote, a second copy for another screen.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Verdict;
use crate::page::Page;

/// Words in a shingle: runs of this length hardly repeat by chance.
const SHINGLE_WORDS: usize = 5;
/// Blocks shorter than this may repeat: refrains, formulas.
const FEWEST_WORDS: u32 = 12;

/// Marks content blocks whose text stands in later content blocks as a whole.
pub(crate) fn mark(page: &Page, verdicts: &mut [Verdict]) {
    let mut last_seen: HashMap<u64, usize> = HashMap::new();
    for index in (0..page.blocks.len()).rev() {
        if verdicts[index] != Verdict::Content {
            continue;
        }
        let shingles = shingles(page.block_text(index));
        let repeated = shingles.iter().filter(|shingle| last_seen.contains_key(shingle)).count();
        // Nine tenths: a standfirst of two paragraphs has a few shingles across their border.
        if page.blocks[index].shape.words >= FEWEST_WORDS && repeated * 10 >= shingles.len() * 9 {
            verdicts[index] = Verdict::Duplicate;
        } else {
            last_seen.extend(shingles.into_iter().map(|shingle| (shingle, index)));
        }
    }
}

fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text.split_whitespace().map(hash).collect();
    if words.len() < SHINGLE_WORDS {
        return vec![hash(text)];
    }
    words.windows(SHINGLE_WORDS).map(hash).collect()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
