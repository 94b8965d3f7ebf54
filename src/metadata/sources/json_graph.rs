//! JSON-LD objects of a page, with references by `@id` resolved.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

/// Objects that are read of one page; pages with more list products or links.
const MAX_NODES: usize = 5_000;
/// Names that are read from one value.
const MAX_NAMES: usize = 64;

/// An object with types or other content.
#[derive(Debug)]
pub(crate) struct Node<'v> {
    pub(crate) object: &'v Map<String, Value>,
    /// Whether it is inside a comment, a review, a list of links.
    pub(crate) aside: bool,
}

pub(crate) struct Graph<'v> {
    /// In document order.
    pub(crate) nodes: Vec<Node<'v>>,
    by_id: HashMap<&'v str, &'v Map<String, Value>>,
}

impl<'v> Graph<'v> {
    pub(crate) fn new(documents: impl DoubleEndedIterator<Item = &'v Value>) -> Graph<'v> {
        let mut graph = Graph { nodes: Vec::new(), by_id: HashMap::new() };
        let mut open: Vec<(&Value, bool)> = documents.rev().map(|value| (value, false)).collect();
        while let Some((value, aside)) = open.pop() {
            if graph.nodes.len() >= MAX_NODES {
                break;
            }
            match value {
                Value::Array(values) => open.extend(values.iter().rev().map(|value| (value, aside))),
                Value::Object(object) => {
                    graph.add(object, aside);
                    let children = object.iter().rev();
                    open.extend(children.map(|(key, value)| (value, aside || is_aside(key))));
                }
                _ => {}
            }
        }
        graph
    }

    fn add(&mut self, object: &'v Map<String, Value>, aside: bool) {
        self.nodes.push(Node { object, aside });
        if let Some(id) = object.get("@id").and_then(Value::as_str) {
            let known = self.by_id.entry(id).or_insert(object);
            if object.len() > known.len() {
                *known = object;
            }
        }
    }

    /// The object itself, or the fullest one with its `@id`.
    fn resolved(&self, object: &'v Map<String, Value>) -> &'v Map<String, Value> {
        let id = object.get("@id").and_then(Value::as_str);
        let full = id.and_then(|id| self.by_id.get(id)).filter(|_| !object.contains_key("name"));
        full.copied().unwrap_or(object)
    }

    /// The texts of a value: strings, and names of objects, of lists of them too.
    pub(crate) fn names(&self, value: &'v Value) -> Vec<Cow<'v, str>> {
        self.people(value).into_iter().map(|(name, _)| name).collect()
    }

    /// The addresses of a value, such as of an image.
    pub(crate) fn addresses(&self, value: &'v Value) -> Vec<Cow<'v, str>> {
        let found = self.under(&["url", "contentUrl", "@id"], value);
        found.into_iter().map(|(address, _)| address).collect()
    }

    /// As [`Graph::names`], with what each is said to be.
    pub(crate) fn people(&self, value: &'v Value) -> Vec<(Cow<'v, str>, Who)> {
        self.under(&["name", "@value"], value)
    }

    /// The objects of a value that are people, or are not said to be anything else.
    pub(crate) fn people_objects(&self, value: &'v Value) -> Vec<&'v Map<String, Value>> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        let objects = values.iter().take(MAX_NAMES).filter_map(Value::as_object);
        objects
            .map(|object| self.resolved(object))
            .filter(|object| who(object) != Who::Organisation)
            .collect()
    }

    /// Strings, and what objects have under the first of the keys.
    fn under(&self, keys: &[&str], value: &'v Value) -> Vec<(Cow<'v, str>, Who)> {
        let mut found = Vec::new();
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::String(text) => found.push((Cow::from(text.as_str()), Who::Unsaid)),
                Value::Array(values) => open.extend(values.iter().take(MAX_NAMES).rev()),
                Value::Object(object) => {
                    let object = self.resolved(object);
                    let who = who(object);
                    match keys.iter().find_map(|key| object.get(*key)) {
                        Some(Value::String(name)) => found.push((Cow::from(name.as_str()), who)),
                        Some(Value::Array(names)) => {
                            let names = names.iter().take(MAX_NAMES).filter_map(Value::as_str);
                            found.extend(names.map(|name| (Cow::from(name), who)));
                        }
                        _ => found.extend(full_name(object).map(|name| (Cow::from(name), Who::Person))),
                    }
                }
                _ => {}
            }
            if found.len() >= MAX_NAMES {
                break;
            }
        }
        found
    }
}

/// What the bearer of a name is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Person,
    Organisation,
    Unsaid,
}

fn who(object: &Map<String, Value>) -> Who {
    let is = |wanted: fn(&str) -> bool| types(object).any(wanted);
    if is(|name| name.ends_with("Organization") || name == "Corporation") {
        Who::Organisation
    } else if is(|name| name == "Person") {
        Who::Person
    } else {
        Who::Unsaid
    }
}

/// A person's name that is given in parts.
fn full_name(object: &Map<String, Value>) -> Option<String> {
    let part = |key: &str| object.get(key).and_then(Value::as_str);
    Some(format!("{} {}", part("givenName")?, part("familyName")?))
}

fn is_aside(key: &str) -> bool {
    matches!(
        key,
        "comment"
            | "review"
            | "reviews"
            | "itemListElement"
            | "hasPart"
            | "mentions"
            | "isPartOf"
            | "relatedLink"
            | "citation"
            | "isBasedOn"
            | "subjectOf"
            | "workExample"
            | "suggestedAnswer"
            | "acceptedAnswer"
            | "video"
            | "associatedMedia"
            | "about"
            | "blogPost"
            | "offers"
            | "liveBlogUpdate"
    )
}

/// The types of an object, without the address of the vocabulary.
pub(crate) fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match object.get("@type") {
        Some(Value::String(name)) => (Some(name.as_str()), None),
        Some(Value::Array(names)) => (None, Some(names)),
        _ => (None, None),
    };
    let many = many.into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|name| name.rsplit(['/', ':']).next().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_resolved() {
        let documents = [json!({"@graph": [
            {"@type": "Article", "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Fenwick"}
        ]})];
        let graph = Graph::new(documents.iter());
        let article = graph.nodes.iter().find(|node| types(node.object).any(|name| name == "Article"));
        let author = article.and_then(|node| node.object.get("author"));
        assert_eq!(
            author.map(|author| graph.people(author)),
            Some(vec![("Ann Fenwick".into(), Who::Person)])
        );
    }

    #[test]
    fn only_so_many_objects_and_names_are_read() {
        let many = json!(vec![json!({"@type": "Person", "name": "Ann Fenwick"}); MAX_NODES + 1]);
        let documents = [many];
        let graph = Graph::new(documents.iter());
        assert_eq!(graph.nodes.len(), MAX_NODES);
        assert_eq!(graph.names(&documents[0]).len(), MAX_NAMES);
    }

    #[test]
    fn what_stands_in_comments_is_aside() {
        let documents = [json!({"@type": "Article", "comment": [{"@type": "Article", "name": "No"}]})];
        let asides: Vec<bool> = Graph::new(documents.iter()).nodes.iter().map(|node| node.aside).collect();
        assert_eq!(asides, [false, true]);
    }

    #[test]
    fn organisations_are_told_from_people() {
        let value = json!([{"@type": "NewsMediaOrganization", "name": "The Daily Fen"},
            {"@type": "Person", "givenName": "Ann", "familyName": "Fenwick"}]);
        assert_eq!(
            Graph::new(std::iter::empty()).people(&value),
            [("The Daily Fen".into(), Who::Organisation), ("Ann Fenwick".into(), Who::Person)]
        );
    }
}
