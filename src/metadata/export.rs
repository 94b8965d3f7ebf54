//! What training reads: the lines of a flattened text that may be its headline.

use crate::document::Document;
use crate::metadata::normalise;
use crate::metadata::sources::headline_lines;
use crate::metadata::title::features;
use crate::metadata::title::repetitions::Repetitions;

/// A line that may be the headline.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TitleLine {
    /// Index of its block.
    pub block: usize,
    /// Its text, as it would be in the article's title.
    pub text: String,
    /// Its features, in the order of `title_feature_names`.
    pub features: Vec<f32>,
}

/// Every line that is looked at as a headline.
pub(crate) fn title_lines(page: &Document) -> Vec<TitleLine> {
    let lines = features::Lines::new(page);
    let looked_at: Vec<usize> = headline_lines::looked_at(page).collect();
    let repetitions = Repetitions::of(page, &looked_at);
    let title_line = |block| {
        let mut features = lines.at_hand(block);
        lines.search_line(block, &mut features);
        repetitions.set(page, block, &mut features);
        TitleLine { block, text: normalise::value(page.block_text(block)), features: features.to_vec() }
    };
    looked_at.into_iter().map(title_line).collect()
}

pub(crate) fn title_feature_names() -> &'static [&'static str] {
    &features::NAMES
}
