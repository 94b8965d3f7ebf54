//! What each sign of a headline is worth among the lines of a flattened text.

use once_cell::sync::Lazy;

use super::rows;

/// One feature: its name, the upper bounds of its bins, ascending, and what each bin is worth.
struct Feature {
    name: &'static str,
    bins: Vec<(f32, i32)>,
}

impl Feature {
    /// What a value is worth; one that is absent nothing.
    fn points(&self, value: f32) -> i32 {
        if value.is_nan() {
            return 0;
        }
        self.bins.iter().find(|(bound, _)| value <= *bound).map_or(0, |(_, points)| *points)
    }
}

static FEATURES: Lazy<Vec<Feature>> = Lazy::new(|| {
    let mut features: Vec<Feature> = Vec::new();
    for row in rows(include_str!("title_points.tsv")) {
        let [name, bound, points] = row[..] else { continue };
        let (Ok(bound), Ok(points)) = (bound.parse(), points.parse()) else { continue };
        match features.last_mut().filter(|feature| feature.name == name) {
            Some(feature) => feature.bins.push((bound, points)),
            None => features.push(Feature { name, bins: vec![(bound, points)] }),
        }
    }
    features
});

#[cfg(test)]
/// The names of the features in the order of the table.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FEATURES.iter().map(|feature| feature.name)
}

/// What the values of the features, in the order of the table, are worth in hundredths of log-odds.
pub(crate) fn points(values: &[f32]) -> i32 {
    FEATURES.iter().zip(values).map(|(feature, value)| feature.points(*value)).sum()
}

/// What the values at these places of the table are worth.
pub(crate) fn points_at(places: &[usize], values: &[f32]) -> i32 {
    let of = |place: &usize| Some(FEATURES.get(*place)?.points(*values.get(*place)?));
    places.iter().filter_map(of).sum()
}

/// The most that the features at these places of the table can be worth together.
pub(crate) fn most(places: &[usize]) -> i32 {
    let of = |feature: &Feature| feature.bins.iter().map(|(_, points)| *points).max().unwrap_or(0);
    places.iter().filter_map(|place| FEATURES.get(*place)).map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_points() {
        assert!(names().count() > 0);
        for feature in FEATURES.iter() {
            assert!(feature.bins.is_sorted_by(|low, high| low.0 < high.0), "{}", feature.name);
            assert!(feature.bins.last().is_some_and(|(bound, _)| bound.is_infinite()), "{}", feature.name);
        }
    }
}
