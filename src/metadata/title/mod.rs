//! What is the headline?
//!
//! Of flattened text every line may be it: [`features`], [`wording`] and [`repetitions`] describe the lines. Of all candidates the
//! one that head and page agree on is chosen, without the name of the site.

mod decide;
pub(crate) mod features;
pub(crate) mod repetitions;
mod wording;

pub(crate) use decide::decide;
