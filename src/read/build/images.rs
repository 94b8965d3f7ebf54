//! Pictures: where they are and what they show.

use crate::document::{first_candidate, image};
use crate::read::sink::Element;

/// Pictures of at most this many pixels on a side measure visits.
const MAX_PIXEL_SIDE: f32 = 2.0;

/// Where scripts that load pictures late find the address; `src` is then a placeholder.
const LAZY: [&str; 3] = ["data-src", "data-original", "data-lazy-src"];

/// The address and the alternative text of an `<img>`, unless it shows nothing.
pub(super) fn read(element: &Element<'_, '_>) -> Option<(String, String)> {
    if ["width", "height"].iter().any(|side| is_tiny(element.get(side))) {
        return None;
    }
    let lazy = LAZY.iter().filter_map(|name| element.get(name));
    let candidates = ["srcset", "data-srcset"].iter().filter_map(|name| element.get(name));
    let url = lazy.chain(element.get("src")).chain(candidates.filter_map(first_candidate)).find_map(image)?;
    let alt = element.get("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    Some((url, alt))
}

fn is_tiny(side: Option<&str>) -> bool {
    let pixels = side.and_then(|side| side.trim().trim_end_matches("px").parse::<f32>().ok());
    pixels.is_some_and(|pixels| pixels <= MAX_PIXEL_SIDE)
}
