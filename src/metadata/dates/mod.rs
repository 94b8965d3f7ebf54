//! When was the article published, when was it changed?
//!
//! A line becomes pieces ([`tokens`]), the pieces a date and a time of day ([`parse`], [`time`], [`relative`]), in other
//! calendars, too ([`eras`], [`calendar`]); the words before it say what it is of ([`labels`]). The page's dates tell day from
//! month for each other ([`comparison`]). Then a day is chosen ([`days`], [`decide`]), a time
//! of change without a day is taken for one of it ([`changes`]), and it is told as readers saw it ([`moments`]).

mod calendar;
pub(crate) mod changes;
pub(crate) mod comparison;
pub(crate) mod days;
mod decide;
mod eras;
mod forms;
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
mod values;

pub(crate) use decide::decide;
