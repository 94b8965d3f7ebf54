//! The numbers by which the model knows kinds.
//!
//! To the trees a kind is a number, and the numbers are those that the model was trained with. They are written
//! out here, apart from the order in which the public enums declare their variants: a variant that is added or
//! moved changes no feature. A new variant takes the next free number, never one in use.

use crate::document::BlockKind;
use crate::labels::Boilerplate;
use crate::lists::phrases::Mode;

/// The number of a block's kind; levels of headings are kinds of their own.
pub(crate) fn kind_number(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph => 0,
        BlockKind::Heading { level } => level.clamp(1, 6),
        BlockKind::ListItem { depth: 0 | 1, ordered: false } => 7,
        BlockKind::ListItem { ordered: false, .. } => 8,
        BlockKind::ListItem { ordered: true, .. } => 9,
        BlockKind::Quote => 10,
        BlockKind::Preformatted => 11,
        BlockKind::TableRow { .. } => 12,
        BlockKind::Caption => 13,
        BlockKind::Term => 14,
        BlockKind::Definition => 15,
        BlockKind::Control => 16,
    }
}

/// The number of a kind of boilerplate.
pub(crate) fn boilerplate_number(kind: Boilerplate) -> u8 {
    match kind {
        Boilerplate::SkipLink => 0,
        Boilerplate::Navigation => 1,
        Boilerplate::Breadcrumb => 2,
        Boilerplate::Toc => 3,
        Boilerplate::Pagination => 4,
        Boilerplate::TrendingList => 5,
        Boilerplate::RelatedLinks => 6,
        Boilerplate::SharePrompt => 7,
        Boilerplate::FollowPrompt => 8,
        Boilerplate::NewsletterPrompt => 9,
        Boilerplate::AppDownload => 10,
        Boilerplate::CookieConsent => 11,
        Boilerplate::PaywallLogin => 12,
        Boilerplate::Comments => 13,
        Boilerplate::Byline => 14,
        Boilerplate::Dateline => 15,
        Boilerplate::ImageCaption => 16,
        Boilerplate::MediaPlayer => 17,
        Boilerplate::EmbedNotice => 18,
        Boilerplate::AdLabel => 19,
        Boilerplate::Commerce => 20,
        Boilerplate::Ticker => 21,
        Boilerplate::PollRating => 22,
        Boilerplate::LegalFooter => 23,
        Boilerplate::Contact => 24,
        Boilerplate::Tags => 25,
        Boilerplate::SyndicationNotice => 26,
        Boilerplate::AuthorBio => 27,
        Boilerplate::ErrorPage => 28,
        Boilerplate::Duplicate => 29,
        Boilerplate::Hidden => 30,
        Boilerplate::Selector => 31,
        Boilerplate::NotAsked => 32,
        Boilerplate::Other => 33,
    }
}

/// The number of the way a phrase is matched.
pub(crate) fn mode_number(mode: Mode) -> u8 {
    match mode {
        // To the trees a fixed notice is one phrase as another.
        Mode::Whole | Mode::Notice => 0,
        Mode::Label => 1,
        Mode::Start => 2,
        Mode::End => 3,
        Mode::Contains => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Tag;
    use crate::evidence::layout::Region;

    /// The numbers that the shipped model was trained with: whoever changes one has to train again.
    #[test]
    fn numbers_are_those_of_the_model() {
        let boilerplate: Vec<(&str, u8)> =
            Boilerplate::ALL.iter().map(|kind| (kind.name(), boilerplate_number(*kind))).collect();
        assert_eq!(boilerplate, BOILERPLATE);
        let item = |depth, ordered| kind_number(BlockKind::ListItem { depth, ordered });
        assert_eq!([item(1, false), item(2, false), item(1, true), item(5, true)], [7, 8, 9, 9]);
        let heading = |level| kind_number(BlockKind::Heading { level });
        assert_eq!([heading(0), heading(1), heading(6), heading(7)], [1, 1, 6, 6]);
        assert_eq!(kind_number(BlockKind::Paragraph), 0);
        assert_eq!(kind_number(BlockKind::Control), 16);
        assert_eq!((Tag::Root as u8, Tag::Item as u8, Tag::Other as u8), (0, 15, 27));
        assert_eq!((Region::None as u8, Region::Aside as u8, Region::Dialog as u8), (0, 5, 8));
    }

    const BOILERPLATE: &[(&str, u8)] = &[
        ("skip_link", 0),
        ("navigation", 1),
        ("breadcrumb", 2),
        ("toc", 3),
        ("pagination", 4),
        ("trending_list", 5),
        ("related_links", 6),
        ("share_prompt", 7),
        ("follow_prompt", 8),
        ("newsletter_prompt", 9),
        ("app_download", 10),
        ("cookie_consent", 11),
        ("paywall_login", 12),
        ("comments", 13),
        ("byline", 14),
        ("dateline", 15),
        ("image_caption", 16),
        ("media_player", 17),
        ("embed_notice", 18),
        ("ad_label", 19),
        ("commerce", 20),
        ("ticker", 21),
        ("poll_rating", 22),
        ("legal_footer", 23),
        ("contact", 24),
        ("tags", 25),
        ("syndication_notice", 26),
        ("author_bio", 27),
        ("error_page", 28),
        ("duplicate", 29),
        ("hidden", 30),
        ("selector", 31),
        ("not_asked", 32),
        ("other", 33),
    ];
}
