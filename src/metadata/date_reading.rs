//! A date as it was read.

use jiff::civil;

use crate::metadata::{Precision, Time};

/// A date as read, before the rest of the page helps to understand it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) year: i16,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) order: Order,
    pub(super) time: Option<Time>,
    pub(super) offset_minutes: Option<i16>,
    /// Whether the zone's abbreviation has other meanings.
    pub(super) zone_shared: bool,
    pub(super) precision: Precision,
}

/// How day and month were told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By the way it is written.
    Sure,
    /// Numbers of which one can only be the day.
    Told { slash: bool, month_first: bool },
    /// Not at all; read day first for now.
    Open { slash: bool },
}

impl Reading {
    /// The same date with day and month exchanged.
    pub(super) fn swapped(&self) -> Reading {
        Reading { month: self.day, day: self.month, ..self.clone() }
    }

    pub(super) fn of_day(year: i16, month: u8, day: u8, order: Order) -> Option<Reading> {
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

    pub(super) fn day(&self) -> (i16, u8, u8) {
        (self.year, self.month, self.day)
    }
}
