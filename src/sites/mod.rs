//! What do many pages of one site teach?
//!
//! One page cannot tell its template from its text; many pages of a site can: the template is what they share.
//! Repetition across pages is the oldest evidence there is (Bar-Yossef and Rajagopalan 2002; Yi, Liu and Li 2003). Here it
//! is counted by lines and by sections, together with how the detector decided about them.
//!
//! Learning: of each page its blocks are remembered with the path of their element, the beginning of their line and how they
//! were decided ([`page`]), in a sample of bounded size ([`store`], [`learner`]) that takes little room ([`strings`], [`paths`], [`packed`]) and
//! goes from one process to another ([`bytes`]). In the end the pages of a site are
//! laid side by side ([`survey`]), each section gets a verdict ([`verdicts`], [`mains`]), the places of the metadata are found
//! ([`fields`]), and all of it is written as short selectors ([`rules`]).
//!
//! Cleaning: the selectors ([`step`], [`selector`]) of a profile ([`profile`], [`file`], [`rows`]) are matched on the elements of the
//! page, and its blocks are marked ([`marks`]). What becomes of marked blocks is decided with the rest.

mod bytes;
mod fields;
mod file;
mod host;
mod learner;
mod mains;
mod marks;
mod packed;
mod page;
mod paths;
mod profile;
mod rows;
mod rules;
mod selector;
mod step;
mod store;
mod strings;
mod survey;
mod verdicts;

pub use learner::SiteLearner;
pub(crate) use marks::{forget_all, forget_sections, leaves_too_little, mark};
pub use page::SitePage;
pub(crate) use page::{Decided, Role, Vote};
pub use profile::Sites;
pub use rows::{SiteRow, SiteTable};
