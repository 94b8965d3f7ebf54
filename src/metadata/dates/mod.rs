//! When was the article published, when was it changed?
//!
//! A line becomes pieces ([`tokens`]), the pieces a date and a time of day ([`parse`], [`time`], [`relative`]), the words
//! before it say what it is of ([`labels`]). What all sources found is ranked by trust and by distance from the title
//! ([`rank`]) and compared, because markup often has the day of the last change ([`comparison`]); then one is chosen.

mod calendar;
pub(crate) mod comparison;
pub(crate) mod days;
mod decide;
pub(crate) mod labels;
mod moments;
pub(crate) mod parse;
pub(crate) mod rank;
mod reader;
pub(crate) mod reading;
pub(crate) mod relative;
pub(crate) mod shown;
pub(crate) mod time;
pub(crate) mod tokens;

pub(crate) use decide::decide;
