//! Names of elements and attributes.

use html5ever::LocalName;
use once_cell::sync::Lazy;

/// The attributes that the tree builder or a later stage reads. All others are left out, unless the caller
/// has selectors, which can ask for any.
pub(in crate::read) const READ: [&str; 70] = [
    "alt",
    "alttext",
    "aria-expanded",
    "aria-hidden",
    "aria-label",
    "aria-level",
    "bevelled",
    "charset",
    "checked",
    "cite",
    "class",
    "close",
    "colspan",
    "columnalign",
    "content",
    "data-attrs",
    "data-callout",
    "data-entry",
    "data-lang",
    "data-language",
    "data-latex",
    "data-lazy-src",
    "data-lazy-srcset",
    "data-math",
    "data-mathml",
    "data-original",
    "data-preloaded",
    "data-src",
    "data-srcset",
    "data-testid",
    "data-tex",
    "data-value",
    "datetime",
    "display",
    "encoding",
    "height",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "linethickness",
    "mathvariant",
    "media",
    "mode",
    "name",
    "notation",
    "open",
    "poster",
    "property",
    "rel",
    "role",
    "rowspan",
    "separators",
    "shadowrootmode",
    "src",
    "srcset",
    "start",
    "style",
    "tex",
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

/// The name of an element or attribute.
pub(super) fn any(written: &str) -> Option<LocalName> {
    if written.bytes().any(|byte| byte == 0 || byte.is_ascii_uppercase()) {
        return Some(LocalName::from(written.to_ascii_lowercase().replace('\0', "\u{fffd}")));
    }
    Some(LocalName::from(written))
}

/// The longest name in [`READ`].
const MAX_READ_BYTES: usize = 20;

/// [`READ`] by the length of the names: few have the same.
static BY_LENGTH: Lazy<[Vec<&str>; MAX_READ_BYTES + 1]> = Lazy::new(|| {
    std::array::from_fn(|length| READ.into_iter().filter(|name| name.len() == length).collect())
});

/// The name of an attribute that somebody reads.
pub(super) fn read(written: &str) -> Option<LocalName> {
    let known = BY_LENGTH.get(written.len())?.iter().find(|known| known.eq_ignore_ascii_case(written))?;
    Some(LocalName::from(*known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::recent::Recent;

    #[test]
    fn names_are_in_lower_case() {
        let mut cache = Recent::new();
        for _ in 0..2 {
            for (written, expected) in
                [("DIV", "div"), ("x\0Y", "x\u{fffd}y"), ("É", "É"), ("data-x", "data-x")]
            {
                assert_eq!(cache.get(written, any).as_deref(), Some(expected));
            }
        }
    }

    #[test]
    fn every_name_that_is_read_is_found() {
        assert!(READ.iter().all(|name| read(name).as_deref() == Some(name)));
    }

    #[test]
    fn attributes_that_nobody_reads_have_no_name() {
        let mut cache = Recent::new();
        for _ in 0..2 {
            assert_eq!(cache.get("hreF", read).as_deref(), Some("href"));
            assert_eq!(cache.get("onclick", read), None);
        }
    }
}
