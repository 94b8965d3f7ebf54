//! What style sheets hide, applied to the page.

use super::builder::Builder;
use crate::read::sink::Element;

impl Builder<'_, '_> {
    /// Whether a style sheet applies to screens.
    pub(super) fn reads_style(&self, element: &Element<'_, '_>) -> bool {
        let media = element.get("media").map(str::trim);
        !self.context().in_shadow
            && media.is_none_or(|media| matches!(media, "" | "all" | "screen" | "only screen"))
    }

    /// Hides what rules hide that came after it.
    pub(super) fn hide_late(&mut self) {
        self.styles.hide_late(&mut self.page);
    }
}
