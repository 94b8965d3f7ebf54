//! A page at a glance: its blocks in order as one strip, as wide as they have words.

use std::fmt::Write;

use dechaff::Article;

use super::family::Family;
use super::tally::word_count;

/// Units of the strip's width.
const WIDTH: f64 = 1000.0;

pub(super) fn write(out: &mut String, article: &Article) {
    let runs = runs(article);
    let words: usize = runs.iter().map(|(_, words)| words).sum();
    let _ = write!(
        out,
        "<svg class=\"strip\" viewBox=\"0 0 {WIDTH} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    let mut before = 0;
    let scale = WIDTH / words.max(1) as f64;
    for (family, words) in runs {
        let (left, width) = (before as f64 * scale, words as f64 * scale);
        let class = family.class();
        let _ = write!(out, "<rect class=\"{class}\" x=\"{left:.1}\" width=\"{width:.1}\" height=\"10\"/>");
        before += words;
    }
    out.push_str("</svg>");
}

/// Successive blocks of one family together, with their words.
fn runs(article: &Article) -> Vec<(Family, usize)> {
    let mut runs: Vec<(Family, usize)> = Vec::new();
    for block in article.blocks() {
        let (family, words) = (Family::of(block.label()), word_count(&block));
        match runs.last_mut() {
            Some((last, sum)) if *last == family => *sum += words,
            _ => runs.push((family, words)),
        }
    }
    runs
}
