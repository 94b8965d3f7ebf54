//! Text of pages as text of the report. Everything that comes from a page goes through here.

use std::fmt::{self, Display, Formatter, Write};

/// Displays as HTML text, and as the value of a quoted attribute. Characters that act unseen show as their number.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c if acts_unseen(c) => write!(f, "[U+{:04X}]", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// HTML that is already escaped, with the characters that act unseen shown as their number.
pub(super) fn with_unseen_shown(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for c in html.chars() {
        if acts_unseen(c) {
            // Writing to a string cannot fail.
            let _ = write!(out, "[U+{:04X}]", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Controls, and what turns the direction of text around or breaks lines unseen: a report tells what is there.
/// Marks of direction (U+200E, U+200F, U+061C) and joiners are everyday letters of some scripts, and stay.
fn acts_unseen(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The first characters of a text, and how many it has where that is not all.
pub(super) fn clipped(text: &str, max_chars: usize) -> (&str, Option<usize>) {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => (&text[..end], Some(text.chars().count())),
        None => (text, None),
    }
}

/// The address, where it is one that a reader may be led to.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let is_web =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (is_web("http://") || is_web("https://")).then_some(url)
}

/// A language tag that is safe to write: letters, digits and hyphens.
pub(super) fn language_tag(tag: &str) -> Option<&str> {
    let is_tag = tag.len() <= 35 && tag.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_tag && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_means_something_in_html_is_left() {
        let hostile = "</script><img src=x onerror='f()'>&\"";
        assert_eq!(
            Text(hostile).to_string(),
            "&lt;/script&gt;&lt;img src=x onerror=&#39;f()&#39;&gt;&amp;&quot;"
        );
    }

    #[test]
    fn what_acts_unseen_is_shown() {
        assert_eq!(
            Text("a\u{202e}b\u{2028}c\u{1b}d\u{85}").to_string(),
            "a[U+202E]b[U+2028]c[U+001B]d[U+0085]"
        );
        assert_eq!(Text("\u{200f}שלום\tx\ny").to_string(), "\u{200f}שלום\tx\ny");
        assert_eq!(with_unseen_shown("<p>&amp;\u{2066}</p>"), "<p>&amp;[U+2066]</p>");
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert_eq!(web_address("HTTPS://example.org/"), Some("HTTPS://example.org/"));
        for url in ["javascript:alert(1)", "data:text/html,x", "//example.org", "é", ""] {
            assert_eq!(web_address(url), None, "{url}");
        }
    }

    #[test]
    fn a_tag_with_other_characters_is_no_language() {
        assert_eq!(language_tag("pt-BR"), Some("pt-BR"));
        assert_eq!(language_tag("en\" onfocus=\"f()"), None);
        assert_eq!(language_tag(""), None);
    }

    #[test]
    fn clipping_counts_characters() {
        assert_eq!(clipped("äöü", 2), ("äö", Some(3)));
        assert_eq!(clipped("äö", 2), ("äö", None));
    }
}
