//! Compares an article with `expected.json`.

use dechaff::{Article, Block, BlockKind};
use serde_json::{Map, Value, json};

use super::diff::{spaced, verdict};
use super::found;
use super::known::{Gap, shown};

/// One gap for each key whose value, and each item of a list that, is not the expected one.
pub(crate) fn gaps(expected: &Map<String, Value>, article: &Article, is_html: bool) -> Vec<Gap> {
    let facts = found::facts(article);
    let mut gaps = Vec::new();
    for (key, value) in expected {
        match key.as_str() {
            "removed" => gaps.extend(items(value).filter_map(|item| not_removed(item, article, is_html))),
            "blocks" => gaps.extend(items(value).filter_map(|item| not_in_body(item, article))),
            "flags" => gaps.extend(differs(key, &sorted(value), &sorted(&facts["flags"]))),
            _ => match facts.get(key) {
                Some(found) => gaps.extend(differs(key, value, found)),
                None => gaps.push(Gap::new(format!("{key}: expected.json has no such key"), String::new())),
            },
        }
    }
    gaps
}

fn differs(key: &str, expected: &Value, found: &Value) -> Option<Gap> {
    (expected != found)
        .then(|| Gap::new(format!("{key} {}", in_words(found)), format!("expected {}", in_words(expected))))
}

/// A value as a gap shows it: texts as they are, lists in JSON, `none` where there is nothing.
fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => shown(text),
        Value::Null => "none".to_owned(),
        other => other.to_string(),
    }
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
fn not_removed(item: &Value, article: &Article, is_html: bool) -> Option<Gap> {
    let text = spaced(item["text"].as_str().unwrap_or_default(), is_html);
    let holds = |block: &Block<'_>| spaced(block.text(), is_html).contains(text.as_ref());
    let is_expected = |block: &Block<'_>| names(&item["kind"], block.label().name());
    let wrong = match article.body().find(holds) {
        Some(block) => Some(block),
        None if article.removed().filter(holds).any(|block| is_expected(&block)) => return None,
        None => article.removed().find(holds),
    };
    let found = wrong.map_or("nothing", |block| block.label().name());
    let why = wrong.map_or_else(|| "in no removed block".to_owned(), verdict);
    let expected = if item["kind"].is_null() { json!("any kind") } else { item["kind"].clone() };
    Some(Gap::new(format!("removed {} as {found}", shown(&text)), format!("expected {expected} {why}")))
}

fn names(kinds: &Value, name: &str) -> bool {
    match kinds {
        Value::String(kind) => kind == name,
        Value::Array(kinds) => kinds.iter().any(|kind| kind == name),
        _ => true,
    }
}

/// `{"kind": …, "text": …, "level": …}`: a block of the body has this text and kind.
fn not_in_body(item: &Value, article: &Article) -> Option<Gap> {
    let text = item["text"].as_str().unwrap_or_default();
    let kinds: Vec<BlockKind> =
        article.body().filter(|block| block.text() == text).map(|block| block.kind()).collect();
    if kinds.iter().any(|kind| is_kind(*kind, item)) {
        return None;
    }
    let found = kinds.first().map_or_else(|| "nothing".to_owned(), |kind| described(*kind));
    Some(Gap::new(format!("block {} as {found}", shown(text)), format!("expected {item}")))
}

fn level_of(kind: BlockKind) -> Option<u8> {
    match kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    }
}

fn described(kind: BlockKind) -> String {
    level_of(kind).map_or_else(|| kind.name().to_owned(), |level| format!("{} {level}", kind.name()))
}

fn is_kind(kind: BlockKind, item: &Value) -> bool {
    item["kind"] == kind.name() && (item["level"].is_null() || item["level"] == json!(level_of(kind)))
}
