//! Compares an article with `expected.json`.

use dechaff::{Article, Block, BlockKind};
use serde_json::{Map, Value, json};

use super::diff::described;
use super::found;

/// One line for each key whose value is not the expected one.
pub(crate) fn problems(expected: &Map<String, Value>, article: &Article) -> Vec<String> {
    let facts = found::facts(article);
    let mut problems = Vec::new();
    for (key, value) in expected {
        match key.as_str() {
            "removed" => problems.extend(items(value).filter_map(|item| not_removed(item, article))),
            "blocks" => problems.extend(items(value).filter_map(|item| not_in_body(item, article))),
            "flags" => problems.extend(differs(key, &sorted(value), &sorted(&facts["flags"]))),
            _ => match facts.get(key) {
                Some(found) => problems.extend(differs(key, value, found)),
                None => problems.push(format!("expected.json: no such key: {key}")),
            },
        }
    }
    problems
}

fn differs(key: &str, expected: &Value, found: &Value) -> Option<String> {
    (expected != found).then(|| format!("{key}: expected {expected}, found {found}"))
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn sorted(value: &Value) -> Value {
    let mut list: Vec<&str> = items(value).filter_map(Value::as_str).collect();
    list.sort_unstable();
    json!(list)
}

/// `{"kind": …, "text": …}`: the text is in a removed block of this kind (or one of these
/// kinds, or any where none is named) and not in the body.
fn not_removed(item: &Value, article: &Article) -> Option<String> {
    let text = item["text"].as_str().unwrap_or_default();
    if let Some(block) = article.body().find(|block| block.text().contains(text)) {
        return Some(format!("should be removed: {}", described(block)));
    }
    let holders: Vec<Block<'_>> = article.removed().filter(|block| block.text().contains(text)).collect();
    if holders.is_empty() {
        return Some(format!("not found in any removed block: {text}"));
    }
    if holders.iter().any(|block| names(&item["kind"], block.label().name())) {
        return None;
    }
    Some(format!("removed, but not as {}: {}", item["kind"], described(holders[0])))
}

fn names(kinds: &Value, name: &str) -> bool {
    match kinds {
        Value::String(kind) => kind == name,
        Value::Array(kinds) => kinds.iter().any(|kind| kind == name),
        _ => true,
    }
}

/// `{"kind": …, "text": …, "level": …}`: a block of the body has this text and kind.
fn not_in_body(item: &Value, article: &Article) -> Option<String> {
    let text = item["text"].as_str().unwrap_or_default();
    let kinds: Vec<BlockKind> =
        article.body().filter(|block| block.text() == text).map(|block| block.kind()).collect();
    if kinds.iter().any(|kind| is_kind(*kind, item)) {
        return None;
    }
    Some(format!("blocks: expected {item}, found {kinds:?} with this text in the body"))
}

fn is_kind(kind: BlockKind, item: &Value) -> bool {
    let level = match kind {
        BlockKind::Heading { level } => json!(level),
        _ => Value::Null,
    };
    item["kind"] == kind.name() && (item["level"].is_null() || item["level"] == level)
}
