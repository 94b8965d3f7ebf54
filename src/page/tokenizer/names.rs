//! Names of elements and attributes.

use html5ever::LocalName;

/// The attributes that the tree builder or a later stage reads. All others are left out, unless the caller
/// has selectors, which can ask for any.
pub(super) const READ: [&str; 39] = [
    "alt",
    "alttext",
    "aria-hidden",
    "aria-label",
    "aria-level",
    "charset",
    "class",
    "content",
    "data-lazy-src",
    "data-original",
    "data-src",
    "data-srcset",
    "data-testid",
    "datetime",
    "encoding",
    "height",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "shadowrootmode",
    "src",
    "srcset",
    "style",
    "title",
    "type",
    "width",
    "xml:lang",
    // Of SVG and MathML; the tree builder moves them to another namespace.
    "xlink:href",
    "color",
    "face",
    "size",
];

/// Slots of a cache, a power of two. A page has a few dozen names.
const SLOTS: usize = 256;

/// The names seen last, by how they are written: making a name takes a hash of it, and for one that HTML does
/// not know a lock.
pub(super) struct Cache<'a> {
    slots: Vec<(&'a str, Option<LocalName>)>,
}

impl<'a> Cache<'a> {
    pub(super) fn new() -> Self {
        Cache { slots: vec![("", None); SLOTS] }
    }

    /// The name written so, as `make` makes it of what was not seen lately.
    pub(super) fn get(&mut self, written: &'a str, make: fn(&str) -> Option<LocalName>) -> Option<LocalName> {
        let slot = &mut self.slots[slot(written.as_bytes())];
        if slot.0 != written {
            *slot = (written, make(written));
        }
        slot.1.clone()
    }
}

/// Tells names apart by their length and three of their bytes.
fn slot(written: &[u8]) -> usize {
    let byte = |at: usize| written.get(at).map_or(0, |byte| usize::from(*byte));
    let length = written.len();
    let sum = length + 5 * byte(0) + 17 * byte(length / 2) + 61 * byte(length.saturating_sub(1));
    sum % SLOTS
}

/// The name of an element or attribute.
pub(super) fn any(written: &str) -> Option<LocalName> {
    if written.bytes().any(|byte| byte == 0 || byte.is_ascii_uppercase()) {
        return Some(LocalName::from(written.to_ascii_lowercase().replace('\0', "\u{fffd}")));
    }
    Some(LocalName::from(written))
}

/// The name of an attribute that somebody reads.
pub(super) fn read(written: &str) -> Option<LocalName> {
    let known = READ.iter().find(|known| known.eq_ignore_ascii_case(written))?;
    Some(LocalName::from(*known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_lower_case() {
        let mut cache = Cache::new();
        for _ in 0..2 {
            for (written, expected) in
                [("DIV", "div"), ("x\0Y", "x\u{fffd}y"), ("É", "É"), ("data-x", "data-x")]
            {
                assert_eq!(cache.get(written, any).as_deref(), Some(expected));
            }
        }
    }

    #[test]
    fn attributes_that_nobody_reads_have_no_name() {
        let mut cache = Cache::new();
        for _ in 0..2 {
            assert_eq!(cache.get("hreF", read).as_deref(), Some("href"));
            assert_eq!(cache.get("onclick", read), None);
        }
    }
}
