//! JSON-LD as it is written, within limits.

use memchr::memchr2;

use crate::document::Document;
use crate::labels::Limit;
use crate::options::Limits;

/// Takes a script into a page, if there is room for it and its values do not nest too deep.
pub(super) fn note(page: &mut Document, script: String, limits: &Limits) {
    let bytes = page.head.json_ld_bytes + script.len();
    if bytes > limits.max_json_ld_bytes {
        page.reach(Limit::JsonLdBytes);
    } else if depth(&script) > limits.max_json_ld_depth {
        page.reach(Limit::JsonLdDepth);
    } else {
        page.head.json_ld_bytes = bytes;
        page.head.json_ld.push(script);
    }
}

/// How many brackets are open at most. JSON may be broken: whatever is between quotation marks is a string.
fn depth(json: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0);
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at = after_string(bytes, at),
            b'[' | b'{' => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Where the string ends that began before this place.
fn after_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return at;
        }
        // What is escaped.
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, empty};

    fn noted(scripts: &[&str], limits: Limits) -> Document {
        let mut page = empty(Origin::Html);
        for script in scripts {
            note(&mut page, (*script).to_owned(), &limits);
        }
        page
    }

    #[test]
    fn brackets_in_strings_do_not_count() {
        for (json, expected) in [
            ("1", 0),
            ("[]", 1),
            (r#"{"a": [1, {"b": 2}], "c": []}"#, 3),
            (r#"{"a": "[[[["}"#, 1),
            (r#"{"a": "\"[[[\\", "b": []}"#, 2),
            ("]]][", 1),
            (r#"["\"#, 1),
        ] {
            assert_eq!(depth(json), expected, "{json}");
        }
    }

    #[test]
    fn a_script_that_does_not_fit_is_left_out_and_later_ones_that_do_are_not() {
        let page = noted(&["[123]", "[12345678]", "[1]"], Limits::new().with_max_json_ld_bytes(10));
        assert_eq!(page.head.json_ld, ["[123]", "[1]"]);
        assert_eq!(page.limits, [Limit::JsonLdBytes]);
    }

    #[test]
    fn a_script_that_nests_too_deep_is_left_out() {
        let page = noted(&["[[[1]]]", "[[1]]"], Limits::new().with_max_json_ld_depth(2));
        assert_eq!(page.head.json_ld, ["[[1]]"]);
        assert_eq!(page.limits, [Limit::JsonLdDepth]);
    }
}
