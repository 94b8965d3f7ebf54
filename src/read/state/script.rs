//! Scripts to states: strict JSON, what JavaScript assigns, and what Next pushes.

use memchr::{memchr, memmem};
use serde_json::Value;

use super::data::Script;
use super::flight;
use super::js::Parser;
use super::node::State;
use super::prose::MIN_NAMED_BODY_BYTES;
use crate::read::sink::ScriptKind;

/// The call with which Next's app router sends a piece of its stream: `self.__next_f.push([1,"…"])`.
const FLIGHT: &str = "__next_f";

/// The states of a page's scripts, in their order; pieces of a stream are put together.
pub(super) fn states(scripts: &[Script]) -> Vec<State> {
    let mut states = Vec::new();
    let mut stream = String::new();
    for script in scripts {
        match script.text.as_str() {
            text if text.contains(FLIGHT) => pieces(text, &mut stream),
            // Settings.
            text if text.len() < MIN_NAMED_BODY_BYTES => {}
            text if script.kind == ScriptKind::Json => states.extend(json(text)),
            text => assigned(text, &mut states),
        }
    }
    if !stream.is_empty() {
        states.push(State::Flight(flight::rows(&stream)));
    }
    states
}

/// JSON, or what devalue makes of it: an array of values that refer to each other by their place.
fn json(text: &str) -> Option<State> {
    match serde_json::from_str(text.trim()).ok()? {
        Value::Array(values) if is_devalue(&values) => Some(State::Devalue(values)),
        value => Some(State::Json(value)),
    }
}

/// The first value refers to others by nothing but numbers.
fn is_devalue(values: &[Value]) -> bool {
    let are_places = |mut values: Box<dyn Iterator<Item = &Value> + '_>| values.all(Value::is_number);
    match values.first() {
        Some(Value::Object(fields)) => !fields.is_empty() && are_places(Box::new(fields.values())),
        Some(Value::Array(items)) => items.len() > 1 && are_places(Box::new(items.iter().skip(1))),
        _ => false,
    }
}

/// The strings of all pushes of a script.
fn pieces(script: &str, stream: &mut String) {
    let mut at = 0;
    while let Some(found) = memmem::find(&script.as_bytes()[at..], b".push(") {
        let mut parser = Parser::new(script, at + found + b".push(".len());
        if let Some(Value::Array(items)) = parser.value() {
            stream.extend(items.iter().skip(1).filter_map(Value::as_str));
        }
        at = parser.at().max(at + found + 1);
    }
}

/// What is assigned anywhere in a script. The search goes on where the parser has stopped.
fn assigned(script: &str, states: &mut Vec<State>) {
    let mut at = 0;
    while let Some(found) = memchr(b'=', &script.as_bytes()[at..]) {
        let start = at + found + 1;
        let (value, end) = value_at(script, start);
        let is_long = end - start >= MIN_NAMED_BODY_BYTES;
        states.extend(value.filter(|_| is_long).map(State::Json));
        at = end;
    }
}

/// A value that begins here if it is one that states have, and where the parser has stopped.
fn value_at(script: &str, start: usize) -> (Option<Value>, usize) {
    let rest = script[start..].trim_start();
    let begin = script.len() - rest.len();
    if let Some(function) = rest.trim_start_matches('(').strip_prefix("function") {
        return called(script, script.len() - function.len());
    }
    if !rest.starts_with(['{', '[', '"', '\'']) && !rest.starts_with("JSON.parse") {
        return (None, start);
    }
    let mut parser = Parser::new(script, begin);
    let value = parser.value();
    (value, parser.at().max(start))
}

/// What a function returns that is called at once: Nuxt 2 passes values that are used often as arguments, so
/// `(function(a,b){return {body:a}}("…",1))`. The parameters' names begin at `at`.
fn called(script: &str, at: usize) -> (Option<Value>, usize) {
    let Some(body) =
        memmem::find(&script.as_bytes()[at..], b"return").map(|found| at + found + b"return".len())
    else {
        return (None, script.len());
    };
    let mut parser = Parser::new(script, body);
    if parser.value().is_none() {
        return (None, parser.at());
    }
    parser.take(b';');
    if !parser.take(b'}') {
        return (None, parser.at());
    }
    parser.take(b')');
    let arguments = parser.value();
    let end = parser.at();
    let Some(Value::Array(arguments)) = arguments else { return (None, end) };
    let names = parameters(&script[at..body]).zip(arguments).collect();
    (Parser::new(script, body).with_names(names).value(), end)
}

/// The names between the first parentheses.
fn parameters(function: &str) -> impl Iterator<Item = &str> {
    let list =
        function.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(list, _)| list);
    list.split(',').map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn script(text: &str) -> Script {
        Script { kind: ScriptKind::JavaScript, text: text.to_owned() }
    }

    fn values(text: &str) -> Vec<Value> {
        let values = states(&[script(text)]).into_iter();
        values
            .map(|state| match state {
                State::Json(value) => value,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn assignments_are_found_and_short_ones_passed_over() {
        let long = "x".repeat(600);
        for text in [
            format!("window.__APOLLO_STATE__ = {{\"a\": '{long}'}};"),
            format!("var a=1,b={{}};window['S']={{a:\"{long}\"}}"),
            format!("window.S=JSON.parse(\"{{\\\"a\\\":\\\"{long}\\\"}}\")"),
            format!("window.__NUXT__=(function(b,c){{return {{a:c}}}}(1,\"{long}\"));"),
            format!("window.__NUXT__=function(b,c){{return {{a:c}};}}(1,\"{long}\")"),
            format!("if (a == b && c >= d) {{ e = [ }} window.S = {{a: '{long}'}}"),
        ] {
            assert_eq!(values(&text), [json!({"a": long})], "{}", &text[..40]);
        }
        assert!(values("window.a = {b: 1}").is_empty());
    }

    #[test]
    fn pieces_of_a_stream_are_put_together() {
        let parts = [
            "(self.__next_f=self.__next_f||[]).push([0])",
            r#"self.__next_f.push([1,"0:\"ra"])"#,
            r#"self.__next_f.push([1,"in\"\n"])"#,
        ];
        let states = states(&parts.map(script));
        let [State::Flight(rows)] = &states[..] else { panic!("{states:?}") };
        assert_eq!(rows["0"], json!("rain"));
    }

    #[test]
    fn devalue_is_told_from_arrays() {
        let is_devalue = |text| matches!(json(text), Some(State::Devalue(_)));
        assert!(is_devalue(r#"[["Reactive",1],{"a":2},"x"]"#) && is_devalue(r#"[{"a":1},"x"]"#));
        assert!(!is_devalue(r#"[{"a":"x"}]"#) && !is_devalue("[1,2]") && !is_devalue("[]"));
    }
}
