//! What each sign that a credit is the article's is worth.

use once_cell::sync::Lazy;

use super::points::Points;

static POINTS: Lazy<Points> = Lazy::new(|| Points::read(include_str!("author_points.tsv")));

#[cfg(test)]
/// The names of the features in the order of the table.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    POINTS.names()
}

/// What the values of the features, in the order of the table, are worth in hundredths of log-odds.
pub(crate) fn points(values: &[f32]) -> i32 {
    POINTS.of(values)
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
