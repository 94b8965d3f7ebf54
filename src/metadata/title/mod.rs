//! What is the headline?
//!
//! Of flattened text every line may be it: [`features`], [`layout`], [`wording`] and [`repetitions`] describe the lines. Of all candidates the
//! one that head and page agree on is chosen ([`decide`]), without the name of the site ([`site`]) and
//! the number of an item ([`own_line`]), as it is written best ([`spelling`]).
//! How sure that is, [`signs`] tell.

mod decide;
pub(crate) mod features;
mod layout;
mod own_line;
pub(crate) mod repetitions;
pub(crate) mod signs;
mod site;
mod spelling;
mod stripped;
mod wording;

pub(crate) use decide::decide;
