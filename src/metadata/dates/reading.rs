//! A date as it was read.

use jiff::civil;

use crate::metadata::{Precision, Time};

/// A date as read, before the rest of the page helps to understand it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) year: i16,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) order: Order,
    pub(crate) time: Option<Time>,
    pub(crate) offset_minutes: Option<i16>,
    /// Whether the zone's abbreviation has other meanings.
    pub(crate) zone_shared: bool,
    pub(crate) precision: Precision,
}

/// How day and month were told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// By the way it is written.
    Sure,
    /// Numbers of which one can only be the day.
    Told { slash: bool, month_first: bool },
    /// Not at all; read day first for now.
    Open { slash: bool },
}

impl Reading {
    /// The same date with day and month exchanged.
    pub(crate) fn swapped(&self) -> Reading {
        Reading { month: self.day, day: self.month, ..self.clone() }
    }

    pub(crate) fn of_day(year: i16, month: u8, day: u8, order: Order) -> Option<Reading> {
        civil::Date::new(year, month as i8, day as i8).ok()?;
        Some(Reading {
            year,
            month,
            day,
            order,
            time: None,
            offset_minutes: None,
            zone_shared: false,
            precision: Precision::Day,
        })
    }

    pub(crate) fn day(&self) -> (i16, u8, u8) {
        (self.year, self.month, self.day)
    }
}
