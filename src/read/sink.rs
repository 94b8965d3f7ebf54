//! The events that a document is built from.
//!
//! A reader of HTML reports elements as they open and close, and the text between them. It may walk over a tree or
//! read the bytes as they come: the builder cannot tell, and needs neither.

use crate::document::Choice;

/// An attribute: its name in lower case, and its value.
pub(crate) type Attribute<'a> = (&'a str, &'a str);

/// An element that opens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a, 'e> {
    /// The local name in lower case, such as `div`.
    pub(crate) name: &'a str,
    /// A number for the name, if the reader has one: on a page the same for the same name, and another for another.
    pub(crate) number: Option<u8>,
    pub(crate) attributes: &'e [Attribute<'a>],
    /// What the caller's selectors say of it.
    pub(crate) choice: Option<Choice>,
}

impl<'a> Element<'a, '_> {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// What takes in the events of a page; `'a` is the life of names and values.
pub(crate) trait Sink<'a> {
    /// Takes in a start tag. Returns whether what is inside is wanted: if so, [`Sink::close`] has to follow
    /// where the element ends; if not, the reader goes on after the element and reports no end.
    fn open(&mut self, element: &Element<'a, '_>) -> bool;

    /// Takes in text, with its character references resolved.
    fn text(&mut self, text: &str);

    /// Ends the element that was opened last and is still open.
    fn close(&mut self);
}

/// What a script is to the reader of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScriptKind {
    JsonLd,
    /// A formula as TeX, as MathJax keeps it.
    Tex {
        display: bool,
    },
    /// Data of the page's scripts as JSON.
    Json,
    JavaScript,
    /// Nothing that is read.
    Other,
}

impl ScriptKind {
    /// Elements whose text or attribute is JSON whatever their type says.
    const JSON_IDS: [&str; 2] = ["__NEXT_DATA__", "__NUXT_DATA__"];

    /// By the attributes `id` and `type`.
    pub(crate) fn of(id: &str, written: &str) -> Self {
        let written = written.trim();
        let has = |part: &str| position(written, part).is_some();
        let is = |name: &str| written.eq_ignore_ascii_case(name);
        if has("ld+json") {
            ScriptKind::JsonLd
        } else if position(written, "math/tex") == Some(0) {
            ScriptKind::Tex { display: has("mode=display") }
        } else if Self::JSON_IDS.contains(&id) || is("application/json") || is("text/json") {
            ScriptKind::Json
        } else if written.is_empty() || is("module") || ends_with(written, "javascript") {
            ScriptKind::JavaScript
        } else {
            ScriptKind::Other
        }
    }
}

/// Where a part in lower case begins in a text of either case.
fn position(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).position(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// Whether a text of either case ends with a part in lower case.
fn ends_with(text: &str, part: &str) -> bool {
    let end = text.len().checked_sub(part.len()).map(|start| &text.as_bytes()[start..]);
    end.is_some_and(|end| end.eq_ignore_ascii_case(part.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_scripts_are_read_in_either_case() {
        for (written, kind) in [
            (" Application/LD+JSON", ScriptKind::JsonLd),
            ("math/TeX; mode=display", ScriptKind::Tex { display: true }),
            ("math/tex", ScriptKind::Tex { display: false }),
            ("x-math/tex", ScriptKind::Other),
            ("text/JSON", ScriptKind::Json),
            ("", ScriptKind::JavaScript),
            ("Module", ScriptKind::JavaScript),
            ("text/JavaScript", ScriptKind::JavaScript),
            ("javascript/x", ScriptKind::Other),
        ] {
            assert_eq!(ScriptKind::of("", written), kind, "{written}");
        }
        assert_eq!(ScriptKind::of("__NEXT_DATA__", "x"), ScriptKind::Json);
    }
}
