//! What the sources found, before anything is decided.

use super::date_reading::Reading;
use crate::metadata::{Field, Metadata, Provenance};

/// Everything found for every field, in the order it was found.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) titles: Vec<TitleCandidate>,
    pub(super) dates: Vec<DateCandidate>,
    pub(super) authors: Vec<AuthorCandidate>,
    /// Authors of whom the page says that they are people.
    pub(super) persons: Vec<String>,
    /// Of the following fields, the first candidate of the most trusted source wins.
    pub(super) sites: Vec<Field<String>>,
    pub(super) publishers: Vec<Field<String>>,
    pub(super) agencies: Vec<Field<String>>,
    pub(super) locations: Vec<Field<String>>,
    pub(super) languages: Vec<Field<String>>,
    pub(super) canonical_urls: Vec<Field<String>>,
    pub(super) images: Vec<Field<String>>,
    pub(super) sections: Vec<Field<String>>,
    pub(super) tags: Vec<Field<String>>,
    pub(super) licenses: Vec<Field<String>>,
    /// Fields that are taken as the page states them. Sources are read in the order of trust.
    pub(super) stated: Metadata,
    /// Breadcrumb trails, from the home page down.
    pub(super) trails: Vec<(Vec<String>, Provenance)>,
    /// The site's name as its address has it ("example" of www.example.co.uk): only compared with.
    pub(super) domain: Option<String>,
    /// When the page was fetched, if the caller said so: what relative dates count from.
    pub(super) reference: Option<jiff::Timestamp>,
    /// The words of the address's longest part, which are often those of the headline.
    pub(super) slug: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct TitleCandidate {
    pub(super) text: String,
    pub(super) place: TitlePlace,
    pub(super) block: Option<u32>,
    /// Among candidates of one place, the higher is the better.
    pub(super) weight: i32,
}

/// Where a title was found, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TitlePlace {
    HeadlineMark,
    TopHeading,
    JsonLd,
    Meta,
    HeadTitle,
    /// A visible line or a lower heading.
    Line,
}

impl TitlePlace {
    pub(super) fn provenance(self) -> Provenance {
        match self {
            TitlePlace::HeadlineMark | TitlePlace::TopHeading => Provenance::Element,
            TitlePlace::JsonLd => Provenance::JsonLd,
            TitlePlace::Meta => Provenance::MetaTag,
            TitlePlace::HeadTitle => Provenance::Head,
            TitlePlace::Line => Provenance::TextLine,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct DateCandidate {
    pub(super) raw: String,
    pub(super) reading: Reading,
    pub(super) role: DateRole,
    pub(super) trust: DateTrust,
    pub(super) block: Option<u32>,
    pub(super) provenance: Provenance,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateRole {
    Published,
    Modified,
    /// Of something beside the article: its author joined the forum then.
    Other,
    Unsaid,
}

/// How far a date can be trusted, the most trusted first. Those from [`DateTrust::Property`] on are shown
/// on the page: among them the distance from the title counts more than how they are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateTrust {
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
    /// A line with more words than dates have beside them, which marks set apart from the date.
    LongLine,
    /// Only evidence for the order of day and month.
    Witness,
}

#[derive(Debug, Clone)]
pub(super) struct AuthorCandidate {
    /// As found: one or several names with whatever stands around them.
    pub(super) text: String,
    pub(super) trust: AuthorTrust,
    pub(super) block: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AuthorTrust {
    JsonLd,
    /// JSON-LD, of an organisation.
    Organisation,
    Meta,
    Mark,
    Line,
    Class,
    /// A name without a word that says whose it is.
    Bare,
}

impl AuthorTrust {
    pub(super) fn provenance(self) -> Provenance {
        match self {
            AuthorTrust::JsonLd | AuthorTrust::Organisation => Provenance::JsonLd,
            AuthorTrust::Meta => Provenance::MetaTag,
            AuthorTrust::Mark | AuthorTrust::Class => Provenance::Element,
            AuthorTrust::Line | AuthorTrust::Bare => Provenance::TextLine,
        }
    }
}

impl Candidates {
    /// Adds a cleaned value to a field that is taken as the page states it.
    pub(super) fn state(&mut self, name: &str, value: &str, provenance: Provenance) {
        if let Some(field) = cleaned(value, provenance) {
            self.stated.offer(name, field);
        }
    }
}

/// Adds a cleaned value unless nothing is left of it.
pub(super) fn push(list: &mut Vec<Field<String>>, value: &str, provenance: Provenance) {
    list.extend(cleaned(value, provenance));
}

fn cleaned(value: &str, provenance: Provenance) -> Option<Field<String>> {
    let value = super::clean::value(value);
    (!value.is_empty()).then(|| Field::new(value, provenance))
}
