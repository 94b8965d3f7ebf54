//! Tags, text and values of attributes of XML 1.0.

use crate::document::ListMarker;
use crate::render::escape::escape_markup_into;

/// XML under construction.
pub(super) struct Markup {
    pub(super) out: String,
}

impl Markup {
    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>");
    }

    pub(super) fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.text(text);
        self.end(name);
    }

    pub(super) fn text(&mut self, text: &str) {
        if text.chars().all(is_allowed) {
            escape_markup_into(&mut self.out, text);
        } else {
            let allowed: String = text.chars().filter(|c| is_allowed(*c)).collect();
            escape_markup_into(&mut self.out, &allowed);
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// Whether XML 1.0 has a character. A carriage return would have to be written as a reference: it
/// is left out, too.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A word as XML and TEI want it in identifiers and types: letters, digits and hyphens, a letter first.
pub(super) fn word(word: &str) -> Option<String> {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let word: String = word.chars().filter(plain).take(40).collect();
    word.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(word)
}

/// How the items of a list are marked, as a value of `rend`.
pub(super) fn rendition(marker: ListMarker) -> &'static str {
    match marker {
        ListMarker::Bullet => "bulleted",
        ListMarker::Decimal => "numbered",
        ListMarker::LowerAlpha => "numbered lower-alpha",
        ListMarker::UpperAlpha => "numbered upper-alpha",
        ListMarker::LowerRoman => "numbered lower-roman",
        ListMarker::UpperRoman => "numbered upper-roman",
    }
}

/// The language of code, as one word.
pub(super) fn language(language: &str) -> String {
    language.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation()).take(40).collect()
}
