//! The names of a page's elements, each known once.
//!
//! Elements combine the same names in ever new ways: half of the names in a new combination are known from another one. What a
//! name tells by itself is therefore worked out once for each name.

use std::ops::Range;

use foldhash::HashMap;

use crate::document::{Container, Document};

/// The names of elements, by signature: elements of the same tag and the same names have one.
#[derive(Debug, Default)]
pub(crate) struct PageNames {
    /// By name, in the order of their first use: where it is in the page's names.
    names: Vec<Range<usize>>,
    /// By signature: its part of `places`.
    of_signatures: Vec<Range<usize>>,
    /// Places in `names`.
    places: Vec<usize>,
}

/// The places of the names that are known so far.
pub(super) type Known<'a> = HashMap<&'a str, usize>;

impl PageNames {
    /// Adds the names of the first element of the next signature.
    pub(super) fn add<'a>(&mut self, page: &'a Document, container: &Container, known: &mut Known<'a>) {
        let first = self.places.len();
        let (names, before) = (names_of(page, container), container.names.start as usize);
        let mut at = 0;
        while at < names.len() {
            let length = length_of_name(&names.as_bytes()[at..]);
            if length > 0 {
                let place = *known.entry(&names[at..at + length]).or_insert_with(|| {
                    self.names.push(before + at..before + at + length);
                    self.names.len() - 1
                });
                self.places.push(place);
            }
            // And what divides it from the next.
            at += length + 1;
        }
        self.of_signatures.push(first..self.places.len());
    }

    /// What each name tells, in their order.
    pub(crate) fn tell<'a, T>(&self, page: &'a Document, tell: impl FnMut(&'a str) -> T) -> Vec<T> {
        let names = self.names.iter().map(|range| page.names.get(range.clone()).unwrap_or(""));
        names.map(tell).collect()
    }

    /// By signature: its names, by their places in the order of all.
    pub(crate) fn of_signatures(&self) -> impl Iterator<Item = &[usize]> {
        self.of_signatures.iter().map(|range| &self.places[range.clone()])
    }
}

/// How many bytes are before the first white space.
fn length_of_name(names: &[u8]) -> usize {
    let is_space = |byte: &u8| *byte <= b' ' && byte.is_ascii_whitespace();
    names.iter().position(is_space).unwrap_or(names.len())
}

/// The class and id tokens of an element.
pub(crate) fn names_of<'a>(page: &'a Document, container: &Container) -> &'a str {
    page.names.get(container.names.start as usize..container.names.end as usize).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::layout::Layout;
    use crate::evidence::testing::html;

    #[test]
    fn every_name_is_told_once() {
        let page = html(
            "<div class='wide rain'><p class=rain id=wet>Rain</p><p class='rain wet'>Snow</p><p>Ice</p></div>",
        );
        let layout = Layout::of(&page, None);
        let names = &layout.names;
        let all = names.tell(&page, str::to_owned);
        let mut distinct = all.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), all.len());
        let of_signatures: Vec<String> = names
            .of_signatures()
            .map(|places| places.iter().map(|place| all[*place].as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        for (container, facts) in page.containers.iter().zip(&layout.containers) {
            assert_eq!(of_signatures[facts.signature as usize], names_of(&page, container));
        }
        assert!(of_signatures.contains(&"wide rain".to_owned()));
    }
}
