//! Kinds of boilerplate in families: a colour each for thirty kinds could not be told apart.

use dechaff::{Boilerplate, Label};

/// What shares a colour in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Kept,
    About,
    Navigation,
    Stories,
    Prompts,
    Walls,
    Comments,
    Commerce,
    Legal,
    Rest,
}

impl Family {
    pub(super) fn of(label: Label) -> Family {
        match label {
            Label::Content | Label::Correction => Family::Kept,
            Label::Title => Family::About,
            Label::Comment => Family::Comments,
            Label::Removed(kind) => Family::of_boilerplate(kind),
            _ => Family::Rest,
        }
    }

    fn of_boilerplate(kind: Boilerplate) -> Family {
        use Boilerplate as B;
        match kind {
            B::Byline | B::Dateline | B::ImageCaption | B::Tags | B::AuthorBio => Family::About,
            B::SkipLink | B::Navigation | B::Breadcrumb | B::Toc | B::Pagination => Family::Navigation,
            B::TrendingList | B::RelatedLinks => Family::Stories,
            B::SharePrompt | B::FollowPrompt | B::NewsletterPrompt | B::AppDownload => Family::Prompts,
            B::CookieConsent | B::PaywallLogin => Family::Walls,
            B::Comments | B::PollRating => Family::Comments,
            B::MediaPlayer | B::EmbedNotice | B::AdLabel | B::Commerce | B::Ticker => Family::Commerce,
            B::LegalFooter | B::Contact | B::SyndicationNotice => Family::Legal,
            _ => Family::Rest,
        }
    }

    /// The class that report.css gives its colour.
    pub(super) fn class(self) -> &'static str {
        match self {
            Family::Kept => "fam f-kept",
            Family::About => "fam f-about",
            Family::Navigation => "fam f-navigation",
            Family::Stories => "fam f-stories",
            Family::Prompts => "fam f-prompts",
            Family::Walls => "fam f-walls",
            Family::Comments => "fam f-comments",
            Family::Commerce => "fam f-commerce",
            Family::Legal => "fam f-legal",
            Family::Rest => "fam f-rest",
        }
    }
}

/// The label's name with spaces: as in JSON, so that what was seen can be searched for.
pub(super) fn words(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_in_the_style_sheet() {
        let css = include_str!("report.css");
        let labels = Boilerplate::ALL.iter().map(|&kind| Label::Removed(kind));
        for label in labels.chain([Label::Content, Label::Correction, Label::Title, Label::Comment]) {
            let class = Family::of(label).class().trim_start_matches("fam ");
            assert!(css.contains(&format!(".{class} {{ --hue: ")), "{class}");
        }
    }
}
