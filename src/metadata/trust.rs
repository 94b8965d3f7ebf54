//! Whom to believe where sources disagree.
//!
//! The one order of trust for each field, the most trusted first: structured data that describes the article itself,
//! then the head, then elements that are marked up, then visible lines. Fields that are not listed here take the
//! first value in the order in which the sources are read, which is the same.

use crate::metadata::Provenance;

/// Where a title was found, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TitlePlace {
    HeadlineMark,
    TopHeading,
    JsonLd,
    Meta,
    HeadTitle,
    /// A visible line or a lower heading.
    Line,
}

impl TitlePlace {
    pub(crate) fn provenance(self) -> Provenance {
        match self {
            TitlePlace::HeadlineMark | TitlePlace::TopHeading => Provenance::Element,
            TitlePlace::JsonLd => Provenance::JsonLd,
            TitlePlace::Meta => Provenance::MetaTag,
            TitlePlace::HeadTitle => Provenance::Head,
            TitlePlace::Line => Provenance::TextLine,
        }
    }
}

/// How far a date can be trusted, the most trusted first. Those from [`DateTrust::Property`] on are shown
/// on the page: among them the distance from the title counts more than how they are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateTrust {
    MainEntity,
    Meta,
    OtherEntity,
    /// Content systems put the day of publication into addresses; elements near the title
    /// are often those of comments.
    Url,
    /// An element whose `itemprop` is the date of publication.
    Property,
    Time,
    /// A visible line that says what its date is.
    SaidLine,
    Class,
    Line,
    /// A paragraph that a date opens: "12.10.2021 – It rained".
    Opening,
    /// A line with more words than dates have next to them, which marks set apart from the date.
    LongLine,
    /// Only evidence for the order of day and month.
    Witness,
}

/// Where an author was found, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AuthorTrust {
    JsonLd,
    /// JSON-LD, of an organisation.
    Organisation,
    Meta,
    Mark,
    Line,
    /// What a byline's word credits that is no full name: a first name, a user, an agency, the site.
    Handle,
    /// Who opened a thread.
    Poster,
    Class,
    /// A name that people have, without a word that says whose it is.
    Bare,
    /// Words with capitals beside a date, which may be a name.
    Doubtful,
    /// A line around the headline that may be a name.
    Near,
    /// A line right below the text that may be a name.
    Signed,
}

impl AuthorTrust {
    /// All, the most trusted first.
    pub(crate) const ALL: [AuthorTrust; 12] = [
        AuthorTrust::JsonLd,
        AuthorTrust::Organisation,
        AuthorTrust::Meta,
        AuthorTrust::Mark,
        AuthorTrust::Line,
        AuthorTrust::Handle,
        AuthorTrust::Poster,
        AuthorTrust::Class,
        AuthorTrust::Bare,
        AuthorTrust::Doubtful,
        AuthorTrust::Near,
        AuthorTrust::Signed,
    ];
    pub(crate) fn provenance(self) -> Provenance {
        match self {
            AuthorTrust::JsonLd | AuthorTrust::Organisation => Provenance::JsonLd,
            AuthorTrust::Meta => Provenance::MetaTag,
            AuthorTrust::Mark | AuthorTrust::Class => Provenance::Element,
            _ => Provenance::TextLine,
        }
    }
}

/// How far a licence can be trusted, lower is better: a link in the head is the page's own, a link in the text may
/// be a picture's.
pub(crate) fn license_rank(provenance: Provenance) -> u8 {
    match provenance {
        Provenance::Head => 0,
        Provenance::JsonLd => 1,
        Provenance::Element => 2,
        _ => 3,
    }
}
