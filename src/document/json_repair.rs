//! JSON as pages write it: repaired where it can be, given up where it cannot.

use serde_json::Value;

use super::entities::without_entities;

/// A block that could be parsed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    pub(crate) value: Value,
    /// Whether it is as it was written. A repair may have joined lines or left out what follows a mistake.
    pub(crate) is_whole: bool,
}

/// Parses a block, strictly first, then with the usual mistakes repaired.
pub(crate) fn parse(block: &str) -> Option<Parsed> {
    let block = unwrapped(block);
    if block.is_empty() {
        return None;
    }
    if let Ok(value) = serde_json::from_str(block) {
        return Some(Parsed { value, is_whole: true });
    }
    let decoded = || block.contains("&quot;").then(|| without_entities(block));
    let value = values(&repaired(block)).or_else(|| values(&repaired(&decoded()?)))?;
    Some(Parsed { value, is_whole: false })
}

/// Longest value that [`loose`] reads, in bytes.
const MAX_LOOSE_BYTES: usize = 100;

/// The first string under a key of a block that cannot be parsed.
pub(crate) fn loose<'a>(block: &'a str, key: &str) -> Option<&'a str> {
    let quoted = format!("\"{key}\"");
    let at = memchr::memmem::find(block.as_bytes(), quoted.as_bytes())?;
    let value = block[at + quoted.len()..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let end = memchr::memchr(b'"', value.as_bytes()).filter(|end| *end <= MAX_LOOSE_BYTES)?;
    Some(&value[..end])
}

/// The value, or an array of all that stand one after the other; whatever follows them is left.
fn values(json: &str) -> Option<Value> {
    let mut values: Vec<Value> =
        serde_json::Deserializer::from_str(json).into_iter().map_while(Result::ok).collect();
    if values.len() > 1 { Some(Value::Array(values)) } else { values.pop() }
}

/// Without the comment and CDATA marks that old pages put around scripts.
fn unwrapped(block: &str) -> &str {
    let mut block = block.trim();
    for opening in ["//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[", "<!--"] {
        block = block.strip_prefix(opening).unwrap_or(block).trim_start();
    }
    for closing in ["-->", "//", "/*]]>*/", "/* ]]> */", "]]>", "//", ";"] {
        block = block.strip_suffix(closing).unwrap_or(block).trim_end();
    }
    block.trim_start_matches('\u{FEFF}')
}

/// Escapes raw control characters in strings, drops commas before closing brackets,
/// comments, and escapes that JSON does not know.
fn repaired(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let mut in_string = false;
    let mut chars = json.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => escape(chars.next(), &mut out),
            '\n' | '\r' | '\t' if in_string => out.push(' '),
            c if in_string && c.is_control() => {}
            '}' | ']' if !in_string => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(c);
            }
            '/' if !in_string && chars.peek() == Some(&'*') => skip_comment(&mut chars),
            c => out.push(c),
        }
    }
    out
}

fn escape(escaped: Option<char>, out: &mut String) {
    match escaped {
        Some(c @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => out.extend(['\\', c]),
        Some('\n' | '\r') | None => out.push(' '),
        Some(c) => out.push(c),
    }
}

fn skip_comment(chars: &mut impl Iterator<Item = char>) {
    let mut before = ' ';
    for c in chars.by_ref().skip(1) {
        if before == '*' && c == '/' {
            return;
        }
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_of(block: &str) -> Option<Value> {
        parse(block).map(|parsed| parsed.value)
    }

    #[test]
    fn usual_mistakes_are_repaired() {
        for block in [
            r#"{"a": "x y"}"#,
            "<!-- {\"a\": \"x y\"} -->",
            "//<![CDATA[\n{\"a\": \"x y\"}\n//]]>",
            "{\"a\": \"x\ny\",}",
            "{&quot;a&quot;: &quot;x y&quot;}",
            "{\"a\": \"x y\"}; window.b = 1",
            "/* c */ {\"a\": \"\\x y\" /* d */}",
        ] {
            let parsed = value_of(block);
            assert_eq!(parsed.as_ref().and_then(|value| value["a"].as_str()), Some("x y"), "{block}");
        }
    }

    #[test]
    fn a_key_is_found_in_what_cannot_be_parsed() {
        let broken = r#"{"a": "said "rain" loudly", "datePublished" : "2021-10-12", "b": {"#;
        assert_eq!(parse(broken), None);
        assert_eq!(loose(broken, "datePublished"), Some("2021-10-12"));
        assert_eq!(loose(broken, "dateModified"), None);
        assert_eq!(loose(r#""datePublished": ""#, "datePublished"), None);
    }

    #[test]
    fn objects_in_a_row_are_all_read() {
        let parsed = value_of("{\"a\": 1}\n{\"a\": 2}");
        assert_eq!(parsed, Some(serde_json::json!([{"a": 1}, {"a": 2}])));
    }

    #[test]
    fn what_was_repaired_says_so() {
        let is_whole = |block: &str| parse(block).map(|parsed| parsed.is_whole);
        assert_eq!(is_whole(r#"<!-- {"a": 1} -->"#), Some(true));
        assert_eq!(is_whole("{\"a\": \"x\ny\"}"), Some(false));
    }

    #[test]
    fn what_cannot_be_repaired_is_given_up() {
        assert_eq!(parse("{\"a\": "), None);
        assert_eq!(parse(&"[".repeat(100_000)), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn control_characters_in_strings_go() {
        let parsed = value_of("{\"a\": \"x\u{1} y\u{1f}\"}");
        assert_eq!(parsed, Some(serde_json::json!({"a": "x y"})));
    }
}
