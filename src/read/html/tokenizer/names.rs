//! Names of elements and attributes.

use html5ever::LocalName;

/// The attributes that the tree builder or a later stage reads. All others are left out, unless the caller
/// has selectors, which can ask for any.
pub(super) const READ: [&str; 63] = [
    "alt",
    "alttext",
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
    "data-callout",
    "data-lang",
    "data-language",
    "data-latex",
    "data-lazy-src",
    "data-lazy-srcset",
    "data-math",
    "data-original",
    "data-src",
    "data-srcset",
    "data-testid",
    "data-tex",
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

/// The name of an attribute that somebody reads.
pub(super) fn read(written: &str) -> Option<LocalName> {
    let known = READ.iter().find(|known| known.eq_ignore_ascii_case(written))?;
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
    fn attributes_that_nobody_reads_have_no_name() {
        let mut cache = Recent::new();
        for _ in 0..2 {
            assert_eq!(cache.get("hreF", read).as_deref(), Some("href"));
            assert_eq!(cache.get("onclick", read), None);
        }
    }
}
