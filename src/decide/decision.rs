//! What can be decided about a block, before its kind of boilerplate is known.

use crate::labels::Boilerplate;

/// What is to happen with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Content,
    Title,
    Boilerplate,
    /// A rule decided against the score.
    Overridden(Rule),
    Duplicate,
    /// Part of a section that the names of its element tell.
    Settled(Boilerplate),
    /// Removed by the caller's selector.
    Selector,
}

impl Decision {
    /// The rule that decided, where the score did not.
    pub(crate) fn rule(self) -> Option<&'static str> {
        match self {
            Decision::Content | Decision::Boilerplate => None,
            Decision::Title => Some("the headline, which is in the metadata"),
            Decision::Overridden(rule) => Some(rule.text()),
            Decision::Settled(_) => Some("in an element whose name tells what it holds"),
            Decision::Duplicate => Some("the same text stands further down"),
            Decision::Selector => Some("removed by a selector"),
        }
    }
}

/// Why a block goes whose score would let it stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    Hidden,
    Consent,
    Phrase,
    Credit,
    Edge,
    LeadIn,
    Repeated,
}

impl Rule {
    /// Whether the rule follows doubts of the scores rather than a fact about the block.
    pub(crate) fn is_doubt(self) -> bool {
        matches!(self, Rule::Edge | Rule::LeadIn)
    }

    /// The rule in words, as a reason.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Rule::Hidden => "hidden from the reader",
            Rule::Consent => "part of a request for consent",
            Rule::Phrase => "a short line with a stock phrase of boilerplate",
            Rule::Credit => "names the author or the date, which are in the metadata",
            Rule::Edge => "a doubtful short line outside the text",
            Rule::LeadIn => "introduces nothing that was kept",
            Rule::Repeated => "stands on many pages of the site",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words_of_its_own() {
        let rules = [
            Rule::Hidden,
            Rule::Consent,
            Rule::Phrase,
            Rule::Credit,
            Rule::Edge,
            Rule::LeadIn,
            Rule::Repeated,
        ];
        let words: std::collections::BTreeSet<&str> = rules.iter().map(|rule| rule.text()).collect();
        assert_eq!(words.len(), rules.len());
        assert!(words.iter().all(|words| words.contains(' ')));
    }
}
