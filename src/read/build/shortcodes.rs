//! Shortcodes of page builders that were never expanded: `[vc_row css="…"]Rain[/vc_row]` is "Rain".
//!
//! They are left where a plugin is switched off or a feed skips it. Only names that are known count, so that `[1]`, `[sic]`,
//! `[edit]` and links of Markdown stay.

use std::borrow::Cow;

use memchr::memchr;

use crate::lists::shortcodes::{Shortcode, shortcode};

/// The longest shortcode, and the longest content that goes with one.
const MAX_BYTES: usize = 4_000;
/// The longest name.
const MAX_NAME_BYTES: usize = 60;

/// A text without its shortcodes; spaces around one become one.
pub(super) fn strip(text: &str) -> Cow<'_, str> {
    let mut stripped = String::new();
    // How much of the text is copied, and where the search goes on.
    let (mut done, mut at) = (0, 0);
    while let Some(start) = memchr(b'[', &text.as_bytes()[at..]).map(|found| at + found) {
        match end_of_shortcode(text, start) {
            None => at = start + 1,
            Some(end) => {
                stripped.push_str(&text[done..start]);
                let rest = &text[end..];
                let is_open = stripped.is_empty() || stripped.ends_with(char::is_whitespace);
                // A line's end stays.
                done = if is_open { text.len() - rest.trim_start_matches([' ', '\t']).len() } else { end };
                at = done;
            }
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    stripped.push_str(&text[done..]);
    Cow::Owned(stripped)
}

/// Where a shortcode ends that begins here.
fn end_of_shortcode(text: &str, start: usize) -> Option<usize> {
    // `[[gallery]]` is written about, not used.
    if text[..start].ends_with('[') {
        return None;
    }
    let inside = &text[start + 1..];
    let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let name = name(inside);
    let known = shortcode(&name.to_ascii_lowercase())?;
    let rest = &inside[name.len()..];
    let close = closing_bracket(rest)?;
    let (attributes, after) = (&rest[..close], &rest[close + 1..]);
    let is_tag = attributes.is_empty() || attributes.starts_with(|c: char| c.is_whitespace() || c == '/');
    let is_complete = is_end || !known.needs_attributes || attributes.contains('=');
    if !is_tag || !is_complete || after.starts_with('(') {
        return None;
    }
    let end = text.len() - after.len();
    Some(end + if is_end { 0 } else { content(known, name, after) })
}

fn name(text: &str) -> &str {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = text.bytes().take(MAX_NAME_BYTES).take_while(is_part).count();
    &text[..length]
}

/// The bracket that is not inside of quotation marks, or the first if their pair is missing.
fn closing_bracket(text: &str) -> Option<usize> {
    // Without any, looking at quotation marks is in vain.
    memchr(b']', &text.as_bytes()[..text.len().min(MAX_BYTES)])?;
    let mut quote = None;
    let mut first = None;
    for (at, char) in text.char_indices().take_while(|(at, _)| *at < MAX_BYTES) {
        match (char, quote) {
            (']', None) => return Some(at),
            (']', Some(_)) => first = first.or(Some(at)),
            (mark, None) if is_quote(mark) => quote = Some(mark),
            // WordPress makes pairs of different marks of them.
            (mark, Some(open)) if mark == open || open != '"' && open != '\'' && is_quote(mark) => {
                quote = None
            }
            // What begins another shortcode is not inside of this one.
            ('[', None) => return first,
            _ => {}
        }
    }
    first
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{2033}' | '\u{ab}' | '\u{bb}' | '\u{201e}')
}

/// Bytes of what a shortcode encloses with the shortcode that ends it, if all this goes.
fn content(known: Shortcode, name: &str, after: &str) -> usize {
    if !known.goes_with_content {
        return 0;
    }
    let near = crate::cut::text(after, MAX_BYTES);
    let end = format!("[/{name}]");
    near.find(&end).map_or(0, |found| found + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_go_and_their_text_stays() {
        for (text, expected) in [
            ("[vc_row][vc_column width=\"1/2\"]Rain all day.[/vc_column][/vc_row]", "Rain all day."),
            ("Rain [et_pb_section bb_built=\u{201d}1\u{201d} a=\"[b]\"] all day.", "Rain all day."),
            ("[caption id=\"a\" width=\"300\"]The pier[/caption] Rain", "The pier Rain"),
            ("[gallery ids=\"1,2\"]\nRain", "\nRain"),
            ("See [embed]https://example.org/v[/embed] now", "See now"),
            ("[fusion_builder_container hundred_percent=\"no]Rain", "Rain"),
            ("[av_hr /]Rain", "Rain"),
            ("a[vc_x]b", "ab"),
        ] {
            assert_eq!(strip(text), expected, "{text}");
        }
    }

    #[test]
    fn brackets_of_texts_stay() {
        for text in [
            "",
            "[",
            "]",
            "[]",
            "Rain [1] and [sic] wind [edit]",
            "[video] The pier",
            "[gallery]",
            "[Caption](https://example.org)",
            "[embed](x)",
            "[[vc_row]] is a row",
            "[vc_row",
            "[vc_row a=\"b",
            "[ vc_row ]",
            "[embedded]",
            "[/]",
            "[gallery open] until five",
            "[vc_row\u{e9}]",
        ] {
            let stripped = strip(text);
            assert_eq!(stripped, text);
            assert!(matches!(stripped, Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn hostile_brackets_are_quick() {
        let size = if cfg!(debug_assertions) { 50_000 } else { 2_000_000 };
        let start = std::time::Instant::now();
        for piece in ["[", "[vc_row ", "[vc_row a=\"", "[embed]", "[/", "[vc_row]", "[vc_a '", "[gallery =] "]
        {
            strip(&piece.repeat(size / piece.len()));
        }
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}
