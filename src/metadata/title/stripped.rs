//! A title without the site's name, and where it was found.

use crate::metadata::candidates::TitleCandidate;
use crate::metadata::trust::TitlePlace;

/// A candidate without the site's name.
pub(super) struct Stripped<'a> {
    pub(super) text: &'a str,
    pub(super) folded: String,
    pub(super) candidate: &'a TitleCandidate,
    pub(super) site: Option<&'a str>,
}

pub(super) fn is_heading(title: &TitleCandidate) -> bool {
    title.place <= TitlePlace::TopHeading
}

pub(super) fn is_head(title: &TitleCandidate) -> bool {
    (TitlePlace::JsonLd..=TitlePlace::HeadTitle).contains(&title.place)
}
