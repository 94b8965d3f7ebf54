//! What interrupts the article in flattened text and is known to: labels of advertisements, lead-ins of teasers, prompts.

use crate::document::Origin;
use crate::evidence::Evidence;
use crate::evidence::phrases::{Hit, Mode};
use crate::labels::Boilerplate;

/// By block: whether it is a fixed notice that goes whatever is around it. Empty where none is.
#[derive(Debug, Default)]
pub(super) struct Interruptions(Vec<bool>);

impl Interruptions {
    pub(super) fn of(evidence: &Evidence<'_>) -> Interruptions {
        let interrupts = |index: usize| evidence.hits[index].as_ref().is_some_and(is_interruption);
        let count = evidence.document.blocks.len();
        let any = evidence.document.origin == Origin::Text && (0..count).any(interrupts);
        Interruptions(if any { (0..count).map(interrupts).collect() } else { Vec::new() })
    }

    pub(super) fn has(&self, index: usize) -> bool {
        self.0.get(index) == Some(&true)
    }

    /// The two nearest blocks above that are none.
    pub(super) fn above(&self, index: usize) -> [Option<usize>; 2] {
        let mut others = (index.saturating_sub(MAX_PASSED)..index).rev().filter(|&at| !self.has(at));
        [others.next(), others.next()]
    }

    /// The two nearest blocks below that are none; they may be after the page's last.
    pub(super) fn below(&self, index: usize) -> [Option<usize>; 2] {
        let mut others = (index + 1..index + 1 + MAX_PASSED).filter(|&at| !self.has(at));
        [others.next(), others.next()]
    }
}

/// Blocks that are looked at for a neighbour.
const MAX_PASSED: usize = 16;

/// Labels of advertisements, and fixed notices of a kind that is between paragraphs: both go whatever their score.
fn is_interruption(hit: &Hit) -> bool {
    match hit.mode {
        Mode::Whole => hit.kind == Boilerplate::AdLabel,
        Mode::Notice => is_amid_text(hit.kind),
        _ => false,
    }
}

/// Kinds that are between the paragraphs of articles. What is above and below the text tells where it begins and ends.
fn is_amid_text(kind: Boilerplate) -> bool {
    matches!(
        kind,
        Boilerplate::AdLabel
            | Boilerplate::FollowPrompt
            | Boilerplate::ImageCaption
            | Boilerplate::MediaPlayer
            | Boilerplate::NewsletterPrompt
            | Boilerplate::PaywallLogin
            | Boilerplate::RelatedLinks
            | Boilerplate::SharePrompt
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    #[test]
    fn notices_between_paragraphs_are_passed_over() {
        let page = lines(
            "The ferry sailed again.\n\nAdvertisement\n\nRead more: Whale seen off the pier\n\nThey waved to it.",
        );
        let metadata = Metadata::default();
        let found = Interruptions::of(&Evidence::of(&page, &metadata));
        assert_eq!([0, 1, 2, 3].map(|index| found.has(index)), [false, true, true, false]);
        assert_eq!((found.above(3), found.below(0)), ([Some(0), None], [Some(3), Some(4)]));
        let plain = Interruptions::default();
        assert_eq!((plain.above(1), plain.below(1)), ([Some(0), None], [Some(2), Some(3)]));
    }
}
