//! Where a style sheet may hide something: most of its rules are about colours and sizes.

use std::ops::Range;

use memchr::memmem::Finder;
use once_cell::sync::Lazy;

/// Properties without which no other one hides or shows anything.
static DECIDING: Lazy<[Finder<'static>; 4]> =
    Lazy::new(|| ["display", "visibility", "position", "clip"].map(Finder::new));

/// Where the deciding properties of a style sheet are: each is searched for once from its start to its end, and not
/// anew in every rule.
pub(super) struct Deciding<'c> {
    css: &'c [u8],
    /// Where each was found last, after which nothing was looked at yet.
    found: [usize; 4],
}

impl<'c> Deciding<'c> {
    pub(super) fn new(css: &'c str) -> Deciding<'c> {
        Deciding {
            css: css.as_bytes(),
            found: DECIDING.each_ref().map(|word| place(word, css.as_bytes(), 0)),
        }
    }

    /// Whether one of them is in a range; ranges have to come in their order.
    pub(super) fn is_in(&mut self, range: &Range<usize>) -> bool {
        let mut is_any = false;
        for (word, found) in DECIDING.iter().zip(&mut self.found) {
            if *found < range.start {
                *found = place(word, self.css, range.start);
            }
            is_any |= *found < range.end && *found + word.needle().len() <= range.end;
        }
        is_any
    }

    /// Whether there are no more.
    pub(super) fn is_over(&self) -> bool {
        self.found == [usize::MAX; 4]
    }
}

/// Where a word is from a place on; the largest number if it is not there.
fn place(word: &Finder<'_>, css: &[u8], from: usize) -> usize {
    word.find(&css[from..]).map_or(usize::MAX, |found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_the_rules_that_have_them() {
        let css = "a{color:red}b{clip:auto}c{x:displa}d{y:z;visibility:hidden}e{}";
        let mut deciding = Deciding::new(css);
        let mut start = 0;
        let mut found = Vec::new();
        for rule in css.split_inclusive('}') {
            let range = start..start + rule.len();
            found.push((deciding.is_in(&range), deciding.is_over()));
            start = range.end;
        }
        let (no, yes) = (false, true);
        assert_eq!(found, [(no, no), (yes, no), (no, no), (yes, no), (no, yes)]);
        assert!(!Deciding::new(css).is_in(&(0..17)) && Deciding::new(css).is_in(&(0..18)));
    }
}
