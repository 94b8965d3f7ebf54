//! Values of a page's state, whose parts may be elsewhere: frameworks write an object once and refer to it.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// References that lead to references: more are a circle.
const MAX_HOPS: usize = 8;

/// One value of a page's state with what its references lead to.
#[derive(Debug)]
pub(super) enum State {
    /// Plain values; a cache of Apollo's is one: objects by their key, to which `{"__ref": key}` leads.
    Json(Value),
    /// Nuxt's, as devalue writes it: an array in which whole numbers inside of values are indexes of values.
    Devalue(Vec<Value>),
    /// Rows of Next's stream by their number, to which strings such as `"$1f"` lead.
    Flight(HashMap<String, Value>),
}

impl State {
    /// Where a search begins: below these everything is found without following references.
    pub(super) fn roots(&self) -> Vec<Node<'_>> {
        let node = |value| Node { value, state: self };
        match self {
            State::Json(value) => vec![node(value)],
            State::Devalue(values) => values.iter().map(node).collect(),
            State::Flight(rows) => {
                let mut rows: Vec<_> = rows.iter().collect();
                rows.sort_by_key(|(id, _)| (id.len(), id.as_str()));
                rows.into_iter().map(|(_, value)| node(value)).collect()
            }
        }
    }
}

/// A value and the state that its references belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    value: &'a Value,
    state: &'a State,
}

impl<'a> Node<'a> {
    /// The value as it is written.
    pub(super) fn value(self) -> &'a Value {
        self.value
    }

    /// A part of this value, as it is written there.
    pub(super) fn part(self, value: &'a Value) -> Node<'a> {
        Node { value, ..self }
    }

    /// What a part of this value refers to, or the part itself.
    pub(super) fn resolve(self, part: &'a Value) -> Node<'a> {
        let mut value = part;
        for _ in 0..MAX_HOPS {
            match self.target(value) {
                Some(target) => value = target,
                None => break,
            }
        }
        self.part(value)
    }

    /// A field, resolved.
    pub(super) fn get(self, key: &str) -> Option<Node<'a>> {
        Some(self.resolve(self.value.as_object()?.get(key)?))
    }

    pub(super) fn str(self) -> Option<&'a str> {
        self.value.as_str()
    }

    pub(super) fn items(self) -> &'a [Value] {
        self.value.as_array().map_or(&[], Vec::as_slice)
    }

    fn target(self, value: &'a Value) -> Option<&'a Value> {
        match self.state {
            State::Json(root) => root.as_object()?.get(apollo_key(value.as_object()?)?),
            State::Devalue(values) => match value {
                Value::Number(index) => {
                    values.get(usize::try_from(index.as_u64()?).ok()?).filter(|v| !v.is_number())
                }
                // What is reactive is wrapped: `["Reactive", 5]`.
                Value::Array(items) => match items.as_slice() {
                    [Value::String(_), inner @ Value::Number(_)] => Some(inner),
                    _ => None,
                },
                _ => None,
            },
            State::Flight(rows) => rows.get(row(value.as_str()?)?),
        }
    }
}

/// The key that an object of Apollo's cache leads to: `{"__ref": "Post:1"}`, or `{"type": "id", "id": "Post:1"}`.
fn apollo_key(fields: &Map<String, Value>) -> Option<&str> {
    if let Some(key) = fields.get("__ref") {
        return key.as_str();
    }
    let is_reference = fields.get("type").and_then(Value::as_str) == Some("id");
    fields.get("id").filter(|_| is_reference)?.as_str()
}

/// The row that a string leads to: `$1f`, `$L1f`, `$@1f`.
fn row(written: &str) -> Option<&str> {
    let id = written.strip_prefix('$')?.trim_start_matches(['L', '@']);
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_are_followed() {
        let apollo = State::Json(
            json!({"ROOT": {"a": {"__ref": "P:1"}, "b": {"type": "id", "id": "P:1"}}, "P:1": "found"}),
        );
        let root = apollo.roots()[0].get("ROOT").unwrap();
        assert_eq!([root.get("a").unwrap().str(), root.get("b").unwrap().str()], [Some("found"); 2]);
        let nuxt = State::Devalue(vec![
            json!({"a": 1, "b": 3}),
            json!(["Reactive", 2]),
            json!({"c": 3}),
            json!("found"),
        ]);
        let root = nuxt.roots()[0];
        assert_eq!(root.get("a").unwrap().get("c").unwrap().str(), Some("found"));
        assert_eq!(root.get("b").unwrap().str(), Some("found"));
        let next = State::Flight(HashMap::from([
            ("0".into(), json!({"a": "$L1f", "b": "$x"})),
            ("1f".into(), json!("found")),
        ]));
        let root = next.roots()[0];
        assert_eq!([root.get("a").unwrap().str(), root.get("b").unwrap().str()], [Some("found"), Some("$x")]);
    }

    #[test]
    fn circles_end() {
        let apollo = State::Json(json!({"a": {"__ref": "a"}}));
        assert!(apollo.roots()[0].get("a").is_some());
        let next = State::Flight(HashMap::from([("0".into(), json!("$1")), ("1".into(), json!("$0"))]));
        assert!(next.roots()[0].resolve(&json!("$0")).str().is_some());
    }
}
