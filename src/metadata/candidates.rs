//! What the sources found, before anything is decided.
//!
//! Each candidate carries what decides later: how far it can be trusted, and the block it was found in, because what
//! is shown near the title is more likely the article's own.

use crate::metadata::dates::reading::Reading;
use crate::metadata::dates::time::Clock;
use crate::metadata::normalise;
use crate::metadata::trust::{AuthorTrust, DateTrust, TitlePlace};
use crate::metadata::{Field, Metadata, Provenance};

/// Longer texts are no titles; titles are compared with each other.
pub(crate) const MAX_TITLE_BYTES: usize = 1000;

/// Everything found for every field, in the order it was found.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) titles: Vec<TitleCandidate>,
    pub(crate) dates: Vec<DateCandidate>,
    pub(crate) change_times: Vec<ChangeTime>,
    pub(crate) authors: Vec<AuthorCandidate>,
    /// Authors of whom the page says that they are people.
    pub(crate) persons: Vec<String>,
    /// Of the following fields, the first candidate of the most trusted source wins.
    pub(crate) sites: Vec<Field<String>>,
    pub(crate) publishers: Vec<Field<String>>,
    /// Who holds the rights, by the notice at the foot: only compared with, as most are companies.
    pub(crate) holder: Option<String>,
    /// What links to the home page and the logo say: only compared with titles.
    pub(crate) home_names: Vec<String>,
    pub(crate) agencies: Vec<Field<String>>,
    pub(crate) locations: Vec<Field<String>>,
    pub(crate) languages: Vec<Field<String>>,
    pub(crate) canonical_urls: Vec<Field<String>>,
    pub(crate) images: Vec<Field<String>>,
    pub(crate) sections: Vec<Field<String>>,
    pub(crate) tags: Vec<Field<String>>,
    pub(crate) licenses: Vec<Field<String>>,
    /// Fields that are taken as the page states them. Sources are read in the order of trust.
    pub(crate) stated: Metadata,
    /// Who may read the article: `free`, `metered` or `paid`.
    pub(crate) accesses: Vec<Field<String>>,
    /// Of which kind the article is.
    pub(crate) article_types: Vec<Field<String>>,
    /// Addresses of its authors' pages.
    pub(crate) author_urls: Vec<Field<String>>,
    /// Breadcrumb trails.
    pub(crate) trails: Vec<Trail>,
    /// The site's name as its address has it ("example" of www.example.co.uk): only compared with.
    pub(crate) domain: Option<String>,
    /// When the page was fetched, if the caller said so: what relative dates count from.
    pub(crate) reference: Option<jiff::Timestamp>,
    /// The words of the address's longest part, which are often those of the headline.
    pub(crate) slug: Option<String>,
    /// The last part of the address's path, squeezed; empty for a home page.
    pub(crate) page_name: Option<String>,
}

/// A breadcrumb trail, from the home page down.
#[derive(Debug, Clone)]
pub(crate) struct Trail {
    pub(crate) steps: Vec<String>,
    pub(crate) provenance: Provenance,
    /// Whether the address of the first step is that of the home page.
    pub(crate) is_home_first: bool,
    /// Whether the address of the last step is that of the page itself.
    pub(crate) is_page_last: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct TitleCandidate {
    pub(crate) text: String,
    pub(crate) place: TitlePlace,
    pub(crate) block: Option<u32>,
    /// Among candidates of one place, the higher is the better.
    pub(crate) weight: i32,
}

#[derive(Debug, Clone)]
pub(crate) struct DateCandidate {
    pub(crate) raw: String,
    pub(crate) reading: Reading,
    pub(crate) role: DateRole,
    pub(crate) trust: DateTrust,
    pub(crate) block: Option<u32>,
    pub(crate) provenance: Provenance,
}

/// A time at which the article was changed, on a day that another date names.
#[derive(Debug, Clone)]
pub(crate) struct ChangeTime {
    pub(crate) raw: String,
    pub(crate) clock: Clock,
    pub(crate) block: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateRole {
    Published,
    Modified,
    /// Of something other than the article: its author joined the forum then.
    Other,
    Unsaid,
}

#[derive(Debug, Clone)]
pub(crate) struct AuthorCandidate {
    /// As found: one or several names with whatever is around them.
    pub(crate) text: String,
    pub(crate) trust: AuthorTrust,
    pub(crate) block: Option<u32>,
}

impl Candidates {
    /// Adds a cleaned value to a field that is taken as the page states it.
    pub(crate) fn state(&mut self, name: &str, value: &str, provenance: Provenance) {
        if let Some(field) = cleaned(value, provenance) {
            self.stated.offer(name, field);
        }
    }
}

/// Adds a cleaned value unless nothing is left of it.
pub(crate) fn push(list: &mut Vec<Field<String>>, value: &str, provenance: Provenance) {
    list.extend(cleaned(value, provenance));
}

fn cleaned(value: &str, provenance: Provenance) -> Option<Field<String>> {
    let value = normalise::value(value);
    (!value.is_empty()).then(|| Field::new(value, provenance))
}
