//! The `articleBody` of JSON-LD.

use serde_json::Value;

use super::data::StateBody;
use super::prose::{MIN_BODY_BYTES, form};
use super::search::as_html;

/// The first `articleBody` that is long enough, wherever in the graph it is.
pub(super) fn article_body<'a>(mut scripts: impl Iterator<Item = &'a str>) -> Option<StateBody> {
    scripts.find_map(|json| if json.contains("\"articleBody\"") { body_of(json) } else { None })
}

fn body_of(json: &str) -> Option<StateBody> {
    let document: Value = serde_json::from_str(json).ok()?;
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                let text = |key| fields.get(key).and_then(Value::as_str);
                if let Some(body) = text("articleBody").filter(|body| body.len() >= MIN_BODY_BYTES) {
                    let title = text("headline").map(str::to_owned);
                    return Some(StateBody { html: as_html(body, form(body)), title, bytes: body.len() });
                }
                open.extend(fields.values());
            }
            _ => {}
        }
    }
    None
}
