//! Days counted, so that they can be compared across months.

/// Days since the last one before the common era, in the Gregorian calendar.
pub(crate) fn day_number((year, month, day): (i16, u8, u8)) -> i32 {
    let (year, month) = (i32::from(year), i32::from(month));
    // Years that begin in March have the leap day at their end.
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * from_march + 2) / 5
        + i32::from(day)
        - 306
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        assert_eq!(day_number((1, 1, 1)), 1);
        assert_eq!(day_number((1970, 1, 1)), 719_163);
        assert_eq!(day_number((2024, 3, 1)) - day_number((2024, 2, 28)), 2);
        assert_eq!(day_number((2022, 1, 1)) - day_number((2021, 1, 1)), 365);
    }
}
