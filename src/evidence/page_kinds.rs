//! What kind of page this is, with a chance for each kind.
//!
//! Decided before anything else, by trees over what is cheap to know of a page ([`super::kind_features`]): which names
//! of elements can be believed, and which lines are text, depends on it.

use super::kind_features::{Known, kind_features};
use crate::labels::PageKind;
use crate::model;

/// The kinds in the order of the model.
const KINDS: [PageKind; model::PAGE_KINDS] =
    [PageKind::Article, PageKind::Listing, PageKind::Forum, PageKind::Product, PageKind::Documentation];

/// The chance of each kind of page; together they are 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageKinds {
    pub(crate) article: f32,
    pub(crate) listing: f32,
    pub(crate) forum: f32,
    pub(crate) product: f32,
    pub(crate) documentation: f32,
}

impl PageKinds {
    pub(super) fn of(known: Known<'_>) -> PageKinds {
        PageKinds::new(model::page_kinds(kind_features(known).values(), known.document.origin))
    }

    /// In the order of the model.
    pub(crate) fn new(
        [article, listing, forum, product, documentation]: [f32; model::PAGE_KINDS],
    ) -> PageKinds {
        PageKinds { article, listing, forum, product, documentation }
    }

    fn chances(&self) -> [f32; model::PAGE_KINDS] {
        [self.article, self.listing, self.forum, self.product, self.documentation]
    }

    /// The likeliest kind, of equals the first, and its chance.
    pub(crate) fn likeliest(&self) -> (PageKind, f32) {
        let mut best = 0;
        let chances = self.chances();
        for place in 1..chances.len() {
            if chances[place] > chances[best] {
                best = place;
            }
        }
        (KINDS[best], chances[best])
    }

    /// The chance of a kind; 0 for one that is told only after the page is decided.
    pub(crate) fn chance(&self, kind: PageKind) -> f32 {
        let place = KINDS.iter().position(|known| *known == kind);
        place.map_or(0.0, |place| self.chances()[place])
    }

    /// Whether a kind is the likeliest.
    pub(crate) fn is(&self, kind: PageKind) -> bool {
        self.likeliest().0 == kind
    }

    /// Whether the page likely has one text, and not many items.
    pub(crate) fn is_one_text(&self) -> bool {
        // As likely as not counts as one: it is what most pages have.
        self.article + self.documentation >= 0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_kind_has_the_highest_chance() {
        let kinds = PageKinds::new([0.2, 0.1, 0.4, 0.1, 0.2]);
        assert_eq!(kinds.likeliest(), (PageKind::Forum, 0.4));
        assert_eq!((kinds.chance(PageKind::Documentation), kinds.chance(PageKind::ErrorPage)), (0.2, 0.0));
        assert!(kinds.is(PageKind::Forum) && !kinds.is(PageKind::Article));
        assert!(!kinds.is_one_text());
        assert!(PageKinds::new([0.3, 0.2, 0.2, 0.1, 0.2]).is_one_text());
        assert!(PageKinds::new([0.2; 5]).is(PageKind::Article), "of equals the first");
    }
}
