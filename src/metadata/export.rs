//! What training reads: the lines of a flattened text that may be its headline.

use super::title_echoes::Echoes;
use super::{clean, text_title, title_features};
use crate::document::Document;

/// A line that may be the headline.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TitleLine {
    /// Index of its block.
    pub block: usize,
    /// Its text, as it would stand in the article's title.
    pub text: String,
    /// Its features, in the order of `title_feature_names`.
    pub features: Vec<f32>,
}

/// Every line that is looked at as a headline.
pub(crate) fn title_lines(page: &Document) -> Vec<TitleLine> {
    let lines = title_features::Lines::new(page);
    let looked_at: Vec<usize> = text_title::looked_at(page).collect();
    let echoes = Echoes::of(page, &looked_at);
    let title_line = |block| {
        let mut features = lines.at_hand(block);
        lines.search_line(block, &mut features);
        echoes.set(page, block, &mut features);
        TitleLine { block, text: clean::value(page.block_text(block)), features: features.to_vec() }
    };
    looked_at.into_iter().map(title_line).collect()
}

pub(crate) fn title_feature_names() -> &'static [&'static str] {
    &title_features::NAMES
}
