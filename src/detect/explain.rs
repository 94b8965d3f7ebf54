//! The reasons for a score, in words.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::model::{self, Bins};
use crate::detect::{Ground, Grounds};
use crate::document::Origin;
use crate::labels::Reason;

/// What a feature says when it speaks against and when it speaks for content.
struct Wording {
    against: &'static str,
    content: &'static str,
}

/// Stands in place of words for features that are the same for all blocks of a page: they
/// move the score, but are no reason to give.
const UNTOLD: &str = "-";

/// Wording by position in [`model::names`].
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
    model::names()
        .map(|name| table.get(name).map(|w| Wording { against: w.against, content: w.content }))
        .collect()
});

/// What the reasons of all blocks are told from.
pub(crate) fn grounds(bins: Bins, origin: Origin) -> Grounds {
    let (rows, width) = bins.into_rows();
    Grounds {
        rows,
        width,
        tell: match origin {
            Origin::Html => |row, ground| reasons(&model::points(row, Origin::Html), ground),
            Origin::Text => |row, ground| reasons(&model::points(row, Origin::Text), ground),
        },
    }
}

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
    let weighed = sums.into_iter().map(|(points, text)| Reason { text, weight: points as f32 / 1000.0 });
    let mut reasons = ground.rule.map(|text| Reason { text, weight: 0.0 }).into_iter().chain(weighed);
    [reasons.next(), reasons.next(), reasons.next()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_words() {
        for (name, wording) in model::names().zip(WORDINGS.iter()) {
            assert!(wording.is_some(), "{name} has no line in lists/reasons.tsv");
        }
    }

    #[test]
    fn only_reasons_in_the_decisions_direction() {
        let mut points = vec![0; model::names().count()];
        points[0] = -200;
        points[1] = 50;
        let told = |is_content, rule| reasons(&points, &Ground { is_content, rule });
        assert!(told(false, None).iter().flatten().all(|reason| reason.weight() < 0.0));
        let by_rule = told(false, Some("hidden"));
        assert_eq!(by_rule[0].map(|reason| reason.text()), Some("hidden"));
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
            let mut points = vec![0; model::names().count()];
            points[at] = weight;
            let ground = Ground { is_content: weight > 0, rule: None };
            reasons(&points, &ground)[0].map(|reason| (reason.text(), reason.weight()))
        };
        assert_eq!(told(200), Some((wording.content, 0.2)));
        assert_eq!(told(-200), Some((wording.against, -0.2)));
    }
}
