//! What the page's structured data says it is.
//!
//! The types of all objects in its JSON-LD, at any depth, and whether any part of the page is declared to cost
//! something. Where a body cannot be parsed even after repair, it is searched as text.

use serde_json::{Map, Value};

use crate::document::Document;

/// Facts from all JSON-LD of a page.
#[derive(Debug, Default)]
pub(crate) struct StructuredData {
    /// The types as written, in lower case, each as often as it comes.
    pub(crate) types: Vec<String>,
    /// Whether something is declared not to be free.
    pub(crate) declares_wall: bool,
}

impl StructuredData {
    pub(crate) fn of(page: &Document) -> StructuredData {
        let mut data = StructuredData::default();
        for (body, parsed) in page.head.parsed_json_ld() {
            match parsed {
                Some(parsed) => data.walk(&parsed.value),
                None => data.search(body),
            }
        }
        data
    }

    fn walk(&mut self, value: &Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values),
                Value::Object(object) => {
                    self.read(object);
                    open.extend(object.values());
                }
                _ => {}
            }
        }
    }

    fn read(&mut self, object: &Map<String, Value>) {
        let of_strings = |values: &[Value]| -> Vec<String> {
            let strings = values.iter().filter_map(Value::as_str);
            strings.flat_map(|name| name.split(',')).map(|name| name.trim().to_lowercase()).collect()
        };
        match object.get("@type") {
            Some(Value::Array(names)) => self.types.extend(of_strings(names)),
            Some(name) => self.types.extend(of_strings(std::slice::from_ref(name))),
            None => {}
        }
        self.declares_wall |= match object.get("isAccessibleForFree") {
            Some(Value::Bool(is_free)) => !is_free,
            Some(Value::String(text)) => begins_false(text.trim_start()),
            _ => false,
        };
    }

    fn search(&mut self, body: &str) {
        self.types.extend(searched_types(body));
        self.declares_wall |= body
            .split("\"isAccessibleForFree\"")
            .skip(1)
            .any(|rest| begins_false(rest.trim_start_matches([' ', '\n', '\r', '\t', ':', '"'])));
    }
}

fn begins_false(text: &str) -> bool {
    text.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"))
}

/// The values of `"@type"` in a text that cannot be parsed, in lower case.
fn searched_types(json: &str) -> impl Iterator<Item = String> {
    json.split("\"@type\"").skip(1).flat_map(|rest| {
        let value = rest.trim_start_matches([' ', '\n', '\r', '\t', ':']);
        let end = if value.starts_with('[') {
            value.find(']')
        } else {
            value.get(1..).and_then(|v| v.find('"')).map(|at| at + 1)
        };
        let value = end.and_then(|end| value.get(..end)).unwrap_or("");
        let words = value.split(['[', ',', '"']).map(str::trim).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    fn read(json: &str) -> (Vec<String>, bool) {
        let mut page = lines("Rain");
        page.head.json_ld.push(json.to_owned());
        let StructuredData { types, declares_wall } = StructuredData::of(&page);
        (types, declares_wall)
    }

    #[test]
    fn types_are_found_at_any_depth_and_in_broken_text() {
        assert_eq!(read(r#"{"@type": ["WebPage", "FAQPage"]}"#).0, ["webpage", "faqpage"]);
        assert_eq!(read(r#"{"@graph": [{"a": {"@type": "Product"}}]}"#).0, ["product"]);
        assert_eq!(read(r#"{"@type": "Product", "name": "a "good" one", {"#).0, ["product"]);
        assert_eq!(read(r#"{"@type": {"@id": "Product"}}"#).0, [] as [&str; 0]);
    }

    #[test]
    fn a_wall_is_declared_as_a_value_or_a_word() {
        for json in [
            r#"{"hasPart": [{"isAccessibleForFree": false}]}"#,
            r#"{"isAccessibleForFree": "False"}"#,
            r#"{"name": "a "good" one", "isAccessibleForFree" : "false", {"#,
        ] {
            assert!(read(json).1, "{json}");
        }
        assert!(!read(r#"{"isAccessibleForFree": "True", "name": "false"}"#).1);
    }
}
