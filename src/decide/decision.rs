//! What can be decided about a block, before its kind of boilerplate is known.

use crate::document::Aside;
use crate::labels::Boilerplate;
use crate::sections::Means;

/// What is to happen with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Content,
    Title,
    Boilerplate,
    /// A rule decided against the score.
    Overridden(Rule),
    Duplicate,
    /// Part of a section that the names of its element tell, or its label.
    Settled(Boilerplate, Means),
    /// In a part of the page that scores next to nothing as a whole; its lines have no scores of their own.
    OfPart,
    /// Not the page's text, as its reader found.
    Aside(Aside),
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
            Decision::Settled(_, Means::Name { .. }) => Some("in an element whose name tells what it holds"),
            Decision::Settled(kind, Means::Label) => Some(labelled(kind)),
            Decision::Settled(_, Means::Cards) => Some("one of a row of teasers beside the article"),
            Decision::OfPart => Some("in a part of the page with next to nothing of the article"),
            Decision::Duplicate => Some("the same text stands further down"),
            Decision::Aside(Aside::Record) => Some("another record of the same input"),
            Decision::Aside(Aside::Data) => Some("data or markup for machines"),
            Decision::Aside(Aside::Sheet) => Some("on every sheet of a printed page"),
            Decision::Selector => Some("removed by a selector"),
        }
    }
}

/// What the label above a block says, as a reason.
fn labelled(kind: Boilerplate) -> &'static str {
    match kind {
        Boilerplate::Comments => "below a label that opens readers' comments",
        Boilerplate::RelatedLinks => "below a label that opens a list of related articles",
        Boilerplate::TrendingList => "below a label that opens a list of popular or new articles",
        Boilerplate::NewsletterPrompt => "below a label that opens a call for a newsletter",
        Boilerplate::SharePrompt => "below a label that opens links for sharing",
        Boilerplate::FollowPrompt => "below a label that opens links for following",
        Boilerplate::Tags => "below a label that opens a list of subjects",
        Boilerplate::Navigation => "below a label that opens a menu",
        _ => "below a label that tells what follows",
    }
}

/// Why a block goes whose score would let it stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    Hidden,
    Consent,
    Phrase,
    Notice,
    Credit,
    Edge,
    LeadIn,
    Inserted,
    Repeated,
    Template,
}

impl Rule {
    /// Whether the rule follows doubts of the scores rather than a fact about the block.
    pub(crate) fn is_doubt(self) -> bool {
        matches!(self, Rule::Edge | Rule::LeadIn)
    }

    /// Whether the profile of the site asks for it.
    pub(crate) fn is_of_site(self) -> bool {
        matches!(self, Rule::Repeated | Rule::Template)
    }

    /// The rule in words, as a reason.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Rule::Hidden => "hidden from the reader",
            Rule::Consent => "part of a request for consent",
            Rule::Phrase => "a short line with a stock phrase of boilerplate",
            Rule::Notice => "a fixed notice that outlets print around their articles",
            Rule::Credit => "names the author or the date, which are in the metadata",
            Rule::Edge => "a doubtful short line outside the text",
            Rule::LeadIn => "introduces nothing that was kept",
            Rule::Inserted => "put between the paragraphs or below them, as its form tells",
            Rule::Repeated => "on many pages of the site",
            Rule::Template => "in a part that the pages of the site share",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_says_by_what() {
        let reason = |means| Decision::Settled(Boilerplate::Comments, means).rule();
        assert_eq!(reason(Means::Label), Some("below a label that opens readers' comments"));
        let named = Means::Name { entry: "comment-list", container: 1 };
        assert_eq!(
            reason(named),
            Some("in an element whose name tells what it holds"),
            "the name is added on request"
        );
    }

    #[test]
    fn every_rule_has_words_of_its_own() {
        let rules = [
            Rule::Hidden,
            Rule::Consent,
            Rule::Phrase,
            Rule::Notice,
            Rule::Credit,
            Rule::Edge,
            Rule::LeadIn,
            Rule::Inserted,
            Rule::Repeated,
            Rule::Template,
        ];
        let words: std::collections::BTreeSet<&str> = rules.iter().map(|rule| rule.text()).collect();
        assert_eq!(words.len(), rules.len());
        assert!(words.iter().all(|words| words.contains(' ')));
    }
}
