//! Numbers as they are written.

/// Scores are estimates: more digits would only make output differ between platforms.
pub(super) fn four_decimals(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}
