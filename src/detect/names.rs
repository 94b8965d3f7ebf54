//! What the class, id and role names of an element say of its text.

use crate::{article::Boilerplate, lists::class_words::class_word};

/// The sum of an element's names is held between this and its negative, so that a long class list cannot outweigh the text.
const MOST_POINTS: f32 = 4.0;
/// Only so many distinct listed words of one element count.
const MOST_WORDS: usize = 16;

/// What one element's names say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct NameEvidence {
    /// Positive for the article, negative for boilerplate.
    pub(crate) score: f32,
    /// The kind the most negative word tells, where the score is negative.
    pub(crate) kind: Option<Boilerplate>,
}

/// Adds up the listed words of an element's lower-cased names.
pub(crate) fn evidence(names: &str) -> NameEvidence {
    let mut seen = [""; MOST_WORDS];
    let mut count = 0;
    let mut sum = 0.0;
    let mut lowest: Option<(f32, Boilerplate)> = None;
    for word in names.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let Some(listed) = class_word(word) else { continue };
        if seen.iter().take(count).any(|earlier| *earlier == word) {
            continue;
        }
        let Some(place) = seen.get_mut(count) else { break };
        *place = word;
        count += 1;
        sum += listed.points;
        if let Some(kind) = listed.kind
            && lowest.is_none_or(|(points, _)| listed.points < points)
        {
            lowest = Some((listed.points, kind));
        }
    }
    let score = f32::clamp(sum, -MOST_POINTS, MOST_POINTS);
    NameEvidence { score, kind: lowest.map(|(_, kind)| kind).filter(|_| score < 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_articles_and_of_boilerplate_are_told_apart() {
        assert!(evidence("post-body articlebody").score > 0.0);
        let related = evidence("c-related__list");
        assert!(related.score < 0.0);
        assert_eq!(related.kind, Some(Boilerplate::RelatedLinks));
        assert_eq!(evidence("site-breadcrumbs wide").kind, Some(Boilerplate::Breadcrumb));
        assert_eq!(evidence("nav-cookies consent").score, -MOST_POINTS);
    }

    #[test]
    fn a_repeated_word_counts_once() {
        assert_eq!(evidence("related related-x related_y"), evidence("related"));
    }

    #[test]
    fn names_without_listed_words_say_nothing() {
        for names in ["", "  -- ", "x9f3 qzqz", "\u{4e2d}\u{6587}"] {
            assert_eq!(evidence(names), NameEvidence::default(), "{names}");
        }
    }

    #[test]
    fn a_kind_needs_a_negative_score() {
        let outweighed = evidence("articlebody entrycontent markdown caption");
        assert!(outweighed.score > 0.0);
        assert_eq!(outweighed.kind, None);
    }
}
