//! How a part scores beside the parts around it and next to it.

use super::parts::Parts;
use crate::evidence::Evidence;

/// Scores of a part and of those on the path from the page to it, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Standing {
    pub(crate) own: f32,
    pub(crate) around: f32,
    /// Of the parts on the path, the page aside.
    pub(crate) highest: f32,
    pub(crate) lowest: f32,
    /// Of the part that scores lowest: its words, its first block, the scores of the parts before and after it (NAN for none).
    pub(crate) lowest_words: u32,
    pub(crate) lowest_start: u32,
    pub(crate) before_lowest: f32,
    pub(crate) after_lowest: f32,
    /// Of the outermost part with less than half of the page.
    pub(crate) half: f32,
}

/// The standings of all parts, given their scores; none without scores.
pub(super) fn standings(evidence: &Evidence<'_>, parts: &Parts, scores: &[f32]) -> Vec<Standing> {
    // A part of two words tells nothing.
    const MIN_WORDS: u32 = 3;
    let (before, after) = neighbours(parts, scores);
    let words_before = &evidence.facts().words_before;
    let mut standings: Vec<Standing> = Vec::with_capacity(scores.len());
    for (place, (part, &own)) in parts.list.iter().zip(scores).enumerate() {
        let blocks = part.blocks();
        let words = words_before[blocks.end] - words_before[blocks.start];
        let Some(around) = standings.get(part.parent as usize).copied() else {
            standings.push(Standing::of_page(own, words));
            continue;
        };
        let mut standing = Standing { own, around: scores[part.parent as usize], ..around };
        standing.highest = around.highest.max(own);
        if own < around.lowest && words >= MIN_WORDS {
            standing.lowest = own;
            (standing.lowest_words, standing.lowest_start) = (words, blocks.start as u32);
            (standing.before_lowest, standing.after_lowest) = (before[place], after[place]);
        }
        if around.half.is_nan() && words * 2 < evidence.words {
            standing.half = own;
        }
        standings.push(standing);
    }
    standings
}

impl Standing {
    fn of_page(own: f32, words: u32) -> Standing {
        Standing {
            own,
            around: f32::NAN,
            highest: 0.0,
            lowest: 1.0,
            lowest_words: words,
            lowest_start: 0,
            before_lowest: f32::NAN,
            after_lowest: f32::NAN,
            half: f32::NAN,
        }
    }
}

/// By part: the scores of the parts before and after it in the same part.
fn neighbours(parts: &Parts, scores: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (mut before, mut after) = (vec![f32::NAN; scores.len()], vec![f32::NAN; scores.len()]);
    let mut last_in: Vec<Option<usize>> = vec![None; scores.len()];
    for (place, part) in parts.list.iter().enumerate().take(scores.len()).skip(1) {
        if let Some(last) = last_in[part.parent as usize].replace(place) {
            before[place] = scores[last];
            after[last] = scores[place];
        }
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;
    use crate::metadata::Metadata;

    #[test]
    fn a_part_stands_among_those_around_it() {
        let list = "<ul><li>One of three <li>Two of three <li>Three of three</ul>";
        let page = html(&format!("<div>{list}<p>Four of four</div><div><p>Five<p>Six</div>{list}"));
        let metadata = Metadata::default();
        let evidence = Evidence::of(&page, &metadata);
        let parts = Parts::of(&page);
        assert_eq!(parts.list.len(), 5);
        // The page, the first element and its list, the second, the list at the end.
        let standings = standings(&evidence, &parts, &[0.5, 0.4, 0.1, 0.9, 0.3]);
        let inner = standings[2];
        assert_eq!((inner.own, inner.around, inner.lowest, inner.highest), (0.1, 0.4, 0.1, 0.4));
        assert_eq!((inner.lowest_words, inner.lowest_start), (9, 0));
        assert!(inner.before_lowest.is_nan() && inner.after_lowest.is_nan(), "nothing beside it");
        assert_eq!((standings[1].lowest, standings[1].after_lowest), (0.4, 0.9));
        assert_eq!(standings[3].lowest, 1.0, "two words tell nothing");
        assert_eq!((standings[4].before_lowest, standings[4].half), (0.9, 0.3));
        assert!(super::standings(&evidence, &parts, &[]).is_empty());
    }
}
