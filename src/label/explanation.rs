//! Why a block was kept or removed, in words.
//!
//! Few callers want the reasons of every block, and finding them takes longer than deciding. So the article keeps
//! the binned features of the blocks that were scored, and the reasons are worked out when somebody asks: the rule that
//! decided, then the features that weighed most in the direction of the decision. Their words are a table
//! (`lists/reasons.tsv`).

use std::borrow::Cow;
use std::collections::HashMap;

use once_cell::sync::Lazy;

#[cfg(test)]
use crate::document::Origin;
use crate::labels::Reason;
use crate::score::bins::{self, Bins};

/// What decided the blocks of an article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grounds {
    bins: Bins,
}

/// How one block was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ground {
    pub(crate) is_content: bool,
    /// The rule that decided, where not the score did.
    pub(crate) rule: Option<&'static str>,
    /// Whether the rule is that of a settled section: the article knows the name that tells it.
    pub(crate) is_settled: bool,
    /// Whether the rule is the profile of the site: the article knows its evidence.
    pub(crate) is_of_site: bool,
}

impl Grounds {
    pub(super) fn new(bins: Bins) -> Grounds {
        Grounds { bins }
    }

    /// Of blocks none of which was scored: rules are all that there is to tell.
    #[cfg(test)]
    pub(crate) fn of_no_scores() -> Grounds {
        Grounds::new(bins::Binning::new(0, 0, Origin::Html).done())
    }

    pub(crate) fn reasons(&self, block: usize, ground: &Ground) -> [Option<Reason>; 3] {
        reasons(&bins::points(&self.bins, block), ground)
    }
}

/// What a feature says when it speaks against and when it speaks for content.
struct Wording {
    against: &'static str,
    content: &'static str,
}

/// Stands in place of words for features that are the same for all blocks of a page: they
/// move the score, but are no reason to give.
const UNTOLD: &str = "-";

/// Wording by position in [`bins::names`].
static WORDINGS: Lazy<Vec<Option<Wording>>> = Lazy::new(|| {
    let table: HashMap<&str, Wording> = include_str!("../lists/reasons.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let name = fields.next()?;
            Some((name, Wording { against: fields.next()?, content: fields.next()? }))
        })
        .collect();
    bins::names()
        .map(|name| table.get(name).map(|w| Wording { against: w.against, content: w.content }))
        .collect()
});

/// The rule that decided, if one did, and what weighed most in the direction of the decision,
/// strongest first.
fn reasons(points: &[i32], ground: &Ground) -> [Option<Reason>; 3] {
    let mut sums: Vec<(i32, &'static str)> = Vec::new();
    for (&points, wording) in points.iter().zip(WORDINGS.iter()) {
        let Some(wording) = wording else { continue };
        if points == 0 || (points > 0) != ground.is_content {
            continue;
        }
        let text = if points > 0 { wording.content } else { wording.against };
        if text == UNTOLD {
            continue;
        }
        // Several features say the same thing: the user reads it once.
        match sums.iter_mut().find(|(_, known)| *known == text) {
            Some((sum, _)) => *sum += points,
            None => sums.push((points, text)),
        }
    }
    sums.sort_by_key(|&(points, text)| (std::cmp::Reverse(points.abs()), text));
    let weighed = sums
        .into_iter()
        .map(|(points, text)| Reason { text: Cow::Borrowed(text), weight: points as f32 / 1000.0 });
    let mut reasons =
        ground.rule.map(|text| Reason { text: Cow::Borrowed(text), weight: 0.0 }).into_iter().chain(weighed);
    [reasons.next(), reasons.next(), reasons.next()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_words() {
        for (name, wording) in bins::names().zip(WORDINGS.iter()) {
            assert!(wording.is_some(), "{name} has no line in lists/reasons.tsv");
        }
    }

    #[test]
    fn only_reasons_in_the_decisions_direction() {
        let mut points = vec![0; bins::names().count()];
        points[0] = -200;
        points[1] = 50;
        let told = |is_content, rule| {
            reasons(&points, &Ground { is_content, rule, is_settled: false, is_of_site: false })
        };
        assert!(told(false, None).iter().flatten().all(|reason| reason.weight() < 0.0));
        let by_rule = told(false, Some("hidden"));
        assert_eq!(by_rule[0].as_ref().map(Reason::text), Some("hidden"));
        assert!(told(true, None).iter().flatten().all(|reason| reason.weight() > 0.0));
    }

    #[test]
    fn reasons_speak_for_the_decision() {
        let at = WORDINGS
            .iter()
            .position(|w| w.as_ref().is_some_and(|w| w.content != UNTOLD && w.against != UNTOLD));
        let at = at.expect("a feature that is told");
        let wording = WORDINGS[at].as_ref().expect("words");
        let told = |weight: i32| {
            let mut points = vec![0; bins::names().count()];
            points[at] = weight;
            let ground = Ground { is_content: weight > 0, rule: None, is_settled: false, is_of_site: false };
            reasons(&points, &ground)[0].clone().map(|reason| (reason.text, reason.weight))
        };
        assert_eq!(told(200), Some((wording.content.into(), 0.2)));
        assert_eq!(told(-200), Some((wording.against.into(), -0.2)));
    }
}
