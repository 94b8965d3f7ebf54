//! What each sign of a headline is worth among the lines of a flattened text.

use once_cell::sync::Lazy;

use super::points::Points;

static POINTS: Lazy<Points> = Lazy::new(|| Points::read(include_str!("title_points.tsv")));

#[cfg(test)]
/// The names of the features in the order of the table.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    POINTS.names()
}

/// What the values of the features, in the order of the table, are worth in hundredths of log-odds.
pub(crate) fn points(values: &[f32]) -> i32 {
    POINTS.of(values)
}

/// What the values at these places of the table are worth.
pub(crate) fn points_at(places: &[usize], values: &[f32]) -> i32 {
    POINTS.at(places, values)
}

/// The most that the features at these places of the table can be worth together.
pub(crate) fn most(places: &[usize]) -> i32 {
    POINTS.most(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_points() {
        assert!(names().count() > 0);
        assert_eq!(POINTS.broken(), None);
    }
}
